"""What lies near some entities of a network: read link by link, or at once where the network is columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.network.values import ViewLink, links

if TYPE_CHECKING:
    from graph.columns.layout import Flags, Ids
    from graph.network.told import LinksTold
    from graph.network.values import Network


def links_among(network: Network, entities: Iterable[str]) -> tuple[ViewLink, ...]:
    """Return every link of `network` between two of `entities`, in the order of their IRIs."""
    told = _columns_of(network)
    if told is None:
        return links(network.subgraph(entities))
    chosen = _marked(told, _numbers(told, entities))
    among = np.flatnonzero(told.shown & chosen[told.subjects] & chosen[told.arrays.target])
    found = [told.link(link) for link in among.tolist()]
    return tuple(sorted(found, key=lambda link: (link.iri, link.source, link.target)))


def link_called(network: Network, iri: str) -> ViewLink | None:
    """Return the link of `network` with the IRI of this proposition; None where there is none."""
    told = _columns_of(network)
    if told is None:
        return next((link for link in links(network) if link.iri == iri), None)
    number = told.columns.propositions.index(iri)
    if number == NONE or told.columns.object[number] == NONE:
        return None
    near = told.out_of(int(told.columns.subject[number]))
    found = near[told.arrays.proposition[near] == number].tolist()
    return told.link(found[0]) if found else None


def ties(network: Network, ring: Iterable[str], inside: Collection[str]) -> dict[str, float]:
    """Return how closely each entity beyond `inside` is tied to `ring`: a link to a hub ties less."""
    told = _columns_of(network)
    if told is not None:
        return _tied(told, _numbers(told, sorted(ring)), _marked(told, _numbers(told, inside)))
    found: defaultdict[str, float] = defaultdict(float)
    for one in sorted(ring):
        share = 1 / (network.degree[one] or 1)
        for before, after in (*network.in_edges(one), *network.out_edges(one)):
            other = before if after == one else after
            if other not in inside:
                found[other] += share
    return dict(found)


def reached(network: Network, entity: str, hops: int) -> frozenset[str] | None:
    """Return all within `hops` of `entity`, itself included; None where the network lies in no columns."""
    told = _columns_of(network)
    if told is None:
        return None
    found = _marked(told, _numbers(told, [entity]))
    subjects, targets = told.subjects[told.shown], told.arrays.target[told.shown]
    for _ in range(hops):
        near = found.copy()
        near[targets[found[subjects]]] = True
        near[subjects[found[targets]]] = True
        found = near
    return frozenset(told.columns.entities[number] for number in np.flatnonzero(found).tolist())


def most_told(told: LinksTold, incidents: Flags) -> str:
    """Return the incident whose links carry most claims; without any the entity, without that empty."""
    weights = np.where(told.shown, told.claim_counts[told.arrays.proposition], 0)
    size = len(told.nodes)
    claims = np.bincount(told.subjects, weights, size) + np.bincount(told.arrays.target, weights, size)
    loops = told.subjects == told.arrays.target
    claims -= np.bincount(told.subjects[loops], weights[loops], size)
    among = np.flatnonzero(incidents & told.nodes if (incidents & told.nodes).any() else told.nodes)
    return told.columns.entities[int(among[np.argmax(claims[among])])] if len(among) else ""


def _tied(told: LinksTold, ring: Ids, inside: Flags) -> dict[str, float]:
    """Return the same as `ties`, adding up in the same order, so that no rounding differs."""
    sums = np.zeros(len(told.nodes))
    for number in ring.tolist():
        others = np.concatenate([told.subjects[told.into(number)], told.arrays.target[told.out_of(number)]])
        np.add.at(sums, others[~inside[others]], 1 / (int(told.degrees[number]) or 1))
    return {told.columns.entities[number]: float(sums[number]) for number in np.flatnonzero(sums).tolist()}


def _columns_of(network: Network) -> LinksTold | None:
    """Return what a network that looks into columns stands on; None for any other, or for a part of one."""
    told: LinksTold | None = getattr(network, "links_told", None)  # its class would bring networkx along
    return told


def _numbers(told: LinksTold, entities: Iterable[str]) -> Ids:
    found = (told.number(iri) for iri in entities)
    return np.array([number for number in found if number != NONE], np.int32)


def _marked(told: LinksTold, numbers: Ids) -> Flags:
    marks = np.zeros(len(told.nodes), np.bool_)
    marks[numbers] = True
    return marks
