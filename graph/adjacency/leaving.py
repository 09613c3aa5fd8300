"""The simple paths between two entities, shortest or strongest first, each found by a compiled search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.adjacency.searching import no_path
from graph.adjacency.shown import Room, Shown

if TYPE_CHECKING:
    from graph.adjacency.shown import Road
    from graph.columns.layout import Flags, Ids

_NOTHING: Ids = np.zeros(0, np.int32)


def simple_paths(
    shown: Shown, start: int, end: int, *, directed: bool, weighed: bool, removed: Flags | None = None
) -> Iterator[list[int]]:
    """Yield the simple paths, those of fewest hops or least cost first, as `networkx.shortest_simple_paths`.

    This is the algorithm of Yen: each path that was handed out is left at each of its entities in turn, by
    the shortest way that no path handed out with the same beginning has taken; as Lawler found, not again
    where one was left before. Only that search is compiled: so paths can be asked for one at a time.

    Parameters
    ----------
    weighed
        Whether costs are summed up, not hops counted.
    removed
        For each entity whether it is not to be entered at all.

    Raises
    ------
    networkx.NetworkXNoPath
        If there is none, when the first is asked for.
    """
    leaving = _Leaving(shown, end, shown.road(directed, weighed), removed)
    waiting: list[tuple[float, int, list[int]]] = []
    held, turns = set(), count()
    found = leaving.ways([start]) or [(0, no_path(f"No path between {start} and {end}."))]
    while True:
        for cost, path in found:
            if tuple(path) not in held:
                heappush(waiting, (cost, next(turns), path))
                held.add(tuple(path))
        if not waiting:
            return
        _, _, path = heappop(waiting)
        held.discard(tuple(path))
        yield path
        found = leaving.ways(path[:-1], path[1:])


class _Row:
    """Numbers that become more: thousands of paths may leave a hub."""

    def __init__(self) -> None:
        self._held, self._count = np.zeros(8, np.int32), 0

    @property
    def numbers(self) -> Ids:
        return self._held[: self._count]

    def add(self, number: int) -> None:
        if self._count == len(self._held):
            self._held = np.concatenate([self._held, np.zeros_like(self._held)])
        self._held[self._count] = number
        self._count += 1


class _Leaving:
    """Searches for the best way on from the beginning of a path."""

    def __init__(self, shown: Shown, end: int, road: Road, removed: Flags | None) -> None:
        from graph.adjacency import kernels, lightest

        self._shortest, self._lightest = kernels.shortest_path, lightest.lightest_path
        self.shown, self.end, self.road = shown, end, road
        self.weighed = len(road[-1]) > 0
        nobody = np.zeros(shown.arrays.entities, np.bool_)
        self._fewer = (nobody.copy() if removed is None else removed.copy(), nobody)
        self._taken: dict[tuple[int, ...], _Row] = {}
        self._gone: set[tuple[int, ...]] = set()

    def ways(self, path: list[int], left: Sequence[int] = ()) -> list[tuple[float, list[int]]]:
        """Return the best way on from each beginning of `path`, with its cost, that was not taken before.

        Taken is, from now on, what `left` says: where the path went on from each of its entities. A beginning
        from which it was known to go on so has been left before, by a way that waits or was handed out.
        """
        (removed, banned), room, found = self._fewer, self.shown.take_room(), []
        for place, here in enumerate(path):
            root = tuple(path[: place + 1])
            if not left or (*root, left[place]) not in self._gone:
                taken = self._took(root, left[place]) if left else _NOTHING
                banned[taken] = True
                cost, length = self._on(here, room)
                banned[taken] = False
                if length:
                    onward: list[int] = room.path[:length].tolist()
                    found.append((self._cost(root) + cost, path[:place] + onward))
            removed[here] = True
        removed[path] = False
        self.shown.give_back(room)
        return found

    def _took(self, root: tuple[int, ...], further: int) -> Ids:
        """Return where paths that begin with `root` went on, `further` now among them."""
        self._gone.add((*root, further))
        row = self._taken.get(root)
        if row is None:
            row = self._taken[root] = _Row()
        row.add(further)
        return row.numbers

    def _on(self, start: int, room: Room) -> tuple[float, int]:
        ends = (start, self.end)
        if start == self.end:
            room.path[0] = start
            return (0 if self.weighed else 1), 1
        if self.weighed:
            return self._lightest(self.road, ends, room.marks, room.scales, self._fewer, True)
        length = self._shortest(self.road, ends, room.marks, self._fewer)
        return length, length

    def _cost(self, root: Sequence[int]) -> float:
        """Return what networkx takes for the length of a beginning: its entities, or the sum of costs."""
        if not self.weighed:
            return len(root)
        return sum(self._step(*step) for step in pairwise(root))

    def _step(self, here: int, there: int) -> float:
        (offsets, others, numbers), _, allowed, costs = self.road
        row = slice(*offsets[here : here + 2])
        places = int(offsets[here]) + np.flatnonzero(others[row] == there)
        links = numbers[places] if len(numbers) else places
        shown = links[allowed[links]] if len(allowed) else links
        return float(costs[shown].min())
