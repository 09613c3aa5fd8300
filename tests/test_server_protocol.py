"""The SPARQL 1.1 Protocol, each operation and each way to get it wrong, asked of a real server."""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import fromstring as parsed

import pytest

from serving import CURATED, FORM, JSON, RELATIONS, Served

ASK = "ASK { ?s ?p ?o }"
QUERY = "application/sparql-query"
IN_DEFAULT = "ASK { id:actor\\/grey-column a ag:ArmedGroup }"
ASKED = f"?query={quote(ASK)}"
TABLE = "SELECT (1 AS ?n) {}"
GRAPH = "CONSTRUCT { <x:s> <x:p> 1 } {}"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def names(answer) -> list[str]:
    assert answer.status == 200, answer.data
    return [row["g"]["value"] for row in json.loads(answer.data)["results"]["bindings"]]


def truth(answer) -> bool:
    assert answer.status == 200, answer.data
    return json.loads(answer.data)["boolean"]


def test_the_three_ways_to_send_a_query_give_the_same_answer(served: Served):
    answers = [
        served.get(query=ASK),
        served.post(urlencode({"query": ASK}), FORM),
        served.post(ASK, QUERY),
        served.post(urlencode({"query": ASK}), FORM + "; charset=UTF-8"),
        served.post("\ufeff" + ASK, QUERY + ";charset=utf-8"),
    ]
    assert [answer.status for answer in answers] == [200] * 5
    assert {answer.data for answer in answers} == {answers[0].data}
    assert truth(answers[0]) is True


@pytest.mark.parametrize(
    ("query", "media_type", "holds"),
    [
        (TABLE, JSON, lambda body: json.loads(body)["results"]["bindings"][0]["n"]["value"] == "1"),
        (
            TABLE,
            "application/sparql-results+xml",
            lambda body: parsed(body).find(".//*[@name='n']") is not None,
        ),
        (TABLE, "text/csv", lambda body: body == b"n\r\n1\r\n"),
        (TABLE, "text/tab-separated-values", lambda body: body == b"?n\n1\n"),
        ("ASK {}", "application/sparql-results+xml", lambda body: b"<boolean>true</boolean>" in body),
        (GRAPH, "text/turtle", lambda body: b"<x:p>" in body),
        (GRAPH, "application/n-triples", lambda body: body.startswith(b"<x:s> <x:p> ")),
        (GRAPH, "application/rdf+xml", lambda body: len(parsed(body)) == 1),
        (GRAPH, "application/ld+json", lambda body: b"x:p" in body and json.loads(body)),
        (GRAPH, "application/trig", lambda body: b"<x:p>" in body),
        (GRAPH, "application/n-quads", lambda body: body.startswith(b"<x:s> <x:p> ")),
        ("DESCRIBE id:actor\\/anna-hale", "text/turtle", lambda body: b"Anna Hale" in body),
        ("CONSTRUCT {} { ?s ?p ?o }", "application/n-triples", lambda body: body == b""),
    ],
)
def test_each_kind_of_answer_comes_in_the_format_asked_for(served: Served, query, media_type, holds):
    answer = served.get(query=query, headers={"Accept": media_type})
    assert answer.status == 200, answer.data
    assert answer.headers["Content-Type"].partition(";")[0] == media_type
    assert ("charset=utf-8" in answer.headers["Content-Type"]) is media_type.startswith("text/")
    assert "Accept" in answer.headers["Vary"]
    assert holds(answer.data)


def test_what_a_query_sees_is_what_the_request_names(served: Served):
    everything = names(served.get(query=NAMED))
    assert {CURATED, RELATIONS} < set(everything)
    assert truth(served.get(query=IN_DEFAULT)) is True, "without a dataset all graphs are seen as one"
    assert truth(served.get(query=IN_DEFAULT, default_graph_uri=RELATIONS)) is False
    assert truth(served.get(query=IN_DEFAULT, default_graph_uri=[RELATIONS, CURATED])) is True
    assert truth(served.get(query=IN_DEFAULT, named_graph_uri=CURATED)) is False, (
        "the default graph is empty then"
    )
    assert names(served.get(query=NAMED, named_graph_uri=[CURATED, RELATIONS])) == [CURATED, RELATIONS]
    assert names(served.get(query=NAMED, default_graph_uri=CURATED)) == []
    assert names(served.get(query=NAMED, default_graph_uri=CURATED, named_graph_uri=RELATIONS)) == [RELATIONS]


def test_the_dataset_of_the_request_outranks_from(served: Served):
    own = NAMED.replace("{ GRAPH", f"FROM <{RELATIONS}> FROM NAMED <{CURATED}> {{ GRAPH")
    assert names(served.get(query=own)) == [CURATED]
    assert names(served.get(query=own, named_graph_uri=RELATIONS)) == [RELATIONS]
    given = urlencode({"query": own, "named-graph-uri": RELATIONS})
    assert names(served.post(given, FORM)) == [RELATIONS]
    assert names(served.post(own, QUERY, f"/sparql?named-graph-uri={quote(RELATIONS, safe='')}")) == [
        RELATIONS
    ]


def test_a_graph_that_is_not_here_is_empty_and_not_fetched(served: Served):
    assert truth(served.ask("GET", f"/sparql{ASKED}&default-graph-uri=https://example.org/g")) is False


