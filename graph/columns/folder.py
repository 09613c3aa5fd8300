"""Arrays kept in a folder, where they open without being read.

All lie one after the other in one file, which is mapped into memory; the manifest says where::

    FOLDER/arrays.npy
    FOLDER/manifest.json
"""

from __future__ import annotations

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import StoreError
from graph.layout import MANIFEST, PARTIAL
from graph.settings import BULK_LIMITS, LIMITS, STORE_FORMAT_VERSION

_ARRAYS = "arrays.npy"
_ALIGNMENT_BYTES = 64


def write_arrays(
    arrays: Mapping[str, NDArray[Any]], folder: Path, *, build: str, said: Mapping[str, Any]
) -> None:
    """Write `arrays` into the new folder `folder`.

    Parameters
    ----------
    arrays
        What to write, each of one dimension.
    folder
        Where; it must not exist yet.
    build
        The name of the build to which they belong.
    said
        What else the manifest says of them.

    Raises
    ------
    OSError
        If the machine refuses.
    """
    folder.mkdir()
    places, end = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, end, len(array))
        end += array.nbytes + _filling(array)
    with (folder / _ARRAYS).open("wb") as file:
        _write_all(arrays.values(), end, file)
        file.flush()
        _make_sure(file.fileno())
    whole = _mapped(folder / _ARRAYS)
    manifest = {"format_version": STORE_FORMAT_VERSION, "build": build, **said, "arrays": places}
    count = LIMITS.columns_checked_bytes
    checked = {"checked_bytes": count, "checksum": _checksum(whole, count)}
    with (folder / MANIFEST).open("w", encoding="utf-8") as text:
        json.dump(manifest | checked, text, indent=1)
        _make_sure(text.fileno())


def _write_all(arrays: Iterable[NDArray[Any]], size: int, file: IO[bytes]) -> None:
    """Write `arrays` as one of `size` bytes, one after the other: no copy of all of them is made."""
    header = {"descr": "|u1", "fortran_order": False, "shape": (size,)}
    np.lib.format.write_array_header_1_0(file, header)
    for array in arrays:
        for start in range(0, len(array), BULK_LIMITS.written_numbers):
            file.write(np.ascontiguousarray(array[start : start + BULK_LIMITS.written_numbers]).data)
            forget(array)
        file.write(bytes(_filling(array)))


def forget(array: NDArray[Any]) -> None:
    """Let a mapped array, and those in one file with it, take no memory for what was read of them.

    What is read again comes from the file again; an array that is held stays as it is.
    """
    owner = array.base
    while isinstance(owner, np.ndarray):
        owner = owner.base
    mapped = owner.obj if isinstance(owner, memoryview) else owner
    if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):
        mapped.madvise(mmap.MADV_DONTNEED)


def _filling(array: NDArray[Any]) -> int:
    """Return how many bytes stand between an array and the next."""
    return -array.nbytes % _ALIGNMENT_BYTES


def open_arrays(folder: Path, *, build: str) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays in `folder`, mapped into memory instead of read, and what their manifest says.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError, AttributeError
        If they are missing, damaged, of another format, or made for another build than `build`.
    """
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    found = (manifest["format_version"], manifest["build"])
    if found != (STORE_FORMAT_VERSION, build):
        raise ValueError(f"they are of format and build {found}")
    whole = _mapped(folder / _ARRAYS)
    if _checksum(whole, manifest["checked_bytes"]) != manifest["checksum"]:
        raise ValueError("their checksum is another")
    return {name: _array(whole, *place) for name, place in manifest["arrays"].items()}, manifest


def unusable(what: str, folder: Path, error: Exception) -> StoreError:
    """Return the error that says that `what` lies in `folder` and cannot be used."""
    return StoreError(f"The {what} in {str(folder)!r} cannot be used ({error}). Run `armsgraph build`.")


def replace_folder(folder: Path, write: Callable[[Path], None]) -> None:
    """Put what `write` writes where `folder` is, whole or not at all, whoever else may do the same."""
    with tempfile.TemporaryDirectory(prefix=PARTIAL, dir=folder.parent) as beside:
        fresh = Path(beside) / "fresh"
        write(fresh)
        if folder.exists():
            folder.rename(Path(beside) / "damaged")
        fresh.rename(folder)


def _mapped(path: Path) -> NDArray[np.uint8]:
    """Return the bytes of an array file without reading them; `numpy.load` would also take other files."""
    whole = np.asarray(np.lib.format.open_memmap(path, mode="r"))
    if whole.dtype != np.uint8 or whole.ndim != 1:
        raise ValueError(f"{path.name} holds no bytes")
    return whole


def _checksum(whole: NDArray[np.uint8], count: int) -> int:
    """Return a checksum of the first bytes, as many as can be read without making the opening slow."""
    return zlib.crc32(whole[:count].data)


def _array(whole: NDArray[np.uint8], dtype: str, start: int, count: int) -> NDArray[Any]:
    """Return one array of those in `whole`, by its type, its first byte and its length."""
    end = start + count * np.dtype(dtype).itemsize
    if min(start, count) < 0 or end > len(whole):
        raise ValueError(f"bytes {start} to {end} of {len(whole)} are missing")
    return whole[start:end].view(dtype)


def _make_sure(file: int) -> None:
    """Wait until a file is on the disk, so that a manifest never vouches for what a power cut took."""
    os.fsync(file)
