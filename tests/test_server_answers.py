"""How an answer travels: tags, kept answers, compression, what other sites may read, streams and clients."""

from __future__ import annotations

import gzip
import json
import socket
import time

import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSONLD, TURTLE, SPARQLWrapper
from SPARQLWrapper import JSON as WRAPPED_JSON
from SPARQLWrapper import XML as WRAPPED_XML

from serving import ENDLESS, FORM, RUNAWAY, Served

LABELS = "SELECT ?s ?label { ?s skos:prefLabel ?label } ORDER BY ?s ?label"
TRIPLES = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"
PEOPLE = "SELECT ?name { ?who a ag:Person ; skos:prefLabel ?name } ORDER BY ?name"
NAMES = ["Anna Hale", "Ivan Petrov", "White Fox"]


def until(holds, what: str, seconds: float = 60) -> None:
    """Wait for something that other processes do."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def test_an_answer_that_repeats_has_a_tag_and_is_not_sent_twice(served: Served):
    first = served.get(query=LABELS)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"') and first.headers["Cache-Control"] == "no-cache"
    before = served.counted("queries_answered_total")
    again = served.get(query=LABELS, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert served.get(query=LABELS, headers={"If-None-Match": '"other"'}).data == first.data
    assert served.post(f"query={LABELS}", FORM, **{"If-None-Match": tag}).status == 200
    assert served.counted("queries_answered_total") == before, "neither was put to a worker"
    assert served.counted("kept_answers_total") >= 2


def test_another_format_graph_or_question_is_another_tag(served: Served):
    tags = [
        served.get(query=LABELS, **more).headers["ETag"]
        for more in (
            {},
            {"headers": {"Accept": "text/csv"}},
            {"format": "xml"},
            {"default_graph_uri": "https://w3id.org/armsgraph/graph/curated"},
            {"named_graph_uri": "https://w3id.org/armsgraph/graph/curated"},
        )
    ]
    assert len({*tags, served.get(query=LABELS + " LIMIT 1").headers["ETag"]}) == 6


@pytest.mark.parametrize("call", ["RAND()", "NOW()", "UUID()", "STRUUID()"])
def test_an_answer_that_changes_by_itself_has_no_tag_and_is_not_kept(served: Served, call):
    answers = [served.get(query=f"SELECT ({call} AS ?x) {{}}") for _ in range(2)]
    assert all("ETag" not in one.headers and one.headers["Cache-Control"] == "no-store" for one in answers)
    assert answers[0].data != answers[1].data


@pytest.mark.parametrize("query", [TRIPLES, LABELS + " # again"])
def test_a_long_answer_is_compressed_for_those_who_take_it(served: Served, query):
    plain = served.get(query=query)
    for _ in range(2):  # as it comes from a worker, and as it was kept
        packed = served.get(query=query, headers={"Accept-Encoding": "gzip"})
        raw = served.ask(
            "GET", f"/sparql?query={query.replace('#', '%23')}", headers={"Accept-Encoding": "gzip"},
            preload_content=False, decode_content=False,
        ).read()  # fmt: skip
        assert packed.headers["Content-Encoding"] == "gzip"
        assert {"Accept", "Accept-Encoding"} <= {one.strip() for one in packed.headers["Vary"].split(",")}
        assert packed.headers["ETag"] == plain.headers["ETag"]
        assert gzip.decompress(raw) == packed.data == plain.data
        assert len(raw) < len(plain.data) / 3
    assert "Content-Encoding" not in plain.headers
    for refused in ("gzip;q=0", "identity"):
        answer = served.get(query=query, headers={"Accept-Encoding": refused})
        assert "Content-Encoding" not in answer.headers
    small = served.get(query="ASK {}", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in small.headers


def test_pages_of_other_sites_may_ask_and_read_but_never_with_a_login(served: Served):
    origin = {"Origin": "https://yasgui.example"}
    answer = served.get(query="ASK {}", headers=origin)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert served.get(query="ASK {", headers=origin).headers["Access-Control-Allow-Origin"] == "*"
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    preflight = served.ask("OPTIONS", "/sparql", headers={**origin, **asked})
    assert preflight.status == 200 and "POST" in preflight.headers["Access-Control-Allow-Methods"]
    assert "content-type" in preflight.headers["Access-Control-Allow-Headers"].lower()


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_the_first_rows_of_an_endless_answer_come_at_once_and_a_client_that_hangs_up_ends_it(
    served: Served, encoding
):
    killed = served.counted("workers_killed_total")
    answer = served.pool.request(
        "GET", f"{served.url}/sparql", fields={"query": ENDLESS, "format": "csv"},
        headers={"Accept-Encoding": encoding}, preload_content=False, timeout=30,
    )  # fmt: skip
    assert answer.headers.get("Content-Encoding", "identity") == encoding
    assert answer.headers["Transfer-Encoding"] == "chunked"
    begun = answer.read(300_000)
    assert begun.startswith(b"a,b,c,d,e,f,g,h,i\r\nhttp")
    answer.close()
    until(lambda: served.health()["busy"] == 0, "the worker goes on for nobody")
    assert served.counted("workers_killed_total") > killed


def test_a_client_that_hangs_up_before_the_first_row_ends_its_query(served: Served):
    query = RUNAWAY.replace(" ", "+").replace('"', "%22").replace("#", "%23")
    with socket.create_connection(("127.0.0.1", served.port)) as line:
        line.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        until(lambda: served.health()["busy"] == 1, "the query never began")
    until(lambda: served.health()["busy"] == 0, "the worker goes on for nobody")
    assert json.loads(served.get(query="ASK {}").data)["boolean"] is True


def test_sparqlwrapper_gets_right_answers(served: Served):
    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setQuery(PEOPLE)
    for method in ("GET", "POST"):
        client.setMethod(method)
        client.setReturnFormat(WRAPPED_JSON)
        rows = client.queryAndConvert()["results"]["bindings"]
        assert [row["name"]["value"] for row in rows] == NAMES
    client.setReturnFormat(WRAPPED_XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 3
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().decode().split() == [
        "name",
        "Anna",
        "Hale",
        "Ivan",
        "Petrov",
        "White",
        "Fox",
    ]
    client.setQuery("CONSTRUCT { ?who skos:prefLabel ?name } { ?who a ag:Person ; skos:prefLabel ?name }")
    client.setReturnFormat(TURTLE)
    assert client.queryAndConvert().count(b"Anna Hale") == 1
    client.setReturnFormat(JSONLD)
    assert len(client.queryAndConvert()) == 3


def test_rdflib_reads_the_endpoint_as_a_graph(served: Served):
    from rdflib import Graph

    for method in ("GET", "POST", "POST_FORM"):
        graph = Graph(store=SPARQLStore(f"{served.url}/sparql", method=method))
        assert [str(row[0]) for row in graph.query(PEOPLE)] == NAMES
        assert bool(graph.query("ASK { ?who a ag:Person }")) is True
    anna = URIRef("https://w3id.org/armsgraph/id/actor/anna-hale")
    label = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")
    assert [str(name) for name in graph.objects(anna, label)] == ["Anna Hale"]


def test_the_other_pages_say_what_is_here(served: Served):
    home = served.get("/", headers={"Accept": "text/html"})
    assert home.status == 200 and b'href="/sparql"' in home.data and b"<script" not in home.data
    assert home.headers["X-Content-Type-Options"] == "nosniff"
    assert b"Disallow: /sparql" in served.get("/robots.txt").data
    assert served.get("/style.css").headers["Content-Type"].startswith("text/css")
    health = served.health()
    assert (health["status"], health["workers"], bool(health["build"])) == ("ok", 2, True)
    metrics = served.get("/metrics")
    assert metrics.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = metrics.data.decode().splitlines()
    buckets = [int(line.split()[-1]) for line in lines if line.startswith("armsgraph_request_seconds_bucket")]
    total = next(
        int(line.split()[-1]) for line in lines if line.startswith("armsgraph_request_seconds_count")
    )
    assert buckets == sorted(buckets) and buckets[-1] == total > 0
