"""What came of a query: its answer in the views that fit it, or why there is none and what to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from graph.answers import drawables
from graph.errors import (
    ArmsgraphError,
    QueryCancelledError,
    QueryCrashedError,
    QueryError,
    QueryMemoryError,
    QueryTimeoutError,
)
from graph.perspective import EVERYTHING
from graph.settings import LIMITS
from graph.sparql import AskAnswer, GraphAnswer, SelectAnswer
from graph.ui.answer_chart import chart
from graph.ui.answer_dates import dates
from graph.ui.answer_files import downloads
from graph.ui.answer_graph import drawing, nodes_of, turtle
from graph.ui.answer_map import answer_map, ground
from graph.ui.answer_reading import Read, read
from graph.ui.answer_table import table
from graph.ui.memory import remember
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.query_desk import SPARQL, Outcome, Tab, duration, text_of
from graph.ui.words import say

_VIEW = "sparql-view"
_ADVICE: Mapping[type[ArmsgraphError], str] = {
    QueryTimeoutError: "sparql.advice-slow",
    QueryMemoryError: "sparql.advice-memory",
    QueryCrashedError: "sparql.advice-crashed",
}
_ROWS: Mapping[str, Callable[[Read], None]] = {
    "table": table,
    "chart": chart,
    "timeline": dates,
    "map": answer_map,
}


def result(opened: Opened, tab: Tab, outcome: Outcome) -> None:
    """Draw what came of the query."""
    answer = outcome.answer
    if answer is None:
        _failed(tab, outcome)
        return
    if outcome.text != text_of(tab):
        st.caption(say("sparql.changed"))
    if answer.cut:
        st.warning(plain(answer.reason))
    if isinstance(answer, AskAnswer):
        st.subheader(say("sparql.yes" if answer.value else "sparql.no"), anchor=False)
        st.caption(say("sparql.asked-yes" if answer.value else "sparql.asked-no"))
        downloads(opened, tab, answer)
        return
    _counted(opened, tab, outcome, answer)


def _counted(opened: Opened, tab: Tab, outcome: Outcome, answer: SelectAnswer | GraphAnswer) -> None:
    count, unit = len(outcome.rows), "rows" if isinstance(answer, SelectAnswer) else "triples"
    with st.container(horizontal=True, vertical_alignment="bottom", key="sparql-answer-head"):
        st.subheader(
            say(f"sparql.{unit}-first" if answer.cut else f"sparql.{unit}", n=count),
            anchor=False,
            width="content",
        )
        st.caption(say("sparql.took", duration=duration(outcome.seconds)), width="content")
    if not count:
        _empty(opened)
        downloads(opened, tab, answer)
        return
    shown = read(opened, tab, outcome)
    view = _chosen(tab, views_of(opened, outcome, answer))
    if isinstance(answer, GraphAnswer) and view != "table":
        (drawing(shown, answer) if view == "drawing" else turtle(tab, answer))
    else:
        _ROWS[view](shown)
    downloads(opened, tab, answer)


def views_of(opened: Opened, outcome: Outcome, answer: SelectAnswer | GraphAnswer) -> tuple[str, ...]:
    """Return the views that fit an answer, the one it is shown in first at the beginning."""
    if isinstance(answer, GraphAnswer):
        small = nodes_of(answer) <= LIMITS.view_max_nodes
        return ("drawing", "table", "turtle") if small else ("table", "turtle")
    found = drawables(outcome.columns, outcome.rows, ground(opened).holds)
    return tuple(one.value for one in found)


def _chosen(tab: Tab, views: Sequence[str]) -> str:
    """Draw the choice of a view where there is one, and return which is looked at."""
    view = tab.state.view if tab.state.view in views else views[0]
    if tab.state.view and view != tab.state.view:
        st.caption(say("sparql.no-view", view=say(f"sparql.view-{tab.state.view}")))
    if len(views) > 1:
        st.session_state[_VIEW] = view
        st.segmented_control(
            say("sparql.view"),
            views,
            format_func=lambda name: say(f"sparql.view-{name}"),
            key=_VIEW,
            required=True,
            on_change=lambda: remember(SPARQL, replace(tab.state, view=st.session_state[_VIEW])),
            label_visibility="collapsed",
        )
    return view


def _empty(opened: Opened) -> None:
    st.markdown(say("sparql.empty"))
    if opened.perspective != EVERYTHING or opened.graph.filters:
        st.markdown(say("sparql.empty-narrowed", described=plain(opened.graph.described())))


def _failed(tab: Tab, outcome: Outcome) -> None:
    error = outcome.error
    if isinstance(error, QueryCancelledError):
        st.info(say("sparql.cancelled", duration=duration(outcome.seconds)))
        return
    if isinstance(error, QueryError) and outcome.text == text_of(tab):
        st.caption(say("sparql.unread"))  # the editor says why, and marks where it is wrong
        return
    advice = _ADVICE.get(type(error)) if error is not None else None
    st.error(" ".join(filter(None, (plain(str(error)), say(advice) if advice else ""))))
