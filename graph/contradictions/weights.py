"""How much hangs on a proposition: how many shortest paths run through it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.model import Claim, Status
from graph.namespaces import AG
from graph.network import Restriction, project
from graph.settings import LIMITS

if TYPE_CHECKING:
    import networkx as nx

    from graph.network import Network

_OCCURRED = AG + "occurred"
_TOLD = frozenset(Status) - {Status.DENIED_ONLY}
_SEED = 1
"""Fixed, so that the same network always gives the same numbers."""


def paths_through(
    network: Network, claims: Iterable[Claim] = (), sources: int = LIMITS.weighed_entities
) -> dict[str, int]:
    """Return how many pairs of entities have their shortest path through each proposition.

    Where a pair has several shortest paths, each counts for its share; the sum is rounded to a whole
    number. This is edge betweenness, not normalised, on the simple undirected graph of the links that
    somebody does not only deny. Links between the same two entities share one number.

    Parameters
    ----------
    network
        What the claims that count make.
    claims
        Those claims. That an incident took place carries what runs through the incident; another figure or
        text carries no path, nor does what is only denied: both get 0.
    sources
        Entities from which paths are counted. In a bigger network so many are drawn, always the same,
        and their numbers scaled up.

    Returns
    -------
    dict
        IRI of each proposition to its number of paths; empty for an empty network without claims.

    Notes
    -----
    Brandes, U. (2001), A faster algorithm for betweenness centrality. igraph computes the same as
    ``networkx.edge_betweenness_centrality(normalized=False)``, about forty times faster.
    """
    projection = project(network, Restriction())
    links, entities = _betweenness(projection.graph, sources)
    through = {
        link.iri: links[frozenset(step)]
        for step, parallel in projection.parallel.items()
        for link in parallel
    }
    for claim in claims:
        proposition = claim.proposition
        if proposition.iri not in through:
            carries = proposition.predicate.iri == _OCCURRED and proposition.standing.status in _TOLD
            through[proposition.iri] = entities.get(proposition.subject.iri, 0) if carries else 0
    return through


def _betweenness(
    graph: nx.Graph[str], sources: int
) -> tuple[Mapping[frozenset[str], int], Mapping[str, int]]:
    """Return the paths through each step and through each entity of `graph`."""
    import igraph

    names, steps = list(graph), list(graph.edges)
    place = {name: number for number, name in enumerate(names)}
    drawn = igraph.Graph(len(names), [(place[one], place[other]) for one, other in steps])
    starts, scale = _starts(len(names), sources)
    through_steps = drawn.edge_betweenness(directed=False, sources=starts) if steps else []
    through_names = drawn.betweenness(directed=False, sources=starts) if names else []
    return (
        {frozenset(step): round(each * scale) for step, each in zip(steps, through_steps, strict=True)},
        {name: round(each * scale) for name, each in zip(names, through_names, strict=True)},
    )


def _starts(count: int, sources: int) -> tuple[list[int] | None, float]:
    """Return from where paths are counted, None for everywhere, and by what to scale their number."""
    if count <= sources:
        return None, 1.0
    drawn = random.Random(_SEED).sample(range(count), max(1, sources))  # noqa: S311 - no secret
    return sorted(drawn), count / len(drawn)
