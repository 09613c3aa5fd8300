"""The compiled searches behind networkx's own functions: what it finds under the entry point ``armsgraph``.

networkx asks the backend of a graph for every function called with that graph. What is not compiled here, and
what is asked of a small graph, of a copy or of a part, runs networkx's own code on the very same object.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias, cast

import networkx as nx

from graph.adjacency import leaving, searching
from graph.adjacency.graphs import BACKEND, _Looking
from graph.adjacency.shown import UNSEEN
from graph.settings import BULK_LIMITS

Graph: TypeAlias = Any
Node: TypeAlias = Any
Weight: TypeAlias = Any
Answer: TypeAlias = Any
"""What networkx's function of that name answers."""
COST = "cost"
"""The attribute by which paths can be weighed in compiled searches."""
_asked = itertools.count()
"""Counts the single paths that were asked for before the compiled searches were loaded."""
_OWN: Mapping[str, Any] = cast(Any, nx).utils.backends._registered_algorithms
"""Every function that asks for a backend, by the name under which it asks.

networkx lists them nowhere else: several lie in modules that it does not name, and some bear another name
there. Its setting ``fallback_to_nx`` would run them too, but only for as long as nobody turns it off.
"""
_WRITING = frozenset(
    ("negative_edge_cycle", "is_kl_connected", "kl_connected_subgraph", "spanning_tree_distribution")
)
"""What writes to a graph for a while without saying so: it is given a copy, since ours is read-only."""


def bidirectional_shortest_path(G: Graph, source: Node, target: Node) -> Answer:
    """See `networkx.bidirectional_shortest_path`."""
    if _searched_here(G, source, target) and _is_loaded_or_due():
        return searching.shortest_path(G.shown, int(source), int(target), directed=G.is_directed())
    return _own("bidirectional_shortest_path")(G, source, target)


def shortest_path(
    G: Graph,
    source: Node = None,
    target: Node = None,
    weight: Weight = None,
    method: str = "dijkstra",
) -> Answer:
    """See `networkx.shortest_path`, which asks networkx a second time for what is answered here at once."""
    if weight is None and method == "dijkstra" and source is not None and target is not None:
        return bidirectional_shortest_path(G, source, target)
    return _own("shortest_path")(G, source, target, weight, method)


def bidirectional_dijkstra(G: Graph, source: Node, target: Node, weight: Weight = "weight") -> Answer:
    """See `networkx.bidirectional_dijkstra`; compiled by the weight ``cost``."""
    if weight == COST and _searched_here(G, source, target):
        return searching.lightest_path(G.shown, int(source), int(target), directed=G.is_directed())
    return _own("bidirectional_dijkstra")(G, source, target, weight)


def all_shortest_paths(
    G: Graph,
    source: Node,
    target: Node,
    weight: Weight = None,
    method: str = "dijkstra",
) -> Answer:
    """See `networkx.all_shortest_paths`."""
    if weight is None and _searched_here(G, source, target):
        return searching.all_shortest_paths(G.shown, int(source), int(target), directed=G.is_directed())
    return _own("all_shortest_paths")(G, source, target, weight, method)


def shortest_simple_paths(G: Graph, source: Node, target: Node, weight: Weight = None) -> Answer:
    """See `networkx.shortest_simple_paths`; compiled without a weight and by the weight ``cost``."""
    if weight in (None, COST) and _searched_here(G, source, target):
        ends = (int(source), int(target))
        return leaving.simple_paths(G.shown, *ends, directed=G.is_directed(), weighed=weight == COST)
    return _own("shortest_simple_paths")(G, source, target, weight)


def single_source_shortest_path_length(G: Graph, source: Node, cutoff: float | None = None) -> Answer:
    """See `networkx.single_source_shortest_path_length`."""
    if _searched_here(G, source):
        return searching.hops_from(G.shown, int(source), _most(G, cutoff), directed=G.is_directed())
    return _own("single_source_shortest_path_length")(G, source, cutoff)


def single_target_shortest_path_length(G: Graph, target: Node, cutoff: float | None = None) -> Answer:
    """See `networkx.single_target_shortest_path_length`."""
    if _searched_here(G, target):
        most, directed = _most(G, cutoff), G.is_directed()
        return searching.hops_from(G.shown, int(target), most, directed=directed, backwards=True)
    return _own("single_target_shortest_path_length")(G, target, cutoff)


def convert_from_nx(graph: Graph, *_: object, **__: object) -> Graph:
    """Return `graph` as it is: beside a graph of links others need no conversion."""
    return graph


def convert_to_nx(graph: Graph, *_: object, **__: object) -> Graph:
    """Return `graph` as it is: a graph of links is a networkx graph."""
    return graph


def __getattr__(name: str) -> Callable[..., Any]:
    """Return networkx's own code for a function that is not compiled here."""
    if name.startswith("__") or name in ("can_run", "should_run"):
        raise AttributeError(name)
    return _own(name)


def _own(name: str) -> Callable[..., Any]:
    found = _OWN.get(name)
    if found is None:
        raise AttributeError(f"networkx has no function {name!r} that the backend {BACKEND!r} could run.")
    own: Callable[..., Any] = found.orig_func
    return partial(_over_a_copy, own) if name in _WRITING else own


def _over_a_copy(own: Callable[..., Answer], G: Graph, *arguments: object, **named: object) -> Answer:
    return own(G.copy(), *arguments, **named)


def _searched_here(graph: Graph, *nodes: Node) -> bool:
    """Say whether a search is compiled; networkx itself says what is wrong with nodes that are not there."""
    here: Any = graph
    return isinstance(graph, _Looking) and graph.is_compiled and all(node in here for node in nodes)


def _is_loaded_or_due() -> bool:
    """Say whether to search compiled: not for the first paths of a process, which are found sooner."""
    return "graph.adjacency.kernels" in sys.modules or next(_asked) >= BULK_LIMITS.plain_paths


def _most(graph: Graph, cutoff: float | None) -> int:
    """Return after how many hops a search stops, as networkx understands it."""
    if cutoff is None or cutoff >= len(graph):
        return UNSEEN
    return max(0, -int(-cutoff // 1))
