"""The About page: what the graph holds, from where, and how to read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from graph.filters import NOTHING_LEFT_OUT
from graph.lexicon import text_in_english
from graph.model import Document, Status
from graph.perspective import EVERYTHING
from graph.presentation import LINES
from graph.resources import application_query
from graph.ui.bar import title
from graph.ui.evidence import dated
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, outside_link

_STATUS_MEANINGS = {
    Status.UNDISPUTED: "At least one speaker says so with certainty, and nobody denies or doubts it.",
    Status.DISPUTED: "Somebody says so, and somebody denies or doubts it. Both sides stay in the graph.",
    Status.UNCONFIRMED: "There are only hedged statements, or only people who do not know.",
    Status.DENIED_ONLY: "Only a denial is known. Nothing here or in an export offers it as a fact, "
    "and path searches leave it out unless asked.",
}
_WORDS = {
    "holds": """
The graph holds {claims} claims about {entities} actors, weapons, incidents and places, read from
{documents} documents. Of the claims, {asserts} assert, {denies} deny and {unsure} leave open.
They are about {propositions} statements; {links} of these link two entities, the others give a number,
a date or the like.
""",
    "origins": """
Ten outlets that repeat one speaker are one source. The graph follows each claim back to whoever said it
first and counts those people and bodies, not the outlets. A source without a name counts as unknown: it
may be the same as another. Wider lines in a picture have more independent origins.
""",
    "left out": """
The graph keeps no sentence of an article, only a summary of each claim in our own words and a pointer to
its line. Nothing is settled by majority or by the newest report. That two names belong to one person is
marked as inferred where no text says so, and can be undone. Reference facts, such as who heads what and
where a place lies, are marked as such; they are the editors', not the articles'.
""",
}


def about(opened: Opened) -> None:
    """Draw the page."""
    title(opened, "Every link here is something that somebody said.", needs_claims=False)
    if opened.perspective != EVERYTHING or opened.graph.filters:
        st.markdown("This page tells of the whole graph; the perspective narrows all other pages.")
    opened = opened.under(EVERYTHING).narrowed(NOTHING_LEFT_OUT)
    counts = opened.graph.counts()
    with st.container(key="about-words", width=760):
        st.markdown(_WORDS["holds"].format(**counts))
        st.subheader("How to read a status", anchor=False)
        st.html(str(_statuses(counts)))
        st.subheader("How to read a number of origins", anchor=False)
        st.markdown(_WORDS["origins"])
        st.subheader("What is left out", anchor=False)
        st.markdown(_WORDS["left out"])
    claims = Counter(claim.document.iri for claim in opened.graph.claims())
    notes = _notes(opened)
    for heading, documents in _sorted_by_kind(opened):
        st.subheader(heading, anchor=False)
        cards = [_document(one, claims[one.iri], notes.get(one.iri, "")) for one in documents]
        st.html(str(element("div", *cards, style="ag-card ag-documents")))


def _sorted_by_kind(opened: Opened) -> list[tuple[str, list[Document]]]:
    """Return the articles and, apart from them, the works that only back reference facts."""
    told = {claim.document.iri for claim in opened.graph.claims() if not claim.reference}
    articles: list[Document] = []
    works: list[Document] = []
    for one in opened.graph.documents():
        (articles if one.iri in told or one.digest else works).append(one)
    kinds = [
        (f"The {len(articles)} article{'' if len(articles) == 1 else 's'}", articles),
        ("Reference works, for facts that the articles take for granted", works),
    ]
    return [(heading, documents) for heading, documents in kinds if documents]


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
            f" {counts[status.value]} statement{'' if counts[status.value] == 1 else 's'}. {meaning}",
        )
        for status, meaning in _STATUS_MEANINGS.items()
    ]
    return element("div", *rows, style="ag-card")


def _document(document: Document, claims: int, note: str) -> Markup:
    outlet = document.outlet.label if document.outlet else "Outlet unknown"
    when = dated(document.date, document.date_precision, document.date_basis)
    link = outside_link("Open it", document.url)
    return element(
        "article",
        element("p", element("strong", document.title)),
        element(
            "p", f"{outlet}, {when}. {claims} claim{'' if claims == 1 else 's'}. ", link, style="ag-small"
        ),
        element("p", note, style="ag-small ag-note") if note else None,
    )
