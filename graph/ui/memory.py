"""Where page states live between reruns: in the session, and in the URL of the page that is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from graph.ui.address import Parameters, Reading, State
from graph.ui.plain import plain
from graph.ui.session import PageState, written

_SLOT = "armsgraph-pages"


@dataclass(slots=True)
class _Memory:
    states: dict[str, Any] = field(default_factory=dict)
    addresses: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """What this program last wrote into each page's URL: anything else was written by a person."""


def _memory() -> _Memory:
    memory: _Memory = st.session_state.setdefault(_SLOT, _Memory())
    return memory


def recall(page: str, read: Callable[[Parameters], Reading[State]]) -> State:
    """Return the state of `page`: from its URL where a person changed that, otherwise as it was left."""
    memory = _memory()
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    if (asked and asked != memory.addresses.get(page)) or page not in memory.states:
        reading = read(asked)
        memory.states[page] = reading.state
        for problem in reading.problems:
            st.warning(plain(problem))
    state: State = memory.states[page]
    return state


def remember(page: str, state: PageState) -> None:
    """Keep `state` as that of `page`."""
    _memory().states[page] = state


def publish(page: str, state: PageState, *beside: PageState) -> None:
    """Write `state` into the URL, so that the address in the browser gives this very page again.

    What the page shows of other pages' states goes into its URL too, as `beside`.
    """
    address = {name: values for each in (*beside, state) for name, values in written(each).items()}
    memory = _memory()
    if address != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(address)
    memory.states[page] = state
    memory.addresses[page] = address


def forget() -> None:
    """Drop all page states, such as those that name what a new build of the store no longer has."""
    st.session_state.pop(_SLOT, None)
    st.query_params.clear()


def known(page: str, default: State) -> State:
    """Return the state of another page as it was left, or `default` if it was never open."""
    state: State = _memory().states.get(page, default)
    return state
