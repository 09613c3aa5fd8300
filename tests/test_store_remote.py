"""A store on a real SPARQL server answers as the one in memory does, and says where the server does not."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from commandline import SAMPLE
from graph.cli import main
from graph.columns import columns_of
from graph.errors import CutAnswerError, InputError, QueryError, ServerError, StoreError, StoreMissingError
from graph.ingest import build
from graph.namespaces import AG, GRAPH_BUILD, GRAPH_CURATED, GRAPH_ONTOLOGY, ID, KNOWN_GRAPHS
from graph.resources import application_query
from graph.search import LabelIndex
from graph.settings import LIMITS
from graph.sparql import run_query
from graph.store import open_store
from graph.store.access import Access
from graph.store.http import Endpoint
from graph.store.mending import Mended
from graph.store.remote import RemoteStore, build_on_server
from servers import start_virtuoso, virtuoso_seed

HASTY = LIMITS._replace(
    server_pause_seconds=0.0, server_silence_seconds=0.5, server_longest_pause_seconds=0.0
)
READ = """
build_counts category_looks claim_positions claims class_looks class_parents contradiction_judgements
columns_counting_relations disputed_links document_notes documents entity_classes exclusive_relations
functional_relations identity_judgements incompatibilities labels perspectives propositions
relation_parents relations search_labels search_names weapon_categories
"""
"""What is read of a whole store; the queries with `derive` are asked of a build in the making only."""
BOUND = {
    "columns_members": {"kind": AG + "Claim"},
    "columns_property": {"property": AG + "gloss"},
    "entity_names": {"entity": ID + "actor/northland"},
    "entity_texts": {"entity": ID + "actor/northland"},
}
COMMANDS = (
    ("search", "northland"),
    ("show", "Northland"),
    ("claims", "--about", "Raid on Southfield"),
    ("path", "Northland", "Southfield"),
    ("contradictions",),
    ("tally", "Kestrel armoured car"),
    ("why", "Kestrel armoured car"),
    ("match",),
    ("perspectives",),
    ("claims", "--without", "The Daily Post"),
    ("sparql", "SELECT ?p ?n WHERE { ?p ag:status ag:Disputed ; ag:origins ?n } ORDER BY ?p"),
    ("sparql", "ASK { ?claim a ag:Claim }"),
)


@pytest.fixture(autouse=True)
def own_folders(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(params=["oxigraph_server", "virtuoso_server"])
def address(request, monkeypatch):
    """Each server in turn, holding the sample raid."""
    one = request.getfixturevalue(request.param)
    monkeypatch.setenv("ARMSGRAPH_STORE_USER", one.user)
    monkeypatch.setenv("ARMSGRAPH_STORE_PASSWORD", one.password)
    build([SAMPLE], one.query)
    return one.query


def rows(store, name, bound):
    """The answer to an application query without regard to order; blank nodes have no names to compare."""
    found = store.select(application_query(name), **bound)
    return sorted(tuple("_:" if isinstance(t, ox.BlankNode) else str(t) for t in row) for row in found)


def test_every_question_of_the_product_has_the_same_answer(address, sample_store):
    store = open_store(address)
    assert (len(store), store.graphs()) == (len(sample_store), KNOWN_GRAPHS)
    for name in READ.split():
        assert rows(store, name, {}) == rows(sample_store, name, {}), name
    for name, bound in BOUND.items():
        assert rows(store, name, bound) == rows(sample_store, name, bound), name
    for graph in KNOWN_GRAPHS:
        if graph != GRAPH_ONTOLOGY:  # whose blank nodes have become IRIs on the way
            assert set(store.quads(graph)) == set(sample_store.quads(graph))
    hostile = ox.Literal('"} DROP ALL #', language="en")
    assert list(store.select("SELECT ?e ?l WHERE { ?e skos:prefLabel ?l }", l=hostile)) == []
    construct = "CONSTRUCT { ?s ag:said ?o } WHERE { ?s ag:gloss ?o }"
    assert set(run_query(store, construct).triples) == set(run_query(sample_store, construct).triples)
    with pytest.raises(StoreError, match="only read"):
        store.extend([])


def test_a_server_that_cuts_answers_is_read_whole_in_pages_or_refused(
    tmp_path, virtuoso_server, monkeypatch, sample_store
):
    monkeypatch.setenv("ARMSGRAPH_STORE_USER", virtuoso_server.user)
    monkeypatch.setenv("ARMSGRAPH_STORE_PASSWORD", virtuoso_server.password)
    with start_virtuoso(tmp_path / "cutting", virtuoso_seed(tmp_path.parent.parent), 150) as server:
        build([SAMPLE], server.query)
        store = open_store(server.query)
        assert set(store.quads(GRAPH_CURATED)) == set(sample_store.quads(GRAPH_CURATED))
        assert rows(store, "claims", {}) == rows(sample_store, "claims", {})
        assert len(rows(store, "claims", {})) > 150
        for query in ("CONSTRUCT { ?s ag:x ?o } WHERE { ?s ?p ?o }", "SELECT ?s { ?s ?p ?o }"):
            with pytest.raises(CutAnswerError, match="ResultSetMaxRows"):
                run_query(store, query)
        few = "CONSTRUCT { ?s ag:gloss ?o } WHERE { ?s ag:gloss ?o }"
        assert set(run_query(store, few).triples) == set(run_query(sample_store, few).triples)


def test_every_command_says_the_same_over_a_server(address, sample_directory, tmp_path, capsys):
    for command in COMMANDS:
        said = []
        for location in (str(sample_directory), address):
            status = main([*command, "--store", location])
            said.append((status, *capsys.readouterr()))
        assert said[0] == said[1], command
        assert said[0][0] in (0, 1), command
    for location, file in ((str(sample_directory), "local.trig"), (address, "remote.trig")):
        assert main(["export", "--format", "trig", "-o", str(tmp_path / file), "--store", location]) == 0
    local, remote = (set(ox.parse(path=str(tmp_path / name))) for name in ("local.trig", "remote.trig"))
    assert local == remote


def test_what_is_derived_is_kept_whole_and_told_apart_by_the_build(address, tmp_path, capsys):
    store = open_store(address)
    LabelIndex.of(store), columns_of(store)
    kept = store.label_index_path
    assert kept is not None
    assert kept.is_file()
    assert (kept.parent / "columns" / "manifest.json").is_file()
    kept.write_bytes(b"half")
    assert LabelIndex.of(store).search("northland")
    before = build_on_server(address)
    assert open_store(address, build_name=before).build_name == before
    changed = tmp_path / "changed.ttl"
    text = Path(SAMPLE).read_text(encoding="utf-8")
    changed.write_text(text.replace('"Raid on Southfield"@en', '"Raid renamed"@en'), encoding="utf-8")
    build([changed], address)
    assert build_on_server(address) != before
    with pytest.raises(StoreError, match="given another build while"):
        store.require_unchanged()
    with pytest.raises(StoreMissingError, match="does not hold the build"):
        open_store(address, build_name=before)
    assert main(["perspectives", "save", "sceptic", "--named-only", "--store", address]) == 0
    assert list((tmp_path / "data").rglob("sceptic.json"))
    Endpoint(address).delete_graph(GRAPH_BUILD)
    capsys.readouterr()
    assert main(["show", "Northland", "--store", address]) == 0
    assert "does not say which build it holds" in capsys.readouterr().err
    Endpoint(address).delete_graph(GRAPH_CURATED)
    with pytest.raises(StoreMissingError, match="holds no graph of armsgraph"):
        open_store(address)


@contextmanager
def answering(*answers):
    """A server that gives these answers, status and headers and body, one by one, the last for ever."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(dict(self.headers))
            status, headers, body = answers[min(len(seen), len(answers)) - 1]
            self.send_response(status)
            for name, value in {"content-length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name that http.server looks for

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", seen
    finally:
        server.shutdown()
        server.server_close()


def endpoint(address):
    return Endpoint(address, access=Access("ann", "secret"), limits=HASTY)


YES = (200, {"content-type": "application/sparql-results+json"}, b'{"head": {}, "boolean": true}')
TABLE = {"content-type": "application/sparql-results+json"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((401, {}, b""), "answered 401 Unauthorized. It wants to know who asks: set ARMSGRAPH_STORE_USER"),
        ((403, {}, b"no"), "answered 403 Forbidden, saying 'no'. It does not let"),
        ((404, {}, b"<h1>Lost</h1>"), "saying 'Lost'. Give the address of its SPARQL service"),
        ((302, {"location": "http://x:y@else.where/q"}, b""), "is now at 'http://else.where/q'"),
        ((200, {"content-type": "text/html"}, b"<p>Hello</p>"), "'text/html' where application/sparql"),
        ((200, {**TABLE, "x-sparql-maxrows": "10"}, b"{}"), "sends only a part of the answer"),
        ((206, TABLE, b"{}"), "answered 206"),
        ((200, {**TABLE, "content-length": "99"}, b'{"head": {"vars'), "broke off its answer after"),
        ((200, TABLE, b'{"head": {"vars": ["a"]}, "results": {"bindings": [{'), "cannot be read"),
        ((503, {}, b"busy"), "answered 503 Service Unavailable, saying 'busy'. It has too much to do"),
    ],
)
def test_each_failure_of_a_server_is_one_sentence_without_the_password(answer, words):
    with answering(answer) as (address, _), pytest.raises(ServerError) as told:
        store = RemoteStore.__new__(RemoteStore)
        store.__dict__ |= {"_endpoint": endpoint(address), "_oxigraph": ox.Store(), "description": None}
        store.location = store._endpoint.address
        list(store.select("SELECT ?a WHERE { ?a ?b ?c }"))
    assert words in str(told.value)
    assert "secret" not in str(told.value)
    assert "127.0.0.1" in str(told.value)


