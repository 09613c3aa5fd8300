"""Imprecise dates as intervals of days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Span, later, span_meant, span_of, span_published, span_said
from graph.model import DatePrecision, Ref, Value
from graph.namespaces import XSD
from making import PAPER, claim, proposition, reference

RAID = proposition("i/raid", "perpetrator", "a/grey")
DAYS = st.dates(min_value=date(1000, 1, 1))


def bounds(span: Span | None) -> tuple[str, str]:
    assert span is not None
    return span.start.isoformat(), span.end.isoformat()


@pytest.mark.parametrize(
    ("text", "precision", "start", "end"),
    [
        ("2023-05-25", "day", "2023-05-25", "2023-05-25"),
        ("2023-05-22", "week", "2023-05-22", "2023-05-28"),
        ("2023-12-29", "week", "2023-12-29", "2024-01-04"),
        ("2023-05", "month", "2023-05-01", "2023-05-31"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2023-02", "month", "2023-02-01", "2023-02-28"),
        ("2023", "year", "2023-01-01", "2023-12-31"),
        ("9999-12-30", "week", "9999-12-30", "9999-12-31"),
        ("2023-05-25Z", "day", "2023-05-25", "2023-05-25"),
        ("2023-05-25T23:30:00+03:00", "", "2023-05-25", "2023-05-25"),
        ("2023-05+03:00", "", "2023-05-01", "2023-05-31"),
        (" 2023 ", "", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_date_is_all_the_days_it_can_mean(text, precision, start, end):
    assert bounds(span_of(text, precision)) == (start, end)


@pytest.mark.parametrize(
    "text", ["", "soon", "2023-13", "2023-02-30", "0000", "-0044", "20230525", "2023-5-2", "2023-05-25x"]
)
def test_what_is_no_date_has_no_span(text):
    assert span_of(text, "day") is None


def test_precision_can_make_a_date_less_exact_than_it_is_written_never_more():
    assert bounds(span_of("2023-05-25", "month")) == ("2023-05-01", "2023-05-31")
    assert bounds(span_of("2023-05", "day")) == ("2023-05-01", "2023-05-31")
    assert span_of("2023-05", "day").precision is DatePrecision.MONTH


def test_a_claim_was_said_on_one_date_and_published_on_another():
    late = replace(PAPER, date="2023-06", date_precision="month", date_basis="inferred")
    one = replace(claim("c/1", RAID), document=late)
    assert bounds(span_said(one)) == ("2023-05-25", "2023-05-25")
    assert span_said(one).basis == "stated"
    assert bounds(span_published(one.document)) == ("2023-06-01", "2023-06-30")
    assert span_published(one.document).basis == "inferred"


def test_a_reference_claim_without_a_date_was_said_at_no_time():
    one = replace(reference(claim("c/1", RAID), "d/handbook"), made_on="", made_on_precision="")
    assert span_said(one) is None


def test_only_an_object_that_is_a_date_means_days():
    assert bounds(span_meant(Value("2014", XSD + "gYear"))) == ("2014-01-01", "2014-12-31")
    assert span_meant(Value("2014", XSD + "integer")) is None
    assert span_meant(Ref("i/raid", "2014")) is None


def test_later_is_only_what_lies_wholly_after():
    assert later(span_of("2023-05-25"), span_of("2023-05-24"))
    assert not later(span_of("2023-05-24"), span_of("2023-05-24"))
    assert not later(span_of("2023-05-28"), span_of("2023-05-22", "week"))
    assert later(span_of("2023-05-29"), span_of("2023-05-22", "week"))
    assert not later(None, span_of("2023"))
    assert not later(span_of("2023"), None)


@pytest.mark.parametrize(
    ("text", "precision", "read"),
    [
        ("2023-05-04", "day", "4 May 2023"),
        ("2023-05-22", "week", "22 to 28 May 2023"),
        ("2023-05-29", "week", "29 May to 4 June 2023"),
        ("2023-12-29", "week", "29 December 2023 to 4 January 2024"),
        ("2023-05", "month", "May 2023"),
        ("2023", "year", "2023"),
    ],
)
def test_a_span_reads_as_exactly_as_it_is_known(text, precision, read):
    assert span_of(text, precision).text == read


@given(DAYS, st.sampled_from(DatePrecision))
def test_a_span_never_ends_before_it_starts(day, precision):
    span = span_of(day.isoformat(), precision)
    assert span.start <= span.end


@given(DAYS)
def test_an_imprecise_date_contains_every_more_precise_one_it_could_be(day):
    exact = span_of(day.isoformat())
    month, year = span_of(day.isoformat()[:7]), span_of(day.isoformat()[:4])
    assert (exact.start, exact.end) == (day, day)
    assert year.start <= month.start <= day <= month.end <= year.end


@given(DAYS.filter(lambda day: day < date(9999, 12, 25)), st.integers(0, 6))
def test_a_week_contains_the_seven_days_from_the_one_given(day, after):
    week = span_of(day.isoformat(), "week")
    assert week.start <= day + timedelta(days=after) <= week.end
    assert week.end - week.start == timedelta(days=6)


@given(DAYS, DAYS, st.sampled_from(DatePrecision), st.sampled_from(DatePrecision))
def test_of_two_dates_at_most_one_is_later(one, other, precision, other_precision):
    first, second = span_of(one.isoformat(), precision), span_of(other.isoformat(), other_precision)
    assert not (later(first, second) and later(second, first))
    assert later(first, second) == (first.start > second.end)


@pytest.mark.parametrize("text", ["2023-05-24Tgarbage", "2023T x", "2023-05T10:00", "2023-05-24T1", "May"])
def test_what_only_begins_like_a_date_is_none(text):
    assert span_of(text) is None


@pytest.mark.parametrize(
    ("said", "precision", "printed", "text"),
    [
        ("2023-05", "month", "2023-05-25", "1 to 25 May 2023"),
        ("2023-05-22", "week", "2023-05-25", "22 to 25 May 2023"),
        ("2023", "year", "2023-06", "1 January to 30 June 2023"),
        ("2023-05", "month", "2023-05-01", "1 May 2023"),
        ("2023-05", "month", "2023-06", "May 2023"),
        ("2023-05-24", "day", "2023-05-25", "24 May 2023"),
        ("2023-05", "month", "2023-04-30", "May 2023"),
        ("2023-05", "month", "", "May 2023"),
    ],
)
def test_what_was_published_was_said_by_then(said, precision, printed, text):
    paper = replace(PAPER, date=printed, date_precision="")
    made = replace(claim("c/1", proposition("a", "r", "b")), made_on=said, made_on_precision=precision)
    assert span_said(replace(made, document=paper)).text == text
