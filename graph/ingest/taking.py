"""Take parts in: judge and derive from them as integers, while another thread loads them into a store."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import IO

import numpy as np
import pyoxigraph as ox

from graph.builds import InputFile, Manifest
from graph.errors import Problem
from graph.ingest.bulk_classes import ontology, ontology_lines
from graph.ingest.bulk_deriving import Following, derived_lines, follow
from graph.ingest.checking import broken_among
from graph.ingest.hierarchy import ontology_quads
from graph.ingest.large import LargeFile
from graph.ingest.parts import Part, load_part, quads_of, size_of, slices_of, unreadable
from graph.ingest.reading import Source, data_error
from graph.ingest.working import Work
from graph.namespaces import AG, GRAPH_ONTOLOGY
from graph.settings import BULK_LIMITS, STORE_FORMAT_VERSION
from graph.store import Store
from graph.triples import Triples, read_triples

_IN_ONTOLOGY = f" <{GRAPH_ONTOLOGY}> .\n".encode()
_COUNTED = {"entities": "Entity", "documents": "Document", "propositions": "Proposition", "claims": "Claim"}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in."""

    manifest: Manifest
    warnings: tuple[Problem, ...]
    """Rules that were broken so lightly that the data was taken all the same."""


def take_in(
    parts: Sequence[Part],
    store: Store | None,
    work: Work,
    inputs: Sequence[InputFile],
    folder: Path,
    *,
    sources: Sequence[Source | LargeFile] = (),
    beside: Callable[[Following], None] | None = None,
) -> Taken:
    """Fill the empty `store` with `parts` and what follows from them, or raise, and then it is of no use.

    Parameters
    ----------
    parts
        All that people wrote or imported.
    store
        One that is being written; None where `parts` shall only be tried.
    work
        Is told of each step.
    inputs
        All that went in, for the manifest.
    folder
        Where what follows lies for a while, if it is much.
    sources
        The files among which a problem is looked for.
    beside
        Called with what follows while that is being loaded.

    Raises
    ------
    DataError
        If a part is not N-Triples, or together they break a rule of the model.
    BuildStoppedError
        If `work` says so.
    """
    with _Loading(store, work) as loading, _kept_aside(folder) as lines:
        at_once = size_of(parts) < BULK_LIMITS.scan_compiled_bytes
        if not at_once:
            work.will_load(size_of(parts))
            loading.begin(lambda into: _load(parts, into, work))
        triples = _read(parts)
        work.step("judging")
        warnings = _judged(triples, sources)
        work.step("deriving")
        following = follow(triples)
        followed = _write_down(derived_lines(following), lines)
        if not at_once and store is not None:
            work.step("loading")
        loading.end()
        loading.begin(lambda into: _load_following(lines, into, parts if at_once else ()))
        if beside is not None:
            beside(following)
        loading.end()
    count = len(triples) + _lines(parts) + followed if store is None else len(store)
    return Taken(_manifest(following, count, inputs), warnings)


class _Loading(AbstractContextManager["_Loading"]):
    """What another thread loads; whoever leaves this waits for it."""

    def __init__(self, store: Store | None, work: Work) -> None:
        self._store = store
        self._work = work
        self._threads = ThreadPoolExecutor(1)
        self._loaded: Future[None] | None = None

    def begin(self, load: Callable[[Store], None]) -> None:
        """Let the other thread load into the store, if there is one."""
        if self._store is not None:
            self._loaded = self._threads.submit(load, self._store)

    def end(self) -> None:
        """Wait until it has; raise what it has raised."""
        if self._loaded is not None:
            self._work.wait(self._loaded)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._work.give_up()
        self._threads.shutdown()


def _load(parts: Sequence[Part], store: Store, work: Work) -> None:
    for part in parts:
        for size in load_part(part, store):
            work.loaded(size)


def _kept_aside(folder: Path) -> IO[bytes]:
    """Return a file for what follows, which is on the disk only where that is much."""
    return tempfile.SpooledTemporaryFile(max_size=BULK_LIMITS.scan_compiled_bytes, dir=str(folder))


def _write_down(lines: Iterator[bytes], file: IO[bytes]) -> int:
    """Write `lines` to `file`, to be read from its beginning, and return how many they are."""
    count = 0
    while some := list(islice(lines, BULK_LIMITS.written_rows)):
        file.writelines(some)
        count += sum(one.count(b"\n") for one in some)
    file.seek(0)
    return count


def _load_following(lines: IO[bytes], store: Store, parts: Sequence[Part]) -> None:
    """Load what follows; few `parts` with it in one go, so that few files make the store."""
    if not parts:
        store.load(ontology_lines().replace(b" .\n", _IN_ONTOLOGY), strict=False)
        for content in slices_of(lines):
            store.load(content, strict=False)
        return
    following = ox.parse(lines, ox.RdfFormat.N_QUADS)
    store.extend(chain(chain.from_iterable(map(quads_of, parts)), ontology_quads(), following))


def _lines(parts: Sequence[Part]) -> int:
    """Return how many triples a build holds that nobody judges and that do not follow from those judged."""
    counted = len(ontology())
    for part in parts:
        if not part.judged:
            with part.path.open("rb") as file:
                counted += sum(1 for _ in file)
    return counted


def _read(parts: Sequence[Part]) -> Triples:
    paths = [part.path for part in parts if part.judged]
    try:
        return read_triples(paths)
    except SyntaxError as error:
        raise unreadable(paths[0], error) from error


def _judged(triples: Triples, sources: Sequence[Source | LargeFile]) -> tuple[Problem, ...]:
    """Return where `triples` break rules lightly; raise DataError where they break them."""
    problems = broken_among(triples, sources)
    violations = [problem for problem in problems if problem.severity == "violation"]
    if violations:
        raise data_error(violations)
    return problems


def _manifest(following: Following, triples: int, inputs: Sequence[InputFile]) -> Manifest:
    """Return what a build, made now, says about itself."""
    statements = following.derived.statements
    counts = {name: len(np.unique(statements.members(AG + kind))) for name, kind in _COUNTED.items()}
    return Manifest(
        STORE_FORMAT_VERSION,
        datetime.now(UTC).isoformat(timespec="seconds"),
        {**counts, "triples": triples},
        tuple(inputs),
    )
