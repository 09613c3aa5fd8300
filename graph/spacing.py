"""Room for each node and its label: how much it takes, and how overlapping ones are pushed apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]

ASPECT = 1.85
"""Width by height of the room a picture usually has."""
LABEL_PX = 14
"""Size of a label's letters, unless it is drawn larger."""
_LETTER_PX, _LINE_PX = 7.6, 18.0
"""A little more than letters and lines of labels of that size measure."""
_GAP_PX = 10.0
_PUSH_ROUNDS = 400
_ROUNDS_BEFORE_ROOM, _ROOM = 10, 1.02
"""Boxes that keep pushing each other to and fro get a little more room now and then."""
_ENOUGH_PX = 0.5
"""Boxes are moved a little further apart than they must, so that pushing comes to an end."""
_HALF = 0.5
"""Which part of its pushes a node gives way to, if several push at once."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, around the node's centre."""

    half_width: float
    above: float
    below: float


def box(label: str, size: float, letters: float = LABEL_PX) -> Box:
    """Return the room of a node of `size` pixels in radius that carries `label`, wrapped, beneath it.

    Its letters are as many pixels high as `letters` says.

    Examples
    --------
    >>> box("Raid on\\nSouthfield", 12.0).below > box("Raid", 12.0).below
    True
    """
    rows, times = label.split("\n"), letters / LABEL_PX
    wide = max(_LETTER_PX * times * max(map(len, rows)), 2 * size)
    below = size + 6.0 + _LINE_PX * times * len(rows)
    return Box((wide + _GAP_PX) / 2, size + _GAP_PX / 2, below + _GAP_PX / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Rooms:
    """The rooms of many nodes, seen from their middles."""

    half: Numbers
    """Half the width and half the height of each."""
    lift: Numbers
    """From each node to the middle of its room: the label hangs beneath."""

    def of(self, places: Sequence[int]) -> Rooms:
        """Return the rooms of some of the nodes."""
        return Rooms(self.half[places], self.lift[places])

    @property
    def area(self) -> float:
        """What all of them take, in square pixels."""
        return float(4 * (self.half[:, 0] * self.half[:, 1]).sum())


def rooms_of(boxes: Iterable[Box]) -> Rooms:
    """Return the rooms of `boxes`, in their order."""
    sides = np.array([(each.half_width, each.above, each.below) for each in boxes]).reshape(-1, 3)
    wide, above, below = sides.T
    half = np.column_stack([wide, (above + below) / 2])
    return Rooms(half, np.column_stack([np.zeros(len(wide)), (below - above) / 2]))


def separate(middles: Numbers, rooms: Rooms) -> Numbers:
    """Return `middles` moved apart until no two rooms lie on each other.

    What little pushing does not solve, a larger picture does: it is stretched as far as it must.
    """
    moved = middles.copy()
    for round_number in range(1, 1 + _PUSH_ROUNDS):
        one, other, over = _overlaps(moved, rooms)
        if not len(one):
            return moved
        moved += _push(moved, one, other, over)
        if round_number % _ROUNDS_BEFORE_ROOM == 0:
            moved *= _ROOM
    return moved * _stretch(moved, rooms)


def overlapping(middles: Numbers, rooms: Rooms) -> float:
    """Return the share of rooms that lie on another one."""
    one, other, _ = _overlaps(middles, rooms)
    return len(np.union1d(one, other)) / max(len(middles), 1)


def _overlaps(middles: Numbers, rooms: Rooms) -> tuple[Places, Places, Numbers]:
    """Return each pair of rooms that lie on each other, and by how much across and down.

    Only those are compared that begin before the other one ends, from left to right.
    """
    left, right = middles[:, 0] - rooms.half[:, 0], middles[:, 0] + rooms.half[:, 0]
    order = np.argsort(left, kind="stable")
    here = np.arange(len(order))
    later = np.maximum(np.searchsorted(left[order], right[order]) - here - 1, 0)
    begins = np.repeat(np.cumsum(later) - later, later)
    first = np.repeat(here, later)
    one, other = order[first], order[first + 1 + np.arange(len(first)) - begins]
    high, level = rooms.half[:, 1], middles[:, 1]
    down = high[one] + high[other] - np.abs(level[one] - level[other])
    near = np.flatnonzero(down > 0)
    one, other = one[near], other[near]
    across = rooms.half[one, 0] + rooms.half[other, 0] - np.abs(middles[one, 0] - middles[other, 0])
    lying = across > 0
    return one[lying], other[lying], np.column_stack([across, down[near]])[lying]


def _push(middles: Numbers, one: Places, other: Places, over: Numbers) -> Numbers:
    """Return how each room gives way to those that lie on it, along the axis that needs least."""
    axis = (over[:, 0] / ASPECT >= over[:, 1]).astype(np.int64)
    pair = np.arange(len(one))
    ahead = np.where(middles[other, axis] >= middles[one, axis], 1.0, -1.0)
    step = (over[pair, axis] / 2 + _ENOUGH_PX) * ahead
    push = np.zeros_like(middles)
    for way in (0, 1):
        on = axis == way
        ends, steps = np.concatenate([one[on], other[on]]), np.concatenate([-step[on], step[on]])
        pushes = np.bincount(ends, minlength=len(middles))
        push[:, way] = np.bincount(ends, steps, len(middles)) / np.maximum(1.0, _HALF * pushes)
    return push


def _stretch(middles: Numbers, rooms: Rooms) -> float:
    """Return how many times as large a picture has to be for no two rooms to lie on each other."""
    one, other, _ = _overlaps(middles, rooms)
    apart = np.maximum(np.abs(middles[one] - middles[other]), _ENOUGH_PX)
    needed = ((rooms.half[one] + rooms.half[other]) / apart).min(axis=1)
    return float(needed.max(initial=1.0)) + 1e-6
