"""What an import would make of tables, before anything is written: rows told in sentences, faults, cost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.importing.staging import Sink, Staged, stage
from graph.mapping import Mapping, Statements
from graph.namespaces import AG, SKOS
from graph.progress import Progress, Stop
from graph.settings import BULK_LIMITS
from graph.tables import RowFault, TableShape

_TOLD = re.compile(
    rf'^(<[^>]*>) <(?:{re.escape(AG)}gloss|{re.escape(SKOS)}prefLabel)> "((?:[^"\\]|\\.)*)"@en', re.MULTILINE
)
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One row and what it says."""

    line: int
    key: str
    sentences: tuple[str, ...]
    """The names of what it is about, then one sentence for each claim."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What tables would become."""

    rows: int
    claims: int
    propositions: int
    things: int
    triples: int
    bytes: int
    """Of statements; a store needs about twice that while it is built."""
    seconds: float
    """About what taking them in takes, by how long this machine took to read them."""
    rejected: int
    faults: tuple[tuple[str, RowFault], ...]
    told: tuple[ToldRow, ...]
    silent: int = 0
    """Rows that say nothing under the mapping."""


def preview(
    mapping: Mapping,
    paths: Iterable[Path],
    *,
    samples: int = BULK_LIMITS.import_rows_told,
    shape: TableShape | None = None,
    most_rows: int = BULK_LIMITS.import_rows,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Preview:
    """Return what the tables would become; all rows are read, and nothing is written.

    Raises
    ------
    TableError
        If a table cannot be read or lacks a column that the mapping needs.
    """
    started = time.perf_counter()
    sink = Sink(samples=samples)
    staged = stage(mapping, paths, sink, shape=shape, most_rows=most_rows, progress=progress, stop=stop)
    return _preview_of(staged, time.perf_counter() - started)


def _preview_of(staged: Staged, seconds: float) -> Preview:
    told = staged.told
    return Preview(
        told.rows,
        told.claims,
        told.propositions,
        told.things,
        told.triples,
        staged.bytes,
        seconds * (1 + BULK_LIMITS.cost_build_share),
        staged.rejected,
        tuple(staged.faults),
        tuple(ToldRow(row.line, made.key, sentences(made)) for row, made in staged.samples),
        told.silent,
    )


def sentences(made: Statements) -> tuple[str, ...]:
    """Return the labels and the sentences of claims in statements, in their order."""
    return tuple(_ESCAPED.sub(r"\1", found[2]) for found in _TOLD.finditer(made.text))
