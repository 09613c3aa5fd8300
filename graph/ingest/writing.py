"""Write a build into a store directory and switch to it, so that a reader always finds a whole one."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from graph.adjacency import entities_among, link_arrays, write_links
from graph.builds import Manifest
from graph.columns import derive_columns, write_columns
from graph.errors import StoreError, StoreLockedError
from graph.labels import label_entries, write_label_index
from graph.layout import BUILDS, COLUMNS, CURRENT, LABELS, LINKS, LOCK, MANIFEST, OXIGRAPH, PARTIAL
from graph.settings import LIMITS
from graph.store import Store, create_store


def write_build(store: Store, manifest: Manifest, directory: Path) -> str:
    """Write `store` as a build under a provisional name, then give it its own; return that."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    digest = hashlib.sha256(manifest.to_json().encode()).hexdigest()[:8]
    name = f"{moment}-{digest}"
    partial = directory / BUILDS / f"{PARTIAL}{name}"
    try:
        partial.mkdir(parents=True)
        _write_quads(store, partial / OXIGRAPH)
        write_label_index(partial / LABELS, label_entries(store))
        columns = derive_columns(store)
        write_columns(columns, partial / COLUMNS, build=name)
        write_links(link_arrays(columns, entities_among(columns, store)), partial / LINKS, build=name)
        _write_durably(partial / MANIFEST, manifest.to_json())
        partial.rename(directory / BUILDS / name)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return name


def _write_quads(store: Store, path: Path) -> None:
    written = create_store(path)
    written.extend(store.quads())
    written.flush()


def switch(directory: Path, name: str) -> None:
    """Make the build `name` the one in use, in one step that either happens or does not."""
    provisional = directory / f".{CURRENT}"
    _write_durably(provisional, name + "\n")
    provisional.replace(directory / CURRENT)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def prune(directory: Path, current: str) -> None:
    """Remove all but the newest builds; one that cannot be removed is left to the next build."""
    names = sorted((path.name for path in (directory / BUILDS).iterdir()), reverse=True)
    older = [name for name in names if name != current]
    for name in older[LIMITS.kept_builds - 1 :]:
        shutil.rmtree(directory / BUILDS / name, ignore_errors=True)


def _clear_partial(directory: Path) -> None:
    """Remove what an interrupted build has left."""
    for path in (directory / BUILDS).glob(f"{PARTIAL}*"):
        shutil.rmtree(path)


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """Hold the store directory, made if need be, for one build; begin by clearing what a dead one left.

    Raises
    ------
    StoreLockedError
        If another process builds here.
    StoreError
        If the machine refuses to write, now or while the directory is held.
    """
    with _storage_faults(directory), _locked(directory):
        _clear_partial(directory)
        yield


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    directory.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(directory / LOCK, timeout=0):
            yield
    except Timeout as error:
        raise StoreLockedError(
            f"The store {str(directory)!r} is being built by another process; wait until it has finished."
        ) from error


@contextmanager
def _storage_faults(directory: Path) -> Iterator[None]:
    """Turn what the machine refuses into a sentence; what is in use is still in use."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"The store {str(directory)!r} could not be built: {_reason(error)}. "
            "A build that was in use before is still in use."
        ) from error


def _reason(error: OSError) -> str:
    """Say why the machine refuses; Oxigraph gives a text where others give a number."""
    reason = error.strerror or str(error)
    if error.errno == errno.ENOSPC or "No space left" in reason or "disk is full" in reason:
        return "the disk is full"
    if error.errno == errno.EFBIG or "File too large" in reason:
        return "a file would be larger than this machine allows"
    return reason
