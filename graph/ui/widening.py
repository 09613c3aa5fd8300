"""Where the Paths page finds nothing: what of the question or the perspective has to give way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from graph.knowledge.easing import perspective_openings
from graph.model import PathAnswer, Status
from graph.network import Restriction
from graph.openings import Opening, openings
from graph.ui.memory import put_under, remember
from graph.ui.opening import Opened
from graph.ui.outlook import state_of
from graph.ui.plain import plain
from graph.ui.session import PATHS, PathState
from graph.ui.words import say


def no_path(opened: Opened, state: PathState, answer: PathAnswer) -> None:
    """Say that there is no path, what would open one, and offer to search so."""
    st.subheader(say("paths.none-heading"), anchor=False)
    ways = openings(opened.network, answer.start.iri, answer.end.iri, restriction(state), max_hops=state.hops)
    ends = answer.start.iri, answer.end.iri
    outlooks = perspective_openings(opened.graph, ends, restriction(state), state.hops)
    for number, way in enumerate(ways):
        if way.restriction is not None:
            _offer(way.sentence, f"paths-open-{number}", partial(remember, PATHS, eased(state, way)))
        elif not outlooks:
            st.markdown(plain(way.sentence))
    for number, outlook in enumerate(outlooks):
        wider = state_of(outlook.perspective, opened.everything)
        _offer(outlook.sentence, f"paths-under-{number}", partial(put_under, wider))
    if answer.cut:
        st.markdown(say("paths.none-cut"))


def restriction(state: PathState) -> Restriction:
    """Return which links `state` lets a path use."""
    return Restriction(
        avoid=frozenset(state.avoid),
        relations=frozenset(state.relations),
        directed=state.directed,
        statuses=frozenset(map(Status, state.statuses)) if state.statuses else None,
        include_denied=state.denied,
        through=frozenset(state.through),
    )


def eased(state: PathState, way: Opening) -> PathState:
    """Return `state` changed as little as `way` asks for."""
    asked = way.restriction or Restriction()
    return replace(
        state,
        hops=max(state.hops, way.max_hops),
        avoid=tuple(iri for iri in state.avoid if iri in asked.avoid),
        through=tuple(iri for iri in state.through if iri in asked.through),
        relations=tuple(iri for iri in state.relations if iri in asked.relations),
        directed=asked.directed,
        statuses=state.statuses if asked.statuses is not None else (),
        denied=asked.include_denied,
    )


def _offer(sentence: str, key: str, take: Callable[[], None]) -> None:
    st.markdown(plain(sentence))
    st.button(say("paths.show"), key=key, on_click=take)
