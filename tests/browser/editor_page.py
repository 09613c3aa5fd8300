"""A page with the SPARQL editor alone, and what it tells Python: run by Streamlit for the browser tests."""

import os

import streamlit as st

from graph.errors import QueryError
from graph.knowledge import KnowledgeGraph
from graph.ui.editor import editor
from graph.ui.editor_terms import Place, terms_of

START = "# Who?\nSELECT * { ?s ?p ?o }\n"
EXAMPLE = "ASK { ?claim a ag:Claim }\n"


@st.cache_resource
def graph() -> KnowledgeGraph:
    return KnowledgeGraph.open(os.environ["ARMSGRAPH_STORE"])


@st.cache_resource
def words():
    return terms_of(graph())


def change(text: str) -> None:
    st.session_state.text = text
    st.session_state.told = [*st.session_state.get("told", []), "change"]


def run(text: str) -> None:
    st.session_state.text = text
    st.session_state.told = [*st.session_state.get("told", []), "run"]
    st.session_state.problem = None
    try:
        graph().query(text)
    except QueryError as error:
        st.session_state.problem = Place(error.line, error.column, f"<b>{error}")


def page() -> None:
    st.header("Editor")
    st.button("Example", on_click=lambda: change(EXAMPLE))
    text, problem = st.session_state.get("text", START), st.session_state.get("problem")
    editor(text, key="asked", problem=problem, on_run=run, on_change=change, terms=words(), running=False)
    st.text(text)
    st.text("told: " + " ".join(st.session_state.get("told", [])))


def other() -> None:
    st.header("Another page")


st.navigation(
    [st.Page(page, title="Editor", default=True), st.Page(other, title="Another", url_path="other")]
).run()
