"""The answer as a file, in every format that fits it: all rows that came, as Oxigraph writes them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from graph.sparql import Answer, AskAnswer, GraphAnswer, SelectAnswer, serialise
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.query_desk import Tab
from graph.ui.words import say

_TABLES: Mapping[str, str] = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
_GRAPHS: Mapping[str, str] = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_ENDINGS = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}


def downloads(opened: Opened, tab: Tab, answer: Answer) -> None:
    """Draw a button for each format, whose file is made once, when it is asked for.

    A file that is there beforehand is fetched whole by Streamlit's front end as soon as the button is drawn,
    and missed loudly where the page was left meanwhile.
    """
    name = f"{say('sparql.file')}{file_suffix(opened.graph)}"
    with st.container(horizontal=True, vertical_alignment="center", key="sparql-files"):
        if not isinstance(answer, AskAnswer):
            st.markdown(_amount(answer), width="content")
        for format, media_type in formats_of(answer).items():
            st.download_button(
                say("sparql.download", format=say(f"sparql.format-{format}")),
                data=partial(made, tab, answer, format),
                file_name=f"{name}.{_ENDINGS.get(format, format)}",
                mime=media_type,
                on_click="ignore",
                key=f"sparql-file-{format}",
            )


def formats_of(answer: Answer) -> Mapping[str, str]:
    """Return the formats that fit `answer`, each with its media type.

    Examples
    --------
    >>> list(formats_of(AskAnswer(True)))
    ['json', 'xml']
    """
    if isinstance(answer, GraphAnswer):
        return _GRAPHS
    return {name: _TABLES[name] for name in ("json", "xml")} if isinstance(answer, AskAnswer) else _TABLES


def made(tab: Tab, answer: Answer, format: str) -> bytes:
    """Return `answer` as a file, made once for each format."""
    if format not in tab.files:
        tab.files[format] = serialise(answer, format)
    return tab.files[format]


def _amount(answer: SelectAnswer | GraphAnswer) -> str:
    if isinstance(answer, SelectAnswer):
        return say("sparql.all-rows", n=len(answer.rows))
    return say("sparql.all-triples", n=len(answer.triples))
