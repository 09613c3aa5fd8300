"""A build on a real server: whole, once, in the place of the old one, whatever happens on the way."""

from __future__ import annotations

import socket
from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandline import RIVALS, SAMPLE, refusal_of
from faulty import faulty
from graph.builds import Manifest
from graph.cli import main
from graph.errors import DataError, ServerError, StoreLockedError, StoreMissingError
from graph.ingest import build, build_in_memory
from graph.ingest.adding import add
from graph.ingest.reading import read_source
from graph.ingest.uploading import graphs_at, loading_into, server_at
from graph.ingest.uploading_server import operation
from graph.namespaces import (
    BASE,
    DCTERMS,
    GRAPH_BUILD,
    GRAPH_CURATED,
    GRAPH_LOADING,
    GRAPH_ONTOLOGY,
    GRAPH_RELATIONS,
    GRAPH_STAGING,
    KNOWN_GRAPHS,
    SCHEMA,
)
from graph.progress import Step
from graph.settings import LIMITS
from graph.store import Store, open_store

HASTY = LIMITS._replace(server_pause_seconds=0.0, upload_chunk_bytes=60_000)
"""As ever, but in small chunks and without a pause before a repetition."""
FOREIGN = "https://example.org/of-others"
ANNA = ox.Triple(ox.NamedNode(FOREIGN), ox.NamedNode(FOREIGN), ox.Literal("anna"))


@pytest.fixture(params=["oxigraph_server", "virtuoso_server"])
def server(request, monkeypatch):
    """Each server in turn, with no build and nothing on the way."""
    one = request.getfixturevalue(request.param)
    monkeypatch.setenv("ARMSGRAPH_STORE_USER", one.user)
    monkeypatch.setenv("ARMSGRAPH_STORE_PASSWORD", one.password)
    clear(one)
    return one


@pytest.fixture
def oxigraph(oxigraph_server):
    clear(oxigraph_server)
    return oxigraph_server


def clear(one):
    asked = server_at(one.query, HASTY)
    staged = {t.object.value for t in asked.triples(GRAPH_LOADING) if isinstance(t.object, ox.NamedNode)}
    for graph in (*KNOWN_GRAPHS, GRAPH_BUILD, GRAPH_LOADING, FOREIGN, *staged):
        asked.remove(graph)


def held(address: str) -> dict[str, set[ox.Triple]]:
    """What the graphs in use hold; the ontology, whose blank nodes have become IRIs, elsewhere."""
    asked = server_at(address, HASTY)
    return {graph: set(asked.triples(graph)) for graph in KNOWN_GRAPHS if graph != GRAPH_ONTOLOGY}


def of_store(store: Store) -> dict[str, set[ox.Triple]]:
    return {g: {quad.triple for quad in store.quads(g)} for g in KNOWN_GRAPHS if g != GRAPH_ONTOLOGY}


def left_over(address: str) -> list[ox.Triple]:
    return server_at(address, HASTY).triples(GRAPH_LOADING)


def upload(store: Store, address: str, report=None, limits=HASTY):
    manifest = Manifest(2, "2026-11-22T20:11:14+00:00", {"triples": len(store)})
    with loading_into(address, limits) as destination:
        return destination.upload(store, manifest, report)


@pytest.fixture(scope="module")
def raid() -> Store:
    return build_in_memory([SAMPLE])


@pytest.fixture(scope="module")
def both() -> Store:
    return build_in_memory([SAMPLE, RIVALS])


def test_a_build_on_a_server_is_the_build_that_a_directory_gets(server, raid, both, tmp_path):
    server_at(server.query).put_down(FOREIGN, [ANNA])
    first = build([SAMPLE], server.query)
    assert held(server.query) == of_store(raid)
    assert server_at(server.query).count(GRAPH_ONTOLOGY) == sum(1 for _ in raid.quads(GRAPH_ONTOLOGY))
    assert open_store(server.query).manifest == first.manifest
    again = build([SAMPLE], server.query)
    assert (again.made, again.name) == (False, first.name)
    # The second paper comes beside it, twice to no more effect than once; then the raid alone replaces both.
    assert add([read_source(RIVALS)], server.query).made
    assert not add([read_source(RIVALS)], server.query).made
    assert held(server.query) == of_store(both)
    assert build([SAMPLE], server.query).made
    assert held(server.query) == of_store(raid)
    assert left_over(server.query) == []
    assert server_at(server.query).triples(FOREIGN) == [ANNA]


def test_data_that_breaks_a_rule_leaves_a_server_as_it_was(oxigraph, raid, tmp_path):
    build([SAMPLE], oxigraph.query)
    bad = tmp_path / "bad.ttl"
    bad.write_text(f"<{BASE}id/claim/x> a <{BASE}ontology#Claim> .", encoding="utf-8")
    for change in (
        lambda: build([SAMPLE, bad], oxigraph.query),
        lambda: add([read_source(bad)], oxigraph.query),
    ):
        with pytest.raises(DataError):
            change()
    assert held(oxigraph.query) == of_store(raid)
    assert left_over(oxigraph.query) == []


