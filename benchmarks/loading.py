"""What a build costs beside pyoxigraph's bare `bulk_load` on disk of the same triples.

Run it as ``python benchmarks/loading.py [TRIPLES ...]``; 100,000 and 1,000,000 unless given, 10,000,000 on
request. A build judges, derives, and writes columns, links and the label index; both are measured by turns,
each in a process of its own, and the median of the rounds is told. Compiling comes before, and is told too.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from conforming_graph import write
from holding import run

SIZES = (100_000, 1_000_000)
ROUNDS, ROUNDS_OF_MANY = 3, 1
MANY = 5_000_000
"""Triples from which on one round is enough."""
MEGABYTE = 1_000_000


def bare(path: Path, directory: Path) -> dict[str, float]:
    """Load the triples and nothing else."""
    import pyoxigraph as ox

    from graph.namespaces import GRAPH_CURATED

    started = time.monotonic()
    store = ox.Store(str(directory))
    store.bulk_load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(GRAPH_CURATED))
    return {"seconds": time.monotonic() - started}


def built(path: Path, directory: Path) -> dict[str, float]:
    """Build a store, as `armsgraph build` does."""
    from graph.ingest import build

    moments: dict[str, float] = {}
    started = time.monotonic()
    report = build([path], directory, lambda step: moments.setdefault(step.name, time.monotonic()))
    ended = time.monotonic()
    ends = [*list(moments.values())[1:], ended]
    parts = {name: end - begin for (name, begin), end in zip(moments.items(), ends, strict=True)}
    return {"seconds": ended - started, "triples": report.manifest.counts["triples"], **parts}


def measured(what: str, path: Path) -> dict[str, float]:
    """Return what a process of its own says of one load."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [sys.executable, __file__, what, str(path), f"{folder}/store"]
        held = run(command)
    answer: dict[str, float] = json.loads(held.output)
    return {**answer, "cpu": held.busy, "memory": held.bytes}


def middle(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: median(one[name] for one in rounds) for name in rounds[0]}


def main(sizes: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        write(100_000, path)
        first = measured("built", path)["seconds"]
        again = measured("built", path)["seconds"]
        print(f"Compiling, where it was not done before: {max(0.0, first - again):.1f} s")
        print(
            "triples in   bare s   build s   wall ratio   CPU ratio   bare MB   build MB   steps of the build"
        )
        for size in sizes:
            write(size, path)
            rounds = ROUNDS if size < MANY else ROUNDS_OF_MANY
            turns = [(measured("bare", path), measured("built", path)) for _ in range(rounds)]
            one, other = middle([turn[0] for turn in turns]), middle([turn[1] for turn in turns])
            ratios = [mine["seconds"] / theirs["seconds"] for theirs, mine in turns]
            names = (name for name in other if name not in one and name != "triples")
            steps = ", ".join(f"{name} {other[name]:.1f}" for name in names)
            print(
                f"{size:>10,}   {one['seconds']:6.1f}   {other['seconds']:7.1f}   {median(ratios):10.2f}   "
                f"{other['cpu'] / one['cpu']:9.2f}   {one['memory'] / MEGABYTE:7.0f}   "
                f"{other['memory'] / MEGABYTE:8.0f}   {steps}"
            )


def child(what: str, path: Path, directory: Path) -> None:
    print(json.dumps((bare if what == "bare" else built)(path, directory)))


if __name__ == "__main__":
    if sys.argv[1:2] in (["bare"], ["built"]):
        child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(tuple(int(float(one)) for one in sys.argv[1:]) or SIZES)
