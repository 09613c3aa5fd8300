"""The same links in the libraries that paths are measured against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import igraph
import networkit
import networkx as nx
import numpy as np
import scipy.sparse

from graph.adjacency import LinkArrays
from graph.adjacency.graphs import UndirectedLinkGraph


@dataclass
class Graphs:
    """The same links in every library."""

    ours: UndirectedLinkGraph
    networkx: nx.MultiGraph[int]
    igraph: igraph.Graph
    networkit: networkit.Graph
    scipy: scipy.sparse.csr_matrix

    @cached_property
    def weighed(self) -> nx.Graph[int]:
        """The links in networkx with what each costs."""
        return _weighed_in_networkx(self.ours)


def graphs_of(ours: UndirectedLinkGraph) -> Graphs:
    arrays = ours.looked_into.arrays
    return Graphs(ours, in_networkx(arrays), in_igraph(arrays), _in_networkit(arrays), _in_scipy(arrays))


def in_networkx(arrays: LinkArrays) -> nx.MultiGraph[int]:
    graph: nx.MultiGraph[int] = nx.MultiGraph()
    graph.add_nodes_from(range(arrays.entities))
    ends = np.sort(np.column_stack([arrays.subjects(), arrays.target]), axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0]))  # so that neighbours come in the order of numbers, as ours
    graph.add_edges_from(ends[order].tolist())
    return graph


def in_igraph(arrays: LinkArrays) -> igraph.Graph:
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


def _weighed_in_networkx(ours: UndirectedLinkGraph) -> nx.Graph[int]:
    shown = ours.looked_into
    graph: nx.Graph[int] = nx.Graph()
    best: dict[tuple[int, int], float] = {}
    ends = np.sort(np.column_stack([shown.arrays.subjects(), shown.arrays.target]), axis=1)
    for (a, b), cost in zip(ends.tolist(), shown.cost.tolist(), strict=True):
        best[a, b] = min(cost, best.get((a, b), 2.0))
    graph.add_nodes_from(range(shown.arrays.entities))
    graph.add_weighted_edges_from(((a, b, best[a, b]) for a, b in sorted(best)), weight="cost")
    return graph


def by_networkit(graph: networkit.Graph, a: int, b: int) -> list[int]:
    """Return a shortest path."""
    search = networkit.distance.BidirectionalBFS(graph, a, b, True)
    search.run()
    return [a, *search.getPath(), b]


def all_by_networkit(graph: networkit.Graph, a: int, b: int, most: int) -> int:
    """Return how many shortest paths there are, each of them made where they are no more than `most`."""
    search = networkit.distance.BFS(graph, a, True, True, b)
    search.run()
    count = int(search.numberOfPaths(b))
    return len(search.getPaths(b)) if count <= most else count
