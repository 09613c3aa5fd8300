"""How central entities are, by ten measures: numpy counts links, igraph does the rest.

Measured on one core, on 6,338 entities and 21,329 links: betweenness of all takes igraph 1.4 s, networkit 6 s
and networkx about 150 s; PageRank 3 ms, 5 ms and 100 ms; eigenvector centrality 8 ms with igraph and
100 ms with networkx and scipy. So igraph measures, and its answers are held against networkx in the tests.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from graph.progress import ENTRIES, Progress, Step
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts, Net, Numbers

SEED = 20230525
"""What every random choice here begins with, so that the same network gives the same answer."""
_DECIMALS = 10
"""Digits after the point of what is compared: what differs further behind is the noise of summing."""
_WEIGHTED_COSTS = 10
"""How many times as much a path costs to follow by the strength of links, about."""
_BLOCK = 64
"""Entities from which paths are followed at once, at most."""
_MOMENT_SECONDS, _TURN_SECONDS = 0.1, 0.001
"""How long that may take before others have their turn, and how long this is, at least."""


class Measure(StrEnum):
    """A way to tell how central an entity is."""

    LINKS = "links"
    LINKS_IN = "links-in"
    LINKS_OUT = "links-out"
    NEIGHBOURS = "neighbours"
    ORIGINS = "origins"
    CORE = "core"
    BETWEENNESS = "betweenness"
    HARMONIC = "harmonic"
    PAGERANK = "pagerank"
    EIGENVECTOR = "eigenvector"


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """A value for each entity of a network."""

    values: Numbers
    sampled: int = 0
    """Entities from which paths were followed, where that were not all; 0 where the values are exact."""
    measured: int = 0
    """Entities that were measured: of those outside the largest connected part eigenvectors say nothing."""


def scores_of(
    net: Net,
    measure: Measure,
    *,
    weighted: bool = False,
    exact_steps: int = BULK_LIMITS.analysis_exact_steps,
    progress: Progress | None = None,
) -> Scores:
    """Return how central each entity of `net` is by `measure`; all zeros where there is no link.

    Parameters
    ----------
    weighted
        Whether links count as strongly as they stand, by named origins, status and unnamed origins: a
        strong link is a short way, and leads more of PageRank on. What is counted takes no notice of it.
    exact_steps
        Steps along links from which on paths are followed from a sample of the entities only; a tenth of
        it where links are weighted, as each step then costs more.
    progress
        Told now and then from how many entities paths were followed.

    Notes
    -----
    ``links``, ``links-in``, ``links-out`` and ``neighbours`` count: degree, after Freeman (1979), "Centrality
    in social networks: conceptual clarification". ``origins`` adds up the named origins of an entity's links
    (node strength: Barrat, Barthelemy, Pastor-Satorras, Vespignani 2004). ``core`` is the largest k such that
    an entity is in a part in which everybody has k neighbours (Seidman 1983, "Network structure and minimum
    degree"; Batagelj and Zaversnik 2003). ``betweenness`` is the share of all pairs
    between which the shortest paths lead through an entity (Freeman 1977, "A set of measures of centrality
    based on betweenness", Sociometry), found as Brandes does (2001, "A faster algorithm for betweenness
    centrality", Journal of Mathematical Sociology 25), above `exact_steps` from a sample of sources
    (Brandes and Pich 2007, "Centrality estimation in large networks"). ``harmonic`` is the mean of one over
    the distance to every other entity, 0 where there is no path (Marchiori and Latora 2000; Boldi and Vigna
    2014, "Axioms for centrality"): it holds also where not all is connected, which closeness does not; above
    `exact_steps` it is estimated from a sample (Eppstein and Wang 2004). ``pagerank`` follows links from
    subject to object (Page, Brin, Motwani, Winograd 1999), with a damping of 0.85. ``eigenvector`` (Bonacich
    1972) is measured in the largest connected part alone, for elsewhere it says nothing; its highest value
    is 1. Paths and eigenvectors take no notice of directions, and of several links between two as of one.
    """
    if measure in _COUNTED:
        return Scores(_COUNTED[measure](net).astype(np.float64), measured=net.size)
    if not len(net.link):
        return Scores(np.zeros(net.size), measured=net.size)
    if measure in _BY_PATHS:
        steps = exact_steps // _WEIGHTED_COSTS if weighted else exact_steps
        return _BY_PATHS[measure](net, sources_of(net, steps), weighted, progress or (lambda _: None))
    return _pagerank(net, weighted) if measure is Measure.PAGERANK else _eigenvector(net, weighted)


def sources_of(net: Net, exact_steps: int) -> list[int]:
    """Return the places of the entities from which paths are followed; none where that are all of them."""
    each = net.size + len(net.pairs)
    if net.size * each <= exact_steps:
        return []
    count = max(exact_steps // each, BULK_LIMITS.analysis_least_sources)
    if count >= net.size:
        return []
    return sorted(random.Random(SEED).sample(range(net.size), count))  # noqa: S311 - no secret


def best(values: Numbers, count: int) -> Counts:
    """Return the places of the highest values above 0, at most `count`; of equal ones the first.

    Examples
    --------
    >>> best(np.array([0.0, 2.0, 5.0, 2.0]), 2).tolist()
    [2, 1]
    """
    order = np.argsort(-np.round(values, _DECIMALS), kind="stable")[:count]
    return order[values[order] > 0]


def relations_at(net: Net, measure: Measure, places: Counts) -> list[list[tuple[int, int]]]:
    """Return for each of `places` the relations of the links that `measure` counts, the commonest first.

    Each with its number in the columns and how many links it has there.
    """
    relations = net.relations().astype(np.int64)
    ends = {Measure.LINKS_OUT: [net.source], Measure.LINKS_IN: [net.target]}.get(
        measure, [net.source, net.target]
    )
    rank = np.full(net.size, -1, np.int64)
    rank[places] = np.arange(len(places))
    rows = np.concatenate([np.column_stack([rank[each], relations]) for each in ends])
    kinds, counts = np.unique(rows[rows[:, 0] >= 0], axis=0, return_counts=True)
    found: list[list[tuple[int, int]]] = [[] for _ in places]
    for kind in np.lexsort((kinds[:, 1], -counts)).tolist():
        found[int(kinds[kind, 0])].append((int(kinds[kind, 1]), int(counts[kind])))
    return found


def _betweenness(net: Net, starts: list[int], weighted: bool, progress: Progress) -> Scores:
    """Return the share of pairs of others whose shortest paths lead through each entity."""
    costs = net.pair_costs.tolist() if weighted else None
    drawn, through = net.simple(), np.zeros(net.size)
    for block in _blocks(starts or list(range(net.size)), progress):
        through += drawn.betweenness(directed=False, sources=block, weights=costs)
    pairs = (net.size - 1) * (net.size - 2) / 2
    scale = net.size / len(starts) if starts else 1.0
    return Scores(through * scale / max(pairs, 1), len(starts), net.size)


def _harmonic(net: Net, starts: list[int], weighted: bool, progress: Progress) -> Scores:
    near = _nearness_weighted(net) if weighted else _nearness(net)
    found = np.zeros(net.size)
    for block in _blocks(starts or list(range(net.size)), progress):
        found += near(np.array(block))
    return Scores(found / (len(starts) or max(net.size - 1, 1)), len(starts), net.size)


def _blocks(starts: list[int], progress: Progress) -> Iterator[list[int]]:
    """Yield entities from which paths are followed at once, and tell how many were before.

    As many as take a moment, after which others in this process have their turn: igraph lets nobody else
    run meanwhile.
    """
    done, size = 0, 1
    while done < len(starts):
        progress(Step("paths", done, len(starts), ENTRIES))
        began = time.perf_counter()
        yield starts[done : done + size]
        done += size
        time.sleep(_TURN_SECONDS)
        size = min(max(1, size * 2 if time.perf_counter() - began < _MOMENT_SECONDS else size // 2), _BLOCK)


def _nearness(net: Net) -> Callable[[Counts], Numbers]:
    """Return what gives for each entity the sum of one over its distance to each of some entities."""
    steps = net.steps_between()

    def near(starts: Counts) -> Numbers:
        found = np.zeros(net.size)
        front = np.zeros((net.size, len(starts)), np.bool_)
        front[starts, np.arange(len(starts))] = True
        seen, distance = front.copy(), 0
        while front.any():
            distance += 1
            front = (steps @ front.astype(np.float32) > 0) & ~seen
            found += front.sum(axis=1) / distance
            seen |= front
        return found

    return near


def _nearness_weighted(net: Net) -> Callable[[Counts], Numbers]:
    """Return the same, where what the way costs is its distance.

    igraph took 45 ms for each of ten starts among 78,733 entities, scipy half a second.
    """
    drawn, costs = net.simple(), net.pair_costs.tolist()

    def near(starts: Counts) -> Numbers:
        ways = np.array(drawn.distances(starts.tolist(), weights=costs))
        ways[np.arange(len(starts)), starts] = np.inf
        found: Numbers = (1 / ways).sum(axis=0)
        return found

    return near


def _pagerank(net: Net, weighted: bool) -> Scores:
    import igraph

    drawn = igraph.Graph(net.size, np.column_stack([net.source, net.target]), directed=True)
    weights = (1 / net.costs()).tolist() if weighted else None
    return Scores(np.array(drawn.pagerank(damping=0.85, weights=weights)), measured=net.size)


def _eigenvector(net: Net, weighted: bool) -> Scores:
    drawn, values = net.simple(), np.zeros(net.size)
    drawn.es["strength"] = net.pair_strengths if weighted else [1.0] * len(net.pairs)
    largest = max(drawn.connected_components(), key=len)
    part = drawn.induced_subgraph(largest)
    values[largest] = part.eigenvector_centrality(scale=True, weights="strength")
    return Scores(values, measured=len(largest))


def _core(net: Net) -> Counts:
    return np.array(net.simple().coreness(), np.int64)


LINK_COUNTS = frozenset({Measure.LINKS, Measure.LINKS_IN, Measure.LINKS_OUT})
"""Measures that count links."""
WEIGHED = frozenset({Measure.BETWEENNESS, Measure.HARMONIC, Measure.PAGERANK, Measure.EIGENVECTOR})
"""Measures for which it makes a difference how strongly links stand."""
_COUNTED: Mapping[Measure, Callable[[Net], Counts]] = {
    Measure.LINKS: lambda net: net.links_out + net.links_in,
    Measure.LINKS_IN: lambda net: net.links_in,
    Measure.LINKS_OUT: lambda net: net.links_out,
    Measure.NEIGHBOURS: lambda net: net.neighbours,
    Measure.ORIGINS: lambda net: net.origins,
    Measure.CORE: _core,
}
_BY_PATHS: Mapping[Measure, Callable[[Net, list[int], bool, Progress], Scores]] = {
    Measure.BETWEENNESS: _betweenness,
    Measure.HARMONIC: _harmonic,
}
