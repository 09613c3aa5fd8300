"""The SPARQL page: a query, its answer as a table or a picture, and the questions others have asked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from graph.errors import QueryError
from graph.model import Value
from graph.namespaces import shorten
from graph.perspective import EVERYTHING
from graph.resources import application_query, shipped
from graph.settings import LIMITS
from graph.sparql import Answer, AskAnswer, GraphAnswer, SelectAnswer, serialise
from graph.ui.address import read_query
from graph.ui.bar import title
from graph.ui.component import Scene, draw
from graph.ui.memory import go, known, publish, recall, remember
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.plain import plain
from graph.ui.session import EXPLORE, ExploreState, QueryState
from graph.ui.words import say
from graph.visualization import triples_payload

SPARQL = "sparql"
_TURTLE_UP_TO_TRIPLES = 500
_DOWNLOADS = {"csv": "text/csv", "json": "application/sparql-results+json"}
_ENDINGS = {"turtle": "ttl"}
_GRAPH_DOWNLOADS = {"turtle": "text/turtle", "jsonld": "application/ld+json"}


def sparql(opened: Opened) -> None:
    """Draw the page."""
    state = recall(SPARQL, read_query)
    publish(SPARQL, state)
    title(opened, say("sparql.title"), needs_claims=False)
    text = _editor(opened, state)
    try:
        answer = opened.graph.query(text)
    except QueryError as error:
        st.error(plain(str(error)))
        return
    _shown(opened, answer)


def _editor(opened: Opened, state: QueryState) -> str:
    text = state.text or application_query("disputed_links")
    editor, beside = st.columns([2.1, 1], gap="medium")
    with beside:
        seconds = f"{LIMITS.sparql_timeout_seconds:.0f}"
        st.caption(say("sparql.how", rows=LIMITS.sparql_max_rows, seconds=seconds))
        if opened.perspective != EVERYTHING:
            st.caption(say("sparql.narrowed", described=plain(opened.graph.described())))
    with editor:
        _examples()
        st.session_state["sparql-text"] = text
        st.text_area(
            say("sparql.query"),
            height=260,
            key="sparql-text",
            on_change=lambda: _take(st.session_state["sparql-text"]),
        )
        st.button(say("sparql.run"), type="primary")
    return text


def _take(text: str) -> None:
    remember(SPARQL, replace(known(SPARQL, QueryState()), text=text))


def _examples() -> None:
    questions = example_questions()
    if not questions:
        return
    st.selectbox(
        say("sparql.examples"),
        list(questions),
        index=None,
        format_func=lambda text: text.partition("?")[0] + "?",
        key="sparql-example",
        placeholder=say("sparql.ready", n=len(questions)),
        on_change=lambda: _take_example(questions),
    )


def _take_example(questions: dict[str, str]) -> None:
    chosen = st.session_state["sparql-example"]
    if chosen in questions:
        _take(questions[chosen])


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


def _shown(opened: Opened, answer: Answer) -> None:
    if answer.cut:
        st.warning(plain(answer.reason))
    if isinstance(answer, AskAnswer):
        st.subheader(say("sparql.yes" if answer.value else "sparql.no"), anchor=False)
    elif isinstance(answer, SelectAnswer):
        _table(opened, answer)
    else:
        _triples(opened, answer)


def _table(opened: Opened, answer: SelectAnswer) -> None:
    count = len(answer.rows)
    st.subheader(say("sparql.rows-first" if answer.cut else "sparql.rows", n=count), anchor=False)
    if count:
        labelled = st.toggle(say("sparql.labels"), value=True, key="sparql-labels")
        rows = [[_cell(opened, cell) if labelled else cell for cell in row] for row in answer.texts()]
        st.dataframe([dict(zip(answer.variables, row, strict=True)) for row in rows], hide_index=True)
        _entities(opened, {cell for row in answer.texts() for cell in row})
    _downloads(opened, answer, _DOWNLOADS)


def _entities(opened: Opened, texts: set[str]) -> None:
    """Offer to go on in Explore with an entity that the answer names."""
    found = sorted((iri for iri in texts if iri in opened.network), key=lambda iri: (opened.label(iri), iri))
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(say("sparql.entities"), found, format_func=opened.label, width=420)
        if st.button(say("sparql.open")) and chosen:
            go(EXPLORE, ExploreState(entity=chosen, selected=chosen))


def _cell(opened: Opened, text: str) -> str:
    """Return the label of what has one, otherwise an IRI in short."""
    if "://" not in text:
        return text
    return opened.known_label(text) or shorten(text)


def _triples(opened: Opened, answer: GraphAnswer) -> None:
    statements = answer.statements()
    things = {end for subject, _, object_ in statements for end in (subject, object_) if isinstance(end, str)}
    count = len(statements)
    st.subheader(say("sparql.triples-first" if answer.cut else "sparql.triples", n=count), anchor=False)
    if statements and len(things) <= LIMITS.view_max_nodes:
        payload = triples_payload(
            statements, lambda iri: _cell(opened, iri), opened.types, opened.presentation
        )
        draw(Scene("sparql", f"sparql {hash(statements)}", payload, height="clamp(20rem, 58vh, 40rem)"))
    elif statements:
        st.info(say("sparql.too-many", n=len(things), most=LIMITS.view_max_nodes))
    with st.expander(say("sparql.as-table"), expanded=len(things) > LIMITS.view_max_nodes):
        st.dataframe([_row(opened, *one) for one in statements], hide_index=True)
    if count <= _TURTLE_UP_TO_TRIPLES:
        with st.expander(say("sparql.as-turtle")):
            st.code(serialise(answer, "turtle").decode("utf-8"), language="turtle")
    _entities(opened, things)
    _downloads(opened, answer, _GRAPH_DOWNLOADS)


def _row(opened: Opened, subject: str, predicate: str, object_: str | Value) -> dict[str, str]:
    end = object_.text if isinstance(object_, Value) else _cell(opened, object_)
    return {
        say("sparql.subject"): _cell(opened, subject),
        say("sparql.predicate"): _cell(opened, predicate),
        say("sparql.object"): end,
    }


def _downloads(opened: Opened, answer: Answer, formats: dict[str, str]) -> None:
    with st.container(horizontal=True):
        for name, media_type in formats.items():
            st.download_button(
                say("sparql.download", format=name),
                data=partial(serialise, answer, name),
                file_name=f"{say('sparql.file')}{file_suffix(opened.graph)}.{_ENDINGS.get(name, name)}",
                mime=media_type,
                on_click="ignore",
            )
