"""From a view to what vis-network draws: the only importer of pyvis.

pyvis holds the nodes and edges (its data model is vis-network's own) and brings the library's code;
the layout comes from igraph, seeded, so that one view always gives one picture. Captions and tooltips
are plain text: vis-network 9 writes them as text, never as HTML.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.arrangement import Positions, arrange, arrange_in_columns
from graph.captions import wrapped_apart
from graph.glyphs import GLYPHS
from graph.legend import legend
from graph.model import Ref, Standing, Status, Value
from graph.network import View, ViewLink, ViewNode
from graph.presentation import Look, Presentation
from graph.settings import LIMITS
from graph.spacing import LABEL_PX, Box, box
from graph.strands import bends, strand

if TYPE_CHECKING:
    from pyvis.network import Network

Payload: TypeAlias = dict[str, Any]
"""What crosses to the browser: JSON of nodes, edges, options, legend and counts."""

_GROWN_ABOVE_NODES, _MOST_GROWN, _HARDLY_GROWN = 80, 5.0, 1.15
_ROOM_FOR_GLYPH: Mapping[str, float] = {"star": 1.4, "diamond": 1.2, "triangle": 1.2, "triangleDown": 1.2}
"""How much larger a shape is drawn that has less room inside."""
CAPTIONS_UP_TO_LINKS = 24
"""Captions of all links would cover a larger picture: there only those at hand are written."""
SILENT: Mapping[str, str] = {"label": "not spoken of here", "colour": "#ECEDE8", "darkColour": "#2B3238"}
"""How an entity is called and filled of which the perspective says nothing."""
_NO_STANDING = Standing(Status.UNDISPUTED, 0, 0)


def vis_payload(
    view: View,
    presentation: Presentation | None = None,
    *,
    centre: Collection[str] = (),
    layout: bool = True,
    ranks: Mapping[str, int] | None = None,
    whole: View | None = None,
    more: Mapping[str, int] | None = None,
    pins: Mapping[str, tuple[int, int]] | None = None,
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
    whole
        The same entities with every link, by which they are placed: then a picture keeps its shape when
        a perspective drops links.
    more
        How many neighbours of an entity are not shown, for those that have such.
    pins
        Where entities stand that somebody put in a place, in pixels; all others keep theirs.

    Returns
    -------
    dict
        ``nodes`` and ``edges`` as vis-network's DataSets take them (edge ids are proposition IRIs),
        ``options``, ``legend``, the ``glyphs`` that the nodes name as SVG path data, and the numbers of
        nodes ``shown``, ``hidden`` by a limit, and in ``total``.
    """
    looks = presentation or Presentation()
    net = _network(view, looks, frozenset(centre))
    if layout:
        placed = net if whole is None else _network(whole, looks, frozenset(centre))
        _place(net, _positions(placed, whole or view, ranks))
    _place(net, pins or {})
    _say_what_is_missing(net, more or {})
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "captions": len((whole or view).links) <= CAPTIONS_UP_TO_LINKS,
        "options": _options(len(net.nodes)),
        "glyphs": {name: GLYPHS[name] for name in sorted({node["glyph"] for node in net.nodes})},
        "legend": {**legend(view, looks), "silent": {**SILENT, "count": len(view.silent)}},
        "shown": len(view.nodes),
        "total": view.total_nodes or len(view.nodes) + view.hidden,
        "hidden": view.hidden,
        "untold": view.untold,
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


