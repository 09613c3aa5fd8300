"""What two tellings make of one statement, as a row that opens to the claims on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.comparison import Difference
from graph.model import Claim, Proposition, Stance
from graph.ui.evidence import standing_line
from graph.ui.plain import Markup, element
from graph.ui.sides import folded_claims, side, side_by_side, told
from graph.ui.words import say

Sentence = Callable[[Proposition], str]


@dataclass(frozen=True, slots=True)
class Tellers:
    """What the two tellings are called."""

    one: str
    other: str


def differences_list(
    found: Sequence[Difference], names: Tellers, sentence: Sentence, most: int, in_all: int
) -> Markup:
    """Return differences as rows, at most so many of all; of more it says how many are left out."""
    rows = [_row(each, names, sentence) for each in found[:most]]
    rest = in_all - len(rows)
    more = element("p", say("words.unlisted", n=rest), style="ag-small") if rest > 0 else None
    return element("div", *rows, more, style="ag-card ag-rows")


def difference_card(found: Difference, names: Tellers, sentence: Sentence) -> Markup:
    """Return one difference with the claims on both sides."""
    return element("section", *_inside(found, names, sentence), style="ag-card")


def how(found: Difference, names: Tellers) -> str:
    """Return what each telling does with the statement of a difference.

    Such as ``Moscow denies it, Washington asserts it``.
    """
    does = {"one_does": _stance(found.one, found), "other_does": _stance(found.other, found)}
    return say("tellings.how", one=names.one, other=names.other, **does)


def _stance(claims: Sequence[Claim], found: Difference) -> str:
    taken = {claim.stance for claim in claims}
    if not taken:
        return say("tellings.excludes" if found.rivals else "tellings.silent")
    return say("tellings.and").join(say(f"tellings.{stance.value}") for stance in Stance if stance in taken)


def _row(found: Difference, names: Tellers, sentence: Sentence) -> Markup:
    suffix = element("span", f" {how(found, names)}", style="ag-suffix")
    summary = element("summary", told(found.proposition, sentence), suffix)
    return element("details", summary, *_inside(found, names, sentence))


def _inside(found: Difference, names: Tellers, sentence: Sentence) -> list[Markup]:
    inside = [side_by_side([_side(names.one, found.one), _side(names.other, found.other)])]
    if found.rivals:
        items = [element("li", told(one, sentence)) for one in found.rivals]
        inside.append(element("div", say("tellings.rivals"), element("ul", *items), style="ag-rivals"))
    return inside


def _side(name: str, claims: Sequence[Claim]) -> Markup:
    heading = say("tellings.told-by", teller=name)
    if not claims:
        return side(heading, element("p", say("tellings.untold"), style="ag-small"))
    return side(heading, standing_line(claims[0].proposition.standing), folded_claims(claims))
