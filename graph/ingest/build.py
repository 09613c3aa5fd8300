"""Build a store from data files: read, judge, derive; then write a new build and switch to it.

Nothing that fails on the way, from a broken file to a full disk, touches the build in use.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox
from filelock import FileLock, Timeout

from graph.builds import (
    BUILDS,
    CURRENT,
    LABELS,
    LOCK,
    MANIFEST,
    OXIGRAPH,
    PARTIAL,
    InputFile,
    Manifest,
    local_directory,
)
from graph.errors import OntologyError, Problem, StoreError, StoreLockedError
from graph.ingest.checking import broken_rules, read_sources
from graph.ingest.derive import derived_quads
from graph.ingest.reading import Source, data_error, data_files, parse, source_of_bytes
from graph.namespaces import BASE, GRAPH_ONTOLOGY
from graph.resources import application_query, shipped
from graph.search import label_entries, write_label_index
from graph.settings import LIMITS, STORE_FORMAT_VERSION
from graph.store import Store, create_store, open_store

Progress = Callable[[str, int, int], None]
"""Told before each step: what is being done, how many steps are behind, how many there are."""

_STEPS = ("reading", "judging", "deriving", "writing", "switching")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has made."""

    location: str
    name: str
    manifest: Manifest
    warnings: tuple[Problem, ...]
    """Rules that were broken so lightly that the data was taken all the same."""
    seconds: float


@dataclass(frozen=True, slots=True)
class _Loaded:
    store: Store
    manifest: Manifest
    warnings: tuple[Problem, ...]


def build(
    inputs: Sequence[Path] | None, location: str | Path, progress: Progress | None = None
) -> BuildReport:
    """Build the store at `location` from the data files `inputs` and switch to it.

    Parameters
    ----------
    inputs
        Files and folders; those shipped with armsgraph if None.
    location
        A store directory, made if it does not exist.
    progress
        Called before each step.

    Raises
    ------
    InputError
        If a file does not exist or has an unknown extension, or `location` is no directory.
    DataError
        If a file breaks the syntax of its format or a rule of the model; `violations` holds all of them.
    StoreLockedError
        If another process builds here.
    StoreError
        If the directory cannot be written to.
    """
    started = time.monotonic()
    report = _announcer(progress)
    directory = local_directory(location)
    files = data_files(inputs)
    with _storage_faults(directory), _locked(directory):
        _clear_partial(directory)
        loaded = _load(read_sources(files), report)
        report("writing")
        name = _write(loaded, directory)
        report("switching")
        _switch(directory, name)
        _prune(directory, name)
    return BuildReport(str(directory), name, loaded.manifest, loaded.warnings, time.monotonic() - started)


def build_in_memory(inputs: Sequence[Path] | str | None = None) -> Store:
    """Return a store in memory built from files, or from a text in Turtle.

    Raises
    ------
    InputError
        If a file does not exist or has an unknown extension.
    DataError
        If the data breaks the syntax of its format or a rule of the model.
    """
    if isinstance(inputs, str):
        sources = [source_of_bytes(inputs.encode(), "<text>", ".ttl")]
    else:
        sources = read_sources(data_files(inputs))
    return _load(sources, _announcer(None)).store


def _load(sources: Sequence[Source], report: Callable[[str], None]) -> _Loaded:
    """Take in `sources` whole, or raise and take in nothing."""
    report("reading")
    quads = parse(sources)
    report("judging")
    problems = broken_rules(quads, sources)
    violations = [problem for problem in problems if problem.severity == "violation"]
    if violations:
        raise data_error(violations)
    report("deriving")
    store = open_store()
    store.extend(quads)
    store.extend(_ontology_quads())
    store.extend(list(derived_quads(store)))
    return _Loaded(store, _manifest(store, sources), tuple(problems))


def _ontology_quads() -> Iterator[ox.Quad]:
    graph = ox.NamedNode(GRAPH_ONTOLOGY)
    for path in sorted(shipped("ontology").glob("*.ttl")):
        try:
            for quad in ox.parse(path=str(path), base_iri=BASE, rename_blank_nodes=True):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        except SyntaxError as error:
            raise OntologyError(f"{path.name} of the ontology is not Turtle: {error.msg}.") from error


def _manifest(store: Store, sources: Sequence[Source]) -> Manifest:
    answer = store.select(application_query("build-counts"))
    [row] = list(answer)
    counts = {name: int(term.value) for name, term in zip(answer.variables, row, strict=True) if term}
    return Manifest(
        STORE_FORMAT_VERSION,
        datetime.now(UTC).isoformat(timespec="seconds"),
        {**counts, "triples": len(store)},
        tuple(InputFile(Path(source.name).name, source.sha256) for source in sources),
    )


def _write(loaded: _Loaded, directory: Path) -> str:
    """Write a build under a provisional name, then give it its own; return that."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    digest = hashlib.sha256(loaded.manifest.to_json().encode()).hexdigest()[:8]
    name = f"{moment}-{digest}"
    partial = directory / BUILDS / f"{PARTIAL}{name}"
    try:
        partial.mkdir(parents=True)
        _write_quads(loaded.store, partial / OXIGRAPH)
        write_label_index(partial / LABELS, label_entries(loaded.store))
        _write_durably(partial / MANIFEST, loaded.manifest.to_json())
        partial.rename(directory / BUILDS / name)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return name


def _write_quads(store: Store, path: Path) -> None:
    written = create_store(path)
    written.extend(store.quads())
    written.flush()


def _switch(directory: Path, name: str) -> None:
    """Make the build `name` the one in use, in one step that either happens or does not."""
    provisional = directory / f".{CURRENT}"
    _write_durably(provisional, name + "\n")
    provisional.replace(directory / CURRENT)


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _prune(directory: Path, current: str) -> None:
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
        reason = error.strerror or str(error)
        if error.errno == errno.ENOSPC or "No space left" in reason:
            reason = "the disk is full"
        raise StoreError(
            f"The store {str(directory)!r} could not be built: {reason}. "
            "A build that was in use before is still in use."
        ) from error


def _announcer(progress: Progress | None) -> Callable[[str], None]:
    def announce(step: str) -> None:
        if progress is not None:
            progress(step, _STEPS.index(step), len(_STEPS))

    return announce
