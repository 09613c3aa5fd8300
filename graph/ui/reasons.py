"""Why something is shown as it is, and where it is contradicted: what stands beside claims in a card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.contradictions import CONTRADICTORY, Contradiction, of_kinds
from graph.explanations import Explanation
from graph.model import Claim
from graph.ui.clickable import go_button
from graph.ui.leading import address_of
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element
from graph.ui.states import CONTRADICTIONS, ContradictionsState
from graph.ui.words import say


def contradicted_line(opened: Opened, claims: Sequence[Claim]) -> Markup | None:
    """Return a link to each contradiction that the statements of `claims` are in; None without one."""
    found = contradictions_of(opened, claims)
    if not found:
        return None
    links = [element("li", _contradiction_link(one)) for one in found]
    return element("div", say("card.contradicted"), element("ul", *links), style="ag-rivals")


def contradicted_list(opened: Opened, claims: Sequence[Claim]) -> Markup | None:
    """Return the same for a card that is clicked: each goes to ``contradiction``, a space and its key."""
    items = [
        element("li", go_button(f"contradiction {one.key}", _kind(one)))
        for one in contradictions_of(opened, claims)
    ]
    return (
        element("div", say("card.contradicted"), element("ul", *items), style="ag-rivals") if items else None
    )


def contradictions_of(opened: Opened, claims: Sequence[Claim]) -> tuple[Contradiction, ...]:
    """Return the contradictions that the statements of `claims` are in."""
    found = opened.graph.contradictions_in(claim.proposition.iri for claim in claims)
    return tuple(of_kinds(found, CONTRADICTORY))


def _contradiction_link(one: Contradiction) -> Markup:
    address = address_of(CONTRADICTIONS, ContradictionsState(only=one.key))
    return element("a", _kind(one), href=address, target="_self")


def _kind(one: Contradiction) -> str:
    return say(f"contradictions.link-{one.kind.name.lower()}")


def why_line(opened: Opened, claims: Sequence[Claim]) -> Markup | None:
    """Return why the statements of `claims` have their status and their origins, folded up."""
    iris = dict.fromkeys(claim.proposition.iri for claim in claims)
    return folded(why for iri in iris for why in opened.graph.why(iri))


def why_identity(opened: Opened, entity: str) -> Markup | None:
    """Return why `entity` is held to be another, or is not, folded up; None where nobody asks."""
    judged = opened.graph.identities(entity)
    return folded((why for one in judged for why in opened.graph.why(one.iri)), say("card.why-identity"))


def folded(explanations: Iterable[Explanation], asked: str = "") -> Markup | None:
    """Return explanations behind what was asked, each with its rule; None without one."""
    told = [
        element("div", element("p", element("strong", f"{one.what}.")), element("p", one.rule))
        for one in explanations
    ]
    return (
        element("details", element("summary", asked or say("card.why")), *told, style="ag-why ag-small")
        if told
        else None
    )
