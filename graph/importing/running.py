"""An import on its way: staged, compared with what is held, judged with it and switched to; or not at all."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError, InputError, StoreError, StoreLockedError, StoreMissingError
from graph.importing.asking import (
    File,
    Options,
    Task,
    file_digest,
    free_place,
    held_import,
    holds_rejected_rows,
    is_held,
    room_for,
)
from graph.importing.changes import NOTHING, Changes, Known, changes_between, known_in, with_staged
from graph.importing.costing import Amount, Expected, cost_at, tell_cost
from graph.importing.rejects import Rejects
from graph.importing.staging import Staged, stage
from graph.importing.waiting import Waiting, waiting_at
from graph.ingest.bulk import Part, build_parts, held_parts
from graph.ingest.keeping import import_input
from graph.ingest.settling import settled
from graph.ingest.writing import reason_of
from graph.mapping import Applier, Mapping
from graph.namespaces import GRAPH_IMPORTS
from graph.settings import BULK_LIMITS


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
    staged_before: int = 0
    """Rows that an attempt which was stopped or killed had read already."""
    cost: Expected | None = None
    """What a trial found that the import itself will take; None where it was no trial."""


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
    held = held_import(location, mapping.name)
    if held is None:  # before large files are read for their digests
        _tell_cost(mapping, paths, location, asked)
    files = tuple(File(path, file_digest(path)) for path in paths)
    adding = holds_rejected_rows(paths)
    if held is not None and is_held(held, mapping, files):
        return ImportReport(
            mapping.name, str(location), False, adding, None, Changes(), None, _since(started)
        )
    if held is not None:
        _tell_cost(mapping, paths, location, asked)
    task = Task(mapping, files, location, held if adding else None)
    with _waiting(task, asked) as waiting:
        return _Run(task, asked, waiting, started).run()


def _tell_cost(mapping: Mapping, paths: Sequence[Path], location: str | Path, asked: Options) -> None:
    tell_cost(mapping, paths, location, asked.shape, asked.expect, most_rows=asked.most_rows)


class _Run:
    """One import on its way."""

    def __init__(self, task: Task, options: Options, waiting: Waiting, started: float) -> None:
        self._task = task
        self._mapping = task.mapping
        self._location = task.location
        self._options = options
        self._waiting = waiting
        self._started = started
        self._graph = GRAPH_IMPORTS + task.mapping.name
        self._changes = Changes()
        self._staged_before = 0
        self._staging_seconds = 0.0

    def run(self) -> ImportReport:
        asked = self._options
        staged, target = self._staged()
        self._require_few_rejected(staged, target)
        if asked.read is not None:
            asked.read(staged, self._cost(staged))
        build_parts(
            lambda: self._parts(staged),
            self._location,
            check=asked.check,
            progress=asked.progress,
            stop=asked.stop,
        )
        return ImportReport(
            self._mapping.name,
            str(self._location),
            not asked.check,
            self._task.added_to is not None,
            staged,
            self._changes,
            target,
            _since(self._started),
            self._staged_before,
            self._cost(staged) if asked.check else None,
        )

    def _cost(self, staged: Staged) -> Expected:
        amount = Amount(staged.rows, staged.told.triples, staged.bytes)
        return cost_at(self._location, amount, self._staging_seconds)

    def _staged(self) -> tuple[Staged, Path | None]:
        """Return what rows became, and where those lie that were not taken."""
        known = self._known()
        begun = self._waiting.begun(self._mapping)
        self._staged_before = begun.staged.rows if begun else 0
        if begun is not None:
            known = with_staged(
                known, known_in(self._mapping.name, self._waiting.statements), self._waiting.keys
            )
        if self._options.told is not None:
            self._options.told(self._staged_before, self._waiting.of_others)
        began = time.monotonic()
        with self._waiting.opened() as (sink, rejects):
            staged = stage(
                self._mapping,
                self._task.paths,
                sink,
                applier=Applier(self._mapping, known.places, known.keys),
                places=known.documents,
                published=self._options.published,
                shape=self._options.shape,
                most_rows=self._options.most_rows,
                begun=begun,
                progress=self._options.progress,
                stop=self._options.stop,
            )
            self._waiting.put_down(staged)
            self._staging_seconds = _since(began)
            return staged, self._set_aside(rejects)

    def _known(self) -> Known:
        """Return what the import that rows are added to says already."""
        if self._task.added_to is None:
            return NOTHING
        before = self._before(held_parts(self._location, self._waiting.held))
        return known_in(self._mapping.name, before) if before else NOTHING

    def _parts(self, staged: Staged) -> list[Part]:
        """Return all that the store shall hold; called while nobody else can change it."""
        folder = self._waiting.held
        try:
            held = held_parts(self._location, folder)
        except (StoreMissingError, StoreLockedError):  # by the first build, which this one is
            held = []
        before, file = self._before(held), self._waiting.statements
        if self._task.added_to is not None:
            self._require_same(before)
            file = folder / "added-to.nt"
            _together([self._waiting.statements, before] if before else [self._waiting.statements], file)
        self._changes = changes_between(self._mapping.name, before, file)
        others = [part for part in held if part.graph != self._graph]
        new = Part(self._graph, file, import_input(self._mapping.name, self._digest(staged)))
        return settled([*others, new], self._location, folder)

    def _before(self, held: Sequence[Part]) -> Path | None:
        return next((part.path for part in held if part.graph == self._graph), None)

    def _require_same(self, before: Path | None) -> None:
        """Raise where the import is not the one any more that rows were read for."""
        if before is None or held_import(self._location, self._mapping.name) != self._task.added_to:
            raise StoreError(
                f"The import {self._mapping.name!r} in {str(self._location)!r} was changed while rows that "
                "shall be added to it were read, so nothing was written. Run the same command again."
            )

    def _set_aside(self, rejects: Rejects) -> Path | None:
        if not rejects.count:
            return None
        target = self._options.rejects or free_place(f"{self._mapping.name}-rejected", self._task.paths)
        rejects.write(target)
        return target

    def _require_few_rejected(self, staged: Staged, target: Path | None) -> None:
        if staged.rows == 0:
            raise InputError(f"No row stands in {', '.join(str(path) for path in self._task.paths)}.")
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


@contextmanager
def _waiting(task: Task, asked: Options) -> Iterator[Waiting]:
    """Yield where rows are staged: for a trial a folder that goes in the end, else one that outlives a stop.

    What fails for a reason that lies in the tables, the mapping or the rules is not kept, nor what has filled
    the disk.

    Raises
    ------
    StoreError
        If the machine refuses to read or write meanwhile.
    """
    try:
        with _folder(task, asked) as waiting:
            yield waiting
    except OSError as error:
        raise StoreError(
            f"The import {task.mapping.name!r} was not taken in: {reason_of(error)}. What was read of it was "
            f"taken away again, and the store {str(task.location)!r} is as it was."
        ) from error


@contextmanager
def _folder(task: Task, asked: Options) -> Iterator[Waiting]:
    tables = tuple(path.name for path in task.paths)
    if asked.check:
        with tempfile.TemporaryDirectory(dir=room_for(task.location), prefix=".armsgraph-import-") as folder:
            yield Waiting(Path(folder), task.of(asked), tables)
        return
    with waiting_at(task.location, task.mapping.name, task.of(asked), tables) as waiting:
        try:
            yield waiting
        except (InputError, DataError, OSError):
            waiting.drop()
            raise
        waiting.drop()


def _together(sources: Sequence[Path], target: Path) -> None:
    """Write what is in `sources` into one file."""
    with target.open("wb") as file:
        for source in sources:
            with source.open("rb") as held:
                shutil.copyfileobj(held, file)


def _since(started: float) -> float:
    return time.monotonic() - started
