"""What two tellings make of one statement, as a row that opens to the claims on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.comparison import Difference
from graph.model import Claim, Proposition, Stance
from graph.ui.evidence import standing_line
from graph.ui.plain import Markup, element
from graph.ui.sides import folded_claims, side, side_by_side, told

Sentence = Callable[[Proposition], str]
_VERBS = {Stance.ASSERTS: "asserts it", Stance.DENIES: "denies it", Stance.UNSURE: "leaves it open"}


@dataclass(frozen=True, slots=True)
class Tellers:
    """What the two tellings are called."""

    one: str
    other: str


def differences_list(found: Sequence[Difference], names: Tellers, sentence: Sentence, most: int) -> Markup:
    """Return differences as rows, at most so many; of more it says how many are left out."""
    rows = [_row(each, names, sentence) for each in found[:most]]
    rest = len(found) - most
    more = (
        element("p", f"And {rest:,} more that are not listed here.", style="ag-small") if rest > 0 else None
    )
    return element("div", *rows, more, style="ag-card ag-rows")


def difference_card(found: Difference, names: Tellers, sentence: Sentence) -> Markup:
    """Return one difference with the claims on both sides."""
    return element("section", *_inside(found, names, sentence), style="ag-card")


def how(found: Difference, names: Tellers) -> str:
    """Return what each telling does with the statement of a difference.

    Such as ``Moscow denies it, Washington asserts it``.
    """
    return f"{names.one} {_stance(found.one, found)}, {names.other} {_stance(found.other, found)}"


def _stance(claims: Sequence[Claim], found: Difference) -> str:
    taken = {claim.stance for claim in claims}
    if not taken:
        return "asserts what excludes it" if found.rivals else "says nothing of it"
    return " and ".join(words for stance, words in _VERBS.items() if stance in taken)


def _row(found: Difference, names: Tellers, sentence: Sentence) -> Markup:
    suffix = element("span", f" {how(found, names)}", style="ag-suffix")
    summary = element("summary", told(found.proposition, sentence), suffix)
    return element("details", summary, *_inside(found, names, sentence))


def _inside(found: Difference, names: Tellers, sentence: Sentence) -> list[Markup]:
    inside = [side_by_side([_side(names.one, found.one), _side(names.other, found.other)])]
    if found.rivals:
        items = [element("li", told(one, sentence)) for one in found.rivals]
        inside.append(
            element("div", "Cannot stand together with: ", element("ul", *items), style="ag-rivals")
        )
    return inside


def _side(name: str, claims: Sequence[Claim]) -> Markup:
    if not claims:
        return side(f"As told by {name}", element("p", "Nothing is told of it.", style="ag-small"))
    standing = standing_line(claims[0].proposition.standing)
    return side(f"As told by {name}", standing, folded_claims(claims))
