"""Tables for ``neo4j-admin database import``: nodes, claims and statements, and the relationships among them.

Claims are nodes of their own, so that nothing is lost, and a relationship between two entities has a type
that says so unless it is undisputed (``SUPPLIER_DENIED``): who follows ``SUPPLIER`` alone never walks over
what is only denied. Headers follow the import's conventions (``:ID``, ``:LABEL``, ``:START_ID``, ...),
several values of one property are parted by ``|``, which stands in no IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.columns import NONE
from graph.export.extent import Extent, Rows
from graph.export.metering import Meter
from graph.export.packages import Package
from graph.export.sheets import KINDS, Sheet, Sheets
from graph.export.tables import written

_TYPES: Mapping[type, str] = {str: "", int: ":long", bool: ":boolean", list: ":string[]"}
_IDS = {"nodes": "iri", "claims": "iri", "statements": "about"}
_SPEAKING = {
    "claimant": "SAID_BY",
    "on_behalf_of": "ON_BEHALF_OF",
    "subject": "ABOUT_SUBJECT",
    "object": "ABOUT_OBJECT",
}
_SEVERAL = {"said_to": "SAID_TO", "relayed_from": "RELAYED_FROM"}
_COMMAND = """neo4j-admin database import full \\
    --nodes=nodes.csv --nodes=claims.csv --nodes=statements.csv \\
    --relationships=links.csv --relationships=claimed.csv \\
    --array-delimiter='|' --multiline-fields=true --skip-bad-relationships=true --overwrite-destination neo4j
"""
_NOTE = """{description}

Put this folder, unpacked, on the machine of a Neo4j server that is stopped, go into it and run

{command}
nodes.csv       an entity each, labelled with its classes
claims.csv      a claim each, labelled Claim, with its stance, its document and what it is about
statements.csv  what else people wrote of a thing, as N-Triples
links.csv       a proposition between two entities each; its type says so unless it is undisputed
claimed.csv     who makes each claim, on whose behalf, to whom, taken from whom, and about what

A claim about a value or a category has no ABOUT_OBJECT. `armsgraph load` reads this zip or folder back whole.
"""


def write_neo4j(extent: Extent, meter: Meter, package: Package) -> None:
    """Write the extent as tables and a note with the command that imports them."""
    sheets = Sheets(extent)
    tables = {
        "nodes.csv": _nodes(sheets, "nodes", meter),
        "claims.csv": _nodes(sheets, "claims", meter),
        "statements.csv": _nodes(sheets, "statements", meter),
        "links.csv": _links(sheets, meter),
        "claimed.csv": _claimed(sheets, extent),
    }
    for name, pieces in tables.items():
        with package.file(name) as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "replace"))
    with package.file("README.txt") as file:
        file.write(_NOTE.format(description=extent.description, command=_COMMAND).encode())


def _nodes(sheets: Sheets, table: str, meter: Meter) -> Iterator[str]:
    kinds = KINDS[table]
    header = [name + (":ID" if name == _IDS[table] else _typed(table, name)) for name in kinds]
    yield written([[*header, ":LABEL"]])
    for _, cells in sheets.sheets(table, meter):
        sheet = dict(cells)
        labels = _labels(table, sheet)
        if table == "statements":  # an id is of one node only, and its thing may be one as well
            sheet["about"] = [f"statements:{one}" for one in sheet["about"]]
        if table == "nodes":
            sheet["types"] = [str(types).replace(", ", "|") for types in sheet["types"]]
        yield written(
            [*(_cell(one) for one in row), label]
            for *row, label in zip(*(sheet[name] for name in kinds), labels, strict=True)
        )


def _typed(table: str, name: str) -> str:
    return ":string[]" if (table, name) == ("nodes", "types") else _TYPES[KINDS[table][name]]


def _labels(table: str, sheet: Sheet) -> list[str]:
    if table == "nodes":
        return ["|".join(filter(None, ("Entity", *str(types).split(", ")))) for types in sheet["types"]]
    return [{"claims": "Claim", "statements": "Statements"}[table]] * len(sheet[_IDS[table]])


def _links(sheets: Sheets, meter: Meter) -> Iterator[str]:
    kept = [
        name for name in KINDS["edges"] if name not in {"source", "target", "source_label", "target_label"}
    ]
    yield written([[":START_ID", ":END_ID", ":TYPE", *(name + _typed("edges", name) for name in kept)]])
    for _, sheet in sheets.sheets("edges", meter):
        types = [relationship(str(label)) for label in sheet["label"]]
        held = (sheet["source"], sheet["target"], types, *(sheet[name] for name in kept))
        yield written([_cell(one) for one in row] for row in zip(*held, strict=True))


def relationship(caption: str) -> str:
    """Return the type of a relationship.

    Examples
    --------
    >>> relationship("weapon used (disputed)")
    'WEAPON_USED_DISPUTED'
    """
    return re.sub(r"\W+", "_", caption).strip("_").upper() or "RELATED"


def _claimed(sheets: Sheets, extent: Extent) -> Iterator[str]:
    yield written([[":START_ID", ":END_ID", ":TYPE"]])
    for rows, sheet in sheets.sheets("claims", Meter(0)):
        yield written(_ends(sheet, rows, extent))


def _ends(sheet: Sheet, rows: Rows, extent: Extent) -> Iterator[list[str]]:
    columns, kinds = extent.columns, extent.words.kinds
    about = columns.proposition[rows]
    numbers = {
        "claimant": columns.claimant[rows],
        "on_behalf_of": columns.on_behalf_of[rows],
        "subject": columns.subject[about],
        "object": columns.object[about],
    }
    for name, kind in _SPEAKING.items():
        known = (numbers[name] != NONE) & (kinds[numbers[name]] != NONE)
        for claim, end, held in zip(sheet["iri"], sheet[name], known.tolist(), strict=True):
            if held:
                yield [str(claim), str(end), kind]
    for name, kind in _SEVERAL.items():
        for claim, ends in zip(sheet["iri"], sheet[name], strict=True):
            yield from ([str(claim), str(end), kind] for end in ends)  # type: ignore[union-attr]


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, list) else str(value)
