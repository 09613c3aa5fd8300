"""Ways from what a page tells to what other pages tell of the same thing."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from graph.model import Proposition
from graph.ui.memory import addressed, go
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element
from graph.ui.session import EXPLORE, ExploreState, PageState
from graph.ui.states import (
    CONTRADICTIONS,
    ORIGINS,
    STANCES,
    ContradictionsState,
    OriginsState,
    StancesState,
)
from graph.ui.words import say

_AHEAD = "armsgraph-ahead"


def set_out(page: str, state: PageState) -> None:
    """Open `page` in `state` when this page is drawn again: for callbacks, which can open none."""
    st.session_state[_AHEAD] = (page, state)


def arrive() -> None:
    """Open the page that a callback set out for, if one did."""
    ahead = st.session_state.pop(_AHEAD, None)
    if ahead:
        go(*ahead)


def address_of(page: str, state: PageState) -> str:
    """Return the address of `page` in `state` under the perspective asked for, from any page of the app."""
    path = "" if page == EXPLORE else page
    return f"./{path}?{urlencode(addressed(state), doseq=True)}"


def in_graph(opened: Opened, statement: Proposition) -> ExploreState:
    """Return the picture that shows `statement`: its link, or for a value the entity that has it."""
    subject = statement.subject.iri
    linked = any(key == statement.iri for *_, key in opened.network.out_edges(subject, keys=True))
    return ExploreState(entity=subject, selected=statement.iri if linked else subject)


def only_these(entities: Sequence[str], selected: str = "") -> ExploreState:
    """Return the picture of `entities` alone, the first in the middle.

    Examples
    --------
    >>> only_these(["a", "b", "a"]).added
    ('b',)
    """
    first, *others = dict.fromkeys(entities)
    return ExploreState(entity=first, depth=0, added=tuple(others), selected=selected)


def ways(opened: Opened, statement: Proposition) -> dict[str, tuple[str, PageState]]:
    """Return each page that tells more of `statement`: what its link says, and the state it opens in."""
    return {
        EXPLORE: (say("leads.graph"), in_graph(opened, statement)),
        STANCES: (say("leads.stances"), StancesState(of=statement.iri)),
        ORIGINS: (say("leads.origins"), OriginsState(of=statement.iri)),
        CONTRADICTIONS: (say("leads.contradictions"), ContradictionsState(about=statement.subject.iri)),
    }


def lead_on(opened: Opened, statement: Proposition, key: str, *, to: tuple[str, ...]) -> None:
    """Draw a button for each page of `to` that tells more of `statement`.

    Parameters
    ----------
    key
        Tells these buttons from others on the same page.
    """
    found = ways(opened, statement)
    with st.container(horizontal=True, key=f"leads-{key}"):
        for page in to:
            words, state = found[page]
            if st.button(words, key=f"lead-{page}-{key}", type="tertiary"):
                go(page, state)


def lead_from_entity(iri: str, key: str) -> None:
    """Draw a button for each page that tells how sources disagree on the entity `iri`."""
    found: dict[str, tuple[str, PageState]] = {
        CONTRADICTIONS: (say("leads.contradictions"), ContradictionsState(about=iri)),
        STANCES: (say("leads.stances"), StancesState(of=iri)),
        ORIGINS: (say("leads.origins"), OriginsState(of=iri)),
    }
    with st.container(horizontal=True, key=f"leads-{key}"):
        for page, (words, state) in found.items():
            if st.button(words, key=f"lead-{page}-{key}", type="tertiary"):
                go(page, state)


def leads_line(opened: Opened, statement: Proposition, to: tuple[str, ...]) -> Markup:
    """Return the same as links, for where no button can stand."""
    found = ways(opened, statement)
    links = [
        element("a", found[page][0], href=address_of(page, found[page][1]), target="_self") for page in to
    ]
    return element("p", *links, style="ag-leads")
