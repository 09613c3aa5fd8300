"""Claims set side by side: every claim on one line that opens to all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graph.model import Claim, Proposition
from graph.ui.evidence import claim_card, speaker
from graph.ui.plain import Markup, element


def folded_claims(claims: Sequence[Claim]) -> Markup:
    """Return `claims` as who says what; each opens to its circumstances, document and place."""
    return element("div", *map(_folded, claims), style="ag-claims ag-folded")


def _folded(claim: Claim) -> Markup:
    who = element("strong", speaker(claim))
    summary = element("summary", who, element("span", claim.gloss, style="ag-gloss"))
    return element("details", summary, claim_card(claim), style=f"ag-fold ag-{claim.stance.value}")


def side_by_side(sides: Iterable[Markup]) -> Markup:
    """Return `sides` beside each other where there is room, otherwise one below the other."""
    return element("div", *sides, style="ag-sides")


def side(heading: Markup | str, *inside: Markup | None, stance: str = "") -> Markup:
    """Return one side under its heading."""
    head = element("h4", heading, style="ag-side-head")
    return element("section", head, *inside, style=f"ag-side ag-{stance}" if stance else "ag-side")


def told(proposition: Proposition, sentence: Callable[[Proposition], str]) -> Markup:
    """Return a proposition read out, its two ends set off from the words between them."""
    return set_off(sentence(proposition), proposition.subject.label, proposition.object_text)


def set_off(said: str, first: str, last: str) -> Markup:
    """Return a sentence of the form ``first - words - last`` with its ends in bold.

    Each end keeps its own direction of writing, and the sentence runs from left to right.
    """
    start, end = f"{first} - ", f" - {last}"
    if not said.startswith(start):
        return element("span", said, dir="ltr")
    rest = said[len(start) :]
    if not rest.endswith(end):
        return element("span", _end(first), f" {rest}", dir="ltr")
    return element("span", _end(first), f" {rest[: -len(end)]} ", _end(last), dir="ltr")


def _end(label: str) -> Markup:
    return element("strong", element("bdi", label))


def smooth(said: str, propositions: Iterable[Proposition]) -> str:
    """Return what is said of `propositions` without the hyphens that set its ends off.

    Where one of the labels holds such a hyphen itself, nothing is taken out.
    """
    labels = (label for one in propositions for label in (one.subject.label, one.object_text))
    return said if any(" - " in label for label in labels) else said.replace(" - ", " ")
