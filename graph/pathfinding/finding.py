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
from graph.network import Projection, Restriction, ViewLink, project, ref
from graph.pathfinding.stops import Budget, paths_through
from graph.settings import LIMITS

if TYPE_CHECKING:
    import networkx as nx

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
) -> PathAnswer:
    """Return the `k` best simple paths between two entities of `network`.

    Paths are ordered by (1) fewer hops, (2) the strength of their weakest hop, (3) the IRIs along them.
    Strength compares named origins first, then status (undisputed, disputed, unconfirmed, denied-only),
    then unnamed origins; more is better. A link that `question.restriction` forbids is never looked at,
    and no path longer than `question.max_hops` is. Every path passes all entities that the restriction
    wants passed, in any order.

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
    projection = project(network, question.restriction)
    budget = Budget(max_steps)
    found, cut = _collect(_by_length(projection, question, budget), question, max_examined)
    best = sorted(found, key=lambda nodes: _order(projection, nodes))[: question.k]
    paths = tuple(_path(network, projection, nodes) for nodes in best)
    ends = ref(network, question.start), ref(network, question.end)
    return PathAnswer(*ends, paths, cut or budget.spent)


def within_reach(graph: nx.Graph[str], start: str, end: str, max_hops: int) -> nx.Graph[str]:
    """Return the part of `graph` that lies on some walk from `start` to `end` of at most `max_hops`."""
    import networkx as nx

    away = nx.single_source_shortest_path_length(graph, start, cutoff=max_hops)
    backwards = graph.reverse(copy=False) if isinstance(graph, nx.DiGraph) else graph
    back = nx.single_source_shortest_path_length(backwards, end, cutoff=max_hops)
    kept = {node for node, hops in away.items() if hops + back.get(node, max_hops + 1) <= max_hops}
    part: nx.Graph[str] = graph.__class__()
    part.add_nodes_from(node for node in graph if node in kept)
    part.add_edges_from((u, v) for u, v in graph.edges() if u in kept and v in kept)
    return part


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
    by_length: Iterator[list[str]], question: PathQuestion, max_examined: int
) -> tuple[list[list[str]], bool]:
    """Return the paths among which the best are, and whether looking stopped early.

    They come ordered by length alone, so every path of the last length needed is collected: only then
    can the tie between them be decided.
    """
    found: list[list[str]] = []
    for nodes in by_length:
        if len(nodes) - 1 > question.max_hops:
            break
        if len(found) >= question.k and len(nodes) > len(found[question.k - 1]):
            break
        if len(found) >= max_examined:
            return found, True
        found.append(nodes)
    return found, False


def _by_length(projection: Projection, question: PathQuestion, budget: Budget) -> Iterator[list[str]]:
    import networkx as nx

    start, end, stops = question.start, question.end, question.restriction.through
    part = within_reach(projection.graph, start, end, question.max_hops)
    if start not in part:
        return
    if stops:
        yield from paths_through(part, (start, end), stops, question.max_hops, budget)
    else:
        yield from nx.shortest_simple_paths(part, start, end)


def _steps(projection: Projection, nodes: list[str]) -> list[tuple[ViewLink, ...]]:
    return [projection.parallel[step] for step in pairwise(nodes)]


def _order(projection: Projection, nodes: list[str]) -> tuple[int, tuple[int, ...], list[str]]:
    weakest = min(parallel[0].strength for parallel in _steps(projection, nodes))
    return len(nodes), tuple(-part for part in weakest), nodes


def _path(network: Network, projection: Projection, nodes: list[str]) -> Path:
    return Path(tuple(hop_between(network, projection, step) for step in pairwise(nodes)))


def hop_between(network: Network, projection: Projection, step: tuple[str, str]) -> Hop:
    """Return the hop from one entity to the next: its best standing link, the others beside it."""
    best, *others = (_hop(network, *step, link) for link in projection.parallel[step])
    return replace(best, also=tuple(others))


def _hop(network: Network, start: str, end: str, link: ViewLink) -> Hop:
    direction = "out" if link.source == start else "in"
    ends = ref(network, start), ref(network, end)
    return Hop(*ends, link.predicate, direction, link.standing, tuple(link.claims))
