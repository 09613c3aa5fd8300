"""Columns of somebody's own table: guessed, written down as a mapping, and imported with it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.importing import Options, imports_of, run_import
from graph.ingest import build
from graph.mapping import mapping_of, read_mapping
from graph.matching import Happening, Matching, Target, draft, guess, preview
from graph.matching.dating import dated_by_all
from graph.matching.names import score
from graph.store import open_store
from graph.tables import Order, Row, read_rows

SAMPLES = Path(__file__).parent / "samples"
TABLE = """Date;Town;Lat;Lon;Attacker;Target;Weapon;Type;Dead;Reported by;Link
24.08.2024;Millford;51,19;35,27;Eastland;Westland;Kestrel drone;missile strike;3;Morning Post;https://example.org/a
25.08.2024;Millford;51,19;35,27;Westland;Eastland;;attack;0;;
26.08.2024;;;;Westland;;T-72B3 tank;destroyed;;Hill Radio;
27.08.2024;Brookton;95,5;35,27;;;;attack;1;Hill Radio;
"""
ALL = Matching({target: target.value for target in Target}, Happening.BY_ROW)


def row(**cells: str) -> Row:
    return Row(1, 2, cells)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("EventDate", Target.DATE),
        ("date of incident", Target.DATE),
        ("LAT", Target.LATITUDE),
        ("Geo_Lon", Target.LONGITUDE),
        ("Fatalities", Target.KILLED),
        ("місто", Target.PLACE),
        ("Source URL", Target.URL),
        ("incident_id", Target.ID),
        ("Total deaths", Target.KILLED),
    ],
)
def test_a_column_is_known_by_its_name_in_any_spelling(name: str, target: Target) -> None:
    best = max(Target, key=lambda one: score(name, one))
    assert best is target


def test_values_confirm_what_a_name_proposes_or_tell_it_alone() -> None:
    rows = [row(date="soon", seen="2024-08-24", page="https://example.org/a", number_of_sources="2")]
    found = guess(("date", "seen", "page", "number_of_sources"), rows)
    assert dict(found.columns) == {Target.DATE: "seen", Target.URL: "page"}
    assert found.reasons[Target.DATE] == "Its values are dates."


def test_names_that_the_graph_knows_tell_sides_and_weapons() -> None:
    known = {"Eastland": "actor", "Kestrel": "weapon"}
    rows = [row(a="Eastland", b="Kestrel", c="Zorn")]
    found = guess(("a", "b", "c"), rows, lambda name: known.get(name, ""))
    assert dict(found.columns) == {Target.SIDE_A: "a", Target.WEAPON: "b"}


def test_half_a_point_is_none_and_a_column_stands_for_one_thing() -> None:
    found = guess(("lat", "place"), [row(lat="50.1", place="Millford")])
    assert dict(found.columns) == {Target.PLACE: "place"}
    assert len(set(ALL.columns.values())) == len(ALL.columns)


def test_all_rows_tell_whether_day_or_month_comes_first_and_if_not_that_is_said() -> None:
    matching = Matching({Target.DATE: "d"})
    decided, said = dated_by_all(matching, [row(d="08/09/2024"), row(d="08/24/2024")])
    assert (decided.order, said) == (Order.MONTH_FIRST, "")
    undecided, said = dated_by_all(matching, [row(d="08/09/2024")])
    assert undecided.order is None and "can be two dates" in said


@pytest.mark.parametrize("happening", list(Happening))
def test_every_matching_is_a_mapping_that_can_be_carried_out(happening: Happening) -> None:
    columns = {target: f'{target.value} "x" \\ ü' for target in Target}
    mapping = mapping_of(draft(Matching(columns, happening, publisher='A "B"')).encode(), "own")
    assert set(mapping.columns()) <= set(columns.values()) and len(mapping.claims) > 10


@settings(max_examples=30)
@given(names=st.dictionaries(st.sampled_from(list(Target)), st.text(min_size=1, max_size=8), min_size=1))
def test_whatever_columns_are_called_their_mapping_names_them(names: dict[Target, str]) -> None:
    found = tomllib.loads(draft(Matching(names)))
    given_columns = {one.get("column") for one in found["values"].values()}
    for target in (Target.DATE, Target.KILLED, Target.WEAPON, Target.SIDE_A):
        assert target not in names or names[target] in given_columns


def test_a_row_is_told_in_sentences_or_why_it_is_rejected() -> None:
    mapping = mapping_of(
        draft(Matching({Target.PLACE: "p", Target.KILLED: "k"}, publisher="Me")).encode(), "own"
    )
    good, bad = preview(mapping, [row(p='Mill"ford', k="3"), row(p="Millford", k="-1")])
    assert 'Me counts killed: 3, in Incident in Mill"ford.' in good.sentences
    assert bad.fault is not None and bad.fault.column == "k" and "below 0" in bad.fault.sentence


def test_a_decimal_comma_is_told_by_the_numbers_and_goes_into_the_mapping() -> None:
    rows = [row(Town="Millford", Dead="1.234"), row(Town="Brookton", Dead="12")]
    matching = guess(("Town", "Dead"), rows)
    assert matching.decimal == ","
    shown = preview(mapping_of(draft(matching).encode(), "own"), rows)
    assert any("killed: 1234" in sentence for sentence in shown[0].sentences)


def test_degrees_with_three_decimals_after_a_comma_are_no_thousands() -> None:
    rows = [row(Ort="Bakhmut", Lat="48,595", Lon="38,000"), row(Ort="Sudzha", Lat="51,190", Lon="35,270")]
    matching = guess(("Ort", "Lat", "Lon"), rows)
    assert matching.columns == {Target.PLACE: "Ort", Target.LATITUDE: "Lat", Target.LONGITUDE: "Lon"}
    shown = preview(mapping_of(draft(matching).encode(), "own"), rows)
    assert all(one.fault is None for one in shown)


def test_a_table_of_ones_own_is_imported_judged_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    table, store = tmp_path / "own.csv", tmp_path / "store"
    table.write_text(TABLE, encoding="utf-8")
    rows = [one for one in read_rows(table) if isinstance(one, Row)]
    matching = guess(tuple(rows[0].values), rows)
    assert matching.decimal == "." and matching.happening is Happening.BY_ROW
    mapping = mapping_of(draft(matching).encode(), "own")
    options = Options(rejects=tmp_path / "rejected.csv", most_rejected=1.0)
    report = run_import(mapping, [table], store, options)
    assert report.staged is not None
    assert (report.staged.told.rows, report.staged.rejected) == (3, 1)
    assert "off the globe" in (tmp_path / "rejected.csv").read_text(encoding="utf-8")
    assert [one.rows for one in imports_of(open_store(store))] == [3]
    assert not run_import(mapping, [table], store, options).made


@pytest.mark.parametrize(
    ("name", "file", "counts"),
    [
        ("acled", "acled.csv", (3, 29, 0)),
        ("gdelt", "gdelt.export.CSV", (3, 16, 0)),
        ("ftm", "entities.ftm.json", (8, 10, 4)),
        ("rdf", "foreign.ttl", (8, 6, 2)),
    ],
)
def test_published_event_tables_are_taken_whole_and_keep_every_rule(
    tmp_path: Path, name: str, file: str, counts: tuple[int, int, int]
) -> None:
    from graph.importing.staging import Sink, stage
    from graph.mapping import read_mapping

    statements = tmp_path / "import.nt"
    with statements.open("wb") as out:
        staged = stage(read_mapping(name), [SAMPLES / file], Sink(out))
    told = staged.told
    assert (told.rows, told.claims, told.silent) == counts and staged.rejected == 0
    # As if it were curated: every shape and every check holds of it.
    assert (
        build([SAMPLES / "raid.ttl", statements], tmp_path / "store").manifest.counts["claims"]
        == told.claims + 13
    )


def test_a_table_of_transfers_is_told_by_what_it_calls_its_sides_and_its_years() -> None:
    cells = {
        "Supplier": "Lakeland",
        "Recipient": "Hillland",
        "Weapon designation": "Kestrel APC",
        "Year of order": "2022",
        "Number delivered": "20",
    }
    row = Row(1, 2, cells)
    found = guess(tuple(row.values), [row])
    assert found.happening is Happening.TRANSFER
    assert found.columns == {
        Target.DATE: "Year of order",
        Target.SIDE_A: "Supplier",
        Target.SIDE_B: "Recipient",
        Target.WEAPON: "Weapon designation",
        Target.COUNT: "Number delivered",
    }
    told = preview(mapping_of(draft(found).encode(), "mine"), [row])[0].sentences
    assert told[0] == "Unnamed publisher reports: Transfer: Kestrel APC Lakeland Hillland."
    assert not any("not named" in sentence for sentence in told)


def test_a_row_is_told_as_its_whole_table_is_read() -> None:
    rows = [Row(n, n + 1, {"DATE": f"3/{day}/2022", "day": "9", "tank": "8"}) for n, day in ((1, 1), (2, 25))]
    shown = preview(read_mapping("uamod"), rows[:1], among=rows)
    assert shown[0].fault is None
    assert shown[0].sentences[0].startswith("The ministry counts 8 tanks lost by Russia up to 2022-03-01")
    model = Row(1, 2, {"equipment": "Tanks", "model": "T-72B", "losses_total": "8", "captured": "8"})
    assert preview(read_mapping("oryx-counts"), [model])[0].fault is not None
    assert preview(read_mapping("oryx-counts"), [model], file="losses_russia.csv")[0].fault is None
