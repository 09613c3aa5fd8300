"""A join changes a copy of the build to just what a whole build would make of the same store."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import tempfile
from collections import namedtuple
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandline import KESTREL, SAMPLE
from graph.adjacency import links_of
from graph.builds import InputFile, current_build
from graph.claims import read_identity
from graph.columns import columns_of
from graph.errors import BuildStoppedError, DataError, StoreError
from graph.identity import Judgement, Verdict
from graph.ingest import build, joined, patching, room, writing
from graph.ingest.bulk import Part, build_parts
from graph.ingest.bulk_labels import label_entries_among
from graph.ingest.hierarchy import ontology_quads
from graph.ingest.joined import join, seconds_to_join
from graph.ingest.nearby import Change
from graph.ingest.patching import patch_of
from graph.ingest.settling import judgement_lines
from graph.ingest.working import Work
from graph.joining.decisions import JOINED, Decision, keep_decisions, take_back
from graph.knowledge import KnowledgeGraph
from graph.namespaces import GRAPH_CURATED, GRAPH_IMPORTS, GRAPH_ONTOLOGY, ID
from graph.store import Store, open_store
from graph.validation.reporting import Report
from graph.wordings import wordings_of
from graph.wordings.keeping import _arrays as arrays_of
from listed import Listing, entity
from test_columns import same
from worlds import ACTORS, HEAD, ONTOLOGY, claim, proposition, worlds

IMPORT = GRAPH_IMPORTS + "list"
LOSSES = [
    ("1", "9K77 Kestrel", "Northland", "2023-05-01"),
    ("2", "Kestrel UAV", "Northland", "2023-05-02"),
    ("3", "Unknown truck", "Southland", "2023-05-03"),
]
UAV, K77, TRUCK = (entity(f"weapon/{name}") for name in ("kestrel-uav", "9k77-kestrel", "unknown-truck"))
NORTH, SOUTH = entity("state/northland"), entity("state/southland")
FOLDERS = ("columns", "links", "wordings")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample and a list; nothing is decided."""
    location = tmp_path_factory.mktemp("begun") / "store"
    build([SAMPLE], location)
    listing = Listing()
    for loss in LOSSES:
        listing.loss(*loss)
    listing.put(location, tmp_path_factory.mktemp("list"))
    return location


@pytest.fixture
def store(begun: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(begun, tmp_path / "store"))


def decision(one: str, other: str, verdict: Verdict = Verdict.SAME) -> Decision:
    return Decision(one, other, verdict, "They look alike.", "anna", "2024-06-30T10:00:00Z", ("One", "Other"))


def held(location: Path) -> dict[str, object]:
    """Everything that a build holds, but for when and under which name it was made."""
    made, opened = current_build(location), open_store(location)
    with closing(sqlite3.connect(made.labels)) as index:
        names = index.execute("SELECT * FROM name ORDER BY id").fetchall()
        found = index.execute("SELECT rowid FROM trigram WHERE trigram MATCH 'kestrel'").fetchall()
    lines = (opened.dump("nquads") or b"").splitlines()
    return {
        "quads": sorted(line for line in lines if b"_:" not in line),
        "count": len(lines),
        "graphs": opened.graphs(),
        "names": names,
        "found": found,
        "counts": made.manifest.counts,
        "inputs": made.manifest.inputs,
        **{folder: arrays(made.path / folder) for folder in FOLDERS},
    }


def arrays(folder: Path) -> tuple[object, bytes]:
    """What an array file holds, byte for byte, and what its manifest says, but for the name of the build."""
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    return said | {"build": ""}, np.load(folder / "arrays.npy").tobytes()


def builds(location: Path) -> list[str]:
    return sorted(path.name for path in (location / "builds").iterdir())


def decide(location: Path, step: Decision | str) -> None:
    if isinstance(step, Decision):
        keep_decisions(location, [step])
    else:
        take_back(location, step, by="anna", on="2024-07-01T10:00:00Z")


def whole(location: Path) -> None:
    """Join by a whole build."""
    with pytest.MonkeyPatch.context() as other_way:
        other_way.setattr(joined, "_changed", lambda *_: False)
        assert join(location).made


def patched(location: Path) -> None:
    """Join, and see that no whole build was needed."""

    def no_build(*_: object, **__: object) -> None:
        pytest.fail("It was built whole.")

    with pytest.MonkeyPatch.context() as only_way:
        only_way.setattr(joined, "build_parts", no_build)
        assert join(location).made


def require_same(
    begun: Path, folder: Path, steps: Sequence[Decision | str], joining: Callable[[Path], object] = patched
) -> None:
    """Take the steps in two copies of a store, once patched, once built whole, and compare after each."""
    ways: dict[str, Callable[[Path], object]] = {"patched": joining, "whole": whole}
    for name in ways:
        shutil.copytree(begun, folder / name)
    for step in steps:
        found = []
        for name, way in ways.items():
            decide(folder / name, step)
            way(folder / name)
            found.append(held(folder / name))
        assert [name for name in found[0] if found[0][name] != found[1][name]] == []


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.VARIANT])
def test_a_join_and_taking_it_back_make_what_a_whole_build_makes(begun, tmp_path, verdict):
    one = decision(UAV, KESTREL, verdict)
    require_same(begun, tmp_path, [one, one.iri])