def _network(view: View, looks: Presentation, centre: frozenset[str]) -> Network:
    """Return pyvis's data model of `view`: always directed, else pyvis drops parallel edges."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    degree = Counter(end for link in view.links for end in (link.source, link.target))
    grown = _grown(degree, len(view.nodes))
    captions = wrapped_apart([node.label for node in view.nodes])
    for node in view.nodes:
        look = looks.look(node.types, node.iri)
        times, central = grown.get(node.iri, 1.0), node.iri in centre
        drawn = _node(node, captions[node.label], look, degree[node.iri], times=times, central=central)
        net.add_node(node.iri, **drawn | _spoken(drawn, node.iri not in view.silent))
    bows, thin = bends(view.links), len(view.nodes) > LIMITS.view_lively_nodes
    for link in view.links:
        net.add_edge(link.source, link.target, **strand(link, bows[link.iri], thin=thin))
    return net


def _grown(degree: Mapping[str, int], nodes: int) -> dict[str, float]:
    """Return how many times as large as usual the well-linked are drawn, so that they are read from afar.

    A picture of hundreds is looked at whole first: then only what many links meet at can be told.
    """
    most = math.log(max(degree.values(), default=1))
    times = min(math.sqrt(nodes / _GROWN_ABOVE_NODES), _MOST_GROWN) - 1
    if times <= 0 or not most:
        return {}
    return {iri: 1 + times * (math.log(links) / most) ** 2 for iri, links in degree.items()}


def _node(node: ViewNode, caption: str, look: Look, degree: int, *, times: float, central: bool) -> Payload:
    size = (19 if central else 12) + 1.2 * min(degree, 7)
    drawn: Payload = {
        "label": caption,
        "shape": look.shape,
        "glyph": look.glyph,
        "color": look.colour,
        "title": f"{node.label}\n{look.label}{f': {look.sort}' if look.sort else ''}",
        "size": round(size * times * _ROOM_FOR_GLYPH.get(look.shape, 1.0), 1),
        "borderWidth": 2 if central else 1,
        "borderWidthSelected": 3,
        "kind": look.type,
        "name": node.label,
        "central": central,
    }
    return drawn if times <= _HARDLY_GROWN else {**drawn, "font": {"size": round(LABEL_PX * times)}}


def _spoken(drawn: Payload, spoken_of: bool) -> Payload:
    """Return what differs in the drawing of an entity that is not spoken of: grey and dashed."""
    if spoken_of:
        return {"silent": False, "shapeProperties": {"borderDashes": False}}
    return {
        "silent": True,
        "color": SILENT["colour"],
        "title": f"{drawn['title']}\n({SILENT['label']})",
        "borderWidth": 1.5,
        "shapeProperties": {"borderDashes": [4, 3]},
    }


def _options(nodes: int) -> Payload:
    """Return vis-network's options; physics stays off, because a layout that is given must not drift.

    In a large picture nothing is done with each move of the mouse, and links are hidden while it is dragged.
    """
    calm = nodes > LIMITS.view_lively_nodes
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": not calm,
            "tooltipDelay": 250,
            "hideEdgesOnDrag": calm,
            "hideEdgesOnZoom": calm,
            "selectConnectedEdges": False,
            "hoverConnectedEdges": False,
        },
        "nodes": {"font": {"size": LABEL_PX, "vadjust": 2}, "labelHighlightBold": not calm},
        "edges": {
            "smooth": {"enabled": False},
            "font": {"size": 11, "align": "top"},
            "selectionWidth": 1.5,
            "hoverWidth": 0.6,
        },
    }


def _positions(net: Network, view: View, ranks: Mapping[str, int] | None) -> Positions:
    """Return where the nodes of `view` go, which `net` holds as they are drawn."""
    if ranks is not None:
        return arrange_in_columns(view, ranks)
    boxes = {node["id"]: box_of(node) for node in net.nodes}
    return arrange(view, boxes, captions=len(net.edges) <= CAPTIONS_UP_TO_LINKS)


def box_of(node: Payload) -> Box:
    """Return the room that a node of a payload takes with its label."""
    return box(node["label"], node["size"], node.get("font", {}).get("size", LABEL_PX))


def _place(net: Network, positions: Positions) -> None:
    for node in net.nodes:
        if node["id"] in positions:
            node["x"], node["y"] = positions[node["id"]]


def _say_what_is_missing(net: Network, more: Mapping[str, int]) -> None:
    for node in net.nodes:
        if more.get(node["id"], 0) > 0:
            node["more"] = more[node["id"]]
