"""Rows of tables into statements in a file, in constant memory; nothing of a store is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Protocol

from graph.errors import ImportStoppedError, TableError
from graph.importing.documents import TableDocument, document_statements, place_of
from graph.importing.fitting import fitted_to
from graph.importing.rejects import FILE as REJECTED_FILE
from graph.importing.rejects import OWN_COLUMNS, Rejects
from graph.mapping import Applier, Mapping, Statements, Told
from graph.progress import BYTES, Progress, Step, Stop
from graph.settings import BULK_LIMITS
from graph.tables import Row, RowFault, TableShape, Watch, read_rows, sniff

_ROWS_A_STEP = 500


@dataclass(slots=True)
class Staged:
    """What the rows of some tables became."""

    mapping: Mapping
    documents: list[TableDocument] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    bytes: int = 0
    """Of N-Triples."""
    rejected: int = 0
    faults: list[tuple[str, RowFault]] = field(default_factory=list)
    """The first of them, each with its file."""
    samples: list[tuple[Row, Statements]] = field(default_factory=list)
    """The first rows that were taken, with what they became."""

    @property
    def rows(self) -> int:
        """How many rows there were, taken or not."""
        return self.told.rows + self.rejected


class Written(Protocol):
    """What takes statements."""

    def write(self, content: bytes, /) -> object:
        """Take some of them."""


@dataclass(frozen=True, slots=True)
class Sink:
    """Where statements and rejected rows go; None to count them only."""

    statements: Written | None = None
    rejects: Rejects | None = None
    samples: int = 0
    keys: IO[str] | None = None
    """Gets the id of each row that is taken, a line each."""
    mark: Callable[[Staged, int], None] | None = None
    """Told now and then how far all that was written goes: how many rows of the last table were read."""


@dataclass(frozen=True, slots=True)
class Begun:
    """How far the reading came before."""

    staged: Staged
    row: int = 0
    """How many rows of the last of its tables were read."""


def stage(
    mapping: Mapping,
    paths: Iterable[Path],
    sink: Sink,
    *,
    applier: Applier | None = None,
    places: Iterable[str] = (),
    published: str = "",
    shape: TableShape | None = None,
    most_rows: int = BULK_LIMITS.import_rows,
    begun: Begun | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Staged:
    """Read tables row by row and hand on what each row says.

    Parameters
    ----------
    mapping
        By which rows are read.
    paths
        The tables, which are one import together.
    sink
        Where it goes.
    applier
        One that knows what is held already, where rows are added to an import.
    places
        Where documents of the import stand already.
    published
        When the dataset was published, where the user says it.
    shape
        How the tables are written, where the user says it.
    most_rows
        Rows of all tables together.
    begun
        Where to go on, with a sink and an applier that know what was said until there.
    progress
        Told of bytes read and bytes in all.
    stop
        Asked now and then.

    Raises
    ------
    TableError
        If a table cannot be read, lacks a column that the mapping needs, or changes meanwhile; or if there
        are too many rows.
    ImportStoppedError
        If `stop` says so.
    """
    applier = applier or Applier(mapping)
    staged = begun.staged if begun else Staged(mapping)
    applier.told = staged.told
    taken = {*places, *(document.place for document in staged.documents)}
    given = list(paths)
    total = sum(path.stat().st_size for path in given if path.is_file())
    work = _Work(total, most_rows, progress, stop)
    for number, path in enumerate(given):
        behind = 0
        if number == len(staged.documents):
            staged.documents.append(TableDocument(path, place_of(path, taken)))
        elif begun is not None:
            behind = begun.row
        document = staged.documents[number]
        document.path = path
        if document.digest:
            work.before += path.stat().st_size
            continue
        _stage_table(staged, document, applier, sink, work, shape=shape or sniff(path), behind=behind)
        _write(sink, staged, applier.thing(mapping.dataset.publisher))
        said = document_statements(mapping, document, published)
        _write(sink, staged, said)
        staged.told.triples += said.count("\n")
        if sink.mark is not None:
            sink.mark(staged, 0)
    return staged


@dataclass(slots=True)
class _Work:
    """How far the reading is."""

    total: int
    most_rows: int
    progress: Progress | None
    stop: Stop | None
    before: int = 0

    def step(self, read: int) -> None:
        if self.stop is not None and self.stop():
            raise ImportStoppedError
        if self.progress is not None:
            self.progress(Step("rows", self.before + read, self.total, BYTES))


def _stage_table(
    staged: Staged,
    document: TableDocument,
    applier: Applier,
    sink: Sink,
    work: _Work,
    *,
    shape: TableShape,
    behind: int = 0,
) -> None:
    watch = Watch(document.path)
    applier.begin(fitted_to(staged.mapping, document.path, shape), document.path.name)
    dated = _dating(staged.mapping)
    buffer: list[str] = []
    for number, row in enumerate(read_rows(document.path, shape, watch=watch)):
        if number % _ROWS_A_STEP == 0:
            work.step(watch.bytes_read)
        if number < behind:
            continue
        if number % _ROWS_A_STEP == 0:
            _write(sink, staged, "".join(buffer))
            buffer.clear()
            if sink.mark is not None:
                sink.mark(staged, number)
        if isinstance(row, Row) and REJECTED_FILE in row.values:
            applier.file = row.values[REJECTED_FILE]
        found = row if isinstance(row, RowFault) else applier.apply(_own(row), document.place)
        if isinstance(found, RowFault):
            _reject(staged, document, sink, _Rejected(found, row, shape))
        elif isinstance(row, Row):
            document.rows += 1
            if sink.keys is not None:
                sink.keys.write(f"{found.key}\n")
            if dated:
                document.latest = max(document.latest, applier.last.get(dated, ""))
            if len(staged.samples) < sink.samples:
                staged.samples.append((row, found))
            buffer.append(found.text)
        if staged.rows > work.most_rows:
            raise TableError(too_many_rows(f"more than {work.most_rows:,} rows", work.most_rows), row.line)
    _write(sink, staged, "".join(buffer))
    document.digest = watch.digest
    work.before += watch.size


def _own(row: Row) -> Row:
    """Return `row` without what an import wrote beside its cells when it set the row aside."""
    if OWN_COLUMNS[0] not in row.values:
        return row
    cells = {name: cell for name, cell in row.values.items() if name not in OWN_COLUMNS}
    return Row(row.number, row.line, cells)


@dataclass(frozen=True, slots=True)
class _Rejected:
    """A row that is not taken."""

    fault: RowFault
    row: Row | RowFault
    shape: TableShape


def _reject(staged: Staged, document: TableDocument, sink: Sink, rejected: _Rejected) -> None:
    document.rejected += 1
    staged.rejected += 1
    if len(staged.faults) < BULK_LIMITS.import_faults_listed:
        staged.faults.append((str(document.path), rejected.fault))
    if sink.rejects is not None:
        row = rejected.row if isinstance(rejected.row, Row) else None
        sink.rejects.add(rejected.fault, document.path.name, row, rejected.shape.columns)


def _write(sink: Sink, staged: Staged, text: str) -> None:
    content = text.encode()
    staged.bytes += len(content)
    if sink.statements is not None:
        sink.statements.write(content)


def _dating(mapping: Mapping) -> str:
    """Return the value whose last date dates the dataset; empty where none does."""
    first, _, value = mapping.dataset.published.partition(" ")
    return value if first == "latest" else ""


def too_many_rows(many: str, most: int) -> str:
    """Return the sentence of an import that has `many` rows, where `most` may be."""
    return (
        f"The import has {many}, and one import may have {most:,}, since the ids of all of them are held in "
        "memory. Split it by years or countries, each part an import of its own (--name), or allow more "
        "(--max-rows)."
    )
