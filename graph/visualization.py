"""From a view to what vis-network draws: the only importer of pyvis.

pyvis holds the nodes and edges (its data model is vis-network's own) and brings the library's code;
the layout comes from igraph, seeded, so that one view always gives one picture. Captions and tooltips
are plain text: vis-network 9 writes them as text, never as HTML.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.arrangement import Positions, arrange, arrange_in_columns, box
from graph.model import Ref, Standing, Status, Value
from graph.network import View, ViewLink, ViewNode
from graph.presentation import LINES, Look, Presentation, caption, width, wrapped
from graph.sentences import standing_sentence

if TYPE_CHECKING:
    from pyvis.network import Network

Payload: TypeAlias = dict[str, Any]
"""What crosses to the browser: JSON of nodes, edges, options, legend and counts."""

_CURVE_STEP = 0.22
_CALM_ABOVE_NODES = 300
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

    Returns
    -------
    dict
        ``nodes`` and ``edges`` as vis-network's DataSets take them (edge ids are proposition IRIs),
        ``options``, ``legend`` and the numbers of nodes ``shown``, ``hidden`` by a limit, and in ``total``.
    """
    looks = presentation or Presentation()
    net = _network(view, looks, frozenset(centre))
    if layout:
        _place(net, _positions(whole or view, looks, frozenset(centre), ranks))
    return {
        "nodes": net.nodes,
        "edges": net.edges,
        "captions": len((whole or view).links) <= CAPTIONS_UP_TO_LINKS,
        "options": _options(len(net.nodes)),
        "legend": legend(view, looks),
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
        "silent": {**SILENT, "count": len(view.silent)},
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
        drawn = _node(node, looks.look(node.types), degree[node.iri], node.iri in centre)
        net.add_node(node.iri, **drawn | _spoken(drawn, node.iri not in view.silent))
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


def _positions(
    view: View, looks: Presentation, centre: frozenset[str], ranks: Mapping[str, int] | None
) -> Positions:
    if ranks is not None:
        return arrange_in_columns(view, ranks)
    net = _network(view, looks, centre)
    boxes = {node["id"]: box(node["label"], node["size"]) for node in net.nodes}
    return arrange(view, boxes, captions=len(net.edges) <= CAPTIONS_UP_TO_LINKS)


def _place(net: Network, positions: Positions) -> None:
    for node in net.nodes:
        node["x"], node["y"] = positions[node["id"]]
