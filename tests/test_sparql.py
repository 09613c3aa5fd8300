from __future__ import annotations

import json
import time

import pyoxigraph as ox
import pytest
from rdflib import Graph

from graph.errors import QueryError
from graph.model import Value
from graph.namespaces import AG, BASE, GRAPH_CURATED, GRAPH_RELATIONS, ID
from graph.settings import LIMITS
from graph.sparql import (
    GRAPH_FORMATS,
    TABLE_FORMATS,
    AskAnswer,
    GraphAnswer,
    SelectAnswer,
    run_query,
    serialise,
)
from graph.store import open_store

LABELS = """SELECT ?label ?missing
WHERE { <id/actor/grey-column> skos:prefLabel|skos:altLabel ?label }
ORDER BY ?label"""


def refusal(store, text: str) -> str:
    with pytest.raises(QueryError) as raised:
        run_query(store, text)
    return str(raised.value)


def test_a_select_answers_with_rows_in_the_order_of_its_variables(sample_store):
    answer = run_query(sample_store, LABELS)
    assert isinstance(answer, SelectAnswer)
    assert answer.variables == ("label", "missing")
    assert answer.texts() == (("GC", ""), ("Grey Column", ""), ("Серая колонна", ""))
    assert (answer.cut, answer.reason) == (False, "")


def test_an_ask_answers_yes_or_no(sample_store):
    assert run_query(sample_store, "ASK { ?proposition ag:status ag:DeniedOnly }") == AskAnswer(True)
    assert run_query(sample_store, "ASK { ?proposition ag:status ag:Disputed }") == AskAnswer(False)


def test_a_construct_answers_with_triples_free_of_library_terms(sample_store):
    query = "CONSTRUCT WHERE { ?raid ag:occurred ?it ; ag:location ?place }"
    answer = run_query(sample_store, query)
    assert isinstance(answer, GraphAnswer)
    boolean = Value("true", "http://www.w3.org/2001/XMLSchema#boolean")
    assert set(answer.statements()) == {
        (ID + "incident/raid", AG + "occurred", boolean),
        (ID + "incident/raid", AG + "location", ID + "place/southfield"),
    }


def test_a_denied_transfer_is_no_fact_in_everyday_sparql(sample_store):
    assert run_query(sample_store, "ASK { ?who ag:approved ?transfer }") == AskAnswer(False)


def test_relative_iris_are_those_of_the_model(sample_store):
    assert run_query(sample_store, "ASK { <id/actor/grey-column> a ag:ArmedGroup }") == AskAnswer(True)


def test_from_chooses_among_the_graphs_of_the_store(sample_store):
    size = {graph: str(len(list(sample_store.quads(graph)))) for graph in (GRAPH_CURATED, GRAPH_RELATIONS)}
    for clause, pattern, graph in [
        (f"FROM <{GRAPH_CURATED}>", "?s ?p ?o", GRAPH_CURATED),
        ("FROM <graph/relations>", "?s ?p ?o", GRAPH_RELATIONS),
        ("FROM NAMED <graph/relations>", "GRAPH ?g { ?s ?p ?o }", GRAPH_RELATIONS),
    ]:
        query = f"SELECT (COUNT(*) AS ?n) {clause} WHERE {{ {pattern} }}"
        assert run_query(sample_store, query).texts() == ((size[graph],),)
    assert size[GRAPH_CURATED] != size[GRAPH_RELATIONS]


@pytest.mark.parametrize(
    ("declared", "clause"),
    [
        (f"BASE <{BASE}graph/>", "FROM <curated>"),
        ("BASE <graph/>", "FROM <curated>"),
        ("PREFIX g: <graph/>", "FROM g:curated"),
        (f"PREFIX g: <{BASE}>", "FROM g:graph\\/curated"),
        (f"BASE <{BASE}graph/> PREFIX g: <cur> BASE <https://example.org/>", "FROM g:ated"),
    ],
)
def test_from_is_read_with_the_bases_and_prefixes_of_the_query(sample_store, declared, clause):
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
    expected = run_query(sample_store, count.format(f"FROM <{GRAPH_CURATED}>")).texts()
    assert run_query(sample_store, f"{declared} {count.format(clause)}").texts() == expected


