"""Taking an import out of a store again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from graph.errors import InputError
from graph.importing.asking import room_for
from graph.importing.held import Imported, imports_of
from graph.ingest.bulk import Part, build_parts, held_parts
from graph.ingest.settling import settled
from graph.progress import Progress
from graph.store import open_store


def remove_import(name: str, location: str | Path, progress: Progress | None = None) -> Imported:
    """Take an import out of the store at `location`, and return what it was.

    Raises
    ------
    InputError
        If there is no such import.
    DataError
        If what stays breaks a rule without it, such as a judgement on one of its entities.
    StoreError
        If the store cannot be written to.
    """
    held = imports_of(open_store(location))
    found = next((one for one in held if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in held) or "none"
        raise InputError(f"The store holds no import called {name!r}; it holds {names}.")
    with tempfile.TemporaryDirectory(dir=room_for(location), prefix=".armsgraph-import-") as folder:

        def left() -> list[Part]:
            held = [part for part in held_parts(location, Path(folder)) if part.graph != found.graph]
            return settled(held, location, Path(folder))

        build_parts(left, location, progress=progress)
    return found
