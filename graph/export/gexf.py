"""GEXF 1.3 with dates, positions, colours and line shapes, as Gephi, networkx and graphology read it.

Every link has its proposition's IRI as id and its caption as ``kind``: Gephi keeps parallel links only
where their kinds differ, and two links of one kind between the same two entities cannot be, because equal
propositions are one.

The graph is dynamic: a link stands from the first to the last day on which it may have been said, an
incident on the days that its dates can mean. What has no date stands always. How exactly days are known is
said in attributes, since GEXF has no word for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np

from graph.columns import NONE
from graph.export.attributes import (
    LINK_FIELDS,
    NODE_FIELDS,
    Columns,
    link_batches,
    link_columns,
    node_batches,
    node_columns,
)
from graph.export.escaping import as_json_in_xml, as_xml
from graph.export.evidence import Evidence
from graph.export.extent import Extent, Rows
from graph.export.metering import Meter
from graph.export.places import Places, places_of
from graph.export.texts import Texts, by_number, filled, taken, whole
from graph.export.xml_text import DECLARATION, comment, element, start
from graph.model import Standing, Status
from graph.presentation import LINES, width
from graph.wordings import pieces_of_bytes

_ROOT = {
    "xmlns": "http://gexf.net/1.3",
    "xmlns:viz": "http://gexf.net/1.3/viz",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
    "version": "1.3",
}
_GRAPH = {
    "defaultedgetype": "directed",
    "mode": "dynamic",
    "timeformat": "date",
    "timerepresentation": "interval",
}
_TYPES: Mapping[type, str] = {str: "string", int: "integer"}
_SHAPES: Mapping[Status, str] = {
    Status.UNDISPUTED: "solid",
    Status.DISPUTED: "dashed",
    Status.UNCONFIRMED: "dotted",
    Status.DENIED_ONLY: "double",
}
"""GEXF knows these four lines and no others."""
_NODE_SIZE = 12.0
_WRITTEN = frozenset({"values", "evidence"})


def write_gexf(extent: Extent, meter: Meter) -> Iterator[bytes]:
    """Yield the extent as GEXF 1.3."""
    evidence, places, done = Evidence(extent, as_json_in_xml), places_of(extent), 0
    yield "".join(_head(extent)).encode()
    for rows in node_batches(extent, meter):
        yield whole(_nodes(extent, rows, places[done : done + len(rows)], evidence))
        done += len(rows)
    yield f"</nodes>\n{start('edges', {'count': len(extent.links)})}\n".encode()
    for rows in link_batches(extent, meter):
        yield whole(_edges(extent, rows, evidence))
    yield b"</edges>\n</graph>\n</gexf>\n"


def _head(extent: Extent) -> Iterator[str]:
    yield DECLARATION
    yield comment(extent.description)
    yield start("gexf", _ROOT) + "\n"
    described = element("creator", {}, "armsgraph") + element("description", {}, extent.description)
    yield f"<meta>{described}</meta>\n"
    yield start("graph", _GRAPH) + "\n"
    yield _declared("node", NODE_FIELDS)
    yield _declared("edge", LINK_FIELDS)
    yield start("nodes", {"count": len(extent.nodes)}) + "\n"


def _declared(place: str, fields: Mapping[str, type]) -> str:
    rows = "".join(
        start("attribute", {"id": name, "title": name, "type": _TYPES[fields[name]]}, empty=True)
        for name in _own(fields)
    )
    return f"{start('attributes', {'class': place, 'mode': 'static'})}{rows}</attributes>\n"


def _nodes(extent: Extent, rows: Rows, places: Places, evidence: Evidence) -> Texts:
    held = _fit(node_columns(extent, rows, evidence))
    looks = by_number(extent.words.kinds[rows], lambda kinds: _colours(extent, kinds), b"")
    spans = _spans(held["dated_from"], held["dated_to"])
    drawn = filled(b"%b%b", looks, _drawn(places))
    return filled(_NODE, held["iri"], held["label"], spans, *_values(held, NODE_FIELDS), drawn)


def _drawn(places: Places) -> Texts:
    """Return where nodes stand: Gephi's y axis points up, the screen's down."""
    form = b'<viz:position x="%.1f" y="%.1f" z="0.0"/><viz:size value="%.1f"/>'
    return pieces_of_bytes([form % (x, -y, _NODE_SIZE) for x, y in places.tolist()])


def _edges(extent: Extent, rows: Rows, evidence: Evidence) -> Texts:
    held = _fit(link_columns(extent, rows, evidence))
    codes = extent.judged.status[rows].astype(np.int64) * 8 + np.minimum(extent.judged.origins[rows], 7)
    drawn = by_number(codes, _lines)
    spans = _spans(held["said_from"], held["said_to"])
    labels, values = held["label"], _values(held, LINK_FIELDS)
    return filled(_EDGE, held["iri"], held["source"], held["target"], labels, labels, spans, *values, drawn)


def _fit(columns: Columns) -> Columns:
    return {name: texts if name in _WRITTEN else as_xml(texts) for name, texts in columns.items()}


def _values(held: Columns, fields: Mapping[str, type]) -> Iterator[Texts]:
    return (held[name] for name in _own(fields))


def _spans(first: Texts, last: Texts) -> Texts:
    dated = np.where(np.diff(first.offsets) > 0, np.arange(len(first)), NONE)
    return taken(filled(b' start="%b" end="%b"', first, last), dated)


def _own(fields: Mapping[str, type]) -> tuple[str, ...]:
    """Leave out ``label``, which GEXF has as an attribute of its own."""
    return tuple(name for name in fields if name != "label")


def _form(element: str, named: str, fields: Mapping[str, type]) -> bytes:
    """Return an element with a place for its dates, each of its values and its look."""
    values = "".join(f"<attvalue for=\"{name}\" value='%b'/>" for name in _own(fields))
    return f"<{element} {named}%b><attvalues>{values}</attvalues>%b</{element}>\n".encode()


_NODE = _form("node", 'id="%b" label="%b"', NODE_FIELDS)
_EDGE = _form("edge", 'id="%b" source="%b" target="%b" label="%b" kind="%b"', LINK_FIELDS)


def _colours(extent: Extent, kinds: Rows) -> Texts:
    types = (tuple(filter(None, extent.words.types.text(kind).split(","))) for kind in kinds.tolist())
    return pieces_of_bytes([_colour(extent.looks.look(names).colour).encode() for names in types])


def _lines(codes: Rows) -> Texts:
    return pieces_of_bytes([_line(tuple(Status)[code // 8], code % 8).encode() for code in codes.tolist()])


@lru_cache(maxsize=64)
def _line(status: Status, origins: int) -> str:
    return "".join(
        (
            _colour(LINES[status].colour),
            start("viz:thickness", {"value": width(Standing(status, origins, 0))}, empty=True),
            start("viz:shape", {"value": _SHAPES[status]}, empty=True),
        )
    )


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return start("viz:color", {"r": red, "g": green, "b": blue}, empty=True)
