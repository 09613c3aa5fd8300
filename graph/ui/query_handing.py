"""Handing a query on: the address that gives query, answer and view again, and the same as a command."""

from __future__ import annotations

import shlex
from urllib.parse import urlsplit

import streamlit as st

from graph.ui.address import MAX_TEXT_LENGTH
from graph.ui.answer_files import formats_of
from graph.ui.query_desk import Tab
from graph.ui.share import address
from graph.ui.words import say

ENDPOINT = "http://127.0.0.1:7878/sparql"
"""Where `armsgraph serve` answers unless told otherwise."""
_KEY = "sparql-endpoint"
_ANY = "application/sparql-results+json, text/turtle;q=0.9"


def handing(tab: Tab, text: str) -> None:
    """Draw the popover; what is in it is made only once it is opened."""
    popover = st.popover(say("sparql.hand-on"), key="sparql-hand-on", on_change="rerun")
    if not popover.open:
        return
    with popover:
        st.markdown(f"**{say('sparql.link')}**")
        if len(text) > MAX_TEXT_LENGTH:
            st.info(say("sparql.link-long", most=MAX_TEXT_LENGTH, n=len(text)))
        else:
            st.code(address(tab.state), language=None, wrap_lines=True)
        st.markdown(f"**{say('sparql.curl')}**")
        st.session_state.setdefault(_KEY, ENDPOINT)
        where = st.text_input(say("sparql.endpoint"), key=_KEY)
        if is_address(where):
            st.code(curl(text, where, _accepted(tab)), language=None, wrap_lines=True)
        else:
            st.error(say("sparql.endpoint-none"))
        st.caption(say("sparql.curl-how"))


def curl(text: str, where: str, accepted: str) -> str:
    """Return the command that puts the query `text` to the endpoint at `where`, for any shell of POSIX.

    Examples
    --------
    >>> curl("ASK {}", "http://h/sparql", "text/csv")
    "curl --header 'Accept: text/csv' --data-urlencode 'query=ASK {}' http://h/sparql"
    """
    parts = ("--header", f"Accept: {accepted}", "--data-urlencode", f"query={text}", where)
    return " ".join(("curl", *map(shlex.quote, parts)))


def is_address(text: str) -> bool:
    """Return whether `text` is a web address that curl takes as one and not as an option.

    Examples
    --------
    >>> is_address("https://example.org/sparql"), is_address("-o x"), is_address("http://[")
    (True, False, False)
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _accepted(tab: Tab) -> str:
    """Return the media type that fits the answer: the first that the page offers as a file."""
    outcome = tab.outcome
    if outcome is None or outcome.answer is None:
        return _ANY
    return next(iter(formats_of(outcome.answer).values()))
