"""Where page states live between reruns: in the session, and in the URL of the page that is shown.

The perspective and the filter live there too, once for all pages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.settings import LIMITS
from graph.ui.address import Parameters, Reading, State, listed
from graph.ui.plain import plain
from graph.ui.session import FilterState, PageState, PerspectiveState, written
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_SLOT = "armsgraph-pages"
_PLACES = "armsgraph-places"
_BESIDE = ("reading",)
"""States that stand in the URLs of several pages."""
_LAG_SECONDS = 3.0
"""A browser that is asked to change its URL may send the old one with the next click."""


@dataclass(slots=True)
class Memory:
    """All page states of one session, and what its URLs say of them."""

    states: dict[str, Any] = field(default_factory=dict)
    addresses: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """What this program last wrote into each page's URL: anything else was written by a person."""
    former: tuple[float, dict[str, list[str]]] = (0.0, {})
    """What stood in the URL before that, and until when."""
    changed: set[str] = field(default_factory=set)
    """Pages whose state an event has just changed: for this run the URL is older than the state."""
    perspective: PerspectiveState | None = None
    """Which claims count on all pages; None before any page was drawn."""
    filter: FilterState | None = None
    """What of them is looked at on all pages; None before any page was drawn."""
    page: str = ""
    """The page that is shown."""
    saved: tuple[str, dict[str, list[str]]] | None = None
    """A page, and what a saved view says of it: read once instead of its URL, when it is drawn next."""

    def by_hand(self, page: str, asked: dict[str, list[str]]) -> bool:
        """Say whether `asked` comes from a person and not from a browser that lags behind."""
        if self.opens(page):
            return True
        # Going back, a browser sends the address of the page that it leaves with the one it returns to.
        if page in self.changed or not asked or asked in self.addresses.values():
            return False
        left, address = self.former
        return asked != address or time.monotonic() - left > _LAG_SECONDS

    def opens(self, page: str) -> bool:
        """Say whether `page`, or a state beside it, is just being read from a saved view."""
        return self.saved is not None and self.saved[0] == self.page and page in (self.page, *_BESIDE)


def _memory() -> Memory:
    memory: Memory = st.session_state.setdefault(_SLOT, Memory())
    return memory


def recall_perspective(
    page: str, read: Callable[[Parameters], Reading[PerspectiveState]]
) -> PerspectiveState:
    """Return the perspective: from the URL of `page` where a person changed that, otherwise as it was."""
    memory = _memory()
    memory.page = page
    asked = _asked()
    if memory.perspective is None or memory.by_hand(page, asked):
        memory.perspective = _read(read, asked)
    return memory.perspective


def recall_filter(page: str, read: Callable[[Parameters], Reading[FilterState]]) -> FilterState:
    """Return what is looked at: from the URL of `page` where a person changed that, otherwise as it was."""
    memory = _memory()
    asked = _asked()
    if memory.filter is None or memory.by_hand(page, asked):
        memory.filter = _read(read, asked)
    return memory.filter


def filter_asked() -> FilterState:
    """Return what is looked at on all pages."""
    return _memory().filter or FilterState()


def look_at(asked: FilterState) -> None:
    """Look at `asked` alone on all pages, whatever the URL still says."""
    memory = _memory()
    memory.filter = asked
    memory.changed.add(memory.page)


def filter_read_again(read: Callable[[Parameters], Reading[FilterState]]) -> FilterState:
    """Return what is looked at without what it names and the store no longer has, and keep it so."""
    memory = _memory()
    memory.filter = _read(read, written(filter_asked()))
    return memory.filter


def read_again(read: Callable[[Parameters], Reading[PerspectiveState]]) -> PerspectiveState:
    """Return the perspective without what it names and the store no longer has, and keep it so."""
    memory = _memory()
    memory.perspective = _read(read, written(perspective_asked()))
    return memory.perspective


def perspective_asked() -> PerspectiveState:
    """Return the perspective that all pages are under."""
    return _memory().perspective or PerspectiveState()


def put_under(perspective: PerspectiveState) -> None:
    """Put all pages under `perspective`, whatever the URL still says."""
    memory = _memory()
    memory.perspective = perspective
    memory.changed.add(memory.page)


