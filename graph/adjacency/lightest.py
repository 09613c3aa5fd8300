"""The path of the least sum of costs, as a compiled loop: the same steps in the same order as networkx takes.

Import this module only where there is much to search: it brings numba along. See `graph.adjacency.kernels`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.adjacency.kernels import UNSEEN, Ends, Fewer, Marks, Road, Rows, is_lacking, link_at, write_path
from graph.columns.layout import Flags, Numbers, Offsets
from graph.compiled import compiled

Heap: TypeAlias = tuple[Numbers, Offsets, Offsets]
"""Distances, the turns in which they were found, and the entities; the least distance and turn first."""
Scales: TypeAlias = tuple[Numbers, Numbers, Flags, Flags]
"""For both ends the distance to each entity, infinite where it was not seen, and whether that is final."""
_ROOM = 64
"""Entries for which a heap has room at first."""


@compiled
def lightest_path(  # noqa: PLR0912, PLR0915, PLR0917 (one loop: what is cut out of it costs a call a step)
    road: Road, ends: Ends, room: Marks, scales: Scales, fewer: Fewer, frozen: bool
) -> tuple[float, int]:
    """Write the path of the least sum of costs into the room; return that sum and how many entities it has.

    Of parallel links the cheapest counts. With `frozen` the path is the one that was there when its sum was
    first found, otherwise the one that is there at the end: networkx does the one among simple paths and the
    other for a single one. Without a path the number of entities is 0.
    """
    start, end = ends
    marks, queues = (room[0], room[1]), (room[2], room[3])
    distances, settled = (scales[0], scales[1]), (scales[2], scales[3])
    marks[0][start], queues[0][0], distances[0][start] = start, start, 0.0
    marks[1][end], queues[1][0], distances[1][end] = end, end, 0.0
    heap, back_heap = _heap_of(start, 0), _heap_of(end, 1)
    sizes, filled = np.ones(2, np.int64), np.ones(2, np.int64)
    turn, side, count, best = 2, 1, 0, np.inf
    middle = inwards = outwards = UNSEEN
    while sizes[0] > 0 and sizes[1] > 0:
        side = 1 - side
        waiting = heap if side == 0 else back_heap
        distance, here = waiting[0][0], waiting[2][0]
        _take_first(waiting, sizes[side])
        sizes[side] -= 1
        if settled[side][here]:
            continue
        settled[side][here] = True
        if settled[1 - side][here]:
            if frozen:
                marks[0][middle], marks[1][middle] = inwards, outwards
            count = write_path(middle, ends, marks[0], marks[1], room[4])
            break
        rows = road[0] if side == 0 else road[1]
        way, last = rows[0][here], rows[0][here + 1]
        while way < last:
            there = rows[1][way]
            cost, way = cheapest(rows, way, last, road[2], road[3])
            total = distance + cost
            if settled[side][there] or not total < distances[side][there]:
                continue
            if is_lacking(fewer[0], fewer[1], start, here, there):
                continue
            if distances[side][there] == np.inf:
                queues[side][filled[side]] = there
                filled[side] += 1
            distances[side][there], marks[side][there] = total, here
            if sizes[side] == len(waiting[0]):
                waiting = _larger(waiting)
                if side == 0:
                    heap = waiting
                else:
                    back_heap = waiting
            _put(waiting, sizes[side], total, turn, there)
            sizes[side] += 1
            turn += 1
            joined = total + distances[1 - side][there]
            if joined < best:
                best, middle = joined, there
                inwards, outwards = marks[0][there], marks[1][there]
    for one in range(2):
        for place in range(filled[one]):
            seen = queues[one][place]
            marks[one][seen], distances[one][seen], settled[one][seen] = UNSEEN, np.inf, False
    return best, count


@compiled
def cheapest(
    rows: Rows, way: int, last: int, allowed: Flags, costs: NDArray[np.float32]
) -> tuple[float, int]:
    """Return the least cost of the parallel links from place `way` on, and the place after them.

    It is infinite where none may be walked.
    """
    there, cost = rows[1][way], np.inf
    while way < last and rows[1][way] == there:
        number = link_at(rows[2], way)
        if len(allowed) == 0 or allowed[number]:
            cost = min(cost, costs[number])
        way += 1
    return cost, way


@compiled
def _heap_of(thing: int, turn: int) -> Heap:
    return np.zeros(_ROOM), np.full(_ROOM, turn, np.int64), np.full(_ROOM, thing, np.int64)


@compiled
def _larger(heap: Heap) -> Heap:
    """Return the heap with room for twice as much."""
    size = len(heap[0])
    distances, turns, things = np.empty(2 * size), np.empty(2 * size, np.int64), np.empty(2 * size, np.int64)
    distances[:size], turns[:size], things[:size] = heap
    return distances, turns, things


@compiled
def _put(heap: Heap, size: int, distance: float, turn: int, thing: int) -> None:
    """Add an entry to a heap of `size` entries."""
    distances, turns, things = heap
    place = size
    while place > 0:
        above = (place - 1) // 2
        if distances[above] < distance or (distances[above] == distance and turns[above] < turn):
            break
        distances[place], turns[place], things[place] = distances[above], turns[above], things[above]
        place = above
    distances[place], turns[place], things[place] = distance, turn, thing


@compiled
def _take_first(heap: Heap, size: int) -> None:
    """Take the first of `size` entries out of a heap: its last one fills the gap."""
    distances, turns, things = heap
    last = size - 1
    distance, turn, thing = distances[last], turns[last], things[last]
    place, below = 0, 1
    while below < last:
        right = below + 1
        if right < last and (
            distances[right] < distances[below]
            or (distances[right] == distances[below] and turns[right] < turns[below])
        ):
            below = right
        if distance < distances[below] or (distance == distances[below] and turn < turns[below]):
            break
        distances[place], turns[place], things[place] = distances[below], turns[below], things[below]
        place, below = below, 2 * below + 1
    distances[place], turns[place], things[place] = distance, turn, thing
