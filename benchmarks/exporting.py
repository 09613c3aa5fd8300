"""How long exports take and how much memory they need, beside networkx's writers of the same graph.

Run it as ``python benchmarks/exporting.py [TRIPLES ...]``; without sizes it measures 100,000 and 1,000,000
triples, and ``python benchmarks/exporting.py 10000000`` ten million. Every figure comes from a process of
its own, so that its peak of memory is its own, and all of a size from one run: read them as ratios. The
graph is invented (`conflict_graph`); the words of exports lie beside it, as `armsgraph build` writes them.
``first`` is the first export of a process, from the opened store to the file in its place; ``again`` the
quickest of those after it. Where networkx is asked too, ``first`` is the quickest of several processes, as
networkx's figure is of several runs; nothing that was written before still waits for the disk then. A
telling is what the actor who says most, and whoever speaks for it, say.

networkx writes what it has read of our own file, so that both write the same nodes, links and attributes;
that it has to build its graph first is not counted.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph import KnowledgeGraph

SIZES = (100_000, 1_000_000)
FORMATS = (
    *("graphml", "gexf", "cytoscape", "node-link", "csv", "parquet", "neo4j", "stix", "ftm"),
    *("ntriples", "nquads", "turtle", "rdfxml", "turtle12"),
)
TELLINGS = ("graphml", "nquads")
AGAINST = ("graphml", "gexf")
RUNS = 5
"""Of each, of which the quickest counts: others only add what else the machine did."""
PROCESSES = 7
"""That write a file for the first time, where it is held against networkx."""
MEGABYTE = 1_000_000

Figures = dict[str, Any]


def make(location: str, triples: str) -> Figures:
    """Write a build of an invented graph, with the words as `armsgraph build` does, and return its size."""
    from conflict_graph import write_build

    from graph.store import open_store
    from graph.wordings import wordings_of

    held = write_build(int(triples), Path(location))
    wordings_of(open_store(location))
    return {"triples": held}


def write(location: str, format_name: str, target: str, *teller: str) -> Figures:
    """Export a graph, or what one tells of it, and return how long that took, first and again."""
    import graph.export.gexf  # modules are loaded before, as networkx's are
    import graph.export.graphml
    import graph.export.sheets
    from graph import KnowledgeGraph
    from graph.export import prepare

    graph = KnowledgeGraph.open(location)
    if teller:
        graph = graph.under(graph.outlook(told_by=[_who_says_most(graph)]))
    os.sync()
    started = time.perf_counter()
    prepared = prepare(graph, format_name)
    prepared.write_file(Path(target))
    first = time.perf_counter() - started
    again = _quickest(lambda: prepare(graph, format_name).write_file(Path(target)), Path(target))
    size = Path(target).stat().st_size
    return {"first": first, "again": again, "size": size, **prepared.counts.record()}


def _who_says_most(graph: KnowledgeGraph) -> str:
    import numpy as np

    from graph.columns import columns_of

    columns = columns_of(graph.store)
    return columns.entities[int(np.bincount(columns.claimant).argmax())]


def networkx(source: str, format_name: str, target: str) -> Figures:
    """Let networkx write what it read of our file, and return how long only the writing took."""
    import networkx as nx

    if format_name == "graphml":
        network = nx.read_graphml(source, force_multigraph=True)
        return {"seconds": _quickest(lambda: nx.write_graphml(network, target), Path(target))}
    network = nx.read_gexf(source)
    return {"seconds": _quickest(lambda: nx.write_gexf(network, target), Path(target))}


def _quickest(work: Callable[[], object], target: Path) -> float:
    taken = []
    for _ in range(RUNS):
        target.unlink(missing_ok=True)  # what is written over is flushed first
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


STEPS: Mapping[str, Callable[..., Figures]] = {"make": make, "write": write, "networkx": networkx}


def apart(step: str, *arguments: str) -> Figures:
    """Do one step in a process of its own, and return its figures with its peak of memory."""
    run = subprocess.run(
        [sys.executable, __file__, "--step", step, *arguments], capture_output=True, text=True, check=False
    )
    if run.returncode:
        sys.exit(f"The step {step} {' '.join(arguments)} failed:\n{run.stderr}")
    found: Figures = json.loads(run.stdout)
    return found


def measure(triples: int) -> None:
    """Print the figures of one size."""
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        held = apart("make", store, str(triples))["triples"]
        print(f"{held:,} triples\n{'':20} first s  again s  written MB  peak MB")
        for name in FORMATS:
            ours = _written(store, name, f"{folder}/{name}", PROCESSES if name in AGAINST else 1)
            line = _told(name, ours)
            if name in AGAINST:
                theirs = apart("networkx", f"{folder}/{name}", name, f"{folder}/networkx")
                line += (
                    f"; networkx {theirs['seconds']:.2f} s, peak {theirs['peak'] / MEGABYTE:,.0f} MB: "
                    f"{theirs['seconds'] / ours['first']:.1f} and "
                    f"{theirs['seconds'] / ours['again']:.1f} times"
                )
            print(line, flush=True)
        for name in TELLINGS:
            print(_told(f"{name}, a telling", apart("write", store, name, f"{folder}/told", "who says most")))


def _written(store: str, name: str, target: str, processes: int) -> Figures:
    """Return the figures of several processes that write the same file: the least time, the most memory."""
    each = [apart("write", store, name, target) for _ in range(processes)]
    least = {of: min(one[of] for one in each) for of in ("first", "again")}
    return {**each[0], **least, "peak": max(one["peak"] for one in each)}


def _told(name: str, figures: Figures) -> str:
    return (
        f"  {name:18} {figures['first']:7.2f}  {figures['again']:7.2f}  "
        f"{figures['size'] / MEGABYTE:10.1f}  {figures['peak'] / MEGABYTE:7.0f}"
    )


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--step"]:
        figures = STEPS[arguments[1]](*arguments[2:])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print(json.dumps({**figures, "peak": peak}))
        return 0
    if not all(one.isdecimal() for one in arguments):
        print("Give numbers of triples, such as 100000 1000000, or nothing.")
        return 2
    for size in map(int, arguments or map(str, SIZES)):
        measure(size)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
