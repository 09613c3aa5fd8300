"""Tables into a store: whole, the same twice as once, newer ones replacing, faulty rows mended."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import DataError, ImportStoppedError, InputError, TableError
from graph.importing import ImportReport, Options, imports_of, preview, remove_import, run_import
from graph.importing.staging import Sink, stage
from graph.ingest import build
from graph.mapping import read_mapping
from graph.namespaces import GRAPH_IMPORTS, ID
from graph.store import open_store
from tabling import daily, event, loss, table

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
Import = Callable[..., ImportReport]


@pytest.fixture
def take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    """Import tables into a store of the test."""
    monkeypatch.chdir(tmp_path)

    def run(name: str, *paths: Path, **options: object) -> ImportReport:
        return run_import(read_mapping(name), paths, tmp_path / "store", Options(**options))  # type: ignore[arg-type]

    return run


def losses(path: Path, *keys: str, **other: str) -> Path:
    return table(path, [loss(key, **other) for key in keys])


def quads(folder: Path) -> list[ox.Quad]:
    return list(open_store(folder / "store").quads(GRAPH_IMPORTS + "oryx"))


def test_an_import_stands_in_a_graph_of_its_own_beside_what_people_wrote(
    take: Import, tmp_path: Path
) -> None:
    build([SAMPLE], tmp_path / "store")
    before = set(open_store(tmp_path / "store").graphs())
    take("oryx", losses(tmp_path / "a.csv", "7-1", "7-2"))
    store = open_store(tmp_path / "store")
    assert set(store.graphs()) - before == {"https://w3id.org/armsgraph/graph/import/oryx"}
    (held,) = imports_of(store)
    assert (held.name, held.rows, held.rejected, held.claims) == ("oryx", 2, 0, 8)
    assert held.tables[0].published == "2024-03-05"
    assert held.tables[0].publisher == "Oryx"


def test_the_same_table_again_changes_nothing(take: Import, tmp_path: Path) -> None:
    path = losses(tmp_path / "a.csv", "7-1", "7-2")
    assert take("oryx", path).made
    held = {one: one.read_bytes() for one in (tmp_path / "store").rglob("*") if one.is_file()}
    again = take("oryx", path)
    assert not again.made
    assert {one: one.read_bytes() for one in (tmp_path / "store").rglob("*") if one.is_file()} == held


def test_a_newer_table_replaces_the_import_and_lists_what_changed_by_the_ids_of_its_rows(
    take: Import, tmp_path: Path
) -> None:
    take("oryx", losses(tmp_path / "a.csv", "7-1", "7-2", "7-3"))
    newer = [loss("7-4"), loss("7-3", status="captured"), loss("7-1")]
    report = take("oryx", table(tmp_path / "a.csv", newer))
    changes = report.changes
    assert (changes.added, changes.changed, changes.removed) == (("7-4",), ("7-3",), ("7-2",))
    (held,) = imports_of(open_store(tmp_path / "store"))
    assert (held.rows, held.claims) == (3, 11)


def test_rows_that_only_moved_have_not_changed(take: Import, tmp_path: Path) -> None:
    take("oryx", losses(tmp_path / "a.csv", "7-1", "7-2"))
    report = take("oryx", losses(tmp_path / "b.csv", "7-2", "7-1"))
    assert report.made
    assert not report.changes


def test_columns_that_only_moved_change_nothing(take: Import, tmp_path: Path) -> None:
    rows = [loss("7-1"), loss("7-2", status="captured")]
    take("oryx", table(tmp_path / "a.csv", rows))
    before = set(quads(tmp_path))
    moved = [dict(sorted(row.items(), reverse=True)) for row in rows]
    assert not take("oryx", table(tmp_path / "a.csv", moved)).changes
    of_table = {"digest"}
    assert {one.predicate.value.rpartition("#")[2] for one in before ^ set(quads(tmp_path))} == of_table


def test_faulty_rows_are_set_aside_and_mended_ones_added(take: Import, tmp_path: Path) -> None:
    rows = [loss("7-1"), loss("7-2", date_recorded="soon"), loss("7-1", system="Second"), loss("7-4")]
    report = take("oryx", table(tmp_path / "a.csv", rows), most_rejected=0.5)
    assert report.rejects == Path("oryx-rejected.csv")
    with report.rejects.open(encoding="utf-8", newline="") as file:
        rejected = list(csv.DictReader(file))
    assert [(row["matID"], row["rejected_line"], row["rejected_column"]) for row in rejected] == [
        ("7-2", "3", "date_recorded"),
        ("7-1", "4", "matID"),
    ]
    mended = [
        rejected[0] | {"date_recorded": "2024-04-01"},
        rejected[1] | {"matID": "7-3"},
    ]
    added = take("oryx", table(tmp_path / "oryx-rejected.csv", mended))
    assert added.added_to
    assert added.changes.added == ("7-2", "7-3")
    (held,) = imports_of(open_store(tmp_path / "store"))
    assert held.rows == 4
    assert len(held.tables) == 2
    shared = [one for one in quads(tmp_path) if one.subject.value == ID + "oryx/weapon/kestrel_apc"]
    assert sorted(one.predicate.value.rpartition("#")[2] for one in shared) == ["prefLabel", "type"]


def test_what_is_added_does_not_come_twice(take: Import, tmp_path: Path) -> None:
    take("oryx", table(tmp_path / "a.csv", [loss("7-1"), loss("7-2", status="lost")]), most_rejected=0.5)
    again = [loss("7-1") | {"rejected_because": ""}]
    with pytest.raises(DataError, match="a row of the import already"):
        take("oryx", table(tmp_path / "b.csv", again))


def test_too_many_faulty_rows_stop_the_import_and_leave_them_in_a_file(take: Import, tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    rows = [loss("7-1"), loss("7-2", status="lost")]
    with pytest.raises(DataError, match="1 of 2 rows are faulty"):
        take("oryx", table(tmp_path / "a.csv", rows))
    assert imports_of(open_store(tmp_path / "store")) == ()
    assert Path("oryx-rejected.csv").exists()
    assert not list(tmp_path.glob(".armsgraph-import-*"))


def test_a_row_of_another_length_can_be_mended_from_the_rejected_table(take: Import, tmp_path: Path) -> None:
    path = losses(tmp_path / "a.csv", *(f"7-{number}" for number in range(5)))
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "Hillland,Lakeland,Kestrel APC\n", encoding="utf-8")
    report = take("oryx", path, most_rejected=0.5)
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["country"], row["system"], row["matID"], row["rejected_line"]) == (
        "Hillland",
        "Kestrel APC",
        "",
        "7",
    )


def test_a_table_without_a_column_that_is_needed_is_refused_before_anything_is_read(
    take: Import, tmp_path: Path
) -> None:
    row = {name: cell for name, cell in loss("7-1").items() if name != "status"}
    with pytest.raises(TableError, match="no column 'status'"):
        take("oryx", table(tmp_path / "a.csv", [row]))


def test_several_tables_are_one_import_and_an_id_in_two_of_them_is_a_fault(
    take: Import, tmp_path: Path
) -> None:
    one, two = losses(tmp_path / "a.csv", "7-1"), losses(tmp_path / "b.csv", "7-2", "7-1")
    report = take("oryx", one, two, most_rejected=0.5)
    assert report.staged is not None
    ((file, fault),) = report.staged.faults
    assert (Path(file).name, fault.line) == ("b.csv", 3)
    assert "line 2 of a" in fault.sentence


def test_a_packed_table_is_read_as_it_is(take: Import, tmp_path: Path) -> None:
    plain = losses(tmp_path / "a.csv", "7-1")
    packed = tmp_path / "a.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert take("oryx", packed).changes.added == ("7-1",)


def test_an_import_that_is_stopped_leaves_the_store_as_it_was(take: Import, tmp_path: Path) -> None:
    build([SAMPLE], tmp_path / "store")
    with pytest.raises(ImportStoppedError):
        take("oryx", losses(tmp_path / "a.csv", "7-1"), stop=lambda: True)
    assert imports_of(open_store(tmp_path / "store")) == ()
    assert not list(tmp_path.glob(".armsgraph-import-*"))


def test_an_import_is_taken_out_and_leaves_the_others(take: Import, tmp_path: Path) -> None:
    take("oryx", losses(tmp_path / "a.csv", "7-1"))
    take("uamod", daily(tmp_path / "days.json", [{"date": "2024-03-05", "tank": 7}]))
    assert remove_import("oryx", tmp_path / "store").rows == 1
    assert [one.name for one in imports_of(open_store(tmp_path / "store"))] == ["uamod"]
    with pytest.raises(InputError, match="it holds uamod"):
        remove_import("oryx", tmp_path / "store")


@pytest.mark.parametrize("name", ["oryx", "ucdp", "uamod"])
def test_what_rows_say_keeps_every_rule_of_the_model(tmp_path: Path, name: str) -> None:
    paths = {
        "oryx": lambda: losses(tmp_path / "a.csv", "7-1", "7-2"),
        "ucdp": lambda: table(tmp_path / "a.csv", [event("1"), event("2", where_prec="4", date_prec="5")]),
        "uamod": lambda: daily(tmp_path / "a.json", [{"date": "2024-03-05", "tank": 7, "naval ship": 1}]),
    }
    from rdflib import Graph

    from graph.validation import validate

    file = tmp_path / "statements.nt"
    with file.open("wb") as stream:
        staged = stage(read_mapping(name), [paths[name]()], Sink(stream))
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == staged.told.triples
    report = validate(Graph().parse(file, format="nt"))
    assert [str(violation) for violation in report.violations] == []


def test_a_preview_tells_rows_in_sentences_with_faults_and_cost_and_writes_nothing(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [loss("7-1"), loss("7-2", status="lost")])
    found = preview(read_mapping("oryx"), [path])
    assert found.told[0].sentences[0] == "Kestrel APC of Hillland, destroyed (7-1)"
    assert "Oryx shows Kestrel APC of Hillland as destroyed." in found.told[0].sentences
    assert (found.rows, found.rejected) == (1, 1)
    assert found.triples
    assert found.seconds > 0
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_row_that_is_set_aside_twice_keeps_its_file_and_line(take: Import, tmp_path: Path) -> None:
    take("oryx", table(tmp_path / "a.csv", [loss("7-1"), loss("7-2", status="lost")]), most_rejected=0.5)
    again = tmp_path / "again.csv"
    with pytest.raises(DataError):
        take("oryx", tmp_path / "oryx-rejected.csv", rejects=again)
    with again.open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["rejected_file"], row["rejected_line"]) == ("a.csv", "3")
