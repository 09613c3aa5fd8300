"""Two tellings in one drawing: which of their links to show, where not all of them can be read at once."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from graph.comparison.differences import Comparison, TellingSide
from graph.errors import InputError
from graph.network import View, ViewLink, links
from graph.settings import LIMITS
from graph.views import view_of

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """A part of what two tellings tell, to be drawn."""

    view: View
    sides: Mapping[str, TellingSide] = field(default_factory=dict)
    """The IRI of each link of the view with its side."""


def comparison_view(
    comparison: Comparison, network: Network, max_nodes: int = LIMITS.comparison_view_max_nodes
) -> ComparisonView:
    """Return the links that two tellings tell, with their sides, up to `max_nodes` entities.

    What they oppose each other on comes first, then what both tell, then what only one does; of these
    what hangs together with what is shown already, then what is told by more claims, then the smaller
    IRI.

    Parameters
    ----------
    comparison
        Of two tellings.
    network
        One that holds the links of both, standing as they are to be drawn.
    max_nodes
        How many entities at most; the view says how many were left out.

    Raises
    ------
    InputError
        If `max_nodes` is below 1.
    """
    if max_nodes < 1:
        raise InputError(f"A view must be allowed at least 1 entity, not {max_nodes}.")
    told = {one.proposition.iri: one.side for one in comparison.differences}
    edges: list[Any] = [edge for edge in network.edges(keys=True) if edge[2] in told]
    part: Network = network.edge_subgraph(edges)
    shown = _grown({link.iri: link for link in links(part)}, told, max_nodes)
    view = view_of(part, shown, hidden=part.number_of_nodes() - len(shown))
    view = replace(view, total_links=sum(one.links for one in comparison.counts))
    return ComparisonView(view, {link.iri: told[link.iri] for link in view.links})


def _grown(told: Mapping[str, ViewLink], sides: Mapping[str, TellingSide], max_nodes: int) -> set[str]:
    """Return the entities to show: link by link, those first that hang together with what is shown."""
    beside: defaultdict[str, list[ViewLink]] = defaultdict(list)
    for link in told.values():
        for end in link.ends:
            beside[end].append(link)
    waiting = sorted(_urgency(link, sides, hanging_on=False) for link in told.values())
    shown: set[str] = set()
    while waiting:
        new = set(told[heapq.heappop(waiting)[-1]].ends) - shown
        if len(shown) + len(new) > max_nodes:
            continue
        shown |= new
        for link in (link for end in new for link in beside[end]):
            heapq.heappush(waiting, _urgency(link, sides, hanging_on=True))
    return shown


def _urgency(
    link: ViewLink, sides: Mapping[str, TellingSide], *, hanging_on: bool
) -> tuple[int, bool, int, str]:
    """Return what links wait in the order of; what only one tells waits alike, whichever tells it."""
    place = min(list(TellingSide).index(sides[link.iri]), list(TellingSide).index(TellingSide.ONLY_ONE))
    return place, not hanging_on, -len(link.claims), link.iri
