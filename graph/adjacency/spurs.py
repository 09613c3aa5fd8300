"""Simple paths one after the other as a compiled loop: beginnings, the best way on from each, and a heap.

This is the algorithm of Yen: each path that was handed out is left at each of its entities in turn, by the
shortest way that no path handed out with the same beginning has taken; as Lawler found, not again where one
was left before. A way on is looked for no further than its turn may come: while it is not found, it waits by
the least length that it may still have. That changes no answer and no order, since each beginning has its
turn from when it is left, and of equal lengths the earlier turn comes first, as in networkx.

Import this module only where there is much to search: it brings numba along. See `graph.adjacency.kernels`.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.adjacency.kernels import UNSEEN, Ends, Fewer, Marks, Road, nearest_path
from graph.adjacency.lightest import Scales, cheapest, lightest_path
from graph.columns.layout import Ids, Numbers, Offsets
from graph.compiled import compiled

Tree: TypeAlias = NDArray[np.int32]
"""A row for each beginning of paths that were handed out, by the columns named here."""
Held: TypeAlias = tuple[Tree, NDArray[np.float64], Ids, Offsets]
"""The tree, the sums of each row, the ways on that were found, and how much of these is in use."""
ENTITY, BEFORE, CHILD, SIBLING, DEPTH, TURN, PLACE, LENGTH, PATIENCE, HEAP, COLUMNS = range(11)
"""Of a row: its entity, the rows before, first after and beside it, entities before it, its turn, where its
way on lies and how long it is (0: not found), entities that a search may reach before it is put off.