def test_a_busy_server_is_asked_again_and_one_that_is_not_there_is_named():
    with answering((503, {"retry-after": "1"}, b""), (502, {}, b""), YES) as (address, seen):
        endpoint(address).query("ASK {}", TABLE.values()).read()
        assert len(seen) == 3
        assert all(one["authorization"].startswith("Basic ") for one in seen)
    with pytest.raises(ServerError, match=r"cannot be reached .* is it running"):
        endpoint(address).query("ASK {}", TABLE.values())
    with answering((200, {**TABLE, "content-length": "5"}, b"")) as (address, seen):
        secure = address.replace("http:", "https:")
        with pytest.raises(ServerError, match="speaks no TLS"):
            endpoint(secure).query("ASK {}", TABLE.values())


def test_a_command_says_what_failed_and_ends_with_three(capsys, monkeypatch):
    monkeypatch.setenv("ARMSGRAPH_STORE_USER", "ann")
    monkeypatch.setenv("ARMSGRAPH_STORE_PASSWORD", "secret")
    with answering((403, {}, b"")) as (address, _):
        assert main(["show", "Northland", "--store", address]) == 3
    said = capsys.readouterr().err
    assert "403 Forbidden" in said
    assert "secret" not in said


def test_a_password_in_an_address_is_refused_since_lists_of_processes_would_show_it():
    for command in (["show", "Northland"], ["serve"], ["mcp"], ["build"], ["load", str(SAMPLE)]):
        arguments = [*command, "--store", "http://ann:secret@127.0.0.1:9/sparql"]
        program = [sys.executable, "-m", "graph", *arguments]
        ended = subprocess.run(program, capture_output=True, text=True, check=False, timeout=60)
        assert ended.returncode == 2, command
        assert "into ARMSGRAPH_STORE_USER and ARMSGRAPH_STORE_PASSWORD" in ended.stderr
        assert "secret" not in ended.stderr


