"""Networks as JSON: Cytoscape's format and node-link.

Cytoscape: `networkx.cytoscape_graph` reads the file, Cytoscape desktop imports it, and
``cytoscape({...file, container})`` draws it with positions, style and one class per status.

Node-link: `networkx.node_link_graph` reads a node or link's attributes beside its id, graphology's
``Graph.from(file)`` reads them under ``attributes``. The file holds both forms, so that neither program
needs a conversion; it is about twice as long for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

import numpy as np

from graph.export.attributes import (
    LINK_FIELDS,
    NODE_FIELDS,
    Columns,
    graph_attributes,
    link_batches,
    link_columns,
    node_batches,
    node_columns,
)
from graph.export.escaping import as_json
from graph.export.evidence import Evidence
from graph.export.extent import Extent, Rows
from graph.export.metering import Meter
from graph.export.places import places_of
from graph.export.texts import Texts, by_number, filled
from graph.model import Standing, Status
from graph.presentation import LINES, width
from graph.wordings import pieces_of_bytes

_CYTOSCAPE_LINES: Mapping[Status, str] = {
    Status.UNDISPUTED: "solid",
    Status.DISPUTED: "dashed",
    Status.UNCONFIRMED: "dotted",
    Status.DENIED_ONLY: "dashed",
}
_LISTS = frozenset({"values", "evidence"})
"""Fields that are JSON: as a text of their own in Cytoscape's format, as it is in node-link."""


def write_cytoscape(extent: Extent, meter: Meter) -> Iterator[bytes]:
    """Yield the extent as Cytoscape JSON."""
    evidence, places = Evidence(extent, as_json), iter(places_of(extent))
    head = {
        "format_version": "1.0",
        "generated_by": "armsgraph",
        "data": graph_attributes(extent),
        "directed": True,
        "multigraph": True,
        "style": _cytoscape_style(),
        "layout": {"name": "preset"},
    }
    yield _compact(head)[:-1] + b',"elements":{"nodes":['
    yield from _listed(
        node_batches(extent, meter), lambda rows: _cytoscape_nodes(extent, rows, places, evidence)
    )
    yield b'\n],"edges":['
    yield from _listed(link_batches(extent, meter), lambda rows: _cytoscape_edges(extent, rows, evidence))
    yield b"\n]}}\n"


def write_node_link(extent: Extent, meter: Meter) -> Iterator[bytes]:
    """Yield the extent as node-link JSON, claims as JSON objects."""
    evidence, described = Evidence(extent, as_json), graph_attributes(extent)
    head = {
        "directed": True,
        "multigraph": True,
        "graph": described,
        "attributes": described,
        "options": {"type": "directed", "multi": True, "allowSelfLoops": True},
    }
    yield _compact(head)[:-1] + b',"nodes":['
    yield from _listed(node_batches(extent, meter), lambda rows: _node_link_nodes(extent, rows, evidence))
    yield b'\n],"edges":['
    yield from _listed(link_batches(extent, meter), lambda rows: _node_link_edges(extent, rows, evidence))
    yield b"\n]}\n"


def _listed(batches: Iterable[Rows], write: Callable[[Rows], Iterable[bytes]]) -> Iterator[bytes]:
    """Yield what `write` makes of rows as entries of a JSON list, one a line."""
    between = b"\n"
    for batch in batches:
        yield between + b",\n".join(write(batch))
        between = b",\n"


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _form(fields: Mapping[str, type], texts: frozenset[str]) -> bytes:
    """Return the members of a JSON object with a place for each value."""
    quotes = {name: '"' if kind is str and name not in texts else "" for name, kind in fields.items()}
    return ",".join(f'"{name}":{quotes[name]}%b{quotes[name]}' for name in fields).encode()


def _members(held: Columns, fields: Mapping[str, type], lists: frozenset[str]) -> Texts:
    form = _form(fields, lists)
    return filled(form, *(held[name] for name in fields))


def _fit(columns: Columns, *, lists_as_text: bool) -> Columns:
    kept = frozenset() if lists_as_text else _LISTS
    return {name: texts if name in kept else as_json(texts) for name, texts in columns.items()}


def _cytoscape_nodes(
    extent: Extent, rows: Rows, places: Iterator[Iterable[float]], evidence: Evidence
) -> Texts:
    columns = _fit(node_columns(extent, rows, evidence), lists_as_text=True)
    looks = by_number(extent.words.kinds[rows], lambda kinds: _colours(extent, kinds), b"#808080")
    # networkx takes the node from "value" and wants a "name" beside the id.
    form = b'{"data":{"id":"%b","value":"%b","name":"%b","colour":"%b",%b},"position":{%b},"classes":"%b"}'
    drawn = pieces_of_bytes([b'"x":%.1f,"y":%.1f' % (x, y) for x, y in islice(places, len(rows))])
    members = _members(columns, NODE_FIELDS, frozenset())
    iris = columns["iri"]
    return filled(form, iris, iris, columns["label"], looks, members, drawn, columns["type"])


def _cytoscape_edges(extent: Extent, rows: Rows, evidence: Evidence) -> Texts:
    held = _fit(link_columns(extent, rows, evidence), lists_as_text=True)
    form = (
        b'{"data":{"id":"%b","key":"%b","source":"%b","target":"%b","name":"%b","width":%b,%b},'
        b'"classes":"%b"}'
    )
    widths = by_number(np.minimum(extent.judged.origins[rows], 7), _widths)
    members, iris = _members(held, LINK_FIELDS, frozenset()), held["iri"]
    ends = held["source"], held["target"]
    return filled(form, iris, iris, *ends, held["label"], widths, members, held["status"])


def _node_link_nodes(extent: Extent, rows: Rows, evidence: Evidence) -> Texts:
    columns = node_columns(extent, rows, evidence)
    held = _fit(columns, lists_as_text=False)
    held["types"] = pieces_of_bytes([_quoted(one) for one in held["types"]])
    members = _members(held, NODE_FIELDS, _LISTS | {"types"})
    form = b'{"id":"%b","key":"%b",%b,"attributes":{%b}}'
    return filled(form, held["iri"], held["iri"], members, members)


def _quoted(types: bytes) -> bytes:
    return b"[" + (b'"' + types.replace(b", ", b'","') + b'"' if types else b"") + b"]"


def _node_link_edges(extent: Extent, rows: Rows, evidence: Evidence) -> Texts:
    held = _fit(link_columns(extent, rows, evidence), lists_as_text=False)
    members = _members(held, LINK_FIELDS, _LISTS)
    form = b'{"key":"%b","source":"%b","target":"%b",%b,"attributes":{%b}}'
    ends = held["source"], held["target"]
    return filled(form, held["iri"], *ends, members, members)


def _colours(extent: Extent, kinds: Rows) -> Texts:
    types = (tuple(filter(None, extent.words.types.text(kind).split(","))) for kind in kinds.tolist())
    return pieces_of_bytes([extent.looks.look(names).colour.encode() for names in types])


def _widths(origins: Rows) -> Texts:
    widths = (width(Standing(Status.UNDISPUTED, one, 0)) for one in origins.tolist())
    return pieces_of_bytes([str(one).encode() for one in widths])


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
