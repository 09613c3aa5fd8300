"""What becomes of the ways through the network when sources are taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import comb
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.model import Hop, Path, PathAnswer, Ref, Status
from graph.network import Projection, Restriction, project
from graph.openings import openings, shortest
from graph.pathfinding import PathQuestion, find_paths
from graph.sentences import counted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.network import LinksTold, Network

    Parts: TypeAlias = NDArray[np.int64]

_DENIED_ONLY = tuple(Status).index(Status.DENIED_ONLY)


@dataclass(frozen=True, slots=True)
class FallenPath:
    """A path that cannot be walked any more."""

    path: Path
    """As it stood."""
    broken: tuple[Hop, ...]
    """Its hops between two entities that no link joins any more."""


@dataclass(frozen=True, slots=True)
class Rerouting:
    """The best paths between two entities with some sources and without them."""

    before: PathAnswer
    after: PathAnswer
    """Without a path its `opens` says which sources, or which easings of the question, would open one."""
    fallen: tuple[FallenPath, ...]
    """Paths of `before` that cannot be walked any more."""
    surviving: tuple[Path, ...]
    """Paths of `before` that still can be, as they stood; a hop may rest on fewer claims now."""
    risen: tuple[Path, ...]
    """Paths of `after` that were not among the best before."""


@dataclass(frozen=True, slots=True)
class Separation:
    """How many pairs of entities are not joined any more, be it through others."""

    pairs: int
    """Pairs that some chain of links joined before and none does now."""
    pairs_before: int
    """Pairs that some chain of links joined before."""

    @property
    def sentence(self) -> str:
        """Say it in plain English."""
        if not self.pairs_before:
            return "No two entities were linked before."
        joined = (
            f"{counted(self.pairs_before, 'pair')} of entities that links joined, directly or through others"
        )
        if not self.pairs:
            return f"All of the {joined}, still are joined."
        return f"{self.pairs:,} of the {joined}, {'is' if self.pairs == 1 else 'are'} joined no more."


def reroute(
    removed: Iterable[Ref],
    before: Network,
    after: Network,
    question: PathQuestion,
    restored: Mapping[Ref, Network] | None = None,
) -> Rerouting:
    """Return what becomes of the paths that `question` asks for, once `removed` are taken out.

    Parameters
    ----------
    removed
        The sources taken out, for the words of the answer.
    before, after
        The network with and without them.
    question
        Asked of both.
    restored
        For each source the network where it alone counts again, if several were taken out: so the
        answer says which of them opens a path, and not only that all of them together do.

    Raises
    ------
    UnknownEntityError, InputError
        As `graph.pathfinding.find_paths` does.
    """
    was, now = find_paths(before, question), find_paths(after, question)
    if not now.paths:
        alone = [_return((one,), network, question) for one, network in (restored or {}).items()]
        returns = [*filter(None, alone)] or [*filter(None, [_return(tuple(removed), before, question)])]
        now = replace(now, opens=(*returns, *_easings(after, question, told=not returns)))
    ways = {iri for path in was.paths for iri in _nodes(path)}
    walkable = project(after.subgraph(ways), question.restriction)
    return Rerouting(
        before=was,
        after=now,
        fallen=tuple(FallenPath(path, cut) for path in was.paths if (cut := _broken(path, walkable))),
        surviving=tuple(path for path in was.paths if not _broken(path, walkable)),
        risen=tuple(path for path in now.paths if _nodes(path) not in set(map(_nodes, was.paths))),
    )


def separation(before: Network, after: Network) -> Separation:
    """Return how many pairs of entities links joined in `before`, near or far, and do not in `after`.

    Links count whatever their direction; those that are only denied join nothing.
    """
    one, other = (getattr(each, "links_told", None) for each in (before, after))
    if one is not None and other is not None:
        return _separation(_parts(one), _parts(other))
    was, now = _components(before), _components(after)
    joined = _pairs(was.values())
    still = _pairs((was[iri], now[iri]) for iri in was if iri in now)
    return Separation(joined - still, joined)


def rerouting_sentence(found: Rerouting) -> str:
    """Return what becomes of the paths in one sentence."""
    ends = f"from {found.before.start.label} to {found.before.end.label}"
    if not found.before.paths:
        return f"There was no path {ends} before{', but there is one now' if found.after.paths else ''}."
    number = len(found.before.paths)
    best = f"the {counted(number, 'best path')} {ends}"
    if not found.fallen:
        return f"Nothing of {best if number > 1 else f'the best path {ends}'} falls."
    told = f"Of {best} {len(found.fallen):,} {'falls' if len(found.fallen) == 1 else 'fall'}"
    if number == 1:
        told = f"The best path {ends} falls"
    if not found.after.paths:
        return f"{told}, and no other path is left."
    was, now = (len(answer.paths[0].hops) for answer in (found.before, found.after))
    return f"{told}; the shortest {'still' if was == now else 'now'} has {counted(now, 'hop')}."


def _nodes(path: Path) -> tuple[str, ...]:
    return (*(hop.start.iri for hop in path.hops), path.hops[-1].end.iri)


def _broken(path: Path, walkable: Projection) -> tuple[Hop, ...]:
    return tuple(hop for hop in path.hops if (hop.start.iri, hop.end.iri) not in walkable.parallel)


def _return(sources: tuple[Ref, ...], network: Network, question: PathQuestion) -> str:
    """Return what these sources open by counting again, in a sentence; empty if they open no path."""
    hops = shortest(network, question.start, question.end, question.restriction, question.max_hops)
    names = " and ".join(one.label for one in sources)
    return f"Letting {names} count again opens a path of {counted(hops, 'hop')}." if hops else ""


def _easings(network: Network, question: PathQuestion, *, told: bool) -> tuple[str, ...]:
    """Return what eases the question so that there is a path; that nothing does is `told` or left out."""
    restriction, max_hops = question.restriction, question.max_hops
    found = openings(network, question.start, question.end, restriction, max_hops=max_hops)
    return tuple(one.sentence for one in found if told or one.restriction is not None)


def _separation(was: Parts, now: Parts) -> Separation:
    """Return the same for networks that look into columns, each entity with the number of its component."""
    joined = _pairs_within(np.unique(was[was >= 0], return_counts=True)[1])
    both = (was >= 0) & (now >= 0)
    together = np.column_stack((was[both], now[both]))
    return Separation(joined - _pairs_within(np.unique(together, axis=0, return_counts=True)[1]), joined)


def _parts(told: LinksTold) -> Parts:
    """Return the number of the component that each entity lies in; -1 of what is not looked at."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    size = len(told.nodes)
    walkable = told.shown & (told.judged.status[told.arrays.proposition] != _DENIED_ONLY)
    ends = told.subjects[walkable], told.arrays.target[walkable]
    links = coo_array((np.ones(len(ends[0]), np.bool_), ends), shape=(size, size))
    number: Parts = connected_components(links, directed=False)[1]
    return np.where(told.nodes, number, -1)


def _pairs_within(sizes: Parts) -> int:
    """Return how many pairs there are within groups of these `sizes`."""
    return int((sizes.astype(np.int64) * (sizes.astype(np.int64) - 1) // 2).sum())


def _components(network: Network) -> dict[str, int]:
    """Return each entity with the number of the component it lies in."""
    import networkx as nx

    components = nx.connected_components(project(network, Restriction()).graph)
    return {iri: number for number, component in enumerate(components) for iri in component}


def _pairs(places: Iterable[Hashable]) -> int:
    """Return how many pairs of things are at one place, given the place of each thing."""
    return sum(comb(together, 2) for together in Counter(places).values())
