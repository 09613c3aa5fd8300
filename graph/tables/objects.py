"""Rows of JSON: the objects of a list, or one on each line, read one by one in constant memory.

A streaming reader such as ijson would be a dependency for what `json`'s own compiled decoder does nearly by
itself: it is asked for one value at a time, over a window of the text that grows until the value is whole.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO, Any, cast

from graph.errors import TableError
from graph.settings import BULK_LIMITS
from graph.tables.lines import BadBytesError, Lines
from graph.tables.records import shortened
from graph.tables.shape import Layout, Row, RowFault, TableShape

_WINDOW_LETTERS = 262_144
_BETWEEN = " \t\r\n,"
_WRAPPED = re.compile(r'\{[^\[\]{}]*"\s*:\s*\[(\s*\{|\s*$)')
"""An object that begins with plain values and then a list of objects, as answers of servers do."""


class _TwiceError(ValueError):
    """A key that stands twice in one object."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _TwiceError(f"The key {shortened(twice)!r} stands twice in one object; leave one.")
    return found


# Numbers stay as they are written: 1.10 is no 1.1, and an id of 20 digits no float.
_DECODER = json.JSONDecoder(object_pairs_hook=_pairs, parse_float=str, parse_int=str, parse_constant=str)


def layout_of(text: str) -> Layout:
    """Return how the rows of a text follow each other, by its beginning.

    Examples
    --------
    >>> [layout_of(text).value for text in ('[{"a": 1}]', '{"a": 1}\\n{"a": 2}', '{"data": [', "a,b")]
    ['list', 'lines', 'list', 'separated']
    """
    start = text.lstrip()
    if start.startswith("[") and start[1:].lstrip()[:1] in ("{", "]", ""):
        return Layout.LIST
    if not start.startswith("{"):
        return Layout.SEPARATED
    line, broken, rest = start.partition("\n")
    wrapped = _WRAPPED.match(start) is not None
    if line.rstrip().endswith("}"):
        return Layout.LIST if wrapped and not rest.strip() else Layout.LINES
    return Layout.LIST if wrapped or broken else Layout.LINES


def first_names(text: str, layout: Layout) -> tuple[str, ...]:
    """Return the names of the cells of the first whole objects in `text`, in their order."""
    names: dict[str, None] = {}
    rows = json_rows(io.BytesIO(text.encode("utf-8", "replace")), TableShape(layout=layout))
    try:
        for row in rows:
            if isinstance(row, Row):
                names.update(dict.fromkeys(row.values))
    except TableError:  # the text is only the beginning of the file
        pass
    return tuple(names)


def json_rows(stream: IO[bytes], shape: TableShape) -> Iterator[Row | RowFault]:
    """Yield the objects of a JSON list or of JSON lines as rows.

    Values within objects have names with dots (``properties.name``); a list is one cell, written as JSON.

    Raises
    ------
    TableError
        If a list is no valid JSON: what follows cannot be told then.

    Examples
    --------
    >>> text = b'[{"id": 7, "at": {"lat": 50.10}, "names": ["a", "b"]}, 3]'
    >>> rows = list(json_rows(io.BytesIO(text), TableShape(layout=Layout.LIST)))
    >>> rows[0].values
    {'id': '7', 'at.lat': '50.10', 'names': '["a", "b"]'}
    >>> rows[1].sentence
    'A row is an object with named values, and this is none.'
    """
    for number, (line, value) in enumerate(json_objects(stream, shape), 1):
        if isinstance(value, RowFault):
            yield replace(value, number=number)
        else:
            yield Row(number, line, cells_of(value))


def json_objects(stream: IO[bytes], shape: TableShape) -> Iterator[tuple[int, dict[str, Any] | RowFault]]:
    """Yield each object with the line it begins on, or what is wrong with it; see `json_rows`."""
    values = _of_lines(stream, shape) if shape.layout is Layout.LINES else _of_list(stream, shape)
    for line, value in values:
        if isinstance(value, dict | RowFault):
            yield line, value
        else:
            sentence = "A row is an object with named values, and this is none."
            yield line, RowFault(line, "", shortened(str(value)), sentence)


