"""Tables written in a test, and what was read of them in short."""

from __future__ import annotations

import io
from pathlib import Path

from graph.tables import Layout, Row, RowFault, TableShape
from graph.tables.lines import Lines
from graph.tables.objects import json_rows
from graph.tables.separated import separated_rows


def written(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def rows_of(text: str | bytes, shape: TableShape | None = None) -> list[Row | RowFault]:
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    shape = shape or TableShape()
    if shape.layout is Layout.SEPARATED:
        return list(separated_rows(Lines(stream, shape.encoding), shape))
    return list(json_rows(stream, shape))


def told(rows: list[Row | RowFault]) -> list[tuple[int, int, str]]:
    return [
        (row.number, row.line, "|".join(row.values.values()) if isinstance(row, Row) else "!") for row in rows
    ]
