"""Where the nodes of a drawn view stand: by forces, or in the columns of a path.

One view always gives one picture: random starts are seeded and nodes are taken in IRI order.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
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
_FORCE_ROUNDS, _FULL_ROUNDS_UP_TO, _FEWEST_ROUNDS = 600, 400, 60
"""Rounds of the forces, each of which takes time with the square of the nodes: fewer for large pictures."""
_STAR_FROM_NODES, _FIRST_RING_NODES = 6, 8
_BETWEEN_PARTS_PX = 50.0
_ROW_WIDTHS = (1.0, 1.15, 1.3, 1.5, 1.75)
"""How many times as broad as the least the rows of parts are tried, to find those that fit a picture best."""


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
    pairs = Counter(_pair(number[link.source], number[link.target]) for link in view.links)
    whole = igraph.Graph(n=len(iris), edges=sorted(pairs))
    whole.es["pull"] = [1 / pairs[pair] if captions else 1.0 for pair in sorted(pairs)]
    filled = _FILLED_WITH_CAPTIONS if captions else _FILLED
    parts = sorted(
        (sorted(part) for part in whole.connected_components()), key=lambda part: (-len(part), part)
    )
    middles = np.empty((len(iris), 2))
    for part in parts:
        middles[part] = _apart(whole.induced_subgraph(part), rooms.of(part), filled)
    _set_side_by_side(middles, rooms, parts)
    places = (middles - rooms.lift).round(1).tolist()
    return {iri: (x, y) for iri, (x, y) in zip(iris, places, strict=True)}


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _apart(part: igraph.Graph, rooms: Rooms, filled: float) -> Numbers:
    """Return where the middles of the rooms of one connected part go, around 0, without overlaps."""
    width = math.sqrt(rooms.area / filled * ASPECT)
    size = np.array([width, width / ASPECT])
    hub = _hub_of_all(part)
    return separate(_by_forces(part) * size if hub < 0 else _in_rings(part.vcount(), hub) * size, rooms)


def _hub_of_all(part: igraph.Graph) -> int:
    """Return the node that all links of a star meet at; -1 where there is no such."""
    degrees = part.degree(loops=False)
    hub = degrees.index(max(degrees))
    star = degrees[hub] == part.vcount() - 1 and sum(degrees) == 2 * degrees[hub]
    return hub if star and part.vcount() >= _STAR_FROM_NODES else -1


def _in_rings(count: int, hub: int) -> Numbers:
    """Return places around `hub` in rings, in which no node stands on the way to another."""
    turn = np.linspace(0, 2 * math.pi, count - 1, endpoint=False)
    rings = max(1, round(math.sqrt((count - 1) / _FIRST_RING_NODES)))
    reach = 0.5 * (1 - (np.arange(count - 1) % rings) / (rings + 0.5))
    around = np.column_stack([reach * np.cos(turn), reach * np.sin(turn)])
    placed: Numbers = np.insert(around, hub, 0.0, axis=0)
    return placed


def _by_forces(part: igraph.Graph) -> Numbers:
    """Return where forces put the nodes, within a half of 0. Many links keep apart.

    Those between whom there are several captions are drawn together less.
    """
    import igraph

    rounds = max(_FEWEST_ROUNDS, int(_FORCE_ROUNDS * min(1.0, (_FULL_ROUNDS_UP_TO / part.vcount()) ** 2)))
    igraph.set_random_number_generator(random.Random(_LAYOUT_SEED))  # noqa: S311 - a layout is no secret
    placed = part.layout_fruchterman_reingold(weights="pull", niter=rounds, grid=False)
    flat = _laid_flat(np.array(placed.coords))
    return np.column_stack([_spread(flat[:, 0]), _spread(flat[:, 1])])


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
    lows = np.array([(middles[part] - rooms.half[part]).min(axis=0) for part in parts])
    sizes = np.array([(middles[part] + rooms.half[part]).max(axis=0) for part in parts]) - lows
    sizes += _BETWEEN_PARTS_PX
    least = max(math.sqrt(float(sizes.prod(axis=1).sum()) * ASPECT), float(sizes[:, 0].max()))
    tried = [_in_rows(sizes, least * times) for times in _ROW_WIDTHS]
    corners = min(tried, key=lambda found: float(((found + sizes).max(axis=0) / (ASPECT, 1)).max()))
    for part, low, corner in zip(parts, lows, corners, strict=True):
        middles[part] += corner - low
    middles -= (corners + sizes).max(axis=0) / 2


def _in_rows(sizes: Numbers, broad: float) -> Numbers:
    """Return the upper left corners of boxes set in rows at most `broad`, the tallest first."""
    corners = np.zeros_like(sizes)
    across = down = tallest = 0.0
    for place in sorted(range(len(sizes)), key=lambda one: (-sizes[one][1], one)):
        wide, high = map(float, sizes[place])
        if across and across + wide > broad:
            across, down, tallest = 0.0, down + tallest, 0.0
        corners[place] = across, down
        across, tallest = across + wide, max(tallest, high)
    return corners


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


def _spread(values: Numbers) -> Numbers:
    """Return `values` between -0.5 and 0.5, half by their size and half by their rank.

    Forces alone crowd the well-linked in the middle; ranks alone would hide that they belong together.
    """
    low, span = values.min(), float(np.ptp(values)) or 1.0
    rank = np.empty(len(values))
    rank[np.argsort(values, kind="stable")] = np.arange(len(values)) / max(len(values) - 1, 1)
    spread: Numbers = _BY_RANK * rank + (1 - _BY_RANK) * (values - low) / span - 0.5
    return spread
