"""The queries that a session has open: what stands in each, what it was asked of, and what came of it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime

import streamlit as st

from graph.answers import Columns, Rows, columns_of
from graph.errors import ArmsgraphError, QueryCancelledError
from graph.resources import application_query
from graph.settings import LIMITS
from graph.sparql import Answer, AskAnswer, GraphAnswer
from graph.ui.answer_order import as_named
from graph.ui.session import QueryState
from graph.ui.words import say
from graph.workers import Running

SPARQL = "sparql"
"""Name of the page, in the URL and in the session."""
BLANK = "\n"
"""What stands in an editor that was emptied: a state without any text is that of a page just opened."""
_SLOT = "armsgraph-queries"
_NO_COLUMNS = Columns((), ())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a query."""

    text: str
    of: Hashable
    """What it was asked of: the build, under a perspective and a filter."""
    seconds: float
    answer: Answer | None = None
    error: ArmsgraphError | None = None
    """Why there is no answer."""
    rows: Rows = ()
    """Those of a table, or the triples of a graph, free of library terms."""
    columns: Columns = _NO_COLUMNS


@dataclass(frozen=True, slots=True)
class Past:
    """A query that was run."""

    text: str
    at: datetime
    seconds: float
    words: str
    """What came of it, in a few words: its rows are not kept."""


@dataclass(slots=True)
class Tab:
    """One query that is open."""

    number: int
    """Tells it from others, also when it is renamed."""
    name: str
    state: QueryState
    due: bool = False
    """Whether its query is to be run with this run of the page."""
    running: Running | None = None
    asked: tuple[str, Hashable] = ("", "")
    """Text and dataset of what runs."""
    outcome: Outcome | None = None
    page: int = 0
    """Which page of the rows is shown, from 0."""
    files: dict[str, bytes] = field(default_factory=dict)
    """The answer as a file, by format, as far as one was made."""

    def take(self, outcome: Outcome) -> None:
        """Keep what came of the query that ran; what is shown begins at the first row."""
        self.running, self.outcome, self.page, self.files = None, outcome, 0, {}


@dataclass(slots=True)
class Desk:
    """All queries that a session has open, and those it has run."""

    tabs: list[Tab] = field(default_factory=list)
    active: int = 0
    """Number of the tab that is shown."""
    past: list[Past] = field(default_factory=list)
    """The latest first."""
    made: int = 0
    """Tabs opened so far."""

    def shown(self, state: QueryState) -> Tab:
        """Return the tab that is shown; it takes over `state`, and runs what an address brought."""
        if not self.tabs:
            return self.open(state, runs=True)
        tab = next((one for one in self.tabs if one.number == self.active), self.tabs[0])
        if tab.state.text != state.text:
            tab.due = True
        tab.state, self.active = state, tab.number
        return tab

    def open(self, state: QueryState, *, runs: bool = False) -> Tab:
        """Open another tab, and show it."""
        self.made += 1
        tab = Tab(self.made, say("sparql.tab", number=self.made), state, due=runs)
        self.tabs.append(tab)
        self.active = tab.number
        return tab

    def close(self, tab: Tab) -> None:
        """Close a tab, stop what runs in it, and show the one before it; the last one stays."""
        if len(self.tabs) == 1:
            return
        if tab.running is not None:
            tab.running.cancel()
        place = self.tabs.index(tab)
        self.tabs.remove(tab)
        self.active = self.tabs[max(place - 1, 0)].number

    def note(self, outcome: Outcome) -> None:
        """Remember that a query was run, without its rows; the oldest gives way."""
        now = datetime.now().astimezone()
        self.past.insert(0, Past(outcome.text, now, outcome.seconds, in_short(outcome)))
        del self.past[LIMITS.query_history :]


def desk_of_session() -> Desk:
    """Return the queries of this session."""
    held: Desk = st.session_state.setdefault(_SLOT, Desk())
    return held


def duration(seconds: float) -> str:
    """Return how long something took, as exactly as one wants to know.

    Examples
    --------
    >>> duration(0.0042), duration(3.21)
    ('4 ms', '3.2 seconds')
    """
    if seconds < 1:
        return say("sparql.milliseconds", number=max(1, round(seconds * 1000)))
    return say("sparql.seconds", number=f"{seconds:.1f}")


def text_of(tab: Tab) -> str:
    """Return the query that stands in `tab`: the shipped one where its state holds none."""
    return tab.state.text or application_query("disputed_links")


def answered(text: str, of: Hashable, seconds: float, answer: Answer) -> Outcome:
    """Return the outcome of a query that has an answer, with what its columns hold."""
    if isinstance(answer, AskAnswer):
        return Outcome(text, of, seconds, answer)
    if isinstance(answer, GraphAnswer):
        names: tuple[str, ...] = tuple(say(f"sparql.{part}") for part in ("subject", "predicate", "object"))
        rows: Rows = answer.statements()
    else:
        answer = as_named(answer, text)
        names, rows = answer.variables, answer.terms()
    return Outcome(text, of, seconds, answer, None, rows, columns_of(names, rows))


def in_short(outcome: Outcome) -> str:
    """Return what came of a query, in a few words."""
    answer = outcome.answer
    if answer is None:
        stopped = isinstance(outcome.error, QueryCancelledError)
        return say("sparql.past-cancelled" if stopped else "sparql.past-failed")
    if isinstance(answer, AskAnswer):
        return say("sparql.yes" if answer.value else "sparql.no")
    if isinstance(answer, GraphAnswer):
        return say("sparql.triples", n=len(answer.triples))
    return say("sparql.rows", n=len(answer.rows))
