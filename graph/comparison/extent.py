"""On which side of two tellings every statement is, counted on integer columns however many there are.

It says the same as `graph.comparison.compare` says of claims as values, which tests hold together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.comparison.differences import SideCount, TellingSide
from graph.conflicts import ConflictKind

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags
    from graph.consequences import Weighed

_FRAMING = tuple(ConflictKind).index(ConflictKind.FRAMING)
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


def with_rivals(columns: Columns, propositions: Flags) -> Flags:
    """Return `propositions` and all that is in a conflict with one of them."""
    found, sizes = propositions.copy(), np.diff(columns.conflict_offsets)
    conflict = np.repeat(np.arange(len(sizes)), sizes)
    touched = np.zeros(len(sizes), np.bool_)
    touched[conflict[propositions[columns.conflict_members]]] = True
    found[columns.conflict_members[touched[conflict]]] = True
    return found


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
