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
    network: Network, question: PathQuestion, *, max_examined: int = LIMITS.path_max_examined
) -> PathAnswer:
    """Return the `k` best simple paths between two entities of `network`.

    Paths are ordered by (1) fewer hops, (2) the strength of their weakest hop, (3) the IRIs along them.
    Strength compares named origins first, then status (undisputed, disputed, unconfirmed, denied-only),
    then unnamed origins; more is better. A link that `question.restriction` forbids is never looked at,
    and no path longer than `question.max_hops` is.

    Returns
    -------
    PathAnswer
        Without paths if there is none: that is an answer, not an error. `cut` is True where
        `max_examined` paths were looked at and there may be more of the same length.

    Raises
    ------
    UnknownEntityError
        If an end is not in `network`.
    InputError
        If the ends are one, one of them is to be avoided, or a number is below 1.
    """
    _refuse_impossible(network, question)
    projection = project(network, question.restriction)
    found, cut = _collect(projection, question, max_examined)
    best = sorted(found, key=lambda nodes: _order(projection, nodes))[: question.k]
    paths = tuple(Path(tuple(_hops(network, projection, nodes))) for nodes in best)
    return PathAnswer(ref(network, question.start), ref(network, question.end), paths, cut)


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
    for end in (question.start, question.end):
        if end not in network:
            raise UnknownEntityError(end)
    if question.start == question.end:
        raise InputError(f"A path needs two different entities; both ends are <{question.start}>.")
    for end in (question.start, question.end):
        if end in question.restriction.avoid:
            raise InputError(f"<{end}> is an end of the path and cannot be avoided as well.")
    if question.k < 1:
        raise InputError(f"The number of paths must be 1 or more, not {question.k}.")
    if question.max_hops < 1:
        raise InputError(f"The maximum number of hops must be 1 or more, not {question.max_hops}.")


def _collect(
    projection: Projection, question: PathQuestion, max_examined: int
) -> tuple[list[list[str]], bool]:
    """Return the paths among which the best are, and whether looking stopped early.

    networkx orders by length alone, so every path of the last length needed is collected: only then
    can the tie between them be decided.
    """
    found: list[list[str]] = []
    for nodes in _by_length(projection, question):
        if len(nodes) - 1 > question.max_hops:
            break
        if len(found) >= question.k and len(nodes) > len(found[question.k - 1]):
            break
        if len(found) >= max_examined:
            return found, True
        found.append(nodes)
    return found, False


def _by_length(projection: Projection, question: PathQuestion) -> Iterator[list[str]]:
    import networkx as nx

    part = within_reach(projection.graph, question.start, question.end, question.max_hops)
    if question.start not in part:
        return
    yield from nx.shortest_simple_paths(part, question.start, question.end)


def _steps(projection: Projection, nodes: list[str]) -> list[tuple[ViewLink, ...]]:
    return [projection.parallel[step] for step in pairwise(nodes)]


def _order(projection: Projection, nodes: list[str]) -> tuple[int, tuple[int, ...], list[str]]:
    weakest = min(parallel[0].strength for parallel in _steps(projection, nodes))
    return len(nodes), tuple(-part for part in weakest), nodes


def _hops(network: Network, projection: Projection, nodes: list[str]) -> Iterator[Hop]:
    for start, end in pairwise(nodes):
        best, *others = (_hop(network, start, end, link) for link in projection.parallel[start, end])
        yield replace(best, also=tuple(others))


def _hop(network: Network, start: str, end: str, link: ViewLink) -> Hop:
    direction = "out" if link.source == start else "in"
    return Hop(ref(network, start), ref(network, end), link.predicate, direction, link.standing, link.claims)
