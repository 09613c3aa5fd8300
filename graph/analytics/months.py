"""How much there was month by month: what is dated no more exactly than that is counted apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import UNKNOWN_DAY
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns import Columns
    from graph.columns.layout import Flags, Ids
    from graph.dates import Span

_EPOCH = date(1970, 1, 1).toordinal()
UNDATED, INEXACT = -1, -2
"""In place of a month: no date is known, or none as exact as a month."""
_NEVER = np.iinfo(np.int64).max


class Basis(StrEnum):
    """Which date decides the month."""

    EVENT = "event"
    """When the incident took place."""
    SAID = "said"
    """When it was first said."""
    PUBLISHED = "published"
    """When it was first published."""


class What(StrEnum):
    """What is counted month by month."""

    LINKS = "links"
    INCIDENTS = "incidents"
    CLAIMS = "claims"
    LOSSES = "losses"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a series."""

    name: str
    counts: tuple[int | None, ...]
    """A number for each month of the series; None where a running count has not begun."""


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers month by month."""

    months: tuple[str, ...]
    """Without a gap, such as ``2023-05``."""
    lines: tuple[Line, ...]
    dated: int
    """What is counted in some month, shown or not."""
    inexact: int = 0
    """What is dated less exactly than a month, or to different months: counted apart."""
    undated: int = 0
    """What is not dated at all: counted apart."""
    cut: int = 0
    """Earlier months that are not shown."""
    running: bool = False
    """Whether each number counts from the beginning on, as those of a tally do."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of how many were killed in one incident: the least, the likeliest and the most."""

    low: int
    best: int
    high: int


def months_of_days(first: Counts | Ids, last: Counts | Ids) -> Counts:
    """Return the month in which each stretch of days lies, counted from January 1970.

    Parameters
    ----------
    first, last
        Days as `datetime.date.toordinal` counts them; `UNKNOWN_DAY` where none is known.

    Examples
    --------
    >>> day = date(1970, 2, 1).toordinal()
    >>> months_of_days(np.array([day, day, 0]), np.array([day + 27, day + 28, 0])).tolist()
    [1, -2, -1]
    """
    begin, end = (_months(np.asarray(each)) for each in (first, last))
    found = np.where(begin == end, begin, INEXACT)
    return np.where(np.asarray(first) == UNKNOWN_DAY, UNDATED, found)


def _months(days: Counts) -> Counts:
    since = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    return since.astype("datetime64[M]").astype(np.int64)


def months_of_spans(count: int, spans: Mapping[int, Iterable[Span]]) -> Counts:
    """Return the month of each of so many things by the dates told of them, all of which must lie in it."""
    first, last = (np.full(count, UNKNOWN_DAY, np.int64) for _ in range(2))
    for number, told in spans.items():
        held = tuple(told)
        if held:
            first[number] = min(one.start for one in held).toordinal()
            last[number] = max(one.end for one in held).toordinal()
    return months_of_days(first, last)


def months_first_told(columns: Columns, counting: Flags, basis: Basis) -> Counts:
    """Return in which month each proposition was first said or published, by the claims `counting`.

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
    return months_of_days(first, last)


def months_of_claims(columns: Columns, rows: Counts, basis: Basis) -> Counts:
    """Return in which month each of these claims was said or published."""
    if basis is Basis.SAID:
        return months_of_days(columns.said_from[rows], columns.said_to[rows])
    documents = columns.document[rows]
    return months_of_days(columns.published_from[documents], columns.published_to[documents])


def together(one: Counts, other: Counts) -> Counts:
    """Return the month of each thing by both of its ends: that of the end that is dated, if they agree."""
    both = np.where(one == UNDATED, other, one)
    differ = (one != UNDATED) & (other != UNDATED) & (one != other)
    return np.where(differ, INEXACT, both)


def earliest(count: int, told: Iterable[tuple[Ids, Counts]]) -> Counts:
    """Return for each of so many things the first month that is known for it exactly enough.

    Parameters
    ----------
    told
        Numbers of things, and a month for each.
    """
    found, inexact = np.full(count, _NEVER), np.zeros(count, np.bool_)
    for numbers, months in told:
        known = months >= 0
        np.minimum.at(found, numbers[known], months[known])
        inexact[numbers[months == INEXACT]] = True
    return np.where(found == _NEVER, np.where(inexact, INEXACT, UNDATED), found)


def series_of(
    months: Counts,
    lines: Mapping[str, Counts | None],
    *,
    most: int = BULK_LIMITS.series_months,
) -> Series:
    """Return what falls into each month.

    Parameters
    ----------
    months
        The month of each thing, or why it has none.
    lines
        By the name of a line how much each thing counts in it; None counts each once.
    """
    dated = months >= 0
    held, (inexact, undated) = months[dated], (int((months == why).sum()) for why in (INEXACT, UNDATED))
    if not len(held):
        return Series((), tuple(Line(name, ()) for name in lines), 0, inexact, undated)
    start, end = int(held.min()), int(held.max())
    cut = max(end - start + 1 - most, 0)
    made = []
    for name, weights in lines.items():
        counts = np.bincount(held - start, weights=None if weights is None else weights[dated])
        made.append(Line(name, tuple(counts[cut:].astype(np.int64).tolist())))
    names = tuple(map(month_name, range(start + cut, end + 1)))
    return Series(names, tuple(made), len(held), inexact, undated, cut)


def month_name(month: int) -> str:
    """Return a month, counted from January 1970, as ISO 8601 writes it.

    Examples
    --------
    >>> month_name(0), month_name(-1), month_name(640)
    ('1970-01', '1969-12', '2023-05')
    """
    return f"{1970 + month // 12:04}-{month % 12 + 1:02}"


def figures_of(told: Sequence[tuple[str, int, int]]) -> Figures | None:
    """Return the least, the likeliest and the most of what is told of one incident; None where no figure is.

    Parameters
    ----------
    told
        ``low``, ``best`` or ``high``, the figure, and how many named origins assert it.

    Notes
    -----
    Of several figures the one with most origins is the likeliest, of these the lowest. Where only bounds are
    told it is the lower, or the only one.

    Examples
    --------
    >>> figures_of([("best", 5, 1), ("best", 7, 2), ("low", 3, 1)])
    Figures(low=3, best=7, high=7)
    """
    if not told:
        return None
    every = [figure for _, figure, _ in told]
    best = [(-origins, figure) for sort, figure, origins in told if sort == "best"]
    return Figures(min(every), min(best)[1] if best else min(every), max(every))
