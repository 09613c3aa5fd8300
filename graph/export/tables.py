"""Tables for spreadsheets and data frames: nodes, edges, claims and statements as CSV, and a note.

UTF-8 without a byte order mark, RFC 4180 quoting, a header row. A cell that a spreadsheet would take for
a formula gets an apostrophe in front, see `guarded`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from graph.export.extent import Extent
from graph.export.metering import Meter
from graph.export.packages import Package
from graph.export.sheets import KINDS, Sheets
from graph.export.xml_text import allowed

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_FIRST = frozenset("'=+-@\t\r")
_GUARDED = re.compile(r"''*[=+\-@\t\r]")

_NOTE = """{description}

nodes.csv       one row for each entity
edges.csv       one row for each proposition between two entities; its label says so unless it is undisputed
claims.csv      one row for each claim, also those about counts, dates and categories; read its stance
statements.csv  what else people wrote (names, definitions, documents, judgements), as N-Triples

A cell that begins with = + - @, a tab or a carriage return (after any apostrophes) has an apostrophe put
in front, so that no spreadsheet runs it as a formula. To get the text back take that apostrophe off.
The files are UTF-8: in a spreadsheet, import them as such.
`armsgraph load` reads this zip or folder back whole.
"""


def guarded(value: object) -> str:
    """Return `value` as a cell that no spreadsheet takes for a formula; `unguarded` undoes it.

    Examples
    --------
    >>> guarded("=HYPERLINK(1)"), guarded("Kestrel"), guarded(None)
    ("'=HYPERLINK(1)", 'Kestrel', '')
    """
    text = "" if value is None else str(value)
    text = text if text.isprintable() else allowed(text)
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` was given.

    Examples
    --------
    >>> unguarded("'=HYPERLINK(1)"), unguarded("'Ndrangheta")
    ('=HYPERLINK(1)', "'Ndrangheta")
    """
    return cell[1:] if _GUARDED.match(cell) else cell


def write_tables(extent: Extent, meter: Meter, package: Package) -> None:
    """Write the extent as tables and a note."""
    sheets = Sheets(extent)
    for name in KINDS:
        with package.file(f"{name}.csv") as file:
            for text in _lines(sheets, name, meter):
                file.write(text.encode("utf-8", "replace"))
    with package.file("README.txt") as file:
        file.write(_NOTE.format(description=extent.description).encode())


def _lines(sheets: Sheets, table: str, meter: Meter) -> Iterator[str]:
    kinds = KINDS[table]
    yield written([kinds])
    for _, sheet in sheets.sheets(table, meter):
        yield written(zip(*(_WRITE[kind](sheet[name]) for name, kind in kinds.items()), strict=True))


def written(rows: Iterable[Iterable[object]]) -> str:
    """Return rows of cells as lines of CSV."""
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)  # a bare carriage return is only quoted where lines end in one
    return lines.getvalue()


def _texts(cells: Iterable[Any]) -> list[str]:
    """Return texts as `guarded` has them, which few have to be given to."""
    return [one if one[:1] not in _FIRST and one.isprintable() else guarded(one) for one in cells]


def _lists(cells: Iterable[Any]) -> list[str]:
    """Return several IRIs in one cell as JSON, and none of them as nothing."""
    return [json.dumps(one, ensure_ascii=False, separators=(",", ":")) if one else "" for one in cells]


_WRITE: Mapping[type, Callable[[Iterable[Any]], Iterable[object]]] = {
    str: _texts,
    list: _lists,
    bool: lambda cells: [str(one).lower() for one in cells],
    int: lambda cells: cells,
}
