"""Build a store from data files: read, judge, derive; then write a new build and switch to it.

Nothing that fails on the way, from a broken file to a full disk, touches the build in use.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile, Manifest
from graph.errors import Problem
from graph.ingest.checking import broken_rules, read_sources
from graph.ingest.derive import derived_quads
from graph.ingest.hierarchy import ontology_quads, wider_types
from graph.ingest.places import Progress, announcer, place_at
from graph.ingest.reading import Source, data_error, data_files, parse, source_of_bytes
from graph.resources import application_query
from graph.settings import STORE_FORMAT_VERSION
from graph.store import Store, open_store


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has made."""

    location: str
    name: str
    manifest: Manifest
    warnings: tuple[Problem, ...]
    """Rules that were broken so lightly that the data was taken all the same."""
    seconds: float
    made: bool = True
    """Whether there is a new build; False where a server holds just this one already."""
    resumed_chunks: int = 0
    """Parts that an interrupted attempt had brought to a server, and which were not sent again."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was judged and derived, ready to be written."""

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
        A store directory, made if it does not exist, or the address of a SPARQL server.
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
        If the directory or the server cannot be written to.
    """
    started = time.monotonic()
    place = place_at(location)
    files = data_files(inputs)
    with place.exclusive(progress) as write:
        loaded = _load(read_sources(files), announcer(progress))
        written = write(loaded.store, loaded.manifest)
    return BuildReport(
        place.location,
        written.name,
        loaded.manifest,
        loaded.warnings,
        time.monotonic() - started,
        written.made,
        written.resumed_chunks,
    )


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
    return _load(sources, announcer(None)).store


def _load(sources: Sequence[Source], report: Callable[[str], None]) -> Loaded:
    """Take in `sources` whole, or raise and take in nothing."""
    report("reading")
    return take_in(parse(sources), sources, inputs_of(sources), report)


def take_in(
    quads: Sequence[ox.Quad],
    sources: Sequence[Source],
    inputs: Sequence[InputFile],
    report: Callable[[str], None],
    beside: Iterable[ox.Quad] = (),
) -> Loaded:
    """Judge `quads` of the curated graph and derive from them, or raise and take in nothing.

    Parameters
    ----------
    quads
        All that people wrote.
    sources
        The files among which a problem is looked for.
    inputs
        All that went in, for the manifest.
    report
        Told of each step.
    beside
        Quads of other graphs that are kept with them, already judged.

    Raises
    ------
    DataError
        If `quads` break a rule of the model.
    """
    report("judging")
    problems = broken_rules(quads, sources)
    violations = [problem for problem in problems if problem.severity == "violation"]
    if violations:
        raise data_error(violations)
    report("deriving")
    store = open_store()
    store.extend(quads)
    store.extend(ontology_quads())
    store.extend(wider_types(quads))
    store.extend(list(derived_quads(store)))
    store.extend(beside)
    return Loaded(store, manifest_of(store, inputs), tuple(problems))


def inputs_of(sources: Iterable[Source]) -> tuple[InputFile, ...]:
    """Return what the manifest says of `sources`."""
    return tuple(InputFile(Path(source.name).name, source.sha256) for source in sources)


def manifest_of(store: Store, inputs: Sequence[InputFile]) -> Manifest:
    """Return what a build of `store`, made now from `inputs`, says about itself."""
    answer = store.select(application_query("build_counts"))
    [row] = list(answer)
    counts = {name: int(term.value) for name, term in zip(answer.variables, row, strict=True) if term}
    return Manifest(
        STORE_FORMAT_VERSION,
        datetime.now(UTC).isoformat(timespec="seconds"),
        {**counts, "triples": len(store)},
        tuple(inputs),
    )
