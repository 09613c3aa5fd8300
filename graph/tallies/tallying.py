"""A tally: how many of a weapon were lost by a day, by each source that counts, and where the counts part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model import Ref
from graph.tallies.comparing import Difference, differences
from graph.tallies.counting import entries_to, falls
from graph.tallies.reckoning import Entry, Manner, Reckoning
from graph.tallies.scope import Scope

_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """What sources count of one thing up to one day."""

    scope: Scope
    side: Ref | None
    by: str
    """The last day, ISO 8601; empty where everything is counted."""
    status: str
    entries: tuple[Entry, ...]
    """Pieces first, then running counts, then statements."""
    differences: tuple[Difference, ...]
    """What cannot both hold first."""
    falls: tuple[tuple[Reckoning, Reckoning], ...] = ()
    """Where a running count falls from one figure to the next, up to the day."""
    unknown: int = 0
    """Where a kind is asked about: pieces of weapons of no known kind, which may be of it."""


@dataclass(frozen=True, slots=True)
class Point:
    """What the sources count up to one day of a series."""

    day: str
    counts: tuple[tuple[str, int], ...]
    """The label of a source that shows pieces or keeps a running count, and its count."""


def tallied(
    scope: Scope,
    reckonings: Sequence[Reckoning],
    *,
    side: Ref | None = None,
    party: Collection[str] = (),
    by: str = "",
    status: str = "",
    unknown: int = 0,
) -> Tally:
    """Return what sources count up to the day `by`, and where their counts part.

    Parameters
    ----------
    scope
        What is counted.
    reckonings
        What sources say of its losses.
    side, party
        Whose losses: the side, and the IRIs of all who count for it.
    by, status
        See `graph.tallies.counting.entries_to`.
    unknown
        Pieces of weapons of no known kind.
    """
    entries = entries_to(reckonings, by, party, status)
    pieces = [one for one in reckonings if one.manner is Manner.PIECES]

    def pieces_to(day: str) -> Sequence[Entry]:
        return entries_to(pieces, day, party, status)

    fallen = [pair for pair in falls(reckonings) if not by or pair[1].counted_to <= by]
    return Tally(
        scope=scope,
        side=side,
        by=by,
        status=status,
        entries=entries,
        differences=differences(entries, pieces_to, status=status),
        falls=tuple(fallen),
        unknown=unknown,
    )


def series(
    reckonings: Sequence[Reckoning], *, by: str = "", party: Collection[str] = (), status: str = "", most: int
) -> tuple[Point, ...]:
    """Return the counts at the end of each month, and on the last day, the latest `most` of them.

    Statements are no series and left out. Days without any count are left out as well.
    """
    counted = [one for one in reckonings if one.manner is not Manner.STATEMENT]
    days = sorted({one.reaches for one in counted if one.reaches and (not by or one.reaches <= by)})
    if not days:
        return ()
    ends = _month_ends(days[0], by or days[-1])[-most:]
    points = (Point(day, _counts(entries_to(counted, day, party, status))) for day in ends)
    return tuple(point for point in points if point.counts)


def _counts(entries: Sequence[Entry]) -> tuple[tuple[str, int], ...]:
    return tuple((f"{one.source.label} ({one.manner.value})", one.count) for one in entries)


def _month_ends(first: str, last: str) -> list[str]:
    """Return the last day of each month from that of `first` on, up to `last` and with it."""
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    year, month = start.year, start.month
    found: list[str] = []
    while True:
        year, month = (year + 1, 1) if month == _DECEMBER else (year, month + 1)
        last_of_month = date.fromordinal(date(year, month, 1).toordinal() - 1)
        if last_of_month >= end:
            return [*found, end.isoformat()]
        found.append(last_of_month.isoformat())
