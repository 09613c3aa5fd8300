"""The SPARQL editor of the app: a text in; what was typed, and the wish to run it, out."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.ui.editor_terms import Place, Terms
from graph.ui.words import say


def editor(
    text: str,
    *,
    key: str,
    problem: Place | None,
    on_run: Callable[[str], None],
    on_change: Callable[[str], None],
    terms: Terms,
    running: bool,
) -> None:
    """Draw the editor.

    Parameters
    ----------
    text
        The query; where it differs from what was typed last, it replaces what stands there, in one step
        that can be undone.
    key
        Tells this editor from others.
    problem
        What is wrong with the query that ran last, and where.
    on_run
        Gets the text when it is to run (Ctrl+Enter); `on_change` is not called as well.
    on_change
        Gets the text when the focus leaves the editor and it has changed.
    terms
        What can be completed; from `terms_of`.
    running
        Whether a query of this editor is running.
    """
    del on_run, terms, running
    name = f"{key}-text"
    st.session_state[name] = text
    st.text_area(say("editor.name"), height=260, key=name, on_change=lambda: on_change(st.session_state[name]))
    if problem is not None:
        st.caption(say("editor.line", line=problem.line))
