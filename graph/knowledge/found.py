"""Claims that were found by number: counted at once, and read as far as somebody looks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, overload

import numpy as np

from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.columns.layout import Ids
    from graph.model import Claim


class Found(Sequence["Claim"]):
    """Claims in their order; the first ones are read without the rest.

    Parameters
    ----------
    rows
        Their rows in the columns, those of one document beside each other and the documents in order.
    places
        For each of them a number that only those of one document share, from small to large.
    read
        Reads rows of whole documents, or of parts of very large ones, in order.
    part
        Claims of one document from which on it is read in parts, in the order of `rows`.
    """

    def __init__(
        self,
        rows: Ids,
        places: NDArray[np.int64],
        read: Callable[[Sequence[int]], Sequence[Claim]],
        part: int = BULK_LIMITS.document_claims,
    ) -> None:
        self._rows, self._ends, self._read = rows, _ends(places, part), read
        self._claims: list[Claim] = []

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Claim: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Claim]: ...
    def __getitem__(self, place: int | slice) -> Claim | Sequence[Claim]:
        last = place.indices(len(self))[1] if isinstance(place, slice) else place % max(len(self), 1) + 1
        return self._first(last)[place]

    def _first(self, count: int) -> Sequence[Claim]:
        """Return at least the first `count` claims: twice as many as before, so that few readings do."""
        held = len(self._claims)
        if held < min(count, len(self)):
            wanted = min(max(count, 2 * held), len(self))
            end = self._ends[bisect_left(self._ends, wanted)]
            self._claims += self._read(self._rows[held:end].tolist())
        return self._claims


def _ends(places: NDArray[np.int64], part: int) -> list[int]:
    """Return where each document begins in `places`, or each part of a very large one, and where all ends."""
    begins = np.flatnonzero(np.diff(places, prepend=-1)).tolist()
    parts = (at for start, end in pairwise([*begins, len(places)]) for at in range(start, end, part))
    return [*parts, len(places)]
