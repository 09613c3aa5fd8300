"""Questions about the network as a whole: who is central, who belongs together, what holds it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph import asking
from graph.analytics import (
    Bridge,
    Centrality,
    Communities,
    Community,
    Extent,
    Measure,
    Member,
    Part,
    Separator,
    Structure,
)
from graph.analytics.central import best, scores_of
from graph.analytics.grouping import Grouping, grouping_of
from graph.analytics.nets import Net, net_of, within_steps
from graph.analytics.separating import separating
from graph.columns import NONE
from graph.errors import InputError
from graph.knowledge.tallying import Tallying
from graph.model import Status
from graph.network import Restriction
from graph.selecting import marked
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns.layout import Flags

WHOLE = Part()
"""All that is told and looked at, without links that are only denied."""
_DENIED = tuple(Status).index(Status.DENIED_ONLY)


class _Known(NamedTuple):
    """A network and what is said of it."""

    net: Net
    extent: Extent


class Analysing(Tallying):
    """What one can ask of all links that are told and looked at, or of those in a part of the graph.

    What is central, near or numerous here is so in what was reported, which need not be so in the world.
    """

    def centrality(
        self,
        measure: Measure | str = Measure.NEIGHBOURS,
        *,
        part: Part = WHOLE,
        limit: int | None = BULK_LIMITS.analysis_shown,
    ) -> Centrality:
        """Return the `limit` most central entities, or all whose value is above 0; see `scores_of`.

        Raises
        ------
        InputError
            If there is no such measure, or `part` names an entity that is not there.
        """
        asked = asking.word_named(Measure, measure, "a measure")
        net, extent = self._network_of(part)
        scores = scores_of(net, asked)
        first = best(scores.values, net.size if limit is None else limit)
        return Centrality(
            extent=extent,
            measure=asked,
            top=self._members(net, first, scores.values[first].tolist()),
            scored=int(np.count_nonzero(scores.values > 0)),
            sampled=scores.sampled,
            measured=scores.measured,
        )

    def communities(
        self, *, part: Part = WHOLE, limit: int | None = BULK_LIMITS.analysis_shown
    ) -> Communities:
        """Return the `limit` largest communities, each with what it is made of; see `grouping_of`.

        Entities without a link belong to none.

        Raises
        ------
        InputError
            If `part` names an entity that is not there.
        """
        net, extent, grouping = self._grouped(part)
        shown = len(grouping.sizes) if limit is None else limit
        found = [self._community(net, grouping, number) for number in range(len(grouping.sizes))[:shown]]
        return Communities(extent, grouping.modularity, tuple(found), len(grouping.sizes))

    def community_members(self, *, part: Part = WHOLE) -> Iterator[tuple[int, Member]]:
        """Yield everybody with the number of their community, whoever has most links inside first."""
        net, _, grouping = self._grouped(part)
        inside = _links_inside(net, grouping)
        order = np.lexsort((np.arange(net.size), -inside, grouping.community))
        for start in range(0, len(order), BULK_LIMITS.export_batch_rows):
            places = order[start : start + BULK_LIMITS.export_batch_rows]
            numbers = (grouping.community[places] + 1).tolist()
            yield from zip(numbers, self._members(net, places, inside[places].tolist()), strict=True)

    def structure(self, *, part: Part = WHOLE, limit: int | None = BULK_LIMITS.analysis_shown) -> Structure:
        """Return connected parts, and the `limit` entities and connections that separate most.

        Raises
        ------
        InputError
            If `part` names an entity that is not there.
        """
        whole, extent = self._network_of(part)
        net = whole.linked()
        found = separating(net)
        names = self._members(net, found.points[:limit], found.cut_off[:limit].tolist())
        separators = zip(names, found.pieces[:limit].tolist(), strict=True)
        ends = self._members(net, found.bridges[:limit].reshape(-1), None)
        return Structure(
            extent=extent,
            components=found.components,
            points=tuple(Separator(one.entity, one.kind, n, int(one.value)) for one, n in separators),
            points_in_all=len(found.points),
            bridges=tuple(
                Bridge(ends[2 * n].entity, ends[2 * n + 1].entity, beyond, _links_between(net, pair))
                for n, (pair, beyond) in enumerate(
                    zip(found.bridges[:limit].tolist(), found.beyond[:limit].tolist(), strict=True)
                )
            ),
            bridges_in_all=len(found.bridges),
        )

    def _network_of(self, part: Part) -> _Known:
        """Return the network that `part` means."""
        if part not in self._networks:
            self._networks.clear()  # what is asked next is mostly about the same part
            self._networks[part] = self._network_made(part)
        return self._networks[part]

    @cached_property
    def _networks(self) -> dict[Part, _Known]:
        return {}

    def _network_made(self, part: Part) -> _Known:
        shown = self.link_graph(Restriction(include_denied=part.with_denied)).looked_into
        within, around = None, None
        if part.around:
            around = self.named(part.around)
            number = self._columns.entities.index(around.iri)
            if number == NONE or not shown.is_node[number]:
                raise InputError(f"{around.label} is not an entity that is looked at here.")
            within = within_steps(shown, number, part.steps)
        if part.entities is not None:
            within = marked(self._columns, part.entities)
        net = net_of(shown, within)
        extent = Extent(
            entities=net.size,
            links=len(net.link),
            alone=net.alone,
            denied=self._denied_among(within),
            with_denied=part.with_denied,
            around=around,
            steps=part.steps if around else 0,
            is_view=part.entities is not None,
        )
        return _Known(net, extent)

    def _denied_among(self, within: Flags | None) -> int:
        """Return how many links are only denied."""
        told = self._links
        denied = told.shown & (told.judged.status[told.arrays.proposition] == _DENIED)
        if within is not None:
            denied &= within[told.subjects] & within[told.arrays.target]
        return int(np.count_nonzero(denied))

    def _grouped(self, part: Part) -> tuple[Net, Extent, Grouping]:
        whole, extent = self._network_of(part)
        net = whole.linked()
        return net, extent, grouping_of(net)

    def _members(
        self, net: Net, places: Counts | Sequence[int], values: Sequence[float] | None
    ) -> tuple[Member, ...]:
        """Return the entities at `places`, each with its value."""
        lexicon, names = self._reading.lexicon, self._columns.entities
        iris = [names[number] for number in net.entities[np.asarray(places, np.int64)].tolist()]
        lexicon.know(iris)
        given = values if values is not None else [0.0] * len(iris)
        return tuple(
            Member(lexicon.ref(iri), next(iter(lexicon.types.get(iri, ())), "Entity"), value)
            for iri, value in zip(iris, given, strict=True)
        )

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


def _links_inside(net: Net, grouping: Grouping) -> Counts:
    """Return for each entity how many links it has with others of its community."""
    same = grouping.community[net.source] == grouping.community[net.target]
    ends = np.concatenate([net.source[same], net.target[same]])
    return np.bincount(ends, minlength=net.size)


def _links_between(net: Net, pair: Sequence[int]) -> int:
    """Return how many links lie between two places."""
    one, other = pair
    either = ((net.source == one) & (net.target == other)) | ((net.source == other) & (net.target == one))
    return int(np.count_nonzero(either))