@pytest.mark.parametrize(
    "clause", ["FROM <https://example.org/x.ttl>", "FROM NAMED <file:///etc/passwd>", "FROM ag:x"]
)
def test_from_another_place_is_refused_and_the_graphs_there_are_named(sample_store, clause):
    message = refusal(sample_store, f"SELECT * {clause} WHERE {{ ?s ?p ?o }}")
    assert "not in this store" in message
    assert f"<{GRAPH_CURATED}>" in message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("SELECT ?x WHERE { ?x ?y }", 1, 19),
        ("SELECT *\nWHERE { ?x a 1", 2, 15),
        ("SELECT ?x\nWHERE {\n  ?x a ag:Claim\n  ?y a ag:Claim }", 4, 3),
        ("SELECT * WHERE { ?s ?p ?o } ODER BY ?s", 1, 29),
        ("selct ?x { ?x ?y ?z }", 1, 1),
        ("# a remark\nSELECT ?x WHERE { ?x ?y 'open }", 2, 19),
    ],
)
def test_a_syntax_error_names_line_and_column(sample_store, text, line, column):
    assert f"syntax error at line {line}, column {column}" in refusal(sample_store, text)


def test_a_slash_after_a_prefix_is_explained(sample_store):
    assert "written \\/, as in id:actor\\/x" in refusal(sample_store, "DESCRIBE id:actor/grey-column")


def test_an_unknown_prefix_is_named_with_those_known(sample_store):
    message = refusal(sample_store, "SELECT * WHERE { ?x foo:bar ?y }")
    assert "'foo:' is not declared" in message
    assert "skos" in message


