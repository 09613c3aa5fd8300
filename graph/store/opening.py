"""Open a store by its location: in memory, a directory of this machine, or the address of a server."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.builds import current_build
from graph.errors import InputError, StoreError
from graph.layout import is_address, local_directory
from graph.store.local import MEMORY, Store


def open_store(location: str | Path | None = None, *, read_only: bool = True, build_name: str = "") -> Store:
    """Open the store at `location`: a new one in memory, or the build of a directory or of a server.

    Parameters
    ----------
    location
        None or ``":memory:"`` for an empty store in memory, otherwise a store directory, or the address
        (``http://`` or ``https://``) at which a SPARQL 1.1 server takes queries.
    read_only
        A build can only be read: `graph.ingest.build` writes a new one beside the old one.
    build_name
        Which build, where it shall not be the current one, or no other than the one that is known.

    Raises
    ------
    InputError
        If a directory or a server is to be written to.
    StoreError
        If there is no finished store of this version, or the server gives no answer.
    """
    if location is None or str(location) == MEMORY:
        return Store(ox.Store())
    if not read_only:
        raise InputError(
            f"The store {_shown(location)!r} can only be opened for reading; "
            "`armsgraph build` writes a new build beside it."
        )
    if is_address(location):
        from graph.store.remote import open_remote

        return open_remote(str(location), build_name)
    directory = local_directory(location)
    build = current_build(directory, build_name)
    try:
        return Store(ox.Store.read_only(str(build.oxigraph)), str(directory), build)
    except OSError as error:
        raise StoreError(f"The store {str(directory)!r} cannot be opened: {error}.") from error


def create_store(directory: Path) -> Store:
    """Make an empty, writable store of quads in `directory`, which must not exist yet."""
    return Store(ox.Store(str(directory)), str(directory))


def _shown(location: str | Path) -> str:
    """Return a location as messages show it: without what signs in at a server."""
    if not is_address(location):
        return str(local_directory(location))
    from graph.store.access import without_credentials

    return without_credentials(str(location))[0]