@pytest.mark.parametrize(
    ("status", "told", "method", "path", "body"),
    [
        (400, "empty", "GET", "?query=", None),
        (400, "no query", "GET", "?default-graph-uri=x:g", None),
        (400, "2 queries", "GET", f"{ASKED}&query=ASK%7B%7D", None),
        (400, "line 2", "GET", "?query=ASK%20%7B%0A%20%20%3Fs%20%3Fp%20%7D", None),
        (400, "not UTF-8", "GET", "?query=%FF%FE", None),
        (400, "whole IRI", "GET", f"{ASKED}&default-graph-uri=graph", None),
        (400, "200 parameters", "GET", f"{ASKED}&" + "&".join(["x=1"] * 201), None),
        (403, "passwd", "GET", "?query=ASK%20FROM%20%3Cfile:///etc/passwd%3E%20%7B%7D", None),
        (403, "SERVICE", "GET", "?query=ASK%20%7BSERVICE%20%3Chttp://127.0.0.1:1/%3E%7B%7D%7D", None),
        (400, "by POST", "GET", "?update=CLEAR%20ALL", None),
        (403, "update", "GET", "?query=CLEAR%20ALL", None),
        (403, "only reads", "POST", "", (FORM, "update=CLEAR+ALL")),
        (403, "only reads", "POST", "", ("application/sparql-update", "CLEAR ALL")),
        (403, "update", "POST", "", (FORM, "query=DROP+ALL")),
        (405, "GET, HEAD, POST", "PUT", "", (QUERY, ASK)),
        (405, "GET, HEAD, POST", "DELETE", ASKED, None),
        (415, "text/plain", "POST", "", ("text/plain", ASK)),
        (415, "without a media type", "POST", "", ("", urlencode({"query": ASK}))),
        (415, "utf-16", "POST", "", (f"{QUERY}; charset=UTF-16", ASK.encode("utf-16"))),
        (400, "not UTF-8", "POST", "", (QUERY, ASK.encode("utf-16"))),
        (400, "not UTF-8", "POST", "", (FORM, b"query=%C3%28")),
        (400, "no query", "POST", "", (FORM, "")),
        (400, "2 queries", "POST", ASKED, (QUERY, ASK)),
        (400, "an update in one request", "POST", "", (FORM, "query=ASK%7B%7D&update=CLEAR+ALL")),
        (400, "several updates", "POST", "", (FORM, "update=CLEAR+ALL&update=CLEAR+ALL")),
    ],
)  # fmt: skip
def test_a_request_that_breaks_the_rules_is_refused_with_a_sentence(served, status, told, method, path, body):  # noqa: PLR0917
    media_type, content = body or ("", None)
    headers = {"Content-Type": media_type} if media_type else {}
    answer = served.ask(method, f"/sparql{path}", body=content, headers=headers)
    assert answer.status == status, answer.data
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert told.lower() in answer.data.decode().lower()
    assert answer.data.decode().rstrip().endswith((".", "?")), "a whole sentence"


@pytest.mark.parametrize(
    "path", ["/nothing", "/../../etc/passwd", "/id/..%2f..%2f..%2fetc%2fpasswd", "/style.css/..%2fhome.html"]
)  # fmt: skip
def test_what_is_not_there_is_not_found_wherever_it_points(served: Served, path):
    answer = served.ask("GET", path)
    assert answer.status == 404, answer.data
    assert b"root:" not in answer.data and b"Traceback" not in answer.data


@pytest.mark.parametrize(
    ("query", "parameters", "accept"),
    [
        ("SELECT * {}", {}, "image/png"),
        ("SELECT * {}", {}, "text/turtle"),
        ("SELECT * {}", {"format": "turtle"}, "*/*"),
        ("CONSTRUCT {} {}", {}, "text/csv"),
        ("CONSTRUCT {} {}", {"format": "csv"}, "*/*"),
        ("SELECT * {}", {"output": "pdf"}, "*/*"),
        ("SELECT * {}", {}, "application/sparql-results+json;q=0"),
    ],
)
def test_what_cannot_be_written_as_the_client_takes_it_is_not_acceptable(served, query, parameters, accept):
    answer = served.get(query=query, headers={"Accept": accept}, **parameters)
    assert answer.status == 406, answer.data
    assert b"CSV" in answer.data or b"Turtle" in answer.data


def test_whoever_asks_for_json_is_refused_in_json(served: Served):
    answer = served.get(query="ASK {", headers={"Accept": "application/json"})
    told = json.loads(answer.data)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status, told["status"], told["title"]) == (400, 400, "Bad Request")
    assert "line 1" in told["detail"]


def test_head_gives_the_headers_and_options_the_methods(served: Served):
    got, headed = served.get(query=ASK), served.ask("HEAD", f"/sparql?query={quote(ASK)}")
    assert (headed.status, headed.data) == (200, b"")
    assert {name: headed.headers[name] for name in ("Content-Type", "ETag", "Vary")} == {
        name: got.headers[name] for name in ("Content-Type", "ETag", "Vary")
    }
    options = served.ask("OPTIONS", "/sparql")
    assert (options.status, options.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_without_a_query_programs_get_a_description_and_people_a_form(served: Served):
    described = served.get(headers={"Accept": "text/turtle"})
    assert described.status == 200 and described.headers["Content-Type"].startswith("text/turtle")
    assert b"sparql-service-description#" in described.data
    page = served.get(headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b'<form method="get" action="/sparql">' in page.data and b"<script" not in page.data
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
