"""Where the Paths page finds nothing: what would open a path, and a button that asks for it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.model import PathAnswer, Status
from graph.network import Restriction
from graph.openings import Opening, openings
from graph.ui.memory import remember
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.session import PATHS, PathState


def no_path(opened: Opened, state: PathState, answer: PathAnswer) -> None:
    """Say that there is no path, what would open one, and offer to search so."""
    st.subheader("No path under these conditions.", anchor=False)
    ways = openings(opened.network, answer.start.iri, answer.end.iri, restriction(state), max_hops=state.hops)
    for number, way in enumerate(ways):
        st.markdown(plain(way.sentence))
        if way.restriction is not None:
            st.button("Show that path", key=f"paths-open-{number}", on_click=_take_opening, args=(state, way))
    if answer.cut:
        st.markdown("The search was stopped before it had seen everything.")


def restriction(state: PathState) -> Restriction:
    """Return which links `state` lets a path use."""
    return Restriction(
        avoid=frozenset(state.avoid),
        relations=frozenset(state.relations),
        directed=state.directed,
        statuses=frozenset(map(Status, state.statuses)) if state.statuses else None,
        include_denied=state.denied,
    )


def eased(state: PathState, way: Opening) -> PathState:
    """Return `state` changed as little as `way` asks for."""
    asked = way.restriction or Restriction()
    return replace(
        state,
        hops=max(state.hops, way.max_hops),
        avoid=tuple(iri for iri in state.avoid if iri in asked.avoid),
        relations=tuple(iri for iri in state.relations if iri in asked.relations),
        directed=asked.directed,
        statuses=state.statuses if asked.statuses is not None else (),
        denied=asked.include_denied,
    )


def _take_opening(state: PathState, way: Opening) -> None:
    remember(PATHS, eased(state, way))
