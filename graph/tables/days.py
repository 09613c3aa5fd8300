"""Dates in cells, however they are written, as ISO 8601 and as exactly as they are known.

Nothing is guessed: of ``08/09/2024`` the column must show, by another of its dates, what comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

from graph.errors import CellError, UnclearOrderError
from graph.model import DatePrecision
from graph.tables.records import shortened


class Order(StrEnum):
    """What comes first in ``08/09/2024``."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as exactly as a cell gives it."""

    text: str
    """ISO 8601: ``2024-08-24``, ``2024-08`` or ``2024``."""
    precision: DatePrecision
    time: str = ""
    """The time of day with its zone, as written; empty where none is given."""


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_NAMES = {name: place for names in (_MONTHS, _FULL) for place, name in enumerate(names, 1)} | {"sept": 9}
_ZERO = r"(?:\.0+)?"
_TIME = r"(?:[T ]\s*(\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:[AaPp][Mm])?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?))?"
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_MONTH = re.compile(r"(\d{4})[-/](\d{1,2})|(\d{4})(\d\d)" + _ZERO)
_COMPACT = re.compile(rf"(\d{{4}})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?{_ZERO}")
_DOTTED = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?(\d{{4}}){_TIME}")
_SLASHED = re.compile(rf"(\d{{1,2}})([/-])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_YEAR = re.compile(r"(\d{4})" + _ZERO)
_WEEKDAY = r"(?:[^\W\d]{3,9},\s*)?"
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+([^\W\d]{{3,9}})\.?,?[\s-]+(\d{{4}}){_TIME}"
)
_NAMED_DAY = re.compile(rf"{_WEEKDAY}([^\W\d]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}")
_NAMED = re.compile(r"([^\W\d]{3,9})\.?,?[\s-]+(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2}")
_NUMBER = re.compile(r"\d{5}(?:\.\d+)?|\d{9,10}(?:\.\d+)?|\d{12,13}")
_MOST_MONTHS = 12
_FIRST_YEAR = 1000


def read_date(text: str, order: Order | None = None) -> Moment:
    """Return the date that a cell holds.

    Parameters
    ----------
    text
        Such as ``2024-08-24``, ``24.08.2024``, ``24/08/2024``, ``24 Aug 2024``, ``20240824``, ``2024-08``,
        ``2024`` or ``2024-08-24T12:00:00Z``.
    order
        What comes first between slashes or hyphens; `order_of` tells it for a whole column.

    Raises
    ------
    CellError
        If it is no date, has a year of two digits, or may be either of two dates.

    Examples
    --------
    >>> [read_date(text).text for text in ("24.08.2024", "24 Aug 2024", "20240824", "Aug 2024", "2016.0")]
    ['2024-08-24', '2024-08-24', '2024-08-24', '2024-08', '2016']
    >>> read_date("08/09/2024", Order.DAY_FIRST).text
    '2024-09-08'
    """
    written = text.strip()
    if found := _ISO.fullmatch(written):
        return _day(written, found[1], found[3], found[4], found[5])
    if found := _DOTTED.fullmatch(written):
        return _day(written, found[3], found[2], found[1], found[4])
    if found := _SLASHED.fullmatch(written):
        return _slashed(written, found, order)
    if found := _COMPACT.fullmatch(written):
        time = ":".join(part for part in found.groups()[3:] if part)
        return _day(written, found[1], found[2], found[3], time)
    return _named(written) or _coarse(written) or _refused(written)


