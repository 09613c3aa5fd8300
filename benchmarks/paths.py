"""What paths cost over link arrays, against networkx, igraph, networkit, scipy and the bare search.

Run it as ``python benchmarks/paths.py`` (links as in graphs of 0.1, 1 and 10 million triples, some minutes),
or give ``--triples``. The links are invented: skewed as news is, 56 for each thousand triples, with claims
that make them stand. Columns and arrays are made of them directly, without their triples, and written as by
a build; with ``--store DIR`` those of a store that was built are measured instead.

Everybody gets the same links and the same pairs of entities, directions left aside, and must answer with
paths of the same lengths, ours moreover in the order of networkx, or the program ends with 1. Opening is
measured with all modules imported and compiled code loaded. Times are means of one run, for ratios only.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import TypeVar

import igraph
import networkit
import networkx as nx
import numpy as np
import scipy.sparse
from invented_links import columns_of_links
from scipy.sparse.csgraph import shortest_path as scipy_shortest_path

from graph.adjacency import LinkArrays, kernels, lightest, link_arrays, open_links, searching, write_links
from graph.adjacency.graphs import UndirectedLinkGraph, graph_of
from graph.builds import current_build
from graph.columns import open_columns, write_columns

SIZES = (100_000, 1_000_000, 10_000_000)
PAIRS, SLOW_PAIRS, OPENINGS, RUNS, TEN = 40, 5, 5, 3, 10
ALL = 5_000
"""All shortest paths between two entities are counted up to so many."""
LEAST = {
    ("open and answer", "igraph"): 5,
    ("open and answer", "networkx"): 50,
    ("ten simple paths", "networkx"): 20,
    ("ten simple paths", "igraph"): 100,
}
"""How many times faster ours must be at the largest size, from 10 million triples on."""
MOST_OF_BARE, MOST_BYTES = 2, 60
Pair = tuple[int, int]
Made = TypeVar("Made")


@dataclass
class Graphs:
    """The same links in every library."""

    ours: UndirectedLinkGraph
    networkx: nx.MultiGraph[int]
    igraph: igraph.Graph
    networkit: networkit.Graph
    scipy: scipy.sparse.csr_matrix
    made: dict[str, float] = field(default_factory=dict)
    """Seconds that it took to make each of the others."""


def opened(folder: Path, build: str = "") -> UndirectedLinkGraph:
    """Open what a build has kept, as a graph."""
    columns = open_columns(folder / "columns", build=build)
    whole = graph_of(open_links(folder / "links", columns, build=build), columns)
    graph: UndirectedLinkGraph = whole.to_undirected(as_view=True)
    graph.compiled_from_links = 0
    return graph


def graphs_of(ours: UndirectedLinkGraph) -> Graphs:
    arrays = ours.looked_into.arrays
    made: dict[str, float] = {}
    return Graphs(
        ours,
        _timed(made, "networkx", lambda: _in_networkx(arrays)),
        _timed(made, "igraph", lambda: _in_igraph(arrays)),
        _timed(made, "networkit", lambda: _in_networkit(arrays)),
        _timed(made, "scipy", lambda: _in_scipy(arrays)),
        made,
    )


def _timed(taken: dict[str, float], name: str, make: Callable[[], Made]) -> Made:
    started = time.perf_counter()
    made = make()
    taken[name] = time.perf_counter() - started
    return made


def _in_networkx(arrays: LinkArrays) -> nx.MultiGraph[int]:
    graph: nx.MultiGraph[int] = nx.MultiGraph()
    graph.add_nodes_from(range(arrays.entities))
    ends = np.sort(np.column_stack([arrays.subjects(), arrays.target]), axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0]))  # so that neighbours come in the order of numbers, as ours
    graph.add_edges_from(ends[order].tolist())
    return graph


def _in_igraph(arrays: LinkArrays) -> igraph.Graph:
    ends = zip(arrays.subjects().tolist(), arrays.target.tolist(), strict=True)  # quicker than an array
    return igraph.Graph(arrays.entities, ends)


def _in_networkit(arrays: LinkArrays) -> networkit.Graph:
    graph = networkit.Graph(arrays.entities)
    graph.addEdges((np.ascontiguousarray(arrays.subjects(), np.uint64), arrays.target.astype(np.uint64)))
    return graph


def _in_scipy(arrays: LinkArrays) -> scipy.sparse.csr_matrix:
    ones = np.ones(len(arrays.neighbour), np.int8)
    shape = (arrays.entities, arrays.entities)
    return scipy.sparse.csr_matrix((ones, arrays.neighbour, arrays.both_offsets), shape=shape)


def pairs_of(graph: UndirectedLinkGraph, count: int) -> list[Pair]:
    """Pairs of entities that some path joins, the same for the same graph."""
    rng, found = random.Random(1), []
    linked = np.flatnonzero(np.diff(graph.looked_into.arrays.both_offsets)).tolist()
    while len(found) < count:
        pair = (rng.choice(linked), rng.choice(linked))
        if pair[0] != pair[1] and nx.has_path(graph, *pair):
            found.append(pair)
    return found


def measure(folder: Path, triples: int, build: str = "") -> dict[tuple[str, str], float]:
    """Measure one graph; return means in milliseconds by work and by who did it."""
    ours = opened(folder, build)
    arrays = ours.looked_into.arrays
    _load(ours)
    graphs = graphs_of(ours)
    print(f"\n{triples:,} triples: {arrays.entities:,} entities, {arrays.links:,} links")
    _report_memory(ours)
    pairs = pairs_of(ours, PAIRS)
    taken: dict[tuple[str, str], float] = {}
    for work, rivals in _works(graphs, folder, build).items():
        for name, (ask, count) in rivals.items():
            taken[work, name] = _mean(ask, pairs[:count], RUNS if count > SLOW_PAIRS else 1)
        _report(work, {name: taken[work, name] for name in rivals})
    _require_same(graphs, pairs)
    return taken


def _works(
    graphs: Graphs, folder: Path, build: str
) -> dict[str, dict[str, tuple[Callable[[int, int], object], int]]]:
    """Return what is asked of whom for two entities, and of how many pairs."""
    ours, simple, plain = graphs.ours, graphs.ours.simple(), graphs.networkx
    plain_simple = nx.Graph(plain)
    shown, arrays = ours.looked_into, ours.looked_into.arrays
    searcher = networkit.distance.BidirectionalBFS
    hub = int(np.argmax(np.diff(arrays.both_offsets)))
    return {
        "open and answer": {
            "ours": (lambda a, b: nx.shortest_path(opened(folder, build), a, b), OPENINGS),
            "igraph": (lambda a, b: _in_igraph(arrays).get_shortest_path(a, b), OPENINGS),
            "networkx": (lambda a, b: nx.shortest_path(_in_networkx(arrays), a, b), 1),
        },
        "one path": {
            "ours": (lambda a, b: nx.shortest_path(ours, a, b), PAIRS),
            "bare search": (lambda a, b: searching.shortest_path(shown, a, b, directed=False), PAIRS),
            "networkit": (lambda a, b: _by_networkit(searcher, graphs.networkit, a, b), PAIRS),
            "networkx": (lambda a, b: nx.shortest_path(plain, a, b), PAIRS),
            "igraph": (graphs.igraph.get_shortest_path, PAIRS),
            "scipy": (lambda a, _: scipy_shortest_path(graphs.scipy, indices=a, unweighted=True), SLOW_PAIRS),
        },
        "ten simple paths": {
            "ours": (lambda a, b: _first(nx.shortest_simple_paths(simple, a, b)), PAIRS),
            "networkx": (lambda a, b: _first(nx.shortest_simple_paths(plain_simple, a, b)), PAIRS // 2),
            "igraph": (lambda a, b: graphs.igraph.get_k_shortest_paths(a, b, k=TEN), 3),
        },
        "all shortest paths": {
            "ours": (lambda a, b: _first(nx.all_shortest_paths(ours, a, b), ALL), PAIRS),
            "networkx": (lambda a, b: _first(nx.all_shortest_paths(plain_simple, a, b), ALL), SLOW_PAIRS),
            "networkit": (lambda a, b: _all_by_networkit(graphs.networkit, a, b), SLOW_PAIRS),
        },
        "two hops around a hub": {
            "ours": (lambda *_: nx.single_source_shortest_path_length(ours, hub, 2), SLOW_PAIRS),
            "networkx": (lambda *_: nx.single_source_shortest_path_length(plain_simple, hub, 2), SLOW_PAIRS),
            "igraph": (lambda *_: graphs.igraph.neighborhood(hub, 2), SLOW_PAIRS),
        },
        "the strongest path": {
            "ours": (lambda a, b: nx.bidirectional_dijkstra(ours, a, b, weight="cost"), PAIRS // 2),
            "networkx": (lambda a, b: nx.bidirectional_dijkstra(_weighted(graphs), a, b, "cost"), SLOW_PAIRS),
        },
    }


_WEIGHTED: dict[int, nx.Graph[int]] = {}


def _weighted(graphs: Graphs) -> nx.Graph[int]:
    """The links in networkx with what each costs, made once."""
    if id(graphs) not in _WEIGHTED:
        shown = graphs.ours.looked_into
        graph: nx.Graph[int] = nx.Graph()
        best: dict[Pair, float] = {}
        ends = np.sort(np.column_stack([shown.arrays.subjects(), shown.arrays.target]), axis=1)
        for (a, b), cost in zip(ends.tolist(), shown.cost.tolist(), strict=True):
            best[a, b] = min(cost, best.get((a, b), 2.0))
        graph.add_nodes_from(range(shown.arrays.entities))
        graph.add_weighted_edges_from(((a, b, best[a, b]) for a, b in sorted(best)), weight="cost")
        _WEIGHTED[id(graphs)] = graph
    return _WEIGHTED[id(graphs)]


def _by_networkit(searcher: type, graph: networkit.Graph, a: int, b: int) -> list[int]:
    search = searcher(graph, a, b, True)
    search.run()
    return [a, *search.getPath(), b]


def _all_by_networkit(graph: networkit.Graph, a: int, b: int) -> int:
    search = networkit.distance.BFS(graph, a, True, True, b)
    search.run()
    return len(search.getPaths(b))


def _first(paths: Iterable[list[int]], count: int = TEN) -> list[list[int]]:
    return list(islice(paths, count))


def _load(ours: UndirectedLinkGraph) -> None:
    """Load the compiled searches, and compile them where this machine never did."""
    started = time.perf_counter()
    a, b = pairs_of(ours, 1)[0]
    nx.bidirectional_dijkstra(ours, a, b, weight="cost")
    for _ in range(5):
        nx.shortest_path(ours, a, b)
    _first(nx.shortest_simple_paths(ours.simple(), a, b), 2)
    print(f"compiled searches loaded in {time.perf_counter() - started:.2f} s: {_modules()}")


def _modules() -> str:
    return ", ".join(module.__name__ for module in (kernels, lightest))


def _report_memory(ours: UndirectedLinkGraph) -> None:
    shown = ours.looked_into
    held, room = shown.arrays.nbytes / shown.arrays.links, shown.take_room()
    searched = sum(array.nbytes for array in room.marks) / shown.arrays.links
    print(
        f"  memory for a link: {held:.1f} bytes held, entities and how links stand included; "
        f"a search takes {searched:.1f} more while it runs, costs 4, a perspective 10"
    )
    if shown.arrays.links > 10_000 and held >= MOST_BYTES:
        sys.exit(f"A link takes {held:.1f} bytes.")


def _mean(ask: Callable[[int, int], object], pairs: Sequence[Pair], runs: int) -> float:
    """Return the mean over all pairs, of which a few are far apart, each taken as the best of some runs."""
    ask(*pairs[0])
    return 1000 * statistics.mean(min(_seconds(ask, pair) for _ in range(runs)) for pair in pairs)


def _seconds(ask: Callable[[int, int], object], pair: Pair) -> float:
    started = time.perf_counter()
    ask(*pair)
    return time.perf_counter() - started


def _report(work: str, taken: dict[str, float]) -> None:
    others = ", ".join(
        f"{name} {each:.3f} (x {each / taken['ours']:.1f})" for name, each in taken.items() if name != "ours"
    )
    print(f"  {work}: ours {taken['ours']:.3f} ms; {others}")


def _require_same(graphs: Graphs, pairs: Sequence[Pair]) -> None:
    """End the program where answers differ."""
    ours, plain = graphs.ours, graphs.networkx
    plain_simple = nx.Graph(plain)
    for a, b in pairs[:SLOW_PAIRS]:
        found = nx.shortest_path(ours, a, b)
        _require(found == nx.shortest_path(plain, a, b), "a path of networkx is another")
        _require(len(found) == len(graphs.igraph.get_shortest_path(a, b)), "igraph's path is shorter")
        ten = _first(nx.shortest_simple_paths(ours.simple(), a, b))
        _require(ten == _first(nx.shortest_simple_paths(plain_simple, a, b)), "simple paths are others")
        every = _first(nx.all_shortest_paths(ours, a, b), ALL)
        _require(
            every == _first(nx.all_shortest_paths(plain_simple, a, b), ALL), "all shortest paths are others"
        )
    sizes = graphs.networkit.numberOfEdges(), graphs.igraph.ecount()
    _require(sizes == (plain.number_of_edges(),) * 2, "links lack")


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        sys.exit(f"The answers differ: {otherwise}.")


def _written(triples: int, folder: Path) -> None:
    columns, is_entity = columns_of_links(triples)
    write_columns(columns, folder / "columns")
    write_links(link_arrays(columns, is_entity), folder / "links")


def main(sizes: Sequence[int], store: Path | None) -> None:
    found = []
    if store is not None:
        folder = current_build(store).path
        measure(folder, 0, folder.name)
        return
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            _written(size, Path(place))
            found.append(measure(Path(place), size))
    for (small, before), (large, after) in pairwise(zip(sizes, found, strict=True)):
        growth = ", ".join(f"{work} x {after[work, 'ours'] / before[work, 'ours']:.1f}" for work, _ in LEAST)
        print(f"\ntriples x {large / small:.0f}: ours {growth}")
    if sizes[-1] >= SIZES[-1]:
        _require_figures(found[-1])


def _require_figures(taken: dict[tuple[str, str], float]) -> None:
    short = [
        f"{work}: {taken[work, name] / taken[work, 'ours']:.1f} times as fast as {name}, not {least}"
        for (work, name), least in LEAST.items()
        if taken[work, name] < least * taken[work, "ours"]
    ]
    slower = taken["one path", "ours"] / max(taken["one path", "networkit"], taken["one path", "bare search"])
    if slower > MOST_OF_BARE:
        short.append(f"one path: {slower:.1f} times as long as networkit or the bare search")
    if short:
        sys.exit("Figures are not met: " + "; ".join(short) + ".")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, nargs="+", default=SIZES, help="about how many triples")
    parser.add_argument("--store", type=Path, help="the directory of a store that was built")
    given = parser.parse_args()
    main(given.triples, given.store)