def test_an_answer_that_trickles_ends_with_a_sentence_that_names_what_to_set(monkeypatch):
    body = b'{"head": {"vars": ["a"]}, "results": {"bindings": [' + b" " * 200_000 + b"]}}"
    with answering((200, TABLE, body)) as (address, _):
        monkeypatch.setenv("ARMSGRAPH_STORE_SECONDS", "1e-9")
        with pytest.raises(ServerError, match="allow more seconds in ARMSGRAPH_STORE_SECONDS"):
            endpoint(address).query("SELECT ?a {}", TABLE.values()).read(100)
        for wrong in ("soon", "-1", "nan"):
            monkeypatch.setenv("ARMSGRAPH_STORE_SECONDS", wrong)
            with pytest.raises(InputError, match=f"is '{wrong}'; give the seconds"):
                endpoint(address)


def test_a_refused_query_is_the_fault_of_who_asked(address):
    with pytest.raises(QueryError):
        run_query(open_store(address), "SELECT ?x WHERE { ?x a }")


@pytest.mark.parametrize("size", [1, 7, 1000, -1])
def test_what_virtuoso_writes_otherwise_is_put_right_in_pieces_of_any_size(size):
    geometry = "http://www.openlinksw.com/schemas/virtrdf#Geometry"
    given = (
        "<result><binding><bnode>nodeID://b1</bnode></binding></result>"
        f'<result><literal datatype="{geometry}">POINT(37.998859405518 48.594188690186)</literal></result>'
        "<result><literal>nodeID://b1 POINT(1.50 2)</literal></result>"
    )
    source, taken = Mended(io.BytesIO(given.encode())), b""
    while piece := source.read(size):
        taken += piece
    wkt = "http://www.opengis.net/ont/geosparql#wktLiteral"
    assert taken.decode() == (
        "<result><binding><bnode>b1</bnode></binding></result>"
        f'<result><literal datatype="{wkt}">POINT(37.99886 48.59419)</literal></result>'
        "<result><literal>nodeID://b1 POINT(1.50 2)</literal></result>"
    )


def test_a_digest_is_answered_and_nothing_of_it_shown():
    access = Access("dba", "secret")
    said = access.answer(
        'Digest realm="SPARQL", nonce="n", qop="auth", algorithm="MD5"', "PUT", "http://h/p?q=1"
    )
    assert said["authorization"].startswith('Digest username="dba", realm="SPARQL", nonce="n", uri="/p?q=1"')
    assert "secret" not in repr(access) + str(said)
