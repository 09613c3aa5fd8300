"""Count what sources say up to a day: pieces added up, the last running count, each statement by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from graph.model import Ref
from graph.tallies.reckoning import Entry, Manner, Reckoning

_NOT_SAID = "not said"


def entries_to(
    reckonings: Iterable[Reckoning], by: str, party: Collection[str] = (), status: str = ""
) -> tuple[Entry, ...]:
    """Return what each source counts up to the day `by`: pieces, running counts, then statements.

    Parameters
    ----------
    reckonings
        What sources say of the losses of one weapon or kind.
    by
        The last day, ISO 8601; empty counts everything.
    party
        IRIs of the side and of those who count for it; nobody means everybody.
    status
        What became of it, such as ``destroyed``; empty means whatever became of it. A source that does not
        say what became of its losses is kept: its entry has no statuses.
    """
    chosen = fitting(reckonings, party, by=by, status=status)
    by_manner: defaultdict[tuple[Manner, Ref], list[Reckoning]] = defaultdict(list)
    for one in chosen:
        by_manner[one.manner, one.source].append(one)
    order = list(Manner)
    keys = sorted(by_manner, key=lambda key: (order.index(key[0]), key[1].label, key[1].iri))
    return tuple(entry for key in keys for entry in _entries(key[0], by_manner[key], party))


def fitting(
    reckonings: Iterable[Reckoning], party: Collection[str] = (), *, by: str = "", status: str = ""
) -> tuple[Reckoning, ...]:
    """Return those of `reckonings` that a count takes in; see `entries_to` for what is asked."""
    return tuple(one for one in reckonings if _fits(one, by, party, status))


def _fits(one: Reckoning, by: str, party: Collection[str], status: str) -> bool:
    if by and (not one.reaches or one.reaches > by):
        return False
    if status and one.statuses and status not in one.statuses:
        return False
    return not party or not one.sides or not one.sides.isdisjoint(party) or _of_nobody_else(one)


def _of_nobody_else(one: Reckoning) -> bool:
    """Say whether it is left open whose loss it was: a statement may name people only, and no side."""
    return one.manner is Manner.STATEMENT and one.side_is_open


def _entries(manner: Manner, group: Sequence[Reckoning], party: Collection[str]) -> Iterator[Entry]:
    if manner is Manner.PIECES:
        yield _pieces(group)
    elif manner is Manner.RUNNING:
        yield _last_running(group)
    else:
        yield from _statements(group, party)


def _pieces(group: Sequence[Reckoning]) -> Entry:
    """Add pieces up, each loss once."""
    once = {one.loss.iri: one for one in group}.values()
    losses = sorted(once, key=lambda one: (one.day, one.loss.iri))
    return Entry(
        source=group[0].source,
        manner=Manner.PIECES,
        count=len(losses),
        day=losses[-1].day,
        by_status=Counter(status for one in losses for status in one.statuses or {_NOT_SAID}),
        by_weapon=Counter(one.weapon for one in losses),
        pieces=tuple(losses),
    )


def _last_running(group: Sequence[Reckoning]) -> Entry:
    """Take the figures of the last day; several kinds that are counted apart add up."""
    last = max(one.counted_to for one in group)
    of_that_day = [one for one in group if one.counted_to == last]
    return Entry(
        source=group[0].source,
        manner=Manner.RUNNING,
        count=sum(one.count for one in of_that_day),
        day=last,
        by_status=_statuses(of_that_day),
        by_weapon=Counter({one.weapon: one.count for one in of_that_day}),
        losses=tuple(one.loss for one in of_that_day),
        claims=tuple(one.claim for one in of_that_day),
    )


def _statements(group: Sequence[Reckoning], party: Collection[str]) -> Iterator[Entry]:
    """Yield each statement by itself, in the order of its day; one inside another is marked so."""
    named = {one.loss.iri: one.loss for one in group}
    for one in sorted(group, key=lambda each: (each.day, each.loss.iri, each.count)):
        yield Entry(
            source=one.source,
            manner=Manner.STATEMENT,
            count=one.count,
            day=one.day,
            by_status=_statuses([one]),
            by_weapon={one.weapon: one.count},
            losses=(one.loss,),
            claims=(one.claim,),
            side_stated=not party or not one.sides.isdisjoint(party),
            inside=next((named[each] for each in sorted(one.part_of) if each in named), None),
        )


def _statuses(group: Iterable[Reckoning]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in group:
        for status in one.statuses:
            found[status] += one.count
    return dict(found)


def falls(reckonings: Iterable[Reckoning]) -> tuple[tuple[Reckoning, Reckoning], ...]:
    """Return where a running count falls from one figure to the next: a correction, or an error."""
    by_source: defaultdict[tuple[str, str], list[Reckoning]] = defaultdict(list)
    for one in reckonings:
        if one.manner is Manner.RUNNING:
            by_source[one.source.iri, one.weapon].append(one)
    found = []
    for _, group in sorted(by_source.items()):
        ordered = sorted(group, key=lambda one: one.counted_to)
        found += [(a, b) for a, b in pairwise(ordered) if b.count < a.count]
    return tuple(found)
