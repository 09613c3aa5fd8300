"""Paths as two tellings have them: which of them each tells, and how every hop stands in either."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from graph.model import Hop, Path, Status
from graph.pathfinding.finding import PathQuestion, find_paths, hop_between, parallel_links

if TYPE_CHECKING:
    from graph.network import Network


class PathSide(StrEnum):
    """Which of two tellings tells a path."""

    BOTH = "both"
    ONLY_ONE = "only one"
    ONLY_OTHER = "only other"


@dataclass(frozen=True, slots=True)
class TwiceToldPath:
    """One path as two tellings have it."""

    path: Path
    """As the first tells it, otherwise as the other does."""
    side: PathSide
    one: tuple[Hop | None, ...]
    """Each hop as it stands in the first telling, denied ones too; None where it tells nothing of it."""
    other: tuple[Hop | None, ...]


@dataclass(frozen=True, slots=True)
class PathComparison:
    """The paths that two tellings tell between the same two entities."""

    paths: tuple[TwiceToldPath, ...]
    """Those found in the first telling in their order, then those found in the other alone."""
    cut: bool = False
    """True where more paths may exist than were examined."""

    def told(self, *sides: PathSide) -> int:
        """Return how many paths are told by one of `sides`."""
        return sum(path.side in sides for path in self.paths)


def compare_paths(one: Network, other: Network, question: PathQuestion) -> PathComparison:
    """Return the best paths of two tellings, each held against the other telling.

    A telling tells a path if it has a link for every hop that the question lets through; so a hop that it
    only denies is not told, and still said to be denied there.

    Raises
    ------
    InputError
        As `find_paths` does.
    """
    answers = find_paths(one, question), find_paths(other, question)
    paths = {_passed(path): path for answer in reversed(answers) for path in answer.paths}
    order = dict.fromkeys(_passed(path) for answer in answers for path in answer.paths)
    tellings = _Telling(one, question), _Telling(other, question)
    told = tuple(_twice_told(paths[nodes], nodes, tellings) for nodes in order)
    return PathComparison(told, any(answer.cut for answer in answers))


def _passed(path: Path) -> tuple[str, ...]:
    return (path.hops[0].start.iri, *(hop.end.iri for hop in path.hops))


class _Telling:
    """One telling: what a path may walk in it, and what it says of any step at all."""

    def __init__(self, network: Network, question: PathQuestion) -> None:
        self.network = network
        self.allowed = parallel_links(network, question.restriction)
        whatever = replace(question.restriction, statuses=frozenset(Status), include_denied=True)
        self.said = parallel_links(network, whatever)

    def tells(self, nodes: tuple[str, ...]) -> bool:
        return all(step in self.allowed for step in pairwise(nodes))

    def hops(self, nodes: tuple[str, ...]) -> Iterator[Hop | None]:
        for step in pairwise(nodes):
            told = self.allowed if step in self.allowed else self.said
            yield hop_between(self.network, told, step) if step in told else None


def _twice_told(path: Path, nodes: tuple[str, ...], tellings: tuple[_Telling, _Telling]) -> TwiceToldPath:
    one, other = tellings
    side = PathSide.ONLY_OTHER
    if one.tells(nodes):
        side = PathSide.BOTH if other.tells(nodes) else PathSide.ONLY_ONE
    return TwiceToldPath(path, side, tuple(one.hops(nodes)), tuple(other.hops(nodes)))