def test_a_chain_of_joins_makes_what_a_whole_build_makes(begun, tmp_path):
    steps = [decision(UAV, K77), decision(K77, KESTREL), decision(SOUTH, NORTH)]
    require_same(begun, tmp_path, [*steps, steps[0].iri])


def test_a_graph_that_comes_or_goes_with_the_only_decision_is_no_difference(tmp_path):
    listing, path = Listing(), tmp_path / "list.nt"
    for loss in LOSSES:
        listing.loss(*loss)
    triples = ox.parse(listing.text(), ox.RdfFormat.TURTLE)
    path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    build_parts([Part(IMPORT, path, InputFile("list.csv", "0" * 64))], tmp_path / "store")
    one, other = decision(UAV, K77), decision(SOUTH, NORTH)
    require_same(tmp_path / "store", tmp_path, [one, other, one.iri, other.iri], join)


def test_a_join_of_who_prints_documents_is_built_whole(store):
    outlets = decision(entity("actor/list"), f"{ID}actor/daily-post")
    keep_decisions(store, [outlets])
    assert seconds_to_join(open_store(store), [outlets]) is None
    assert 0 < (seconds_to_join(open_store(store), [decision(UAV, KESTREL)]) or 0) < 1
    made: list[object] = []
    with pytest.MonkeyPatch.context() as watching:
        watching.setattr(joined, "build_parts", lambda *parts, **_: made.append(parts))
        join(store)
    assert len(made) == 1


def test_a_join_that_breaks_a_rule_is_refused_as_by_a_whole_build_and_changes_nothing(store):
    decide(store, decision(UAV, KESTREL))
    patched(store)
    before = builds(store), held(store)
    keep_decisions(store, [decision(K77, KESTREL), decision(K77, UAV, Verdict.NOT_SAME)])
    with pytest.raises(DataError, match=r"keep one verdict|Take one of these judgements back"):
        join(store)
    assert (builds(store), held(store)) == before
    decide(store, decision(K77, UAV).iri)
    patched(store)
    assert KnowledgeGraph.open(store).resolve(K77).iri == KESTREL
    decide(store, decision(TRUCK, NORTH))
    with pytest.raises(DataError, match="of one kind"):
        join(store)


@pytest.mark.parametrize("asked", [0, 3, 5, 6])
def test_a_join_that_is_stopped_changes_nothing(store, asked):
    before = builds(store), held(store)
    decide(store, decision(UAV, KESTREL))
    steps: list[float] = []
    stopped = asked < 6
    try:
        join(store, lambda step: steps.append(step.share), lambda: len(steps) >= asked)
    except BuildStoppedError:
        assert stopped
    assert len(steps) == asked
    assert steps == sorted(steps)
    assert ((builds(store), held(store)) == before) is stopped


FAULTS = {
    "create_store": writing,
    "change_label_index": patching,
    "write_wordings": patching,
    "_write_durably": writing,
}


@pytest.mark.parametrize("step", FAULTS)
def test_a_full_disk_leaves_the_build_in_use(store, monkeypatch, step):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = builds(store), held(store)
    decide(store, decision(UAV, KESTREL))
    with monkeypatch.context() as faulty:
        faulty.setattr(FAULTS[step], step, full)
        with pytest.raises(StoreError, match=r"the disk is full.*still in use"):
            join(store)
    assert (builds(store), held(store)) == before
    patched(store)


def test_a_disk_without_room_is_refused_before_anything_is_written(store, monkeypatch):
    before = builds(store)
    decide(store, decision(UAV, KESTREL))
    disk = namedtuple("disk", "total used free")(10**9, 10**9, 1000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: disk)
    with pytest.raises(StoreError, match=r"0 MB left.*Nothing was written"):
        join(store)
    assert builds(store) == before


