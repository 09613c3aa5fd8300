"""The timeline and the matrix below the picture, without a browser: charts, tables, clicks and words."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.chronology import DENSITIES, chronology, marks
from graph.dates import span_of
from graph.filters import When
from graph.matrix import matrix_of
from graph.model import Stance, Value
from graph.namespaces import XSD
from graph.settings import LIMITS
from graph.ui.brushing import brushed, picked
from graph.ui.matrix_cells import MatrixState, asked_for, heat, matrix_table
from graph.ui.matrix_view import amount_line as matrix_amount
from graph.ui.session import FilterState, written
from graph.ui.timeaxis import day_of, instant
from graph.ui.timelanes import COLOUR, FAINT, Look, Range, lanes_chart, ordered
from graph.ui.timeline_view import amount_line, density_words, in_order, range_words
from making import claim, proposition
from test_ui_theme import GRAPHICS, SETTINGS, THEMES, contrast

RAID = "i/raid"
BY = proposition(RAID, "perpetrator", "a/grey")
SEEN = proposition(RAID, "saw", "w/car")
TYPES = {RAID: ("Incident",)}
PICTURE = (RAID, "a/grey", "w/car")
CLOSED = MatrixState()
STRUCK = replace(proposition(RAID, "occurredOn", "x"), object=Value("2023-05", XSD + "gYearMonth"))


def said(iri, about=BY, on="2023-05-24", published="2023-05-25", **how):
    made = claim(iri, about, **how)
    return replace(made, made_on=on, document=replace(made.document, date=published))


def told(*claims):
    return chronology(PICTURE, claims, TYPES)


def keys(found):
    return frozenset(one.key for one in found.dated)


def chart(found, **look):
    look.setdefault("inside", keys(found))
    return lanes_chart(marks(found.dated), lambda one: one.claims[0].proposition.iri, Look(**look))


def drawn(spec, name="marks"):
    return spec["datasets"][name]


def test_the_three_dates_are_lanes_that_lie_apart():
    spec = chart(told(said("c/1", STRUCK), said("c/2")))
    lanes = drawn(spec, "lanes")
    assert [one["name"] for one in lanes] == ["Took place", "Said", "Published"]
    assert all(above["bottom"] < below["y"] for above, below in pairwise(lanes))
    for mark in drawn(spec):
        (lane,) = [one for one in lanes if one["name"] == mark["lane"]]
        assert lane["y"] < mark["y"] < lane["bottom"]


def test_an_exact_date_is_a_mark_and_an_inexact_one_a_bar_as_wide_as_it_is():
    spec = chart(told(said("c/1", STRUCK, on=""), said("c/2")))
    event, exact = drawn(spec)[0], drawn(spec)[1]
    assert (event["bar"], event["start"], event["end"]) == (
        True,
        instant("2023-05-01"),
        instant("2023-06-01"),
    )
    assert (exact["bar"], exact["middle"]) == (False, instant("2023-05-24T12:00:00Z"))


def test_what_lies_on_each_other_is_one_mark_with_a_number_and_a_sentence_says_so():
    many = [said(f"c/{n}", proposition(RAID, f"r{n}", "a/grey")) for n in range(LIMITS.timeline_stack + 1)]
    found = told(*many)
    assert {mark["count"] for mark in drawn(chart(found))} == {str(len(many))}
    assert drawn(chart(found))[0]["what"].endswith(f"and {len(many) - 3} more")
    assert density_words(marks(found.dated)) == [
        "A number counts what would lie on each other: click it to list that."
    ]
    by_month = {When.SAID: (marks(found.dated)[When.SAID][0], DENSITIES[2])}
    assert density_words(by_month)[0] == "Said: so many days that they are counted by month."
    assert density_words(marks(told(said("c/1")).dated)) == []


def test_what_is_selected_in_the_picture_stands_out_and_what_is_not_looked_at_is_faint():
    found = told(said("c/1"), said("c/2", SEEN, on="2023-05-20"))
    inside = frozenset(one.key for one in found.dated if one.thing == BY.iri)
    spec = chart(found, inside=inside, selected="w/car")
    assert {(mark["what"], mark["selected"], mark["inside"]) for mark in drawn(spec)} == {
        (BY.iri, False, True),
        (SEEN.iri, True, False),
    }


def test_the_chosen_days_are_a_band_on_the_lane_they_are_about_within_the_chart():
    found = told(said("c/1"), said("c/2", on="2023-05-20"))
    lanes = {one["name"]: one for one in drawn(chart(found), "lanes")}
    (band,) = drawn(chart(found, chosen=Range(When.SAID, span_of("2023-05-20"))), "range")
    assert (band["y"], band["bottom"]) == (lanes["Said"]["y"], lanes["Said"]["bottom"])
    assert (band["start"], band["end"]) == (instant("2023-05-20"), instant("2023-05-21"))
    (wide,) = drawn(chart(found, chosen=Range(When.SAID, span_of("2023"))), "range")
    assert (wide["start"], wide["end"]) == (lanes["Said"]["start"], lanes["Said"]["end"])
    (none,) = drawn(chart(found), "range")
    assert none["start"] == none["end"]


def test_a_click_and_chosen_days_change_the_data_of_the_chart_alone():
    found = told(said("c/1"), said("c/2", on="2023-05-20"))
    one = chart(found)
    other = chart(found, inside=frozenset(), selected=BY.iri, chosen=Range(When.SAID, span_of("2023-05-20")))
    assert one["datasets"] != other["datasets"]
    assert {**one, "datasets": {}} == {**other, "datasets": {}}


def test_a_brush_of_no_width_chooses_no_days():
    assert brushed({}) is None
    assert brushed({"brush": {"start": [5.0, 5.0]}}) is None
    assert brushed({"brush": {"start": [9.0, 5.0]}}) == (5.0, 9.0)


def test_a_click_finds_its_mark_by_sign_or_bar_and_none_that_is_gone():
    found = ordered(marks(told(said("c/1")).dated))
    assert picked({"pick": [{"id": 1}]}, found) is found[1]
    assert picked({"pick": [], "pick_bar": [{"id": 0}]}, found) is found[0]
    assert picked({"pick": [{"id": 2}]}, found) is None
    assert picked({"pick": [{"else": 2}]}, found) is None
    assert picked({}, found) is None


@given(st.dates())
def test_a_day_of_the_chart_is_the_day_that_was_drawn(day):
    begin = instant(day.isoformat())
    assert day_of(begin) == day_of(begin + 86_399_999) == day


def test_a_time_beyond_the_calendar_is_its_last_day():
    assert day_of(1e18).year == 9999
    assert day_of(-1e18).year == 1


def test_how_much_is_dated_and_undated_is_a_sentence():
    assert amount_line(told(said("c/1"), said("c/2", on="", published=""))) == (
        "Of this picture 0 dates of incidents and 1 claim have a date. Not drawn: 1 incident has no date; "
        "of 1 claim it is not known when it was said; "
        "1 claim is a reference fact or stands in a text without a date."
    )
    assert (
        amount_line(told(said("c/1", STRUCK)))
        == "Of this picture 1 date of incidents and 1 claim have a date."
    )


def test_which_days_are_looked_at_is_a_sentence():
    assert range_words(FilterState()) == []
    assert range_words(FilterState(since="2023-05", until="2023-06", when="said"))[0].startswith(
        "Only what was said from 1 May 2023 to 30 June 2023 is looked at;"
    )
    assert range_words(FilterState(until="2023", when="event"))[0].startswith(
        "Only what took place on or before 31 December 2023"
    )


@given(st.none() | st.dates(), st.none() | st.dates(), st.sampled_from(["since", "until"]))
def test_the_ends_of_the_chosen_days_never_cross_and_the_one_typed_stays(since, until, typed):
    made = in_order(since, until, typed)
    kept = {"since": since, "until": until}[typed]
    assert made[typed] == (kept.isoformat() if kept else "")
    assert not all(made.values()) or made["since"] <= made["until"]


@pytest.mark.parametrize("theme", THEMES)
def test_marks_can_be_told_from_the_ground(theme):
    ground = SETTINGS["theme"][theme]["backgroundColor"]
    assert contrast(COLOUR, ground) >= GRAPHICS
    assert contrast(FAINT, ground) >= GRAPHICS


def table(*claims, there=PICTURE, selected="", state=CLOSED):
    return str(matrix_table(matrix_of(claims, PICTURE), there, selected, state))


def test_a_cell_says_in_words_how_many_assert_deny_and_leave_open():
    made = table(said("c/1"), said("c/2", stance=Stance.DENIES), said("c/3", stance=Stance.UNSURE))
    assert "<strong>3</strong><small>1 denies</small><small>1 leaves open</small>" in made
    assert 'aria-label="ANNA about RAID: 3 claims: 1 asserts, 1 denies, 1 leaves it open"' in made
    assert 'class="ag-heat-4 ag-denied"' in made
    assert "ag-doubted" not in made
    assert "ag-denied" not in table(said("c/1"))
    assert 'class="ag-heat-4 ag-doubted"' in table(said("c/3", stance=Stance.UNSURE))


def test_the_row_and_column_of_what_is_selected_and_the_open_cell_stand_out():
    made = table(said("c/1", by="a/grey"), selected="a/grey", state=MatrixState(row="a/grey", column=RAID))
    assert made.count('class="ag-chosen"') == 2
    assert made.count('aria-pressed="true"') == 1
    assert made.count("ag-open") == 1


def test_only_what_is_in_the_picture_can_be_selected_by_its_heading():
    made = table(said("c/1", by="a/absent"))
    assert ">ABSENT</th>" in made
    assert 'data-go="entity i/raid"' in made


NAMES = st.text(min_size=1, max_size=30)


@given(NAMES, NAMES)
def test_a_click_on_a_cell_names_its_row_and_column_whatever_they_are_called(row, column):
    told = [said("c/1", proposition(column, "knows", column), by=row)]
    made = str(matrix_table(matrix_of(told, {column}), (), "", MatrixState()))
    targets = [part.split('"')[0] for part in made.split('data-go="')[1:]]
    assert [asked_for(one) for one in targets] == [(row, column)]


@given(st.integers(1, 10_000), st.integers(1, 10_000))
def test_the_fullest_cell_is_the_darkest_and_every_cell_has_a_shade(one, other):
    fewer, fullest = sorted((one, other))
    assert 1 <= heat(fewer, fullest) <= heat(fullest, fullest) == 4


def test_what_the_matrix_leaves_out_is_a_sentence():
    told = [said("c/1"), said("c/2", SEEN, by="a/ben"), said("c/3", by="a/ben")]
    assert (
        matrix_amount(matrix_of(told, PICTURE)) == "3 claims of this picture by 2 speakers about 3 entities."
    )
    assert matrix_amount(matrix_of(told, PICTURE, most_rows=1, most_columns=2)) == (
        "3 claims of this picture by 2 speakers about 3 entities. "
        "Left out: 1 speaker and 1 entity, with the fewest claims."
    )
    assert "Left out: 1 speaker, with" in matrix_amount(matrix_of(told, PICTURE, most_rows=1))


def test_the_matrix_can_stand_in_an_address():
    assert written(MatrixState(voice="speaker", row="a/x", column="a/y")) == {
        "voice": ["speaker"],
        "row": ["a/x"],
        "column": ["a/y"],
    }
