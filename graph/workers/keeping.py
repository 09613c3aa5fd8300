"""Quads in memory, such as those a perspective lets stand, written where a child process can read them."""

from __future__ import annotations

from pathlib import Path

from graph.store import Store


def kept_dataset(store: Store) -> Path:
    """Write the quads of `store` to a temporary directory, and return it as a location for workers.

    The same store gives the same directory; it is removed when `store` is forgotten or this process ends.
    """
    raise NotImplementedError
