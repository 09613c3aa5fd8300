"""Keep columns beside a build, where they open without being read, and find them again.

They lie in ``DIR/builds/<name>/columns`` as `graph.columns.folder` writes arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from graph.columns.beside import Beside
from graph.columns.deriving import derive_columns
from graph.columns.folder import open_arrays, unusable, write_arrays
from graph.columns.layout import Columns
from graph.columns.names import Names
from graph.layout import COLUMNS

if TYPE_CHECKING:
    from graph.store import Store

_TABLES = ("claims", "propositions", "entities", "documents", "predicates", "origins")
_SINGLE = [one.name for one in fields(Columns) if one.name not in (*_TABLES, "identity_key")]
_PARTS = [one.name for one in fields(Names)]


def columns_of(store: Store) -> Columns:
    """Return the columns of `store`: those kept beside its build, or else derived now.

    They are derived once for each store that is open, and kept where the build may be written to. What
    is missing, damaged or made for another build is derived anew without a word. What is added to a store
    in memory after it was first asked is not in them.
    """
    return _BESIDE.of(store)


def write_columns(columns: Columns, folder: Path, *, build: str = "") -> None:
    """Write `columns` into the new folder `folder`.

    Parameters
    ----------
    columns
        What to write.
    folder
        Where; it must not exist yet.
    build
        The name of the build to which they belong.

    Raises
    ------
    OSError
        If the machine refuses.
    """
    counts = {table: len(getattr(columns, table)) for table in _TABLES}
    said = {"identity_key": columns.identity_key, "counts": counts}
    write_arrays(dict(_arrays(columns)), folder, build=build, said=said)


def open_columns(folder: Path, *, build: str = "") -> Columns:
    """Return the columns in `folder`, mapped into memory instead of read.

    Raises
    ------
    StoreError
        If they are missing, damaged, of another format, or made for another build than `build`.
    """
    try:
        arrays, manifest = open_arrays(folder, build=build)
        return _columns(arrays, str(manifest["identity_key"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unusable("columns", folder, error) from error


def _arrays(columns: Columns) -> Iterator[tuple[str, NDArray[Any]]]:
    for table in _TABLES:
        names = getattr(columns, table)
        yield from ((f"{table}.{part}", getattr(names, part)) for part in _PARTS)
    yield from ((name, getattr(columns, name)) for name in _SINGLE)


def _columns(arrays: Mapping[str, NDArray[Any]], identity_key: str) -> Columns:
    tables = {table: Names(*(arrays[f"{table}.{part}"] for part in _PARTS)) for table in _TABLES}
    single = {name: arrays[name] for name in _SINGLE}
    # Every field by its name: which of them are tables and which arrays no type checker can see here.
    return Columns(**tables, **single, identity_key=identity_key)  # type: ignore[arg-type]


_BESIDE = Beside(
    COLUMNS,
    derive=derive_columns,
    reopen=lambda _store, folder, build: open_columns(folder, build=build),
    write=write_columns,
)
