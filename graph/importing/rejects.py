"""Rows that were not taken, with what is wrong with each: a table that can be mended and read again."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from graph.files import write_file
from graph.tables import Row, RowFault

BECAUSE, FILE, LINE, COLUMN, REST = (
    "rejected_because",
    "rejected_file",
    "rejected_line",
    "rejected_column",
    "rejected_rest",
)
OWN_COLUMNS = (BECAUSE, FILE, LINE, COLUMN, REST)
"""What is added to the columns of the table; whoever reads the table again passes over them."""


def is_rejected_table(columns: Iterable[str]) -> bool:
    """Return whether a table with these columns holds rows that an import set aside."""
    return BECAUSE in set(columns)


class Rejects:
    """Sets faulty rows aside on the disk, since there may be as many as there are rows.

    Parameters
    ----------
    waiting
        A file of its own in which they wait until all columns are known.
    columns, count
        The columns so far and how many rows, where there are some in it already.
    """

    def __init__(self, waiting: IO[str], columns: Iterable[str] = (), count: int = 0) -> None:
        self._waiting = waiting
        self._columns: dict[str, None] = dict.fromkeys(columns)
        self.count = count

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the rows so far."""
        return tuple(self._columns)

    def add(self, fault: RowFault, file: str, row: Row | None, columns: tuple[str, ...]) -> None:
        """Set aside the row that `fault` is about; `row` is None where it could not be read."""
        cells = dict(row.values) if row else dict(zip(columns, fault.cells, strict=False))
        rest = fault.cells[len(columns) :] if row is None else ()
        self._columns.update(dict.fromkeys(columns or cells))
        self._columns.update(dict.fromkeys(cells))
        # A row that was set aside before keeps the file that it came from, and its line there.
        whence = (cells[FILE], cells.get(LINE, "")) if cells.get(FILE) else (file, str(fault.line))
        own = dict(zip(OWN_COLUMNS, (fault.sentence, *whence, fault.column), strict=False))
        if rest:
            own[REST] = json.dumps(rest, ensure_ascii=False)
        self._waiting.write(json.dumps({**cells, **own}, ensure_ascii=False) + "\n")
        self.count += 1

    def write(self, path: Path) -> None:
        """Write them to `path` as CSV, in the columns of their table and those that say what is wrong.

        Raises
        ------
        StoreError
            If the file cannot be written.
        """
        write_file(path, self._lines())

    def _lines(self) -> Iterator[bytes]:
        self._waiting.seek(0)
        columns = [*(name for name in self._columns if name not in OWN_COLUMNS), *OWN_COLUMNS]
        yield _csv(columns)
        for line in self._waiting:
            row = json.loads(line)
            yield _csv([row.get(column, "") for column in columns])


def _csv(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
