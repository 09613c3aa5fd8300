"""The Graph Store HTTP Protocol on a real server: read by all, written with a token and through the rules."""

from __future__ import annotations

import json
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from filelock import FileLock

from commandline import SAMPLE
from graph.builds import current_build
from graph.ingest import build
from graph.namespaces import GRAPH_CURATED
from graph.store import open_store
from serving import serve
from test_ingest_adding import HEAD, MORE, NOBODY_SAYS

TOKEN = "a-token-of-the-test"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}
TURTLE = {**SHOWN, "Content-Type": "text/turtle"}
NOTES = "https://example.org/notes"
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def graphs(iri: str) -> str:
    return f"/graphs?graph={quote(iri, safe='')}"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("graphs") / "store"
    build([SAMPLE], directory)
    return directory


@pytest.fixture(scope="module")
def writable(store):
    with serve(store, "--workers", "1", "--allow-writing", ARMSGRAPH_WRITE_TOKEN=TOKEN) as served:
        yield served


@pytest.fixture(scope="module")
def served(store):
    with serve(store, "--workers", "1") as one:
        yield one


def triples(answer) -> set[ox.Triple]:
    assert answer.status == 200, answer.data
    kind = FORMATS[answer.headers["Content-Type"].partition(";")[0]]
    return {quad.triple for quad in ox.parse(answer.data, kind)}


@pytest.mark.parametrize("media", sorted(FORMATS))
def test_a_graph_is_read_in_every_format_by_name_and_at_its_own_address(served, store, media):
    held = {quad.triple for quad in open_store(store).quads(GRAPH_CURATED)}
    for path in (graphs(GRAPH_CURATED), "/graph/curated"):
        answer = served.get(path, {"Accept": media})
        assert triples(answer) == held
        assert answer.headers["Content-Type"].startswith(media)
        assert "Accept" in answer.headers["Vary"]


def test_the_default_graph_holds_what_was_written_without_a_name(served):
    answer = served.get("/graphs?default", {"Accept": "application/n-triples"})
    assert (answer.status, triples(answer)) == (200, set())


def test_what_is_held_already_is_not_sent_again_and_a_head_has_no_body(served):
    first = served.get("/graph/curated")
    tag = first.headers["ETag"]
    assert served.get("/graph/curated", {"If-None-Match": tag}).status == 304
    assert (
        served.get("/graph/curated", {"If-None-Match": tag, "Accept": "text/turtle;q=0.1, */*"}).status == 200
    )
    head = served.ask("HEAD", "/graph/curated")
    assert (head.status, head.data, head.headers["ETag"]) == (200, b"", tag)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        (graphs(NOTES), 404, NOTES),
        ("/graphs", 400, "?graph=IRI"),
        ("/graphs?graph=notes", 400, "absolute"),
        ("/graphs?graph=https%3A%2F%2Fexample.org%2Fa%20b", 400, "absolute"),
        ("/graphs?default&graph=a%3Ab", 400, "one graph"),
        ("/graph/..%2f..%2fetc%2fpasswd", 404, "no graph"),
    ],
)
def test_what_names_no_graph_is_said(served, path, status, said):
    answer = served.get(path)
    assert (answer.status, said in answer.data.decode()) == (status, True)


def test_a_format_that_no_graph_has_is_refused(served):
    assert served.get("/graph/curated", {"Accept": "image/png"}).status == 406


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_nobody_writes_unless_that_is_switched_on(served, method):
    answer = served.ask(method, "/graph/curated", headers=TURTLE, body=b"<a:b> <a:c> <a:d> .")
    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer another", "Basic YTpi", "Bearer a-token-of-the-tes"])
def test_a_writer_needs_the_token(writable, shown):
    headers = {"Content-Type": "text/turtle"} | ({"Authorization": shown} if shown else {})
    answer = writable.ask("PUT", graphs(NOTES), headers=headers, body=b"<a:b> <a:c> <a:d> .")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="armsgraph"')
    assert writable.get(graphs(NOTES)).status == 404


def test_a_graph_is_put_added_to_replaced_and_deleted(writable):
    path = graphs(NOTES)

    def send(method: str, text: str = "", **headers: str):
        return writable.ask(method, path, headers={**TURTLE, **headers}, body=text.encode()).status

    def held() -> list[str]:
        return sorted(one.object.value for one in triples(writable.get(path)))

    assert send("PUT", "<#a> <a:p> 1 .") == 201
    assert held() == ["1"]
    assert send("POST", "<#a> <a:p> 2 .") == 204
    assert held() == ["1", "2"]
    tag = writable.get(path).headers["ETag"]
    assert send("PUT", "<#a> <a:p> 3 .", **{"If-Match": '"other"'}) == 412
    assert send("PUT", "<#a> <a:p> 3 .", **{"If-None-Match": "*"}) == 412
    assert held() == ["1", "2"]
    assert send("PUT", "<#a> <a:p> 3 .", **{"If-Match": tag}) == 204
    assert send("PUT", "<#a> <a:p> 4 .", **{"If-Match": tag}) == 412, "somebody has written since"
    assert held() == ["3"]
    assert send("DELETE") == 200
    assert writable.get(path).status == 404
    assert send("DELETE") == 404


