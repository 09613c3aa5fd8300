"""Lists of varying length for each row: one array, and the offsets at which each row's part begins."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Ids, Offsets


def lists(rows: Ids, values: Ids, count: int) -> tuple[Offsets, Ids]:
    """Return `values` by their `rows`, which are less than `count`, each once and in order.

    Examples
    --------
    >>> offsets, values = lists(np.array([2, 0, 0]), np.array([7, 5, 3]), 3)
    >>> offsets.tolist(), values.tolist()
    ([0, 2, 2, 3], [3, 5, 7])
    """
    pairs = np.unique(np.column_stack([rows, values]), axis=0)
    return offsets_of(pairs[:, 0], count), pairs[:, 1].astype(np.int32)


def offsets_of(rows: NDArray[np.integer], count: int) -> Offsets:
    """Return where each of `count` rows begins among sorted `rows`, and last where they end."""
    offsets = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=offsets[1:])
    return offsets


def stretches(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> Offsets:
    """Return the places from each start on, as many as its count, one stretch after the other.

    Examples
    --------
    >>> stretches(np.array([7, 0]), np.array([2, 3])).tolist()
    [7, 8, 0, 1, 2]
    """
    shift: Offsets = np.repeat(starts - np.cumsum(counts) + counts, counts)
    return np.arange(int(counts.sum()), dtype=np.int64) + shift
