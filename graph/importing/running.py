"""An import on its way: staged, compared with what is held, judged with it and switched to; or not at all."""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph.errors import DataError, InputError, StoreMissingError
from graph.importing.changes import Changes, Known, changes_between, known_in
from graph.importing.held import Imported, imports_of
from graph.importing.rejects import Rejects, is_rejected_table
from graph.importing.staging import Sink, Staged, stage, waiting_rows
from graph.ingest.bulk import Part, build_parts, held_parts
from graph.ingest.keeping import import_input
from graph.ingest.settling import settled
from graph.layout import is_address
from graph.mapping import Applier, Mapping
from graph.namespaces import GRAPH_IMPORTS
from graph.progress import Progress, Stop
from graph.settings import BULK_LIMITS
from graph.store import open_store
from graph.tables import TableShape, sniff


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import has made of a store."""

    name: str
    location: str
    made: bool
    """Whether there is a new build; False where all of it was held already."""
    added_to: bool
    """Whether rows were added to the import instead of replacing it."""
    staged: Staged | None
    changes: Changes
    rejects: Path | None
    """Where the rejected rows lie; None where there are none."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is run."""

    rejects: Path | None = None
    """Where rejected rows go; beside the working directory, by the import's name, unless given."""
    most_rejected: float = BULK_LIMITS.import_rejected_share
    published: str = ""
    shape: TableShape | None = None
    """How the tables are written, where the user says it."""
    check: bool = False
    """Stage, compare and judge, but write nothing into the store."""
    progress: Progress | None = None
    stop: Stop | None = None


def run_import(
    mapping: Mapping, paths: Sequence[Path], location: str | Path, options: Options | None = None
) -> ImportReport:
    """Take tables into the store at `location` as the graph of one import.

    The same tables again change nothing. Other tables replace the import whole; those that hold rows which
    it set aside before, mended, are added to it.

    Parameters
    ----------
    mapping
        By which rows are read; its name is that of the import.
    paths
        The tables.
    location
        A store directory, made if there is none, or the address of a SPARQL server.
    options
        See `Options`.

    Raises
    ------
    InputError, TableError
        If a table cannot be read or does not fit the mapping.
    DataError
        If more rows are faulty than `Options.most_rejected`, or what they say breaks a rule of the model.
    StoreError
        If the store, or the disk, cannot be written to.
    """
    asked = options or Options()
    started = time.monotonic()
    held = _held(location, mapping.name)
    adding = _holds_rejected_rows(paths)
    if held is not None and _is_held(held, mapping, paths):
        return ImportReport(
            mapping.name, str(location), False, adding, None, Changes(), None, _since(started)
        )
    with tempfile.TemporaryDirectory(dir=_room(location), prefix=".armsgraph-import-") as folder:
        return _Run(_Task(mapping, tuple(paths), location, adding), asked, Path(folder), started).run()


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
    with tempfile.TemporaryDirectory(dir=_room(location), prefix=".armsgraph-import-") as folder:
        parts = [part for part in held_parts(location, Path(folder)) if part.graph != found.graph]
        build_parts(settled(parts, location, Path(folder)), location, progress=progress)
    return found


@dataclass(frozen=True, slots=True)
class _Task:
    """What is to be imported, and where to."""

    mapping: Mapping
    paths: tuple[Path, ...]
    location: str | Path
    adding: bool


