"""Claims that were found by number: counted at once, and read as far as somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, overload

import numpy as np

if TYPE_CHECKING:
    from graph.columns.layout import Ids
    from graph.model import Claim


class Found(Sequence["Claim"]):
    """Claims in their order; the first ones are read without the rest.

    Parameters
    ----------
    rows
        Their rows in the columns, those of one document beside each other and the documents in order.
    places
        For each of them a number that only those of one document share.
    read
        Reads rows of whole documents, in order.
    """

    def __init__(self, rows: Ids, places: Ids, read: Callable[[Sequence[int]], Sequence[Claim]]) -> None:
        self._rows, self._places, self._read = rows, places, read
        self._claims: Sequence[Claim] = ()

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
        """Return at least the first `count` claims."""
        if len(self._claims) < count:
            end = int(np.searchsorted(self._places, self._places[count - 1], side="right"))
            self._claims = self._read(self._rows[:end].tolist())
        return self._claims if count < len(self) else self._claims[: len(self)]
