"""The lanes on the Paths page: what a click in them does, and the evidence that opens under a hop."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.model import Hop, PathAnswer, Status
from graph.network import STATUS_RANK
from graph.presentation import LINES
from graph.ui.clickable import clickable
from graph.ui.lanes import Drawing, Lane, lanes, statement_of
from graph.ui.leading import set_out
from graph.ui.opening import Opened
from graph.ui.path_question import FORM, keep_to
from graph.ui.plain import Markup, element
from graph.ui.readable import take_reading
from graph.ui.session import EXPLORE, ExploreState, PathState
from graph.ui.sides import side_by_side
from graph.ui.statement import statement_card
from graph.ui.states import CONTRADICTIONS, ContradictionsState
from graph.ui.words import say

_ALL = ("all asserts", "all denies")
"""Names of the parts of a statement's card: under a hop every claim is shown."""


def path_sentence(answer: PathAnswer) -> str:
    """Return how many paths there are and how the first stands, in words, and what can be done with them."""
    first = min((hop.standing.status for hop in answer.paths[0].hops), key=lambda one: STATUS_RANK[one])
    count = len(answer.paths)
    most = say("paths.all-undisputed", n=count)
    if first is not Status.UNDISPUTED:
        most = say("paths.first-weakest", n=count, status=LINES[first].label.lower())
    ends = {"start": answer.start.label, "end": answer.end.label}
    words = say("paths.sentence", n=count, most=most, **ends)
    return " ".join([words, *([say("paths.cut")] if answer.cut else [])])


def draw_lanes(
    opened: Opened, state: PathState, drawn: Sequence[Lane], beside: tuple[str, Opened] | None = None
) -> None:
    """Draw paths as lanes.

    Parameters
    ----------
    beside
        The name of the telling that is compared with the page's own, and the graph as it tells it.
    """
    drawing = Drawing(
        look=lambda iri: opened.presentation.look(opened.types(iri)),
        sentence=opened.graph.sentence,
        evidence=lambda hop: _evidence(opened, hop, beside),
        through=state.through,
        open_hop=open_hop(state),
        other=beside[0] if beside else "",
    )
    st.caption(say("paths.how"))
    clickable(lanes(drawn, drawing), "paths-lanes", lambda target: _take(opened, state, target))


def open_hop(state: PathState) -> tuple[int, str]:
    """Return the lane and the statement whose evidence is open; lane 0 for a link of the drawing.

    Examples
    --------
    >>> open_hop(PathState(selected="id/proposition/x#2")), open_hop(PathState(selected="id/proposition/x"))
    ((2, 'id/proposition/x'), (0, 'id/proposition/x'))
    """
    statement, _, lane = state.selected.rpartition("#")
    if statement and lane.isascii() and lane.isdigit():
        return int(lane[:6]), statement
    return 0, state.selected


def _take(opened: Opened, state: PathState, target: str) -> None:
    """Do what a click in the lanes asks for."""
    if take_reading(target):
        return
    what, _, about = target.replace(" ", ":", 1).partition(":")
    if what == "hop":
        _open_or_close(state, about)
    elif what in {"through", "avoid"}:
        keep_to(state, what, about)
    elif what == "explore":
        set_out(EXPLORE, ExploreState(entity=about, selected=about))
    elif what == "select":
        set_out(EXPLORE, _picture_of(opened, about))
    elif what == "contradiction":
        set_out(CONTRADICTIONS, ContradictionsState(only=about))


def _open_or_close(state: PathState, about: str) -> None:
    lane, _, statement = about.partition(":")
    asked = f"{statement}#{lane}"
    FORM.change(selected="" if state.selected == asked else asked)


def _picture_of(opened: Opened, iri: str) -> ExploreState:
    """Return the picture in which the entity or statement `iri` is selected."""
    claims = opened.everything.asked(iri).claims if iri not in opened.whole else ()
    return ExploreState(entity=claims[0].proposition.subject.iri if claims else iri, selected=iri)


def _evidence(opened: Opened, hop: Hop, beside: tuple[str, Opened] | None) -> Markup:
    """Return what stands behind a hop: how it stands and why, its rivals, its claims, and parallel links."""
    parts = [element("h4", opened.graph.sentence(hop).replace(" - ", " "), style="ag-evidence-head")]
    if beside:
        here = _told_in(statement_of(hop), say("paths.told-here"), opened)
        there = _told_in(statement_of(hop), say("paths.told-by", teller=beside[0]), beside[1])
        parts.append(side_by_side([here, there]))
    else:
        parts.append(statement_card(opened, hop.standing, hop.claims, _ALL))
    parts += [_also(opened, other) for other in hop.also]
    named = {"aria-label": say("paths.evidence-of"), "role": "region"}
    return element("div", *parts, **{"class": "ag-evidence ag-path"}, **named)


def _also(opened: Opened, hop: Hop) -> Markup:
    words = opened.graph.sentence(hop).replace(" - ", " ")
    card = statement_card(opened, hop.standing, hop.claims, _ALL)
    return element("section", element("h5", say("paths.also"), words, style="ag-evidence-head"), card)


def _told_in(statement: str, heading: str, told: Opened) -> Markup:
    """Return what one of two tellings has on a statement."""
    head = element("h5", heading, style="ag-evidence-head")
    claims = told.graph.claims_on([statement])
    if not claims:
        return element("section", head, element("p", say("paths.untold"), style="ag-small"))
    return element("section", head, statement_card(told, claims[0].proposition.standing, claims, _ALL))
