"""What claims tell, by numbers: everything that decides where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.model import Stance

if TYPE_CHECKING:
    from graph.columns import Columns, Judged
    from graph.columns.layout import Flags, Ids, Offsets

ASSERTS, DENIES, UNSURE = (list(Stance).index(one) for one in (Stance.ASSERTS, Stance.DENIES, Stance.UNSURE))


@dataclass(eq=False)
class ToldByNumber:
    """The claims that count in columns, how propositions stand by them, and what hangs on each."""

    columns: Columns
    counting: Flags
    judged: Judged
    weights: Offsets
    """Shortest paths through each proposition."""

    @cached_property
    def told(self) -> Flags:
        """About which propositions a claim counts."""
        found = np.zeros(len(self.columns.propositions), np.bool_)
        found[self.columns.proposition[self.counting]] = True
        return found

    @cached_property
    def asserted_by_somebody(self) -> Flags:
        """Which propositions a claim that counts and is no reference asserts."""
        columns = self.columns
        found = np.zeros(len(columns.propositions), np.bool_)
        chosen = self.counting & (columns.stance == ASSERTS) & ~columns.reference
        found[columns.proposition[chosen]] = True
        return found

    @cached_property
    def origins(self) -> tuple[Ids, ...]:
        """For each stance, the named origins of the claims that take it to each proposition."""
        return tuple(self._origins_of(place) for place in range(len(Stance)))

    def _origins_of(self, stance: int) -> Ids:
        columns = self.columns
        chosen = self.counting & (columns.stance == stance)
        lent = np.zeros(len(columns.pair_proposition), np.bool_)
        lent[columns.pairs[np.repeat(chosen, np.diff(columns.pair_offsets))]] = True
        known = columns.pair_proposition[lent & columns.pair_known]
        found: Ids = np.bincount(known, minlength=len(columns.propositions)).astype(np.int32)
        return found

    def rows(self, proposition: int) -> Ids:
        """Return the claims that count about one proposition."""
        first, last = self.columns.first_claim[proposition : proposition + 2].tolist()
        found: Ids = (first + np.flatnonzero(self.counting[first:last])).astype(np.int32)
        return found

    @cached_property
    def _incidence(self) -> tuple[Offsets, Ids]:
        """Where the told propositions of each entity begin in the second, whichever end it is."""
        columns = self.columns
        numbers = np.flatnonzero(self.told).astype(np.int32)
        both = numbers[
            (columns.object[numbers] != NONE) & (columns.object[numbers] != columns.subject[numbers])
        ]
        ends = np.concatenate([columns.subject[numbers], columns.object[both]])
        about = np.concatenate([numbers, both])
        order = np.lexsort((about, ends))
        offsets = np.zeros(len(columns.entities) + 1, np.int64)
        np.cumsum(np.bincount(ends, minlength=len(columns.entities)), out=offsets[1:])
        return offsets, about[order]

    def about(self, entity: int) -> Ids:
        """Return the told propositions with an entity at either end, in the order of their IRIs."""
        offsets, about = self._incidence
        found: Ids = about[offsets[entity] : offsets[entity + 1]]
        return found

    def ends(self, proposition: int) -> tuple[int, ...]:
        """Return the entities that a proposition joins, its subject first."""
        subject, target = int(self.columns.subject[proposition]), int(self.columns.object[proposition])
        return (subject,) if target in (NONE, subject) else (subject, target)

    def voices(self, row: int) -> frozenset[int]:
        """Return whose word a claim is: the claimant and the body for which it was made."""
        return frozenset({int(self.columns.claimant[row]), int(self.columns.on_behalf_of[row])} - {NONE})

    @cached_property
    def by_one(self) -> Flags:
        """Which propositions one speaker alone, or one body, makes all the claims about that count."""
        columns, size = self.columns, len(self.columns.propositions)
        rows = np.flatnonzero(self.counting)
        about = columns.proposition[rows]
        first = np.full(size, NONE, np.int64)
        first[about[::-1]] = rows[::-1]  # the last to be written is the first of them
        found = np.zeros(size, np.bool_)
        for speaker in (columns.claimant, columns.on_behalf_of):
            of_first = np.where(first == NONE, NONE, speaker[first])
            wanted = of_first[about]
            other = (columns.claimant[rows] != wanted) & (columns.on_behalf_of[rows] != wanted)
            found |= (np.bincount(about[other], minlength=size) == 0) & (of_first != NONE)
        return found
