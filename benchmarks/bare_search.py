"""The peer of a path: a search from both ends, compiled, on three bare arrays, with nothing around it.

It knows no perspective, no directions, no order among paths of one length and no threads: what it writes to
is given to it once, and it sweeps that itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numba import njit

from graph.adjacency import LinkArrays


@njit(cache=True)
def meet(offsets, ends, start, end, before, after, queue, back, path):  # noqa: ANN001, ANN201, PLR0912, PLR0917
    """Write a shortest path into `path` and return how many entities it has; 0 where there is none."""
    before[start], after[end], queue[0], back[0] = start, end, start, end
    first, last, back_first, back_last, middle = 0, 1, 0, 1, -1
    while middle < 0 and first < last and back_first < back_last:
        forward = last - first <= back_last - back_first
        seen, other, row = (before, after, queue) if forward else (after, before, back)
        begin, stop = (first, last) if forward else (back_first, back_last)
        filled = stop
        for place in range(begin, stop):
            here = row[place]
            for way in range(offsets[here], offsets[here + 1]):
                there = ends[way]
                if seen[there] < 0:
                    seen[there] = here
                    row[filled] = there
                    filled += 1
                    if other[there] >= 0:
                        middle = there
                        break
            if middle >= 0:
                break
        if forward:
            first, last = stop, filled
        else:
            back_first, back_last = stop, filled
    count = 0
    if middle >= 0:
        here = middle
        while here != start:
            here = before[here]
            count += 1
        here = middle
        for place in range(count, -1, -1):
            path[place] = here
            here = before[here]
        here = middle
        while here != end:
            here = after[here]
            count += 1
            path[count] = here
        count += 1
    for place in range(last):
        before[queue[place]] = -1
    for place in range(back_last):
        after[back[place]] = -1
    return count


def bare_search(arrays: LinkArrays) -> Callable[[int, int], list[int]]:
    """Return the search over the links of `arrays`, either way."""
    offsets, ends = np.array(arrays.both_offsets), np.array(arrays.neighbour)
    before, after = (np.full(arrays.entities, -1, np.int32) for _ in range(2))
    queue, back, path = (np.empty(arrays.entities, np.int32) for _ in range(3))

    def search(start: int, end: int) -> list[int]:
        count = meet(offsets, ends, start, end, before, after, queue, back, path)
        found: list[int] = path[:count].tolist()
        return found

    return search
