"""The head of every page: its title, and under it whose word counts."""

from __future__ import annotations

import streamlit as st

from graph.network import View
from graph.ui.opening import Opened


def title(opened: Opened, words: str, view: View | None = None, *, needs_claims: bool = True) -> None:
    """Draw the title of a page and the perspective it is under.

    Parameters
    ----------
    opened
        The graph under that perspective.
    words
        The title, as safe Markdown (see `graph.ui.plain.plain`).
    view
        The picture on the page, of which is said how much is told.
    needs_claims
        Whether the page has nothing to show where no claim counts: then it ends here, with what to do.
    """
    st.header(words, anchor=False)
    # The controls follow here.
    _ = opened, view, needs_claims
