"""What cannot stand together with a statement, and the way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.model import Claim, Proposition
from graph.network import View
from graph.ui.clickable import go_button
from graph.ui.opening import Opened
from graph.ui.picture import change, find_link, find_node
from graph.ui.plain import Markup, element
from graph.ui.session import ExploreState
from graph.ui.sides import smooth
from graph.ui.steps import centre
from graph.ui.words import say

_HEADING = say("card.rivals")


def rivals_of(opened: Opened, claims: Sequence[Claim]) -> tuple[Proposition, ...]:
    """Return every proposition that cannot stand together with what `claims` are about, each once."""
    about = {claim.proposition.iri: claim.proposition for claim in claims}
    found = {rival.iri: rival for each in about.values() for rival in opened.graph.rivals(each)}
    return tuple(rival for iri, rival in found.items() if iri not in about)


def rivals_list(opened: Opened, claims: Sequence[Claim]) -> Markup | None:
    """Return the rivals of a statement for a card that is clicked; None without one.

    Each goes to ``rival``, a space and its IRI.
    """
    items = [
        element("li", go_button(f"rival {one.iri}", smooth(opened.graph.sentence(one), [one])))
        for one in rivals_of(opened, claims)
    ]
    return element("div", _HEADING, element("ul", *items), style="ag-rivals") if items else None


def open_statement(opened: Opened, statement: Proposition, view: View) -> None:
    """Show the claims of `statement`: in this picture if it is there, otherwise in one around its subject."""
    of_value = _selection(opened, statement) != statement.iri
    there = find_node(view, statement.subject.iri) if of_value else find_link(view, statement.iri)
    if there:
        change(lambda state: replace(state, selected=statement.iri))
    else:
        change(lambda state: _around(state, statement, statement.iri))


def _around(state: ExploreState, statement: Proposition, selected: str) -> ExploreState:
    return replace(centre(state, statement.subject.iri), selected=selected)


def _selection(opened: Opened, statement: Proposition) -> str:
    """Return what the side panel has to show: the link, or for a value the entity that has it."""
    linked = any(
        key == statement.iri for *_, key in opened.network.out_edges(statement.subject.iri, keys=True)
    )
    return statement.iri if linked else statement.subject.iri
