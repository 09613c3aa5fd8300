"""The search box of the Explore page: what it finds is added to the picture, or starts a new one."""

from __future__ import annotations

import streamlit as st

from graph.analytics.apart import told_apart
from graph.errors import InputError
from graph.labels import Match
from graph.model import Ref
from graph.presentation import spaced
from graph.ui import steps
from graph.ui.opening import Opened
from graph.ui.picture import change
from graph.ui.plain import element, plain
from graph.ui.words import say

SEARCH = "explore-search"
_MATCHES_SHOWN = 6
_SHORTEST_WORD, _WORDS_TRIED = 4, 5


def search_box() -> str:
    """Draw the box and return what stands in it."""
    return st.text_input(
        say("explore.search"),
        key=SEARCH,
        placeholder=say("explore.search_example"),
        label_visibility="collapsed",
    )


def matches(opened: Opened, text: str) -> None:
    """Draw what `text` finds as buttons; nothing while it is empty."""
    if not text.strip():
        if text:
            st.info(say("explore.search_blank"))
        return
    try:
        found = opened.graph.search(text, limit=_MATCHES_SHOWN) or _near(opened, text)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    with st.container(horizontal=True, key="explore-matches"):
        names = told_apart(
            (Ref(each.iri, each.label) for each in found), {each.iri: (each.type,) for each in found}
        )
        for match, name in zip(found, names, strict=True):
            _match(match, name.label)
        # Who does not see the buttons appear is told of them.
        if found:
            told = element("p", say("explore.found", n=len(found)), style="ag-heard", role="status")
            st.html(str(told))


def _near(opened: Opened, text: str) -> tuple[Match, ...]:
    """Return what single words of `text` find, where the whole of it finds nothing, and say so."""
    words = [word for word in text.split() if len(word) >= _SHORTEST_WORD][:_WORDS_TRIED]
    found = {match.iri: match for word in words for match in opened.graph.search(word, limit=2)}
    hint = say("explore.no_match_near") if found else say("explore.no_match_hint")
    st.info(f"{say('explore.no_match', text=plain(text[:80]))} {hint}")
    return tuple(found.values())[:_MATCHES_SHOWN]


def _match(match: Match, name: str) -> None:
    words = say("explore.add", words=plain(_match_words(match, name)))
    with st.container(horizontal=True, gap="small", key=f"match-{match.iri}-both", width="content"):
        st.button(words, key=f"match-{match.iri}", on_click=_add, args=(match.iri,))
        start = say("explore.start_here", label=plain(name))
        st.button(start, key=f"start-{match.iri}", type="tertiary", on_click=_start, args=(match.iri,))


def _match_words(match: Match, name: str) -> str:
    """Return what was found in words, by its class or, where several are called so, by what parts them."""
    alone = name == match.label
    words = say("explore.match_kind", label=name, kind=spaced(match.type).lower()) if alone else name
    return (
        words if match.matched == match.label else say("explore.found_as", words=words, matched=match.matched)
    )


def _add(iri: str) -> None:
    st.session_state[SEARCH] = ""
    change(lambda state: steps.add(state, (iri,), selected=iri))


def _start(iri: str) -> None:
    st.session_state[SEARCH] = ""
    change(lambda state: steps.centre(state, iri))
