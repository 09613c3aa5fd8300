"""The queries that are open, as a row of names: one is shown, renamed or closed, and others are opened."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.resources import application_query
from graph.settings import LIMITS
from graph.ui.memory import remember
from graph.ui.plain import plain
from graph.ui.query_desk import BLANK, SPARQL, Desk, Tab
from graph.ui.session import QueryState
from graph.ui.words import say

_TABS = "sparql-tabs"


def tabs(desk: Desk, shown: Tab) -> None:
    """Draw the row."""
    names = {one.number: one.name for one in desk.tabs}
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", width="content", key="sparql-tabs-row"
    ):
        if len(desk.tabs) > 1:
            st.session_state[_TABS] = shown.number
            st.segmented_control(
                say("sparql.tabs"),
                list(names),
                format_func=lambda number: plain(names.get(number, "")),
                key=_TABS,
                required=True,
                on_change=lambda: _switch(desk, st.session_state[_TABS]),
                label_visibility="collapsed",
                width="content",
            )
        full = len(desk.tabs) >= LIMITS.query_tabs
        hint = say("sparql.tabs-full", most=LIMITS.query_tabs) if full else None
        st.button(say("sparql.new"), key="sparql-new", disabled=full, help=hint, on_click=_open, args=(desk,))
        if len(desk.tabs) > 1:
            _handle(desk, shown)


def _handle(desk: Desk, shown: Tab) -> None:
    key = f"sparql-name-{shown.number}"
    with st.popover(say("sparql.name"), key="sparql-name"):
        st.session_state[key] = shown.name
        st.text_input(
            say("sparql.rename"),
            key=key,
            max_chars=LIMITS.query_name_letters,
            on_change=lambda: _rename(shown, st.session_state[key]),
        )
        st.button(say("sparql.close"), key="sparql-close", on_click=_close, args=(desk, shown))


def _switch(desk: Desk, number: int) -> None:
    desk.active = number
    _show(desk)


def _open(desk: Desk) -> None:
    desk.open(QueryState(application_query("new_query")))
    _show(desk)


def _close(desk: Desk, tab: Tab) -> None:
    desk.close(tab)
    _show(desk)


def _show(desk: Desk) -> None:
    """Let the address be that of the tab that is shown now."""
    remember(SPARQL, next(one.state for one in desk.tabs if one.number == desk.active))


def _rename(tab: Tab, name: str) -> None:
    tab.name = " ".join(name.split())[: LIMITS.query_name_letters] or tab.name


def edited(desk: Desk, tab: Tab, text: str) -> None:
    """Keep what was typed in `tab`, which a click made with the same breath may have left already."""
    tab.state = replace(tab.state, text=text or BLANK)
    if tab.number == desk.active:
        remember(SPARQL, tab.state)


def run(desk: Desk, tab: Tab, text: str) -> None:
    """Run `text` with the next run of the page; its answer is looked at as the one before."""
    edited(desk, tab, text)
    tab.due = True


def bring(tab: Tab, text: str) -> None:
    """Put another query into the tab and run it; its answer is looked at as fits it."""
    tab.state = QueryState(text)
    remember(SPARQL, tab.state)
    tab.due = True
