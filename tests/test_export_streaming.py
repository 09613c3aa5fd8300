"""Exports come piece by piece: in flat memory, stopped without a trace, their cost said first."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from export_graphs import CLAIMS, LINKS, NODES, contested_graph
from graph import KnowledgeGraph
from graph.cli import main
from graph.columns.folder import forget
from graph.errors import ExportStoppedError, StoreError
from graph.export import FORMATS, export, metering, prepare
from graph.export.attributes import node_batches
from graph.export.evidence import Evidence, statements_with
from graph.export.extent import extent_of
from graph.export.metering import Meter
from graph.export.places import places_of
from graph.export.stix import write_stix
from graph.ingest import build, build_in_memory
from graph.settings import BULK_LIMITS
from graph.store import open_store
from graph.wordings import open_wordings, wordings_of

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
STREAMED = ("ntriples", "nquads", "graphml", "gexf", "cytoscape", "node-link", "csv", "neo4j", "stix", "ftm")


class Sink(io.RawIOBase):
    """Counts what it is given and keeps nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        held = len(bytes(piece))  # type: ignore[call-overload]
        self.size += held
        return held


def graph_of(claims: int) -> KnowledgeGraph:
    """The sample with so many claims more, each on an entity and a link of its own."""
    said = [
        f'<id/actor/x{n}> a ag:Person ; skos:prefLabel "Person {n}"@en .\n'
        f"<id/proposition/x{n}> a ag:Proposition ; rdf:subject <id/actor/x{n}> ; rdf:predicate ag:leads ; "
        f"rdf:object <id/actor/grey-column> .\n"
        f"<id/claim/post-1/x{n}> a ag:ReferenceClaim ; ag:proposition <id/proposition/x{n}> ; "
        f"ag:claimant <id/actor/daily-post> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ; "
        f'ag:modality ag:Fact ; ag:document <id/document/post-1> ; ag:gloss "Person {n} leads it."@en .\n'
        for n in range(claims)
    ]
    return KnowledgeGraph(build_in_memory(SAMPLE.read_text(encoding="utf-8") + "".join(said)))


@pytest.fixture(scope="module")
def growing() -> tuple[KnowledgeGraph, KnowledgeGraph]:
    return graph_of(300), graph_of(600)


