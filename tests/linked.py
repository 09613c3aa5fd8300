"""Links in arrays of a test's own making, and the same as an ordinary networkx graph."""

from __future__ import annotations

from dataclasses import fields

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from graph.adjacency import LinkArrays, link_arrays
from graph.adjacency.graphs import LinkGraph
from graph.adjacency.shown import Shown
from graph.columns import Columns, Judged, names_of

SIZE = 7
STANDINGS = st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 2))
"""Place of the status, named origins, unnamed origins."""
LINKS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1), STANDINGS), max_size=20)


def columns_of(ends: list[tuple[int, int]], size: int = SIZE) -> Columns:
    """Columns with these propositions between entities ``e/0`` to ``e/6`` and no claims at all."""
    pairs = np.array(ends, np.int32).reshape(-1, 2)
    count = len(pairs)
    held = {one.name: np.zeros(0, np.int32) for one in fields(Columns)} | {
        "claims": names_of([]),
        "documents": names_of([]),
        "origins": names_of([]),
        "predicates": names_of(["r/knows"]),
        "propositions": names_of([f"p/{number:04}" for number in range(count)]),
        "entities": names_of([f"e/{number:04}" for number in range(size)]),
        "subject": pairs[:, 0].copy(),
        "object": pairs[:, 1].copy(),
        "predicate": np.zeros(count, np.int32),
        "pair_known": np.zeros(0, np.bool_),
        "stance": np.zeros(0, np.uint8),
        "certainty": np.zeros(0, np.uint8),
        "first_claim": np.zeros(count + 1, np.int64),
        "identity_key": "",
    }
    return Columns(**held)


def judged_as(standings: list[tuple[int, int, int]]) -> Judged:
    table = np.array(standings, np.int32).reshape(-1, 3)
    flags = [np.zeros(len(table), np.bool_)] * 3
    return Judged(table[:, 0].astype(np.uint8), table[:, 1].copy(), table[:, 2].copy(), *flags)


def arrays_of(ends: list[tuple[int, int]], size: int = SIZE) -> LinkArrays:
    return link_arrays(columns_of(ends, size), np.ones(size, np.bool_))


def graph_with(links: list, compiled_from_links: int = 0) -> LinkGraph:
    """A graph of these links, which lie in other places of the arrays than in the list."""
    ends = [(one, other) for one, other, _ in links]
    shown = Shown(arrays_of(ends), columns_of(ends), judged_as([standing for _, _, standing in links]))
    return LinkGraph.of(shown, compiled_from_links=compiled_from_links)


def views_of(graph: LinkGraph) -> list[nx.Graph]:
    """The graph with and without directions, with parallel edges and without."""
    either = graph.to_undirected(as_view=True)
    return [graph, either, graph.simple(), either.simple()]


def plain(graph: nx.Graph) -> nx.Graph:
    """An ordinary networkx graph of the same nodes and edges, added in the same order."""
    kinds = {
        (True, True): nx.MultiDiGraph,
        (False, True): nx.MultiGraph,
        (True, False): nx.DiGraph,
        (False, False): nx.Graph,
    }
    copied = kinds[graph.is_directed(), graph.is_multigraph()]()
    copied.add_nodes_from((node, dict(held)) for node, held in graph.nodes(data=True))
    if graph.is_multigraph():
        copied.add_edges_from(
            (u, v, key, dict(held)) for u, v, key, held in graph.edges(keys=True, data=True)
        )
    else:
        copied.add_edges_from((u, v, dict(held)) for u, v, held in graph.edges(data=True))
    return copied
