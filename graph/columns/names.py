"""IRIs as numbers: many names in one piece of memory, found again by bisection."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

NONE = -1
"""The number of a name that is not there."""
_ONE_BY_ONE = 100
"""So many names are gone through in the time that one is found by bisection, about."""


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """Names numbered from 0, kept as one text so that they open without being read.

    Examples
    --------
    >>> names = names_of(["actor/petrov", "actor/fox"])
    >>> names[0], names.index("actor/fox"), names.index("actor/nobody")
    ('actor/petrov', 1, -1)
    >>> list(names)
    ['actor/petrov', 'actor/fox']
    """

    letters: NDArray[np.uint8]
    """All names one after the other, in UTF-8."""
    offsets: NDArray[np.int64]
    """Where each name begins in `letters`; the last is where they end."""
    order: NDArray[np.int32]
    """The numbers of the names, in the alphabetical order of the names."""

    def __len__(self) -> int:
        return len(self.order)

    def __getitem__(self, number: int) -> str:
        """Return the name with this number; empty for `NONE`."""
        return "" if number == NONE else self.letters_of(number).decode()

    def __iter__(self) -> Iterator[str]:
        whole, offsets = self.letters.tobytes(), self.offsets.tolist()
        for start, end in pairwise(offsets):
            yield whole[start:end].decode()

    def index(self, name: str) -> int:
        """Return the number of `name`; `NONE` where it is not among them."""
        wanted = name.encode()
        place = bisect_left(self.order, wanted, key=self.letters_of)
        found = place < len(self) and self.letters_of(self.order[place]) == wanted
        return int(self.order[place]) if found else NONE

    def indices(self, names: Iterable[str]) -> NDArray[np.int32]:
        """Return the numbers of `names` in their order, `NONE` for each that is not among them.

        Quicker than asking for one after the other where they are many.
        """
        wanted = tuple(names)
        if len(wanted) * _ONE_BY_ONE < len(self):
            return np.fromiter(map(self.index, wanted), np.int32, len(wanted))
        numbers = {name: number for number, name in enumerate(self)}
        return np.fromiter((numbers.get(name, NONE) for name in wanted), np.int32, len(wanted))

    def several(self, numbers: Iterable[int]) -> list[str]:
        """Return the names with these numbers in their order, none of them `NONE`.

        Quicker than asking for one after the other where they are many.

        Examples
        --------
        >>> names_of(["actor/petrov", "actor/fox"]).several([1, 0, 1])
        ['actor/fox', 'actor/petrov', 'actor/fox']
        """
        wanted = np.fromiter(numbers, np.int64)
        places = zip(self.offsets[wanted].tolist(), self.offsets[wanted + 1].tolist(), strict=True)
        letters = np.ascontiguousarray(self.letters).data
        return [str(letters[start:end], "utf-8") for start, end in places]

    def letters_of(self, number: int) -> bytes:
        """Return the name with this number in UTF-8."""
        start, end = self.offsets[number : number + 2]
        return self.letters[start:end].tobytes()


def names_of(names: Iterable[str]) -> Names:
    """Return `names`, each of which is another, numbered in the order in which they come."""
    encoded = [name.encode() for name in names]
    offsets = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum([len(one) for one in encoded], out=offsets[1:])
    order = sorted(range(len(encoded)), key=encoded.__getitem__)
    letters = np.frombuffer(b"".join(encoded), np.uint8)
    return Names(letters, offsets, np.array(order, np.int32))
