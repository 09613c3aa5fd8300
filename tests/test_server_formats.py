"""Which format a client gets: what each kind of program sends, and the rules of RFC 9110."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.server.formats import GRAPH_TYPES, SHORT_NAMES, TABLE_TYPES, best_type, wanted

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
JENA = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
    "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1"
)
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,text/turtle;q=0.6,text/html;q=0.2"
)


@pytest.mark.parametrize(
    ("accept", "name", "table", "graph"),
    [
        ("", "", "json", "turtle"),
        ("*/*", "", "json", "turtle"),
        ("*", "", "json", "turtle"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "", "json", "turtle"),
        (BROWSER, "", "xml", "rdfxml"),
        (JENA, "", "json", "jsonld"),
        (COMUNICA, "", "", "nquads"),
        ("application/json", "", "json", "jsonld"),
        ("text/plain", "", "tsv", "ntriples"),
        ("text/csv, */*", "", "csv", "turtle"),
        ("text/*;q=0.5, application/*;q=0.1", "", "csv", "turtle"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "", "xml", "turtle"),
        ("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\"", "", "", "jsonld"),
        ("TEXT/Turtle; charset=utf-8", "", "", "turtle"),
        ("text/turtle;q=0.5, application/rdf+xml;q=0.5", "", "", "turtle"),
        ("image/png", "json", "json", "jsonld"),
        ("image/png", "XML", "xml", "rdfxml"),
        ("image/png", "nt", "", "ntriples"),
        ("image/png", "json-ld", "", "jsonld"),
        ("image/png", "application/sparql-results+xml", "xml", ""),
    ],
)  # fmt: skip
def test_a_client_gets_what_it_prefers(accept, name, table, graph):
    found = wanted(accept, name)
    assert (found.table_format, found.graph_format) == (table, graph)


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "nonsense", ",,;;q=z", "*/*;q=0"])
def test_a_client_that_takes_nothing_of_this_gets_nothing(accept):
    assert wanted(accept) is None


@given(st.text(max_size=60))
def test_no_header_breaks_the_choice(accept):
    assert best_type(accept, tuple(TABLE_TYPES)) in {"", *TABLE_TYPES}


@given(st.permutations(list(GRAPH_TYPES)), st.integers(1, 99))
def test_the_best_quality_wins_wherever_it_stands(order, place):
    best = order[place % len(order)]
    accept = ", ".join(f"{one};q={'0.9' if one == best else '0.8'}" for one in order)
    assert best_type(accept, tuple(GRAPH_TYPES)) == best


def test_every_short_name_stands_for_types_that_are_offered():
    for table, graph in SHORT_NAMES.values():
        assert table in {"", *TABLE_TYPES} and graph in {"", *GRAPH_TYPES}
