"""Keep columns beside a build, where they open without being read, and find them again.

They lie in ``DIR/builds/<name>/columns`` as `graph.columns.folder` writes arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from numpy.typing import NDArray

from graph.columns.deriving import derive_columns
from graph.columns.folder import open_arrays, replace_folder, unusable, write_arrays
from graph.columns.layout import Columns
from graph.columns.names import Names
from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.store import Store

_TABLES = ("claims", "propositions", "entities", "documents", "predicates", "origins")
_SINGLE = [one.name for one in fields(Columns) if one.name not in (*_TABLES, "identity_key")]
_PARTS = [one.name for one in fields(Names)]

_opened: WeakKeyDictionary[Store, Columns] = WeakKeyDictionary()
_opening = Lock()


def columns_of(store: Store) -> Columns:
    """Return the columns of `store`: those kept beside its build, or else derived now.

    They are derived once for each store that is open, and kept where the build may be written to. What
    is missing, damaged or made for another build is derived anew without a word. What is added to a store
    in memory after it was first asked is not in them.
    """
    with _opening:
        columns = _opened.get(store)
        if columns is None:
            columns = _opened[store] = _kept_or_derived(store)
        return columns


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


def _kept_or_derived(store: Store) -> Columns:
    folder = store.columns_path
    if folder is None:
        return derive_columns(store)
    try:
        return open_columns(folder, build=folder.parent.name)
    except StoreError:
        columns = derive_columns(store)
        store.require_unchanged()
    with suppress(OSError):  # a build that may only be read is no fault: the next reader derives again
        replace_folder(folder, partial(write_columns, columns, build=folder.parent.name))
    return columns


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
