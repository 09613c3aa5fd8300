"""Other tables of the publishers that are known: told by their columns, and counted as they count."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from graph.errors import TableError
from graph.importing.changes import changes_between
from graph.importing.staging import Sink, Staged, stage
from graph.mapping import mapping_of, read_mapping
from graph.mapping.fitting import known_mapping
from graph.matching import Happening, Matching, Target, draft
from graph.tables import sniff
from graph.tables.headerless import published_shape
from tabling import event, loss, objects, short, table


def staged(name: str, path: Path) -> tuple[Staged, list[str]]:
    """Return what a table becomes, and its statements in short."""
    out = io.BytesIO()
    found = stage(read_mapping(name), [path], Sink(out))
    return found, [short(line) for line in out.getvalue().decode().splitlines()]


def numbers(lines: Iterable[str], relation: str) -> list[int]:
    return sorted(int(one.split('"')[1]) for one in objects(lines, relation))


def rows_of(path: Path, name: str, rows: Sequence[Mapping[str, object]]) -> Path:
    """Write rows as CSV, or as a JSON list where the name says so."""
    if name.endswith(".json"):
        (path / name).write_text(json.dumps(list(rows)), encoding="utf-8")
        return path / name
    return table(path / name, [{key: str(cell) for key, cell in row.items()} for row in rows])


DAILY = {
    "country": "Hillland",
    "equipment_type": "Tanks",
    "destroyed": 5,
    "abandoned": 0,
    "captured": 2,
    "damaged": 1,
    "type_total": 8,
    "date_recorded": "2024-03-05",
    "destroyed_diff": 4,
}
SUMS = {name: cell for name, cell in DAILY.items() if name not in ("date_recorded", "destroyed_diff")}
MODELS = {
    "equipment": "Tanks",
    "model": "T-72B",
    "sub_model": "",
    "manufacturer": "the Soviet Union",
    "losses_total": 8,
    "captured and destroyed": 3.0,
    "damaged and captured": 2.0,
    "sunk": 2.0,
    "damaged": 1.0,
}
SYSTEMS = {"country": "Hillland", "system": "3 Kestrel APC", "destroyed": 7, "damaged": 1, "total": 8}
SOLDIERS = {"date": "2024-03-05", "day": 9, "personnel": 8, "personnel*": "about", "POW": 3}
DATED = {"date": "3/5/2022", "day": 10, "tank": 8, "APC": 16}
YEARLY = {
    "conflict_id": 7,
    "dyad_id": 9,
    "location": "Hillland",
    "side_a": "Government of Hillland",
    "side_a_id": 1,
    "side_b": "Grey Column",
    "side_b_id": 2,
    "year": 2012,
    "bd_best": 8,
    "bd_low": 5,
    "bd_high": 9,
}
ONE_SIDED = {
    "conflict_id": 7,
    "dyad_id": 9,
    "actor_id": 2,
    "actor_name": "Grey Column",
    "year": 2012,
    "best_fatality_estimate": 8,
    "low_fatality_estimate": 5,
    "high_fatality_estimate": 9,
    "location": "Hillland",
}
ACLED = {
    "data_id": 1,
    "iso": 2,
    "event_id_cnty": "HIL7",
    "event_date": "9-May-20",
    "time_precision": 1,
    "event_type": "Battles",
    "actor1": "Grey Column",
    "actor2": "",
    "country": "Hillland",
    "location": "Bridge town",
    "latitude": 50.5,
    "longitude": 36.5,
    "source": "River News",
    "notes": "Shots.",
    "fatalities": 8,
    "timestamp": 1589220519,
    "iso3": "HIL",
}


@pytest.mark.parametrize(
    ("file", "row", "mapping", "said"),
    [
        ("daily_count.csv", DAILY, "oryx-counts", ("count", [1, 2, 5, 8])),
        ("totals_by_type.csv", SUMS, "oryx-counts", ("count", [1, 2, 5, 8])),
        ("totals_by_system_wide.csv", SYSTEMS, "oryx-counts", ("count", [1, 7, 8])),
        ("losses_russia.csv", MODELS, "oryx-counts", ("count", [1, 2, 2, 3, 8])),
        ("losses_ukraine.json", MODELS, "oryx-counts", ("count", [1, 2, 2, 3, 8])),
        ("russia_losses_personnel.json", SOLDIERS, "uamod-personnel", ("personnelLost", [8])),
        ("russia_losses_personnel.csv", SOLDIERS, "uamod-personnel", ("personnelLost", [8])),
        ("battle-deaths.csv", YEARLY, "ucdp-yearly", ("killed", [8])),
        ("one-sided.csv", ONE_SIDED, "ucdp-yearly", ("killed", [8])),
        ("acled.csv", ACLED, "acled", ("killed", [8])),
        ("ged.csv", event("7", best="8"), "ucdp", ("killed", [8])),
        ("event_captured.csv", loss("7-1", status="captured"), "oryx", ("count", [])),
    ],
)
def test_a_table_is_known_by_its_columns_and_counted_as_it_counts(
    tmp_path: Path, file: str, row: Mapping[str, object], mapping: str, said: tuple[str, list[int]]
) -> None:
    path = rows_of(tmp_path, file, [row])
    assert known_mapping(sniff(path).columns) == mapping
    found, lines = staged(mapping, path)
    assert (found.told.rows, found.rejected) == (1, 0)
    assert numbers(lines, said[0]) == said[1]


def test_what_a_side_lost_is_told_by_its_last_fate_and_the_side_by_the_name_of_the_file(
    tmp_path: Path,
) -> None:
    _, lines = staged("oryx-counts", rows_of(tmp_path, "losses_russia.csv", [MODELS]))
    assert sorted(objects(lines, "lossStatus")) == [
        "<ag:Captured>",
        "<ag:Damaged>",
        "<ag:Destroyed>",
        "<ag:Destroyed>",
    ]
    assert set(objects(lines, "losingSide")) == {"<oryx-counts/state/russia>"}
    found, _ = staged("oryx-counts", rows_of(tmp_path, "losses.csv", [MODELS]))
    assert [fault.column for _, fault in found.faults] == ["country"]


def test_corrections_go_up_and_down_and_are_no_losses(tmp_path: Path) -> None:
    row = {"date": "2022-10-13", "day": 231, "tank": 0, "APC": -25, "drone": 20, "personnel": 0}
    path = rows_of(tmp_path, "russia_losses_equipment_correction.json", [row])
    assert known_mapping(sniff(path).columns) == "uamod-corrections"
    _, lines = staged("uamod-corrections", path)
    assert sorted(objects(lines, "describedAs")) == ['"lowered by 25"', '"raised by 20"']
    assert objects(lines, "count") == []


def test_any_row_of_a_table_shows_whether_day_or_month_comes_first_in_all_of_it(tmp_path: Path) -> None:
    rows = [{**DATED, "date": f"3/{day}/2022"} for day in (1, 12, 25)]
    found, lines = staged("uamod", rows_of(tmp_path, "a.csv", rows))
    assert found.rejected == 0
    days = {one.split('"')[1] for one in objects(lines, "countedTo")}
    assert days == {"2022-03-01", "2022-03-12", "2022-03-25"}
    unclear, _ = staged("uamod", rows_of(tmp_path, "b.csv", rows[:2]))
    assert [fault.line for _, fault in unclear.faults] == [2, 3]
    assert "can be two dates" in unclear.faults[0][1].sentence
    line = 'the line order = "day-first" or order = "month-first" in the section [values.day]'
    assert line in unclear.faults[0][1].sentence


def test_columns_are_known_however_their_names_are_written(tmp_path: Path) -> None:
    row = {name.upper().replace("_", " "): cell for name, cell in ACLED.items()}
    found, lines = staged("acled", rows_of(tmp_path, "a.csv", [row]))
    assert found.told.rows == 1
    assert numbers(lines, "killed") == [8]


def test_events_that_span_two_months_are_dated_to_both(tmp_path: Path) -> None:
    row = event("1", date_prec="4", date_start="2017-10-24", date_end="2017-11-05")
    _, lines = staged("ucdp", table(tmp_path / "a.csv", [row]))
    assert objects(lines, "occurredOn") == []
    assert objects(lines, "startedOn") == ['"2017-10"^^<xsd:gYearMonth>']
    assert objects(lines, "endedOn") == ['"2017-11"^^<xsd:gYearMonth>']


def published(delimiter: str, cells: Mapping[int, str], width: int) -> str:
    row = [cells.get(place, "") for place in range(1, width + 1)]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(row)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "columns", "last"),
    [
        (
            published("\t", {1: "7", 2: "20191024", 3: "201910", 60: "20191024143000", 61: "u"}, 61),
            61,
            "SOURCEURL",
        ),
        (published("\t", {1: "7", 2: "20130424", 3: "201304", 57: "20130424", 58: "u"}, 58), 58, "SOURCEURL"),
        (published("\t", {1: "7", 2: "19790101", 3: "197901", 57: "20130203"}, 57), 57, "DATEADDED"),
        (
            published(
                ",", {1: "7", 2: "HIL-2024-1-7-9", 3: "2024", 6: "1", 20: '"A,2024,x";"B,y"', 38: "1"}, 49
            ),
            49,
            "gwnob",
        ),
    ],
    ids=["gdelt-2", "gdelt-1", "gdelt-1-early", "ucdp-candidates"],
)
def test_tables_that_are_published_without_a_header_have_their_names(
    text: str, columns: int, last: str
) -> None:
    shape = published_shape(text, "utf-8")
    assert shape is not None
    assert (len(shape.columns), shape.columns[-1], shape.header) == (columns, last, 0)


@pytest.mark.parametrize(
    "text",
    [
        published("\t", {1: "7", 2: "20191024143000", 3: "20191024143000", 4: "1"}, 16),
        published("\t", {1: "20191024143000-T7", 2: "20191024143000", 3: "1"}, 27),
        published("\t", {1: "DATE", 2: "NUMARTS", 3: "COUNTS"}, 11) + published("\t", {1: "20130401"}, 11),
    ],
    ids=["mentions", "gkg-2", "gkg-1"],
)
def test_tables_of_a_publisher_that_hold_no_incidents_are_refused_by_name(text: str) -> None:
    with pytest.raises(TableError, match=r"give the table of events .* \.export\.CSV"):
        published_shape(text, "utf-8")


def test_a_table_of_another_mapping_is_told_which(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="those of the mapping 'oryx-counts'"):
        staged("oryx", rows_of(tmp_path, "daily_count.csv", [DAILY]))


ENTITIES = [
    {"id": "a", "schema": "Company", "properties": {"name": ["Hill Works"]}},
    {"id": "b", "schema": "Person", "properties": {"name": ["Ann"], "alias": ["Annie"]}},
    {"id": "o", "schema": "Ownership", "properties": {"owner": ["b"], "asset": ["a"]}},
]


def test_what_changed_in_entities_is_listed_by_what_it_is_about(tmp_path: Path) -> None:
    def written(name: str, entities: Sequence[object]) -> Path:
        path, out = tmp_path / f"{name}.json", tmp_path / f"{name}.nt"
        path.write_text("".join(json.dumps(one) + "\n" for one in entities), encoding="utf-8")
        with out.open("wb") as stream:
            stage(read_mapping("ftm"), [path], Sink(stream))
        return out

    before = written("before", ENTITIES)
    assert changes_between("ftm", None, before).added == ("entity/b",)
    assert not changes_between("ftm", before, written("moved", ENTITIES[::-1]))
    other = {**ENTITIES[1], "properties": {"name": ["Ann"], "alias": ["Anna"]}}
    assert changes_between("ftm", before, written("newer", [*ENTITIES, other][2:])).changed == ("entity/b",)


def test_a_row_without_what_its_class_must_have_is_set_aside_alone(tmp_path: Path) -> None:
    rows = [
        {"Id": "1", "Type": "loss", "Side": "Hillland", "Weapon": "", "Where": "Bridge town"},
        {"Id": "2", "Type": "loss", "Side": "", "Weapon": "", "Where": "Bridge town"},
        {"Id": "3", "Type": "shelling", "Side": "", "Weapon": "", "Where": "Bridge town"},
    ]
    columns = {Target.ID: "Id", Target.KIND: "Type", Target.SIDE_A: "Side", Target.WEAPON: "Weapon"}
    matching = Matching({**columns, Target.PLACE: "Where"}, Happening.BY_ROW)
    mapping = mapping_of(draft(matching).encode(), "mine")
    found = stage(mapping, [table(tmp_path / "a.csv", rows)], Sink())
    assert found.told.rows == 2
    ((_, fault),) = found.faults
    assert (fault.line, fault.column) == (3, "Side")
    assert fault.sentence.endswith("this row does not, so fill 'Side' or 'Weapon'.")


def test_entities_that_are_nested_in_others_are_rows_of_their_own_once(tmp_path: Path) -> None:
    address = {"id": "x", "schema": "Address", "properties": {"full": ["Bridge road 1"]}}
    company = {
        "id": "a",
        "schema": "Company",
        "properties": {"name": ["Hill Works"], "addressEntity": [address]},
    }
    owned = {"id": "o", "schema": "Ownership", "properties": {"owner": ["b"], "asset": [company]}}
    person = {"id": "b", "schema": "Person", "properties": {"name": ["Ann"], "ownershipOwner": [owned]}}
    other = {"id": "c", "schema": "Person", "properties": {"name": ["Bo"], "addressEntity": [address]}}
    path = tmp_path / "targets.nested.json"
    path.write_text(json.dumps(person) + "\n" + json.dumps(other) + "\n", encoding="utf-8")
    found, lines = staged("ftm", path)
    assert (found.told.rows, found.rejected) == (5, 0)
    assert objects(lines, "owns") == ["<ftm/entity/a>"]


def test_a_list_of_changes_of_entities_is_refused_for_the_whole_dataset(tmp_path: Path) -> None:
    path = tmp_path / "entities.delta.json"
    path.write_text(json.dumps({"op": "ADD", "entity": ENTITIES[0]}) + "\n", encoding="utf-8")
    with pytest.raises(TableError, match="give the whole dataset"):
        sniff(path)
