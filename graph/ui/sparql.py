"""The SPARQL page: queries beside each other, and what came of the one that is shown."""

from __future__ import annotations

import streamlit as st

from graph.errors import QueryError
from graph.perspective import EVERYTHING
from graph.resources import shipped
from graph.settings import LIMITS
from graph.ui.address import read_query
from graph.ui.answer_views import result
from graph.ui.bar import title
from graph.ui.editor import editor
from graph.ui.editor_terms import Place, Terms, terms_of
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.query_desk import SPARQL, Desk, Tab, desk_of_session, text_of
from graph.ui.query_handing import handing
from graph.ui.query_history import history
from graph.ui.query_running import advance, await_answer
from graph.ui.query_tabs import bring, edited, run, tabs
from graph.ui.words import say

_EXAMPLE = "sparql-example"


def sparql(opened: Opened) -> None:
    """Draw the page."""
    open_queries = desk_of_session()
    tab = open_queries.shown(recall(SPARQL, read_query))
    publish(SPARQL, tab.state)
    title(opened, say("sparql.title"), needs_claims=False)
    advance(opened, open_queries, tab)
    with st.container(horizontal=True, vertical_alignment="center", key="sparql-bar"):
        tabs(open_queries, tab)
        _examples(tab)
    _editor(opened, open_queries, tab)
    with st.container(horizontal=True, vertical_alignment="center", key="sparql-run"):
        st.button(say("sparql.run"), type="primary", key="sparql-go", on_click=_run, args=(tab,))
        history(open_queries, tab)
        handing(tab, text_of(tab))
        with st.popover(say("sparql.how-title"), key="sparql-how"):
            st.markdown(say("sparql.how"))
        seconds = f"{LIMITS.sparql_timeout_seconds:.0f}"
        st.caption(say("sparql.limits", rows=LIMITS.sparql_max_rows, seconds=seconds), width="content")
    _result(opened, tab)


def _editor(opened: Opened, desk: Desk, tab: Tab) -> None:
    if opened.perspective != EVERYTHING or opened.graph.filters:
        st.caption(say("sparql.narrowed", described=plain(opened.graph.described())))
    editor(
        text_of(tab),
        key=f"sparql-editor-{tab.number}",
        problem=_problem(tab),
        on_run=lambda text: run(desk, tab, text),
        on_change=lambda text: edited(desk, tab, text),
        terms=_terms(opened.location, opened.build, opened),
        running=tab.running is not None,
    )


def _result(opened: Opened, tab: Tab) -> None:
    if tab.running is not None:
        await_answer(tab)
    elif tab.outcome is not None:
        result(opened, tab, tab.outcome)
    else:
        st.info(say("sparql.not-run"))


def _problem(tab: Tab) -> Place | None:
    """Return what is wrong with the query that ran last, and where if known; None once it was changed."""
    outcome = tab.outcome
    if outcome is None or outcome.text != text_of(tab) or not isinstance(outcome.error, QueryError):
        return None
    error = outcome.error
    return Place(error.line, error.column, str(error))


def _run(tab: Tab) -> None:
    """Run what stands in the editor, also what it tells with this very click."""
    tab.due = True


@st.cache_resource(show_spinner=False, max_entries=LIMITS.kept_builds)
def _terms(location: str, build: str, _opened: Opened) -> Terms:  # noqa: ARG001 - tells answers apart
    return terms_of(_opened.everything, build=build)


def _examples(tab: Tab) -> None:
    questions = example_questions()
    if not questions:
        return
    st.session_state[_EXAMPLE] = None
    st.selectbox(
        say("sparql.examples"),
        list(questions),
        index=None,
        format_func=lambda text: text.partition("?")[0] + "?",
        key=_EXAMPLE,
        placeholder=say("sparql.ready", n=len(questions)),
        on_change=lambda: _take_example(tab, questions),
        label_visibility="collapsed",
        width="stretch",
    )


def _take_example(tab: Tab, questions: dict[str, str]) -> None:
    chosen = st.session_state[_EXAMPLE]
    if chosen in questions:
        bring(tab, questions[chosen])


@st.cache_data(show_spinner=False)
def example_questions() -> dict[str, str]:
    """Return the shipped competency questions, each with its query, in the order of their files."""
    folder = shipped("ontology") / "competency"
    texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.rq"))]
    return {question_of(text): text for text in texts if question_of(text)}


def question_of(text: str) -> str:
    """Return the comment a query begins with, on one line.

    Examples
    --------
    >>> question_of("# Who denies it?\\n# Two lines.\\nASK {}")
    'Who denies it? Two lines.'
    """
    words = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        words.append(line.lstrip("# ").strip())
    return " ".join(filter(None, words))
