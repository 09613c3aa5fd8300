"""What paths cost over link arrays, against networkx, igraph, networkit, scipy and the bare search.

Run it as ``python benchmarks/paths.py`` (links as in graphs of 0.1, 1 and 10 million triples, some minutes),
or give ``--triples``. The links are invented: skewed as news is, 56 for each thousand triples, with claims
that make them stand. Columns and arrays are made of them directly, without their triples, and written as by
a build; with ``--store DIR`` those of a store that was built are measured instead.

Everybody gets the same links and the same pairs of entities, directions left aside, and must answer with
paths of the same lengths, ours moreover in the order of networkx, or the program ends with 1; so it does
where figures are not met at 10 million triples. The bare search is compiled and knows nothing but arrays.
Opening is measured with all modules imported and compiled code loaded. Times are means, for ratios only.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from typing import TypeVar

import networkx as nx
import numpy as np
from bare_search import bare_search
from invented_links import columns_of_links
from measuring import require, require_figures, seconds, sizes_given
from path_libraries import (
    Graphs,
    all_by_networkit,
    by_networkit,
    graphs_of,
    in_igraph,
    in_networkx,
)
from scipy.sparse.csgraph import shortest_path as scipy_shortest_path

from graph.adjacency import kernels, lightest, link_arrays, open_links, write_links
from graph.adjacency.graphs import UndirectedLinkGraph, graph_of
from graph.builds import current_build
from graph.columns import open_columns, write_columns

SIZES = (100_000, 1_000_000, 10_000_000)
FROM_TRIPLES = 9_000_000
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


def opened(folder: Path, build: str = "") -> UndirectedLinkGraph:
    """Open what a build has kept, as a graph."""
    columns = open_columns(folder / "columns", build=build)
    whole = graph_of(open_links(folder / "links", columns, build=build), columns)
    graph: UndirectedLinkGraph = whole.to_undirected(as_view=True)
    graph.compiled_from_links = 0
    return graph


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
            taken[work, name] = _mean(ask, pairs[:count], RUNS if count >= SLOW_PAIRS else 1)
        _report(work, {name: taken[work, name] for name in rivals})
    _require_same(graphs, pairs)
    return taken


def _works(
    graphs: Graphs, folder: Path, build: str
) -> dict[str, dict[str, tuple[Callable[[int, int], object], int]]]:
    """Return what is asked of whom for two entities, and of how many pairs."""
    ours, simple, plain = graphs.ours, graphs.ours.simple(), graphs.networkx
    plain_simple = nx.Graph(plain)
    arrays = ours.looked_into.arrays
    hub = int(np.argmax(np.diff(arrays.both_offsets)))
    return {
        "open and answer": {
            "ours": (lambda a, b: nx.shortest_path(opened(folder, build), a, b), OPENINGS),
            "igraph": (lambda a, b: in_igraph(arrays).get_shortest_path(a, b), OPENINGS),
            "networkx": (lambda a, b: nx.shortest_path(in_networkx(arrays), a, b), 1),
        },
        "one path": {
            "ours": (lambda a, b: nx.shortest_path(ours, a, b), PAIRS),
            "bare search": (bare_search(arrays), PAIRS),
            "networkit": (lambda a, b: by_networkit(graphs.networkit, a, b), PAIRS),
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
            "networkit": (lambda a, b: all_by_networkit(graphs.networkit, a, b, ALL), SLOW_PAIRS),
        },
        "two hops around a hub": {
            "ours": (lambda *_: nx.single_source_shortest_path_length(ours, hub, 2), SLOW_PAIRS),
            "networkx": (lambda *_: nx.single_source_shortest_path_length(plain_simple, hub, 2), SLOW_PAIRS),
            "igraph": (lambda *_: graphs.igraph.neighborhood(hub, 2), SLOW_PAIRS),
        },
        "the strongest path": {
            "ours": (lambda a, b: nx.bidirectional_dijkstra(ours, a, b, weight="cost"), PAIRS // 2),
            "networkx": (lambda a, b: nx.bidirectional_dijkstra(graphs.weighed, a, b, "cost"), SLOW_PAIRS),
        },
    }


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
    return 1000 * statistics.mean(min(seconds(partial(ask, *pair)) for _ in range(runs)) for pair in pairs)


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
        require(found == nx.shortest_path(plain, a, b), "a path of networkx is another")
        require(len(found) == len(graphs.igraph.get_shortest_path(a, b)), "igraph's path is shorter")
        ten = _first(nx.shortest_simple_paths(ours.simple(), a, b))
        require(ten == _first(nx.shortest_simple_paths(plain_simple, a, b)), "simple paths are others")
        near = nx.single_source_shortest_path_length(ours, a, 2)
        require(near == nx.single_source_shortest_path_length(plain_simple, a, 2), "surroundings are others")
        cost, strongest = nx.bidirectional_dijkstra(ours, a, b, weight="cost")
        expected, same = nx.bidirectional_dijkstra(graphs.weighed, a, b, "cost")
        require(math.isclose(cost, expected) and strongest == same, "the strongest path is another")
        every = _first(nx.all_shortest_paths(ours, a, b), ALL)
        require(
            every == _first(nx.all_shortest_paths(plain_simple, a, b), ALL), "all shortest paths are others"
        )
    sizes = graphs.networkit.numberOfEdges(), graphs.igraph.ecount()
    require(sizes == (plain.number_of_edges(),) * 2, "links lack")


def _written(triples: int, folder: Path) -> None:
    columns, is_entity = columns_of_links(triples)
    write_columns(columns, folder / "columns")
    write_links(link_arrays(columns, is_entity), folder / "links")


def main(sizes: Sequence[int], store: Path | None) -> None:
    found = []
    if store is not None:
        build = current_build(store)
        count = build.manifest.counts.get("triples", 0)
        taken = measure(build.path, count, build.path.name)
        require_figures(list(_short(taken)) if count >= FROM_TRIPLES else [])
        return
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            _written(size, Path(place))
            found.append(measure(Path(place), size))
    for (small, before), (large, after) in pairwise(zip(sizes, found, strict=True)):
        growth = ", ".join(f"{work} x {after[work, 'ours'] / before[work, 'ours']:.1f}" for work, _ in LEAST)
        print(f"\ntriples x {large / small:.0f}: ours {growth}")
    if sizes[-1] >= FROM_TRIPLES:
        require_figures(list(_short(found[-1])))


def _short(taken: dict[tuple[str, str], float]) -> Iterator[str]:
    """Yield which figures are not met."""
    for (work, name), least in LEAST.items():
        if taken[work, name] < least * taken[work, "ours"]:
            times = taken[work, name] / taken[work, "ours"]
            yield f"{work}: {times:.1f} times as fast as {name}, not {least}"
    slower = taken["one path", "ours"] / max(taken["one path", "networkit"], taken["one path", "bare search"])
    if slower > MOST_OF_BARE:
        yield f"one path: {slower:.1f} times as long as networkit or the bare search"


if __name__ == "__main__":
    parser = sizes_given(__doc__, SIZES)
    parser.add_argument("--store", type=Path, help="the directory of a store that was built")
    given = parser.parse_args()
    main(given.triples, given.store)
