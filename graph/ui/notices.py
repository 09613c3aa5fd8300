"""Sentences about what a step could not do, said once on the page that is drawn after it."""

from __future__ import annotations

import streamlit as st

from graph.ui.plain import plain

_SLOT = "armsgraph-notices"


def say_once(sentence: str) -> None:
    """Keep `sentence`, plain text, to be said on the page that is drawn next; from within a callback."""
    st.session_state[_SLOT] = [*st.session_state.get(_SLOT, []), sentence]


def notices() -> None:
    """Draw what is to be said, and forget it."""
    for sentence in st.session_state.pop(_SLOT, []):
        st.info(plain(sentence))