def test_a_server_that_dies_keeps_the_old_build_and_goes_on_with_the_new_one(server, raid, both):
    upload(raid, server.query)
    sent = []

    def cut_the_power(step: Step) -> None:
        sent.append(step.done)
        if len(sent) == 6:
            server.kill()

    with pytest.raises(ServerError, match=r"still in use; run the same command again to go on"):
        upload(both, server.query, cut_the_power)
    server.start()
    assert held(server.query) == of_store(raid)
    upload_again = upload(both, server.query)
    # What the server had taken is not sent again, but for what a power cut took from its memory.
    assert upload_again.resumed_chunks in (4, 5)
    assert held(server.query) == of_store(both)
    assert left_over(server.query) == []


def test_a_server_that_dies_while_it_switches_is_switched_by_the_next_attempt(server, raid, both):
    upload(raid, server.query)

    def dies(number: int, method: str, body: bytes) -> str | None:
        if b"actionStatus" in body and b"FILTER+NOT+EXISTS" in body:
            server.kill()
        return None

    with faulty(server, dies) as way, pytest.raises(ServerError, match="run the same command again"):
        upload(both, way.query)
    server.start()
    assert upload(both, server.query).resumed_chunks > 5
    assert held(server.query) == of_store(both)
    assert left_over(server.query) == []


def test_every_third_request_dropped_loses_nothing(server, both):
    def drops(number: int, method: str, body: bytes) -> str | None:
        return {2: "before", 5: "after"}.get(number % 6)

    with faulty(server, drops) as way:
        for _ in range(5):
            with suppress(ServerError):
                upload(both, way.query)
                break
    assert held(server.query) == of_store(both)
    upload(both, server.query)
    assert left_over(server.query) == []


def test_a_chunk_that_is_too_large_for_a_server_travels_in_halves(oxigraph, raid):
    def refuses(number: int, method: str, body: bytes) -> int | None:
        return 413 if len(body) > 30_000 else None

    with faulty(oxigraph, refuses) as way:
        upload(raid, way.query)
    assert held(oxigraph.query) == of_store(raid)
    assert max(size for _, size in way.seen if size <= 30_000) > 15_000


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (401, "ARMSGRAPH_STORE_USER"),
        (507, "507"),
        (500, "500"),
        ("page", "text/html"),
        (413, "takes less at once"),
    ],
)
def test_a_refusal_is_a_sentence_and_nothing_is_lost(oxigraph, raid, both, wrong, said):
    upload(raid, oxigraph.query)

    def refuses(number: int, method: str, body: bytes) -> str | int | None:
        return wrong if number > 8 and (method == "POST" or wrong == "page") else None

    with faulty(oxigraph, refuses) as way, pytest.raises(ServerError, match="still in use") as caught:
        upload(both, way.query)
    assert said in str(caught.value)
    assert held(oxigraph.query) == of_store(raid)
    upload(both, oxigraph.query)
    assert held(oxigraph.query) == of_store(both)


def test_two_loaders_at_once_are_refused_and_a_dead_one_is_not_waited_for(server, raid):
    with loading_into(server.query, HASTY), pytest.raises(StoreLockedError, match="another process"):
        upload(raid, server.query)
    # Neither one that ran on this machine and is gone, nor one whose time has run out.
    lock = ox.NamedNode(GRAPH_LOADING + "#lock-1")
    later, past = "2999-01-01T00:00:00+00:00", "2020-01-01T00:00:00+00:00"
    for holder, until in ((f"process 4194303 on {socket.gethostname()}", later), ("process 1 on moon", past)):
        said = {DCTERMS + "creator": holder, DCTERMS + "valid": until}
        triples = [ox.Triple(lock, ox.NamedNode(name), ox.Literal(value)) for name, value in said.items()]
        server_at(server.query).put_down(GRAPH_LOADING, triples)
        upload(raid, server.query)
        assert left_over(server.query) == []


def test_a_load_that_was_given_up_is_cleared_away_and_nothing_of_others(server, raid, both):
    told = []

    def stop(step: Step) -> None:
        told.append(step.done)
        if len(told) % 4 == 0:
            raise KeyboardInterrupt

    server_at(server.query).put_down(FOREIGN, [ANNA])
    with pytest.raises(KeyboardInterrupt):
        upload(both, server.query, stop)
    arriving = {t.object.value for t in left_over(server.query) if isinstance(t.object, ox.NamedNode)}
    assert arriving > set(KNOWN_GRAPHS)
    with pytest.raises(StoreMissingError, match="is switching to a new build"):
        open_store(server.query)  # half of the first build is no build
    upload(raid, server.query)
    assert held(server.query) == of_store(raid)
    with pytest.raises(KeyboardInterrupt):
        upload(both, server.query, stop)
    left = {t.object.value for t in left_over(server.query) if isinstance(t.object, ox.NamedNode)}
    assert left
    assert all(graph.startswith(GRAPH_STAGING) for graph in left)
    assert held(server.query) == of_store(raid)
    upload(raid, server.query)
    asked = server_at(server.query)
    assert {asked.count(graph) for graph in left} == {0}
    assert asked.triples(FOREIGN) == [ANNA]


