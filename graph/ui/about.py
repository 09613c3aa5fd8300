"""The About page: what the graph holds, from where, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.filters import NOTHING_LEFT_OUT
from graph.knowledge.papers import Papers
from graph.lexicon import text_in_english
from graph.model import Document, Status
from graph.namespaces import ID
from graph.perspective import EVERYTHING
from graph.presentation import LINES
from graph.resources import application_query
from graph.ui.bar import title
from graph.ui.evidence import dated
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, outside_link
from graph.ui.tour import again
from graph.ui.words import say

_OURS = f"{ID}document/"
"""Begins the IRI of each article; the tables of an import lie under its name."""


def about(opened: Opened) -> None:
    """Draw the page."""
    title(opened, say("about.title"), needs_claims=False)
    if opened.perspective != EVERYTHING or opened.graph.filters:
        st.markdown(say("about.whole"))
    opened = opened.under(EVERYTHING).narrowed(NOTHING_LEFT_OUT)
    counts = opened.graph.counts()
    with st.container(key="about-words", width=760):
        st.markdown(say("about.holds", **counts))
        for topic in ("status", "origins", "left_out", "hints"):
            st.subheader(say(f"about.{topic}_heading"), anchor=False)
            if topic == "status":
                st.html(str(_statuses(counts)))
            else:
                st.markdown(say(f"about.{topic}"))
        again()
    notes = _notes(opened)
    for works in (False, True):
        _papers(opened.graph.papers(works=works), notes, works=works)
    if cited := opened.graph.papers_only_cited():
        st.caption(say("about.only-cited", n=cited))


def _papers(found: Papers, notes: Mapping[str, str], *, works: bool) -> None:
    """Draw the articles, or apart from them the works that only back reference facts; of many the first."""
    if not found.documents:
        return
    st.subheader(heading(found, works=works), anchor=False)
    cards = [_document(one, found.claims[one.iri], notes.get(one.iri, "")) for one in found.documents]
    st.html(str(element("div", *cards, style="ag-card ag-documents")))
    if found.in_all > len(cards):
        st.caption(say("about.most-told", n=len(cards), all=found.in_all))


def heading(found: Papers, *, works: bool) -> str:
    """Return what documents are called together: articles, and tables where imports brought some."""
    if works:
        return say("about.works")
    are_texts = all(one.digest and one.iri.startswith(_OURS) for one in found.documents)
    return say("about.articles" if are_texts else "about.articles-and-tables", n=found.in_all)


def _notes(opened: Opened) -> dict[str, str]:
    """Return the editors' note on each document that has one."""
    rows = opened.graph.store.select(application_query("document_notes"))
    return {
        text_in_english([document]): text_in_english([note]) for document, note in rows if document and note
    }


def _statuses(counts: Mapping[str, int]) -> Markup:
    rows = [
        element(
            "p",
            element("span", LINES[status].label, style=f"ag-status ag-status-{status.value}"),
            f" {say('about.statements', n=counts[status.value])} {say(f'about.means_{status.value}')}",
        )
        for status in Status
    ]
    return element("div", *rows, style="ag-card")


def _document(document: Document, claims: int, note: str) -> Markup:
    outlet = document.outlet.label if document.outlet else say("about.no_outlet")
    when = dated(document.date, document.date_precision, document.date_basis)
    link = outside_link(say("about.open"), document.url, say("about.open_named", title=document.title))
    return element(
        "article",
        element("p", element("strong", document.title)),
        element("p", f"{outlet}, {when}. {say('words.claims', n=claims)}. ", link, style="ag-small"),
        element("p", note, style="ag-small ag-note") if note else None,
    )
