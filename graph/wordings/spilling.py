"""Texts put down in temporary files as they come, so that memory never holds all of them."""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Sequence
from typing import IO

import numpy as np

from graph.settings import BULK_LIMITS
from graph.wordings.layout import Ids, Offsets
from graph.wordings.pieces import Pieces


class Spill:
    """Texts, each with a number."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `ordered` closes it
        self._numbers: list[Ids] = []
        self._sizes: list[Ids] = []

    def add(self, homes: Ids, texts: Sequence[bytes]) -> None:
        """Put down texts, each with its number."""
        self._file.write(b"".join(texts))
        self._numbers.append(homes)
        self._sizes.append(np.fromiter(map(len, texts), np.int32, len(texts)))

    def ordered(self) -> tuple[Pieces, Ids]:
        """Return all texts and their numbers, in the order of these; they are held no more.

        Those that have the same number stay in the order in which they came.
        """
        homes = np.concatenate([np.zeros(0, np.int32), *self._numbers])
        sizes = np.concatenate([np.zeros(0, np.int32), *self._sizes])
        order = np.argsort(homes, kind="stable")
        starts = np.cumsum(sizes, dtype=np.int64) - sizes
        offsets = np.concatenate(([0], np.cumsum(sizes[order], dtype=np.int64)))
        with self._file, tempfile.TemporaryFile() as file:
            self._file.flush()
            for first in range(0, len(order) if offsets[-1] else 0, BULK_LIMITS.written_things):
                some = order[first : first + BULK_LIMITS.written_things]
                file.write(self._read(starts[some], starts[some] + sizes[some]))
            return _mapped(file, offsets), homes[order]

    def _read(self, starts: Offsets, ends: Offsets) -> bytes:
        """Return what lies between these places; the file is mapped anew, so that what was read is let go."""
        places = zip(starts.tolist(), ends.tolist(), strict=True)
        with mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) as came:
            return b"".join([came[start:end] for start, end in places])


def _mapped(file: IO[bytes], offsets: Offsets) -> Pieces:
    """Return the texts in a file without reading them; it stays on the disk as long as they are held."""
    file.flush()
    if not offsets[-1]:
        return Pieces(np.zeros(0, np.uint8), offsets)
    letters = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Pieces(np.frombuffer(letters, np.uint8), offsets)
