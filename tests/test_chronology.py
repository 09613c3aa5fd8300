"""What of a picture is dated: three dates kept apart, as wide as inexact, counted together where many."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.chronology import DENSITIES, chronology, marks, within
from graph.dates import span_of
from graph.filters import When
from graph.model import DatePrecision, Stance, Value
from graph.namespaces import XSD
from graph.settings import LIMITS
from making import claim, proposition, reference

RAID = "i/raid"
BY = proposition(RAID, "perpetrator", "a/grey")
SEEN = proposition(RAID, "saw", "w/car")
TYPES = {RAID: ("Incursion", "Incident"), "a/grey": ("Actor",), "w/car": ("Weapon",)}
PICTURE = (RAID, "a/grey", "w/car")


def said(iri, about=BY, on="2023-05-24", published="2023-05-25", precision="day", **how):
    made = claim(iri, about, **how)
    document = replace(made.document, date=published)
    return replace(made, made_on=on, made_on_precision=precision if on else "", document=document)


def took_place(iri, on, stance=Stance.ASSERTS, incident=RAID):
    dating = replace(
        proposition(incident, "occurredOn", on),
        object=Value(on, XSD + ("date" if len(on) == 10 else "gYearMonth")),
    )
    return said(iri, dating, stance=stance)


def in_lane(made, lane):
    return [one for one in made.dated if one.lane is lane]


def test_when_it_took_place_was_said_and_was_published_are_three_dates():
    made = chronology(PICTURE, [took_place("c/1", "2023-05-22"), said("c/2")], TYPES)
    assert [(one.lane.value, one.span.text, one.thing) for one in made.dated] == [
        ("event", "22 May 2023", RAID),
        ("said", "24 May 2023", RAID),
        ("said", "24 May 2023", BY.iri),
        ("published", "25 May 2023", RAID),
        ("published", "25 May 2023", BY.iri),
    ]
    assert set(made.undated.values()) == {0}


def test_a_date_stays_as_wide_as_it_is_inexact():
    made = chronology(
        PICTURE, [took_place("c/1", "2023-05"), said("c/2", on="2023", precision="year")], TYPES
    )
    (event,) = in_lane(made, When.EVENT)
    assert (event.span.start, event.span.end) == (date(2023, 5, 1), date(2023, 5, 31))
    assert "1 January to 25 May 2023" in [one.span.text for one in in_lane(made, When.SAID)]


def test_what_has_no_date_is_counted_lane_by_lane():
    made = chronology(
        (*PICTURE, "i/other"),
        [said("c/1", on=""), said("c/2", on="", published=""), said("c/3")],
        {**TYPES, "i/other": ("Incident",)},
    )
    assert made.undated == {When.EVENT: 2, When.SAID: 2, When.PUBLISHED: 1}


def test_a_reference_fact_is_nobodys_word_of_any_day():
    made = chronology(PICTURE, [reference(said("c/1"), "d/handbook"), said("c/2")], TYPES)
    assert [[claim.iri for claim in one.claims] for one in made.dated] == [["c/2"], ["c/2"]]
    assert made.undated == {When.EVENT: 1, When.SAID: 1, When.PUBLISHED: 1}


def test_a_date_that_is_only_denied_is_no_date_of_an_incident():
    made = chronology(PICTURE, [took_place("c/1", "2023-05-22", Stance.DENIES)], TYPES)
    assert in_lane(made, When.EVENT) == []
    assert made.undated[When.EVENT] == 1


def test_only_links_of_the_picture_and_values_of_its_entities_are_in_it():
    outside = said("c/1", proposition(RAID, "perpetrator", "a/absent"))
    foreign = took_place("c/2", "2023-05-22", incident="i/absent")
    inside = said("c/3")
    assert within([outside, foreign, inside], PICTURE) == (inside,)
    assert {one.thing for one in chronology(PICTURE, [outside, foreign, inside], TYPES).dated} == {BY.iri}


def test_claims_of_one_statement_on_one_date_are_one_whoever_gives_the_date():
    inferred = replace(said("c/2", by="a/ben"), made_on_basis="inferred")
    made = chronology(PICTURE, [said("c/1"), inferred], TYPES)
    (one,) = in_lane(made, When.SAID)
    assert [claim.iri for claim in one.claims] == ["c/1", "c/2"]
    assert one.concerns("a/ben")
    assert one.concerns("a/grey")
    assert one.concerns(BY.iri)
    assert not one.concerns("w/car")


def test_a_few_things_of_one_date_lie_above_each_other_and_more_are_one_mark():
    few = [said(f"c/{n}", proposition(RAID, f"r{n}", "a/grey")) for n in range(LIMITS.timeline_stack)]
    drawn, density = marks(in_lane(chronology(PICTURE, few, TYPES), When.SAID))[When.SAID]
    assert [one.row for one in drawn] == list(range(LIMITS.timeline_stack))
    assert density == DENSITIES[0]
    many = [*few, said("c/one-more", SEEN)]
    drawn, _ = marks(in_lane(chronology(PICTURE, many, TYPES), When.SAID))[When.SAID]
    assert [len(one.things) for one in drawn] == [LIMITS.timeline_stack + 1]


def test_days_next_to_each_other_share_a_row_and_a_number_takes_the_room_of_two():
    links = [proposition(RAID, f"r{n}", "a/grey") for n in range(LIMITS.timeline_stack + 3)]
    days = [1] * (LIMITS.timeline_stack + 1) + [2, 3]
    told = [
        said(f"c/{n}", link, on=f"2023-05-0{day}", published="")
        for n, (link, day) in enumerate(zip(links, days, strict=True))
    ]
    drawn, _ = marks(chronology(PICTURE, told, TYPES).dated)[When.SAID]
    assert [(one.span.start.day, one.row) for one in drawn] == [(1, 0), (2, 1), (3, 0)]


def test_too_many_days_are_counted_by_month_and_too_many_months_by_year():
    def spread(step):
        days = (date(1990, 1, 1) + timedelta(days=step * n) for n in range(400))
        told = [said(f"c/{n}", on=day.isoformat(), published="") for n, day in enumerate(days)]
        return marks(chronology(PICTURE, told, TYPES).dated, rows=3, across=30)[When.SAID][1].unit

    assert spread(1) is DatePrecision.MONTH
    assert spread(20) is DatePrecision.YEAR


def test_a_date_wider_than_what_is_counted_by_keeps_its_width():
    told = [
        said(f"c/{n}", on=(date(2023, 1, 1) + timedelta(days=n)).isoformat(), published="")
        for n in range(300)
    ]
    wide = said("c/wide", SEEN, on="2023", precision="year", published="")
    drawn, density = marks(chronology(PICTURE, [*told, wide], TYPES).dated, rows=4, across=20)[When.SAID]
    assert density.unit is DatePrecision.MONTH
    assert span_of("2023").end in {one.span.end for one in drawn if one.things[0].claims[0].iri == "c/wide"}


DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))
DATED = st.tuples(DAYS, st.sampled_from(["day", "week", "month", "year"]), st.integers(0, 6))


@given(st.lists(DATED, min_size=1, max_size=60), st.integers(1, 6), st.integers(5, 64))
def test_every_thing_is_in_exactly_one_mark_and_no_two_marks_lie_on_each_other(found, rows, across):
    told = [
        said(f"c/{n}", proposition(RAID, f"r{which}", "a/grey"), on=day.isoformat(), precision=precision)
        for n, (day, precision, which) in enumerate(found)
    ]
    made = chronology(PICTURE, told, TYPES)
    drawn = marks(made.dated, rows, across)
    marked = Counter(thing.key for lane, _ in drawn.values() for mark in lane for thing in mark.things)
    assert marked == Counter(one.key for one in made.dated)
    for lane, _ in drawn.values():
        by_row: dict[int, list] = {}
        for mark in lane:
            by_row.setdefault(mark.row, []).append(mark.span)
        for spans in by_row.values():
            ordered = sorted(spans)
            assert all(one.end < other.start for one, other in pairwise(ordered))