def cells_of(value: Mapping[str, Any], prefix: str = "") -> dict[str, str]:
    """Return the values of an object as cells; those of one within it have its name and a dot before."""
    cells: dict[str, str] = {}
    for key, inner in value.items():
        if isinstance(inner, str):
            cells[prefix + key] = inner
        elif isinstance(inner, dict):
            cells |= cells_of(inner, f"{prefix}{key}.")
        elif inner is None:
            cells[prefix + key] = ""
        else:
            cells[prefix + key] = json.dumps(inner, ensure_ascii=False)
    return cells


def _of_lines(stream: IO[bytes], shape: TableShape) -> Iterator[tuple[int, Any]]:
    lines = Lines(stream, shape.encoding)
    while True:
        try:
            text = next(lines)
        except StopIteration:
            return
        except BadBytesError as error:
            sentence = f"Byte {error.offset:,} of the file (0x{error.byte:02X}) is not {shape.encoding}."
            yield lines.number, RowFault(lines.number, "", shortened(error.text), sentence)
            continue
        if text.strip():
            yield lines.number, _value_of(text, lines.number)


def _value_of(text: str, line: int) -> Any:  # noqa: ANN401 - any JSON
    try:
        return _DECODER.decode(text)
    except _TwiceError as error:
        return RowFault(line, "", shortened(text), str(error))
    except (ValueError, RecursionError) as error:
        return RowFault(line, "", shortened(text), f"The line is no JSON object: {_said(error)}.")


def _of_list(stream: IO[bytes], shape: TableShape) -> Iterator[tuple[int, Any]]:
    window = _Window(stream, shape.encoding)
    window.enter_list()
    while window.peek() != "]":
        line = window.line
        yield line, window.value()
    window.close()


class _Window:
    """A piece of a JSON text that moves along it."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._file = io.TextIOWrapper(cast(io.BufferedReader, stream), encoding, newline="")
        self._text = ""
        self._place = 0
        self._ended = False
        self._newlines = 0
        self._encoding = encoding

    @property
    def line(self) -> int:
        """The physical line of the next letter, from 1."""
        return self._newlines + 1

    def peek(self) -> str:
        """Return the next letter that is neither space nor comma."""
        while True:
            begin = self._place
            while self._place < len(self._text) and self._text[self._place] in _BETWEEN:
                self._place += 1
            self._newlines += self._text.count("\n", begin, self._place)
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                raise TableError(
                    f"The list ends on line {self.line:,} before its ']': the file is cut off.", self.line
                )

    def step(self) -> None:
        """Go over the next letter."""
        self._place += 1

    def value(self) -> Any:  # noqa: ANN401 - any JSON
        """Return the next value and go over it."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._place)
            except _TwiceError as error:
                raise TableError(f"Line {self.line:,}: {error}", self.line) from None
            except (ValueError, RecursionError) as error:
                self._require_more(error)
                continue
            if end < len(self._text) or not self._more():  # a number may go on
                self._newlines += self._text.count("\n", self._place, end)
                self._place = end
                return value

    def enter_list(self) -> None:
        """Go to the first object of the list, or of the first list of objects within one object."""
        if self.peek() == "[":
            self.step()
            return
        self.step()
        while self.peek() != "}":
            self.value()
            if self.peek() == ":":
                self.step()
            if self.peek() == "[":
                self.step()
                if self.peek() == "{":
                    return
                while self.peek() != "]":
                    self.value()
                self.step()
            else:
                self.value()
        raise TableError("The JSON object holds no list of objects, so it has no rows.", self.line)

    def close(self) -> None:
        """Let the file go, which others close."""
        self._file.detach()

    def _require_more(self, error: Exception) -> None:
        left = len(self._text) - self._place
        if left > BULK_LIMITS.table_row_bytes or isinstance(error, RecursionError) or not self._more():
            raise TableError(
                f"The JSON list cannot be read from line {self.line:,} on: {_said(error)}.", self.line
            ) from None

    def _more(self) -> bool:
        if self._ended:
            return False
        left = len(self._text) - self._place
        try:
            text = self._file.read(max(_WINDOW_LETTERS, left))
        except UnicodeDecodeError as error:
            raise TableError(
                f"The file is not {self._encoding}: behind line {self.line:,} stands byte "
                f"0x{error.object[error.start]:02X}. Give its encoding."
            ) from None
        self._text = self._text[self._place :] + text
        self._place = 0
        self._ended = not text
        return bool(text)


def _said(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} (column {error.colno})"
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)
