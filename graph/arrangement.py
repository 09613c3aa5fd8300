"""Where the nodes of a drawn view stand: by forces, or in the columns of a path.

One view always gives one picture: random starts are seeded and nodes are taken in IRI order.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from graph.network import View, ViewLink

Positions: TypeAlias = Mapping[str, tuple[float, float]]
"""Each node's place in pixels, x to the right and y downwards."""

_LAYOUT_SEED = 20230525
_ASPECT = 1.85
"""Width by height of the room a picture usually has."""
_BY_RANK = 0.55
LABEL_PX = 14
"""Size of a label's letters, unless it is drawn larger."""
_LETTER_PX, _LINE_PX = 7.6, 18.0
"""A little more than letters and lines of labels of that size measure."""
_GAP_PX = 10.0
_FILLED, _FILLED_WITH_CAPTIONS = 0.5, 0.28
"""Which part of the picture nodes and labels take at first: less where each link carries its caption."""
_PUSH_ROUNDS, _PUSH_BUDGET = 400, 600_000
_ROUNDS_BEFORE_ROOM, _ROOM = 25, 1.02
"""Boxes that keep pushing each other to and fro get a little more room now and then."""
_ENOUGH_PX = 0.5
"""Boxes are moved a little further apart than they must, so that pushing comes to an end."""


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node takes with its label, around the node's centre."""

    half_width: float
    above: float
    below: float


Boxes: TypeAlias = Mapping[str, Box]


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


def arrange(
    view: View, boxes: Boxes | None = None, *, captions: bool = False
) -> dict[str, tuple[float, float]]:
    """Return a position in pixels for each node: Fruchterman and Reingold's forces, then no overlaps.

    The same view gives the same positions: the random start is seeded and nodes are taken in IRI order.

    Parameters
    ----------
    view
        The nodes and links.
    boxes
        The room each node takes; without it what a name on two lines needs.
    captions
        Whether each link carries its caption, for which it has to be longer.
    """
    import igraph

    iris = sorted(node.iri for node in view.nodes)
    if not iris:
        return {}
    rooms = [boxes[iri] if boxes else Box(75.0, 20.0, 54.0) for iri in iris]
    number = {iri: place for place, iri in enumerate(iris)}
    pairs = sorted({(number[link.source], number[link.target]) for link in view.links})
    igraph.set_random_number_generator(random.Random(_LAYOUT_SEED))  # noqa: S311 - a layout is no secret
    placed = igraph.Graph(n=len(iris), edges=pairs).layout_fruchterman_reingold(niter=600).coords
    width = math.sqrt(_area(rooms) / (_FILLED_WITH_CAPTIONS if captions else _FILLED) * _ASPECT)
    across = _spread([x for x, _ in placed], width)
    down = _spread([y for _, y in placed], width / _ASPECT)
    points = [[x, y] for x, y in zip(across, down, strict=True)]
    _separate(points, rooms)
    return {iri: (round(x, 1), round(y, 1)) for iri, (x, y) in zip(iris, points, strict=True)}


def _area(rooms: Iterable[Box]) -> float:
    return sum(2 * room.half_width * (room.above + room.below) for room in rooms)


def arrange_in_columns(view: View, ranks: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Return a position for each node: its rank from left to right, those of one rank beneath each other.

    In a column a node stands about level with those it is linked to further left. Columns and rows are
    staggered, so that a link seldom runs through a node.
    """
    columns: dict[int, list[str]] = defaultdict(list)
    for iri in sorted(node.iri for node in view.nodes):
        columns[ranks.get(iri, 0)].append(iri)
    placed: dict[str, tuple[float, float]] = {}
    for rank in sorted(columns):
        level = {iri: _level(iri, view.links, placed) for iri in columns[rank]}
        for row, iri in enumerate(sorted(columns[rank], key=lambda one: (level[one], one))):
            offset = row - (len(columns[rank]) - 1) / 2
            placed[iri] = (rank * 230.0 + 60.0 * (row % 2), offset * 160.0 + 45.0 * (rank % 2))
    return placed


def _level(iri: str, links: Iterable[ViewLink], placed: Positions) -> float:
    """Return how high the nodes already placed stand, on average, to which `iri` is linked."""
    ends = (link.ends for link in links if iri in link.ends)
    heights = [placed[other][1] for pair in ends for other in pair if other in placed]
    return sum(heights) / len(heights) if heights else 0.0


def _spread(values: Sequence[float], extent: float) -> list[float]:
    """Return `values` around 0 over `extent`, half by their size and half by their rank.

    Forces alone crowd the well-linked in the middle; ranks alone would hide that they belong together.
    """
    low, span = min(values), (max(values) - min(values)) or 1.0
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    rank = {place: number / max(len(values) - 1, 1) for number, place in enumerate(order)}
    return [
        extent * (_BY_RANK * rank[place] + (1 - _BY_RANK) * (value - low) / span - 0.5)
        for place, value in enumerate(values)
    ]


def _separate(points: list[list[float]], rooms: Sequence[Box]) -> None:
    """Push nodes apart, in place, until no two boxes lie on each other or the budget is spent."""
    count = len(points)
    pairs = max(count * (count - 1) // 2, 1)
    for round_number in range(1, 1 + min(_PUSH_ROUNDS, max(1, _PUSH_BUDGET // pairs))):
        moved = False
        for one in range(count):
            for other in range(one + 1, count):
                moved |= _push(points[one], rooms[one], points[other], rooms[other])
        if not moved:
            return
        if round_number % _ROUNDS_BEFORE_ROOM == 0:
            _give_room(points)


def _give_room(points: list[list[float]]) -> None:
    for point in points:
        point[0] *= _ROOM
        point[1] *= _ROOM


def _push(a: list[float], room_a: Box, b: list[float], room_b: Box) -> bool:
    """Move two overlapping boxes apart along the axis that needs least; say whether they overlapped."""
    across = room_a.half_width + room_b.half_width - abs(a[0] - b[0])
    if across <= 0:
        return False
    upper, lower = (room_a, room_b) if a[1] <= b[1] else (room_b, room_a)
    down = upper.below + lower.above - abs(a[1] - b[1])
    if down <= 0:
        return False
    axis, over = (0, across) if across / _ASPECT < down else (1, down)
    step = math.copysign(over / 2 + _ENOUGH_PX, b[axis] - a[axis])
    a[axis] -= step
    b[axis] += step
    return True
