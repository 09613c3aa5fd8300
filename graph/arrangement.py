"""Where the nodes of a drawn view stand: by forces, or in the columns of a path.

One view always gives one picture: random starts are seeded and nodes are taken in IRI order.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.network import View, ViewLink
from graph.spacing import ASPECT, Box, Numbers, Rooms, rooms_of, separate

if TYPE_CHECKING:
    import igraph

Boxes: TypeAlias = Mapping[str, Box]
Positions: TypeAlias = Mapping[str, tuple[float, float]]
"""Each node's place in pixels, x to the right and y downwards."""

_LAYOUT_SEED = 20230525
_BY_RANK = 0.55
_FILLED, _FILLED_WITH_CAPTIONS = 0.5, 0.28
"""Which part of the picture nodes and labels take at first: less where each link carries its caption."""
_FORCE_ROUNDS, _FULL_ROUNDS_UP_TO, _FEWEST_ROUNDS = 600, 500, 100
"""Rounds of the forces, each of which takes time with the square of the nodes: fewer for large pictures."""
_BETWEEN_PARTS_PX = 50.0


def arrange(
    view: View, boxes: Boxes | None = None, *, captions: bool = False
) -> dict[str, tuple[float, float]]:
    """Return a position in pixels for each node: Fruchterman and Reingold's forces, then no overlaps.

    What does not hang together is arranged apart and set side by side, the largest first. The same view
    gives the same positions: the random start is seeded and nodes are taken in IRI order.

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
    rooms = rooms_of(boxes[iri] if boxes else Box(75.0, 20.0, 54.0) for iri in iris)
    number = {iri: place for place, iri in enumerate(iris)}
    pairs = sorted({(number[link.source], number[link.target]) for link in view.links})
    whole = igraph.Graph(n=len(iris), edges=pairs)
    filled = _FILLED_WITH_CAPTIONS if captions else _FILLED
    parts = sorted(
        (sorted(part) for part in whole.connected_components()), key=lambda part: (-len(part), part)
    )
    middles = np.empty((len(iris), 2))
    for part in parts:
        middles[part] = _by_forces(whole.induced_subgraph(part), rooms.of(part), filled)
    _set_side_by_side(middles, rooms, parts)
    places = (middles - rooms.lift).round(1).tolist()
    return {iri: (x, y) for iri, (x, y) in zip(iris, places, strict=True)}


def _by_forces(part: igraph.Graph, rooms: Rooms, filled: float) -> Numbers:
    """Return where the middles of the rooms of one connected part go, around 0, without overlaps."""
    import igraph

    count = part.vcount()
    rounds = max(_FEWEST_ROUNDS, int(_FORCE_ROUNDS * min(1.0, (_FULL_ROUNDS_UP_TO / count) ** 2)))
    igraph.set_random_number_generator(random.Random(_LAYOUT_SEED))  # noqa: S311 - a layout is no secret
    placed = _laid_flat(np.array(part.layout_fruchterman_reingold(niter=rounds, grid=False).coords))
    width = math.sqrt(rooms.area / filled * ASPECT)
    middles = np.column_stack([_spread(placed[:, 0], width), _spread(placed[:, 1], width / ASPECT)])
    return separate(middles, rooms)


def _laid_flat(points: Numbers) -> Numbers:
    """Return `points` turned so that they reach farthest from left to right, as a picture does."""
    x, y = (points - points.mean(axis=0)).T
    angle = 0.5 * math.atan2(2 * float(x @ y), float(x @ x - y @ y))
    turned = np.column_stack(
        [x * math.cos(angle) + y * math.sin(angle), y * math.cos(angle) - x * math.sin(angle)]
    )
    return turned.round(6)


def _set_side_by_side(middles: Numbers, rooms: Rooms, parts: Sequence[list[int]]) -> None:
    """Move the parts, in place, into rows from left to right, the tallest first."""
    if len(parts) == 1:
        return
    corners = [
        ((middles[part] - rooms.half[part]).min(axis=0), (middles[part] + rooms.half[part]).max(axis=0))
        for part in parts
    ]
    sizes = [high - low + _BETWEEN_PARTS_PX for low, high in corners]
    area = sum(float(size.prod()) for size in sizes)
    broad = max(math.sqrt(area * ASPECT), *(float(size[0]) for size in sizes))
    across = down = tallest = 0.0
    for place in sorted(range(len(parts)), key=lambda one: (-sizes[one][1], one)):
        if across and across + sizes[place][0] > broad:
            across, down, tallest = 0.0, down + tallest, 0.0
        middles[parts[place]] += np.array([across, down]) - corners[place][0]
        across, tallest = across + float(sizes[place][0]), max(tallest, float(sizes[place][1]))
    middles -= (middles.min(axis=0) + middles.max(axis=0)) / 2


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


def _spread(values: Numbers, extent: float) -> Numbers:
    """Return `values` around 0 over `extent`, half by their size and half by their rank.

    Forces alone crowd the well-linked in the middle; ranks alone would hide that they belong together.
    """
    low, span = values.min(), float(np.ptp(values)) or 1.0
    rank = np.empty(len(values))
    rank[np.argsort(values, kind="stable")] = np.arange(len(values)) / max(len(values) - 1, 1)
    spread: Numbers = extent * (_BY_RANK * rank + (1 - _BY_RANK) * (values - low) / span - 0.5)
    return spread
