"""How a count is parted into lines: by relation, status, stance, speaker, class, or whoever had a part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.analytics import SPLITS, What
from graph.analytics.apart import told_apart
from graph.analytics.series import split_by
from graph.columns import NONE
from graph.errors import InputError
from graph.knowledge.recurring import Recurring
from graph.model import Stance, Status
from graph.presentation import spaced

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns.layout import Codes, Flags, Ids

OTHERS, NOT_TOLD = "others", "not told"
"""Names of the lines for what has another value, and for what has none."""
_DENIED = tuple(Status).index(Status.DENIED_ONLY)
_INCIDENTS = frozenset({What.INCIDENTS, What.LOSSES, What.KILLED})


class _Valued(NamedTuple):
    """Values of things, a row for each."""

    things: Counts
    """Which of the things that are counted."""
    values: Counts | Ids | Codes
    names: Callable[[tuple[int, ...]], Sequence[str]]
    """The words for values."""


class Parting(Recurring):
    """What parts a count into lines."""

    def lines_of(
        self, what: What, split: str, things: Counts | Ids, weights: Counts | None
    ) -> dict[str, Counts | None]:
        """Return for each line how much each of `things` counts in it, the largest line first.

        Parameters
        ----------
        things
            Numbers of links' propositions, claims or incidents.
        weights
            How much each counts; None for once.

        Raises
        ------
        InputError
            If nothing of that sort is parted by `split`.
        """
        valued = self._valued(what, split, things)
        parts = split_by(len(things), valued.things, valued.values)
        rest = ((OTHERS, parts.others), (NOT_TOLD, parts.none))
        named = [*zip(valued.names(parts.values), parts.members, strict=True), *rest]
        each = np.ones(len(things), np.int64) if weights is None else weights
        lines: dict[str, Counts | None] = {}
        for name, members in ((name, members) for name, members in named if len(members)):
            counts = np.zeros(len(things), np.int64)
            counts[members] = each[members]
            before = lines.get(name)
            lines[name] = counts if before is None else before + counts
        return lines

    def _valued(self, what: What, split: str, things: Counts | Ids) -> _Valued:
        if split in ("relation", "status") and what is What.LINKS:
            return self._of_links(split, things)
        if what is What.CLAIMS and split in SPLITS[what]:
            return self._of_claims(split, things)
        if what in _INCIDENTS:
            return self._sorts(things) if split == "class" else self._roles(split, things)
        offered = ", ".join(SPLITS[what])
        raise InputError(f"{what.value.capitalize()} are not parted by {split!r}; choose from {offered}.")

    def _of_links(self, split: str, things: Counts | Ids) -> _Valued:
        rows, columns = np.arange(len(things)), self._columns
        if split == "status":
            words = [status.value.replace("-", " ") for status in Status]
            return _Valued(rows, self._telling.judged.status[things], _worded(words))
        lexicon, names = self._reading.lexicon, columns.predicates
        return _Valued(
            rows, columns.predicate[things], lambda found: [lexicon.ref(names[one]).label for one in found]
        )

    def _of_claims(self, split: str, things: Counts | Ids) -> _Valued:
        rows, columns = np.arange(len(things)), self._columns
        if split == "stance":
            words = [stance.value for stance in Stance]
            return _Valued(rows, columns.stance[things], _worded(words))
        values = columns.claimant[things] if split == "claimant" else columns.outlet[columns.document[things]]
        known = values != NONE
        return _Valued(rows[known], values[known], self._labels_of)

    def _sorts(self, things: Counts | Ids) -> _Valued:
        ground = self._reading.ground
        kinds = [spaced(next(iter(kind), "Entity")) for kind in ground.kinds]
        return _Valued(np.arange(len(things)), ground.kind[things], _worded(kinds))

    def _roles(self, split: str, things: Counts | Ids) -> _Valued:
        """Return what stands at the other end of a relation of incidents, where that is not only denied."""
        columns = self._columns
        held = self._stands & self._taken_in(split)[columns.predicate] & (columns.object != NONE)
        place = np.full(len(columns.entities), NONE, np.int64)
        place[things] = np.arange(len(things))
        rows = place[columns.subject[held]]
        values = columns.object[held][rows != NONE]
        return _Valued(rows[rows != NONE], values, self._labels_of)

    def _labels_of(self, numbers: Iterable[int]) -> list[str]:
        lexicon, names = self._reading.lexicon, self._columns.entities
        refs = (lexicon.ref(names[number]) for number in numbers)
        return [one.label for one in told_apart(refs, lexicon.types)]

    @cached_property
    def _stands(self) -> Flags:
        """Which propositions are told and looked at, and not only denied."""
        found: Flags = self._told & (self._telling.judged.status != _DENIED)
        return found


def _worded(words: Sequence[str]) -> Callable[[tuple[int, ...]], Sequence[str]]:
    return lambda found: [words[one] for one in found]
