"""Names of columns for tables that are published without a header, known by what stands in their cells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from graph.tables.shape import TableShape

_FORMATS = Path(__file__).parent / "headerless.toml"
_LOOKED_AT = 20


def published_shape(lines: Sequence[str], encoding: str) -> TableShape | None:
    """Return the shape of a table without a header whose format is known; None for any other.

    Examples
    --------
    >>> published_shape(["1,2", "3,4"], "utf-8") is None
    True
    """
    for delimiter, cells, columns in _formats():
        rows = [line.rstrip("\r\n").split(delimiter) for line in islice(lines, _LOOKED_AT) if line.strip()]
        if rows and all(
            len(row) == len(columns) and all(cell.fullmatch(row[place - 1]) for place, cell in cells)
            for row in rows
        ):
            return TableShape(delimiter, encoding, 0, "", columns=columns)
    return None


@cache
def _formats() -> tuple[tuple[str, tuple[tuple[int, re.Pattern[str]], ...], tuple[str, ...]], ...]:
    found = tomllib.loads(_FORMATS.read_text(encoding="utf-8"))
    return tuple(
        (
            one["delimiter"],
            tuple((int(place), re.compile(cell)) for place, cell in one["cells"].items()),
            tuple(one["columns"]),
        )
        for one in found.values()
    )
