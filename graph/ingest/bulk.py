"""Build a store from any number of triples: bulk loaded, judged and derived as numbers; whole or not."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.builds import InputFile
from graph.ingest.building import BuildReport, take_in
from graph.ingest.changing import read_held
from graph.ingest.places import Progress, announcer, place_at
from graph.namespaces import GRAPH_CURATED
from graph.store import graph_called

Stop = Callable[[], bool]
"""Whether somebody has asked for the work to be stopped."""


@dataclass(frozen=True, slots=True)
class Part:
    """The triples of one graph in a file: N-Triples, written as a store writes it."""

    graph: str
    """The name of the graph; empty for the default graph."""
    path: Path
    input: InputFile
    """What the manifest says of where they come from."""


def build_parts(
    parts: Sequence[Part],
    location: str | Path,
    *,
    check: bool = False,
    progress: Progress | None = None,
    stop: Stop | None = None,  # noqa: ARG001
) -> BuildReport:
    """Build the store at `location` from `parts` alone and switch to it; or nothing changes.

    Parameters
    ----------
    parts
        All that the store shall hold of what people wrote and imported.
    location
        A store directory, made if it does not exist, or the address of a SPARQL server.
    check
        Judge, but write nothing.
    progress
        Called before each step.
    stop
        Asked between steps and within long ones; where it says True the build is given up.
    """
    started = time.monotonic()
    place = place_at(location)
    quads = [
        ox.Quad(one.subject, one.predicate, one.object, graph_called(part.graph))
        for part in parts
        for one in ox.parse(path=str(part.path), format=ox.RdfFormat.N_TRIPLES)
    ]
    curated = [quad for quad in quads if quad.graph_name == graph_called(GRAPH_CURATED)]
    beside = [quad for quad in quads if quad.graph_name != graph_called(GRAPH_CURATED)]
    inputs = tuple(dict.fromkeys(part.input for part in parts))
    loaded = take_in(curated, (), inputs, announcer(progress), beside)
    if check:
        name = ""
    else:
        with place.exclusive(progress) as write:
            name = write(loaded.store, loaded.manifest).name
    seconds = time.monotonic() - started
    return BuildReport(place.location, name, loaded.manifest, loaded.warnings, seconds, not check)


def held_parts(location: str | Path, folder: Path) -> list[Part]:
    """Write what people wrote into the build in use into `folder`, one file a graph, and return them."""
    place = place_at(location)
    held = read_held(place)
    parts = []
    graphs = {quad.graph_name for quad in held.curated | held.beside}
    for number, graph in enumerate(sorted(graphs, key=str)):
        name = getattr(graph, "value", "")
        path = folder / f"held-{number}.nt"
        with path.open("wb") as file:
            ox.serialize((quad.triple for quad in held.graph(name)), file, ox.RdfFormat.N_TRIPLES)
        parts.append(Part(name, path, InputFile(path.name, "")))
    return parts
