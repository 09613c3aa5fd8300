"""GEXF 1.3 with positions, colours and line shapes, as Gephi, networkx and graphology read it.

Every link has its proposition's IRI as id and its caption as ``kind``: Gephi keeps parallel links only
where their kinds differ, and two links of one kind between the same two entities cannot be, because equal
propositions are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.arrangement import arrange
from graph.export.attributes import LINK_FIELDS, NODE_FIELDS, ends, link_attributes, node_attributes
from graph.export.snapshot import Item, Snapshot, Statement
from graph.export.xml_text import DECLARATION, comment, element, start
from graph.model import Status
from graph.presentation import LINES, Presentation, width

_ROOT = {
    "xmlns": "http://gexf.net/1.3",
    "xmlns:viz": "http://gexf.net/1.3/viz",
    "version": "1.3",
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


def write_gexf(snapshot: Snapshot) -> Iterator[str]:
    """Yield the snapshot as GEXF 1.3."""
    positions = arrange(snapshot.drawing)
    yield DECLARATION
    yield comment(snapshot.description)
    yield start("gexf", _ROOT) + "\n"
    described = element("creator", {}, "armsgraph") + element("description", {}, snapshot.description)
    yield f"<meta>{described}</meta>\n"
    yield start("graph", {"defaultedgetype": "directed", "mode": "static", "name": snapshot.title}) + "\n"
    yield _declared("node", NODE_FIELDS)
    yield _declared("edge", LINK_FIELDS)
    yield start("nodes", {"count": len(snapshot.nodes)}) + "\n"
    for node in snapshot.nodes:
        yield _node(node, snapshot.looks, positions[node.iri])
    yield "</nodes>\n" + start("edges", {"count": len(snapshot.links)}) + "\n"
    for link in snapshot.links:
        yield _edge(link)
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(place: str, fields: Mapping[str, type]) -> str:
    rows = "".join(
        start("attribute", {"id": name, "title": name, "type": _TYPES[fields[name]]}, empty=True)
        for name in _own(fields)
    )
    return f"{start('attributes', {'class': place, 'mode': 'static'})}{rows}</attributes>\n"


def _node(node: Item, looks: Presentation, position: tuple[float, float]) -> str:
    x, y = position
    return "".join(
        (
            start("node", {"id": node.iri, "label": node.label}),
            _values(node_attributes(node)),
            _colour(looks.look(node.types).colour),
            # Gephi's y axis points up, the screen's down.
            start("viz:position", {"x": x, "y": -y, "z": 0.0}, empty=True),
            start("viz:size", {"value": _NODE_SIZE}, empty=True),
            "</node>\n",
        )
    )


def _edge(link: Statement) -> str:
    source, target = ends(link)
    standing = link.proposition.standing
    caption = link.caption
    named = {
        "id": link.proposition.iri,
        "source": source,
        "target": target,
        "label": caption,
        "kind": caption,
    }
    return "".join(
        (
            start("edge", named),
            _values(link_attributes(link)),
            _colour(LINES[standing.status].colour),
            start("viz:thickness", {"value": width(standing)}, empty=True),
            start("viz:shape", {"value": _SHAPES[standing.status]}, empty=True),
            "</edge>\n",
        )
    )


def _values(attributes: Mapping[str, object]) -> str:
    rows = (
        start("attvalue", {"for": name, "value": value}, empty=True)
        for name, value in _own(attributes).items()
    )
    return f"<attvalues>{''.join(rows)}</attvalues>"


def _own(fields: Mapping[str, object]) -> dict[str, object]:
    """Leave out ``label``, which GEXF has as an attribute of its own."""
    return {name: held for name, held in fields.items() if name != "label"}


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return start("viz:color", {"r": red, "g": green, "b": blue}, empty=True)
