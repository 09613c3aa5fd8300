"""A build from parts: the same as from statements one by one, whatever its size, and whole or not at all."""

from __future__ import annotations

from collections import namedtuple
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings

from graph.builds import InputFile, current_build
from graph.columns import columns_of, derive_columns
from graph.errors import BuildStoppedError, DataError, InputError, StoreError
from graph.ingest import build, room
from graph.ingest.adding import add, put
from graph.ingest.bulk import Part, build_parts, held_parts
from graph.ingest.bulk_deriving import derived_lines, follow
from graph.ingest.bulk_labels import label_entries_among
from graph.ingest.derive import derived_quads
from graph.ingest.hierarchy import ontology_quads, wider_types
from graph.ingest.reading import source_of_bytes
from graph.ingest.room import cost_of
from graph.ingest.updating import update
from graph.labels import label_entries
from graph.namespaces import GRAPH_CURATED, GRAPH_DERIVED, GRAPH_IMPORTS, GRAPH_RELATIONS, ID, PREFIXES, SKOS
from graph.settings import BULK_LIMITS
from graph.store import open_store
from graph.triples import triples_of
from test_columns import same
from worlds import HEAD, ONTOLOGY, worlds

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
IMPORT = GRAPH_IMPORTS + "list"
LISTED = """
id:list/kestrel a ag:Person ; skos:prefLabel "Kestrel of the list"@en .
id:list/judgement a ag:IdentityJudgement ; ag:sameEntity id:list/kestrel, id:actor/ivan-petrov ;
    ag:canonical id:actor/ivan-petrov ; ag:verdict ag:Undecided ; ag:basis ag:Inferred ;
    ag:reason "The list gives no first name."@en .
"""


def parts_of(directory: Path, folder: Path) -> list[Part]:
    folder.mkdir()
    return held_parts(directory, folder)


def lines(text: str) -> bytes:
    head = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items())
    triples = ox.parse(f"{head}\n{text}".encode(), ox.RdfFormat.TURTLE)
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""


def in_use(directory: Path) -> str:
    return current_build(directory).path.name


def builds(directory: Path) -> list[str]:
    return sorted(path.name for path in (directory / "builds").iterdir())


@settings(max_examples=60)
@given(worlds())
def test_what_follows_is_what_the_statements_one_by_one_let_follow(world):
    text = "\n".join([HEAD, ONTOLOGY, *world])
    graph = ox.NamedNode(GRAPH_CURATED)
    given_quads = [
        ox.Quad(one.subject, one.predicate, one.object, graph)
        for one in ox.parse(text.encode(), ox.RdfFormat.TURTLE)
    ]
    store = open_store()
    for quads in (given_quads, ontology_quads(), wider_types(given_quads)):
        store.extend(quads)
    expected = {*derived_quads(store), *store.quads(GRAPH_DERIVED)}
    following = follow(triples_of(store, [GRAPH_CURATED]))
    assert set(ox.parse(b"".join(derived_lines(following)), ox.RdfFormat.N_QUADS)) == expected
    store.extend(expected)
    assert list(label_entries_among(following)) == list(label_entries(store))
    assert same(following.derived.columns, derive_columns(store))


def test_a_large_build_holds_what_a_small_one_does(sample_directory, tmp_path, monkeypatch):
    parts = parts_of(sample_directory, tmp_path / "parts")
    monkeypatch.setattr("graph.ingest.taking.BULK_LIMITS", BULK_LIMITS._replace(scan_compiled_bytes=0))
    monkeypatch.setattr("graph.ingest.parts.BULK_LIMITS", BULK_LIMITS._replace(load_slice_bytes=2_000))
    report = build_parts(parts, tmp_path / "large")
    small, large = open_store(sample_directory), open_store(tmp_path / "large")
    for graph in (GRAPH_CURATED, GRAPH_DERIVED, GRAPH_RELATIONS):
        assert set(large.quads(graph)) == set(small.quads(graph)) != set()
    assert len(large) == len(small) == report.manifest.counts["triples"]
    assert same(columns_of(large), columns_of(small))


