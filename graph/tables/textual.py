"""Whether a file is text at all: by how it begins, and by the letters that its bytes are read as."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from graph.errors import TableError
from graph.settings import BULK_LIMITS

_NO_TABLES = {
    b"PK\x03\x04": "a zip archive or a spreadsheet (.xlsx, .ods)",
    b"PK\x05\x06": "an empty zip archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (.xls)",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"PAR1": "a Parquet file",
    b"SQLite format 3": "a database of SQLite",
    b"\x7fELF": "a program",
    b"BZh": "packed by bzip2",
    b"\xfd7zXZ": "packed by xz",
    b"7z\xbc\xaf": "packed by 7-Zip",
    b"\x28\xb5\x2f\xfd": "packed by zstd",
    b"<!DOCTYPE html": "a page of the web",
    b"<html": "a page of the web",
    b"version https://git-lfs": "a pointer of Git LFS, which stands for a file that was not fetched",
}
"""How files begin that people take for tables, and what they are."""
_UNWRITTEN = {"Cc", "Cn", "Co"}
"""Control characters, those that stand for nothing, and those that everybody may use for something else.

What takes the place of a wrong byte (U+FFFD) is none: of some lines of a table the encoding may be another.
"""
_WRITTEN = frozenset("\t\n\v\f\r\x1a\x85\x01\x1c\x1d\x1e\x1f")
"""Control characters that tables hold: ends of lines and files, and what some use as a delimiter."""

_FEW = 2
"""So many odd letters are a fault of a cell, however short the table is."""


def require_text(path: Path, head: bytes) -> None:
    """Raise TableError where a file begins as one that is known not to be a table."""
    for mark, called in _NO_TABLES.items():
        if head.startswith(mark):
            raise TableError(
                f"The file {str(path)!r} is {called}; give the table itself, saved as CSV, TSV or JSON "
                "(it may be packed by gzip)."
            )


def require_letters(path: Path, text: str, encoding: str) -> None:
    """Raise TableError where `text`, a file's beginning as `encoding`, holds much that nobody writes.

    Bytes that are no text are letters, too, in an encoding of one byte or of two; but of those picked by
    chance every tenth is none that is written.
    """
    looked_at = text[: BULK_LIMITS.table_letters]
    odd = [place for place, letter in enumerate(looked_at, 1) if not _written(letter)]
    if len(odd) <= max(_FEW, len(looked_at) * BULK_LIMITS.table_odd_letters):
        return
    raise TableError(
        f"The file {str(path)!r} is no text table: of its first {len(looked_at):,} characters, read as "
        f"{encoding.upper()}, {len(odd):,} are such as no text holds (the first, at place {odd[0]:,}, is "
        f"U+{ord(looked_at[odd[0] - 1]):04X}). Give a table saved as text: CSV, TSV or JSON (it may be "
        "packed by gzip). Of one whose encoding was not told rightly, give encoding and delimiter."
    )


def _written(letter: str) -> bool:
    return letter in _WRITTEN or unicodedata.category(letter) not in _UNWRITTEN
