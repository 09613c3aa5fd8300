"""In which week, month or year something was: what is dated no more exactly than that is told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import UNKNOWN_DAY

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns import Columns
    from graph.columns.layout import Flags, Ids
    from graph.dates import Span

_EPOCH, _FIRST_YEAR = date(1970, 1, 1).toordinal(), 1970
_DAYS, _MONTHS = 7, 12
UNDATED, INEXACT = -1, -2
"""In place of a period: no date is known, or none as exact as a period."""
_NEVER = np.iinfo(np.int64).max


class Each(StrEnum):
    """How long each period is."""

    WEEK = "week"
    """Monday to Sunday, as ISO 8601 counts them."""
    MONTH = "month"
    YEAR = "year"


class Basis(StrEnum):
    """Which date decides the period."""

    EVENT = "event"
    """When the incident took place."""
    SAID = "said"
    """When it was first said."""
    PUBLISHED = "published"
    """When it was first published."""


def periods_of_days(first: Counts | Ids, last: Counts | Ids, each: Each = Each.MONTH) -> Counts:
    """Return the period in which each stretch of days lies, counted from the beginning of year 1 or before.

    Parameters
    ----------
    first, last
        Days as `datetime.date.toordinal` counts them; `UNKNOWN_DAY` where none is known.

    Examples
    --------
    >>> day = date(2023, 5, 1).toordinal()
    >>> found = periods_of_days(np.array([day, day, 0]), np.array([day + 30, day + 31, 0]))
    >>> period_name(int(found[0]), Each.MONTH), found[1:].tolist()
    ('2023-05', [-2, -1])
    """
    begin, end = (_periods(np.asarray(days).astype(np.int64), each) for days in (first, last))
    found = np.where(begin == end, begin, INEXACT)
    return np.where(np.asarray(first) == UNKNOWN_DAY, UNDATED, found)


def _periods(days: Counts, each: Each) -> Counts:
    if each is Each.WEEK:
        return (days - 1) // _DAYS  # the first day of year 1 is a Monday
    since = (days - _EPOCH).astype("datetime64[D]")
    if each is Each.YEAR:
        return since.astype("datetime64[Y]").astype(np.int64) + _FIRST_YEAR
    return since.astype("datetime64[M]").astype(np.int64) + _FIRST_YEAR * _MONTHS


def period_name(period: int, each: Each) -> str:
    """Return a period as ISO 8601 writes it.

    Examples
    --------
    >>> period_name(2023, Each.YEAR), period_name(2023 * 12, Each.MONTH)
    ('2023', '2023-01')
    >>> period_name((date(2023, 1, 1).toordinal() - 1) // 7, Each.WEEK)
    '2022-W52'
    """
    if each is Each.WEEK:
        year, week, _ = date.fromordinal(period * _DAYS + 1).isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{period:04}" if each is Each.YEAR else f"{period // _MONTHS:04}-{period % _MONTHS + 1:02}"


def first_day(period: str) -> str:
    """Return the first day of a period by its name.

    Examples
    --------
    >>> first_day("2022-W52"), first_day("2023-05"), first_day("2023")
    ('2022-12-26', '2023-05-01', '2023-01-01')
    """
    year, _, rest = period.partition("-")
    if rest.startswith("W"):
        return date.fromisocalendar(int(year), int(rest[1:]), 1).isoformat()
    return f"{year}-{rest or '01'}-01"


def periods_of_spans(count: int, spans: Mapping[int, Iterable[Span]], each: Each = Each.MONTH) -> Counts:
    """Return the period of each of so many things by the dates told of them, all of which must lie in it."""
    first, last = (np.full(count, UNKNOWN_DAY, np.int64) for _ in range(2))
    for number, told in spans.items():
        held = tuple(told)
        if held:
            first[number] = min(one.start for one in held).toordinal()
            last[number] = max(one.end for one in held).toordinal()
    return periods_of_days(first, last, each)


def periods_first_told(columns: Columns, counting: Flags, basis: Basis, each: Each) -> Counts:
    """Return in which period each proposition was first said or published, by the claims `counting`.

    The first is the claim that was surely made before the others were: the one whose days end first.
    """
    if basis is Basis.SAID:
        start, end = columns.said_from, columns.said_to
    else:
        start, end = columns.published_from[columns.document], columns.published_to[columns.document]
    rows = np.flatnonzero(counting & (start != UNKNOWN_DAY))
    rows = rows[np.lexsort((-start[rows], end[rows], columns.proposition[rows]))]
    about, places = np.unique(columns.proposition[rows], return_index=True)
    first, last = (np.full(len(columns.propositions), UNKNOWN_DAY, np.int64) for _ in range(2))
    first[about], last[about] = start[rows[places]], end[rows[places]]
    return periods_of_days(first, last, each)


def periods_of_claims(columns: Columns, rows: Counts, basis: Basis, each: Each) -> Counts:
    """Return in which period each of these claims was said or published."""
    if basis is Basis.SAID:
        return periods_of_days(columns.said_from[rows], columns.said_to[rows], each)
    documents = columns.document[rows]
    return periods_of_days(columns.published_from[documents], columns.published_to[documents], each)


def together(one: Counts, other: Counts) -> Counts:
    """Return the period of each thing by both of its ends: that of the end that is dated, if they agree."""
    both = np.where(one == UNDATED, other, one)
    differ = (one != UNDATED) & (other != UNDATED) & (one != other)
    return np.where(differ, INEXACT, both)


def earliest(count: int, told: Iterable[tuple[Ids, Counts]]) -> Counts:
    """Return for each of so many things the first period that is known for it exactly enough.

    Parameters
    ----------
    told
        Numbers of things, and a period for each.
    """
    found, inexact = np.full(count, _NEVER), np.zeros(count, np.bool_)
    for numbers, periods in told:
        known = periods >= 0
        np.minimum.at(found, numbers[known], periods[known])
        inexact[numbers[periods == INEXACT]] = True
    return np.where(found == _NEVER, np.where(inexact, INEXACT, UNDATED), found)
