"""How much hangs on a proposition: how many shortest paths run through it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph.model import Claim, Status
from graph.namespaces import AG
from graph.network import Restriction, project
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.columns.layout import Offsets
    from graph.network import LinksTold, Network

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
    names, steps = list(projection.graph), list(projection.graph.edges)
    place = {name: number for number, name in enumerate(names)}
    through_steps, through_names = _betweenness(
        len(names), [(place[one], place[other]) for one, other in steps], sources
    )
    links = {frozenset(step): paths for step, paths in zip(steps, through_steps, strict=True)}
    entities = dict(zip(names, through_names, strict=True))
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


def weights_of(told: LinksTold, sources: int = LIMITS.weighed_entities) -> Offsets:
    """Return the same numbers as `paths_through` for each proposition of columns, by its number.

    Parameters
    ----------
    told
        The links that the claims that count make, every entity among its nodes.
    """
    columns, status = told.columns, told.judged.status
    entities = np.flatnonzero(told.nodes)
    place = np.full(len(told.nodes), -1, np.int64)
    place[entities] = np.arange(len(entities))
    denied_only = status == tuple(Status).index(Status.DENIED_ONLY)
    numbers = told.arrays.proposition
    walked = np.flatnonzero(told.shown & ~denied_only[numbers] & (told.subjects != told.arrays.target))
    ends = np.sort(np.column_stack([place[told.subjects[walked]], place[told.arrays.target[walked]]]), axis=1)
    steps, which = np.unique(ends, axis=0, return_inverse=True)
    through_steps, through_entities = _betweenness(len(entities), steps.tolist(), sources)
    weights = np.zeros(len(columns.propositions), np.int64)  # paths of a large graph are more than 2 ** 31
    occurred = told.told & ~denied_only & (columns.predicate == columns.predicates.index(_OCCURRED))
    occurred &= told.nodes[columns.subject]
    weights[occurred] = np.array(through_entities, np.int64)[place[columns.subject[occurred]]]
    weights[numbers[walked]] = np.array(through_steps, np.int64)[which.reshape(-1)]
    return weights


def _betweenness(
    entities: int, steps: Sequence[tuple[int, int]], sources: int
) -> tuple[list[int], list[int]]:
    """Return the paths through each of `steps`, and through each of so many entities."""
    import igraph

    drawn = igraph.Graph(entities, steps)
    starts, scale = _starts(entities, sources)
    through_steps = drawn.edge_betweenness(directed=False, sources=starts) if steps else []
    through_entities = drawn.betweenness(directed=False, sources=starts) if entities else []
    return [round(each * scale) for each in through_steps], [round(each * scale) for each in through_entities]


def _starts(count: int, sources: int) -> tuple[list[int] | None, float]:
    """Return from where paths are counted, None for everywhere, and by what to scale their number."""
    if count <= sources:
        return None, 1.0
    drawn = random.Random(_SEED).sample(range(count), max(1, sources))  # noqa: S311 - no secret
    return sorted(drawn), count / len(drawn)
