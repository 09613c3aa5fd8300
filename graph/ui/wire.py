"""What of a drawing travels to the browser: everything once, then only what differs.

A node or link is a row of what is its own; what many share (how it looks, what its tooltip says, how its
IRI begins) stands in tables that grow and are sent once. Rows and tables are named by number, because an
IRI is longer than the rest of a link. Nodes that were sent keep the place they were sent with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.visualization import Payload

Tables = Mapping[str, tuple[Any, ...]]
"""Growing lists of what rows refer to by number, by the name of the table."""

_NODE_OWN = ("label", "size", "x", "y", "more", "at")
"""What differs from node to node; all else that is said of one is its look."""
_KIND = ("kind", "shape", "fill", "glyph")
"""What nodes of one class have in common, beside how they stand out."""
_PARTS = ("nodes", "edges")
_VERSION_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser holds of one scene once it has read `message`."""

    version: str
    """Hash of the payload: one payload has one version, whatever was sent before it."""
    message: Payload
    """What was sent last; read twice it changes nothing."""
    tables: Tables
    numbers: Mapping[str, Mapping[str, int]]
    """Of every node and link ever sent, by ``nodes`` and ``edges`` and by id: its number, given once."""
    rows: Mapping[str, Mapping[str, Payload]]
    """Every node and link of the picture as it was sent, by ``nodes`` and ``edges`` and by id."""
    rest: Payload
    """What the payload holds beside nodes and links."""


def first(payload: Payload) -> Sent:
    """Return the message that tells everything.

    Examples
    --------
    >>> sent = first({"nodes": [{"id": "iri:a", "label": "A", "x": 1, "y": 2}], "edges": [], "shown": 1})
    >>> sent.message["nodes"][0]["label"], "base" in sent.message
    ('A', False)
    """
    empty: Mapping[str, Mapping[str, Any]] = {part: {} for part in _PARTS}
    return _told(Sent("", {}, {}, empty, empty, {}), payload)


def following(sent: Sent, payload: Payload) -> Sent:
    """Return what is sent after `sent`: the very same where nothing changed, otherwise what differs.

    Examples
    --------
    >>> payload = {"nodes": [{"id": "iri:a", "label": "A", "x": 1, "y": 2}], "edges": [], "shown": 1}
    >>> one = first(payload)
    >>> following(one, payload) is one
    True
    >>> two = following(one, payload | {"nodes": []})
    >>> two.message["base"] == one.version, two.message["gone"]["nodes"]
    (True, [0])
    """
    settled = _settled(payload, sent.rows["nodes"])
    return sent if _version(settled) == sent.version else _told(sent, settled)


def known(sent: Sent) -> Sent:
    """Return `sent` where the browser has said that it holds it: then its version is all there is to say."""
    return replace(sent, message={"version": sent.version})


def _settled(payload: Payload, rows: Mapping[str, Payload]) -> Payload:
    """Return `payload` with the nodes that were sent before in the places that they were sent with."""
    nodes = [
        {**node, "x": rows[node["id"]]["x"], "y": rows[node["id"]]["y"]} if _placed(node, rows) else node
        for node in payload["nodes"]
    ]
    return {**payload, "nodes": nodes}


def _placed(node: Payload, rows: Mapping[str, Payload]) -> bool:
    return "x" in node and "x" in rows.get(node["id"], ())


def _version(payload: Payload) -> str:
    text = json.dumps(payload, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_VERSION_LETTERS]


def _told(before: Sent, payload: Payload) -> Sent:
    """Return `before` after a message with all in which `payload` differs from it."""
    tables = _Tables(before.tables)
    numbers = {part: _numbered(before.numbers[part], payload[part]) for part in _PARTS}
    nodes = {node["id"]: _node_row(node, tables) for node in payload["nodes"]}
    edges = {edge["id"]: _edge_row(edge, tables, numbers["nodes"]) for edge in payload["edges"]}
    rows = {
        part: {iri: {"n": numbers[part][iri], **row} for iri, row in packed.items()}
        for part, packed in zip(_PARTS, (nodes, edges), strict=True)
    }
    rest = _rest_numbered(payload, tables)
    after = Sent(_version(payload), {}, tables.grown(), numbers, rows, rest)
    return replace(after, message=_difference(before, after))


def _numbered(numbers: Mapping[str, int], items: Sequence[Payload]) -> Mapping[str, int]:
    """Return `numbers` and a new one for each item that has none."""
    given = {**numbers}
    for item in items:
        given.setdefault(item["id"], len(given))
    return given


def _difference(before: Sent, after: Sent) -> Payload:
    """Return the message; what would be empty is left out."""
    message: Payload = {
        "version": after.version,
        "base": before.version,
        "tables": {
            name: new
            for name, held in after.tables.items()
            if (new := list(held[len(before.tables.get(name, ())) :]))
        },
        **{part: _changed(before.rows[part], after.rows[part]) for part in _PARTS},
        "gone": {part: gone for part in _PARTS if (gone := _gone(before, after, part))},
        "rest": {name: value for name, value in after.rest.items() if before.rest.get(name) != value},
        "dropped": [name for name in before.rest if name not in after.rest],
    }
    return {name: value for name, value in message.items() if value}


