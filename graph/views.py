"""Which part of the network to show: the surroundings of some entities, or something worth seeing first.

Pure functions over a network. A view never holds more than its limit and says what it leaves out.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from graph.errors import InputError, UnknownEntityError
from graph.network import View, links, links_among, node, ties
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.network import Network


def neighbourhood(
    network: Network, entities: Iterable[str], hops: int = 1, max_nodes: int = LIMITS.view_max_nodes
) -> View:
    """Return what lies within `hops` of `entities`, the entities themselves first to be kept.

    Nearer entities are kept before farther ones; at one distance those that are tied more closely to
    what is nearer (links to a hub count less), then those with more links, then the smaller IRI. Links
    count whatever their direction and status.

    Raises
    ------
    UnknownEntityError
        If one of `entities` is not in `network`.
    InputError
        If `hops` is negative or `max_nodes` is below 1.
    """
    if hops < 0:
        raise InputError(f"The number of hops around an entity must be 0 or more, not {hops}.")
    if max_nodes < 1:
        raise InputError(f"A view must be allowed at least 1 entity, not {max_nodes}.")
    asked = _known(network, entities)
    ordered = _nearest_first(network, asked, hops)
    return view_of(network, ordered[:max_nodes], hidden=max(0, len(ordered) - max_nodes))


def view_of(network: Network, shown: Iterable[str], hidden: int = 0) -> View:
    """Return the view of exactly the entities `shown`, with every link between two of them."""
    kept = frozenset(shown)
    return View(
        nodes=tuple(node(network, iri) for iri in sorted(kept)),
        links=links_among(network, kept),
        hidden=hidden,
        cut=hidden > 0,
        total_nodes=network.number_of_nodes(),
        total_links=network.number_of_edges(),
    )


def as_told(view: View, network: Network, spoken_of: Container[str]) -> View:
    """Return `view` with only the links of `network`, which is the same graph under a perspective.

    The entities stay, so that a picture keeps its shape when the perspective changes; `silent` names those
    that are not in `spoken_of`, and `untold` says how many links between them are not told.
    """
    told = links_among(network, (node.iri for node in view.nodes))
    return replace(
        view,
        links=told,
        untold=len(view.links) - len(told),
        silent=frozenset(node.iri for node in view.nodes if node.iri not in spoken_of),
    )


def default_view(network: Network, max_nodes: int = LIMITS.default_view_max_nodes) -> View:
    """Return something worth seeing first: the surroundings of the most told incident.

    That is the incident whose links carry most claims (without incidents, the entity), the smallest
    IRI of several. Its surroundings reach two hops, what is nearest first, up to `max_nodes`.
    """
    if not network:
        return View((), ())
    return neighbourhood(network, [most_told(network)], hops=2, max_nodes=max_nodes)


def most_told(network: Network) -> str:
    """Return the incident whose links carry most claims; without incidents, the entity."""
    incidents = [iri for iri in network if "Incident" in node(network, iri).types]
    told = _claims_by_entity(network)
    return min(incidents or list(network), key=lambda iri: (-told(iri), iri))


def _claims_by_entity(network: Network) -> Callable[[str], int]:
    counts = dict.fromkeys(network, 0)
    for link in links(network):
        for end in set(link.ends):
            counts[end] += len(link.claims)
    return counts.__getitem__


def _known(network: Network, entities: Iterable[str]) -> list[str]:
    asked = list(dict.fromkeys(entities))
    for iri in asked:
        if iri not in network:
            raise UnknownEntityError(iri)
    return asked


def _nearest_first(network: Network, asked: list[str], hops: int) -> list[str]:
    """Return every entity within `hops` of those asked, ring by ring."""
    ordered, ring, degree = list(asked), set(asked), network.degree
    for _ in range(hops):
        tied = ties(network, ring, frozenset(ordered))
        ring = set(tied)
        ordered += sorted(ring, key=lambda iri: (-tied[iri], -degree[iri], iri))
    return ordered
