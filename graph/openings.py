"""Where there is no path: what would open one, found by easing one restriction at a time.

Pure functions over a network, in plain sentences with the figure that each easing gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from graph.model import Status
from graph.network import Restriction, ref
from graph.pathfinding import shortest_hops
from graph.sentences import counted
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.network import Network

ANY_STATUS = frozenset(Status)
Measure: TypeAlias = Callable[[Restriction, int], int | None]


@dataclass(frozen=True, slots=True)
class Opening:
    """What would open a path, in a sentence and as the question that finds it."""

    sentence: str
    max_hops: int
    restriction: Restriction | None
    """None where nothing opens a path."""


def openings(
    network: Network,
    start: str,
    end: str,
    restriction: Restriction,
    *,
    max_hops: int,
    furthest_hops: int = LIMITS.path_opening_max_hops,
    measure: Measure | None = None,
) -> tuple[Opening, ...]:
    """Return each easing of the question that would open a path; never an empty tuple.

    Only one thing is eased at a time, the number of hops apart from that kept. If no single easing
    opens a path, the last one says whether easing all of them does.

    Parameters
    ----------
    measure
        Returns the length of the shortest path that a restriction allows, within so many hops; `shortest`
        over `network` unless given. Otherwise `network` need only hold the entities that are named.
    """
    if measure is None:
        measure = partial(shortest, network, start, end)
    found = []
    further = measure(restriction, furthest_hops)
    if further and further > max_hops:
        words = f"Allowing {further} hops instead of {max_hops} opens a path."
        found.append(Opening(words, further, restriction))
    for words, eased in _easings(network, restriction):
        hops = measure(eased, max_hops)
        if hops:
            found.append(Opening(f"{words} opens a path of {counted(hops, 'hop')}.", max_hops, eased))
    return tuple(found) or (_all_at_once(network, (start, end), measure, furthest_hops),)


def shortest(network: Network, start: str, end: str, restriction: Restriction, max_hops: int) -> int | None:
    """Return the length in hops of the shortest path that `restriction` allows; None without one."""
    return shortest_hops(network, start, end, restriction, max_hops)


def _easings(network: Network, restriction: Restriction) -> Iterator[tuple[str, Restriction]]:
    yield from _links_let_through(restriction)
    yield from _fewer(network, restriction, "avoid", "No longer avoiding", "Avoiding nothing")
    passing = "Not demanding to pass"
    yield from _fewer(network, restriction, "through", passing, f"{passing} any of them")


def _links_let_through(restriction: Restriction) -> Iterator[tuple[str, Restriction]]:
    denied_out = not restriction.include_denied and Status.DENIED_ONLY not in (restriction.statuses or ())
    if denied_out:
        yield "Including links that are only denied", replace(restriction, include_denied=True)
    if restriction.statuses is not None:
        listed = " or ".join(sorted(status.value for status in restriction.statuses))
        yield f"Not demanding the status {listed}", replace(restriction, statuses=None)
    if restriction.directed:
        yield "Ignoring the direction of links", replace(restriction, directed=False)
    if restriction.relations:
        yield "Allowing every relation", replace(restriction, relations=frozenset())


def _fewer(
    network: Network, restriction: Restriction, name: str, dropping: str, all_of_them: str
) -> Iterator[tuple[str, Restriction]]:
    """Yield `restriction` with one entity less in its field `name`, and with none."""
    entities: frozenset[str] = getattr(restriction, name)

    def left(kept: frozenset[str]) -> Restriction:
        return replace(restriction, **cast(dict[str, Any], {name: kept}))

    for iri in sorted(entities):
        label = ref(network, iri).label if iri in network else f"<{iri}>"
        yield f"{dropping} {label}", left(entities - {iri})
    if len(entities) > 1:
        yield all_of_them, left(frozenset())


def _all_at_once(network: Network, ends: tuple[str, str], measure: Measure, furthest_hops: int) -> Opening:
    hops = measure(Restriction(statuses=ANY_STATUS), furthest_hops)
    if hops:
        words = f"Only easing several restrictions together opens a path, of {counted(hops, 'hop')}."
        return Opening(words, hops, Restriction(include_denied=True))
    first, last = (ref(network, end).label for end in ends)
    within = counted(furthest_hops, "hop")
    words = (
        f"Nothing opens one: no links join {first} and {last} within {within}, whatever their status. "
        "To speak of something is no link; the claims by or about them may say more."
    )
    return Opening(words, furthest_hops, None)
