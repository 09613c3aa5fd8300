"""Where the Paths page finds nothing: what of the question or the perspective has to give way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from graph.knowledge.easing import (
    FILTER_EASINGS,
    FilterOpening,
    filter_openings,
    perspective_openings,
)
from graph.model import PathAnswer, Status
from graph.network import Network, Restriction
from graph.openings import Opening, openings, shortest
from graph.settings import LIMITS
from graph.ui.memory import put_under, remember
from graph.ui.narrowing import narrow, show_everything
from graph.ui.opening import Opened
from graph.ui.outlook import state_of
from graph.ui.plain import plain
from graph.ui.session import PATHS, PathState, PerspectiveState
from graph.ui.words import say


def no_path(opened: Opened, state: PathState, answer: PathAnswer) -> None:
    """Say that there is no path, what would open one, and offer to search so."""
    st.subheader(say("paths.none-heading"), anchor=False)
    ends, asked = (answer.start.iri, answer.end.iri), restriction(state)
    ways = openings(network_for(opened, state), *ends, asked, max_hops=state.hops)
    filters = filter_openings(opened.graph, ends, asked, state.hops)
    outlooks = perspective_openings(opened.graph, ends, asked, state.hops)
    for number, way in enumerate(ways):
        if way.restriction is not None:
            _offer(way.sentence, f"paths-open-{number}", partial(remember, PATHS, eased(state, way)))
        elif not (filters or outlooks or _everything_given_up(opened, state)):
            st.markdown(plain(way.sentence))
    for number, shown in enumerate(filters):
        _offer(shown.sentence, f"paths-show-{number}", partial(_show, shown))
    for number, outlook in enumerate(outlooks):
        wider = state_of(outlook.perspective, opened.everything)
        _offer(outlook.sentence, f"paths-under-{number}", partial(put_under, wider))
    if answer.cut:
        st.markdown(say("paths.none-cut"))


def _everything_given_up(opened: Opened, state: PathState) -> bool:
    """Offer to let every claim count and to give up every condition, if that opens a path; say whether."""
    hops = shortest(opened.whole, state.start, state.end, Restriction(), LIMITS.path_opening_max_hops)
    if not hops or opened.network is opened.whole:
        return False

    def give_up() -> None:
        remember(PATHS, PathState(state.start, state.end, state.count, max(hops, state.hops)))
        put_under(PerspectiveState(apart=opened.perspective.apart))
        show_everything()

    _offer(say("paths.everything", n=hops), "paths-everything", give_up)
    return True


def network_for(opened: Opened, state: PathState) -> Network:
    """Return the network that paths are looked for in: what is asked about is in it, whatever is shown."""
    asked = (state.start, state.end, *state.through)
    missing = [iri for iri in asked if iri not in opened.network and iri in opened.whole]
    if not missing:
        return opened.network
    network = opened.network.copy()
    network.add_nodes_from((iri, opened.whole.nodes[iri]) for iri in missing)
    return network


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


def _show(opening: FilterOpening) -> None:
    """Leave less out, as `opening` asks for."""
    if not opening.filters:
        show_everything()
        return
    eased = next(fields for words, fields in FILTER_EASINGS.items() if opening.sentence.startswith(words))
    narrow(**eased)


def _offer(sentence: str, key: str, take: Callable[[], None]) -> None:
    st.markdown(plain(sentence))
    st.button(say("paths.show"), key=key, on_click=take)
