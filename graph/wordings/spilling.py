"""Texts put down in temporary files as they come, so that memory never holds all of them."""

from __future__ import annotations

import heapq
import mmap
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO

import numpy as np

from graph.wordings.layout import Ids, Offsets
from graph.wordings.pieces import Pieces


class Spill:
    """Texts, each with a number: those of one graph after the other, each graph's in their order."""

    def __init__(self) -> None:
        self._graphs: list[tuple[IO[bytes], list[Ids], list[Ids]]] = []

    def begin(self) -> None:
        """Let what is added from now on be of another graph."""
        self._graphs.append((tempfile.TemporaryFile(), [], []))  # noqa: SIM115 - `_read` closes it

    def add(self, homes: Ids, texts: Sequence[bytes]) -> None:
        """Put down texts of this graph, each with its number; they come after all that it has already."""
        file, numbers, sizes = self._graphs[-1]
        file.write(b"".join(texts))
        numbers.append(homes)
        sizes.append(np.fromiter(map(len, texts), np.int32, len(texts)))

    def ordered(self) -> tuple[Pieces, Ids]:
        """Return all texts and their numbers, in the order of these and then of the texts."""
        count = sum(len(one) for _, numbers, _ in self._graphs for one in numbers)
        homes, offsets = np.zeros(count, np.int32), np.zeros(count + 1, np.int64)
        with tempfile.TemporaryFile() as file:
            every = heapq.merge(*(_read(*graph) for graph in self._graphs))
            for place, (home, text) in enumerate(every):
                file.write(text)
                homes[place], offsets[place + 1] = home, offsets[place] + len(text)
            return _mapped(file, offsets), homes


def _read(file: IO[bytes], numbers: Sequence[Ids], sizes: Sequence[Ids]) -> Iterator[tuple[int, bytes]]:
    """Yield what was put down, and give the file away afterwards."""
    file.seek(0)
    with file:
        for some, lengths in zip(numbers, sizes, strict=True):
            for home, length in zip(some.tolist(), lengths.tolist(), strict=True):
                yield home, file.read(length)


def _mapped(file: IO[bytes], offsets: Offsets) -> Pieces:
    """Return the texts in a file without reading them; it stays on the disk as long as they are held."""
    file.flush()
    if not offsets[-1]:
        return Pieces(np.zeros(0, np.uint8), offsets)
    letters = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return Pieces(np.frombuffer(letters, np.uint8), offsets)