The last is none of the row: the column holds the heap of rows that wait.
"""
ROOT, LEAST = range(2)
"""Of a row: what the way to it costs, and what a path that goes on from it costs or costs at least."""
ROWS, WAYS, WAITING, TURNS, COUNTS = range(5)
"""How many there are: rows, places taken by ways on, rows that wait, turns given."""
Ground: TypeAlias = tuple[Marks, Fewer]
"""What a search writes to, and what it leaves out."""
NO_ROOM = -1
_PATIENCE = 32
_FIRST_ROWS, _FIRST_WAYS = 128, 512


def begun(start: int) -> Held:
    """Return what is held before any path from `start` is looked for."""
    tree, sums = np.zeros((_FIRST_ROWS, COLUMNS), np.int32), np.zeros((_FIRST_ROWS, 2))
    tree[0, ENTITY], tree[0, BEFORE], tree[0, CHILD], tree[0, PATIENCE] = start, UNSEEN, UNSEEN, _PATIENCE
    return tree, sums, np.empty(_FIRST_WAYS, np.int32), np.array((1, 0, 1, 1))


def larger(held: Held) -> Held:
    """Return the same with room for twice as much."""
    tree, sums, ways, counts = held
    return np.concatenate((tree, tree)), np.concatenate((sums, sums)), np.concatenate((ways, ways)), counts


@compiled
def next_path(road: Road, ends: Ends, ground: Ground, scales: Scales | None, held: Held) -> int:
    """Write the next path into the room and return how many entities it has; 0 after the last.

    Where what is held lacks room it returns `NO_ROOM`, and may be asked again with a larger one. `scales` are
    None where hops are counted: the search by costs is then not compiled, which takes as long as the rest.
    """
    tree, _, _, counts = held
    while counts[WAITING] > 0:
        row = tree[0, HEAP]
        length = tree[row, LENGTH]
        if length > 0:
            if counts[ROWS] + length > len(tree):
                return NO_ROOM
            return _hand_out(road, ground[0][4], held, row)
        if not _look_on(road, ends, ground, scales, held, row):
            return NO_ROOM
    return 0


@compiled
def _look_on(  # noqa: PLR0917 (None among `scales` is seen by the compiler in no tuple)
    road: Road, ends: Ends, ground: Ground, scales: Scales | None, held: Held, row: int
) -> bool:
    """Look for the way on from the first that waits, and let it wait by what is known then.

    Say whether there was room for it.
    """
    tree, sums, ways, counts = held
    _bar(tree, row, ground, scales, True)
    rest, length = _search(road, (tree[row, ENTITY], ends[1]), ground, scales, held, row)
    _bar(tree, row, ground, scales, False)
    if counts[WAYS] + length > len(ways):
        return False
    if rest == np.inf:
        counts[WAITING] -= 1
        tree[0, HEAP] = tree[counts[WAITING], HEAP]
    elif length > 0:
        first = counts[WAYS]
        for place in range(length):
            ways[first + place] = ground[0][4, place]
        counts[WAYS] += length
        tree[row, PLACE], tree[row, LENGTH] = first, length
    sums[row, LEAST] = sums[row, ROOT] + rest
    _sink(tree, sums, counts[WAITING])
    return True


@compiled
def _bar(tree: Tree, row: int, ground: Ground, scales: Scales | None, barred: bool) -> None:
    """Bar what lies before a row, and where paths went on from it; or take that back.

    What is barred looks like seen before to a search from either end.
    """
    room, (_, banned) = ground
    child, above = tree[row, CHILD], tree[row, BEFORE]
    while child != UNSEEN:
        banned[tree[child, ENTITY]] = barred
        child = tree[child, SIBLING]
    while above != UNSEEN:
        entity = tree[above, ENTITY]
        if scales is not None:
            scales[2][entity], scales[3][entity] = barred, barred
        else:
            room[0, entity] = room[1, entity] = entity if barred else UNSEEN
        above = tree[above, BEFORE]


@compiled
def _search(  # noqa: PLR0917 (as above)
    road: Road, ends: Ends, ground: Ground, scales: Scales | None, held: Held, row: int
) -> tuple[float, int]:
    """Return what the way on costs and how many entities it has, which are then in the room.

    Where it is put off, that is what it costs at least, and 0; where there is none, infinite.
    """
    room, fewer = ground
    if scales is not None:
        cost, length = lightest_path(road, ends, room, scales, fewer, True)
        return (cost if length else np.inf), length
    tree, sums, _, counts = held
    most = np.inf
    for place in range(1, min(3, counts[WAITING])):
        most = min(most, sums[tree[place, HEAP], LEAST] - sums[row, ROOT] - 1)
    length, hops, reached = nearest_path(road, ends, room, fewer, (most, tree[row, PATIENCE]))
    tree[row, PATIENCE] = 2 * reached
    return (np.inf if hops == UNSEEN else hops + 1.0), length


@compiled
def _hand_out(road: Road, path: Ids, held: Held, row: int) -> int:
    """Write the path that goes on from a row, and let it be left from there on; return its length."""
    tree, sums, ways, counts = held
    depth, first, length = tree[row, DEPTH], tree[row, PLACE], tree[row, LENGTH]
    above = row
    for place in range(depth - 1, -1, -1):
        above = tree[above, BEFORE]
        path[place] = tree[above, ENTITY]
    for place in range(length):
        path[depth + place] = ways[first + place]
    least = 0.0 if len(road[3]) > 0 else sums[row, LEAST]  # sums of costs are rounded
    _take_turn(held, row, least)
    _sink(tree, sums, counts[WAITING])
    for place in range(1, length):
        row = _went_on(road, held, row, ways[first + place])
        if place < length - 1:
            _take_turn(held, row, least)
            _wait(tree, sums, counts, row)
    whole: int = depth + length
    return whole


@compiled
def _went_on(road: Road, held: Held, row: int, entity: int) -> int:
    """Return a new row for what comes after another."""
    tree, sums, _, counts = held
    new: int = counts[ROWS]
    counts[ROWS] += 1
    tree[new, ENTITY], tree[new, BEFORE], tree[new, CHILD] = entity, row, UNSEEN
    tree[new, SIBLING], tree[row, CHILD] = tree[row, CHILD], new
    tree[new, DEPTH] = tree[row, DEPTH] + 1
    sums[new, ROOT] = sums[row, ROOT] + _step(road, tree[row, ENTITY], entity)
    return new


@compiled
def _step(road: Road, here: int, there: int) -> float:
    """Return what a step costs: 1 where hops are counted."""
    rows, _, allowed, costs = road
    if len(costs) == 0:
        return 1.0
    way = rows[0][here]
    while rows[1][way] != there:
        way += 1
    cost, _ = cheapest(rows, way, rows[0][here + 1], allowed, costs)
    return cost


@compiled
def _take_turn(held: Held, row: int, least: float) -> None:
    """Let the next way on from a row be looked for."""
    tree, sums, _, counts = held
    tree[row, TURN], tree[row, LENGTH], tree[row, PATIENCE] = counts[TURNS], 0, _PATIENCE
    sums[row, LEAST] = least
    counts[TURNS] += 1


@compiled
def _is_sooner(tree: Tree, sums: Numbers, one: int, other: int) -> bool:
    least, next_least = sums[one, LEAST], sums[other, LEAST]
    sooner: bool = least < next_least or (least == next_least and tree[one, TURN] < tree[other, TURN])
    return sooner


@compiled
def _wait(tree: Tree, sums: Numbers, counts: Offsets, row: int) -> None:
    """Add a row to the heap."""
    place = counts[WAITING]
    counts[WAITING] += 1
    while place > 0 and _is_sooner(tree, sums, row, tree[(place - 1) // 2, HEAP]):
        tree[place, HEAP] = tree[(place - 1) // 2, HEAP]
        place = (place - 1) // 2
    tree[place, HEAP] = row


@compiled
def _sink(tree: Tree, sums: Numbers, size: int) -> None:
    """Move the first of the heap to where it belongs."""
    row, place, below = tree[0, HEAP], 0, 1
    while below < size:
        if below + 1 < size and _is_sooner(tree, sums, tree[below + 1, HEAP], tree[below, HEAP]):
            below += 1
        if _is_sooner(tree, sums, row, tree[below, HEAP]):
            break
        tree[place, HEAP] = tree[below, HEAP]
        place, below = below, 2 * below + 1
    tree[place, HEAP] = row
