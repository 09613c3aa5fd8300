"""Rows of FollowTheMoney entities, one JSON object a line: links with the names of both their ends.

A link knows its ends by id only, and they may stand anywhere in the file: it is read twice, and the captions
of what links can lead to are held meanwhile, some hundred bytes each. Entities may also be nested within the
properties of others, as in exports of OpenSanctions for single targets: each makes a row of its own, once.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import IO, Any

from graph.tables.objects import json_objects
from graph.tables.records import shortened
from graph.tables.shape import Layout, Row, RowFault, TableShape
from graph.tables.watching import Watch

ENDS = {
    "Associate": ("person", "associate"),
    "Directorship": ("director", "organization"),
    "Employment": ("employee", "employer"),
    "Family": ("person", "relative"),
    "Membership": ("member", "organization"),
    "Occupancy": ("holder", "post"),
    "Ownership": ("owner", "asset"),
    "Representation": ("agent", "client"),
    "Sanction": ("entity", ""),
    "Succession": ("predecessor", "successor"),
    "UnknownLink": ("subject", "object"),
}
"""The schemata that link two entities, or say something of one, with the properties that hold the ends."""
COLUMNS = (
    "id",
    "link",
    "schema",
    "caption",
    "datasets",
    "source.id",
    "source.caption",
    "source.schema",
    "target.id",
    "target.caption",
    "target.schema",
)
"""The cells that every row has; each property is a cell, too, by its first value, with ``.all`` as a list."""
UNNAMED = "unnamed dataset"
_Known = dict[str, tuple[str, str]]


def is_entity(value: Mapping[str, Any]) -> bool:
    """Return whether a JSON object is a FollowTheMoney entity.

    Examples
    --------
    >>> is_entity({"id": "x", "schema": "Person", "properties": {"name": ["Ann"]}})
    True
    """
    return (
        isinstance(value.get("schema"), str) and isinstance(value.get("properties"), dict) and "id" in value
    )


def entity_rows(watch: Watch, shape: TableShape) -> Iterator[Row | RowFault]:
    """Yield the entities of a file as rows; one for each pair of ends where a link has several.

    Raises
    ------
    TableError
        If the file changes between or while it is read.
    """
    lines = replace(shape, layout=Layout.LINES)
    with watch.opened() as stream:
        known = _captions(stream, lines)
    with watch.opened() as stream:
        yield from rows_of_entities(stream, lines, known)


def rows_of_entities(stream: IO[bytes], lines: TableShape, known: _Known) -> Iterator[Row | RowFault]:
    """Yield the rows of entities whose ends are `known`.

    Examples
    --------
    >>> text = b'{"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b", "c"]}}'
    >>> rows = rows_of_entities(io.BytesIO(text), TableShape(layout=Layout.LINES), {"b": ("Bank", "Company")})
    >>> [(row.values["link"], row.values["target.caption"]) for row in rows]
    [('o', 'Bank'), ('o/2', '')]
    """
    number = 0
    nested: set[str] = set()
    for line, value in json_objects(stream, lines):
        if isinstance(value, RowFault):
            number += 1
            yield replace(value, number=number)
            continue
        if not is_entity(value):
            number += 1
            sentence = "The line is no FollowTheMoney entity: it lacks an id, a schema or properties."
            yield RowFault(line, "", shortened(json.dumps(value)), sentence, number)
            continue
        for entity in _with_nested(value):
            if entity is not value and str(entity["id"]) in nested:
                continue
            if entity is not value:
                nested.add(str(entity["id"]))
            for cells in _rows(entity, known):
                number += 1
                yield Row(number, line, cells)


def entity_columns(text: str) -> tuple[str, ...]:
    """Return the names of the cells of the whole entities in `text`."""
    rows = rows_of_entities(io.BytesIO(text.encode("utf-8", "replace")), TableShape(layout=Layout.LINES), {})
    names = {name: None for row in rows if isinstance(row, Row) for name in row.values}
    return tuple(names)


def _captions(stream: IO[bytes], lines: TableShape) -> _Known:
    """Return caption and schema of everything that is no link, by its id."""
    known: _Known = {}
    for _, value in json_objects(stream, lines):
        if isinstance(value, RowFault) or not is_entity(value):
            continue
        for entity in _with_nested(value):
            if entity["schema"] not in ENDS:
                known[str(entity["id"])] = (_caption(entity), entity["schema"])
    return known


def _with_nested(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield an entity and those within its properties, however deep."""
    yield value
    for held in value["properties"].values():
        for one in held if isinstance(held, list) else ():
            if isinstance(one, dict) and is_entity(one):
                yield from _with_nested(one)


def _caption(value: Mapping[str, Any]) -> str:
    """Return what an entity is called: its caption, else its first name."""
    names = value["properties"].get("name") or value["properties"].get("title") or [""]
    return str(value.get("caption") or names[0])


def _rows(value: Mapping[str, Any], known: _Known) -> Iterator[dict[str, str]]:
    held = {name: _texts(values) for name, values in value["properties"].items()}
    cells = dict.fromkeys(COLUMNS, "")
    for name, texts in held.items():
        cells[name] = texts[0] if texts else ""
        cells[f"{name}.all"] = json.dumps(texts, ensure_ascii=False)
    datasets = _texts(value.get("datasets")) or [UNNAMED]
    cells |= {
        "id": str(value["id"]),
        "schema": value["schema"],
        "caption": _caption(value),
        "datasets": json.dumps(datasets, ensure_ascii=False),
        "dataset": datasets[0],
    }
    for name in ("first_seen", "last_seen", "last_change"):
        cells[name] = str(value.get(name) or "")
    one, other = ENDS.get(value["schema"], ("", ""))
    pairs = product(held.get(one) or [""], held.get(other) or [""])
    for number, (source, target) in enumerate(pairs, 1):
        link = cells["id"] if number == 1 else f"{cells['id']}/{number}"
        yield {**cells, "link": link, **_end("source", source, known), **_end("target", target, known)}


def _end(name: str, iri: str, known: _Known) -> dict[str, str]:
    caption, schema = known.get(iri, ("", ""))
    return {f"{name}.id": iri, f"{name}.caption": caption, f"{name}.schema": schema}


def _texts(values: object) -> list[str]:
    """Return the texts of a property; of an entity that is nested there, its id."""
    listed = values if isinstance(values, list) else [] if values is None else [values]
    return [str(one["id"]) if isinstance(one, dict) and "id" in one else str(one) for one in listed]
