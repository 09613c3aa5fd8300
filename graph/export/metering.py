"""How far an export has come, and whether it is to stop: asked between one batch of rows and the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from graph.errors import ExportStoppedError
from graph.settings import BULK_LIMITS

T = TypeVar("T")


@dataclass(slots=True)
class Meter:
    """Counts rows of nodes, links and claims as they are written.

    Examples
    --------
    >>> shares = []
    >>> meter = Meter(4, shares.append)
    >>> [len(batch) for batch in meter.batches(np.arange(4), 3)], shares
    ([3, 1], [0.75, 1.0])
    """

    total: int
    """Rows in all."""
    progress: Callable[[float], None] | None = None
    """Told the share that is done, from 0 to 1."""
    stop: Callable[[], bool] | None = None
    """Asked whether somebody wants no more of it."""
    done: int = 0

    def add(self, rows: int) -> None:
        """Count `rows` more as done.

        Raises
        ------
        ExportStoppedError
            If it is to stop here.
        """
        self.done += rows
        if self.stop is not None and self.stop():
            raise ExportStoppedError
        if self.progress is not None:
            self.progress(min(1.0, self.done / self.total) if self.total else 1.0)

    def batches(
        self,
        rows: NDArray[np.integer],
        size: int = BULK_LIMITS.export_batch_rows,
        claims: NDArray[np.integer] | None = None,
    ) -> Iterator[NDArray[np.integer]]:
        """Yield `rows` in batches and count each when the next is asked for.

        Parameters
        ----------
        rows
            What is written.
        size
            Rows of a batch.
        claims
            How many claims are written with each row: a batch of few rows can hold very many.
        """
        ends = np.cumsum(np.zeros(len(rows), np.int64) if claims is None else claims)
        start = 0
        while start < len(rows):
            before = int(ends[start - 1]) if start else 0
            most = int(np.searchsorted(ends, before + BULK_LIMITS.export_batch_claims, "right"))
            batch = rows[start : max(start + 1, min(start + size, most))]
            yield batch
            self.add(len(batch))
            start += len(batch)

    def counted(self, items: Iterable[T], size: int = BULK_LIMITS.export_batch_rows) -> Iterator[T]:
        """Yield `items` one by one and count them in batches."""
        pending = 0
        for item in items:
            yield item
            pending += 1
            if pending == size:
                self.add(pending)
                pending = 0
        self.add(pending)
