"""The steps that a restriction allows over links held as values, and the paths that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, TypeAlias

from graph.network import Restriction, ViewLink, project
from graph.pathfinding.stops import Budget, Node, paths_through, shortest_through

if TYPE_CHECKING:
    import networkx as nx

    from graph.network import Network

Parallel: TypeAlias = Mapping[tuple[str, str], tuple[ViewLink, ...]]
"""All allowed links by step, from one entity to the next, best standing first."""
Ends: TypeAlias = tuple[str, str]


class Walking(Protocol[Node]):
    """What a search for the best paths needs to know of a network under a restriction."""

    @property
    def parallel(self) -> Parallel:
        """All allowed links by step, from one entity to the next, best standing first."""
        ...

    def by_length(
        self, ends: Ends, stops: frozenset[str], max_hops: int, budget: Budget
    ) -> Iterator[list[Node]]:
        """Yield the simple paths between two entities that pass all `stops`, the shortest first."""
        ...

    def at_once(self, ends: Ends, k: int, max_hops: int, most: int) -> list[list[Node]] | None:
        """Return all paths as short as the `k` shortest; None if they are more than `most`, or not known."""
        ...

    def order(self, path: list[Node]) -> tuple[int, tuple[int, ...], list[Node]]:
        """Return what the best path is the least by: hops, the strength of the weakest, then the IRIs."""
        ...

    def names(self, path: list[Node]) -> list[str]:
        """Return the entities of a path by their IRIs."""
        ...

    def shortest(self, ends: Ends, stops: frozenset[str], max_hops: int) -> int | None:
        """Return the length in hops of the shortest path of at most `max_hops`; None without one."""
        ...


class ValueWalks:
    """The steps that a restriction allows over the links of a network, all of them read."""

    def __init__(self, network: Network, restriction: Restriction) -> None:
        self._projection = project(network, restriction)

    @property
    def parallel(self) -> Parallel:
        """All allowed links by step, from one entity to the next, best standing first."""
        return self._projection.parallel

    def by_length(
        self, ends: Ends, stops: frozenset[str], max_hops: int, budget: Budget
    ) -> Iterator[list[str]]:
        """Yield the simple paths between two entities that pass all `stops`, the shortest first."""
        import networkx as nx

        part = within_reach(self._projection.graph, *ends, max_hops)
        if ends[0] not in part:
            return
        if stops:
            yield from paths_through(part, ends, stops, max_hops, budget)
        else:
            yield from nx.shortest_simple_paths(part, *ends)

    def at_once(self, ends: Ends, k: int, max_hops: int, most: int) -> None:
        """Return None: among values paths are found one after the other."""

    def order(self, path: list[str]) -> tuple[int, tuple[int, ...], list[str]]:
        """Return what the best path is the least by: hops, the strength of the weakest, then the IRIs."""
        weakest = min(self.parallel[step][0].strength for step in pairwise(path))
        return len(path), tuple(-part for part in weakest), path

    def names(self, path: list[str]) -> list[str]:
        """Return the entities of a path by their IRIs, which is how they are known here."""
        return path

    def shortest(self, ends: Ends, stops: frozenset[str], max_hops: int) -> int | None:
        """Return the length in hops of the shortest path of at most `max_hops`; None without one."""
        import networkx as nx

        graph = self._projection.graph
        if stops:
            return shortest_through(graph, *ends, stops, max_hops)
        away: Mapping[str, int] = nx.single_source_shortest_path_length(graph, ends[0], cutoff=max_hops)
        return away.get(ends[1])


def within_reach(graph: nx.Graph[str], start: str, end: str, max_hops: int) -> nx.Graph[str]:
    """Return the part of `graph` that lies on some walk from `start` to `end` of at most `max_hops`."""
    import networkx as nx

    away = nx.single_source_shortest_path_length(graph, start, cutoff=max_hops)
    backwards = graph.reverse(copy=False) if isinstance(graph, nx.DiGraph) else graph
    back = nx.single_source_shortest_path_length(backwards, end, cutoff=max_hops)
    kept = {node for node, hops in away.items() if hops + back.get(node, max_hops + 1) <= max_hops}
    part: nx.Graph[str] = graph.__class__()
    part.add_nodes_from(node for node in graph if node in kept)
    part.add_edges_from((u, v) for u, v in graph.edges() if u in kept and v in kept)
    return part