class _Run:
    """One import on its way."""

    def __init__(self, task: _Task, options: Options, folder: Path, started: float) -> None:
        self._mapping = task.mapping
        self._paths = task.paths
        self._location = task.location
        self._options = options
        self._folder = folder
        self._started = started
        self._adding = task.adding
        self._graph = GRAPH_IMPORTS + task.mapping.name
        self._file = folder / "import.nt"

    def run(self) -> ImportReport:
        parts = self._held_parts()
        before = next((part.path for part in parts if part.graph == self._graph), None)
        known = known_in(self._mapping.name, before) if before and self._adding else None
        with waiting_rows() as waiting:
            rejects = Rejects(waiting)
            staged = self._stage(rejects, known)
            target = self._set_aside(rejects)
        self._require_few_rejected(staged, target)
        if known is not None and before is not None:
            _append(before, self._file)
        changes = changes_between(self._mapping.name, before, self._file)
        others = [part for part in parts if part.graph != self._graph]
        new = Part(self._graph, self._file, import_input(self._mapping.name, self._digest(staged)))
        asked = self._options
        build_parts(
            settled([*others, new], self._location, self._folder),
            self._location,
            check=asked.check,
            progress=asked.progress,
            stop=asked.stop,
        )
        return ImportReport(
            self._mapping.name,
            str(self._location),
            not asked.check,
            known is not None,
            staged,
            changes,
            target,
            _since(self._started),
        )

    def _held_parts(self) -> list[Part]:
        try:
            return held_parts(self._location, self._folder)
        except StoreMissingError:
            return []

    def _stage(self, rejects: Rejects, known: Known | None) -> Staged:
        applier = Applier(self._mapping, known.places, known.keys) if known else Applier(self._mapping)
        with self._file.open("wb") as file:
            return stage(
                self._mapping,
                self._paths,
                Sink(file, rejects),
                applier=applier,
                places=known.documents if known else (),
                published=self._options.published,
                shape=self._options.shape,
                progress=self._options.progress,
                stop=self._options.stop,
            )

    def _set_aside(self, rejects: Rejects) -> Path | None:
        if not rejects.count:
            return None
        target = self._options.rejects or _free_place(f"{self._mapping.name}-rejected", self._paths)
        rejects.write(target)
        return target

    def _require_few_rejected(self, staged: Staged, target: Path | None) -> None:
        if staged.rows == 0:
            raise InputError(f"No row stands in {', '.join(str(path) for path in self._paths)}.")
        if staged.rejected <= staged.rows * self._options.most_rejected and staged.told.rows:
            return
        shown = "\n".join(
            f"{file}: {fault}" for file, fault in staged.faults[: BULK_LIMITS.import_faults_listed]
        )
        raise DataError(
            f"{staged.rejected:,} of {staged.rows:,} rows are faulty, more than "
            f"{self._options.most_rejected:.0%}, so nothing was taken; they lie in {str(target)!r}.\n{shown}"
        )

    def _digest(self, staged: Staged) -> str:
        text = "\n".join([self._mapping.digest, *(one.digest for one in staged.documents)])
        return hashlib.sha256(text.encode()).hexdigest()


def named(mapping: Mapping, name: str) -> Mapping:
    """Return `mapping` for an import of another name."""
    return replace(mapping, name=name)


def _held(location: str | Path, name: str) -> Imported | None:
    try:
        held = imports_of(open_store(location))
    except StoreMissingError:
        return None
    return next((one for one in held if one.name == name), None)


def _is_held(held: Imported, mapping: Mapping, paths: Sequence[Path]) -> bool:
    """Return whether all of these tables are in the import already, read by the same mapping."""
    if any(table.mapping != f"sha256:{mapping.digest}" for table in held.tables):
        return False
    digests = {table.digest for table in held.tables}
    return all(path.is_file() and f"sha256:{_file_digest(path)}" in digests for path in paths)


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _holds_rejected_rows(paths: Sequence[Path]) -> bool:
    rejected = [is_rejected_table(sniff(path).columns) for path in paths]
    if any(rejected) and not all(rejected):
        raise InputError(
            "Some of the tables hold rows that an import set aside and others do not; "
            "import them one after the other."
        )
    return bool(rejected) and all(rejected)


def _room(location: str | Path) -> str | None:
    """Return a folder on the disk of the store, where what an import needs for a while is put."""
    if is_address(str(location)):
        return None
    parent = Path(location).resolve()
    while not parent.is_dir():
        parent = parent.parent
    return str(parent if parent != Path(location).resolve() else parent.parent)


def _free_place(stem: str, taken: Sequence[Path]) -> Path:
    """Return a file in the working directory that is none of `taken`."""
    inputs = {path.resolve() for path in taken}
    place, number = Path(f"{stem}.csv"), 2
    while place.resolve() in inputs:
        place, number = Path(f"{stem}-{number}.csv"), number + 1
    return place


def _append(source: Path, target: Path) -> None:
    with source.open("rb") as held, target.open("ab") as file:
        while chunk := held.read(1 << 20):
            file.write(chunk)


def _since(started: float) -> float:
    return time.monotonic() - started
