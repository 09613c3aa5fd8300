"""From a view to what vis-network draws: the only importer of pyvis.

pyvis holds the nodes and edges (its data model is vis-network's own) and brings the library's code;
the layout comes from igraph, seeded, so that one view always gives one picture. Captions and tooltips
are plain text: vis-network 9 writes them as text, never as HTML.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.model import Ref, Standing, Status, Value
from graph.network import View, ViewLink, ViewNode
from graph.presentation import LINES, Look, Presentation, caption, width, wrapped
from graph.sentences import standing_sentence

if TYPE_CHECKING:
    from pyvis.network import Network

Payload: TypeAlias = dict[str, Any]
"""What crosses to the browser: JSON of nodes, edges, options, legend and counts."""
Positions: TypeAlias = Mapping[str, tuple[float, float]]

_LAYOUT_SEED = 20230525
_AREA_PER_NODE_PX = 24_000.0
_ASPECT = 1.65
_BY_RANK = 0.55
_LABEL_BOX_PX = (150.0, 74.0)
_OVERLAP_PAIR_BUDGET = 400_000
_CURVE_STEP = 0.22
_CALM_ABOVE_NODES = 300
_NO_STANDING = Standing(Status.UNDISPUTED, 0, 0)


def vis_payload(
    view: View,
    presentation: Presentation | None = None,
    *,
    centre: Collection[str] = (),
    layout: bool = True,
    ranks: Mapping[str, int] | None = None,
) -> Payload:
    """Return everything a browser needs to draw `view`.

    Parameters
    ----------
    view
        The nodes and links to draw.
    presentation
        The looks of the classes; without it the built-in, colour-blind-safe ones.
    centre
        IRIs of the entities the view is about: drawn larger and ringed.
    layout
        Whether to compute positions; without it the browser has to place the nodes.
    ranks
        How many steps each entity is from a start: then they stand in columns, as a path is read.

    Returns
    -------
    dict
        ``nodes`` and ``edges`` as vis-network's DataSets take them (edge ids are proposition IRIs),
        ``options``, ``legend`` and the numbers of nodes ``shown``, ``hidden`` by a limit, and in ``total``.
    """
    looks = presentation or Presentation()
    net = _network(view, looks, frozenset(centre))
    if layout:
        _place(net, arrange(view) if ranks is None else arrange_in_columns(view, ranks))
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "options": _options(len(net.nodes)),
        "legend": legend(view, looks),
        "shown": len(view.nodes),
        "total": view.total_nodes or len(view.nodes) + view.hidden,
        "hidden": view.hidden,
    }


def triples_payload(
    triples: Iterable[tuple[str, str, str | Value]],
    label: Callable[[str], str],
    types: Callable[[str], tuple[str, ...]],
    presentation: Presentation | None = None,
) -> Payload:
    """Return what a browser needs to draw bare triples, such as a CONSTRUCT query gives.

    Nothing is known of how a bare triple stands, so its line says nothing of it. A literal becomes a
    node of its own.
    """
    nodes: dict[str, ViewNode] = {}
    links = []
    for number, (subject, predicate, target) in enumerate(triples):
        literal = isinstance(target, Value)
        end = f"literal {number}" if isinstance(target, Value) else target
        nodes.setdefault(subject, ViewNode(subject, label(subject), types(subject)))
        text = target.text if isinstance(target, Value) else label(target)
        nodes.setdefault(end, ViewNode(end, text, () if literal else types(end)))
        relation = Ref(predicate, label(predicate))
        links.append(ViewLink(f"triple {number}", subject, end, relation, _NO_STANDING, ()))
    payload = vis_payload(View(tuple(nodes.values()), tuple(links)), presentation)
    payload["legend"]["statuses"] = []
    for edge, link in zip(payload["edges"], links, strict=True):
        edge.update(title=link.predicate.label, status="")
    return payload


def vis_network_source() -> tuple[str, str]:
    """Return the JavaScript and the CSS of the vis-network that pyvis brings, so that nothing is fetched.

    Examples
    --------
    >>> script, style = vis_network_source()
    >>> "vis-network" in script and "vis-tooltip" in style
    True
    """
    folder = files("pyvis") / "lib" / "vis-9.1.2"
    return _vendored(str(folder / "vis-network.min.js")), _vendored(str(folder / "vis-network.css"))


@lru_cache(maxsize=4)
def _vendored(path: str) -> str:
    from pathlib import Path

    return Path(path).read_text(encoding="utf-8")


def legend(view: View, looks: Presentation) -> Payload:
    """Return the classes and statuses that occur in `view`, with how each is drawn and how often."""
    kinds = Counter(
        (look.family, look.colour, look.shape) for look in map(looks.look, (n.types for n in view.nodes))
    )
    statuses = Counter(link.standing.status for link in view.links)
    return {
        "classes": [
            {"label": label, "colour": colour, "shape": shape, "count": count}
            for (label, colour, shape), count in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
        ],
        "statuses": [_status_entry(status, statuses[status]) for status in Status if statuses[status]],
    }


def _status_entry(status: Status, count: int) -> Payload:
    line = LINES[status]
    return {
        "status": status.value,
        "label": line.label,
        "meaning": line.meaning,
        "colour": line.colour,
        "darkColour": line.dark_colour,
        "dashes": list(line.dashes),
        "marker": line.marker,
        "count": count,
    }


def _network(view: View, looks: Presentation, centre: frozenset[str]) -> Network:
    """Return pyvis's data model of `view`: always directed, else pyvis drops parallel edges."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    degree = Counter(end for link in view.links for end in (link.source, link.target))
    for node in view.nodes:
        net.add_node(node.iri, **_node(node, looks.look(node.types), degree[node.iri], node.iri in centre))
    bends = _bends(view.links)
    for link in view.links:
        net.add_edge(link.source, link.target, **_edge(link, bends[link.iri]))
    return net


