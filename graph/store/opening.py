"""Open a store by its location: in memory, a directory of this machine, or the address of a server."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.builds import current_build
from graph.errors import InputError, StoreError
from graph.layout import local_directory
from graph.store.local import MEMORY, Store


def open_store(location: str | Path | None = None, *, read_only: bool = True, build_name: str = "") -> Store:
    """Open the store at `location`: a new one in memory, or the current build of a directory.

    Parameters
    ----------
    location
        None or ``":memory:"`` for an empty store in memory, otherwise a store directory.
    read_only
        A directory can only be read: `graph.ingest.build` writes a new build beside the old one.
    build_name
        Which build of the directory, where it shall not be the current one.

    Raises
    ------
    InputError
        If `location` is the address of a server, or a directory is to be written to.
    StoreError
        If the directory holds no finished store of this version.
    """
    if location is None or str(location) == MEMORY:
        return Store(ox.Store())
    directory = local_directory(location)
    if not read_only:
        raise InputError(
            f"The store {str(directory)!r} can only be opened for reading; "
            "`armsgraph build` writes a new build beside it."
        )
    build = current_build(directory, build_name)
    try:
        return Store(ox.Store.read_only(str(build.oxigraph)), str(directory), build)
    except OSError as error:
        raise StoreError(f"The store {str(directory)!r} cannot be opened: {error}.") from error


def create_store(directory: Path) -> Store:
    """Make an empty, writable store of quads in `directory`, which must not exist yet."""
    return Store(ox.Store(str(directory)), str(directory))
