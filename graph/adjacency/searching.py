"""Paths and surroundings found by the compiled searches: what networkx finds, in its order.

Each function takes what is shown and whether the direction of links counts. Entities are their numbers and
must be among those shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from graph.adjacency.shown import ALL, UNSEEN, Shown

if TYPE_CHECKING:
    from graph.columns.layout import Flags, Ids

_WHOLE: tuple[Flags, Flags] = (ALL, np.zeros(0, np.bool_))


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
    return path or no_path(f"No path between {start} and {end}.")


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
    return cost, path or no_path(f"No path between {start} and {end}.")


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
        no_path(f"Target {end} cannot be reached from given sources")
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


def no_path(sentence: str) -> list[int]:
    """Raise what networkx raises, which is not imported where there is a path."""
    import networkx as nx

    raise nx.NetworkXNoPath(sentence)
