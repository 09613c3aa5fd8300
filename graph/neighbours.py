"""What lies around an entity and is not in a picture yet: by which relations, of which kinds.

Pure functions over a network, for pictures that are grown by hand. Nearest is, as in `graph.views`, what is
tied most closely: a link to a hub ties less than another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.network import reached

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours of one entity that are not in a picture, counted in two ways."""

    neighbours: int = 0
    relations: Mapping[str, int] = field(default_factory=dict)
    """Neighbours by the IRI of a relation; one that several relations lead to counts for each."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Neighbours by their most specific class."""


def neighbours(
    network: Network, entity: str, relations: Collection[str] = (), kinds: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the entities linked to `entity`, those tied most closely first.

    Parameters
    ----------
    network
        Where to look.
    entity
        Whose neighbours; one that is not in the network has none.
    relations
        IRIs of the only relations followed; empty for all.
    kinds
        Local names of the only classes wanted; empty for all.
    """
    if entity not in network:
        return ()
    ties: Counter[str] = Counter()
    for other, relation in _steps(network, entity):
        if (not relations or relation in relations) and _is_a(network, other, kinds):
            ties[other] += 1
    return tuple(sorted(ties, key=lambda iri: (-ties[iri], -network.degree[iri], iri)))


def around(network: Network, entity: str, shown: Collection[str]) -> Around:
    """Return what lies around `entity` besides what is `shown`.

    Counts are in the order of their size, the largest first.
    """
    if entity not in network:
        return Around()
    steps = {(other, relation) for other, relation in _steps(network, entity) if other not in shown}
    others = {other for other, _ in steps}
    kinds = Counter(str(network.nodes[other]["type"]) for other in others)
    return Around(len(others), _ordered(Counter(relation for _, relation in steps)), _ordered(kinds))


def not_shown(network: Network, shown: Collection[str], left_out: Collection[str] = ()) -> dict[str, int]:
    """Return how many neighbours of each entity `shown` are neither shown nor `left_out` on purpose.

    Entities all of whose neighbours are there have no entry.
    """
    known = {*shown, *left_out}
    counts = {iri: len({*network.succ[iri], *network.pred[iri]} - known) for iri in shown if iri in network}
    return {iri: count for iri, count in counts.items() if count}


def hanging_on(network: Network, entity: str, shown: Collection[str]) -> tuple[str, ...]:
    """Return the neighbours of `entity` that no other entity `shown` is linked to, in the order of IRIs."""
    if entity not in network:
        return ()
    inside = set(shown)
    near = ({*network.succ[entity], *network.pred[entity]} & inside) - {entity}
    alone = (iri for iri in near if not ({*network.succ[iri], *network.pred[iri]} & inside) - {entity, iri})
    return tuple(sorted(alone))


def within(network: Network, entity: str, hops: int) -> frozenset[str]:
    """Return all that lies within `hops` of `entity`, itself included; nothing where it is not there."""
    at_once = reached(network, entity, hops)
    if at_once is not None:
        return at_once
    found = {entity} if entity in network else set()
    ring = set(found)
    for _ in range(hops):
        ring = {other for one in ring for other in (*network.succ[one], *network.pred[one])} - found
        found |= ring
    return frozenset(found)


def _steps(network: Network, entity: str) -> Iterator[tuple[str, str]]:
    """Yield each neighbour with the relation that leads to it, in either direction."""
    for _, other, held in network.out_edges(entity, data=True):
        if other != entity:
            yield other, held["predicate"]
    for other, _, held in network.in_edges(entity, data=True):
        if other != entity:
            yield other, held["predicate"]


def _is_a(network: Network, entity: str, kinds: Collection[str]) -> bool:
    return not kinds or bool({*network.nodes[entity]["types"]} & {*kinds})


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
