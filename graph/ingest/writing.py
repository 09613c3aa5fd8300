"""Write a build into a store directory and switch to it, so that a reader always finds a whole one."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from graph.adjacency import link_arrays, write_links
from graph.builds import Build, InputFile, Manifest
from graph.columns import write_columns
from graph.errors import StoreError, StoreLockedError
from graph.ingest.bulk_deriving import Following
from graph.ingest.bulk_labels import label_entries_among
from graph.ingest.bulk_wordings import words_among
from graph.labels import write_label_index
from graph.layout import BUILDS, COLUMNS, CURRENT, LABELS, LINKS, LOCK, MANIFEST, OXIGRAPH, PARTIAL
from graph.settings import LIMITS
from graph.store import create_store
from graph.wordings import FOLDER as WORDINGS
from graph.wordings import write_wordings

PARTS = "parts"
_TRIES, _PAUSE_SECONDS = 50, 0.1
_TABLE = ".sst"
_NO_LOGS = shutil.ignore_patterns("LOG", "LOG.old*", "LOCK")
"""What a database tells of itself, and how it says that it is open."""


class Fresh:
    """A build under a provisional name, which is being filled."""

    def __init__(self, path: Path, name: str, begun: Build | None = None) -> None:
        path.mkdir(parents=True)
        self.path, self.name = path, name
        self.parts = path / PARTS
        """A folder for what goes in, which is taken away in the end."""
        self.parts.mkdir()
        self._begun = begun is not None
        if begun is not None:
            shutil.copytree(begun.oxigraph, path / OXIGRAPH, copy_function=_linked, ignore=_NO_LOGS)
            _copied(begun.labels, path / LABELS)
        self.store = create_store(path / OXIGRAPH)

    def write_beside(self, following: Following, graphs: Mapping[str, Sequence[Path]]) -> None:
        """Write what is kept beside the quads; `graphs` are those that were judged, with their files."""
        derived, name = following.derived, self.name
        write_label_index(self.path / LABELS, label_entries_among(following))
        write_columns(derived.columns, self.path / COLUMNS, build=name)
        write_links(link_arrays(derived.columns, derived.is_entity), self.path / LINKS, build=name)
        write_wordings(words_among(following, graphs), self.path / WORDINGS, build=name)

    def finish(self, manifest: Manifest) -> str:
        """Give the build its own name, which is returned; nothing can be added to it any more."""
        if not self._begun:
            self.store.flush()
        del self.store
        shutil.rmtree(self.parts)
        _write_durably(self.path / MANIFEST, manifest.to_json())
        self.path.rename(self.path.with_name(self.name))
        return self.name


def _linked(source: str, target: str) -> None:
    """Let a file of a finished store be at `target`, too.

    Oxigraph's database never changes a table that it has written, it only lets go of it: both stores can have
    the same file. What else there is, and everything where a disk knows no second name, is copied.
    """
    if source.endswith(_TABLE):
        with suppress(OSError):
            os.link(source, target)
            return
    _copied(source, target)


def _copied(source: str | Path, target: str | Path) -> None:
    """Copy a file, so that it is on the disk before a manifest vouches for it."""
    shutil.copyfile(source, target)
    with Path(target).open("rb+") as file:
        os.fsync(file.fileno())


@contextmanager
def fresh_build(directory: Path, inputs: Sequence[InputFile], begun: Build | None = None) -> Iterator[Fresh]:
    """Yield a new build in the store directory `directory`; what is not finished in the end is taken away.

    With a build that was `begun` it holds the quads and the label index of that one.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    digest = hashlib.sha256(repr(inputs).encode()).hexdigest()[:8]
    name = f"{moment}-{digest}"
    partial = directory / BUILDS / f"{PARTIAL}{name}"
    try:
        yield Fresh(partial, name, begun)
    finally:
        _take_away(partial)
        with suppress(OSError):  # where the first build has failed, nothing of it stays
            partial.parent.rmdir()


def _take_away(folder: Path) -> None:
    """Remove the folder of a build that was given up, in which Oxigraph may still put files in order."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_PAUSE_SECONDS)


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
            f"The store {str(directory)!r} could not be built: {reason_of(error)}. "
            "A build that was in use before is still in use."
        ) from error


def reason_of(error: OSError) -> str:
    """Return why the machine refuses; Oxigraph gives a text where others give a number."""
    reason = error.strerror or str(error)
    if error.errno == errno.ENOSPC or "No space left" in reason or "disk is full" in reason:
        return "the disk is full"
    if error.errno == errno.EFBIG or "File too large" in reason:
        return "a file would be larger than this machine allows"
    return reason
