"""The queries that this session has run: what came of them, and a click that brings one back."""

from __future__ import annotations

import streamlit as st

from graph.settings import LIMITS
from graph.ui.clickable import clickable, go_button
from graph.ui.plain import Markup, element
from graph.ui.query_desk import Desk, Past, Tab, duration
from graph.ui.query_tabs import bring
from graph.ui.words import say

_SHOWN_LETTERS = 160


def history(desk: Desk, tab: Tab) -> None:
    """Draw the popover; a click puts a query back into the tab that is shown and runs it again."""
    popover = st.popover(say("sparql.history"), key="sparql-history", on_change="rerun")
    if not popover.open:
        return
    with popover:
        st.caption(say("sparql.history-how", most=LIMITS.query_history))
        if desk.past:
            clickable(history_markup(desk.past), "sparql-past", lambda number: _bring_back(desk, tab, number))


def history_markup(past: list[Past]) -> Markup:
    """Return the queries as a list, the latest first."""
    return element("ol", *(_item(number, one) for number, one in enumerate(past)), style="ag-past")


def _item(number: int, one: Past) -> Markup:
    when = f"{one.at:%H:%M:%S}"
    words = say("sparql.past", when=when, what=one.words, duration=duration(one.seconds))
    return element(
        "li", go_button(str(number), in_one_line(one.text)), element("small", words, style="ag-term")
    )


def in_one_line(text: str) -> str:
    """Return the beginning of a query on one line.

    Examples
    --------
    >>> in_one_line("SELECT ?s\\n  WHERE { }")
    'SELECT ?s WHERE { }'
    """
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_LETTERS else f"{line[:_SHOWN_LETTERS]}..."


def _bring_back(desk: Desk, tab: Tab, number: str) -> None:
    if number.isdecimal() and int(number) < len(desk.past):
        bring(tab, desk.past[int(number)].text)
