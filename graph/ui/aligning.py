"""In which column each station of several paths stands, so that the same entity is found in one place."""

from __future__ import annotations

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

_SPARE = 1
"""Columns beyond those that the longest path needs, given to bring entities under one another."""


def columns_of(paths: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return the columns of each path's stations, from 0, all paths with the same two ends.

    Every entity has one column wherever the paths pass it in orders that go together and the columns do
    not grow too many; a path for which that cannot be goes by its own count.

    Examples
    --------
    >>> columns_of(["abz", "acbz", "az"])
    [[0, 2, 3], [0, 1, 2, 3], [0, 3]]
    >>> columns_of(["abcz", "acbz"])
    [[0, 1, 2, 3], [0, 1, 2, 3]]
    """
    most = max(map(len, paths), default=0) + _SPARE
    before: dict[str, set[str]] = {}
    column: dict[str, int] = {}
    aligned = []
    for path in sorted(paths, key=len):
        tried = {iri: set(earlier) for iri, earlier in before.items()}
        for first, second in pairwise(path):
            tried.setdefault(second, set()).add(first)
        placed = _placed(tried)
        if placed is not None and max(placed.values(), default=0) < most:
            before, column = tried, placed
            aligned.append(path)
    last = max([*column.values(), *(len(path) - 1 for path in paths)], default=0)
    return [_columns(path, column if path in aligned else {}, last) for path in paths]


def _placed(before: dict[str, set[str]]) -> dict[str, int] | None:
    """Return each entity's column, right of all that stand before it; None where that goes in a circle."""
    column: dict[str, int] = {}
    try:
        for iri in TopologicalSorter(before).static_order():
            column[iri] = 1 + max((column[earlier] for earlier in before.get(iri, ())), default=-1)
    except CycleError:
        return None
    return column


def _columns(path: Sequence[str], column: dict[str, int], last: int) -> list[int]:
    return [*(column.get(iri, place) for place, iri in enumerate(path[:-1])), last]
