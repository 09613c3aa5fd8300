"""The physical lines of a file as text: each with its number, and with what is wrong with its bytes."""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Iterator
from typing import IO

from graph.errors import TableError
from graph.settings import BULK_LIMITS

_CHUNK_BYTES = 262_144
WIDE = ("utf-16", "utf-32", "utf16", "utf32", "utf_16", "utf_32", "u16", "u32")
"""How encodings begin in which a byte below 128 may be a part of another letter."""
_MARKS = {"utf-8": codecs.BOM_UTF8, "utf-8-sig": codecs.BOM_UTF8}


class BadBytesError(Exception):
    """A line that is not in the encoding; where and which byte, in words for a person."""

    def __init__(self, text: str, offset: int, byte: int) -> None:
        self.text = text
        """The line with the bytes that do not belong written as ``\\xff``."""
        self.offset = offset
        """Of the first such byte in the file, from 0."""
        self.byte = byte
        super().__init__(text)


def raw_lines(stream: IO[bytes], most: int = BULK_LIMITS.table_row_bytes) -> Iterator[bytes]:
    """Yield the lines of `stream` with their ends, which are ``\\n``, ``\\r\\n`` or ``\\r``.

    Raises
    ------
    TableError
        If a line is longer than `most` bytes.

    Examples
    --------
    >>> import io
    >>> list(raw_lines(io.BytesIO(b"a\\r\\nb\\rc")))
    [b'a\\r\\n', b'b\\r', b'c']
    """
    rest, number = b"", 1
    while chunk := stream.read(_CHUNK_BYTES):
        lines = (rest + chunk).splitlines(keepends=True)
        rest = lines.pop()  # it may go on, and an end of \r may be the half of one
        yield from lines
        number += len(lines)
        if len(rest) > most:
            raise TableError(
                f"Line {number:,} is longer than {most:,} bytes, the most that a row may have: "
                "the file is no table with a line for each row.",
                number,
            )
    if rest:
        yield from rest.splitlines(keepends=True)


class Lines:
    """Lines decoded one by one; what was handed back comes again.

    Parameters
    ----------
    stream
        The bytes.
    encoding
        As Python names it; one in which a byte below 128 may be a part of another letter is read as a
        whole, all others by the line, so that one bad byte costs one line.
    most
        Bytes of one line.
    """

    def __init__(self, stream: IO[bytes], encoding: str, most: int = BULK_LIMITS.table_row_bytes) -> None:
        wide = encoding.lower().startswith(WIDE)
        self._raw = raw_lines(_recoded(stream, encoding) if wide else stream, most)
        self._encoding = "utf-8" if wide else encoding
        self._mark = _MARKS.get(self._encoding.lower(), b"")
        self._back: deque[str] = deque()
        self._offset = 0
        self.number = 0
        """Of the line that came last, from 1; 0 before the first."""

    def __iter__(self) -> Lines:
        """Return itself: lines come once."""
        return self

    def __next__(self) -> str:
        """Return the next line with its end.

        Raises
        ------
        BadBytesError
            If it is not in the encoding; the line after it comes next.
        TableError
            If it is too long.
        """
        if self._back:
            self.number += 1
            return self._back.popleft()
        raw = next(self._raw)
        self.number += 1
        if self.number == 1 and self._mark and raw.startswith(self._mark):
            raw = raw[len(self._mark) :]
            self._offset += len(self._mark)
        begin = self._offset
        self._offset += len(raw)
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError as error:
            text = raw.decode(self._encoding, "backslashreplace")
            raise BadBytesError(text, begin + error.start, raw[error.start]) from None

    def hand_back(self, lines: list[str]) -> None:
        """Let `lines`, the last that came, come again."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


class _Recoded:
    """The bytes of a file in a wide encoding, as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._read = 0

    def read(self, size: int = -1) -> bytes:
        while chunk := self._stream.read(size):
            text = self._decoded(chunk, False)
            self._read += len(chunk)
            if text:
                return text.encode()
        return self._decoded(b"", True).encode()

    def _decoded(self, chunk: bytes, last: bool) -> str:
        try:
            return self._decoder.decode(chunk, last)
        except UnicodeDecodeError as error:
            raise TableError(
                f"The file is not {self._encoding.upper()}: around byte {self._read + error.start:,} "
                f"it says what that cannot ({error.reason}). Give its encoding."
            ) from None
        except UnicodeError as error:
            raise TableError(
                f"The file is not {self._encoding.upper()} ({error}). Give its encoding, such as utf-8, "
                "or utf-16-le where no mark stands at its beginning."
            ) from None


def _recoded(stream: IO[bytes], encoding: str) -> IO[bytes]:
    return _Recoded(stream, encoding)  # type: ignore[return-value]
