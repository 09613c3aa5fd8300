"""What a table is made of: how it is written, its rows, and what is wrong with one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    """How the rows of a table follow each other."""

    SEPARATED = "separated"
    """Lines of cells with a delimiter between them (RFC 4180 and what is like it)."""
    LIST = "list"
    """One JSON list of objects, alone or as the first list of objects within an object."""
    LINES = "lines"
    """A JSON object on each line."""
    ENTITIES = "entities"
    """A FollowTheMoney entity on each line, as JSON."""
    STATEMENTS = "statements"
    """RDF in any of its formats, told by the file's name; a row is a triple, and has no line of its own."""


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is written: enough to read it."""

    delimiter: str = ","
    encoding: str = "utf-8"
    header: int = 1
    """The physical line that names the columns, from 1; 0 where none does."""
    quote: str = '"'
    """What encloses a cell that holds a delimiter; empty where a quotation mark is a letter like others."""
    layout: Layout = Layout.SEPARATED
    columns: tuple[str, ...] = ()
    """The names of the columns; they are given for a table without a header, and read from it otherwise."""
    escape: str = ""
    """What makes the next delimiter or quote a letter; empty where quotes are doubled instead."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by the names of their columns, as they are written."""

    number: int
    """Among the rows of the table without its header, from 1."""
    line: int
    """The physical line that the row begins on, from 1."""
    values: Mapping[str, str]
    """An empty text where a cell is empty; of JSON, ``null`` is empty and a list is written as JSON."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row, or with the cell of one column in it."""

    line: int
    """The physical line that the row begins on, from 1; 0 where the whole file is meant."""
    column: str
    """The name of the column; empty where the whole row is meant."""
    value: str
    """What stands there, shortened."""
    sentence: str
    """What is wrong and what would be accepted."""
    number: int = 0
    """The row's number among those without the header; 0 where the whole file is meant."""
    cells: tuple[str, ...] = ()
    """What could be read of the row, in the order of the columns, so that it can be mended and read again."""

    def __str__(self) -> str:
        """Say where and what, in one line."""
        place = ", ".join(
            part
            for part in (f"line {self.line}" if self.line else "", self.column and f"{self.column!r}")
            if part
        )
        return f"{place}: {self.sentence}" if place else self.sentence
