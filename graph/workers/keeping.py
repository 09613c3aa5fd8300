"""Quads in memory, such as those a perspective lets stand, written where a child process can read them."""

from __future__ import annotations

import tempfile
import threading
import weakref
from pathlib import Path

from graph.store import MEMORY, Store, create_store

_lock = threading.Lock()
_kept: weakref.WeakKeyDictionary[Store, tempfile.TemporaryDirectory[str]] = weakref.WeakKeyDictionary()
"""A directory is removed when nothing refers to it any more, and at the end of the process."""


def readable(store: Store) -> tuple[str, str]:
    """Return where a child process can read what `store` holds: a location, and the name of a build.

    What is only in memory is written out with `kept_dataset`.
    """
    if store.location == MEMORY:
        return str(kept_dataset(store)), ""
    return store.location, store.build_name


def kept_dataset(store: Store) -> Path:
    """Write the quads of `store` to a temporary directory, and return it as a location for workers.

    The same store gives the same directory; it is removed when `store` is forgotten or this process ends.

    Raises
    ------
    StoreError
        If the disk refuses.
    """
    with _lock:
        if store not in _kept:
            _kept[store] = _written(store)
        return Path(_kept[store].name) / "oxigraph"


def _written(store: Store) -> tempfile.TemporaryDirectory[str]:
    directory = tempfile.TemporaryDirectory(prefix="armsgraph-", ignore_cleanup_errors=True)
    copy = create_store(Path(directory.name) / "oxigraph")
    copy.extend(store.quads())
    copy.flush()
    return directory
