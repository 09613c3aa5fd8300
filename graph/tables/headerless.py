"""Names of columns for tables that are published without a header, known by what stands in their cells.

What publishers hand out beside their tables of incidents is known, too, so that it can be refused by name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from graph.errors import TableError
from graph.tables.records import Broken, records_of
from graph.tables.shape import TableShape

_FORMATS = Path(__file__).parent / "headerless.toml"
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class _Format:
    """One table as it is published."""

    shape: TableShape
    width: int
    cells: tuple[tuple[int, re.Pattern[str]], ...]
    rows: int
    """How many rows tell it."""
    refused: str
    """What it is instead of a table of incidents; empty for those that can be imported."""

    def fits(self, text: str) -> bool:
        """Say whether the beginning of a table is of this format."""
        found = islice(records_of(text, self.shape), self.rows)
        rows = [cells for _, cells in found if not isinstance(cells, Broken)]
        return bool(rows) and all(
            len(row) == self.width and all(cell.fullmatch(row[place - 1]) for place, cell in self.cells)
            for row in rows
        )


def published_shape(text: str, encoding: str) -> TableShape | None:
    """Return the shape of a table without a header whose format is known; None for any other.

    Parameters
    ----------
    text
        The first whole lines of the table.
    encoding
        Its encoding.

    Raises
    ------
    TableError
        If the format is known as one that holds no incidents.

    Examples
    --------
    >>> published_shape("1,2\\n3,4\\n", "utf-8") is None
    True
    """
    found = next((one for one in _formats() if one.fits(text)), None)
    if found is None:
        return None
    if found.refused:
        raise TableError(f"The file {found.refused}.")
    shape = found.shape
    return TableShape(shape.delimiter, encoding, 0, shape.quote, columns=shape.columns)


@cache
def _formats() -> tuple[_Format, ...]:
    found = tomllib.loads(_FORMATS.read_text(encoding="utf-8"))
    return tuple(_format(one, found) for one in found.values())


def _format(one: Mapping[str, Any], others: Mapping[str, Any]) -> _Format:
    columns: Sequence[str] = one.get("columns") or others.get(one.get("like", ""), {}).get("columns", ())
    names = tuple(name for name in columns if name not in one.get("without", ()))
    return _Format(
        TableShape(one["delimiter"], header=0, quote=one.get("quote", ""), columns=names),
        one.get("width", len(names)),
        tuple((int(place), re.compile(cell)) for place, cell in one["cells"].items()),
        1 if one.get("only_first") else _LOOKED_AT,
        one.get("refused", ""),
    )
