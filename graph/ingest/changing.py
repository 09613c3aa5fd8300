"""Change what a store holds: what is held and what is wanted go through the same rules and the same build.

A reader finds the old build or the new one, whole. Whatever fails on the way leaves the old one in use.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile, Manifest, current_build
from graph.errors import Problem
from graph.ingest.building import Loaded, Progress, announcer, take_in
from graph.ingest.reading import Source
from graph.ingest.writing import exclusive, prune, switch, write_build
from graph.layout import local_directory
from graph.namespaces import DERIVED_GRAPHS, GRAPH_CURATED
from graph.store import open_store

Quads = frozenset[ox.Quad]


@dataclass(frozen=True, slots=True)
class Held:
    """What people wrote into the build in use; nothing of it is derived."""

    curated: Quads
    beside: Quads
    """Quads of the named graphs beside the curated one."""
    manifest: Manifest
    build: str

    def graph(self, name: str) -> Quads:
        """Return the quads of the graph called `name`; empty where there is no such graph."""
        wanted = ox.NamedNode(name)
        return frozenset(quad for quad in self.curated | self.beside if quad.graph_name == wanted)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a store shall hold."""

    curated: Iterable[ox.Quad]
    beside: Iterable[ox.Quad]
    inputs: tuple[InputFile, ...]
    sources: tuple[Source, ...] = ()
    """Where the line of a problem is looked for."""


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """What a change has made of a store."""

    location: str
    name: str
    """The build in use afterwards."""
    made: bool
    """Whether there is a new build; False where nothing would differ, or the change was only tried."""
    differs: bool
    """Whether the store would hold, or holds, anything else than before."""
    before: Manifest
    after: Manifest
    added: tuple[ox.Quad, ...]
    """What people wrote that was not held before."""
    removed: int
    """Triples that were held before and are not any more."""
    warnings: tuple[Problem, ...]
    seconds: float


def change(
    location: str | Path,
    wanted: Callable[[Held], Wanted],
    *,
    check: bool = False,
    progress: Progress | None = None,
) -> ChangeReport:
    """Let the store at `location` hold what `wanted` makes of what it holds; all of it, or nothing changes.

    Parameters
    ----------
    location
        A store directory with a finished build.
    wanted
        Is told what is held while nobody else can change it; whatever it raises is passed on.
    check
        Judge and derive, but write nothing. That needs no right to write, and waits for nobody.
    progress
        Called before each step.

    Raises
    ------
    DataError
        If what is wanted breaks a rule of the model; `violations` holds every place.
    StoreMissingError
        If there is nothing to change.
    StoreLockedError
        If another process builds here.
    StoreError
        If the directory cannot be written to.
    """
    started = time.monotonic()
    report = announcer(progress)
    directory = local_directory(location)
    current_build(directory)  # says what is missing, before a directory is made and locked
    with nullcontext() if check else exclusive(directory):
        held = read_held(directory)
        report("reading")
        asked = wanted(held)
        curated, beside = as_stored(asked.curated), as_stored(asked.beside)
        if (curated, beside) == (held.curated, held.beside):
            return _unchanged(directory, held, time.monotonic() - started)
        loaded = take_in(sorted(curated, key=str), asked.sources, asked.inputs, report, beside)
        name = held.build if check else _write(loaded, directory, report)
    new, old = curated | beside, held.curated | held.beside
    return ChangeReport(
        location=str(directory),
        name=name,
        made=not check,
        differs=True,
        before=held.manifest,
        after=loaded.manifest,
        added=tuple(sorted(new - old, key=str)),
        removed=len(old - new),
        warnings=loaded.warnings,
        seconds=time.monotonic() - started,
    )


def read_held(directory: Path) -> Held:
    """Return what people wrote into the build in use in `directory`."""
    build = current_build(directory)
    store = open_store(directory, build_name=build.path.name)
    others = [name for name in store.graphs() if name not in DERIVED_GRAPHS and name != GRAPH_CURATED]
    return Held(
        frozenset(store.quads(GRAPH_CURATED)),
        frozenset(quad for name in others for quad in store.quads(name)),
        build.manifest,
        build.path.name,
    )


def as_stored(quads: Iterable[ox.Quad]) -> Quads:
    """Return `quads` as a store hands them out again, which writes numbers and dates in one way."""
    store = open_store()
    store.extend(quads)
    return frozenset(store.quads())


def with_inputs(held: Held, inputs: Iterable[InputFile]) -> tuple[InputFile, ...]:
    """Return what went into `held` and `inputs` beside it, each once."""
    return tuple(dict.fromkeys((*held.manifest.inputs, *inputs)))


def _write(loaded: Loaded, directory: Path, report: Callable[[str], None]) -> str:
    report("writing")
    name = write_build(loaded.store, loaded.manifest, directory)
    report("switching")
    switch(directory, name)
    prune(directory, name)
    return name


def _unchanged(directory: Path, held: Held, seconds: float) -> ChangeReport:
    same = held.manifest
    return ChangeReport(str(directory), held.build, False, False, same, same, (), 0, (), seconds)
