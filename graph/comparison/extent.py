"""On which side of two tellings every statement is, counted on integer columns however many there are.

It says the same as `graph.comparison.compare` says of claims as values, which tests hold together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.comparison.differences import Excluding, SideCount, TellingSide
from graph.conflicts import ConflictKind, Member

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags
    from graph.consequences import Weighed

_KINDS = tuple(ConflictKind)
_FRAMING = _KINDS.index(ConflictKind.FRAMING)
_SIDES = tuple(TellingSide)


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Which propositions are on which side, one truth value each."""

    of: dict[TellingSide, Flags]
    is_link: Flags

    @property
    def counts(self) -> tuple[SideCount, ...]:
        """How many links and other statements are on each side, the sides in their order."""
        found = []
        for side, flags in self.of.items():
            links = int(np.count_nonzero(flags & self.is_link))
            found.append(SideCount(side, links, int(np.count_nonzero(flags)) - links))
        return tuple(found)


def sides_of(one: Weighed, other: Weighed) -> Sides:
    """Return on which side of two tellings each proposition is that one of them tells."""
    here, there = one.told, other.told
    asserted, opposite = one.asserted, other.asserted
    alike = asserted == opposite
    excluded = _excluded(one.columns, asserted & ~opposite, opposite)
    excluded |= _excluded(one.columns, opposite & ~asserted, asserted)
    both, single = here & there, here ^ there
    opposed = (both & ~alike) | (single & excluded)
    of = {
        TellingSide.OPPOSED: opposed,
        TellingSide.BOTH: both & alike,
        TellingSide.ONLY_ONE: single & here & ~opposed,
        TellingSide.ONLY_OTHER: single & there & ~opposed,
    }
    return Sides({side: of[side] for side in _SIDES}, one.is_link)


def excluding(columns: Columns, propositions: Flags) -> tuple[tuple[Excluding, ...], Flags]:
    """Return the conflicts that `propositions` are in, and these with all that is in one of them."""
    found, offsets = propositions.copy(), columns.conflict_offsets
    conflict = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    touched = np.unique(conflict[propositions[columns.conflict_members]]).tolist()
    conflicts = []
    for number in touched:
        rows = range(*offsets[number : number + 2].tolist())
        members = tuple(_member(columns, row) for row in rows)
        found[columns.conflict_members[rows.start : rows.stop]] = True
        conflicts.append(Excluding(_KINDS[int(columns.conflict_kind[number])], members))
    return tuple(conflicts), found


def _member(columns: Columns, row: int) -> Member:
    low, high = float(columns.conflict_low[row]), float(columns.conflict_high[row])
    return Member(columns.propositions[int(columns.conflict_members[row])], low, high)


def _excluded(columns: Columns, asserted: Flags, opposite: Flags) -> Flags:
    """Return which of `asserted` cannot hold together with something that the `opposite` telling asserts.

    Members of a conflict exclude each other where their intervals do not meet.
    """
    members, sizes = columns.conflict_members, np.diff(columns.conflict_offsets)
    conflict = np.repeat(np.arange(len(sizes)), sizes)
    against = opposite[members] & (columns.conflict_kind != _FRAMING)[conflict]
    lowest, highest = np.full(len(sizes), np.inf), np.full(len(sizes), -np.inf)
    np.minimum.at(lowest, conflict[against], columns.conflict_high[against])
    np.maximum.at(highest, conflict[against], columns.conflict_low[against])
    apart = (lowest[conflict] < columns.conflict_low) | (highest[conflict] > columns.conflict_high)
    found = np.zeros(len(columns.propositions), np.bool_)
    found[members[apart & asserted[members]]] = True
    return found
