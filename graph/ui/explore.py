"""The Explore page: an entity's surroundings as a picture and as lists, and the evidence beside it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.errors import InputError
from graph.labels import Match
from graph.network import View
from graph.presentation import spaced
from graph.settings import LIMITS
from graph.ui.address import MAX_DEPTH, MIN_NODES, read_explore
from graph.ui.bar import title
from graph.ui.component import Scene, draw
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.panel import panel, table
from graph.ui.picture import EXPLORE, amount, centre, change, picture, select
from graph.ui.plain import plain
from graph.ui.session import ExploreState, centred, expanded
from graph.visualization import vis_payload

_MATCHES_SHOWN = 6
_SHORTEST_WORD, _WORDS_TRIED = 4, 5
_HINT = " Try a shorter part of the name, or choose from the list of what is in the picture."

_READING = (
    "Each line is somebody's statement. A line that is **not solid** is disputed, unconfirmed or only "
    "denied. Click for who says what; double-click an entity for its neighbours."
)


def explore(opened: Opened) -> None:
    """Draw the page."""
    state = recall(EXPLORE, lambda parameters: read_explore(parameters, opened.entity))
    publish(EXPLORE, state)
    middle = centre(opened, state)
    view = picture(opened, state)
    title(opened, _headline(opened, state, middle), view)
    if not middle:
        st.markdown("Its store was built from data without entities. Build it from the shipped data again:")
        st.code("armsgraph build", language="bash")
        return
    st.markdown(_READING)
    _bar(opened, state)
    left, right = st.columns([2.1, 1], gap="medium")
    with left, st.container(key="explore-picture"):
        _picture(opened, state, view, middle)
    with right, st.container(key="explore-panel"):
        panel(opened, state, view, middle)
    table(opened, view)


def _headline(opened: Opened, state: ExploreState, middle: str) -> str:
    if not middle:
        return "This graph is empty."
    label = plain(opened.label(middle))
    return f"What surrounds {label}" if state.entity else f"Start with the most reported incident: {label}"


def _bar(opened: Opened, state: ExploreState) -> None:
    search, options = st.columns([2.1, 1], gap="medium", vertical_alignment="bottom")
    text = search.text_input(
        "Search actors, weapons, incidents and places",
        key="explore-search",
        placeholder="Search a name in any spelling, such as Humvee",
        label_visibility="collapsed",
    )
    with options.container(horizontal=True):
        with st.popover("How much to show"):
            _extent(state)
        st.button("Start over", on_click=_start_over)
    if text.strip():
        _matches(opened, text)
    elif text:
        st.info("There is nothing to search for yet. Type a name or a part of one.")


def _extent(state: ExploreState) -> None:
    st.session_state["explore-depth"] = state.depth
    st.number_input(
        "Hops from the entity in the middle",
        1,
        MAX_DEPTH,
        key="explore-depth",
        on_change=_take_depth,
        disabled=not state.entity,
        help="Search an entity or put one in the middle first." if not state.entity else None,
    )
    st.session_state["explore-nodes"] = state.nodes
    st.slider(
        "Entities at most", MIN_NODES, LIMITS.view_max_nodes, key="explore-nodes", on_change=_take_nodes
    )


def _take_depth() -> None:
    change(lambda state: replace(state, depth=st.session_state["explore-depth"]))


def _take_nodes() -> None:
    change(lambda state: replace(state, nodes=st.session_state["explore-nodes"]))


def _start_over() -> None:
    st.session_state["explore-search"] = ""
    change(lambda _: ExploreState())


def _open_match(iri: str) -> None:
    st.session_state["explore-search"] = ""
    change(lambda state: centred(state, iri))


def _matches(opened: Opened, text: str) -> None:
    try:
        found = opened.graph.search(text, limit=_MATCHES_SHOWN)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    if not found:
        found = _near(opened, text)
        st.info(f"Nothing here is called {plain(text[:80])}." + (" These come nearest:" if found else _HINT))
    with st.container(horizontal=True, key="explore-matches"):
        for match in found:
            st.button(_match_words(match), key=f"match-{match.iri}", on_click=_open_match, args=(match.iri,))


def _near(opened: Opened, text: str) -> tuple[Match, ...]:
    """Return what single words of `text` find, where the whole of it finds nothing."""
    words = [word for word in text.split() if len(word) >= _SHORTEST_WORD][:_WORDS_TRIED]
    found = {match.iri: match for word in words for match in opened.graph.search(word, limit=2)}
    return tuple(found.values())[:_MATCHES_SHOWN]


def _match_words(match: Match) -> str:
    words = f"{match.label} ({spaced(match.type).lower()})"
    return plain(words if match.matched == match.label else f"{words}, found as {match.matched}")


def _picture(opened: Opened, state: ExploreState, view: View, middle: str) -> None:
    st.caption(amount(view))
    told_whole = not (view.untold or view.silent)
    whole = view if told_whole else picture(opened.under(opened.everything.perspective), state)
    payload = vis_payload(view, opened.presentation, centre={middle}, whole=whole)
    draw(
        Scene("explore", f"{EXPLORE} {middle}", payload, selected=state.selected),
        on_select=select,
        on_expand=lambda iri: change(lambda state: expanded(state, iri)),
    )
