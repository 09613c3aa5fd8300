"""GraphML with typed keys, as igraph, networkx, Gephi and Cytoscape read it.

Each link keeps its proposition's IRI as its id, so parallel links stay apart. networkx returns a simple
``DiGraph`` for a file without parallel links unless it is read with ``force_multigraph=True``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.export.attributes import (
    GRAPH_FIELDS,
    LINK_FIELDS,
    NODE_FIELDS,
    ends,
    graph_attributes,
    link_attributes,
    node_attributes,
)
from graph.export.snapshot import Snapshot
from graph.export.xml_text import DECLARATION, comment, element, start

_ROOT = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
_TYPES: Mapping[type, str] = {str: "string", int: "int"}


def write_graphml(snapshot: Snapshot) -> Iterator[str]:
    """Yield the snapshot as GraphML."""
    yield DECLARATION
    yield comment(snapshot.description)
    yield start("graphml", _ROOT) + "\n"
    for place, fields in (("graph", GRAPH_FIELDS), ("node", NODE_FIELDS), ("edge", LINK_FIELDS)):
        yield from _keys(place, fields)
    yield start("graph", {"id": "armsgraph", "edgedefault": "directed"}) + "\n"
    yield _data("graph", graph_attributes(snapshot)) + "\n"
    for node in snapshot.nodes:
        yield f"{start('node', {'id': node.iri})}{_data('node', node_attributes(node))}</node>\n"
    for link in snapshot.links:
        source, target = ends(link)
        opening = start("edge", {"id": link.proposition.iri, "source": source, "target": target})
        yield f"{opening}{_data('edge', link_attributes(link))}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _keys(place: str, fields: Mapping[str, type]) -> Iterator[str]:
    for name, kind in fields.items():
        attributes = {
            "id": f"{place}_{name}",
            "for": place,
            "attr.name": name,
            "attr.type": _TYPES[kind],
        }
        yield start("key", attributes, empty=True) + "\n"


def _data(place: str, attributes: Mapping[str, object]) -> str:
    return "".join(element("data", {"key": f"{place}_{name}"}, value) for name, value in attributes.items())
