"""Paths between two entities of a graph too large, or too far away, to be read whole.

Links are asked for in batches, from both ends at once: after `a` rounds from the one and `b` from the other
every path of at most `a + b` hops lies within what was read, so that the best paths among them are known as
surely as if all had been read. Pure: who knows where the links are hands in a function that gives them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from graph.model import PathAnswer
from graph.network import ViewLink, ViewNode, add_links, build_network, project
from graph.pathfinding.finding import PathQuestion, find_paths
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.network import Network


class Direction(StrEnum):
    """Which links of an entity are asked for."""

    OUT = "out"
    """Those of which it is the subject."""
    IN = "in"
    """Those of which it is the object."""
    BOTH = "both"


LinksOf: TypeAlias = Callable[[Collection[str], Direction], Iterable[ViewLink]]
"""Gives the links of some entities, whole: all propositions of one content as one link. Claims may lack."""


@dataclass(frozen=True, slots=True)
class Grown:
    """The best paths, and what was read to find them."""

    answer: PathAnswer
    """Hops have the claims that the links had; `cut` is also True where a limit stopped the frontiers."""
    links: tuple[ViewLink, ...]
    """Those that the paths walk, in the order of their IRIs."""
    network: Network
    """All links that were read and are allowed."""
    hops_seen: int
    """Every path of at most so many hops was seen."""


def find_by_frontiers(
    question: PathQuestion,
    named: Iterable[ViewNode],
    links_of: LinksOf,
    *,
    max_links: int = LIMITS.frontier_max_links,
    max_entities: int = LIMITS.frontier_max_entities,
) -> Grown:
    """Return the best paths between two entities, as `find_paths` does over the whole network.

    Parameters
    ----------
    named
        The entities that the question names and that exist; of all others only the IRI is known.
    links_of
        Gives the links of entities; no entity is asked for twice in one direction.
    max_links
        Allowed links beyond which the frontiers stop.
    max_entities
        Entities of one frontier beyond which it is not grown: a hub makes it explode.

    Returns
    -------
    Grown
        The same answer as over the whole network unless `cut` says that a limit was met.

    Raises
    ------
    InputError
        As `find_paths` does.

    Examples
    --------
    >>> from graph.model import Ref, Standing, Status
    >>> sure = Standing(Status.UNDISPUTED, 1, 0)
    >>> links = [ViewLink(a + b, a, b, Ref("r", "r"), sure, ()) for a, b in ("ab", "bz", "xy")]
    >>> def links_of(entities, direction):
    ...     return [link for link in links if {link.source, link.target} & set(entities)]
    >>> ends = [ViewNode("a", "A", ()), ViewNode("z", "Z", ())]
    >>> found = find_by_frontiers(PathQuestion("a", "z"), ends, links_of)
    >>> [hop.end.iri for hop in found.answer.paths[0].hops], found.network.number_of_edges()
    (['b', 'z'], 2)
    """
    growing = _Growing(question, build_network(named, ()), links_of, max_links, max_entities)
    find_paths(growing.network, question)  # refuses what cannot be asked before anything is read
    answer = growing.until_found()
    return Grown(answer, _walked(growing.network, question, answer), growing.network, growing.hops_seen)


@dataclass(slots=True)
class _Side:
    """How far the graph was read from one end."""

    direction: Direction
    other_end: str
    """A path ends there, so nothing is asked for beyond it."""
    reached: set[str]
    frontier: set[str]
    """What was reached last: its own links are not known yet."""
    rounds: int = 0

    def reach(self, links: Iterable[ViewLink], asked: Collection[str]) -> None:
        """Make what lies behind `links` of those `asked` the new frontier."""
        ends = {end for link in links for end in self._ahead(link, asked)}
        self.frontier = ends - self.reached - {self.other_end}
        self.reached |= ends
        self.rounds += 1

    def _ahead(self, link: ViewLink, asked: Collection[str]) -> Iterator[str]:
        if link.source in asked and self.direction is not Direction.IN:
            yield link.target
        if link.target in asked and self.direction is not Direction.OUT:
            yield link.source


@dataclass(slots=True)
class _Growing:
    """A search that has read some of a graph."""

    question: PathQuestion
    network: Network
    links_of: LinksOf
    max_links: int
    max_entities: int
    cut: bool = False
    sides: tuple[_Side, _Side] = field(init=False)

    def __post_init__(self) -> None:
        start, end, directed = self.question.start, self.question.end, self.question.restriction.directed
        forwards, backwards = (Direction.OUT, Direction.IN) if directed else (Direction.BOTH, Direction.BOTH)
        self.sides = (
            _Side(forwards, end, {start}, {start}),
            _Side(backwards, start, {end}, {end}),
        )

    @property
    def hops_seen(self) -> int:
        """Length up to which every path is known; where an end has nothing left to ask for, of any length."""
        if not all(side.frontier for side in self.sides):
            return self.question.max_hops
        return min(sum(side.rounds for side in self.sides), self.question.max_hops)

    def until_found(self) -> PathAnswer:
        """Grow until the paths asked for are known, or nothing is left, or a limit is met."""
        while self.hops_seen < self.question.max_hops and not self.cut:
            self._grow(min(self.sides, key=lambda side: len(side.frontier)))
            if self._met() and not self.cut:
                answer = find_paths(self.network, replace(self.question, max_hops=max(self.hops_seen, 1)))
                if len(answer.paths) >= self.question.k:
                    return answer
        answer = find_paths(self.network, self.question)
        return replace(answer, cut=answer.cut or self.cut)

    def _met(self) -> bool:
        forwards, backwards = self.sides
        return not forwards.reached.isdisjoint(backwards.reached)

    def _grow(self, side: _Side) -> None:
        """Read the links of one frontier, and make a new one of what lies behind them."""
        asked = side.frontier
        if len(asked) > self.max_entities:
            self.cut = True
            return
        read = []
        for link in self.links_of(asked, side.direction):
            if self.question.restriction.allows(link):
                read.append(link)
                if self.network.number_of_edges() + len(read) > self.max_links:
                    self.cut = True
                    break
        add_links(self.network, read)
        if not self.cut:
            side.reach(read, asked)


def _walked(network: Network, question: PathQuestion, answer: PathAnswer) -> tuple[ViewLink, ...]:
    """Return every link that a hop of `answer` tells, also those beside the best one."""
    if not answer.paths:
        return ()
    parallel = project(network, question.restriction).parallel
    passed = ([path.hops[0].start.iri, *(hop.end.iri for hop in path.hops)] for path in answer.paths)
    found = {link.iri: link for nodes in passed for step in pairwise(nodes) for link in parallel[step]}
    return tuple(found[iri] for iri in sorted(found))
