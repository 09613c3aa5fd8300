"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import IO

from graph.errors import StoreError


def write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all: beside its place first, then moved over.

    Parameters
    ----------
    path
        Where to write. A link is followed; a device or a pipe is written to directly.
    chunks
        The content, in pieces.

    Raises
    ------
    StoreError
        If the place cannot be written; what stood there before is untouched.
    """
    fill_file(path, lambda stream: stream.writelines(chunks))


def fill_file(path: Path, fill: Callable[[IO[bytes]], None]) -> None:
    """Write a file whole or not at all, as `write_file`, by what `fill` writes to the stream it is given.

    Raises
    ------
    StoreError
        If the place cannot be written; what stood there before is untouched.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                fill(stream)
        else:
            _fill_beside_and_move(target, fill)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{str(path)!r} cannot be written ({reason}); nothing there was changed.") from error


def fill_folder(path: Path, fill: Callable[[Path], None]) -> None:
    """Write a new folder whole or not at all, by what `fill` writes into the empty one that it is given.

    Raises
    ------
    StoreError
        If the place cannot be written, or something stands there already, which is left as it is.
    """
    target = path.absolute()
    if target.exists() or target.is_symlink():
        raise StoreError(
            f"{str(path)!r} is there already, and a folder is not written over; "
            "take it away or give another name."
        )
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            fresh = Path(beside) / target.name
            fresh.mkdir()
            fill(fresh)
            fresh.rename(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{str(path)!r} cannot be written ({reason}); nothing there was changed.") from error


def _fill_beside_and_move(target: Path, fill: Callable[[IO[bytes]], None]) -> None:
    if target.is_dir():
        raise IsADirectoryError(21, "Is a directory")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            fill(stream)
        _take_over_permissions(beside, target)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _take_over_permissions(fresh: Path, target: Path) -> None:
    """Give the new file the mode a plain write would have left; `tempfile` makes it private."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    fresh.chmod(mode)
