"""The head of every page: its title, and under it whose word counts there and how much that tells."""

from __future__ import annotations

import streamlit as st

from graph.network import View
from graph.perspective import EVERYTHING
from graph.sentences import counted
from graph.ui.choices import Choices, choices
from graph.ui.conditions import further, main_conditions, problem, reset, set_beyond_the_line
from graph.ui.keeping import keeping
from graph.ui.memory import perspective_asked
from graph.ui.opening import Opened
from graph.ui.plain import element
from graph.ui.session import PerspectiveState
from graph.ui.silence import nothing_counts


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
    state = perspective_asked()
    with st.container(key="perspective"):
        _line(opened, choices(opened), state)
        problem()
        st.html(str(element("p", told(opened, view), style="ag-told", role="status")))
    if not opened.graph.told().claims and opened.everything.told().claims:
        nothing_counts(opened, state)
        if needs_claims:
            st.stop()


def told(opened: Opened, view: View | None = None) -> str:
    """Return how much of everything counts, and of the picture `view` if there is one, as a sentence."""
    amount = opened.graph.told()
    if opened.perspective == EVERYTHING:
        return f"Every claim counts: {counted(amount.links, 'link')} in all."
    here = ""
    if view is not None:
        shown = len(view.links)
        here = f"{shown} of {counted(shown + view.untold, 'link')} of this picture; "
    whole = f"{amount.links_in_all}" if here else counted(amount.links_in_all, "link")
    return f"{described(opened)}: {here}{amount.links} of {whole} in all."


def described(opened: Opened) -> str:
    """Return the perspective in words that begin a sentence."""
    said = opened.graph.described()
    return said[:1].upper() + said[1:]


def _line(opened: Opened, offered: Choices, state: PerspectiveState) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="perspective-line"):
        with st.container(horizontal=True, vertical_alignment="center", key="perspective-wide"):
            main_conditions(opened, offered, state, "wide")
        beyond = set_beyond_the_line(state)
        label = f"Which claims count ({beyond} set)" if beyond else "Which claims count"
        with st.popover(label, key="perspective-more"):
            with st.container(key="perspective-narrow"):
                main_conditions(opened, offered, state, "narrow")
            with st.container(key="perspective-further"):
                further(offered, state)
            keeping(opened, offered)
        if state != PerspectiveState():
            st.button("Let everything count", key="perspective-reset", on_click=reset)
