"""Simple paths that must pass certain entities, the shortest first.

Asking for the shortest paths and keeping those that pass the stops would give up long before the first
one that does. Here the search heads for the stops: a step is taken only where the hops that are left
suffice for all stops still ahead and the end.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from graph.settings import LIMITS

if TYPE_CHECKING:
    import networkx as nx

Node = TypeVar("Node", bound=Hashable)
"""Entities by their IRIs, or by their numbers."""
_NEVER = 1_000_000
"""More hops than any path has."""


@dataclass(slots=True)
class Budget:
    """Steps that a search may still take."""

    steps_left: int = LIMITS.path_max_steps

    def take(self) -> bool:
        """Use up one step; False where none was left."""
        self.steps_left -= 1
        return not self.spent

    @property
    def spent(self) -> bool:
        """Whether the search was stopped before it had seen everything."""
        return self.steps_left < 0


def paths_through(
    graph: nx.Graph[Node], ends: tuple[Node, Node], stops: frozenset[Node], max_hops: int, budget: Budget
) -> Iterator[list[Node]]:
    """Yield the simple paths from one end to the other that pass all `stops`, in any order; shortest first.

    Parameters
    ----------
    ends
        Where they start, and where they arrive.
    stops
        Other entities than the two ends; at least one.
    budget
        How many steps may be taken; where it is spent there may be more paths than were yielded.

    Examples
    --------
    >>> import networkx as nx
    >>> graph = nx.Graph(["az", "ab", "bz", "bc", "cz"])
    >>> ["".join(path) for path in paths_through(graph, ("a", "z"), frozenset("b"), 6, Budget())]
    ['abz', 'abcz']
    """
    start, end = ends
    part = _between(graph, start, end)
    if not stops <= set(part):
        return
    walk = _Walk(part, end, stops, budget)
    if walk.least_hops(start, stops) > max_hops:
        return
    for hops in range(walk.least_hops(start, stops), max_hops + 1):
        yield from walk.onward([start], stops, hops)
        if budget.spent:
            return


def shortest_through(
    graph: nx.Graph[Node], start: Node, end: Node, stops: frozenset[Node], max_hops: int
) -> int | None:
    """Return the length in hops of the shortest such path; None where none was found."""
    if start not in graph or end not in graph:
        return None
    found = next(paths_through(graph, (start, end), stops, max_hops, Budget()), None)
    return len(found) - 1 if found else None


def _between(graph: nx.Graph[Node], start: Node, end: Node) -> nx.Graph[Node]:
    """Return the part of `graph` in which simple paths from `start` to `end` can lie.

    With the ends joined, that is the one part without a bottleneck that holds both; direction left aside
    it may hold too much, never too little. So a stop in a dead end is known for one before any search.
    """
    import networkx as nx

    joined: nx.Graph[Node] = nx.Graph()
    joined.add_nodes_from((start, end))
    joined.add_edges_from((*graph.edges(), (start, end)))
    parts = cast(Iterator[set[Node]], nx.biconnected_components(joined))
    part: nx.Graph[Node] = graph.subgraph(next(one for one in parts if start in one and end in one))
    return part


@dataclass(slots=True)
class _Walk(Generic[Node]):
    """A search that knows from everywhere how many hops it takes at least to all that is still ahead."""

    graph: nx.Graph[Node]
    end: Node
    stops: frozenset[Node]
    budget: Budget
    away: dict[Node, Mapping[Node, int]] = field(init=False)
    """Hops from each entity to a stop, not by way of the end, and to the end."""
    known: dict[tuple[Node, frozenset[Node]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        short_of_end = self.graph.subgraph(set(self.graph) - {self.end})
        self.away = {stop: _hops_to(short_of_end, stop) for stop in self.stops}
        self.away[self.end] = _hops_to(self.graph, self.end)

    def onward(self, nodes: list[Node], ahead: frozenset[Node], hops: int) -> Iterator[list[Node]]:
        """Yield each path that goes on from `nodes` by way of `ahead` to the end in just so many hops."""
        for step in self.graph[nodes[-1]]:
            if step == self.end:
                if hops == 1 and not ahead:
                    yield [*nodes, step]
            elif step not in nodes and self.least_hops(step, ahead - {step}) < hops:
                if not self.budget.take():
                    return
                yield from self.onward([*nodes, step], ahead - {step}, hops - 1)

    def least_hops(self, place: Node, ahead: frozenset[Node]) -> int:
        """Return how many hops it takes at least from `place` by way of `ahead` to the end."""
        if not ahead:
            return self.away[self.end].get(place, _NEVER)
        if (place, ahead) not in self.known:
            self.known[place, ahead] = min(
                self.away[stop].get(place, _NEVER) + self.least_hops(stop, ahead - {stop}) for stop in ahead
            )
        return self.known[place, ahead]


def _hops_to(graph: nx.Graph[Node], target: Node) -> Mapping[Node, int]:
    import networkx as nx

    backwards = graph.reverse(copy=False) if isinstance(graph, nx.DiGraph) else graph
    away: Mapping[Node, int] = nx.single_source_shortest_path_length(backwards, target)
    return away
