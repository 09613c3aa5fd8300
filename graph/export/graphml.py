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
    Columns,
    graph_attributes,
    link_batches,
    link_columns,
    node_batches,
    node_columns,
)
from graph.export.escaping import as_json_in_xml, as_xml
from graph.export.evidence import Evidence
from graph.export.extent import Extent
from graph.export.metering import Meter
from graph.export.texts import filled, whole
from graph.export.xml_text import DECLARATION, comment, element, start

_ROOT = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns "
    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}
_TYPES: Mapping[type, str] = {str: "string", int: "int"}
_WRITTEN = frozenset({"values", "evidence"})
"""Fields that are escaped already."""


def write_graphml(extent: Extent, meter: Meter) -> Iterator[bytes]:
    """Yield the extent as GraphML."""
    evidence = Evidence(extent, as_json_in_xml)
    yield "".join(_head(extent)).encode()
    node = _form("node", ("id",), NODE_FIELDS)
    for rows in node_batches(extent, meter):
        yield _rows(node, node_columns(extent, rows, evidence), ("iri", *NODE_FIELDS))
    link = _form("edge", ("id", "source", "target"), LINK_FIELDS)
    for rows in link_batches(extent, meter):
        held = link_columns(extent, rows, evidence)
        yield _rows(link, held, ("iri", "source", "target", *LINK_FIELDS))
    yield b"</graph>\n</graphml>\n"


def _head(extent: Extent) -> Iterator[str]:
    yield DECLARATION
    yield comment(extent.description)
    yield start("graphml", _ROOT) + "\n"
    for place, fields in (("graph", GRAPH_FIELDS), ("node", NODE_FIELDS), ("edge", LINK_FIELDS)):
        yield from _keys(place, fields)
    yield start("graph", {"id": "armsgraph", "edgedefault": "directed"}) + "\n"
    for name, value in graph_attributes(extent).items():
        yield element("data", {"key": f"graph_{name}"}, value)
    yield "\n"


def _keys(place: str, fields: Mapping[str, type]) -> Iterator[str]:
    for name, kind in fields.items():
        attributes = {"id": f"{place}_{name}", "for": place, "attr.name": name, "attr.type": _TYPES[kind]}
        yield start("key", attributes, empty=True) + "\n"


def _form(place: str, named: tuple[str, ...], fields: Mapping[str, type]) -> bytes:
    """Return an element with a place for each value."""
    opening = " ".join(f'{name}="%b"' for name in named)
    held = "".join(f'<data key="{place}_{name}">%b</data>' for name in fields)
    return f"<{place} {opening}>{held}</{place}>\n".encode()


def _rows(form: bytes, columns: Columns, fields: tuple[str, ...]) -> bytes:
    fit = {name: texts if name in _WRITTEN else as_xml(texts) for name, texts in columns.items()}
    return whole(filled(form, *(fit[name] for name in fields)))
