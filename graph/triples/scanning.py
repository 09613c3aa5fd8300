"""Triples read by compiled code, a chunk of bytes at a time, so that memory holds each term only once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from graph.settings import BULK_LIMITS
from graph.triples.layout import FIRST_TERMS, NONE
from graph.triples.plain import Scanned

CHUNK_BYTES = BULK_LIMITS.scan_chunk_bytes
_LINE_FEED = ord("\n")
_READ_BEYOND = 8
"""Bytes behind the last line that compiled code may look at."""
_LEAST_LINE_BYTES, _TERMS_A_LINE = 8, 4
_BYTES_A_TERM = 32
"""For how many terms there is room at first; it grows with what is read."""


class Scanning:
    """Triples being read: what is known so far, with room for more."""

    def __init__(self) -> None:
        from graph.triples import kernels

        self._kernels = kernels
        self._tally = np.zeros(4, np.int64)
        self._rows = (np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32))
        self._writing = np.zeros(0, np.uint8)
        self._offsets = np.zeros(1, np.int64)
        self._kind, self._odd = np.zeros(0, np.uint8), np.zeros(0, np.uint8)
        self._datatype = np.zeros(0, np.int32)
        self._hashes = np.zeros(0, np.uint64)
        self._slots = np.full(1024, NONE, np.int32)
        self._make_room(sum(map(len, FIRST_TERMS)), len(FIRST_TERMS))
        for writing in FIRST_TERMS:
            letters = np.frombuffer(bytearray(writing), np.uint8)
            kernels.number_of(letters, (0, len(writing)), 0, self._terms(), self._tally)

    def read(self, file: IO[bytes]) -> bool:
        """Read all lines of `file`; False where one is not written as a store writes it."""
        buffer = bytearray(CHUNK_BYTES + _READ_BEYOND)
        kept = 0
        while True:
            with memoryview(buffer) as view:
                count = file.readinto(view[kept:-_READ_BEYOND])  # type: ignore[attr-defined]
            size = kept + count
            if not count and size and buffer[size - 1] != _LINE_FEED:
                buffer[size] = _LINE_FEED
                size += 1
            whole = buffer.rfind(b"\n", 0, size) + 1
            if not self._scan(np.frombuffer(buffer, np.uint8), whole):
                return False
            kept = size - whole
            buffer[:kept] = buffer[whole:size]
            if not count:
                return True
            if kept == len(buffer) - _READ_BEYOND:  # a line longer than all there is room for
                buffer = buffer + bytearray(len(buffer))

    def result(self) -> Scanned:
        """Return what was read; nothing more can be read afterwards."""
        terms, size, rows, _ = self._tally.tolist()
        crcs = np.zeros(terms, np.uint32)
        self._kernels.crcs(self._writing, self._offsets, crcs)
        subject, predicate, target = (column[:rows] for column in self._rows)
        return Scanned(
            self._writing[:size],
            self._offsets[: terms + 1],
            self._kind[:terms],
            self._datatype[:terms],
            self._odd[:terms],
            crcs,
            subject,
            predicate,
            target,
        )

    def _scan(self, buffer: NDArray[np.uint8], size: int) -> bool:
        lines = int(np.count_nonzero(buffer[:size] == _LINE_FEED))
        # A datatype is written within its literal, and once more as a term of its own.
        self._make_room(2 * size, lines * _TERMS_A_LINE)
        rows = int(self._tally[self._kernels.ROWS])
        subject, predicate, target = (_grown(column, rows + lines) for column in self._rows)
        self._rows = (subject, predicate, target)
        return bool(self._kernels.scan(buffer, size, self._terms(), self._rows, self._tally))

    def _terms(self) -> tuple[Any, ...]:
        return (
            self._writing,
            self._offsets,
            self._kind,
            self._datatype,
            self._odd,
            self._hashes,
            self._slots,
        )

    def _make_room(self, size: int, count: int) -> None:
        """Let there be room for `count` more terms of `size` bytes altogether."""
        known, used = self._tally[:2].tolist()
        self._writing = _grown(self._writing, used + size)
        self._offsets = _grown(self._offsets, known + count + 1)
        self._kind, self._odd = _grown(self._kind, known + count), _grown(self._odd, known + count)
        self._datatype = _grown(self._datatype, known + count)
        self._hashes = _grown(self._hashes, known + count)
        if 2 * (known + count) > len(self._slots):
            self._slots = np.full(1 << (2 * (known + count)).bit_length(), NONE, np.int32)
            self._kernels.fill_slots(self._hashes, known, self._slots)


def scanned(files: Iterable[IO[bytes]]) -> Scanned | None:
    """Return the triples of `files`, together; None where a line is not written as a store writes it."""
    scanning = Scanning()
    return scanning.result() if all(scanning.read(file) for file in files) else None


def _grown(array: NDArray[Any], size: int) -> NDArray[Any]:
    """Return `array` with room for `size`, and for half as much again, so that it need not grow often."""
    if size <= len(array):
        return array
    grown = np.zeros(size + size // 2, array.dtype)
    grown[: len(array)] = array
    return grown
