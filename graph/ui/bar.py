"""The head of every page: its title, how much is told, whose word counts and what is looked at."""

from __future__ import annotations

import streamlit as st

from graph.network import View
from graph.perspective import EVERYTHING
from graph.ui.choices import Choices, choices
from graph.ui.conditions import further, main_conditions, problem, reset, set_beyond_the_line
from graph.ui.keeping import keeping
from graph.ui.memory import perspective_asked
from graph.ui.narrowing import narrowing, show_everything
from graph.ui.opening import Opened
from graph.ui.plain import element
from graph.ui.session import FilterState, PerspectiveState
from graph.ui.showing import nothing_left, showing
from graph.ui.silence import nothing_counts
from graph.ui.words import say


def title(opened: Opened, words: str, view: View | None = None, *, needs_claims: bool = True) -> None:
    """Draw the title of a page, the perspective and the filter it is under.

    Parameters
    ----------
    opened
        The graph under both.
    words
        The title, as safe Markdown (see `graph.ui.plain.plain`).
    view
        The picture on the page, of which is said how much is told.
    needs_claims
        Whether the page has nothing to show where no claim counts: then it ends here, with what to do.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="page-head"):
        st.header(words, anchor=False, width="content")
        st.html(str(element("p", told(opened, view), style="ag-told", role="status")), width="content")
    state = perspective_asked()
    with st.container(key="perspective"):
        _line(opened, choices(opened), state)
        problem()
    if opened.graph.told().claims or not opened.everything.told().claims:
        return
    if opened.graph.unnarrowed.told().claims:
        nothing_left(opened)
    else:
        nothing_counts(opened, state)
    if needs_claims:
        st.stop()


def told(opened: Opened, view: View | None = None) -> str:
    """Return how much of everything is shown, and of the picture `view` if there is one, as a sentence."""
    amount = opened.graph.told()
    here = ""
    if view is not None and opened.perspective != EVERYTHING:
        shown = len(view.links)
        here = say("bar.here", links=shown, n=say("words.links", n=shown + view.untold))
    narrowed = bool(opened.graph.filters)
    bare = here and not narrowed
    whole = f"{amount.links_in_all:,}" if bare else say("words.links", n=amount.links_in_all)
    if narrowed:
        every = say("words.entities", n=amount.entities_in_all)
        whole += say("bar.entities", entities=amount.entities, all=every)
    of_all = say("bar.in_all", links=amount.links, whole=whole)
    sentence = say("bar.told", described=described(opened), amounts=f"{here}{of_all}")
    return f"{sentence} {say('bar.undated', n=amount.undated)}" if amount.undated else sentence


def described(opened: Opened) -> str:
    """Return perspective and filter in words that begin a sentence."""
    graph = opened.graph
    if graph.perspective != EVERYTHING:
        said = graph.described()
        return said[:1].upper() + said[1:]
    return ", ".join(filter(None, (say("bar.everything"), graph.looked_at())))


def _line(opened: Opened, offered: Choices, state: PerspectiveState) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="perspective-line"):
        with st.container(horizontal=True, vertical_alignment="center", key="perspective-wide"):
            main_conditions(opened, offered, state, "wide")
        beyond = set_beyond_the_line(state)
        with st.popover(
            say("bar.which_set", n=beyond) if beyond else say("bar.which"), key="perspective-more"
        ):
            with st.container(key="perspective-narrow"):
                main_conditions(opened, offered, state, "narrow")
            with st.container(key="perspective-further"):
                further(offered, state)
            keeping(opened, offered)
        showing(opened)
        if state != PerspectiveState():
            st.button(say("bar.reset"), key="perspective-reset", on_click=reset)
        if narrowing() != FilterState():
            st.button(say("filter.everything"), key="filter-reset", on_click=show_everything)