def test_a_form_brings_several_files_and_a_post_without_a_name_makes_one(writable):
    fields = [
        ("one", ("one.ttl", "<a:b> <a:p> 1 .", "text/turtle")),
        ("two", ("two.nt", "<a:b> <a:p> <a:c> .", "application/n-triples")),
    ]
    made = writable.pool.request(
        "POST", f"{writable.url}/graphs", fields=fields, headers=SHOWN, redirect=False
    )
    place = made.headers["Location"].removeprefix(writable.url)
    assert (made.status, place.startswith("/graph/")) == (201, True)
    assert len(triples(writable.get(place))) == 2
    assert writable.ask("DELETE", place, headers=SHOWN).status == 200


def test_the_curated_graph_is_written_through_the_rules_and_the_build(writable, store):
    path = "/graph/curated"
    before = current_build(store).path.name
    wrong = writable.ask("POST", path, headers=TURTLE, body=(MORE + NOBODY_SAYS).encode())
    told = json.loads(wrong.data)
    [problem] = [one for one in told["problems"] if one["severity"] == "violation"]
    assert (wrong.status, problem["line"], problem["rule"]) == (422, 18, "ClaimShape")
    assert problem["focus"].endswith("claim/handbook/8")
    assert current_build(store).path.name == before
    with FileLock(store / "build.lock"):
        busy = writable.ask("POST", path, headers=TURTLE, body=MORE.encode())
    assert (busy.status, "Retry-After" in busy.headers) == (503, True)
    assert writable.ask("POST", path, headers=TURTLE, body=MORE.encode()).status == 204
    asked = "ASK { ?claim a ag:Claim ; ag:gloss ?gloss FILTER(STRSTARTS(?gloss, 'Southland')) }"
    assert json.loads(writable.get(query=asked).data)["boolean"] is True
    after = current_build(store).path.name
    assert writable.ask("POST", path, headers=TURTLE, body=MORE.encode()).status == 204
    assert current_build(store).path.name == after, "the same again makes no build"
    assert writable.ask("PUT", path, headers=TURTLE, body=SAMPLE.read_bytes()).status == 204
    assert current_build(store).manifest.counts["claims"] == 13


@pytest.mark.parametrize(
    ("path", "headers", "body", "refusal"),
    [
        ("/graph/derived", TURTLE, b"<a:b> <a:c> <a:d> .", (403, "derived from")),
        (graphs("https://w3id.org/armsgraph/id/actor/x"), TURTLE, b"", (403, "cannot be written")),
        ("/graphs?default", TURTLE, HEAD.encode() + b"<a:b> a ag:Claim .", (422, "graph-beside")),
        (graphs(NOTES), TURTLE, b"<a:b> <a:c", (400, "syntax")),
        (graphs(NOTES), TURTLE, b"<a:b> <a:c> '\xff' .", (400, "UTF-8")),
        (graphs(NOTES), TURTLE, HEAD.encode() + b"<a:b> a ag:Claim .", (422, "graph-beside")),
        (graphs(NOTES), {**SHOWN, "Content-Type": "text/csv"}, b"a,b", (415, "text/csv")),
        (graphs(NOTES), SHOWN, b"<a:b> <a:c> <a:d> .", (415, "none is given")),
        (graphs(NOTES), {**TURTLE, "Content-Encoding": "gzip"}, b"no gzip", (400, "gzip")),
        (graphs(NOTES), {**TURTLE, "Content-Encoding": "br"}, b"", (415, "'br'")),
        (graphs(NOTES), {**SHOWN, "Content-Type": "multipart/form-data; boundary=x"}, b"junk", (400, "form")),
    ],
)
def test_what_cannot_be_taken_changes_nothing(writable, path, headers, body, refusal):
    before = writable.get("/graph/curated").headers["ETag"]
    answer = writable.ask("PUT", path, headers=headers, body=body)
    status, said = refusal
    assert (answer.status, said in answer.data.decode()) == (status, True), answer.data
    assert writable.get("/graph/curated").headers["ETag"] == before
    assert writable.get(graphs(NOTES)).status == 404
