"""`armsgraph serve --store ADDRESS`: what a directory would be answered with, from a server elsewhere."""

from __future__ import annotations

import json
import os

import pyoxigraph as ox
import pytest

from commandline import RIVALS, SAMPLE
from graph.ingest import build
from graph.server import ServerSettings
from graph.server.service import Service
from looping import finished
from serving import CURATED, RELATIONS, serve

TEXTS = "SELECT ?c ?g WHERE { ?c ag:gloss ?g } ORDER BY ?c"
TRIPLES = "CONSTRUCT { ?c ag:gloss ?g } WHERE { ?c ag:gloss ?g }"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNTED = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
TABLE = {"accept": "text/csv"}
LINES = {"accept": "application/n-triples"}
ASKED = [
    ("/sparql", TABLE, {"query": TEXTS}),
    ("/sparql", {"accept": "application/sparql-results+json"}, {"query": "ASK { ?c a ag:Claim }"}),
    ("/sparql", TABLE, {"query": COUNTED}),
    ("/sparql", TABLE, {"query": COUNT, "default_graph_uri": RELATIONS}),
    ("/sparql", TABLE, {"query": COUNTED, "named_graph_uri": RELATIONS}),
    ("/sparql", TABLE, {"query": COUNT.replace("WHERE", f"FROM <{RELATIONS}> WHERE")}),
    ("/sparql", TABLE, {"query": "SELECT ?x WHERE { ?x a }"}),
    ("/sparql", TABLE, {"query": "DROP ALL"}),
    ("/sparql", LINES, {"query": TRIPLES}),
    ("/graphs", LINES, {"graph": CURATED}),
    ("/graphs", LINES, {"graph": "https://example.org/none"}),
    ("/graph/relations", LINES, {}),
    ("/id/actor/northland", {"accept": "text/turtle"}, {}),
    ("/id/actor/northland", {"accept": "text/html"}, {}),
    ("/id/actor/nobody", {"accept": "text/turtle"}, {}),
]


@pytest.fixture(params=["oxigraph_server", "virtuoso_server"])
def elsewhere(request, monkeypatch):
    """Each server in turn, holding the sample raid."""
    one = request.getfixturevalue(request.param)
    monkeypatch.setenv("ARMSGRAPH_STORE_USER", one.user)
    monkeypatch.setenv("ARMSGRAPH_STORE_PASSWORD", one.password)
    build([SAMPLE], one.query)
    return one.query


def test_every_route_answers_from_a_server_as_from_a_directory(elsewhere, served):
    sign_in = {name: os.environ[name] for name in ("ARMSGRAPH_STORE_USER", "ARMSGRAPH_STORE_PASSWORD")}
    with serve(elsewhere, **sign_in) as proxy:
        assert proxy.health()["build"]
        for path, headers, parameters in ASKED:
            there = proxy.get(path, headers, **parameters)
            here = served.get(path, headers, **parameters)
            assert there.status == here.status, (path, parameters, there.data)
            assert there.headers["content-type"] == here.headers["content-type"], path
            if headers is LINES:
                assert sorted(there.data.split(b"\n")) == sorted(here.data.split(b"\n")), path
            else:
                assert there.data == here.data, (path, parameters)
            if there.status == 200:
                again = proxy.get(path, {**headers, "if-none-match": there.headers["etag"]}, **parameters)
                assert again.status == 304, path
        void = ox.parse(proxy.get("/.well-known/void", LINES).data, ox.RdfFormat.N_TRIPLES)
        assert any(quad.predicate.value.endswith("void#triples") for quad in void)
        written = proxy.ask("PUT", f"/graphs?graph={CURATED}", body=b"", headers=LINES)
        assert written.status in (403, 405)


def test_a_newer_build_of_a_server_elsewhere_takes_the_place_of_the_old_one(oxigraph_server):
    address = oxigraph_server.query

    async def watched() -> None:
        service = Service(address, ServerSettings(workers=1))
        await service.start()
        try:
            before = service.version()
            assert before.name
            assert not await service.reload()
            build([SAMPLE, RIVALS], address)
            assert await service.reload()
            assert service.version().digest != before.digest
        finally:
            await service.aclose()

    build([SAMPLE], address)
    finished(watched())


def test_a_server_that_is_gone_is_said_to_be_on_every_route(oxigraph_server):
    build([SAMPLE], oxigraph_server.query)
    with serve(oxigraph_server.query) as proxy:
        oxigraph_server.kill()
        try:
            for path, headers, parameters in (ASKED[0], ASKED[8], ASKED[9], ASKED[12]):
                answer = proxy.get(path, {**headers, "accept": "application/json, */*;q=0.1"}, **parameters)
                assert answer.status == 502, (path, answer.data)
                assert "cannot be reached" in json.loads(answer.data)["detail"], path
            assert proxy.get("/health").status == 200
        finally:
            oxigraph_server.start()
