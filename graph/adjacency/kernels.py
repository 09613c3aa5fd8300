"""Searches over link arrays as compiled loops, each the same steps in the same order as networkx takes.

Import this module only where there is much to search: it brings numba along. Entities never seen by a search
are marked with -1, and all are so again when it ends, so that nothing is filled anew for the next one.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import Flags, Ids, Offsets
from graph.compiled import compiled

Rows: TypeAlias = tuple[Offsets, Ids, Ids]
"""Where the links of each entity begin, their other ends, and their numbers (empty: as they lie)."""
Road: TypeAlias = tuple[Rows, Rows, Flags, NDArray[np.float32]]
"""Links onward, links back, which may be walked (empty: all), and what each costs (empty: not weighed)."""
Fewer: TypeAlias = tuple[Flags, Flags]
"""Entities not to be entered, and those not to be entered from the start; each empty where there are none."""
Ends: TypeAlias = tuple[int, int]
Limits: TypeAlias = tuple[float, int]
Marks: TypeAlias = NDArray[np.int32]
"""For both ends a row where each entity was entered from, for both what was reached; then room for a path."""
UNSEEN = -1


@compiled
def shortest_path(road: Road, ends: Ends, room: Marks, fewer: Fewer) -> int:
    """Write a shortest path into the room and return how many entities it has; 0 where there is none."""
    return nearest_path(road, ends, room, fewer, (np.inf, 0))[0]


@compiled
def nearest_path(road: Road, ends: Ends, room: Marks, fewer: Fewer, limits: Limits) -> tuple[int, int, int]:
    """Write a shortest path into the room; return how many entities it has, its hops, and what was reached.

    One of more hops than the first limit is put off once more entities are reached than the second: the path
    then has 0, and the hops are what it takes at least. Where there is no path, they are 0 and -1.
    """
    middle, hops, filled, back_filled = _meet(road, ends, room, fewer, limits)
    count = 0 if middle == UNSEEN else write_path(middle, ends, room[0], room[1], room[4])
    forget(room[0], room[2], filled)
    forget(room[1], room[3], back_filled)
    return count, (count - 1 if count else hops), filled + back_filled


@compiled
def _meet(road: Road, ends: Ends, room: Marks, fewer: Fewer, limits: Limits) -> tuple[int, int, int, int]:
    """Search from both ends, the smaller fringe first.

    Returns where they meet, how many hops a path takes at least (-1: there is none), and what either reached.
    """
    rows, back, allowed, _ = road
    start, end = ends
    most, patience = limits
    before, after, queue, back_queue = room[0], room[1], room[2], room[3]
    before[start], after[end], queue[0], back_queue[0] = start, end, start, end
    first, filled, back_first, back_filled, hops = 0, 1, 0, 1, 1
    middle = start if start == end else UNSEEN
    while middle == UNSEEN and (hops <= most or filled + back_filled <= patience):
        if first == filled or back_first == back_filled:
            return UNSEEN, UNSEEN, filled, back_filled
        if filled - first <= back_filled - back_first:
            last = filled
            middle, filled = _spread(rows, allowed, fewer, start, before, after, queue, first, last)
            first = last
        else:
            last = back_filled
            middle, back_filled = _spread(
                back, allowed, fewer, start, after, before, back_queue, back_first, last
            )
            back_first = last
        hops += 1
    return middle, hops, filled, back_filled


@compiled
def _spread(  # noqa: PLR0917 (the innermost loop: a tuple would be taken apart at each step)
    rows: Rows,
    allowed: Flags,
    fewer: Fewer,
    start: int,
    seen: Ids,
    seen_behind: Ids,
    queue: Ids,
    first: int,
    last: int,
) -> tuple[int, int]:
    """Go one hop on from the fringe; return where the other end has been (or -1) and what was reached."""
    offsets, others, numbers = rows
    removed, banned = fewer
    masked, removes, bans = len(allowed) > 0, len(removed) > 0, len(banned) > 0
    filled = last
    for place in range(first, last):
        here = queue[place]
        for way in range(offsets[here], offsets[here + 1]):
            there = others[way]
            if seen[there] != UNSEEN or (masked and not allowed[link_at(numbers, way)]):
                continue
            if removes and removed[there]:
                continue
            if bans and ((here == start and banned[there]) or (there == start and banned[here])):
                continue
            seen[there] = here
            queue[filled] = there
            filled += 1
            if seen_behind[there] != UNSEEN:
                return there, filled
    return UNSEEN, filled


@compiled
def link_at(numbers: Ids, place: int) -> int:
    """Return the number of the link at `place` in its row."""
    return numbers[place] if len(numbers) else place


@compiled
def is_lacking(removed: Flags, banned: Flags, start: int, here: int, there: int) -> bool:
    """Say whether the step from `here` to `there` is not to be taken, in whichever direction."""
    if len(removed) > 0 and removed[there]:
        return True
    return len(banned) > 0 and ((here == start and banned[there]) or (there == start and banned[here]))


@compiled
def write_path(middle: int, ends: Ends, before: Ids, after: Ids, path: Ids) -> int:
    """Write the way from the start to `middle` and on to the end; return how many entities it has."""
    count, here = 1, middle
    while here != ends[0]:
        here = before[here]
        count += 1
    here = middle
    for place in range(count - 1, -1, -1):
        path[place] = here
        here = before[here]
    here = middle
    while here != ends[1]:
        here = after[here]
        path[count] = here
        count += 1
    return count


@compiled
def levels(rows: Rows, allowed: Flags, bounds: tuple[int, int, int], level: Ids, queue: Ids) -> int:
    """Write the hops from a start into `level` and all that is reached into `queue`, nearest first.

    `bounds` are the start, after how many hops to stop (-1: never), and an entity with whose level it stops
    (-1: none). Returns how much was reached; `level` stays written until it is forgotten.
    """
    offsets, others, numbers = rows
    start, most, end = bounds
    masked = len(allowed) > 0
    level[start], queue[0] = 0, start
    first, filled, hops = 0, 1, 0
    while first < filled and hops != most and (end == UNSEEN or level[end] == UNSEEN):
        hops += 1
        last = filled
        for place in range(first, last):
            here = queue[place]
            for way in range(offsets[here], offsets[here + 1]):
                there = others[way]
                if level[there] == UNSEEN and not (masked and not allowed[link_at(numbers, way)]):
                    level[there] = hops
                    queue[filled] = there
                    filled += 1
        first = last
    return filled


@compiled
def forget(marks: Ids, queue: Ids, filled: int) -> None:
    """Take back the marks of all that was reached."""
    for place in range(filled):
        marks[queue[place]] = UNSEEN


@compiled
def paths_of_length(rows: Rows, allowed: Flags, ends: Ends, back: Ids, found: Ids) -> int:
    """Write every simple path of as many hops as `found` is wide, less one, a row each, and return how many.

    `back` says from everywhere how many hops it takes to the end, -1 where none lead there. Where there are
    more paths than rows, one more than there are rows is returned.
    """
    offsets, others, numbers = rows
    hops = found.shape[1] - 1
    path, places = np.full(hops + 1, ends[0], np.int32), np.zeros(hops + 1, np.int64)
    tried = np.full(hops + 1, UNSEEN, np.int32)
    places[0] = offsets[ends[0]]
    count, depth = 0, 0
    while depth >= 0:
        way = places[depth]
        if way == offsets[path[depth] + 1]:
            depth -= 1
            continue
        places[depth] += 1
        there, left = others[way], hops - depth - 1
        if back[there] == UNSEEN or back[there] > left or there == tried[depth]:
            continue
        if len(allowed) and not allowed[link_at(numbers, way)]:
            continue
        tried[depth] = there  # another link to the same entity makes no other path
        if (there == ends[1]) != (left == 0) or _is_among(there, path, depth):
            continue
        path[depth + 1] = there
        if left:
            depth += 1
            places[depth], tried[depth] = offsets[there], UNSEEN
        elif count == len(found):
            return count + 1
        else:
            found[count] = path
            count += 1
    return count


@compiled
def _is_among(there: int, path: Ids, depth: int) -> bool:
    among = False
    for place in range(depth + 1):
        among |= path[place] == there
    return among