def order_of(values: Iterable[str]) -> Order | None:
    """Return what comes first in the dates of a column that are written with slashes or hyphens.

    Parameters
    ----------
    values
        All cells of the column; those that are written otherwise tell nothing.

    Returns
    -------
    Order or None
        None where no date needs it: none is so written, or day and month are the same in each.

    Raises
    ------
    CellError
        If no date shows it, or two show different orders.

    Examples
    --------
    >>> order_of(["08/09/2024", "24/08/2024"])
    <Order.DAY_FIRST: 'day-first'>
    """
    evidence: dict[Order, str] = {}
    open_one = ""
    for value in values:
        found = _SLASHED.fullmatch(value.strip())
        if found is None:
            continue
        one, other = int(found[1]), int(found[3])
        if one > _MOST_MONTHS >= other:
            evidence.setdefault(Order.DAY_FIRST, value)
        elif other > _MOST_MONTHS >= one:
            evidence.setdefault(Order.MONTH_FIRST, value)
        elif one != other:
            open_one = open_one or value
    if len(evidence) > 1:
        day, month = evidence[Order.DAY_FIRST], evidence[Order.MONTH_FIRST]
        raise CellError(
            f"The column writes dates in two orders: {shortened(day)!r} has the day first and "
            f"{shortened(month)!r} the month. Write them in one, best as 2024-08-24."
        )
    if not evidence and open_one:
        raise UnclearOrderError(
            f"{shortened(open_one)!r} can be two dates, and no other of the column shows whether day or "
            "month comes first. Say which (day-first or month-first)."
        )
    return next(iter(evidence), None)


def has_order(text: str) -> bool:
    """Return whether a date is written so that its column must show whether day or month comes first.

    Examples
    --------
    >>> has_order("3/1/2022"), has_order("2022-03-01")
    (True, False)
    """
    return _SLASHED.fullmatch(text.strip()) is not None


def read_epoch(text: str) -> Moment:
    """Return the date of a number of seconds since 1970, in UTC.

    Raises
    ------
    CellError
        If it is no such number.

    Examples
    --------
    >>> read_epoch("1724500800").text
    '2024-08-24'
    """
    try:
        moment = datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise CellError(f"{shortened(text)!r} is no number of seconds since 1970.") from None
    return Moment(moment.date().isoformat(), DatePrecision.DAY, moment.strftime("%H:%M:%SZ"))


def _slashed(written: str, found: re.Match[str], order: Order | None) -> Moment:
    one, other, year, time = found[1], found[3], found[4], found[5]
    if order is None and one.lstrip("0") != other.lstrip("0"):
        order = order_of([written])
    day, month = (other, one) if order is Order.MONTH_FIRST else (one, other)
    return _day(written, year, month, day, time)


def _named(written: str) -> Moment | None:
    if found := _DAY_NAMED.fullmatch(written):
        day, name, year, time = found.groups()
    elif found := _NAMED_DAY.fullmatch(written):
        name, day, year, time = found.groups()
    elif found := _NAMED.fullmatch(written):
        (name, year), day, time = found.groups(), "", ""
    else:
        return None
    month = _NAMES.get(name.casefold())
    if month is None:
        return None
    if not day:
        return Moment(f"{year}-{month:02}", DatePrecision.MONTH)
    return _day(written, year, str(month), day, time)


def _coarse(written: str) -> Moment | None:
    if found := _MONTH.fullmatch(written):
        year, month = found[1] or found[3], int(found[2] or found[4])
        return Moment(f"{year}-{month:02}", DatePrecision.MONTH) if 1 <= month <= _MOST_MONTHS else None
    found = _YEAR.fullmatch(written)
    if found is None or int(found[1]) < _FIRST_YEAR:
        return None
    return Moment(found[1], DatePrecision.YEAR)


def _day(written: str, year: str, month: str, day: str, time: str | None) -> Moment:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise CellError(f"{shortened(written)!r} is no day of the calendar.") from None
    return Moment(found.isoformat(), DatePrecision.DAY, (time or "").strip())


def _refused(written: str) -> Moment:
    if _SHORT_YEAR.fullmatch(written):
        raise CellError(f"{shortened(written)!r} has a year of two digits; write four, best as 2024-08-24.")
    raise CellError(
        f"{shortened(written)!r} is no date. Accepted are 2024-08-24, 24.08.2024, 24/08/2024, 24 Aug 2024, "
        f"20240824, 2024-08 and 2024, each day with or without a time.{_hint(written)}"
    )


def _hint(written: str) -> str:
    if not _NUMBER.fullmatch(written):
        return ""
    return " It may be a spreadsheet's number of a day, or seconds since 1970: write it as a date."