@pytest.mark.parametrize("format_name", STREAMED)
def test_memory_stays_flat_as_the_graph_doubles(
    format_name: str, growing: tuple[KnowledgeGraph, KnowledgeGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.export.metering.Meter.batches", by_fifties)
    for module in ("gexf", "json_formats"):  # as many nodes as forces are too slow for
        monkeypatch.setattr(f"graph.export.{module}.places_of", lambda extent: places_of(extent, 1))
    used, sizes = [], []
    for graph in growing:
        prepared = prepare(graph, format_name)
        prepared.write(Sink())  # what is read once and kept is read now
        sink, arrow = Sink(), pa.proxy_memory_pool(pa.system_memory_pool())
        monkeypatch.setattr("graph.export.texts._POOL", arrow)
        tracemalloc.start()
        prepared.write(sink)
        used.append(tracemalloc.get_traced_memory()[1] + arrow.max_memory())
        tracemalloc.stop()
        sizes.append(sink.size)
    assert sizes[1] > 1.3 * sizes[0]
    if format_name not in ("ntriples", "nquads"):  # a store in memory, unlike a directory, is sorted first
        assert used[1] < 1.4 * used[0]


def by_fifties(meter: object, rows: object, size: int = 50, claims: object = None) -> object:
    for start in range(0, len(rows), 50):  # type: ignore[arg-type]
        yield rows[start : start + 50]  # type: ignore[index]
        meter.add(50)  # type: ignore[attr-defined]
    del size, claims


@pytest.mark.parametrize("format_name", ["csv", "parquet", "neo4j", "stix", "ftm"])
def test_what_no_column_of_a_table_holds_is_not_put_together(
    format_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("an entity of a large graph can have a hundred thousand of these")

    for name in ("values", "statements", "of_each"):
        monkeypatch.setattr(Evidence, name, refused)
    assert len(export(contested_graph(), format_name).content) > 1_000


@pytest.mark.parametrize("format_name", ["csv", "parquet", "neo4j", "stix", "ftm", "graphml"])
def test_what_was_read_of_mapped_files_is_let_go_between_batches(
    format_name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([SAMPLE], tmp_path / "store")
    graph = KnowledgeGraph.open(tmp_path / "store")
    whole, let_go = export(graph, format_name).content, []
    for module in ("sheets", "evidence"):
        monkeypatch.setattr(f"graph.export.{module}.forget", lambda array: (let_go.append(1), forget(array)))
    assert export(graph, format_name).content == whole
    assert let_go


def test_a_report_of_a_table_names_its_claims_some_at_a_time(
    growing: tuple[KnowledgeGraph, KnowledgeGraph], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.export.metering.Meter.batches", by_fifties)
    pieces = list(write_stix(prepare(growing[0], "stix").extent, Meter(0)))
    bundle = json.loads(b"".join(pieces))
    assert max(len(one["object_refs"]) for one in bundle["objects"] if one["type"] == "report") > 300
    assert max(piece.count(b'"opinion--') for piece in pieces if b'"type":"opinion"' not in piece) == 50


@pytest.mark.parametrize("format_name", ["graphml", "csv", "turtle", "parquet", "stix"])
def test_progress_grows_to_the_whole(format_name: str) -> None:
    shares: list[float] = []
    prepare(contested_graph(), format_name).write(io.BytesIO(), progress=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


@pytest.mark.parametrize("format_name", ["gexf", "neo4j", "nquads", "jsonld"])
def test_a_stop_leaves_what_stood_there(format_name: str, tmp_path: Path) -> None:
    target = tmp_path / "graph.out"
    target.write_text("before", encoding="utf-8")
    with pytest.raises(ExportStoppedError, match="stopped on request"):
        prepare(contested_graph(), format_name).write_file(target, stop=lambda: True)
    assert target.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("format_name", ["graphml", "parquet", "turtle"])
def test_a_full_disk_is_said_and_nothing_appears(format_name: str) -> None:
    with pytest.raises(StoreError, match=r"'/dev/full' cannot be written \(No space left on device\)"):
        prepare(contested_graph(), format_name).write_file(Path("/dev/full"))


@pytest.mark.parametrize("format_name", ["graphml", "gexf", "node-link", "ntriples", "stix", "ftm"])
def test_the_size_is_told_before_within_a_half(format_name: str) -> None:
    prepared = prepare(contested_graph(), format_name)
    size = len(export(contested_graph(), format_name).content)
    assert 0.6 * size < prepared.estimated_bytes < 1.7 * size


def test_the_command_says_the_cost_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, target = tmp_path / "store", tmp_path / "out"
    build([SAMPLE], store)
    told = ["export", "--format", "gexf", "--estimate", "-o", str(target), "--store", str(store)]
    assert main(told) == 0
    assert "13 nodes, 8 links, 13 claims, about " in capsys.readouterr().out
    assert not target.exists()


def test_words_are_kept_beside_the_build_and_made_again_where_they_are_damaged(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    first = open_store(tmp_path / "store")
    assert first.columns_path is not None
    folder = first.columns_path.parent / "wordings"
    made = wordings_of(first)
    kept = open_wordings(folder, build=folder.parent.name)
    assert kept.gloss.slice(0, 3) == made.gloss.slice(0, 3)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    again = wordings_of(open_store(tmp_path / "store"))
    assert again.statements.slice(0, 5) == made.statements.slice(0, 5)


def test_a_directory_and_a_store_in_memory_give_the_same_network(tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    beside = KnowledgeGraph.open(tmp_path / "store"), KnowledgeGraph(build_in_memory([SAMPLE]))
    for name in ("graphml", "csv"):
        one, other = (export(graph, name).content for graph in beside)
        assert one == other


def test_what_counts_is_what_the_graph_says_it_holds() -> None:
    extent = extent_of(contested_graph())
    assert (extent.counts.nodes, extent.counts.links, extent.counts.claims) == (NODES, LINKS, CLAIMS)
    outlook = contested_graph().outlook(told_by=["Anna Hale"])
    told = contested_graph().under(outlook)
    part = extent_of(told)
    silent = {part.columns.entities[row] for row in part.nodes.tolist() if part.silent[row]}
    assert silent == told.silent()
    assert part.counts.claims == len(told.claims())


def test_every_format_says_what_it_loses_or_reads_back() -> None:
    assert {name for name, each in FORMATS.items() if each.lossy} == {"stix", "ftm", "html", "svg"}


def test_batches_hold_few_rows_where_these_have_many_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metering, "BULK_LIMITS", BULK_LIMITS._replace(export_batch_claims=3))
    claims = np.array([1, 1, 5, 1, 2, 0])
    meter = Meter(6)
    assert [one.tolist() for one in meter.batches(np.arange(6), claims=claims)] == [[0, 1], [2], [3, 4, 5]]
    assert [one.tolist() for one in meter.batches(np.arange(6), 2, claims)] == [[0, 1], [2], [3, 4], [5]]
    assert meter.done == 12


def test_batches_hold_few_entities_where_much_else_was_written_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(metering, "BULK_LIMITS", BULK_LIMITS._replace(export_batch_claims=4))
    extent = extent_of(contested_graph())
    written = [statements_with(extent, rows)[1] for rows in node_batches(extent, Meter(0))]
    assert sum(map(len, written)) == NODES
    assert sum(int(sizes.sum()) for sizes in written) == len(extent.words.statements)
    assert all(len(sizes) == 1 or sizes.sum() <= 4 for sizes in written)
    assert max(map(len, written)) > 1
