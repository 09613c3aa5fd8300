"""A mapping made to fit the table in a file, or the sentence that says why it does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from graph.errors import TableError
from graph.mapping import Mapping
from graph.mapping.fitting import dated, fitted, known_mapping, missing_columns, undated
from graph.settings import BULK_LIMITS
from graph.tables import Layout, Row, TableShape, has_order, read_rows
from graph.tables.records import shortened


def fitted_to(mapping: Mapping, path: Path, shape: TableShape) -> Mapping:
    """Return `mapping` for the table at `path`.

    A table that writes dates with slashes is read twice: any of its rows may show what comes first.

    Raises
    ------
    TableError
        If it lacks a column that the mapping needs.
    """
    missing = missing_columns(mapping, shape.columns)
    if missing:
        raise TableError(_lacking(mapping, missing, path, shape))
    found = fitted(mapping, shape.columns)
    if shape.layout in (Layout.ENTITIES, Layout.STATEMENTS):
        return found  # they write dates as ISO 8601
    columns = {rule.columns[0] for rule in undated(found)}
    slashed = {
        name
        for name in columns
        for row in _rows(path, shape, _LOOKED_AT)
        if has_order(row.values.get(name, ""))
    }
    cells = {
        name: (row.values.get(name, "") for row in _rows(path, shape, BULK_LIMITS.import_dated_rows))
        for name in sorted(slashed)
    }
    return dated(found, cells) if cells else found


_LOOKED_AT = BULK_LIMITS.import_sampled_rows


def _rows(path: Path, shape: TableShape, most: int) -> Iterator[Row]:
    return (row for row in islice(read_rows(path, shape), most) if isinstance(row, Row))


def _lacking(mapping: Mapping, missing: tuple[str, ...], path: Path, shape: TableShape) -> str:
    known = known_mapping(shape.columns)
    other = f" They are those of the mapping {known!r}: give that one." if known else ""
    names = ", ".join(map(shortened, shape.columns))
    unnamed = not shape.header and shape.layout is Layout.SEPARATED
    called = "No line of it names columns, so they are called" if unnamed else "Its columns are"
    return (
        f"The table {str(path)!r} has no column {', '.join(missing)}, which the mapping "
        f"{mapping.name!r} needs. {called} {names}.{other}"
    )
