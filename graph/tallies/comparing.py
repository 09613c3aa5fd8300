"""What of two counts cannot both hold, what is claimed and not seen, and what says nothing against the other.

What a list of pieces shows is a lower bound: at least so many were lost. So a claim is contradicted by it
only where it is lower; where it is higher, the rest is not documented, and may be lost all the same. A
statement about one operation is no total either: a total at least as high says nothing against it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.model import Ref
from graph.tallies.reckoning import DESTROYED, Entry, Manner, Reckoning


class Finding(StrEnum):
    """What a comparison comes to."""

    EXCLUDED = "cannot both hold"
    NOT_DOCUMENTED = "not documented"
    HANGS_ON_WORDS = "hangs on what counts as lost"
    DIFFERENT_FIGURES = "different figures"
    NO_CONFLICT = "no conflict"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two counts set beside each other."""

    finding: Finding
    claimed: Entry
    against: Entry
    claimed_count: int
    """What is claimed: of several statements of one source, all of them together."""
    at_least: int
    """What the other count says, at least."""
    statements: tuple[Entry, ...] = ()
    """The statements that are taken together."""
    in_all: int = 0
    """Of pieces: how many the whole list shows, also of those put down after the day of the claim."""
    stages: tuple[tuple[Entry, Entry | None], ...] = ()
    """Of statements held against pieces: each, and what the list shows up to its own day, if anything."""

    @property
    def gap(self) -> int:
        """How many more are claimed than shown; below 0 where fewer are."""
        return self.claimed_count - self.at_least


@dataclass(frozen=True, slots=True)
class Excess:
    """Days on which a running count is lower than what a list shows destroyed up to then."""

    day: str
    """The day on which most are missing from the count."""
    claimed: int
    at_least: int
    days: int
    """On how many days it is so."""
    first: str
    last: str


PiecesTo = Callable[[str], Sequence[Entry]]
"""The entries of lists of pieces up to a day; up to an empty day those of the whole lists."""


def differences(entries: Sequence[Entry], pieces_to: PiecesTo, *, status: str = "") -> tuple[Difference, ...]:
    """Return what each claim says beside each list of pieces, and running counts beside each other.

    A claim is held against what was put down up to its own day: the rest may have been lost later.

    Parameters
    ----------
    entries
        What sources count up to one day, see `graph.tallies.counting.entries_to`.
    pieces_to
        Counts the pieces up to another day.
    status
        What became of it, if that was asked about.
    """
    running = [one for one in entries if one.manner is Manner.RUNNING]
    whole = {one.source: one.count for one in pieces_to("")}
    found = [_total(claim, shown, status) for claim in running for shown in pieces_to(claim.day)]
    for statements in _by_source(entries):
        found += [
            replace(_statements(statements, shown), stages=_stages(statements, shown, pieces_to))
            for shown in pieces_to(statements[-1].day)
        ]
        found += [_statements_of_total(statements, total) for total in running]
    found += list(_totals(running))
    order = list(Finding)
    counted = [replace(one, in_all=whole.get(one.against.source, 0)) for one in found]
    return tuple(sorted(counted, key=lambda one: order.index(one.finding)))


def _total(claim: Entry, shown: Entry, status: str) -> Difference:
    """Set a claimed total beside pieces that were seen, which are at least as many as were lost."""
    sure = shown.count if status and claim.by_status else shown.lost_for_good
    if claim.count < sure:
        return Difference(Finding.EXCLUDED, claim, shown, claim.count, sure)
    if claim.count < shown.count:
        return Difference(Finding.HANGS_ON_WORDS, claim, shown, claim.count, shown.count)
    finding = Finding.NOT_DOCUMENTED if claim.count > shown.count else Finding.NO_CONFLICT
    return Difference(finding, claim, shown, claim.count, shown.count)


def _by_source(entries: Sequence[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Yield the statements of each source that add up: none that is a part of another."""
    sources: dict[Ref, list[Entry]] = {}
    for one in entries:
        if one.manner is Manner.STATEMENT and one.inside is None:
            sources.setdefault(one.source, []).append(one)
    for _, group in sorted(sources.items(), key=lambda item: item[0].iri):
        yield tuple(group)


def _statements(statements: Sequence[Entry], shown: Entry) -> Difference:
    """Set statements about single losses beside pieces seen in the whole war.

    What is claimed to be destroyed is held against what is destroyed for all to see, not against the rest.
    """
    claimed = sum(one.count for one in statements)
    all_destroyed = all(set(one.by_status) == {DESTROYED} for one in statements)
    seen = shown.lost_for_good if all_destroyed else shown.count
    finding = Finding.NOT_DOCUMENTED if claimed > seen else Finding.NO_CONFLICT
    return Difference(finding, statements[-1], shown, claimed, seen, tuple(statements))


def _stages(
    statements: Sequence[Entry], shown: Entry, pieces_to: PiecesTo
) -> tuple[tuple[Entry, Entry | None], ...]:
    """Return each statement beside what the list of `shown` has up to its own day."""
    return tuple(
        (one, next((each for each in pieces_to(one.day) if each.source == shown.source), None))
        for one in statements
    )


def _statements_of_total(statements: Sequence[Entry], total: Entry) -> Difference:
    """Set statements beside a claimed total: together they cannot be more, if they are different losses."""
    claimed = sum(one.count for one in statements)
    finding = Finding.EXCLUDED if claimed > total.count else Finding.NO_CONFLICT
    return Difference(finding, statements[-1], total, claimed, total.count, tuple(statements))


def _totals(running: Sequence[Entry]) -> Iterator[Difference]:
    """Yield running counts of two sources to one day with different figures."""
    for place, one in enumerate(running):
        for other in running[place + 1 :]:
            if one.day == other.day and one.count != other.count:
                yield Difference(Finding.DIFFERENT_FIGURES, one, other, one.count, other.count)


def excess(running: Sequence[Reckoning], pieces: Sequence[Reckoning]) -> Excess | None:
    """Return on which days a running count is lower than what was seen destroyed by then; None if never.

    Parameters
    ----------
    running
        The figures of one source; several of one day, as of kinds that are counted apart, add up.
    pieces
        Those of one list.
    """
    by_day = Counter[str]()
    for one in running:
        by_day[one.counted_to] += one.count
    destroyed = sorted(one.day for one in pieces if DESTROYED in one.statuses)
    found = [
        (seen - count, day, count, seen)
        for day, count in by_day.items()
        if (seen := bisect_right(destroyed, day)) > count
    ]
    if not found:
        return None
    _, day, count, seen = max(found, key=lambda one: (one[0], one[1]))
    days = sorted(one[1] for one in found)
    return Excess(day, count, seen, len(days), days[0], days[-1])
