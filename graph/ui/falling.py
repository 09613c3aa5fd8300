"""What falls without some sources, as lists: what goes, stands otherwise, or rests on one origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from graph.consequences import Consequences, StandingChange
from graph.model import Claim, Hop, Path, Proposition, Ref, Standing
from graph.presentation import LINES
from graph.ui.plain import Markup, element
from graph.ui.sides import folded_claims, told
from graph.ui.words import say

Sentence = Callable[[Proposition], str]


def fallen_list(
    lost: Sequence[Proposition], found: Consequences, sentence: Sentence, most: int, in_all: int
) -> Markup:
    """Return propositions that nobody asserts any more, each opening to the claims that fall with it.

    At most so many of the `in_all` that there are; this and the other lists say how many more.
    """
    by_proposition: dict[str, list[Claim]] = {}
    for claim in found.claims:
        by_proposition.setdefault(claim.proposition.iri, []).append(claim)
    rows = [_fallen(one, by_proposition.get(one.iri, ()), sentence) for one in lost[:most]]
    return _listed(rows, in_all - len(rows))


def changes_list(changes: Sequence[StandingChange], sentence: Sentence, most: int, in_all: int) -> Markup:
    """Return propositions with how they stood and how they stand now."""
    rows = [
        element("li", told(one.proposition, sentence), " ", before_and_after(one.before, one.after))
        for one in changes[:most]
    ]
    return _listed([element("ul", *rows, style="ag-changes")], in_all - len(rows))


def before_and_after(before: Standing | None, after: Standing | None) -> Markup:
    """Return a change of standing in marks and words."""
    return element("span", _mark(before), " → ", _mark(after), style="ag-turn")


def silent_list(silent: Sequence[Ref], most: int, in_all: int) -> Markup:
    """Return the entities of which nothing is told any more."""
    names = ", ".join(one.label for one in silent[:most])
    return _listed([element("p", element("bdi", names), ".")], in_all - len(silent[:most]))


def path_lines(paths: Sequence[Path], sentence: Callable[[Hop], str], broken: frozenset[str]) -> Markup:
    """Return paths hop by hop; hops over which nothing leads any more are struck out and said so.

    Parameters
    ----------
    broken
        Propositions that no hop can use any more.
    """
    return element("ol", *(element("li", *_hops(one, sentence, broken)) for one in paths), style="ag-ways")


def _hops(path: Path, sentence: Callable[[Hop], str], broken: frozenset[str]) -> list[Markup]:
    return [_hop(hop, sentence(hop), falls=proposition_of(hop) in broken) for hop in path.hops]


def proposition_of(hop: Hop) -> str:
    """Return the IRI of the proposition that a hop goes over."""
    return hop.claims[0].proposition.iri if hop.claims else ""


def _hop(hop: Hop, said: str, *, falls: bool) -> Markup:
    words = element("bdi", said.replace(" - ", " "))
    suffix = element("span", LINES[hop.standing.status].suffix, style="ag-suffix")
    if falls:
        return element(
            "div", element("s", words), element("strong", f" {say('whatif.falls')}"), style="ag-falls"
        )
    return element("div", words, suffix)


def _fallen(one: Proposition, claims: Sequence[Claim], sentence: Sentence) -> Markup:
    return element("details", element("summary", told(one, sentence)), folded_claims(claims))


def _mark(standing: Standing | None) -> Markup:
    if standing is None:
        return element("span", say("whatif.not-told"), style="ag-status")
    words = say("whatif.standing", status=LINES[standing.status].label, origins=_origins(standing))
    return element("span", words, style=f"ag-status ag-status-{standing.status.value}")


def _origins(standing: Standing) -> str:
    parts = [say("whatif.origins", n=standing.origins)] if standing.origins else []
    if standing.unknown_origins:
        parts.append(say("whatif.unnamed-origins", n=standing.unknown_origins))
    return say("whatif.and").join(parts) or say("whatif.no-origin")


def _listed(rows: Sequence[Markup], rest: int) -> Markup:
    more = element("p", say("words.unlisted", n=rest), style="ag-small") if rest > 0 else None
    return element("div", *rows, more, style="ag-card ag-rows")
