"""The best paths over links that lie in arrays: the same answers, without reading any link but those shown.

Entities are their numbers in the columns. These are in the order of their IRIs, and so are the steps that a
search takes: whatever is asked is answered as `graph.pathfinding.walking` does it over the links as values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.adjacency import leaving, searching
from graph.adjacency.shown import UNSEEN, Shown
from graph.columns import NONE
from graph.model import Status
from graph.network import STATUS_RANK, Restriction, ViewLink
from graph.pathfinding.stops import Budget, paths_through
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    import networkx as nx

    from graph.adjacency.graphs import LinkGraph
    from graph.columns.layout import Flags, Ids
    from graph.network import LinksTold, Network

_RANKS = tuple(STATUS_RANK[status] for status in Status)


def in_arrays(network: Network, from_links: int = BULK_LIMITS.array_paths_from_links) -> LinksTold | None:
    """Return the told links of `network` where they lie in arrays and are many; None otherwise."""
    told: LinksTold | None = getattr(network, "links_told", None)
    return told if told is not None and told.count >= from_links else None


class ArrayWalks:
    """The steps that a restriction allows over told links, and the paths that they make.

    Parameters
    ----------
    told
        Links in arrays, and which of them are told.
    restriction
        Which of those may be walked.
    """

    def __init__(self, told: LinksTold, restriction: Restriction) -> None:
        self.told = told
        self.directed = restriction.directed
        self.shown = Shown(told.arrays, told.columns, told.judged, allowed_links(told, restriction))
        self._avoided = frozenset(told.columns.entities.index(iri) for iri in restriction.avoid)

    @cached_property
    def parallel(self) -> Mapping[tuple[str, str], tuple[ViewLink, ...]]:
        """All allowed links by step, from one entity to the next, best standing first."""
        return _Parallel(self)

    def number(self, iri: str) -> int:
        """Return the number of an entity that may be passed; `NONE` of any other."""
        number = self.told.number(iri)
        return NONE if number in self._avoided else number

    def by_length(
        self, ends: tuple[str, str], stops: frozenset[str], max_hops: int, budget: Budget
    ) -> Iterator[list[int]]:
        """Yield the simple paths between two entities that pass all `stops`, the shortest first."""
        start, end, *others = (self.number(iri) for iri in (*ends, *stops))
        if NONE in (start, end):
            return
        within = self._within_reach(start, end, max_hops)
        if not within[start]:
            return
        if stops:
            part = self._plain(within & self._by_way_of(others, start, end, max_hops))
            yield from paths_through(part, (start, end), frozenset(others), max_hops, budget)
        else:
            yield from leaving.simple_paths(
                self.shown, start, end, directed=self.directed, weighed=False, removed=~within
            )

    def at_once(self, ends: tuple[str, str], k: int, max_hops: int, most: int) -> list[list[int]] | None:
        """Return all paths as short as the `k` shortest, found together; None if they are more than `most`.

        That is much quicker than one after the other, each of which is looked for as the next best.
        """
        start, end = (self.number(iri) for iri in ends)
        if NONE in (start, end):
            return []
        back = self._hops(end, max_hops, backwards=True)
        found: list[list[int]] = []
        hops = int(back[start])
        while UNSEEN < hops <= max_hops and len(found) < k:
            paths = searching.paths_of_length(
                self.shown, (start, end), hops, back, most - len(found), directed=self.directed
            )
            if paths is None:
                return None
            found += paths.tolist()
            hops += 1
        return found

    def order(self, path: list[int]) -> tuple[int, tuple[int, ...], list[int]]:
        """Return what the best path is the least by: hops, the strength of the weakest, then the IRIs."""
        weakest = min(self._strongest(step) for step in pairwise(path))
        return len(path), tuple(-part for part in weakest), path

    def names(self, path: list[int]) -> list[str]:
        """Return the entities of a path by their IRIs."""
        return [self.told.columns.entities[number] for number in path]

    def shortest(self, ends: tuple[str, str], stops: frozenset[str], max_hops: int) -> int | None:
        """Return the length in hops of the shortest path of at most `max_hops`; None without one."""
        start, end = (self.number(iri) for iri in ends)
        if NONE in (start, end):
            return None
        if stops:
            found = next(self.by_length(ends, stops, max_hops, Budget()), None)
            return len(found) - 1 if found else None
        hops = int(self._hops(start, max_hops, end=end)[end])
        return None if hops == UNSEEN else hops

    def links_at(self, step: tuple[int, int]) -> list[int]:
        """Return the allowed links that lead from one entity to the next, in order of their numbers."""
        (offsets, others, numbers), _, allowed, _ = self.shown.road(self.directed)
        here, there = step
        first, last = offsets[here : here + 2].tolist()
        left, right = np.searchsorted(others[first:last], [there, there + 1]).tolist()
        places = np.arange(first + left, first + right)
        links = numbers[places] if len(numbers) else places
        found: list[int] = links[allowed[links]].tolist()
        return found

    @cached_property
    def _strongest_known(self) -> dict[tuple[int, int], tuple[int, int, int]]:
        return {}

    def _strongest(self, step: tuple[int, int]) -> tuple[int, int, int]:
        known = self._strongest_known
        if step not in known:
            known[step] = max(map(self._strength, self.links_at(step)))
        return known[step]

    def _strength(self, link: int) -> tuple[int, int, int]:
        number, judged = int(self.told.arrays.proposition[link]), self.told.judged
        rank = _RANKS[int(judged.status[number])]
        return int(judged.origins[number]), rank, int(judged.unknown_origins[number])

    def _within_reach(self, start: int, end: int, max_hops: int) -> Flags:
        """Return which entities lie on some walk from `start` to `end` of at most `max_hops`."""
        away, back = self._hops(start, max_hops), self._hops(end, max_hops, backwards=True)
        within: Flags = (away != UNSEEN) & (back != UNSEEN) & (away + back <= max_hops)
        return within

    def _by_way_of(self, stops: list[int], start: int, end: int, max_hops: int) -> Flags:
        """Return which entities lie, for each stop, on some walk by way of it of at most `max_hops`."""
        away, back = self._hops(start, max_hops), self._hops(end, max_hops, backwards=True)
        within = np.ones(len(away), np.bool_)
        for stop in stops:
            if stop == NONE or UNSEEN in (away[stop], back[stop]):
                return np.zeros(len(away), np.bool_)
            to, on = self._hops(stop, max_hops, backwards=True), self._hops(stop, max_hops)
            before = (away != UNSEEN) & (to != UNSEEN) & (away + to + back[stop] <= max_hops)
            within &= before | ((back != UNSEEN) & (on != UNSEEN) & (away[stop] + on + back <= max_hops))
        return within

    def _hops(self, start: int, most: int, *, end: int = UNSEEN, backwards: bool = False) -> Ids:
        return searching.levels_from(
            self.shown, start, most, end=end, directed=self.directed, backwards=backwards
        )

    def _plain(self, within: Flags) -> nx.Graph[int]:
        """Return the steps between the entities `within` as an ordinary graph, in the order of numbers."""
        import networkx as nx

        allowed = np.flatnonzero(self.shown.allowed)
        source, target = self.told.subjects[allowed], self.told.arrays.target[allowed]
        inside = within[source] & within[target]
        ends = np.column_stack([source[inside], target[inside]])
        steps = np.unique(ends if self.directed else np.sort(ends, axis=1), axis=0)
        graph: nx.Graph[int] = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(np.flatnonzero(within).tolist())
        graph.add_edges_from(steps.tolist())
        return graph


class _Parallel(Mapping[tuple[str, str], "tuple[ViewLink, ...]"]):
    """The allowed links by step, each read when it is asked for."""

    def __init__(self, walks: ArrayWalks) -> None:
        self._walks = walks

    def __getitem__(self, step: tuple[str, str]) -> tuple[ViewLink, ...]:
        here, there = map(self._walks.number, step)
        links = [] if NONE in (here, there) else self._walks.links_at((here, there))
        if not links:
            raise KeyError(step)
        by_iri = sorted(map(self._walks.told.link, links), key=lambda link: link.iri)
        return tuple(sorted(by_iri, key=lambda link: link.strength, reverse=True))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        told, allowed = self._walks.told, np.flatnonzero(self._walks.shown.allowed)
        ends = {(int(told.subjects[link]), int(told.arrays.target[link])) for link in allowed.tolist()}
        both = ends if self._walks.directed else ends | {(there, here) for here, there in ends}
        return ((told.columns.entities[here], told.columns.entities[there]) for here, there in sorted(both))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def graph_of_links(told: LinksTold, restriction: Restriction | None = None) -> LinkGraph:
    """Return the links told as a networkx graph of numbers that looks into the arrays.

    With a `restriction` only those that it allows, and none of the entities that it avoids; whether
    directions count and what must be passed is for who searches the graph.
    """
    from graph.adjacency.graphs import LinkGraph

    def describe(iri: str) -> tuple[str, str]:
        node = told.node(iri)
        return node.label, node.type

    allowed, nodes = told.shown, told.nodes
    if restriction is not None:
        allowed, nodes = allowed_links(told, restriction), nodes.copy()
        nodes[[number for iri in restriction.avoid if (number := told.number(iri)) != NONE]] = False
    return LinkGraph.of(Shown(told.arrays, told.columns, told.judged, allowed, nodes), describe)


def allowed_links(told: LinksTold, restriction: Restriction) -> Flags:
    """Return which links `restriction` allows of those told; the same as it says of each as a value."""
    arrays, columns = told.arrays, told.columns
    about, subjects = arrays.proposition, told.subjects
    allowed: Flags = told.shown & (subjects != arrays.target)
    allowed &= _statuses(restriction)[told.judged.status[about]]
    if restriction.relations:
        relations = [columns.predicates.index(iri) for iri in restriction.relations]
        allowed &= np.isin(columns.predicate, relations)[about]
    if restriction.avoid:
        passed = np.ones(len(columns.entities) + 1, np.bool_)
        passed[[columns.entities.index(iri) for iri in restriction.avoid]] = False
        allowed &= passed[subjects] & passed[arrays.target]
    return allowed


def _statuses(restriction: Restriction) -> Flags:
    """Return for each place of a status, and of none at all, whether it is allowed."""
    allowed = np.zeros(256, np.bool_)
    for place, status in enumerate(Status):
        wanted = status is not Status.DENIED_ONLY
        if restriction.statuses is not None:
            wanted = status in restriction.statuses
        allowed[place] = wanted or (status is Status.DENIED_ONLY and restriction.include_denied)
    return allowed