def test_a_large_file_goes_in_as_it_is_and_its_faults_have_lines(sample_directory, tmp_path, monkeypatch):
    [part] = parts_of(sample_directory, tmp_path / "parts")
    monkeypatch.setattr("graph.ingest.large.BULK_LIMITS", BULK_LIMITS._replace(scan_compiled_bytes=1))
    build([part.path], tmp_path / "store")
    small, large = open_store(sample_directory), open_store(tmp_path / "store")
    assert set(large.quads(GRAPH_CURATED)) == set(small.quads(GRAPH_CURATED))
    written = part.path.read_text(encoding="utf-8")
    part.path.write_text(written + lines("<urn:claim> a ag:Claim .").decode(), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        build([part.path], tmp_path / "store")
    last = written.count("\n") + 1
    assert {(one.file, one.line) for one in caught.value.violations} == {(str(part.path), last)}


def test_a_part_that_is_no_n_triples_leaves_the_old_build(sample_directory, tmp_path):
    path = tmp_path / "broken.nt"
    path.write_text("<urn:a> <urn:b> .\n", encoding="utf-8")
    before = (in_use(sample_directory), builds(sample_directory))
    with pytest.raises(DataError, match="not N-Triples"):
        build_parts([Part(GRAPH_CURATED, path, InputFile("broken", ""))], sample_directory)
    assert (in_use(sample_directory), builds(sample_directory)) == before


@pytest.mark.parametrize("asked", range(5))
def test_a_build_that_is_stopped_leaves_the_old_one_and_nothing_behind(sample_directory, tmp_path, asked):
    parts = parts_of(sample_directory, tmp_path / "parts")
    before = (in_use(sample_directory), builds(sample_directory))
    steps: list[str] = []
    with pytest.raises(BuildStoppedError, match="still in use"):
        build_parts(
            parts,
            sample_directory,
            progress=lambda step: steps.append(step.name),
            stop=lambda: len(steps) >= asked,
        )
    assert len(steps) == asked
    assert (in_use(sample_directory), builds(sample_directory)) == before


def test_a_disk_without_room_is_refused_before_anything_is_written(sample_directory, tmp_path, monkeypatch):
    parts = parts_of(sample_directory, tmp_path / "parts")
    before = builds(sample_directory)
    disk = namedtuple("disk", "total used free")(10**9, 10**9, 1000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: disk)
    assert cost_of(parts).disk_bytes > disk.free
    with pytest.raises(StoreError, match=r"0 MB left.*Nothing was written"):
        build_parts(parts, sample_directory)
    assert builds(sample_directory) == before


def test_a_machine_without_memory_for_it_is_told_before_anything_is_written(
    sample_directory, tmp_path, monkeypatch
):
    parts = parts_of(sample_directory, tmp_path / "parts")
    before = builds(sample_directory)
    told = tmp_path / "meminfo"
    monkeypatch.setattr(room, "_MEMORY_TOLD", told)
    told.write_text("MemTotal: 90 kB\nMemAvailable: 3 kB\nSwapFree: 2 kB\n")
    assert room.memory_free() == 5 * 1024
    with pytest.raises(StoreError, match=r"0 MB of memory left.*Nothing was written"):
        build_parts(parts, sample_directory)
    assert builds(sample_directory) == before
    told.write_text("MemAvailable: 9000000 kB\nSwapFree: 0 kB\n")
    assert build_parts(parts, sample_directory).made


def test_a_trial_judges_and_writes_nothing(sample_directory, tmp_path):
    parts = parts_of(sample_directory, tmp_path / "parts")
    before = builds(sample_directory)
    report = build_parts(parts, sample_directory, check=True)
    assert not report.made and builds(sample_directory) == before
    assert report.manifest.counts == current_build(sample_directory).manifest.counts


@pytest.fixture
def with_import(sample_directory: Path, tmp_path: Path) -> Path:
    """The sample with an import beside it, which names somebody in the words of the model."""
    path = tmp_path / "list.nt"
    path.write_bytes(lines(LISTED.replace("id:list/", "id:list\\/").replace("id:actor/", "id:actor\\/")))
    given = [*parts_of(sample_directory, tmp_path / "parts"), Part(IMPORT, path, InputFile("list.csv", "1"))]
    build_parts(given, sample_directory)
    return sample_directory


def labels(directory: Path) -> set[str]:
    rows = open_store(directory).select("SELECT ?l { ?w a ag:Entity ; skos:prefLabel ?l }")
    return {row[0].value for row in rows}


def test_an_import_is_judged_and_derived_from_together_with_what_is_written(with_import):
    assert "Kestrel of the list" in labels(with_import)
    assert [one.name for one in current_build(with_import).manifest.inputs] == ["raid.ttl", "list.csv"]
    subjects = {quad.subject.value for quad in open_store(with_import).quads(IMPORT)}
    assert subjects == {ID + "list/kestrel", ID + "list/judgement"}


def test_what_is_changed_beside_an_import_leaves_it_as_it_is(with_import):
    note = source_of_bytes(b'<urn:a> <urn:b> "a note" .', "note", ".ttl")
    before = set(open_store(with_import).quads(IMPORT))
    for change in (lambda: add([note], with_import, "urn:notes"), lambda: put([], with_import, "urn:notes")):
        change()
        assert set(open_store(with_import).quads(IMPORT)) == before
        assert "Kestrel of the list" in labels(with_import)


def test_an_import_is_not_written_by_hand(with_import):
    note = source_of_bytes(b'<urn:a> <urn:b> "a note" .', "note", ".ttl")
    with pytest.raises(InputError, match="is an import"):
        put([note], with_import, IMPORT)
    removing = f"DELETE WHERE {{ GRAPH <{IMPORT}> {{ ?s <{SKOS}prefLabel> ?o }} }}"
    with pytest.raises(InputError, match="import"):
        update(removing, with_import)
    assert "Kestrel of the list" in labels(with_import)
