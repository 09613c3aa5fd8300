"""Keep columns beside a build, where they open without being read, and find them again.

All arrays lie one after the other in one file, which is mapped into memory; the manifest says where::

    DIR/builds/<name>/columns/arrays.npy
    DIR/builds/<name>/columns/manifest.json
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from graph.columns.deriving import derive_columns
from graph.columns.layout import Columns
from graph.columns.names import Names
from graph.errors import StoreError
from graph.layout import MANIFEST, PARTIAL
from graph.settings import LIMITS, STORE_FORMAT_VERSION

if TYPE_CHECKING:
    from graph.store import Store

_ARRAYS = "arrays.npy"
_ALIGNMENT_BYTES = 64
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
    folder.mkdir()
    places, pieces, end = {}, [], 0
    for name, array in _arrays(columns):
        places[name] = (array.dtype.str, end, len(array))
        filling = -array.nbytes % _ALIGNMENT_BYTES
        pieces += [np.frombuffer(array.tobytes(), np.uint8), np.zeros(filling, np.uint8)]
        end += array.nbytes + filling
    whole = np.concatenate(pieces)
    with (folder / _ARRAYS).open("wb") as file:
        np.save(file, whole, allow_pickle=False)
        _make_sure(file.fileno())
    with (folder / MANIFEST).open("w", encoding="utf-8") as text:
        json.dump({**_manifest(columns, build, places), "checksum": _checksum(whole)}, text, indent=1)
        _make_sure(text.fileno())


def open_columns(folder: Path, *, build: str = "") -> Columns:
    """Return the columns in `folder`, mapped into memory instead of read.

    Raises
    ------
    StoreError
        If they are missing, damaged, of another format, or made for another build than `build`.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = (manifest["format_version"], manifest["build"])
        if found != (STORE_FORMAT_VERSION, build):
            raise ValueError(f"they are of format and build {found}")
        whole = _mapped(folder / _ARRAYS)
        if _checksum(whole) != manifest["checksum"]:
            raise ValueError("their checksum is another")
        arrays = {name: _array(whole, *place) for name, place in manifest["arrays"].items()}
        return _columns(arrays, str(manifest["identity_key"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(
            f"The columns in {str(folder)!r} cannot be used ({error}). Run `armsgraph build`."
        ) from error


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
        _replace(folder, columns)
    return columns


def _replace(folder: Path, columns: Columns) -> None:
    """Put `columns` where `folder` is, whole or not at all, whoever else may do the same."""
    with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=folder.parent) as beside:
        fresh = Path(beside) / "fresh"
        write_columns(columns, fresh, build=folder.parent.name)
        if folder.exists():
            folder.rename(Path(beside) / "damaged")
        fresh.rename(folder)


def _arrays(columns: Columns) -> Iterator[tuple[str, NDArray[Any]]]:
    for table in _TABLES:
        names = getattr(columns, table)
        yield from ((f"{table}.{part}", getattr(names, part)) for part in _PARTS)
    yield from ((name, getattr(columns, name)) for name in _SINGLE)


def _manifest(columns: Columns, build: str, places: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "format_version": STORE_FORMAT_VERSION,
        "build": build,
        "identity_key": columns.identity_key,
        "counts": {table: len(getattr(columns, table)) for table in _TABLES},
        "arrays": places,
    }


def _mapped(path: Path) -> NDArray[np.uint8]:
    """Return the bytes of an array file without reading them; `numpy.load` would also take other files."""
    whole = np.asarray(np.lib.format.open_memmap(path, mode="r"))
    if whole.dtype != np.uint8 or whole.ndim != 1:
        raise ValueError(f"{path.name} holds no bytes")
    return whole


def _checksum(whole: NDArray[np.uint8]) -> int:
    """Return a checksum of the bytes that can be read without making the opening slow."""
    return zlib.crc32(whole[: LIMITS.columns_checked_bytes].tobytes())


def _array(whole: NDArray[np.uint8], dtype: str, start: int, count: int) -> NDArray[Any]:
    """Return one array of those in `whole`, by its type, its first byte and its length."""
    end = start + count * np.dtype(dtype).itemsize
    if min(start, count) < 0 or end > len(whole):
        raise ValueError(f"bytes {start} to {end} of {len(whole)} are missing")
    return whole[start:end].view(dtype)


def _columns(arrays: Mapping[str, NDArray[Any]], identity_key: str) -> Columns:
    tables = {table: Names(*(arrays[f"{table}.{part}"] for part in _PARTS)) for table in _TABLES}
    single = {name: arrays[name] for name in _SINGLE}
    # Every field by its name: which of them are tables and which arrays no type checker can see here.
    return Columns(**tables, **single, identity_key=identity_key)  # type: ignore[arg-type]


def _make_sure(file: int) -> None:
    """Wait until a file is on the disk, so that a manifest never vouches for what a power cut took."""
    os.fsync(file)
