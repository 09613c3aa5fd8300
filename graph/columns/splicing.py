"""Tables in which other rows take the place of some: what stays keeps its order and is copied as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Flags, Ids, Offsets
from graph.columns.names import NONE, Names

Array: TypeAlias = NDArray[Any]
Listed: TypeAlias = tuple[Offsets, Array]
"""Lists of varying length, one for each row: where each begins, last where they end; and all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Splice:
    """Where the rows of a new table come from: from an old one, or from a small other one."""

    rows: Offsets
    """For each row the old one that it was; those of the other table are counted on behind the old ones."""
    kept: Ids
    """The new row of each old one; `NONE` for one that is gone, and at the end for no row."""
    came: Ids
    """The new row of each one of the other table; `NONE` for one without, and at the end for no row."""

    def values(self, old: Array, other: Array) -> Array:
        """Return what stands in the rows, given what stood in those of the old and the other table."""
        found: Array = np.concatenate([old, other])[self.rows]
        return found

    def numbers(self, old: Array, other: Array, of: Splice) -> Ids:
        """Return the numbers that stand in the rows: they are themselves rows of a table that was spliced."""
        found: Ids = self.values(of.kept[old], of.came[other])
        return found

    def lists(self, old: Listed, other: Listed) -> Listed:
        """Return the lists of the rows."""
        (offsets, values), (more_offsets, more_values) = old, other
        counts = np.concatenate([np.diff(offsets), np.diff(more_offsets)])[self.rows]
        found = np.zeros(len(self.rows) + 1, np.int64)
        np.cumsum(counts, out=found[1:])
        behind = len(offsets) - 1
        parts = [
            values[offsets[first] : offsets[last]]
            if last <= behind
            else more_values[more_offsets[first - behind] : more_offsets[last - behind]]
            for first, last in _runs(self.rows, behind)
        ]
        return found, np.concatenate([values[:0], *parts])


def spliced(
    gone: Flags, others: int, coming: Ids | Offsets, places: Ids | Offsets, known: Ids | None = None
) -> Splice:
    """Return the rows of an old table without some, and among them others.

    Parameters
    ----------
    gone
        For each old row whether it is gone.
    others
        How many rows the other table has.
    coming
        Those of it that come, in the order in which they shall stand.
    places
        The old row before which each of them shall stand, in order.
    known
        The old row that each row of the other table is; `NONE` where it is none.

    Examples
    --------
    >>> gone = np.array([False, True, False])
    >>> found = spliced(gone, 1, np.array([0]), np.array([1]))
    >>> found.values(np.array([5, 6, 7]), np.array([9])).tolist()
    [5, 9, 7]
    """
    count = len(gone)
    rows = np.insert(np.arange(count, dtype=np.int64), places, count + np.asarray(coming, np.int64))
    rows = rows[~np.append(gone, np.zeros(others, np.bool_))[rows]]
    new = np.full(count + others, NONE, np.int32)
    new[rows] = np.arange(len(rows), dtype=np.int32)
    kept, came = np.append(new[:count], NONE), np.append(new[count:], NONE)
    if known is not None:
        stays = (came[:-1] == NONE) & (known != NONE)
        came[:-1][stays] = kept[known[stays]]
    return Splice(rows, kept.astype(np.int32), came.astype(np.int32))


def spliced_names(old: Names, other: Names, gone: Flags, coming: Ids) -> tuple[Splice, list[int]]:
    """Return a table of names in their order, and the places of those that come.

    Rows of `other` that neither come nor are gone are those of the same name.
    """
    places = [place_of(old, other.letters_of(one)) for one in coming.tolist()]
    return spliced(gone, len(other), coming, np.array(places, np.int64), old.indices(other)), places


def place_of(names: Names, wanted: bytes) -> int:
    """Return the row before which a name belongs among names in their order."""
    return bisect_left(range(len(names)), wanted, key=names.letters_of)


def same_names(old: Names, other: Names) -> Splice:
    """Return a table that stays as it is; rows of `other` are those of the same name."""
    return spliced_names(old, other, np.zeros(len(old), np.bool_), np.zeros(0, np.int32))[0]


def names_spliced(splice: Splice, old: Names, other: Names) -> Names:
    """Return the names of the rows of a table that is in the order of its names."""
    offsets, letters = splice.lists((old.offsets, old.letters), (other.offsets, other.letters))
    return Names(letters, offsets, np.arange(len(offsets) - 1, dtype=np.int32))


def _runs(rows: Offsets, behind: int) -> Sequence[tuple[int, int]]:
    """Return the stretches of rows that follow each other in one of both tables, their ends exclusive."""
    breaks = np.flatnonzero((np.diff(rows) != 1) | (rows[1:] == behind)) + 1
    if not len(rows):
        return []
    starts = np.concatenate([[0], breaks])
    ends = np.concatenate([breaks, [len(rows)]])
    return list(zip(rows[starts].tolist(), (rows[ends - 1] + 1).tolist(), strict=True))
