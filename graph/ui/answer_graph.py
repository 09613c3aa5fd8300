"""The answer to CONSTRUCT and DESCRIBE: a drawing, the triples as a table, and as Turtle."""

from __future__ import annotations

import streamlit as st

from graph.model import Value
from graph.settings import LIMITS
from graph.sparql import GraphAnswer, serialise
from graph.ui.answer_reading import Read
from graph.ui.answer_table import open_entity
from graph.ui.component import Scene, draw
from graph.ui.query_desk import Tab
from graph.ui.words import say
from graph.visualization import triples_payload

_SELECTED = "sparql-selected"


def things_in(answer: GraphAnswer) -> frozenset[str]:
    """Return the IRIs and blank nodes at the ends of its triples."""
    ends = (end for subject, _, object_ in answer.statements() for end in (subject, object_))
    return frozenset(end for end in ends if isinstance(end, str))


def nodes_of(answer: GraphAnswer) -> int:
    """Return how many nodes a drawing has: things, and each literal by itself."""
    literals = sum(isinstance(object_, Value) for _, _, object_ in answer.statements())
    return len(things_in(answer)) + literals


def drawing(shown: Read, answer: GraphAnswer) -> None:
    """Draw the triples as a graph; what is selected in it can be opened in Explore."""
    statements = answer.statements()
    opened, selected = shown.opened, str(st.session_state.get(_SELECTED, ""))
    payload = triples_payload(statements, shown.label, opened.types, opened.presentation)
    scene = Scene(
        "sparql", f"sparql {hash(statements)}", payload, selected, height="clamp(20rem, 58vh, 40rem)"
    )
    draw(scene, on_select=_select)
    if selected in opened.whole and selected in things_in(answer):
        words = say("sparql.open-name", name=opened.label(selected))
        if st.button(words, key="sparql-open", type="primary"):
            open_entity(selected)


def turtle(tab: Tab, answer: GraphAnswer) -> None:
    """Show the triples as Turtle; too many are only offered as a file."""
    if len(answer.triples) > LIMITS.turtle_max_triples:
        st.info(say("sparql.turtle-long", most=LIMITS.turtle_max_triples, n=len(answer.triples)))
        return
    with st.container(key=f"sparql-turtle-{tab.number}"):
        st.code(serialise(answer, "turtle").decode("utf-8"), language=None)


def _select(iri: str) -> None:
    st.session_state[_SELECTED] = iri
