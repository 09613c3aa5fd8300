"""Change what a store holds: what is held and what is wanted go through the same rules and the same build.

A reader finds the old build or the new one, whole. Whatever fails on the way leaves the old one in use.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile, Manifest
from graph.errors import Problem
from graph.ingest.parts import HELD, Part, held_in, written_parts
from graph.ingest.places import Address, Directory, Given, place_at, tried
from graph.ingest.reading import Source
from graph.ingest.working import Work
from graph.namespaces import DERIVED_GRAPHS, GRAPH_CURATED, GRAPH_IMPORTS
from graph.progress import Progress
from graph.store import Store, graph_called, open_store

Quads = frozenset[ox.Quad]


@dataclass(frozen=True, slots=True)
class Held:
    """What people wrote into the build in use; nothing of it is derived."""

    curated: Quads
    beside: Quads
    """Quads of the named graphs beside the curated one, without the imports, which stay as they are."""
    manifest: Manifest
    build: str
    store: Store = field(repr=False, compare=False)

    def imported(self, quads: Iterable[ox.Quad]) -> list[ox.Quad]:
        """Return those of `quads`, which are of imports, that the store does not hold yet."""
        stored = as_stored(quads)
        graphs = {str(getattr(quad.graph_name, "value", "")) for quad in stored}
        return list(stored.difference(*(self.store.quads(graph) for graph in graphs)))

    def graph(self, name: str) -> Quads:
        """Return the quads of the graph called `name`; an empty name is that of the default graph."""
        wanted = graph_called(name)
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
        A store directory or the address of a SPARQL server, with a finished build.
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
        If the directory or the server cannot be written to.
    """
    started = time.monotonic()
    place, work = place_at(location), Work(progress)
    place.build_in_use()  # says what is missing, before anything is made or locked
    with nullcontext(tried) if check else place.exclusive() as write:
        held = read_held(place)
        asked = wanted(held)
        curated, beside = as_stored(asked.curated), as_stored(asked.beside)
        if (curated, beside) == (held.curated, held.beside):
            return _unchanged(place.location, held, time.monotonic() - started)
        given = Given(partial(_parts, place, curated | beside), asked.inputs, asked.sources)
        written = write(given, work)
    new, old = curated | beside, held.curated | held.beside
    return ChangeReport(
        location=place.location,
        name=held.build if check else written.name,
        made=not check,
        differs=True,
        before=held.manifest,
        after=written.manifest,
        added=tuple(sorted(new - old, key=str)),
        removed=len(old - new),
        warnings=written.warnings,
        seconds=time.monotonic() - started,
    )


def read_held(place: Directory | Address) -> Held:
    """Return what people wrote into the build in use at `place`."""
    name, manifest = place.build_in_use()
    store = open_store(place.opened, build_name=name)
    others = [one for one in place.graphs() if one not in DERIVED_GRAPHS and one != GRAPH_CURATED]
    others = [one for one in others if not one.startswith(GRAPH_IMPORTS)]
    beside = [quad for one in others for quad in store.quads(one)]
    if isinstance(place, Directory):  # what lies in no named graph on a server may be anybody's
        beside += store.quads("")
    return Held(
        frozenset(store.quads(GRAPH_CURATED)),
        frozenset(beside),
        manifest,
        name,
        store,
    )


def as_stored(quads: Iterable[ox.Quad]) -> Quads:
    """Return `quads` as a store hands them out again, which writes numbers and dates in one way."""
    store = open_store()
    store.extend(quads)
    return frozenset(store.quads())


def with_inputs(held: Held, inputs: Iterable[InputFile]) -> tuple[InputFile, ...]:
    """Return what went into `held` and `inputs` beside it, each once."""
    return tuple(dict.fromkeys((*held.manifest.inputs, *inputs)))


def _parts(place: Directory | Address, quads: Quads, folder: Path) -> list[Part]:
    """Write `quads` into `folder`, and beside them the imports of the build in use, which stay."""
    written = written_parts(sorted(quads, key=str), folder, HELD)
    return [*written, *held_in(place.held(), folder, imports_only=True)]


def _unchanged(location: str, held: Held, seconds: float) -> ChangeReport:
    same = held.manifest
    return ChangeReport(location, held.build, False, False, same, same, (), 0, (), seconds)
