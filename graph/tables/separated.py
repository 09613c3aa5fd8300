"""The rows of a table of lines: its header judged, each record held against it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.errors import TableError
from graph.settings import BULK_LIMITS
from graph.tables.lines import BadBytesError, Lines
from graph.tables.records import DELIMITERS, Broken, reader_of, records, shortened
from graph.tables.shape import Row, RowFault, TableShape

_FEWEST = 2


def separated_rows(lines: Lines, shape: TableShape) -> Iterator[Row | RowFault]:
    """Yield the rows of a table of lines.

    Raises
    ------
    TableError
        If its header cannot be one, or a line is too long.
    """
    names = shape.columns
    if shape.header:
        names = _header(lines, shape)
    for number, (line, cells) in enumerate(records(lines, shape), 1):
        if isinstance(cells, Broken):
            yield RowFault(line, "", shortened(cells.value), cells.sentence, number, cells.cells)
            continue
        names = names or numbered(len(cells))
        if len(cells) == len(names):
            yield Row(number, line, dict(zip(names, cells, strict=True)))
        else:
            yield _uneven(line, number, cells, names)


def numbered(count: int) -> tuple[str, ...]:
    """Return the names of columns that have none of their own.

    Examples
    --------
    >>> numbered(2)
    ('column 1', 'column 2')
    """
    return tuple(f"column {number}" for number in range(1, count + 1))


def named(cells: Sequence[str], line: int = 1) -> tuple[str, ...]:
    """Return the names that the cells of a header give, without the spaces around them.

    A column whose name is empty is called after its place.

    Raises
    ------
    TableError
        If all names are empty, one stands twice, or there are too many.

    Examples
    --------
    >>> named(["", " place "])
    ('column 1', 'place')
    """
    if len(cells) > BULK_LIMITS.table_columns:
        raise TableError(
            f"Line {line} names {len(cells):,} columns, more than {BULK_LIMITS.table_columns:,}: "
            "it is no header, or the delimiter is another.",
            line,
        )
    stripped = [cell.strip() for cell in cells]
    if not any(stripped):
        raise TableError(f"Line {line} should name the columns, and is empty.", line)
    names = tuple(name or placed for name, placed in zip(stripped, numbered(len(cells)), strict=True))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        places = " and ".join(str(place) for place, name in enumerate(names, 1) if name == twice[0])
        raise TableError(
            f"The header on line {line} names {shortened(twice[0])!r} twice, in columns {places}; "
            "rename all but one, so that it is clear which is meant.",
            line,
            twice[0],
        )
    return names


def fitting_delimiters(text: str, shape: TableShape) -> dict[str, int]:
    """Return the delimiters that would part a header into several columns, and into how many.

    Examples
    --------
    >>> fitting_delimiters("date;place", TableShape())
    {';': 2}
    """
    counts: dict[str, int] = {}
    for delimiter in DELIMITERS:
        try:
            cells = next(reader_of(iter([text]), replace(shape, delimiter=delimiter)), [])
        except csv.Error:
            continue
        if len(cells) >= _FEWEST:
            counts[delimiter] = len(cells)
    return counts


def _header(lines: Lines, shape: TableShape) -> tuple[str, ...]:
    for _ in range(shape.header - 1):
        _line(lines, shape)
    first = _line(lines, shape)
    lines.hand_back([first])
    line, cells = next(records(lines, shape), (shape.header, []))
    if isinstance(cells, Broken):
        raise TableError(f"The header on line {line} cannot be read: {cells.sentence}", line)
    if len(cells) < _FEWEST:
        _require_one_column(first, shape)
    if shape.columns and len(shape.columns) != len(cells):
        raise TableError(
            f"The header on line {line} names {len(cells)} columns, and {len(shape.columns)} were expected.",
            line,
        )
    return shape.columns or named(cells, line)


def _line(lines: Lines, shape: TableShape) -> str:
    try:
        return next(lines)
    except StopIteration:
        raise TableError(
            f"The file ends before line {shape.header}, which should name the columns."
        ) from None
    except BadBytesError as error:
        raise TableError(
            f"The file is not {shape.encoding}: line {lines.number} has byte 0x{error.byte:02X} at place "
            f"{error.offset:,} of the file. Give its encoding, such as windows-1252 or utf-16.",
            lines.number,
        ) from None


def _require_one_column(first: str, shape: TableShape) -> None:
    fitting = fitting_delimiters(first, shape)
    fitting.pop(shape.delimiter, None)
    if fitting:
        better = max(fitting, key=lambda one: fitting[one])
        raise TableError(
            f"The table has one column only when {_called(shape.delimiter)} parts the cells; "
            f"{_called(better)} would part its header into {fitting[better]} columns.",
            shape.header,
        )


def _called(delimiter: str) -> str:
    return DELIMITERS.get(delimiter, repr(delimiter))


def _uneven(line: int, number: int, cells: list[str], names: Sequence[str]) -> RowFault:
    more = len(cells) > len(names)
    why = (
        "a cell that holds the delimiter needs quotes around it"
        if more
        else "a delimiter is missing, or a line break stands in a cell without quotes"
    )
    sentence = f"The row has {len(cells)} cells and the table {len(names)} columns: {why}."
    column = "" if more else names[len(cells)]
    return RowFault(line, column, shortened(" ".join(cells)), sentence, number, tuple(cells))