def test_an_upload_that_could_not_be_cleared_away_says_so_and_is_cleared_by_the_next(oxigraph, raid, both):
    upload(raid, oxigraph.query)
    switched = []

    def refuses(number: int, method: str, body: bytes) -> int | None:
        switched.extend([number] if b"FILTER+NOT+EXISTS" in body else [])
        return 500 if switched and b"DROP+SILENT" in body else None

    with faulty(oxigraph, refuses) as way, pytest.raises(ServerError, match="new build is in use already"):
        upload(both, way.query)
    assert held(oxigraph.query) == of_store(both)
    assert left_over(oxigraph.query)
    assert not upload(both, oxigraph.query).made
    assert left_over(oxigraph.query) == []


def test_who_opens_a_store_in_the_middle_of_a_switch_is_told_so(server, raid):
    upload(raid, server.query)
    asked = server_at(server.query)
    asked.put_down(
        GRAPH_LOADING,
        [ox.Triple(ANNA.subject, ox.NamedNode(SCHEMA + "actionStatus"), ox.Literal("complete"))],
    )
    assert open_store(server.query).manifest is not None
    asked.update(operation("upload_open", build=ox.NamedNode(GRAPH_BUILD)))
    with pytest.raises(StoreMissingError, match="is switching to a new build"):
        open_store(server.query)


def test_a_switch_of_a_load_that_is_over_changes_nothing(server, raid):
    upload(raid, server.query)
    terms = {
        "loading": ox.NamedNode(GRAPH_LOADING),
        "load": ox.NamedNode(GRAPH_LOADING + "#load-over"),
        "staging": ox.NamedNode(GRAPH_STAGING + "nothing"),
    }
    late = operation("upload_replace", live=ox.NamedNode(GRAPH_CURATED), **terms)
    server_at(server.query).update(late)
    assert held(server.query) == of_store(raid)


def test_a_graph_that_the_new_build_lacks_goes(server):
    def store_of(*graphs: str) -> Store:
        store = open_store()
        store.extend(ox.Quad(*ANNA, ox.NamedNode(graph)) for graph in graphs)
        return store

    upload(store_of(GRAPH_CURATED, GRAPH_RELATIONS), server.query)
    upload(store_of(GRAPH_CURATED, FOREIGN), server.query)  # one of the owner's own
    assert open_store(server.query).graphs() == (FOREIGN, GRAPH_CURATED)
    assert len(open_store(server.query)) == 2
    upload(store_of(GRAPH_CURATED), server.query)
    assert graphs_at(server.query) == [GRAPH_CURATED]
    assert server_at(server.query).count(GRAPH_RELATIONS) == 0


def test_the_command_says_how_to_go_on(oxigraph, capsys):
    assert main(["build", str(SAMPLE), "--store", oxigraph.query]) == 0
    assert main(["build", str(SAMPLE), "--store", oxigraph.query]) == 0
    assert "holds just this already, nothing was sent" in capsys.readouterr().out
    with faulty(oxigraph, lambda number, method, body: 507 if b"claim" in body else None) as way:
        code, said = refusal_of(capsys, "load", str(RIVALS), "--store", way.query)
    assert code == 3
    assert "run the same command again" in said


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
IRIS = st.integers(0, 8).map(lambda number: ox.NamedNode(f"https://example.org/{number}"))
LITERALS = st.builds(ox.Literal, TEXTS) | st.builds(lambda text: ox.Literal(text, language="en"), TEXTS)
QUADS = st.builds(ox.Quad, IRIS, IRIS, IRIS | LITERALS, st.sampled_from(KNOWN_GRAPHS).map(ox.NamedNode))


@settings(max_examples=8)
@given(
    st.sets(QUADS, min_size=1, max_size=40),
    st.integers(60, 4_000),
    st.dictionaries(st.integers(0, 60), st.sampled_from(["before", "after", 503, 500]), max_size=12),
)
def test_whatever_fails_and_however_it_is_cut_the_same_graph_arrives(oxigraph_server, quads, size, faults):
    clear(oxigraph_server)
    store = open_store()
    store.extend(quads)
    limits = HASTY._replace(upload_chunk_bytes=size)
    with faulty(oxigraph_server, lambda number, method, body: faults.get(number)) as way:
        for _ in range(len(faults) + 1):
            with suppress(ServerError, StoreLockedError):
                upload(store, way.query, limits=limits)
                break
    asked = server_at(oxigraph_server.query, HASTY)
    arrived = {graph: set(asked.triples(graph)) for graph in KNOWN_GRAPHS}
    assert arrived == {
        graph: {q.triple for q in quads if q.graph_name.value == graph} for graph in KNOWN_GRAPHS
    }
    upload(store, oxigraph_server.query)
    assert left_over(oxigraph_server.query) == []
