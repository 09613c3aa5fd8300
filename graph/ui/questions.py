"""The page of ready questions: blanks to fill, and the answer as a sentence, a graph and a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from graph.errors import InputError
from graph.inquiries import INQUIRIES, Blank, Inquiry, Reply, answered, example
from graph.settings import LIMITS
from graph.ui.asked import QUESTIONS, Filling, QuestionState, read_question, with_blank
from graph.ui.bar import title
from graph.ui.choosing import entity_words
from graph.ui.clickable import clickable, go_button
from graph.ui.memory import known, publish, recall, remember
from graph.ui.opening import Opened
from graph.ui.plain import element, plain
from graph.ui.readable import reading
from graph.ui.replying import reply_drawn, reply_sentences, reply_table
from graph.ui.words import say

_PROBLEM = "questions-problem"


def questions(opened: Opened) -> None:
    """Draw the page."""
    state = recall(QUESTIONS, lambda parameters: read_question(parameters, opened.entity))
    publish(QUESTIONS, state, reading())
    title(opened, plain(worded(opened, INQUIRIES[state.ask], state)) if state.ask else say("questions.title"))
    if not state.ask:
        st.markdown(say("questions.intro"))
        _list(opened)
        return
    _blanks(opened, INQUIRIES[state.ask], state)
    said = st.session_state.pop(_PROBLEM, "")
    if said:
        st.warning(plain(said))
    _answer(opened, INQUIRIES[state.ask], state)


def change(step: Callable[[QuestionState], QuestionState]) -> None:
    """Take one step from the page's present state, from within a callback."""
    remember(QUESTIONS, step(known(QUESTIONS, QuestionState())))


def worded(opened: Opened, inquiry: Inquiry, state: QuestionState) -> str:
    """Return the question with what stands in its blanks, or with what could: plain text."""
    given = state.given
    words = {
        each.name: opened.label(given[each.name]) if each.name in given else _placeholder(each)
        for each in inquiry.blanks
    }
    return say(f"questions.{inquiry.key}", **words)


def _placeholder(blank: Blank) -> str:
    return say(f"questions.{'any' if blank.optional else 'empty'}-{blank.name}")


def _list(opened: Opened) -> None:
    """Draw every question, with an example where this graph has one."""
    rows = []
    for key, inquiry in INQUIRIES.items():
        found = example(opened.everything, inquiry)
        filled = QuestionState(key, tuple(Filling(*each) for each in found.items()))
        rows.append(element("li", go_button(key, worded(opened, inquiry, filled))))
    clickable(element("ol", *rows, style="ag-questions"), "questions-list", partial(_ask, opened))


def _ask(opened: Opened, key: str) -> None:
    if key in INQUIRIES:
        found = example(opened.everything, INQUIRIES[key])
        change(lambda _: QuestionState(key, tuple(Filling(*each) for each in found.items())))


def _blanks(opened: Opened, inquiry: Inquiry, state: QuestionState) -> None:
    question, *places = st.columns([3, *(2 for _ in inquiry.blanks)], gap="medium")
    with question:
        st.session_state["questions-ask"] = state.ask
        st.selectbox(
            say("questions.choose"),
            list(INQUIRIES),
            key="questions-ask",
            format_func=lambda key: worded(opened, INQUIRIES[key], QuestionState(key)),
            on_change=lambda: _ask(opened, st.session_state["questions-ask"]),
        )
    for place, blank in zip(places, inquiry.blanks, strict=True):
        with place:
            _blank(opened, blank, state.given.get(blank.name, ""))
    st.button(say("questions.all"), type="tertiary", on_click=lambda: change(lambda _: QuestionState()))


def _blank(opened: Opened, blank: Blank, chosen: str) -> None:
    key = f"questions-blank-{blank.name}"
    fitting = [iri for iri in opened.entities() if "Entity" in blank.kinds or _fits(opened, iri, blank)]
    st.session_state[key] = chosen or None
    label = say(f"questions.blank-{blank.name}")
    st.selectbox(
        say("questions.optional", name=label) if blank.optional else label,
        list(dict.fromkeys((*fitting, *([chosen] if chosen else [])))),
        key=key,
        index=None,
        format_func=lambda iri: entity_words(opened, iri),
        placeholder=say("questions.blank-hint"),
        accept_new_options=True,
        on_change=lambda: _take(opened, blank.name, st.session_state[key] or ""),
    )


def _fits(opened: Opened, iri: str, blank: Blank) -> bool:
    return bool(set(blank.kinds) & set(opened.types(iri)))


def _take(opened: Opened, blank: str, text: str) -> None:
    """Keep what was chosen or typed; an alias that is no option is looked up like everywhere else."""
    try:
        iri = opened.entity(text) if text else ""
    except InputError as error:
        st.session_state[_PROBLEM] = str(error)
    else:
        change(lambda state: with_blank(state, blank, iri))


def _answer(opened: Opened, inquiry: Inquiry, state: QuestionState) -> None:
    needed = [each for each in inquiry.blanks if not each.optional and each.name not in state.given]
    if needed:
        blanks = ", ".join(say(f"questions.blank-{each.name}") for each in needed)
        st.info(say("questions.unfilled", blanks=blanks))
        return
    try:
        reply = answered(opened.graph, inquiry.key, state.given)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    names = {each.name: _named(opened, state, each) for each in inquiry.blanks}
    st.html(str(reply_sentences(inquiry.key, names, reply)))
    if reply.found:
        _evidence(opened, state, reply)


def _named(opened: Opened, state: QuestionState, blank: Blank) -> str:
    return opened.label(state.given[blank.name]) if blank.name in state.given else _placeholder(blank)


def _evidence(opened: Opened, state: QuestionState, reply: Reply) -> None:
    def select(iri: str) -> None:
        change(lambda state: QuestionState(state.ask, state.fill, iri))

    reply_drawn(opened, state, reply, select, most=LIMITS.default_view_max_nodes * 2)
    reply_table(opened, state, reply, select)
