"""What the Import page works on in one session: a file, how it is read, what its rows become."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import streamlit as st

from graph.errors import MappingError, TableError
from graph.importing.rejects import OWN_COLUMNS, is_rejected_table
from graph.mapping import Mapping, mapping_of
from graph.mapping.fitting import known_mapping, missing_columns
from graph.matching import Kinds, Matching, draft, guess, import_name
from graph.matching.dating import dated_by_all
from graph.settings import BULK_LIMITS
from graph.tables import Row, RowFault, TableShape, read_rows, sniff
from graph.ui.import_work import Work

MATCHED, OWN = "matched", "own"
"""Ways to say what rows become, beside the names of mappings that come with armsgraph."""
REJECTED = "-rejected"
"""What the name of a file of rejected rows ends with; before it stands the name of their import."""
_SLOT = "armsgraph-import"


@dataclass(frozen=True, slots=True)
class Given:
    """A table that was chosen."""

    path: Path
    name: str
    size: int
    token: str
    """Another for each file that was put there."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a table, as it is read."""

    rows: tuple[Row | RowFault, ...] = ()
    problem: str = ""
    """Why the table cannot be read as a whole, or not on from here."""

    @property
    def whole(self) -> tuple[Row, ...]:
        """The rows without those that cannot be read."""
        return tuple(row for row in self.rows if isinstance(row, Row))


@dataclass(slots=True)
class ImportDesk:
    """One session's import."""

    given: Given | None = None
    shape: TableShape = field(default_factory=TableShape)
    sample: Sample = field(default_factory=Sample)
    way: str = MATCHED
    """`MATCHED`, `OWN` or the name of a mapping."""
    matching: Matching = field(default_factory=lambda: Matching({}))
    own: bytes = b""
    """The mapping file that was put there."""
    work: Work | None = None
    """The dry run that is under way, or was the last."""
    begun: Work | None = None
    """The import that this session began last."""
    folder: tempfile.TemporaryDirectory[str] | None = None

    def take(self, given: Given, kinds: Kinds | None = None) -> None:
        """Take another file, and guess how it is read and what it holds.

        Rows that were rejected here are understood as the table was that they come from.
        """
        before = (self.way, self.matching)
        self.drop()
        self.given, self.work = given, None
        try:
            self.shape = sniff(given.path)
        except TableError as error:
            self.shape, self.sample = TableShape(), Sample(problem=str(error))
            return
        self.look(kinds)
        self.way = known_mapping(self.columns) or MATCHED
        if is_rejected_table(self.columns) and self._fits(*before):
            self.way, self.matching = before

    def _fits(self, way: str, matching: Matching) -> bool:
        """Return whether rows can be understood in this way, which was that of another table of this name."""
        same = matching.name == self.matching.name
        return same and (way != MATCHED or set(matching.columns.values()) <= set(self.meant))

    def look(self, kinds: Kinds | None = None) -> None:
        """Read the first rows in the shape that is set, and guess what the columns hold."""
        assert self.given is not None
        self.sample = sample_of(self.given.path, self.shape)
        name, title = _names(self.given.name)
        found = guess(self.meant, self.sample.whole, kinds)
        named = replace(found, name=name, title=title)
        self.matching, _ = dated_by_all(named, read_rows(self.given.path, self.shape))

    @property
    def room(self) -> Path:
        """A folder for copies and rejected rows, which goes when the session does."""
        if self.folder is None:
            self.folder = tempfile.TemporaryDirectory(prefix="armsgraph-import-", ignore_cleanup_errors=True)
        return Path(self.folder.name)

    def drop(self) -> None:
        """Let go of the file; a copy that was made for this page is removed, unless it is being imported."""
        given, self.given = self.given, None
        busy = self.begun is not None and not self.begun.done
        if given is not None and self.folder is not None and self.room in given.path.parents and not busy:
            given.path.unlink(missing_ok=True)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns, as the first rows have them."""
        seen = {name: None for row in self.sample.whole for name in row.values}
        return tuple(seen) or self.shape.columns

    @property
    def meant(self) -> tuple[str, ...]:
        """The columns without those in which an import says why it set a row aside."""
        return tuple(name for name in self.columns if name not in OWN_COLUMNS)

    def mapping_text(self) -> bytes:
        """Return the mapping file that says what rows become.

        Raises
        ------
        MappingError
            If there is none yet.
        """
        if self.way == MATCHED:
            return draft(self.matching).encode()
        if self.way == OWN:
            return self.own
        from graph.mapping.reading import SHIPPED

        return (SHIPPED / f"{self.way}.toml").read_bytes()

    def mapping(self) -> Mapping:
        """Return what rows become.

        Raises
        ------
        MappingError
            If it cannot be carried out, or needs columns that the table lacks.
        """
        mapping = mapping_of(self.mapping_text(), self.way)
        missing = missing_columns(mapping, self.columns)
        if missing:
            raise MappingError(
                f"The table has no column {', '.join(missing[:5])}, which this mapping reads. "
                "Choose another mapping, or look at how the file is read."
            )
        return mapping

    def made_of(self) -> object:
        """Return what an import would be made of now."""
        assert self.given is not None
        return (self.given.token, self.shape, self.mapping_text())


def desk() -> ImportDesk:
    """Return the import of this session."""
    held: ImportDesk = st.session_state.setdefault(_SLOT, ImportDesk())
    return held


def kept_copy(folder: Path, name: str, token: str, write: Callable[[Path], None]) -> Given:
    """Return a copy of what was uploaded, which lies in `folder` as long as it is worked on."""
    path = Path(tempfile.mkdtemp(dir=folder)) / (Path(name).name or "table")  # one of this name may be in use
    write(path)
    return Given(path, path.name, path.stat().st_size, token)


def sample_of(path: Path, shape: TableShape, rows: int = BULK_LIMITS.import_sampled_rows) -> Sample:
    """Return the first rows of a table."""
    found: list[Row | RowFault] = []
    try:
        for row in islice(read_rows(path, shape), rows):
            found.append(row)
    except TableError as error:
        return Sample(tuple(found), str(error))
    return Sample(tuple(found))


def _names(file: str) -> tuple[str, str]:
    """Return the slug and the title of an import, after the name of its file."""
    stem = Path(file).name.partition(".")[0].removesuffix(REJECTED) or "table"
    return import_name(stem), stem
