"""Where the nodes of a drawn view stand: by forces, or in the columns of a path.

One view always gives one picture: random starts are seeded and nodes are taken in IRI order.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from graph.network import View, ViewLink

Positions: TypeAlias = Mapping[str, tuple[float, float]]
"""Each node's place in pixels, x to the right and y downwards."""

_LAYOUT_SEED = 20230525
_AREA_PER_NODE_PX = 24_000.0
_ASPECT = 1.65
_BY_RANK = 0.55
_LABEL_BOX_PX = (150.0, 74.0)
_OVERLAP_PAIR_BUDGET = 400_000


def arrange(view: View) -> dict[str, tuple[float, float]]:
    """Return a position in pixels for each node: Fruchterman and Reingold's forces, then no overlaps.

    The same view gives the same positions: the random start is seeded and nodes are taken in IRI order.
    """
    import igraph

    iris = sorted(node.iri for node in view.nodes)
    if not iris:
        return {}
    number = {iri: place for place, iri in enumerate(iris)}
    pairs = sorted({(number[link.source], number[link.target]) for link in view.links})
    igraph.set_random_number_generator(random.Random(_LAYOUT_SEED))  # noqa: S311 - a layout is no secret
    placed = igraph.Graph(n=len(iris), edges=pairs).layout_fruchterman_reingold(niter=600).coords
    width = math.sqrt(len(iris) * _AREA_PER_NODE_PX * _ASPECT)
    across = _spread([x for x, _ in placed], width)
    down = _spread([y for _, y in placed], width / _ASPECT)
    points = [[x, y] for x, y in zip(across, down, strict=True)]
    _separate(points)
    return {iri: (round(x, 1), round(y, 1)) for iri, (x, y) in zip(iris, points, strict=True)}


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


def _separate(points: list[list[float]]) -> None:
    """Push nodes apart, in place, until no two label boxes lie on each other or the budget is spent."""
    pairs = len(points) * (len(points) - 1) // 2
    for _ in range(min(60, _OVERLAP_PAIR_BUDGET // max(pairs, 1))):
        if not sum(_push(a, b) for i, a in enumerate(points) for b in points[i + 1 :]):
            return


def _push(a: list[float], b: list[float]) -> bool:
    """Move two overlapping boxes apart along the axis that needs least; say whether they overlapped."""
    over = [_LABEL_BOX_PX[axis] - abs(a[axis] - b[axis]) for axis in (0, 1)]
    if min(over) <= 0:
        return False
    axis = 0 if over[0] < over[1] else 1
    step = math.copysign(over[axis] / 2 + 0.5, b[axis] - a[axis])
    a[axis] -= step
    b[axis] += step
    return True
