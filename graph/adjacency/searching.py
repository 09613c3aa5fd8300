"""Paths and surroundings found by the compiled searches: what networkx finds, in its order.

Each function takes what is shown and whether the direction of links counts. Entities are their numbers and
must be among those shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count, pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.adjacency.shown import UNSEEN, Room, Shown

if TYPE_CHECKING:
    from graph.adjacency.shown import Road
    from graph.columns.layout import Flags, Ids

_WHOLE: tuple[Flags, Flags] = (np.zeros(0, np.bool_), np.zeros(0, np.bool_))


def shortest_path(shown: Shown, start: int, end: int, *, directed: bool) -> list[int]:
    """Return a path of the fewest hops, as `networkx.bidirectional_shortest_path` does.

    Raises
    ------
    networkx.NetworkXNoPath
        If there is none.
    """
    from graph.adjacency import kernels

    room = shown.take_room()
    length = kernels.shortest_path(shown.road(directed), (start, end), room.marks, _WHOLE)
    path: list[int] = room.path[:length].tolist()
    shown.give_back(room)
    return path or _no_path(f"No path between {start} and {end}.")


def lightest_path(shown: Shown, start: int, end: int, *, directed: bool) -> tuple[float, list[int]]:
    """Return the least sum of costs and its path, as `networkx.bidirectional_dijkstra` does.

    Raises
    ------
    networkx.NetworkXNoPath
        If there is none.
    """
    from graph.adjacency import lightest

    if start == end:
        return 0, [start]
    road, room = shown.road(directed, weighed=True), shown.take_room()
    cost, length = lightest.lightest_path(road, (start, end), room.marks, room.scales, _WHOLE, False)
    path: list[int] = room.path[:length].tolist()
    shown.give_back(room)
    return cost, path or _no_path(f"No path between {start} and {end}.")


def hops_from(
    shown: Shown, start: int, most: int = UNSEEN, *, directed: bool, backwards: bool = False
) -> dict[int, int]:
    """Return what lies within so many hops (-1: any number) and how many, the nearest first."""
    with _levels(shown, (start, most, UNSEEN), directed, backwards) as (level, found):
        return dict(zip(found.tolist(), level[found].tolist(), strict=True))


def levels_from(
    shown: Shown, start: int, most: int, *, end: int = UNSEEN, directed: bool, backwards: bool = False
) -> Ids:
    """Return for each entity in how many hops it is reached, -1 where it is not within `most`.

    With an `end` the search stops with its level, and others of that level may lack.
    """
    with _levels(shown, (start, most, end), directed, backwards) as (level, _):
        return level.copy()


@contextmanager
def _levels(
    shown: Shown, bounds: tuple[int, int, int], directed: bool, backwards: bool = False
) -> Iterator[tuple[Ids, Ids]]:
    """Lend the hops to each entity, and what was reached in the order in which it was."""
    from graph.adjacency import kernels

    onward, back, allowed, _ = shown.road(directed)
    room = shown.take_room()
    reached = kernels.levels(back if backwards else onward, allowed, bounds, room.level, room.queue)
    yield room.level, room.queue[:reached]
    kernels.forget(room.level, room.queue, reached)
    shown.give_back(room)


def all_shortest_paths(shown: Shown, start: int, end: int, *, directed: bool) -> Iterator[list[int]]:
    """Yield every path of the fewest hops, as `networkx.all_shortest_paths` does.

    The search is done at once, and stops at `end`; which entities come before which is looked up as the paths
    are asked for, since there may be very many.

    Raises
    ------
    networkx.NetworkXNoPath
        If there is none, when the first is asked for.
    """
    return _traced(_Before(shown, start, end, directed), start, end)


def _traced(before: _Before, start: int, end: int) -> Iterator[list[int]]:
    if not before.reaches(end):
        _no_path(f"Target {end} cannot be reached from given sources")
    if start == end:
        yield [start]
        return
    trail, waiting = [end], [iter(before.of(end))]
    while waiting:
        here = next(waiting[-1], None)
        if here is None:
            waiting.pop()
            trail.pop()
        elif here == start:
            yield [start, *reversed(trail)]
        else:
            trail.append(here)
            waiting.append(iter(before.of(here)))


class _Before:
    """Which entities come right before which on a shortest path, in the order in which they were found."""

    def __init__(self, shown: Shown, start: int, end: int, directed: bool) -> None:
        _, self._rows, self._allowed, _ = shown.road(directed)
        with _levels(shown, (start, UNSEEN, end), directed) as (level, found):
            self._level, self._turn = level.copy(), np.empty_like(level)
            self._turn[found] = np.arange(len(found))
        self._known: dict[int, list[int]] = {}

    def reaches(self, entity: int) -> bool:
        return bool(self._level[entity] != UNSEEN)

    def of(self, entity: int) -> list[int]:
        """Return what comes right before `entity`."""
        found = self._known.get(entity)
        if found is None:
            found = self._known[entity] = self._look_up(entity)
        return found

    def _look_up(self, entity: int) -> list[int]:
        offsets, others, numbers = self._rows
        row = slice(*offsets[entity : entity + 2])
        before, links = others[row], numbers[row]
        nearer = self._level[before] == self._level[entity] - 1
        if len(self._allowed):
            nearer &= self._allowed[links]
        once = np.unique(before[nearer])
        found: list[int] = once[np.argsort(self._turn[once])].tolist()
        return found


def paths_of_length(
    shown: Shown, ends: tuple[int, int], hops: int, back: Ids, most: int, *, directed: bool
) -> Ids | None:
    """Return every simple path of so many hops, a row each, in order of numbers; None if more than `most`.

    Parameters
    ----------
    back
        Hops from everywhere to the second of `ends`, as `levels_from` gives them backwards.
    """
    from graph.adjacency import kernels

    onward, _, allowed, _ = shown.road(directed)
    found = np.empty((most, hops + 1), np.int32)
    count = kernels.paths_of_length(onward, allowed, ends, back, found)
    return found[:count] if count <= most else None


def simple_paths(
    shown: Shown, start: int, end: int, *, directed: bool, weighed: bool, removed: Flags | None = None
) -> Iterator[list[int]]:
    """Yield the simple paths, those of fewest hops or least cost first, as `networkx.shortest_simple_paths`.

    This is the algorithm of Yen: each path that was handed out is left at each of its entities in turn, by
    the shortest way that no path handed out with the same beginning has taken. Only that search is compiled:
    it is where the time goes, and so the paths can be asked for one at a time.

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
    taken: dict[tuple[int, ...], _Row] = {}
    first = leaving.path([start], _Row())
    found = [first] if first else [(0, _no_path(f"No path between {start} and {end}."))]
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
        for place in range(1, len(path)):
            taken.setdefault(tuple(path[:place]), _Row()).add(path[place])
        roots = (path[:place] for place in range(1, len(path)))
        found = [one for root in roots if (one := leaving.path(root, taken[tuple(root)]))]


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

    def path(self, root: list[int], taken: _Row) -> tuple[float, list[int]] | None:
        """Return the best path that begins with `root` and goes on to none of `taken`, with its cost."""
        removed, banned = self._fewer
        removed[root[:-1]], banned[taken.numbers] = True, True
        room = self.shown.take_room()
        cost, length = self._on(root[-1], room)
        onward = room.path[:length].tolist()
        self.shown.give_back(room)
        removed[root[:-1]], banned[taken.numbers] = False, False
        if not onward:
            return None
        return self._cost(root) + cost, root[:-1] + onward

    def _on(self, start: int, room: Room) -> tuple[float, int]:
        ends = (start, self.end)
        if start == self.end:
            room.path[0] = start
            return (0 if self.weighed else 1), 1
        if self.weighed:
            return self._lightest(self.road, ends, room.marks, room.scales, self._fewer, True)
        length = self._shortest(self.road, ends, room.marks, self._fewer)
        return length, length

    def _cost(self, root: list[int]) -> float:
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


def _no_path(sentence: str) -> list[int]:
    """Raise what networkx raises, which is not imported where there is a path."""
    import networkx as nx

    raise nx.NetworkXNoPath(sentence)
