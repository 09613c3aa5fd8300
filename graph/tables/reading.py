"""The rows of any table, one by one in constant memory; of what cannot be read a fault comes instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph.errors import TableError
from graph.tables.entities import entity_rows
from graph.tables.lines import WIDE, Lines
from graph.tables.objects import json_rows
from graph.tables.separated import separated_rows
from graph.tables.shape import Layout, Row, RowFault, TableShape
from graph.tables.sniffing import sniff
from graph.tables.statements import statement_rows
from graph.tables.watching import Watch


def read_rows(
    path: str | Path, shape: TableShape | None = None, *, watch: Watch | None = None
) -> Iterator[Row | RowFault]:
    """Yield the rows of the table at `path`, and a fault for each that cannot be read, in their order.

    Parameters
    ----------
    path
        Lines of cells, a JSON list of objects or JSON lines, plain or packed by gzip.
    shape
        How it is written; None to have it told by `sniff`.
    watch
        Given where one table is read more than once: it says so if it was not the same each time, and
        keeps the digest.

    Raises
    ------
    TableError
        Before the first row: if the file is missing, a folder or empty, or its header cannot be one; then
        if it cannot be read on; and after the last: if it changed meanwhile, so that nothing that was read
        may be used.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "losses.tsv")
    >>> _ = path.write_text("place\\ttanks\\nBelgorod\\t3\\nKursk\\n", encoding="utf-8")
    >>> for row in read_rows(path):
    ...     print(row.line, row.values if isinstance(row, Row) else row.sentence)
    2 {'place': 'Belgorod', 'tanks': '3'}
    3 The row has 1 cells and the table 2 columns: a delimiter is missing, or a line break stands in a \
cell without quotes.
    """
    watch = watch or Watch(path)
    shape = shape or sniff(path)
    if shape.layout is Layout.ENTITIES:
        yield from entity_rows(watch, shape)
        return
    if shape.layout is Layout.STATEMENTS:
        yield from statement_rows(watch, shape)
        return
    with watch.opened() as stream:
        if shape.layout is Layout.SEPARATED:
            yield from separated_rows(Lines(stream, _known(shape.encoding)), shape)
        else:
            yield from json_rows(stream, shape)


def with_columns(path: str | Path, shape: TableShape) -> TableShape:
    """Return `shape` with the names of the columns that the table has when it is read so.

    Raises
    ------
    TableError
        See `read_rows`.
    """
    for row in read_rows(path, replace(shape, columns=())):
        if isinstance(row, Row):
            return replace(shape, columns=tuple(row.values))
    return shape


def _known(encoding: str) -> str:
    try:
        b"a,\xff".decode(encoding, "backslashreplace")
    except UnicodeError:
        if encoding.lower().startswith(WIDE):  # which no three bytes are
            return encoding
        raise TableError(_no_encoding(encoding)) from None
    except LookupError:
        raise TableError(_no_encoding(encoding)) from None
    return encoding


def _no_encoding(name: str) -> str:
    return f"No encoding is called {name!r}; give one such as utf-8, windows-1252 or utf-16."
