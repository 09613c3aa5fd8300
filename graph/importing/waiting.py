"""What was staged of an import and waits for its end: one that was stopped or killed goes on from there.

Beside the store, where nobody who reads it looks, a folder for each import under way holds::

    statements.nt    what the rows said so far, as N-Triples
    keys.txt         the ids of the rows that were taken
    rejected.jsonl   the rows that were not
    reached.json     how far that is, by the length of each, and of which files and which mapping
    lock             held by the process at work

Files are written on beyond what `reached.json` tells of; whoever goes on cuts them off there first. A power
cut may take from them what was told of: then the digest is another, and the import begins anew.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout

from graph.errors import InputError, StoreLockedError
from graph.files import write_file
from graph.importing.documents import TableDocument
from graph.importing.rejects import Rejects
from graph.importing.staging import Begun, Sink, Staged
from graph.layout import kept_beside
from graph.mapping import Mapping, Told
from graph.settings import BULK_LIMITS
from graph.tables import RowFault

WAITING = "imports-begun"
_STATEMENTS, _KEYS, _REJECTED, _REACHED, _LOCK = (
    "statements.nt",
    "keys.txt",
    "rejected.jsonl",
    "reached.json",
    "lock",
)


@dataclass(frozen=True, slots=True)
class WaitingImport:
    """An import that was begun and is not over."""

    name: str
    rows: int
    """Rows that were staged."""
    bytes: int
    """What lies on the disk for it."""
    tables: tuple[str, ...]
    since: str
    """When it was begun: a moment as ISO 8601 writes it, in UTC."""
    at_work: bool
    """Whether a process is at work on it now."""


class Waiting:
    """The folder of one import, which this process alone works in.

    Parameters
    ----------
    folder
        Where it lies.
    of
        Tells the files and the mapping from any others.
    tables
        The names of the files, for people.
    """

    def __init__(self, folder: Path, of: str, tables: tuple[str, ...]) -> None:
        self._folder = folder
        self._of = of
        self._tables = tables
        self._since = datetime.now(UTC).isoformat(timespec="seconds")
        self._digest = hashlib.sha256()
        self._last = time.monotonic()
        self.statements = folder / _STATEMENTS
        self.of_others = False
        """Whether something else had been begun here, of which nothing is left."""
        self._files: tuple[IO[bytes], IO[str], IO[str]] | None = None
        self._rejects: Rejects | None = None

    @property
    def held(self) -> Path:
        """An empty folder for what is needed while the store is built."""
        place = self._folder / "held"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        return place

    @property
    def keys(self) -> tuple[str, ...]:
        """The ids of the rows that were taken before."""
        return tuple((self._folder / _KEYS).read_text(encoding="utf-8").split("\n")[:-1])

    def begun(self, mapping: Mapping) -> Begun | None:
        """Return how far an earlier attempt came, its files cut off there; None where all begins here."""
        told = _read(self._folder)
        if told is None or told["of"] != self._of or not self._cut_off(told):
            self.of_others = told is not None
            self._clear()
            return None
        self._since = told["since"]
        documents = [TableDocument(Path(path), **rest) for path, rest in told["documents"]]
        faults = [
            (file, RowFault(**{**fault, "cells": tuple(fault["cells"])})) for file, fault in told["faults"]
        ]
        staged = Staged(mapping, documents, Told(**told["told"]), told["bytes"], told["rejected"], faults)
        return Begun(staged, told["row"])

    @contextmanager
    def opened(self) -> Iterator[tuple[Sink, Rejects]]:
        """Open the files to be written on, and yield where rows go, and the rejected ones among them."""
        told = _read(self._folder) or {}
        with (
            self.statements.open("ab") as statements,
            (self._folder / _KEYS).open("a", encoding="utf-8", newline="") as keys,
            (self._folder / _REJECTED).open("a+", encoding="utf-8", newline="") as rows,
        ):
            self._files = (statements, keys, rows)
            self._rejects = Rejects(rows, told.get("columns", ()), told.get("rejected", 0))
            yield (
                Sink(_Digested(statements, self._digest), self._rejects, keys=keys, mark=self._mark),
                self._rejects,
            )

    def put_down(self, staged: Staged, row: int = 0) -> None:
        """Put down how far it is: what the rows have become, and how many of the last table were read."""
        self._last = time.monotonic()
        self._put_down(staged, row)

    def _mark(self, staged: Staged, row: int) -> None:
        if time.monotonic() - self._last >= BULK_LIMITS.import_checkpoint_seconds:
            self.put_down(staged, row)

    def drop(self) -> None:
        """Take away all of it; the import is over, or shall not go on."""
        self._clear(all_of_it=True)

    def _put_down(self, staged: Staged, row: int) -> None:
        assert self._files is not None and self._rejects is not None
        for file in self._files:
            file.flush()
        told = {
            "of": self._of,
            "tables": self._tables,
            "since": self._since,
            "row": row,
            "sizes": [(self._folder / name).stat().st_size for name in (_STATEMENTS, _KEYS, _REJECTED)],
            "digest": self._digest.hexdigest(),
            "documents": [(str(one.path), _without_path(one)) for one in staged.documents],
            "told": asdict(staged.told),
            "bytes": staged.bytes,
            "rejected": staged.rejected,
            "columns": self._rejects.columns,
            "faults": [(file, asdict(fault)) for file, fault in staged.faults],
        }
        write_file(self._folder / _REACHED, [json.dumps(told).encode()])

    def _cut_off(self, told: dict[str, Any]) -> bool:
        """Cut the files off where `told` ends; return whether they hold what it tells of."""
        for name, size in zip((_STATEMENTS, _KEYS, _REJECTED), told["sizes"], strict=True):
            path = self._folder / name
            if not path.is_file() or path.stat().st_size < size:
                return False
            with path.open("r+b") as file:
                file.truncate(size)
        with self.statements.open("rb") as file:
            while chunk := file.read(1 << 20):
                self._digest.update(chunk)
        if self._digest.hexdigest() == told["digest"]:
            return True
        self._digest = hashlib.sha256()
        return False

    def _clear(self, *, all_of_it: bool = False) -> None:
        for path in self._folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != _LOCK:
                path.unlink()
        if all_of_it:
            _take_away(self._folder)


class _Digested:
    """A file to write to, and the digest of what was written."""

    def __init__(self, file: IO[bytes], digest: hashlib._Hash) -> None:
        self._file, self._digest = file, digest

    def write(self, content: bytes) -> None:
        self._digest.update(content)
        self._file.write(content)


def _without_path(document: TableDocument) -> dict[str, Any]:
    return {name: value for name, value in asdict(document).items() if name != "path"}


@contextmanager
def waiting_at(location: str | Path, name: str, of: str, tables: tuple[str, ...]) -> Iterator[Waiting]:
    """Hold the folder of the import `name` of the store at `location`.

    Raises
    ------
    StoreLockedError
        If another process is at work on it.
    """
    folder = kept_beside(location, WAITING) / name
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / _LOCK, timeout=0):
            yield Waiting(folder, of, tables)
    except Timeout as error:
        raise StoreLockedError(
            f"Another process is importing {name!r} into {str(location)!r}; wait until it has finished."
        ) from error


def waiting_imports(location: str | Path) -> tuple[WaitingImport, ...]:
    """Return the imports into the store at `location` that were begun and are not over, by name."""
    place = kept_beside(location, WAITING)
    found = []
    for folder in sorted(place.iterdir()) if place.is_dir() else ():
        told = _read(folder)
        if told is not None:
            rows = told["told"]["rows"] + told["rejected"]
            size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
            at_work = _is_at_work(folder)
            found.append(
                WaitingImport(folder.name, rows, size, tuple(told["tables"]), told["since"], at_work)
            )
    return tuple(found)


def drop_waiting(name: str, location: str | Path) -> WaitingImport:
    """Take away what was staged of the import `name`, and return what it was; the store stays as it is.

    Raises
    ------
    InputError
        If none of this name waits.
    StoreLockedError
        If a process is at work on it.
    """
    held = waiting_imports(location)
    found = next((one for one in held if one.name == name), None)
    if found is None:
        names = ", ".join(one.name for one in held) or "none"
        raise InputError(f"No import called {name!r} was begun and waits; of those begun there is {names}.")
    with waiting_at(location, name, "", ()) as waiting:
        waiting.drop()
    return found


def _read(folder: Path) -> dict[str, Any] | None:
    """Return what `reached.json` in `folder` tells; None where there is none that can be read."""
    try:
        told = json.loads((folder / _REACHED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _is_at_work(folder: Path) -> bool:
    try:
        with FileLock(folder / _LOCK, timeout=0):
            return False
    except Timeout:
        return True


def _take_away(folder: Path) -> None:
    """Remove the folder of an import, and those around it that are empty then."""
    shutil.rmtree(folder, ignore_errors=True)
    for around in (folder.parent, folder.parent.parent):
        try:
            around.rmdir()
        except OSError:  # something else lies there
            return