def test_a_declared_prefix_is_known(sample_store):
    query = f"PREFIX mine: <{AG}> PREFIX : <{AG}> ASK {{ ?x mine:status :DeniedOnly }}"
    assert run_query(sample_store, query) == AskAnswer(True)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <a> <b> <c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "clear graph <graph/curated>",
        "LOAD <http://127.0.0.1:9/x.ttl>",
        "PREFIX x: <http://x/> INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused_with_the_reason(sample_store, text):
    before = len(sample_store)
    assert "an update, which would change the data" in refusal(sample_store, text)
    assert len(sample_store) == before


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
        "service silent ?where { ?s ?p ?o }",
        "{ SELECT ?s WHERE { { SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } } }",
        "?s ?p ?o FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "?s ?p ?o FILTER (?p = ?o && NOT EXISTS { GRAPH ?g { SERVICE <http://127.0.0.1:9/> { } } })",
        "OPTIONAL { BIND (EXISTS { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } } AS ?found) }",
        "{ ?s ?p ?o } UNION { ?s ?p ?o MINUS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        "SERV\\u0049CE <http://127.0.0.1:9/> { ?s ?p ?o }",
    ],
)
@pytest.mark.parametrize(
    "form", ["SELECT * WHERE", "ASK", "CONSTRUCT { ?s ?p ?o } WHERE", "DESCRIBE ?s WHERE"]
)
def test_service_is_refused_wherever_it_hides(sample_store, form, pattern):
    assert "never leave this machine" in refusal(sample_store, f"{form} {{ {pattern} }}")


def test_what_only_looks_like_service_or_update_is_answered(sample_store):
    query = """# SERVICE <http://127.0.0.1:9/> { }
    SELECT ?service WHERE { VALUES ?service { "SERVICE <x> {}" "DROP ALL" } }"""
    assert run_query(sample_store, query).texts() == (("SERVICE <x> {}",), ("DROP ALL",))


@pytest.mark.parametrize("text", ["", "  \n", "# only a remark\n  # and another"])
def test_an_empty_query_is_said_to_be_empty(sample_store, text):
    assert refusal(sample_store, text).startswith("The query is empty.")


def test_declarations_alone_ask_nothing_and_are_no_update(sample_store):
    assert refusal(sample_store, "PREFIX x: <https://example.org/>").startswith("The query asks nothing")


def test_a_byte_order_mark_does_no_harm(sample_store):
    assert run_query(sample_store, "\ufeffASK {}") == AskAnswer(True)


def test_empty_lines_cost_nothing(sample_store):
    started = time.thread_time()
    assert run_query(sample_store, "\n" * 200_000 + "ASK {}") == AskAnswer(True)
    assert time.thread_time() - started < 5


def test_a_query_nested_beyond_reason_is_refused(sample_store):
    depth = 3000
    assert "nested too deeply" in refusal(
        sample_store, f"SELECT ({'(' * depth}1{')' * depth} AS ?x) WHERE {{}}"
    )


def test_more_rows_than_the_limit_are_cut_and_said(sample_store):
    few = LIMITS._replace(sparql_max_rows=3)
    cut = run_query(sample_store, "SELECT ?s WHERE { ?s a ag:Claim }", few)
    assert (len(cut.rows), cut.cut, cut.reason) == (3, True, "Only the first 3 results are shown.")
    whole = run_query(sample_store, "SELECT ?s WHERE { ?s a ag:Claim } LIMIT 3", few)
    assert (len(whole.rows), whole.cut, whole.reason) == (3, False, "")
    triples = run_query(sample_store, "CONSTRUCT WHERE { ?s a ag:Claim }", few)
    assert (len(triples.triples), triples.cut) == (3, True)


def test_a_query_that_takes_too_long_is_stopped_between_rows_and_said(sample_store):
    hurried = LIMITS._replace(sparql_timeout_seconds=0.0)
    answer = run_query(sample_store, "SELECT * WHERE { ?s ?p ?o }", hurried)
    assert (len(answer.rows), answer.cut) == (1, True)
    assert "stopped after 0 seconds" in answer.reason


def test_select_answers_are_written_in_each_table_format(sample_store):
    answer = run_query(sample_store, LABELS)
    written = {name: serialise(answer, name).decode() for name in TABLE_FORMATS}
    assert written["csv"].splitlines() == ["label,missing", "GC,", "Grey Column,", "Серая колонна,"]
    assert written["tsv"].splitlines()[3] == '"Серая колонна"@ru\t'
    rows = json.loads(written["json"])["results"]["bindings"]
    assert rows[0] == {"label": {"type": "literal", "value": "GC", "xml:lang": "en"}}
    assert '<literal xml:lang="en">GC</literal>' in written["xml"]


def test_every_kind_of_term_survives_serialisation(sample_store):
    query = (
        """SELECT * WHERE { VALUES (?a ?b ?c) { (<id/x> "a\\"<script>\\n😀" 1.50) (UNDEF "ש"@he true) } }"""
    )
    answer = run_query(sample_store, query)
    for name, format_ in TABLE_FORMATS.items():
        if name != "csv":  # CSV keeps no kinds of terms
            read = ox.parse_query_results(serialise(answer, name), format_)
            assert [tuple(row[variable] for variable in answer.variables) for row in read] == list(
                answer.rows
            )


def test_yes_and_no_are_written_in_each_table_format(sample_store):
    for name in TABLE_FORMATS:
        assert b"true" in serialise(AskAnswer(True), name)
        assert b"false" in serialise(AskAnswer(False), name)


def test_triples_are_written_in_each_graph_format(sample_store):
    answer = run_query(sample_store, "CONSTRUCT WHERE { ?claim ag:stance ag:Denies ; ag:gloss ?gloss }")
    readers = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    assert set(readers) == set(GRAPH_FORMATS)
    for name, reader in readers.items():
        assert len(Graph().parse(data=serialise(answer, name), format=reader)) == 2


@pytest.mark.parametrize(
    ("query", "format_", "fitting"),
    [
        ("ASK {}", "turtle", "json, xml, csv, tsv"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "csv", "turtle, ntriples"),
    ],
)
def test_a_format_that_does_not_fit_names_those_that_do(sample_store, query, format_, fitting):
    with pytest.raises(QueryError, match=rf"cannot be written as '{format_}'; choose from {fitting}"):
        serialise(run_query(sample_store, query), format_)


def test_an_empty_store_answers_too():
    assert run_query(open_store(), "SELECT * WHERE { ?s ?p ?o }").rows == ()
