"""Dates as exactly as they are known: an imprecise one is an interval of days, never a day picked out of it.

Pure: it knows no store. Who asks "was it said before?" gets yes only where that is sure.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from graph.model import Claim, DatePrecision, Document, Ref, Value
from graph.namespaces import XSD

_TIME = r"T\d\d:\d\d(?::\d\d(?:\.\d+)?)?"
_WRITTEN = re.compile(rf"(\d{{4}})(?:-(\d\d)(?:-(\d\d)(?:{_TIME})?)?)?(?:Z|[+-]\d\d:\d\d)?")
"""Year, month and day of an ISO 8601 date; a time of day and a time zone are not days and are left out."""
_LAST_DAY_OF_WEEK = 6
DATE_TYPES = frozenset(XSD + name for name in ("date", "dateTime", "gYearMonth", "gYear"))


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days on which something may have been: from `start` to `end`, both included."""

    start: date
    end: date
    precision: DatePrecision
    basis: str = ""
    """``stated`` or ``inferred``, as the document or claim gives it; empty where it gives none."""

    @property
    def text(self) -> str:
        """The span as people read it.

        Examples
        --------
        >>> [span_of(*given).text for given in (("2023-05-24",), ("2023-05",), ("2023",))]
        ['24 May 2023', 'May 2023', '2023']
        >>> span_of("2023-05-29", "week").text
        '29 May to 4 June 2023'
        """
        if self.start == self.end:
            return _day(self.start)
        whole = _bounds(self.start, self.precision) == (self.start, self.end)
        if self.precision is DatePrecision.WEEK or not whole:
            return f"{_day(self.start, self.end)} to {_day(self.end)}"
        month = f"{calendar.month_name[self.start.month]} {self.start.year}"
        return month if self.precision is DatePrecision.MONTH else str(self.start.year)


def span_of(text: str, precision: str = "", basis: str = "") -> Span | None:
    """Return the days that a date can mean.

    Parameters
    ----------
    text
        ISO 8601, as exact as known: ``2023-05-25``, ``2023-05`` or ``2023``.
    precision
        ``day``, ``week`` (seven days from the one that `text` gives), ``month`` or ``year``; otherwise as
        exact as `text` is. It can make a date less exact than it is written, never more.
    basis
        Kept with the span.

    Returns
    -------
    Span or None
        None where the date is not known: an empty text, or one that is no date of the years 1 to 9999.

    Examples
    --------
    >>> whole = span_of("2023-05", "month")
    >>> whole.start.isoformat(), whole.end.isoformat()
    ('2023-05-01', '2023-05-31')
    >>> span_of("") is None, span_of("2023-02-30") is None
    (True, True)
    """
    written = _WRITTEN.fullmatch(text.strip())
    if written is None:
        return None
    year, month, day = (int(part) if part else None for part in written.groups())
    exact = _coarser(_exactness(month, day), precision)
    try:
        start, end = _bounds(date(year or 0, month or 1, day or 1), exact)
    except ValueError:
        return None
    return Span(start, end, exact, basis)


def span_said(claim: Claim) -> Span | None:
    """Return when `claim` was made; None where that is not known, as of every reference claim.

    What was published was said: an imprecise date ends at the latest when the document came out.
    """
    said = span_of(claim.made_on, claim.made_on_precision, claim.made_on_basis)
    printed = span_published(claim.document)
    if said is None or printed is None or not said.start <= printed.end < said.end:
        return said
    return replace(said, end=printed.end)


def span_published(document: Document) -> Span | None:
    """Return when `document` was published; None where that is not known."""
    return span_of(document.date, document.date_precision, document.date_basis)


def span_meant(object: Ref | Value) -> Span | None:
    """Return the days that the object of a proposition can mean; None where it is no date."""
    if isinstance(object, Value) and object.datatype in DATE_TYPES:
        return span_of(object.text)
    return None


def later(one: Span | None, other: Span | None) -> bool:
    """Return whether `one` surely lies after `other`: never where they share a day or one is not known.

    Examples
    --------
    >>> later(span_of("2023-06"), span_of("2023-05-24")), later(span_of("2023-05"), span_of("2023-05-24"))
    (True, False)
    """
    return one is not None and other is not None and one.start > other.end


def _exactness(month: int | None, day: int | None) -> DatePrecision:
    if day is not None:
        return DatePrecision.DAY
    return DatePrecision.YEAR if month is None else DatePrecision.MONTH


def _coarser(written: DatePrecision, named: str) -> DatePrecision:
    order = list(DatePrecision)
    named_so = DatePrecision(named) if named in order else written
    return max(written, named_so, key=order.index)


def _bounds(first: date, exact: DatePrecision) -> tuple[date, date]:
    if exact is DatePrecision.DAY:
        return first, first
    if exact is DatePrecision.WEEK:
        last = min(first.toordinal() + _LAST_DAY_OF_WEEK, date.max.toordinal())
        return first, date.fromordinal(last)
    if exact is DatePrecision.MONTH:
        return first.replace(day=1), first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return date(first.year, 1, 1), date(first.year, 12, 31)


def _day(one: date, beside: date | None = None) -> str:
    """Return a day, without what it shares with the one that is named right after it."""
    if beside and (one.year, one.month) == (beside.year, beside.month):
        return str(one.day)
    year = "" if beside and one.year == beside.year else f" {one.year}"
    return f"{one.day} {calendar.month_name[one.month]}{year}"
