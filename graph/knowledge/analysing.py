"""Questions about the network as a whole: who is central, who belongs together, what holds it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph import asking
from graph.analytics import (
    Bridge,
    Centrality,
    Extent,
    Measure,
    Member,
    Part,
    Separator,
    Structure,
)
from graph.analytics.apart import told_apart
from graph.analytics.central import LINK_COUNTS, WEIGHED, Scores, best, relations_at, scores_of
from graph.analytics.nets import Net, net_of, within_steps
from graph.analytics.separating import separating
from graph.columns import NONE
from graph.errors import InputError
from graph.knowledge.counts_apart import CountsDisagreeing
from graph.model import Status
from graph.network import Restriction
from graph.progress import Progress
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


class Analysing(CountsDisagreeing):
    """What one can ask of all links that are told and looked at, or of those in a part of the graph.

    What is central, near or numerous here is so in what was reported, which need not be so in the world.
    """

    def centrality(
        self,
        measure: Measure | str = Measure.NEIGHBOURS,
        *,
        part: Part = WHOLE,
        weighted: bool = False,
        limit: int | None = BULK_LIMITS.analysis_shown,
        progress: Progress | None = None,
    ) -> Centrality:
        """Return the `limit` most central entities, or all whose value is above 0; see `scores_of`.

        Raises
        ------
        InputError
            If there is no such measure, or `part` names an entity that is not there.
        """
        asked = asking.word_named(Measure, measure, "a measure")
        net, extent = self._network_of(part)
        heeded = weighted and asked in WEIGHED
        scores = self._scores_of(part, asked, heeded, progress)
        first = best(scores.values, net.size if limit is None else limit)
        return Centrality(
            extent=extent,
            measure=asked,
            top=self._with_relations(net, asked, first, scores.values[first].tolist()),
            scored=int(np.count_nonzero(scores.values > 0)),
            sampled=scores.sampled,
            measured=scores.measured,
            weighted=heeded,
        )

    def _scores_of(
        self, part: Part, measure: Measure, weighted: bool, progress: Progress | None = None
    ) -> Scores:
        """Return what is measured, once for the part that was asked about last."""
        net = self._network_of(part).net
        held = self._scored.get((measure, weighted))
        if held is None or held[0] is not net:
            held = net, scores_of(net, measure, weighted=weighted, progress=progress)
            self._scored[measure, weighted] = held
        return held[1]

    def _with_relations(
        self, net: Net, measure: Measure, places: Counts, values: Sequence[float]
    ) -> tuple[Member, ...]:
        """Return the entities at `places`; where links are counted, with the relations of most of them."""
        members = self._members(net, places, values)
        if measure not in LINK_COUNTS:
            return members
        counts = relations_at(net, measure, places)
        names, ref = self._columns.predicates, self._reading.lexicon.ref
        return tuple(
            replace(
                one,
                by=tuple((ref(names[relation]), n) for relation, n in by[: BULK_LIMITS.analysis_told]),
            )
            for one, by in zip(members, counts, strict=True)
        )

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
        held = self._networks.get(part)
        if held is None:
            held = self._network_made(part)
            self._networks.clear()  # what is asked next is mostly about the same part
            self._networks[part] = held
        return held

    @cached_property
    def _networks(self) -> dict[Part, _Known]:
        return {}

    @cached_property
    def _scored(self) -> dict[tuple[Measure, bool], tuple[Net, Scores]]:
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

    def _members(
        self, net: Net, places: Counts | Sequence[int], values: Sequence[float] | None
    ) -> tuple[Member, ...]:
        """Return the entities at `places`, each with its value."""
        lexicon, names = self._reading.lexicon, self._columns.entities
        iris = [names[number] for number in net.entities[np.asarray(places, np.int64)].tolist()]
        lexicon.know(iris)
        given = values if values is not None else [0.0] * len(iris)
        return tuple(
            Member(ref, next(iter(lexicon.types.get(ref.iri, ())), "Entity"), value)
            for ref, value in zip(told_apart(map(lexicon.ref, iris), lexicon.types), given, strict=True)
        )


def _links_between(net: Net, pair: Sequence[int]) -> int:
    """Return how many links lie between two places."""
    one, other = pair
    either = ((net.source == one) & (net.target == other)) | ((net.source == other) & (net.target == one))
    return int(np.count_nonzero(either))
