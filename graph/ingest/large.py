"""Large files of N-Triples, which go into a build as they are: no text of them is held in memory."""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import InputError
from graph.ingest.parts import BLANK_NODES, holds_any
from graph.namespaces import AG
from graph.settings import BULK_LIMITS

_EXTENSION = ".nt"
_PREDICATES = ("status", "origins", "unknownOrigins", "canonicalEntity")
_DERIVED = tuple(f"> <{AG}{name}> ".encode() for name in _PREDICATES)
"""What an export holds beside what people wrote; a file with it is read statement by statement."""


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A large file of N-Triples, and where in it something is described."""

    path: Path
    sha256: str

    @property
    def name(self) -> str:
        """Its name for people."""
        return str(self.path)

    def describes(self, iri: str) -> bool:
        """Tell whether a line of this file begins with `iri`."""
        with _mapped(self.path) as letters:
            return _subject(letters, iri) >= 0

    def line_of(self, iri: str) -> int:
        """Return the first line that begins with `iri` or else mentions it, from 1; 0 where none does."""
        with _mapped(self.path) as letters:
            place = _subject(letters, iri)
            if place < 0:
                place = letters.find(f"<{iri}>".encode())
            return _lines_before(letters, place) + 1 if place >= 0 else 0


def large_file(path: Path) -> LargeFile | None:
    """Return the file at `path` if it can go into a build as it is: large, and without what needs a look.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    try:
        if path.suffix.lower() != _EXTENSION or path.stat().st_size < BULK_LIMITS.scan_compiled_bytes:
            return None
        if holds_any(path, *_DERIVED, *BLANK_NODES):
            return None
        with path.open("rb") as file:
            return LargeFile(path, hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise InputError(f"The file {str(path)!r} cannot be read: {error.strerror}.") from error


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as letters:
        yield letters


def _subject(letters: mmap.mmap, iri: str) -> int:
    """Return where the first line about `iri` begins; -1 where there is none."""
    begins = f"<{iri}> ".encode()
    if letters[: len(begins)] == begins:
        return 0
    place = letters.find(b"\n" + begins)
    return place + 1 if place >= 0 else -1


def _lines_before(letters: mmap.mmap, end: int) -> int:
    counted = 0
    for start in range(0, end, BULK_LIMITS.scan_chunk_bytes):
        counted += letters[start : min(end, start + BULK_LIMITS.scan_chunk_bytes)].count(b"\n")
    return counted
