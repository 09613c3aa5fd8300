"""What an import is asked to do: which tables, into what, how, and whether that is done already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph import __version__
from graph.errors import InputError, StoreMissingError
from graph.importing.costing import Expected
from graph.importing.held import Imported, imports_of
from graph.importing.rejects import is_rejected_table
from graph.importing.staging import Staged
from graph.layout import is_address
from graph.mapping import Mapping
from graph.progress import Progress, Stop
from graph.settings import BULK_LIMITS, STORE_FORMAT_VERSION
from graph.store import open_store
from graph.tables import TableShape, Watch, sniff


@dataclass(frozen=True, slots=True)
class Options:
    """How an import is run."""

    rejects: Path | None = None
    """Where rejected rows go; beside the working directory, by the import's name, unless given."""
    most_rejected: float = BULK_LIMITS.import_rejected_share
    most_rows: int = BULK_LIMITS.import_rows
    published: str = ""
    shape: TableShape | None = None
    """How the tables are written, where the user says it."""
    check: bool = False
    """Stage, compare and judge, but write nothing into the store."""
    expect: Callable[[Expected], None] | None = None
    """Told before the work begins what it will cost, unless that is little."""
    told: Callable[[int, bool], None] | None = None
    """Told how many rows an earlier attempt had read, and whether one of other files or another mapping was
    dropped for this one."""
    read: Callable[[Staged, Expected], None] | None = None
    """Told what became of the rows once all are read, and what the import will take: to judge them with what
    the store holds may take long."""
    progress: Progress | None = None
    stop: Stop | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A table and what it holds."""

    path: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be imported, and where to."""

    mapping: Mapping
    files: tuple[File, ...]
    location: str | Path
    added_to: Imported | None
    """The import that rows are added to, as it is held; None where it is replaced, or new."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where the tables lie."""
        return tuple(file.path for file in self.files)

    def of(self, asked: Options) -> str:
        """Return what tells this import from any other that would stage something else."""
        held = [table.digest for table in self.added_to.tables] if self.added_to else []
        files = [(file.path.name, file.digest) for file in self.files]
        told = (
            __version__,
            STORE_FORMAT_VERSION,
            self.mapping.digest,
            files,
            held,
            asked.published,
            asked.shape,
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()


def named(mapping: Mapping, name: str) -> Mapping:
    """Return `mapping` for an import of another name."""
    return replace(mapping, name=name)


def held_import(location: str | Path, name: str) -> Imported | None:
    """Return the import called `name` of the store at `location`; None where there is none."""
    try:
        held = imports_of(open_store(location))
    except StoreMissingError:
        return None
    return next((one for one in held if one.name == name), None)


def is_held(held: Imported, mapping: Mapping, files: Sequence[File]) -> bool:
    """Return whether all of these tables are in the import already, read by the same mapping."""
    if any(table.mapping != f"sha256:{mapping.digest}" for table in held.tables):
        return False
    digests = {table.digest for table in held.tables}
    return all(f"sha256:{file.digest}" in digests for file in files)


def file_digest(path: Path) -> str:
    """Return the digest of the table at `path`; raise TableError where it cannot be read."""
    watch = Watch(path)
    with watch.opened() as stream:
        del stream
    return watch.digest


def holds_rejected_rows(paths: Sequence[Path]) -> bool:
    """Return whether the tables hold rows that an import set aside; raise InputError where only some do."""
    rejected = [is_rejected_table(sniff(path).columns) for path in paths]
    if any(rejected) and not all(rejected):
        raise InputError(
            "Some of the tables hold rows that an import set aside and others do not; "
            "import them one after the other."
        )
    return bool(rejected) and all(rejected)


def room_for(location: str | Path) -> str | None:
    """Return a folder on the disk of the store, where what an import needs for a while is put."""
    if is_address(str(location)):
        return None
    parent = Path(location).resolve()
    while not parent.is_dir():
        parent = parent.parent
    return str(parent if parent != Path(location).resolve() else parent.parent)


def free_place(stem: str, taken: Sequence[Path]) -> Path:
    """Return a file in the working directory that is none of `taken`."""
    inputs = {path.resolve() for path in taken}
    place, number = Path(f"{stem}.csv"), 2
    while place.resolve() in inputs:
        place, number = Path(f"{stem}-{number}.csv"), number + 1
    return place
