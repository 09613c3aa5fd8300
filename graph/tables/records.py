"""Lines of cells with delimiters between them, as records; one broken record costs no other.

Python's own `csv` reads the cells (RFC 4180, made strict); this adds which line a record begins on and goes
on behind a quote that never closes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from graph.settings import BULK_LIMITS
from graph.tables.lines import BadBytesError, Lines
from graph.tables.shape import TableShape

_NUL = "\0"
DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
"""What parts the cells of tables, in the order in which a tie is decided, and what people call it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read."""

    value: str
    sentence: str
    cells: tuple[str, ...] = ()


Record = tuple[int, list[str] | Broken]
"""The physical line that it begins on, and its cells."""


class _BrokenError(Exception):
    """A record that cannot be read, raised through `csv.reader`."""

    def __init__(self, broken: Broken) -> None:
        self.broken = broken
        super().__init__(broken.sentence)


class _Feed:
    """Lines on their way into `csv.reader`, kept until their record is whole."""

    def __init__(self, lines: Lines, most: int) -> None:
        self._lines = lines
        self._most = most
        self._size = 0
        self.taken: list[str] = []
        """The lines of the record under way."""

    def begin(self) -> None:
        self.taken.clear()
        self._size = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except BadBytesError as error:
            raise _BrokenError(_bad_bytes(error)) from None
        self.taken.append(line)
        self._size += len(line)
        if _NUL in line:
            raise _BrokenError(Broken(line, "The row holds a NUL byte, which no text has; take it out."))
        if self._size > self._most:
            raise _BrokenError(Broken(self.taken[0], _too_long(self._most)))
        return line


def records(lines: Lines, shape: TableShape, most: int = BULK_LIMITS.table_row_bytes) -> Iterator[Record]:
    """Yield the records of `lines`; lines without anything in them are none.

    Parameters
    ----------
    lines
        What is left of the table.
    shape
        Its delimiter, quote and escape.
    most
        Letters of one record.

    Raises
    ------
    TableError
        If a line is too long.

    Examples
    --------
    >>> import io
    >>> lines = Lines(io.BytesIO(b'a,"b\\nc"\\n\\n"d" e,f\\ng,h\\n'), "utf-8")
    >>> for line, cells in records(lines, TableShape()):
    ...     print(line, cells if isinstance(cells, list) else cells.value.strip())
    1 ['a', 'b\\nc']
    4 "d" e,f
    5 ['g', 'h']
    """
    # The limit of the csv module is the whole process's: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), most))
    feed = _Feed(lines, most)
    reader = reader_of(feed, shape)
    while True:
        feed.begin()
        begin = lines.number + 1
        try:
            cells: list[str] | Broken = next(reader)
        except StopIteration:
            return
        except _BrokenError as error:
            cells = error.broken
            lines.hand_back(feed.taken[1:])
        except csv.Error as error:
            cells = Broken(feed.taken[0], _misquoted(error, begin, lines.number))
            lines.hand_back(feed.taken[1:])
        if cells:
            yield begin, cells


def records_of(text: str, shape: TableShape) -> Iterator[Record]:
    """Yield the records of a text; see `records`."""
    return records(Lines(io.BytesIO(text.encode("utf-8", "replace")), "utf-8"), shape)


def reader_of(lines: Iterator[str], shape: TableShape) -> Iterator[list[str]]:
    """Return the strict reader of `csv` for a shape; what it meets that cannot be is a `csv.Error`."""
    return csv.reader(
        lines,
        delimiter=shape.delimiter,
        quotechar=shape.quote or None,
        quoting=csv.QUOTE_MINIMAL if shape.quote else csv.QUOTE_NONE,
        escapechar=shape.escape or None,
        strict=True,
    )


def shortened(text: str, letters: int = BULK_LIMITS.table_shown_letters) -> str:
    """Return the beginning of `text` on one line, and dots where that is not all.

    Examples
    --------
    >>> shortened("a\\nb"), shortened("abcdef", 3)
    ('a b', 'abc...')
    """
    line = " ".join(text[: letters * 4].split())
    return line if len(line) <= letters and len(text) <= letters * 4 else line[:letters] + "..."


def _bad_bytes(error: BadBytesError) -> Broken:
    return Broken(
        error.text,
        f"Byte {error.offset:,} of the file (0x{error.byte:02X}) does not belong to its encoding; "
        "write the row again, or give the encoding that the file has.",
    )


def _too_long(most: int) -> str:
    return f"The row is longer than {most:,} letters: a quote that begins a cell in it never closes."


def _misquoted(error: csv.Error, begin: int, end: int) -> str:
    if "unexpected end" in str(error) or end > begin:
        return (
            f"A quote that begins a cell of the row on line {begin:,} does not close where a cell ends. "
            "Close it, or write a quote within a cell twice."
        )
    return (
        "A quoted cell goes on behind its closing quote. Write a quote within a cell twice, "
        f"or give another quote for the table ({error})."
    )