def _rest_numbered(payload: Payload, tables: _Tables) -> Payload:
    """Return what is beside nodes and links, entries of the legend and glyphs as numbers."""
    rest = {name: value for name, value in payload.items() if name not in _PARTS}
    if isinstance(rest.get("glyphs"), dict):
        rest["glyphs"] = [tables.number("glyphs", glyph) for glyph in rest["glyphs"].items()]
    if isinstance(rest.get("legend"), dict):
        rest["legend"] = {
            name: [_entry_numbered(entry, tables) for entry in value] if isinstance(value, list) else value
            for name, value in rest["legend"].items()
        }
    return rest


def _entry_numbered(entry: Payload, tables: _Tables) -> list[Any]:
    """Return an entry as a number, how often it occurs, and the kinds in it: counts change with each step."""
    look = {name: value for name, value in entry.items() if name not in {"count", "kinds"}}
    kinds = [[_entry_numbered(kind, tables) for kind in entry["kinds"]]] if "kinds" in entry else []
    return [tables.number("entries", look), entry.get("count"), *kinds]


def _changed(before: Mapping[str, Payload], after: Mapping[str, Payload]) -> list[Payload]:
    """Return the rows that are new or differ, each whole; those known by number come without their id."""
    return [
        {name: value for name, value in row.items() if name != "id" or iri not in before}
        for iri, row in after.items()
        if before.get(iri) != row
    ]


def _gone(before: Sent, after: Sent, part: str) -> list[int]:
    return [row["n"] for iri, row in before.rows[part].items() if iri not in after.rows[part]]


class _Tables:
    """The tables while a message is made: gives each value its number."""

    def __init__(self, tables: Tables) -> None:
        self._held = {
            name: {_text(value): number for number, value in enumerate(held)} for name, held in tables.items()
        }

    def number(self, table: str, value: object) -> int:
        """Return the number of `value` in `table`, where it is put if it is new."""
        held = self._held.setdefault(table, {})
        return held.setdefault(_text(value), len(held))

    def iri(self, value: str) -> list[int | str]:
        """Return an id as the number of how it begins, up to its last slash, and the rest of it."""
        start = value.rfind("/") + 1
        return [self.number("starts", value[:start]), value[start:]]

    def grown(self) -> Tables:
        """Return the tables with all that was put in."""
        return {name: tuple(json.loads(text) for text in held) for name, held in self._held.items()}


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _node_row(node: Payload, tables: _Tables) -> Payload:
    """Return what is a node's own; name and tooltip only where they do not follow from label and look."""
    own = {name: node[name] for name in _NODE_OWN if name in node}
    kind = {name: node[name] for name in _KIND if name in node}
    taken = {*_NODE_OWN, *_KIND, "id", "name", "title"}
    look = {name: value for name, value in node.items() if name not in taken}
    plain_label = str(node.get("label", "")).replace("\n", " ")
    name = node.get("name")
    if name is not None:
        look["named"] = True
        own |= {} if name == plain_label else {"name": name}
    title = node.get("title")
    if title is not None:
        spoken = plain_label if name is None else name
        follows = str(title).startswith(f"{spoken}\n")
        kind |= {"about": title[len(spoken) :]} if follows else {}
        own |= {} if follows else {"title": title}
    numbers = [tables.number("kinds", kind), tables.number("looks", look)]
    return {"id": tables.iri(node["id"]), "look": numbers, **own}


def _edge_row(edge: Payload, tables: _Tables, numbers: Mapping[str, int]) -> Payload:
    """Return a link in numbers: its id, its ends, and where the tables hold its line and its words."""
    own = {"id", "from", "to", "caption", "title", "smooth"}
    line = {name: value for name, value in edge.items() if name not in own}
    relation, cut, more = (edge.get("title") or "").partition("\n")
    said = (edge.get("caption"), relation if "title" in edge else None, more if cut else None)
    return {
        "id": _between(edge, tables),
        "e": [
            numbers[edge["from"]],
            numbers[edge["to"]],
            tables.number("lines", line),
            tables.number("bends", edge.get("smooth")),
            *(tables.number("words", words) for words in said),
        ],
    }


def _between(edge: Payload, tables: _Tables) -> list[int]:
    """Return a link's id as how it begins, which of its ends' names it has around it, and what is between."""
    iri = edge["id"]
    start = iri.rfind("/") + 1
    rest = iri[start:]
    first_name, last_name = (edge[end][edge[end].rfind("/") + 1 :] for end in ("from", "to"))
    around = 0
    if (
        len(rest) > len(first_name) + len(last_name)
        and rest.startswith(first_name)
        and rest.endswith(last_name)
    ):
        around, rest = 1, rest[len(first_name) : len(rest) - len(last_name)]
    return [tables.number("starts", iri[:start]), around, tables.number("words", rest)]
