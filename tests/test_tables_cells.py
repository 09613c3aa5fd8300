"""Cells are read as what they are asked to be, and refused where they can be two things."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import CellError
from graph.tables import (
    Order,
    order_of,
    read_count,
    read_date,
    read_epoch,
    read_list,
    read_number,
    read_point,
    read_point_of_one,
)


@pytest.mark.parametrize(
    ("text", "iso", "precision", "time"),
    [
        ("2024-08-24", "2024-08-24", "day", ""),
        ("2024/8/4", "2024-08-04", "day", ""),
        ("24.08.2024", "2024-08-24", "day", ""),
        ("24/08/2024", "2024-08-24", "day", ""),
        ("08/24/2024", "2024-08-24", "day", ""),
        ("24-08-2024", "2024-08-24", "day", ""),
        ("24 Aug 2024", "2024-08-24", "day", ""),
        ("24-August-2024", "2024-08-24", "day", ""),
        ("August 24, 2024", "2024-08-24", "day", ""),
        ("Sat, 24th Sept 2024", "2024-09-24", "day", ""),
        ("20240824", "2024-08-24", "day", ""),
        ("20240824.0", "2024-08-24", "day", ""),
        ("20240824133000", "2024-08-24", "day", "13:30:00"),
        ("2024-08-24T13:30:00Z", "2024-08-24", "day", "13:30:00Z"),
        ("2024-08-24 13:30:00.5+03:00", "2024-08-24", "day", "13:30:00.5+03:00"),
        ("2024-08", "2024-08", "month", ""),
        ("202408", "2024-08", "month", ""),
        ("Aug 2024", "2024-08", "month", ""),
        ("2024", "2024", "year", ""),
        ("2024.0", "2024", "year", ""),
        ("05/05/2024", "2024-05-05", "day", ""),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_written(
    text: str, iso: str, precision: str, time: str
) -> None:
    moment = read_date(f" {text} ")
    assert (moment.text, moment.precision.value, moment.time) == (iso, precision, time)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("08/09/2024", "can be two dates"),
        ("24/08/24", "two digits"),
        ("2023-02-30", "no day of the calendar"),
        ("2024-13", "no date"),
        ("24 Augst 2024", "no date"),
        ("0002", "no date"),
        ("", "no date"),
        ("45163", "a spreadsheet.s number of a day"),
        ("1646092800", "seconds since 1970"),
    ],
)
def test_what_is_no_date_or_two_is_refused_with_the_value(text: str, said: str) -> None:
    with pytest.raises(CellError, match=said) as error:
        read_date(text)
    assert repr(text) in str(error.value)


def test_a_column_decides_whether_day_or_month_comes_first() -> None:
    assert order_of(["08/09/2024", "", "24/08/2024"]) is Order.DAY_FIRST
    assert order_of(["08/09/2024", "08/24/2024"]) is Order.MONTH_FIRST
    assert order_of(["2024-08-24", "05/05/2024", "24.08.2024"]) is None
    assert read_date("08/09/2024", Order.DAY_FIRST).text == "2024-09-08"
    assert read_date("08/09/2024", Order.MONTH_FIRST).text == "2024-08-09"
    for values, said in (
        (["08/09/2024", "05/05/2024"], "whether day or month"),
        (["24/08/2024", "08/24/2024"], "two orders"),
    ):
        with pytest.raises(CellError, match=said):
            order_of(values)
    with pytest.raises(CellError, match="no day of the calendar"):
        read_date("24/08/2024", Order.MONTH_FIRST)


@settings(max_examples=40)
@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_back_from_every_way_of_writing_it(day: date) -> None:
    year, month, number = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
    name = ("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())[day.month - 1]  # noqa: SIM905
    ways = (
        day.isoformat(),
        f"{number}.{month}.{year}",
        f"{number} {name} {year}",
        f"{name} {number}, {year}",
        year + month + number,
    )
    assert {read_date(way).text for way in ways} == {day.isoformat()}
    assert read_date(f"{number}/{month}/{year}", Order.DAY_FIRST).text == day.isoformat()
    assert read_date(f"{month}/{number}/{year}", Order.MONTH_FIRST).text == day.isoformat()


def test_seconds_since_1970_are_a_day_in_utc() -> None:
    assert (read_epoch("1724506200").text, read_epoch("1724506200").time) == ("2024-08-24", "13:30:00Z")
    for text in ("soon", "1e300", "nan"):
        with pytest.raises(CellError, match="seconds since 1970"):
            read_epoch(text)


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("1,234,567", ".", "1234567"),
        ("1 234", ".", "1234"),
        ("1\N{NARROW NO-BREAK SPACE}234,50", ",", "1234.50"),
        ("1.234.567,8", ",", "1234567.8"),
        ("1'234.5", ".", "1234.5"),
        ("-0.50", ".", "-0.50"),
        ("\N{MINUS SIGN}3", ".", "-3"),
        ("1e3", ".", "1E+3"),
        ("7.", ".", "7"),
    ],
)
def test_numbers_are_read_exactly_with_their_separators(text: str, decimal: str, number: str) -> None:
    assert str(read_number(text, decimal)) == number


@pytest.mark.parametrize("text", ["1,5", "12,34", "1,2345", "nan", "inf", "3 tanks", "", "1.2.3"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CellError, match="is no number"):
        read_number(text)


def test_a_count_is_whole_and_not_below_zero() -> None:
    assert [read_count(text) for text in ("0", "4.0", "1,200")] == [0, 4, 1200]
    for text, said in (("-3", "below 0"), ("2.5", "not whole")):
        with pytest.raises(CellError, match=said):
            read_count(text)


def test_coordinates_off_the_globe_are_refused_and_a_swap_is_suggested() -> None:
    assert read_point("50.60", "-36.58") == (Decimal("50.60"), Decimal("-36.58"))
    assert read_point("12°S", "77.5 W") == (Decimal(-12), Decimal("-77.5"))
    assert read_point_of_one("50.6, 36.6") == read_point_of_one("POINT(36.6 50.6)")
    with pytest.raises(CellError, match=r"latitude '136.6' is off the globe.*each other's place"):
        read_point("136.6", "50.6")
    with pytest.raises(CellError, match="longitude '200' is off the globe"):
        read_point("50", "200")
    for latitude, longitude in (("north", "36"), ("50 E", "36")):
        with pytest.raises(CellError):
            read_point(latitude, longitude)
    with pytest.raises(CellError, match="is no point"):
        read_point_of_one("Belgorod")


def test_lists_keep_separators_within_quotes_and_refuse_broken_ones() -> None:
    assert read_list(' RVC ;"Freedom; Legion";; ') == ("RVC", "Freedom; Legion")
    assert read_list("a|b", "|") == ("a", "b")
    assert read_list('["x", 3]') == ("x", "3")
    for text in ('"open; x', "[1, 2"):
        with pytest.raises(CellError):
            read_list(text)
