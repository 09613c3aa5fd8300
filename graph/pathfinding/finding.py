"""The best paths between two entities, every hop with its evidence.

Pure functions over a network; they know no store. A path is simple: it passes no entity twice.
Propositions between the same two entities are one hop, told by the best standing of them, with the
others beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.errors import InputError, UnknownEntityError
from graph.model import Hop, Path, PathAnswer
from graph.network import Restriction, ViewLink, project, ref
from graph.pathfinding.columnar import ArrayWalks, in_arrays
from graph.pathfinding.stops import Budget, Node
from graph.pathfinding.walking import Parallel, ValueWalks, Walking
from graph.settings import BULK_LIMITS, LIMITS

if TYPE_CHECKING:
    from graph.network import Network


@dataclass(frozen=True, slots=True)
class PathQuestion:
    """What is asked for between two entities."""

    start: str
    end: str
    k: int = LIMITS.path_count
    """How many paths at most."""
    max_hops: int = LIMITS.path_max_hops
    """Longest path looked for, in hops."""
    restriction: Restriction = field(default_factory=Restriction)


def find_paths(
    network: Network,
    question: PathQuestion,
    *,
    max_examined: int = LIMITS.path_max_examined,
    max_steps: int = LIMITS.path_max_steps,
    arrays_from_links: int = BULK_LIMITS.array_paths_from_links,
) -> PathAnswer:
    """Return the `k` best simple paths between two entities of `network`.

    Paths are ordered by (1) fewer hops, (2) the strength of their weakest hop, (3) the IRIs along them.
    Strength compares named origins first, then status (undisputed, disputed, unconfirmed, denied-only),
    then unnamed origins; more is better. A link that `question.restriction` forbids is never looked at,
    and no path longer than `question.max_hops` is. Every path passes all entities that the restriction
    wants passed, in any order.

    Parameters
    ----------
    arrays_from_links
        Links from which on they are searched where they lie in arrays, and not read as values first.

    Returns
    -------
    PathAnswer
        Without paths if there is none: that is an answer, not an error. `cut` is True where
        `max_examined` paths were looked at, or `max_steps` taken on the way through what must be
        passed, and there may be more.

    Raises
    ------
    UnknownEntityError
        If an end, or what must be passed, is not in `network`.
    InputError
        If the ends are one, an end is to be avoided or passed, something is to be both, too much is to be
        passed, or a number is below 1.
    """
    _refuse_impossible(network, question)
    told = in_arrays(network, arrays_from_links)
    if told is None:
        paths, cut = _best(
            network, ValueWalks(network, question.restriction), question, max_examined, max_steps
        )
    else:
        paths, cut = _best(network, ArrayWalks(told, question.restriction), question, max_examined, max_steps)
    ends = ref(network, question.start), ref(network, question.end)
    return PathAnswer(*ends, paths, cut)


def shortest_hops(
    network: Network, start: str, end: str, restriction: Restriction, max_hops: int
) -> int | None:
    """Return the length in hops of the shortest path that `restriction` allows; None without one.

    It passes what the restriction wants passed. An end that may not be passed itself has none.
    """
    told = in_arrays(network)
    walks = ValueWalks(network, restriction) if told is None else ArrayWalks(told, restriction)
    return walks.shortest((start, end), restriction.through, max_hops)


def parallel_links(network: Network, restriction: Restriction) -> Parallel:
    """Return the links that `restriction` allows by step from one entity to the next, best standing first."""
    told = in_arrays(network)
    if told is None:
        return project(network, restriction).parallel
    return ArrayWalks(told, restriction).parallel


def _best(
    network: Network, walks: Walking[Node], question: PathQuestion, max_examined: int, max_steps: int
) -> tuple[tuple[Path, ...], bool]:
    """Return the best paths, and whether there may be others that were not looked at."""
    budget, ends, stops = Budget(max_steps), (question.start, question.end), question.restriction.through
    found, cut = None if stops else walks.at_once(ends, question.k, question.max_hops, max_examined), False
    if found is None:
        by_length = walks.by_length(ends, stops, question.max_hops, budget)
        found, cut = _collect(by_length, question, max_examined)
    best = sorted(found, key=walks.order)[: question.k]
    paths = tuple(_path(network, walks.parallel, walks.names(nodes)) for nodes in best)
    return paths, cut or budget.spent


def _refuse_impossible(network: Network, question: PathQuestion) -> None:
    for iri in (question.start, question.end, *sorted(question.restriction.through)):
        if iri not in network:
            raise UnknownEntityError(iri)
    if question.start == question.end:
        raise InputError(f"A path needs two different entities; both ends are <{question.start}>.")
    for end in (question.start, question.end):
        if end in question.restriction.avoid:
            raise InputError(f"<{end}> is an end of the path and cannot be avoided as well.")
    _refuse_impossible_stops(network, question)
    if question.k < 1:
        raise InputError(f"The number of paths must be 1 or more, not {question.k}.")
    if question.max_hops < 1:
        raise InputError(f"The maximum number of hops must be 1 or more, not {question.max_hops}.")


def _refuse_impossible_stops(network: Network, question: PathQuestion) -> None:
    stops, most = question.restriction.through, LIMITS.path_max_stops
    names = {iri: ref(network, iri).label for iri in sorted(stops)}
    for end in (question.start, question.end):
        if end in stops:
            raise InputError(
                f"{names[end]} is an end of the path, so every path passes it; choose one between the ends."
            )
    for iri in sorted(stops & question.restriction.avoid):
        raise InputError(f"{names[iri]} is to be passed and to be avoided; it can only be one of the two.")
    if len(stops) > most:
        raise InputError(f"A path can be asked to pass at most {most} entities, not {len(stops)}.")


def _collect(
    by_length: Iterator[list[Node]], question: PathQuestion, max_examined: int
) -> tuple[list[list[Node]], bool]:
    """Return the paths among which the best are, and whether looking stopped early.

    They come ordered by length alone, so every path of the last length needed is collected: only then
    can the tie between them be decided.
    """
    found: list[list[Node]] = []
    for nodes in by_length:
        if len(nodes) - 1 > question.max_hops:
            break
        if len(found) >= question.k and len(nodes) > len(found[question.k - 1]):
            break
        if len(found) >= max_examined:
            return found, True
        found.append(nodes)
    return found, False


def _path(network: Network, parallel: Parallel, nodes: list[str]) -> Path:
    return Path(tuple(hop_between(network, parallel, step) for step in pairwise(nodes)))


def hop_between(network: Network, parallel: Parallel, step: tuple[str, str]) -> Hop:
    """Return the hop from one entity to the next: its best standing link, the others beside it."""
    best, *others = (_hop(network, *step, link) for link in parallel[step])
    return replace(best, also=tuple(others))


def _hop(network: Network, start: str, end: str, link: ViewLink) -> Hop:
    direction = "out" if link.source == start else "in"
    ends = ref(network, start), ref(network, end)
    return Hop(*ends, link.predicate, direction, link.standing, tuple(link.claims))