def _node(node: ViewNode, look: Look, degree: int, central: bool) -> Payload:
    return {
        "label": wrapped(node.label),
        "shape": look.shape,
        "color": look.colour,
        "title": f"{node.label}\n{look.label}",
        "size": (18 if central else 11) + 1.2 * min(degree, 7),
        "borderWidth": 2 if central else 1,
        "borderWidthSelected": 3,
        "kind": look.type,
        "name": node.label,
        "central": central,
    }


def _edge(link: ViewLink, bend: float) -> Payload:
    line = LINES[link.standing.status]
    arrows: Payload = {"to": {"enabled": True, "scaleFactor": 0.55}}
    if line.marker:
        arrows["middle"] = {"enabled": True, "type": line.marker, "scaleFactor": 0.6}
    smooth: Payload = {"enabled": False}
    if bend:
        smooth = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return {
        "id": link.iri,
        "caption": caption(link.predicate.label) + line.suffix,
        "title": f"{link.predicate.label}\n{standing_sentence(link.standing).capitalize()}",
        "status": link.standing.status.value,
        "dashes": list(line.dashes) or False,
        "width": width(link.standing),
        "color": line.colour,
        "arrows": arrows,
        "smooth": smooth,
    }


def _bends(links: Iterable[ViewLink]) -> dict[str, float]:
    """Return how far each link bows out, so that parallel ones lie side by side.

    A bow's side depends on the drawing direction, so a link against the pair's order is mirrored.
    """
    pairs: dict[tuple[str, str], list[ViewLink]] = defaultdict(list)
    for link in links:
        pairs[min(link.source, link.target), max(link.source, link.target)].append(link)
    bends: dict[str, float] = {}
    for (first, _), group in pairs.items():
        for place, link in enumerate(group):
            offset = _CURVE_STEP * (place - (len(group) - 1) / 2)
            bends[link.iri] = round(offset if link.source == first else -offset, 3)
    return bends


def _options(nodes: int) -> Payload:
    """Return vis-network's options; physics stays off, because a layout that is given must not drift."""
    calm = nodes > _CALM_ABOVE_NODES
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "tooltipDelay": 250,
            "hideEdgesOnDrag": calm,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
        },
        "nodes": {"font": {"size": 14, "vadjust": 2}, "labelHighlightBold": True},
        "edges": {"font": {"size": 11, "align": "top"}, "selectionWidth": 1.5, "hoverWidth": 0.6},
    }


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
            placed[iri] = (rank * 230.0 + 60.0 * (row % 2), offset * 120.0 + 40.0 * (rank % 2))
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


def _place(net: Network, positions: Positions) -> None:
    for node in net.nodes:
        node["x"], node["y"] = positions[node["id"]]