def recall(page: str, read: Callable[[Parameters], Reading[State]]) -> State:
    """Return the state of `page`: from its URL where a person changed that, otherwise as it was left."""
    memory = _memory()
    asked = _asked()
    if memory.by_hand(page, asked) or page not in memory.states:
        memory.states[page] = _read(read, asked)
    memory.changed.discard(page)
    state: State = memory.states[page]
    return state


def remember(page: str, state: PageState) -> None:
    """Keep `state` as that of `page`, whatever its URL still says."""
    _memory().states[page] = state
    _memory().changed.add(page)


def publish(page: str, state: PageState, *beside: PageState) -> None:
    """Write `state` into the URL, so that the address in the browser gives this very page again.

    Perspective and filter go into every URL, and what the page shows of other pages' states, as `beside`.
    """
    address = fitting(addressed(*beside, state))
    memory = _memory()
    memory.saved = None
    if address != _asked():
        st.query_params.from_dict(address)
    memory.states[page] = state
    if address != memory.addresses.get(page, {}):
        memory.former = (time.monotonic(), memory.addresses.get(page, {}))
    memory.addresses[page] = address


def addressed(*states: PageState) -> dict[str, list[str]]:
    """Return the URL's query that gives `states` again, under the perspective and the filter asked for."""
    every: tuple[PageState, ...] = (perspective_asked(), filter_asked(), *states)
    return {name: values for each in every for name, values in written(each).items()}


def fitting(address: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return `address` with its longest lists cut to as many values as a URL can hold.

    Of a longer one Streamlit would ignore all: a reload would lose the whole state and not only a part.

    Examples
    --------
    >>> cut = fitting({"entity": ["actor/x"], "hide": ["actor/y"] * 5_000})
    >>> {name: len(values) for name, values in cut.items()}
    {'entity': 1, 'hide': 999}
    """
    over = sum(map(len, address.values())) - LIMITS.address_values
    if over <= 0:
        return address
    longest = max(address, key=lambda name: len(address[name]))
    kept = address[longest][: -min(over, len(address[longest]) - 1)]
    return fitting({**address, longest: kept})


def _asked() -> dict[str, list[str]]:
    saved = _memory().saved
    if saved is not None and saved[0] == _memory().page:
        return saved[1]
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _read(read: Callable[[Parameters], Reading[State]], asked: Parameters) -> State:
    reading = read(asked)
    said_by = say("address.saved" if _memory().saved else "address.it")
    for problem in listed(reading.problems):
        st.warning(plain(problem.replace(say("address.it"), said_by, 1)))
    return reading.state


def forget() -> None:
    """Drop all page states, such as those that name what a new build of the store no longer has."""
    st.session_state.pop(_SLOT, None)
    st.query_params.clear()


def announce(pages: Mapping[str, StreamlitPage]) -> None:
    """Keep the app's pages by name, so that one can lead to another."""
    st.session_state[_PLACES] = pages


def go(page: str, state: PageState) -> None:
    """Open `page` in `state`, without losing what the other pages show.

    Its query goes with it: where it came later, a browser would keep the bare page in its history, too, and
    its back button would seem to do nothing.
    """
    remember(page, state)
    st.switch_page(st.session_state[_PLACES][page], query_params=fitting(addressed(state)))


def open_saved(page: str, query: Mapping[str, Sequence[str]]) -> None:
    """Open `page` as `query` says, read and judged as its URL would be, whatever the browser's URL is."""
    memory = _memory()
    memory.saved = (page, {name: list(values) for name, values in query.items()})
    memory.changed.discard(page)
    st.switch_page(st.session_state[_PLACES][page])


def page_title(page: str) -> str:
    """Return what the menu calls `page`."""
    return str(st.session_state[_PLACES][page].title)


def seen() -> Mapping[str, PageState]:
    """Return the states of all pages that were open in this session, by name."""
    return dict(_memory().states)


def known(page: str, default: State) -> State:
    """Return the state of another page as it was left, or `default` if it was never open."""
    state: State = _memory().states.get(page, default)
    return state
