"""Questions about communities: who is linked more among themselves than with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.analytics import Communities, Community, Extent, Member, Part
from graph.analytics.apart import told_apart
from graph.analytics.grouping import Grouping, grouping_of
from graph.errors import InputError
from graph.knowledge.analysing import WHOLE, Analysing
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts, Net


class Communing(Analysing):
    """What one can ask of the communities of a network."""

    def communities(
        self,
        *,
        part: Part = WHOLE,
        weighted: bool = False,
        resolution: float = 1.0,
        limit: int | None = BULK_LIMITS.analysis_shown,
    ) -> Communities:
        """Return the `limit` largest communities, each with what it is made of; see `grouping_of`.

        Entities without a link belong to none.

        Raises
        ------
        InputError
            If `part` names an entity that is not there, or `resolution` is not above 0.
        """
        if not resolution > 0:
            raise InputError(
                f"A resolution of {resolution:g} says nothing; give a number above 0, such as 1.5."
            )
        net, extent, grouping = self._grouped(part, weighted, resolution)
        shown = len(grouping.sizes) if limit is None else limit
        found = [self._community(net, grouping, number) for number in range(len(grouping.sizes))[:shown]]
        return Communities(
            extent, grouping.modularity, _told_apart(found), len(grouping.sizes), weighted, resolution
        )

    def community_members(
        self, *, part: Part = WHOLE, weighted: bool = False, resolution: float = 1.0
    ) -> Iterator[tuple[int, Member]]:
        """Yield everybody with the number of their community, whoever has most links inside first."""
        net, _, grouping = self._grouped(part, weighted, resolution)
        inside = _links_inside(net, grouping)
        order = np.lexsort((np.arange(net.size), -inside, grouping.community))
        for start in range(0, len(order), BULK_LIMITS.export_batch_rows):
            places = order[start : start + BULK_LIMITS.export_batch_rows]
            numbers = (grouping.community[places] + 1).tolist()
            yield from zip(numbers, self._members(net, places, inside[places].tolist()), strict=True)

    def _grouped(self, part: Part, weighted: bool, resolution: float) -> tuple[Net, Extent, Grouping]:
        """Return the linked entities and their communities, once for the part that was asked about last."""
        whole, extent = self._network_of(part)
        held = self._groupings.get((weighted, resolution))
        if held is None or held[0] is not whole:
            net = whole.linked()
            held = whole, net, grouping_of(net, weighted=weighted, resolution=resolution)
            self._groupings[weighted, resolution] = held
        return held[1], extent, held[2]

    @cached_property
    def _groupings(self) -> dict[tuple[bool, float], tuple[Net, Net, Grouping]]:
        return {}

    def _community(self, net: Net, grouping: Grouping, number: int) -> Community:
        told = BULK_LIMITS.analysis_told
        inside = _links_inside(net, grouping)
        places = np.flatnonzero(grouping.community == number)
        first = places[np.argsort(-inside[places], kind="stable")][:told]
        within = (grouping.community[net.source] == number) & (grouping.community[net.target] == number)
        relations, uses = np.unique(net.relations()[within], return_counts=True)
        commonest = np.argsort(-uses, kind="stable")[:told]
        predicates = self._columns.predicates
        return Community(
            number=number + 1,
            size=int(grouping.sizes[number]),
            inside=int(grouping.inside[number]),
            outward=int(grouping.outward[number]),
            members=self._members(net, first, inside[first].tolist()),
            relations=tuple(
                (self._reading.lexicon.ref(predicates[int(relations[one])]), int(uses[one]))
                for one in commonest.tolist()
            ),
            kinds=self._kinds_of(net, places)[:told],
        )

    def _kinds_of(self, net: Net, places: Counts) -> tuple[tuple[str, int], ...]:
        """Return the classes of the entities at `places`, the commonest first."""
        ground = self._reading.ground
        sorts, counts = np.unique(ground.kind[net.entities[places]], return_counts=True)
        named = [
            (next(iter(ground.kinds[sort]), "Entity"), int(n)) for sort, n in zip(sorts, counts, strict=True)
        ]
        return tuple(sorted(named, key=lambda one: (-one[1], one[0])))


def _told_apart(found: Sequence[Community]) -> tuple[Community, ...]:
    """Return communities with members by whose names no two are taken for one, also across communities."""
    members = [member for one in found for member in one.members]
    types = {member.entity.iri: (member.kind,) for member in members}
    names = iter(told_apart((member.entity for member in members), types))
    return tuple(
        replace(one, members=tuple(replace(member, entity=next(names)) for member in one.members))
        for one in found
    )


def _links_inside(net: Net, grouping: Grouping) -> Counts:
    """Return for each entity how many links it has with others of its community."""
    same = grouping.community[net.source] == grouping.community[net.target]
    ends = np.concatenate([net.source[same], net.target[same]])
    return np.bincount(ends, minlength=net.size)
