"""Pages about things and descriptions of the whole, on a real server: for people and for programs."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from commandline import GREY_COLUMN, SAMPLE
from graph import KnowledgeGraph
from graph.ingest import build
from graph.namespaces import AG, GRAPH_CURATED, ID, RDF
from graph.server import entity_pages_views
from graph.server.description_rdf import DCAT, FORMATS, SD, VOID
from graph.settings import LIMITS
from graph.store import open_store
from serving import serve
from test_server_graphs import FORMATS as KINDS

HTML = "text/html"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTILE = SAMPLE.parent.parent / "browser" / "hostile.ttl"
SOUTHFIELD = "/id/place/southfield"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("things") / "store"
    build([SAMPLE, HOSTILE], directory)
    return directory


@pytest.fixture(scope="module")
def served(store):
    with serve(store, "--workers", "1") as one:
        yield one


def triples(answer) -> set[ox.Triple]:
    assert answer.status == 200, answer.data
    kind = KINDS[answer.headers["Content-Type"].partition(";")[0]]
    return {quad.triple for quad in ox.parse(answer.data, kind)}


def said(found, subject: str, property_: str) -> list[str]:
    return sorted(
        one.object.value for one in found if (one.subject.value, one.predicate.value) == (subject, property_)
    )


def page(served, path: str) -> str:
    answer = served.get(path, {"Accept": BROWSER})
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    return answer.data.decode()


@pytest.mark.parametrize(
    ("media", "end"), [*zip(sorted(KINDS), (".jsonld", ".nt", ".rdf", ".ttl"), strict=True)]
)
def test_a_thing_is_described_with_its_propositions_and_claims_in_every_format(served, media, end):
    path = "/id/actor/grey-column"
    found = triples(served.get(path, {"Accept": media}))
    assert found == triples(served.get(path + end, {"Accept": "image/png"}))
    assert said(found, GREY_COLUMN, RDF + "type") == [
        AG + "Actor",
        AG + "ArmedGroup",
        AG + "Entity",
        AG + "Organization",
    ]
    assert said(found, ID + "proposition/raid-by-grey-column", RDF + "object") == [GREY_COLUMN]
    claim = ID + "claim/post-1/2a"
    assert said(found, claim, AG + "claimant") == [ID + "actor/ivan-petrov"]
    assert said(found, said(found, claim, AG + "position")[0], RDF + "type") != []
    assert said(found, ID + "name/grey-column-1", AG + "nameOf") == [GREY_COLUMN]
    raid = triples(served.get("/id/incident/raid" + end))
    assert said(raid, ID + "proposition/raid-by-grey-column", RDF + "predicate") == [AG + "perpetrator"]
    assert not any(one.predicate.value == AG + "perpetrator" for one in raid), "no bare fact"


def test_a_page_shows_both_sides_with_their_pointers(served):
    text = page(served, "/id/weapon/kestrel")
    for part in ("Kestrel armoured car", "Who says so (1)", "Who leaves it open (1)", "Anna Hale", "line 3",
                 "hedged", "unconfirmed: 1 unnamed source asserts it", 'href="/id/claim/post-1/3b"',
                 'href="/id/document/post-1"', "https://w3id.org/armsgraph/id/weapon/kestrel",
                 'href="/id/weapon/kestrel.ttl"', "Where claims contradict each other"):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        (
            "/id/claim/post-1/4a",
            ["Hale denies that the office approved", "characters 300 to 315", "did not approve"],
        ),
        ("/id/proposition/office-approved-transfer", ["only denied: nobody asserts it", "Who denies it (1)"]),
        ("/id/document/post-1", ["Armoured cars seen in Southfield", "10 claims stand in it", "Daily Post"]),
        ("/id/actor/white-fox", ["Ivan Petrov", "id:actor/white-fox is held to be", "same week"]),
        ("/id/name/kestrel-1", ["name", "ag:nameOf", 'href="/id/weapon/kestrel"']),
    ],
)
def test_whatever_has_an_iri_has_a_page(served, path, parts):
    text = page(served, path)
    assert [part for part in parts if part not in text] == []


def test_a_page_runs_no_script_and_loads_nothing_whatever_its_labels_are(served):
    for path in ("/id/actor/script", "/id/actor/markdown", "/id/document/hostile", "/id/claim/hostile/1a"):
        answer = served.get(path, {"Accept": BROWSER})
        text = answer.data.decode()
        assert "<script" not in text
        assert "<img" not in text
        assert 'href="javascript' not in text
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy


def test_what_is_not_there_is_said_with_what_is_meant(served):
    for media in (HTML, "text/turtle"):
        answer = served.get("/id/actor/gray-colum", {"Accept": media})
        assert answer.status == 404
        assert "/id/actor/grey-column" in answer.data.decode()
        assert "ETag" not in answer.headers
    for path in ("/id/", "/id/a%20b", "/id/%3Cscript%3E", "/id/../../etc/passwd", "/id/actor/%ff"):
        assert served.get(path).status == 404
    assert served.get(SOUTHFIELD, {"Accept": "image/png"}).status == 406


def test_a_thing_says_its_canonical_iri_its_formats_and_when_it_changed(served):
    answer = served.get(SOUTHFIELD)
    links = answer.headers["Link"]
    assert f'<{ID}place/southfield>; rel="canonical"' in links
    assert '</id/place/southfield.jsonld>; rel="alternate"; type="application/ld+json"' in links
    assert "Accept" in answer.headers["Vary"]
    tag = answer.headers["ETag"]
    assert served.get(SOUTHFIELD, {"If-None-Match": tag}).status == 304
    assert served.get(SOUTHFIELD, {"If-None-Match": tag, "Accept": HTML}).status == 200
    assert served.ask("HEAD", SOUTHFIELD).data == b""


@pytest.mark.parametrize("media", sorted(KINDS))
def test_the_service_describes_its_graphs_formats_and_limits(served, store, media):
    found = triples(served.get("/sparql", {"Accept": media}))
    [service] = [one.subject.value for one in found if one.object == ox.NamedNode(SD + "Service")]
    assert said(found, service, SD + "endpoint") == [served.url + "/sparql"]
    assert said(found, service, SD + "feature") == [SD + "UnionDefaultGraph"]
    assert FORMATS + "SPARQL_Results_JSON" in said(found, service, SD + "resultFormat")
    names = sorted(one.object.value for one in found if one.predicate.value == SD + "name")
    assert names == list(open_store(store).graphs())
    curated = len(list(open_store(store).quads(GRAPH_CURATED)))
    assert said(found, GRAPH_CURATED, VOID + "triples") == [str(curated)]
    [words] = said(found, service, "http://purl.org/dc/terms/description")
    assert "stopped after 30 seconds" in words


def test_the_data_set_is_counted_dated_and_told_where_to_be_had(served, store):
    found = triples(served.get("/.well-known/void"))
    whole = served.url + "/.well-known/void#dataset"
    held = open_store(store)
    assert said(found, whole, VOID + "triples") == [str(len(held))]
    assert said(found, whole, VOID + "entities") == [str(held.manifest.counts["entities"])]
    assert said(found, whole, "http://purl.org/dc/terms/license") == ["https://spdx.org/licenses/MIT"]
    assert [one[:19] for one in said(found, whole, "http://purl.org/dc/terms/issued")] == [
        held.manifest.created[:19]
    ]
    claims = [one.subject.value for one in found if one.object == ox.NamedNode(AG + "Claim")]
    assert [said(found, one, VOID + "entities") for one in claims] == [[str(held.manifest.counts["claims"])]]
    [dump] = said(found, whole, VOID + "dataDump")
    assert len(triples(served.get(dump.removeprefix(served.url)))) == len(list(held.quads(GRAPH_CURATED)))
    assert said(found, served.url + "/.well-known/void#catalog", DCAT + "dataset") == [whole]
    assert f"{len(held):,} triples" in page(served, "/.well-known/void")


def test_the_ontology_is_served_whole(served):
    found = triples(served.get("/ontology"))
    assert said(found, AG + "Claim", RDF + "type") != []


def test_what_a_page_leaves_out_is_counted(sample_store, monkeypatch):
    monkeypatch.setattr(entity_pages_views, "LIMITS", LIMITS._replace(page_links=1))
    views = entity_pages_views.Views(KnowledgeGraph(sample_store))
    _, kestrel = views.of(ID + "weapon/kestrel", [])
    assert (len(kestrel["links"]), kestrel["hidden"]) == (1, 2), "used, transferred, made; one category"
    _, used = views.of(ID + "proposition/kestrel-used-in-raid", [])
    assert [len(side["claims"]) for side in used["statement"]["sides"]] == [1]
    assert used["statement"]["hidden"] == 1
    _, post = views.of(ID + "document/post-1", [])
    assert post["hidden"] == 9
