"""Running the query of a tab: started in a process of its own, watched, stopped, and its answer taken."""

from __future__ import annotations

import time
from collections.abc import Hashable

import streamlit as st

from graph.errors import ArmsgraphError
from graph.settings import LIMITS
from graph.ui.opening import Opened
from graph.ui.query_desk import Desk, Outcome, Tab, answered, text_of
from graph.ui.ticking import tick
from graph.ui.words import say
from graph.workers import Question, Running, readable

_LOOK_SECONDS = 0.02
"""Pause between two looks for an answer that is about to come."""


def advance(opened: Opened, desk: Desk, tab: Tab) -> None:
    """Take the answer that has come, and start what is due, or what is told otherwise now."""
    take_answer(desk, tab)
    of = _of(opened)
    if tab.due:
        _start(opened, tab, text_of(tab), of)
    elif tab.running is not None and tab.asked[1] != of:
        _start(opened, tab, tab.asked[0], of)
    elif tab.running is None and tab.outcome is not None and tab.outcome.of != of:
        _start(opened, tab, tab.outcome.text, of)


def take_answer(desk: Desk, tab: Tab) -> bool:
    """Take what came of the query that runs in `tab`; return whether anything has."""
    running = tab.running
    if running is None or not running.done:
        return False
    text, of = tab.asked
    try:
        outcome = answered(text, of, running.seconds, running.answer())
    except ArmsgraphError as error:
        outcome = Outcome(text, of, running.seconds, error=error)
    tab.take(outcome)
    desk.note(outcome)
    return True


def await_answer(tab: Tab) -> None:
    """Wait a moment for the answer and draw the page again; of a query that takes longer, say so."""
    if tab.running is None:
        return
    until = time.monotonic() + LIMITS.query_wait_seconds
    while not tab.running.done and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)
    if tab.running.done:
        st.rerun()
    _progress(tab)


@st.fragment
def _progress(tab: Tab) -> None:
    """Say how long the query has run, and offer to stop it, until it is done."""
    running = tab.running
    if running is None or running.done:
        st.rerun(scope="app")
    tick("sparql-watch", LIMITS.query_watch_seconds)
    with st.container(horizontal=True, vertical_alignment="center", key="sparql-progress"):
        most = f"{LIMITS.sparql_timeout_seconds:g}"
        st.markdown(say("sparql.running", seconds=f"{running.seconds:.1f}", most=most), width="content")
        if st.button(say("sparql.cancel"), key="sparql-cancel"):
            running.cancel()
            st.rerun(scope="app")


def _start(opened: Opened, tab: Tab, text: str, of: Hashable) -> None:
    """Start `text`, whatever runs in the tab by now."""
    if tab.running is not None:
        tab.running.cancel()
    tab.due, tab.asked = False, (text, of)
    location, build = readable(opened.graph.told_store)
    tab.running = Running.start(location, build, Question(text))


def _of(opened: Opened) -> Hashable:
    return opened.build, opened.perspective, opened.graph.filters
