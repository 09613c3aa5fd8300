"""The sources on which one connection hangs: whose removal makes the shortest path longer, or cuts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE, NOT_TOLD, Columns, judge
from graph.consequences.loads import SourceKind, links_of, source_kinds
from graph.model import Ref, Status
from graph.sentences import counted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from graph.consequences.loads import Mask
    from graph.network import Network

_DENIED_ONLY = tuple(Status).index(Status.DENIED_ONLY)


@dataclass(frozen=True, slots=True)
class PathLoad:
    """What becomes of the shortest path between two entities if one source alone is taken out."""

    source: Ref
    kind: SourceKind
    hops_before: int
    hops: int | None
    """Hops of the shortest path that is left; None where none is left."""


def path_loads(
    columns: Columns,
    base: Mask,
    remaining: Callable[[str], Mask],
    ends: tuple[str, str],
    *,
    network: Network,
    name: Callable[[str], Ref],
) -> tuple[PathLoad, ...]:
    """Return the sources without which the shortest path between `ends` is longer, those that cut it first.

    Paths run along links that are not only denied, whatever their direction. Only a source that breaks one
    shortest path can make the shortest longer, so no other is looked at closer.

    Parameters
    ----------
    columns
        All claims.
    base
        Which of them count.
    remaining
        Returns which claims count without the source of this IRI.
    ends
        IRIs of two entities.
    network
        Any network that holds every entity: what joins two of them is a link.
    name
        Returns a source or document with its label.

    Returns
    -------
    tuple of PathLoad
        Empty where no single source bears the path, also where there is no path.
    """
    ground = _Ground(columns, links_of(columns, network), *map(columns.entities.index, ends))
    path = ground.shortest(ground.walkable(base))
    steps = [ground.joining(one, other) for one, other in pairwise(path)]
    told = np.flatnonzero(np.isin(columns.proposition, np.concatenate(steps))) if steps else ()
    found = []
    for iri, kind in source_kinds(columns, network).items() if path else ():
        counting = remaining(iri)
        if np.array_equal(counting[told], base[told]):
            continue  # on the path everything stands by its own claims as before
        rest = ground.walkable(counting)
        if not all(rest[step].any() for step in steps):
            hops = len(ground.shortest(rest)) - 1
            found.append(PathLoad(name(iri), kind, len(steps), hops if hops > 0 else None))
    return tuple(sorted((one for one in found if one.hops != one.hops_before), key=_heaviest_first))


def path_load_sentence(load: PathLoad) -> str:
    """Return what becomes of the path without one source, in one sentence.

    Examples
    --------
    >>> path_load_sentence(PathLoad(Ref("actor/wire", "Evening Wire"), SourceKind.OUTLET, 2, 4))
    'Without Evening Wire the shortest path has 4 hops instead of 2.'
    """
    if load.hops is None:
        return f"Without {load.source.label} no path is left."
    longer = counted(load.hops, "hop")
    return f"Without {load.source.label} the shortest path has {longer} instead of {load.hops_before}."


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """What paths between two entities run on."""

    columns: Columns
    is_link: Mask
    start: int
    end: int

    def walkable(self, counting: Mask) -> Mask:
        """Return which propositions are links that the claims `counting` tell and do not only deny."""
        judged = judge(self.columns, counting)
        told = (judged.status != NOT_TOLD) & (judged.status != _DENIED_ONLY)
        links: Mask = told & self.is_link
        return links

    def joining(self, one: int, other: int) -> NDArray[np.int64]:
        """Return the propositions between two entities, in either direction."""
        subject, target = self.columns.subject, self.columns.object
        there, back = (subject == one) & (target == other), (subject == other) & (target == one)
        return np.flatnonzero(there | back)

    def shortest(self, walkable: Mask) -> list[int]:
        """Return the entities on a shortest path; an empty list without one.

        All that lies as many hops from the end is reached in one step.
        """
        if NONE in (self.start, self.end):
            return []
        ones, others = self.columns.subject[walkable], self.columns.object[walkable]
        ones, others = np.concatenate((ones, others)), np.concatenate((others, ones))
        towards = np.full(len(self.columns.entities), NONE, np.int32)
        towards[self.end] = self.end
        newest = towards != NONE
        while newest.any() and towards[self.start] == NONE:
            reaching = np.flatnonzero(newest[others] & (towards[ones] == NONE))
            newest = np.zeros_like(newest)
            newest[ones[reaching]] = True
            towards[ones[reaching]] = others[reaching]
        return self._followed(towards)

    def _followed(self, towards: NDArray[np.int32]) -> list[int]:
        """Return the way from the start, given the next entity of each; empty where it has none."""
        if towards[self.start] == NONE:
            return []
        way = [self.start]
        while way[-1] != self.end:
            way.append(int(towards[way[-1]]))
        return way


def _heaviest_first(load: PathLoad) -> tuple[bool, int, str, str]:
    return (load.hops is not None, -(load.hops or 0), load.source.label, load.source.iri)
