"""Many short texts as one piece of memory, and lists of numbers of varying length for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graph.columns.stretches import stretches
from graph.settings import BULK_LIMITS


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Texts numbered from 0, in UTF-8 one after the other, so that they open without being read.

    Examples
    --------
    >>> words = pieces_of(["raid", "", "Серая"])
    >>> words.slice(0, 3)[0], words.text(2), len(words)
    (b'raid', 'Серая', 3)
    """

    letters: NDArray[np.uint8]
    offsets: NDArray[np.int64]
    """Where each text begins in `letters`; the last is where they end."""

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.slice(0, len(self)))

    def slice(self, start: int, end: int) -> list[bytes]:
        """Return the texts from `start` to `end`, end exclusive."""
        offsets = self.offsets[start : end + 1]
        if len(offsets) < 2:
            return []
        held = self.letters[offsets[0] : offsets[-1]].tobytes()
        return [held[one:other] for one, other in pairwise((offsets - offsets[0]).tolist())]

    def take(self, rows: NDArray[np.integer]) -> list[bytes]:
        """Return the texts with these numbers; empty for negative ones."""
        if len(rows) and rows[0] >= 0 and rows[-1] - rows[0] == len(rows) - 1 and (np.diff(rows) == 1).all():
            return self.slice(int(rows[0]), int(rows[-1]) + 1)
        if not len(self):
            return [b""] * len(rows)
        letters, offsets = self.letters.data, self.offsets
        starts = offsets[rows]
        ends = np.where(rows < 0, starts, offsets[rows + 1]).tolist()
        return [bytes(letters[start:end]) for start, end in zip(starts.tolist(), ends, strict=True)]

    def text(self, row: int) -> str:
        """Return one text; empty for a negative number."""
        if row < 0:
            return ""
        return self.letters[self.offsets[row] : self.offsets[row + 1]].tobytes().decode()


class Scattered:
    """Texts that come in any order of their rows, held as pieces; each row gets one once at most."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._parts: list[tuple[NDArray[np.int32], Pieces]] = []

    def fill(
        self,
        rows: NDArray[np.int32],
        values: NDArray[np.int32],
        read: Callable[[NDArray[np.int32]], Sequence[bytes]],
    ) -> None:
        """Let each of `rows` have what is `read` for the value beside it, some at a time."""
        for start in range(0, len(rows), BULK_LIMITS.written_things):
            some = slice(start, start + BULK_LIMITS.written_things)
            self._parts.append((rows[some].copy(), pieces_of_bytes(read(values[some]))))

    def gathered(self) -> Pieces:
        """Return the texts in the order of their rows; empty where there is none. They are held no more."""
        offsets = np.zeros(self._count + 1, np.int64)
        for rows, part in self._parts:
            offsets[rows + 1] = np.diff(part.offsets)
        np.cumsum(offsets, out=offsets)
        letters = np.zeros(int(offsets[-1]), np.uint8)
        while self._parts:
            rows, part = self._parts.pop()
            letters[stretches(offsets[rows], np.diff(part.offsets))] = part.letters
        return Pieces(letters, offsets)


def pieces_of(texts: Iterable[str]) -> Pieces:
    """Return `texts` in the order in which they come; half surrogate pairs become question marks."""
    return pieces_of_bytes([text.encode("utf-8", "replace") for text in texts])


def pieces_of_bytes(texts: Sequence[bytes]) -> Pieces:
    """Return `texts`, which are in UTF-8, in the order in which they come."""
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(one) for one in texts], out=offsets[1:])
    return Pieces(np.frombuffer(b"".join(texts), np.uint8), offsets)
