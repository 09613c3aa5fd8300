"""Networks as JSON: Cytoscape's format and node-link.

Cytoscape: `networkx.cytoscape_graph` reads the file, Cytoscape desktop imports it, and
``cytoscape({...file, container})`` draws it with positions, style and one class per status.

Node-link: `networkx.node_link_graph` reads a node or link's attributes beside its id, graphology's
``Graph.from(file)`` reads them under ``attributes``. The file holds both forms, so that neither program
needs a conversion; it is about twice as long for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.arrangement import arrange
from graph.export.attributes import (
    compact_json,
    ends,
    evidence_record,
    graph_attributes,
    link_attributes,
    node_attributes,
    values_record,
)
from graph.export.snapshot import Item, Snapshot, Statement
from graph.model import Status
from graph.presentation import LINES, Presentation, width

_CYTOSCAPE_LINES: Mapping[Status, str] = {
    Status.UNDISPUTED: "solid",
    Status.DISPUTED: "dashed",
    Status.UNCONFIRMED: "dotted",
    Status.DENIED_ONLY: "dashed",
}


def write_cytoscape(snapshot: Snapshot) -> Iterator[str]:
    """Yield the snapshot as Cytoscape JSON."""
    positions = arrange(snapshot.drawing)
    head = {
        "format_version": "1.0",
        "generated_by": "armsgraph",
        "data": graph_attributes(snapshot),
        "directed": True,
        "multigraph": True,
        "style": _cytoscape_style(),
        "layout": {"name": "preset"},
    }
    yield compact_json(head)[:-1] + ',"elements":{"nodes":'
    yield from _listed(_cytoscape_node(node, snapshot.looks, positions[node.iri]) for node in snapshot.nodes)
    yield ',"edges":'
    yield from _listed(_cytoscape_edge(link) for link in snapshot.links)
    yield "}}\n"


def write_node_link(snapshot: Snapshot) -> Iterator[str]:
    """Yield the snapshot as node-link JSON, claims as JSON objects."""
    described = graph_attributes(snapshot)
    head = {
        "directed": True,
        "multigraph": True,
        "graph": described,
        "attributes": described,
        "options": {"type": "directed", "multi": True, "allowSelfLoops": True},
    }
    yield compact_json(head)[:-1] + ',"nodes":'
    yield from _listed(_node_link_node(node) for node in snapshot.nodes)
    yield ',"edges":'
    yield from _listed(_node_link_edge(link) for link in snapshot.links)
    yield "}\n"


def _listed(entries: Iterable[object]) -> Iterator[str]:
    """Yield a JSON list, one entry a line."""
    separator = "[\n"
    for entry in entries:
        yield separator + compact_json(entry)
        separator = ",\n"
    yield "\n]" if separator != "[\n" else "[]"


def _cytoscape_node(node: Item, looks: Presentation, position: tuple[float, float]) -> object:
    x, y = position
    # networkx takes the node from "value" and wants a "name" beside the id.
    named = {"id": node.iri, "value": node.iri, "name": node.label}
    return {
        "data": {**named, "colour": looks.look(node.types).colour, **node_attributes(node)},
        "position": {"x": x, "y": y},
        "classes": node.type,
    }


def _cytoscape_edge(link: Statement) -> object:
    source, target = ends(link)
    iri, standing = link.proposition.iri, link.proposition.standing
    named = {"id": iri, "key": iri, "source": source, "target": target, "name": link.caption}
    return {
        "data": {**named, "width": width(standing), **link_attributes(link)},
        "classes": standing.status.value,
    }


def _cytoscape_style() -> list[object]:
    lines = [_cytoscape_rule(status) for status in Status]
    return [
        {"selector": "node", "style": {"label": "data(label)", "background-color": "data(colour)"}},
        {"selector": "edge", "style": {"label": "data(label)", "width": "data(width)", "font-size": 9,
                                       "curve-style": "bezier", "target-arrow-shape": "triangle"}},
        *lines,
    ]  # fmt: skip


def _cytoscape_rule(status: Status) -> object:
    style: dict[str, object] = {
        "line-color": LINES[status].colour,
        "target-arrow-color": LINES[status].colour,
        "line-style": _CYTOSCAPE_LINES[status],
    }
    if status is Status.DENIED_ONLY:
        style |= {"line-dash-pattern": list(LINES[status].dashes), "mid-target-arrow-shape": "tee"}
    return {"selector": f"edge.{status.value}", "style": style}


def _node_link_node(node: Item) -> object:
    attributes = {**node_attributes(node), "types": list(node.types), "values": values_record(node)}
    return {"id": node.iri, "key": node.iri, **attributes, "attributes": attributes}


def _node_link_edge(link: Statement) -> object:
    source, target = ends(link)
    attributes = {**link_attributes(link), "evidence": evidence_record(link)}
    key = {"key": link.proposition.iri, "source": source, "target": target}
    return {**key, **attributes, "attributes": attributes}