def test_a_disk_that_knows_no_second_name_of_a_file_gets_a_copy(store, monkeypatch):
    def refused(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    decide(store, decision(UAV, KESTREL))
    with monkeypatch.context() as without:
        without.setattr(writing.os, "link", refused)
        patched(store)
    once = held(store)
    decide(store, decision(UAV, KESTREL).iri)
    patched(store)
    decide(store, decision(UAV, KESTREL))
    patched(store)
    assert held(store) == once


def test_a_build_outlives_the_one_that_it_began_as_and_leaves_it_as_it_was(store):
    first = current_build(store).path
    tables = {path.name: path.read_bytes() for path in first.glob("oxigraph/*.sst")}
    decide(store, decision(UAV, KESTREL))
    patched(store)
    shared = [path for path in current_build(store).path.glob("oxigraph/*.sst") if path.stat().st_nlink > 1]
    assert {path.name for path in shared} <= set(tables)
    assert shared
    assert {path.name: path.read_bytes() for path in first.glob("oxigraph/*.sst")} == tables
    now = held(store)
    shutil.rmtree(first)
    assert held(store) == now
    assert KnowledgeGraph.open(store).resolve(UAV).iri == KESTREL


@st.composite
def turned(draw):
    """A world in two graphs, and what is decided in it before and after a turn."""
    world = draw(worlds())
    world += [proposition("p", "id:anna", "supports", "id:bell"), claim("c", "p"), "id:paper a ag:Document ."]
    for name in sorted(draw(st.sets(st.sampled_from(ACTORS)))):
        world.append(f'id:{name} a ag:Person ; skos:prefLabel "{name.title()}"@en .')
        world.append(f'id:n-{name} a ag:Name ; ag:nameOf id:{name} ; skosxl:literalForm "N"@en .')
    numbers = st.sets(st.integers(0, 5), min_size=2, max_size=3)
    for number, some in enumerate(draw(st.lists(numbers, max_size=2))):
        world.append(
            f"id:against{number} a ag:ContradictionJudgement ; ag:contradictionKind ag:Incompatible ;"
            f' ag:contradicts {", ".join(f"id:p{one}" for one in sorted(some))} ; ag:reason "No."@en .'
        )
    imported = draw(st.sets(st.integers(0, len(world) - 1)))
    pairs = st.permutations(ACTORS).map(lambda names: names[:2])
    decided = st.lists(st.tuples(pairs, st.sampled_from([*Verdict, Verdict.SAME])), max_size=2)
    graphs = {
        name: lines_of([text for place, text in enumerate(world) if (place in imported) is (name == IMPORT)])
        for name in (GRAPH_CURATED, IMPORT)
    }
    return graphs, draw(decided), draw(decided)


def lines_of(texts: Sequence[str]) -> set[str]:
    text = "\n".join([HEAD, ONTOLOGY, *texts]).encode()
    return {f"{one.triple} .\n" for one in ox.parse(text, ox.RdfFormat.TURTLE)}


def made_of(decided) -> dict[str, Decision]:
    made = [decision(f"{ID}{one}", f"{ID}{other}", verdict) for (one, other), verdict in decided]
    return {one.iri: one for one in made}


def with_decisions(graphs, decisions) -> tuple[dict[str, set[str]], frozenset[str]]:
    stated = frozenset(line for one in decisions.values() for line in judgement_lines(one))
    return graphs | {GRAPH_CURATED: graphs[GRAPH_CURATED] | {f"{line}\n" for line in stated}}, stated


def store_of(graphs, lines) -> Store:
    """A store in memory as a build would fill it."""
    store = open_store()
    store.extend([*ontology_quads(), *ox.parse(b"\n".join(sorted(lines)), ox.RdfFormat.N_QUADS)])
    for name, some in graphs.items():
        triples = ox.parse("".join(sorted(some)), ox.RdfFormat.N_TRIPLES)
        store.extend(ox.Quad(*one.triple, ox.NamedNode(name)) for one in triples)
    return store


def quads_in(store: Store) -> set[ox.Quad]:
    return {one for one in store.quads() if one.graph_name != ox.NamedNode(GRAPH_ONTOLOGY)}


@settings(max_examples=15)
@given(turned())
def test_what_is_patched_is_what_would_be_derived_of_everything(turn):
    graphs, *decided = turn
    old, new = map(made_of, decided)
    (was, before), (will_be, after) = (with_decisions(graphs, each) for each in (old, new))
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as lenient:
        lenient.setattr(patching, "judge", lambda *_, **__: Report(True, ()))  # the worlds break rules
        folder = Path(name)
        try:
            first, last = (
                patching._told(each, folder / str(number)) for number, each in enumerate((was, will_be))
            )
        except DataError:  # who decided contradicts himself
            return
        store = store_of(was, first.lines)
        for derived in (columns_of, links_of, wordings_of):
            derived(store)
        others = [one for one in read_identity(store).judgements if not one.iri.startswith(JOINED)]
        judgements = [Judgement(each.iri, frozenset({each.one, each.other}), each.other, each.verdict)
                      for each in new.values()]  # fmt: skip
        change = Change(before - after, after - before, [*others, *judgements])
        patch = patch_of(store, change, folder, Work())
    if patch is None:  # it is built whole
        return
    assert (quads_in(store) - set(patch.gone)) | set(patch.new) == quads_in(store_of(will_be, last.lines))
    expected = last.following.derived
    assert same(patch.columns, expected.columns)
    assert np.array_equal(patch.is_entity, expected.is_entity)
    words = dict(arrays_of(last.words))
    assert [name for name, found in arrays_of(patch.words) if not np.array_equal(found, words[name])] == []
    labels = {(one.stated, one.text): one for one in label_entries_among(first.following)}
    labels |= {(one.stated, one.text): one for one in patch.labels}
    assert list(labels.values()) == list(label_entries_among(last.following))
