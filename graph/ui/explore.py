"""The Explore page: an entity's surroundings as a picture and as lists, and the evidence beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from graph.network import View
from graph.settings import LIMITS
from graph.ui.address import MAX_DEPTH, MIN_NODES, Resolve, read_explore
from graph.ui.bar import title, told
from graph.ui.companions import companion, companion_choice
from graph.ui.component import Scene, draw
from graph.ui.dressing import dress_line, dress_tools, worn
from graph.ui.finding import SEARCH, matches, search_box
from graph.ui.growing import grow
from graph.ui.leading import arrive
from graph.ui.matrix_cells import crossing
from graph.ui.memory import filter_asked, perspective_asked, publish, recall
from graph.ui.narrowing import off_kinds, off_statuses
from graph.ui.notices import notices
from graph.ui.opening import Opened
from graph.ui.panel import panel
from graph.ui.picture import EXPLORE, amount, centre, change, payload, select, shown
from graph.ui.plain import plain
from graph.ui.readable import reading
from graph.ui.reading_pane import reading_pane
from graph.ui.session import Expansion, ExploreState
from graph.ui.share import share
from graph.ui.tools import history_tools, marked_tools, relaxed, take
from graph.ui.tour import help_popover, tour
from graph.ui.words import say

_ALONE = "clamp(21rem, calc(100vh - 24rem), 60rem)"
_WITH_COMPANION = "clamp(18.75rem, calc(100vh - 37rem), 36rem)"
"""Heights of the drawing: with a companion below it, both fit on a screen of 900 pixels."""


def explore(opened: Opened) -> None:
    """Draw the page."""
    arrive()
    # What comes and goes has one place above the drawing, which would be set up anew if it moved.
    with st.container(key="explore-top"):
        state = _asked(opened)
        middle = centre(opened, state)
        title(opened, _headline(opened, state, middle), shown(opened, state).view)
        if not middle:
            st.markdown(say("explore.empty_why"))
            st.code("armsgraph build", language="bash")
            return
    _below(opened, _above(opened, state))


def _asked(opened: Opened) -> ExploreState:
    """Return what the page is asked to show, and write it into the address."""
    state = recall(EXPLORE, lambda parameters: read_explore(parameters, opened.entity, _relation(opened)))
    publish(EXPLORE, state, reading(), crossing())
    return state


def _above(opened: Opened, state: ExploreState) -> tuple[object, ...]:
    """Return all that is drawn above the picture and its tools, and what the graph was opened by."""
    headline = _headline(opened, state, centre(opened, state))
    return headline, told(opened, shown(opened, state).view), perspective_asked(), filter_asked()


@st.fragment
def _below(opened: Opened, above: tuple[object, ...]) -> None:
    """Draw all below the head of the page: a click in it sends no more than this part anew."""
    arrive()
    state = _asked(opened)
    if _above(opened, state) != above:
        st.rerun()
    with st.container(key="explore-head"):
        _bar(opened, state, shown(opened, state).view)
        notices()
        marked_tools(opened, state)
    _body(opened, state, centre(opened, state))


def _body(opened: Opened, state: ExploreState, middle: str) -> None:
    here = shown(opened, state)
    left, right = st.columns([2.1, 1], gap="medium")
    with left, st.container(key="explore-picture"):
        # The hint comes and goes within a place of its own, or the drawing below would be set up anew.
        with st.container(key="explore-hint"):
            if not state.beside:
                tour()
            dress_line(opened, state, here.view)
        with st.container(horizontal=True, vertical_alignment="center", key="explore-amount"):
            st.caption(amount(here.view, len(here.by_hand)))
            companion_choice(state)
        _picture(opened, state, middle)
        companion(opened, state, here.view)
    with right, st.container(key="explore-panel"):
        reading_pane(opened)
        panel(opened, state, here.view, middle)


def _relation(opened: Opened) -> Resolve:
    return lambda name: opened.graph.resolve_relation(name).iri


def _headline(opened: Opened, state: ExploreState, middle: str) -> str:
    if not middle:
        return say("explore.empty")
    label = plain(opened.name(middle))
    if state.entity:
        return say("explore.surrounds", label=label)
    return say("explore.start" if "Incident" in opened.types(middle) else "explore.start_other", label=label)


def _bar(opened: Opened, state: ExploreState, view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="explore-bar"):
        text = search_box()
        _tools(opened, state, view)
    matches(opened, text)


def _tools(opened: Opened, state: ExploreState, view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center", width="content", key="explore-tools"):
        history_tools(opened, state)
        extent = st.popover(say("explore.extent"), key="explore-extent", on_change="rerun")
        if extent.open:
            with extent:
                _extent(state)
        dress_tools(state)
        share(opened, state, view)
        help_popover()
        st.button(say("explore.start_over"), key="explore-start-over", on_click=_start_over)


def _extent(state: ExploreState) -> None:
    st.session_state["explore-depth"] = state.depth
    st.number_input(
        say("explore.hops"),
        0,
        MAX_DEPTH,
        key="explore-depth",
        on_change=_take_depth,
        disabled=not state.entity,
        help=say("explore.hops_need_middle") if not state.entity else None,
    )
    st.session_state["explore-nodes"] = state.nodes
    st.slider(
        say("explore.most_entities"),
        MIN_NODES,
        LIMITS.view_max_nodes,
        key="explore-nodes",
        on_change=_take_nodes,
    )


def _take_depth() -> None:
    change(lambda state: replace(state, depth=st.session_state["explore-depth"]))


def _take_nodes() -> None:
    change(lambda state: replace(state, nodes=st.session_state["explore-nodes"]))


def _start_over() -> None:
    st.session_state[SEARCH] = ""
    change(lambda state: ExploreState(beside=state.beside))


def _picture(opened: Opened, state: ExploreState, middle: str) -> None:
    draw(
        _scene(opened, state, middle),
        on_select=select,
        on_expand=lambda iri: grow(opened, Expansion(iri)),
        on_event=lambda event: take(opened, event),
    )


def _scene(opened: Opened, state: ExploreState, middle: str) -> Scene:
    here = shown(opened, state)
    return Scene(
        "explore",
        f"{EXPLORE} {middle}",
        worn(opened, state, here.view, payload(opened, state)),
        selected=state.selected,
        height=_WITH_COMPANION if state.beside else _ALONE,
        marked=state.marked,
        pins=_pins(state),
        places=relaxed(state),
        off_kinds=off_kinds(),
        off_statuses=off_statuses(),
        caption=amount(here.view, len(here.by_hand)),
    )


def _pins(state: ExploreState) -> Mapping[str, tuple[int, int]]:
    return {each.entity: (each.x, each.y) for each in state.pins}
