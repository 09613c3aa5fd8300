"""Questions about disagreement: contradictions, what falls without a source, two tellings of one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from graph.comparison import (
    Comparison,
    ComparisonView,
    Sides,
    compare,
    comparison_view,
    excluding,
    sides_of,
)
from graph.consequences import (
    Consequences,
    LoadBearing,
    PathLoad,
    Picture,
    Weighed,
    consequences,
    extent_of,
    load_bearing,
    path_loads,
)
from graph.errors import InputError
from graph.knowledge.contradicting import Contradicting
from graph.knowledge.linking import links_under, looking_into
from graph.model import Ref
from graph.namespaces import AG
from graph.network import Network
from graph.pathfinding import PathQuestion
from graph.perspective import Perspective
from graph.selecting import marked, of_most_told, voices_and_ends
from graph.settings import BULK_LIMITS, LIMITS
from graph.telling import counting, judged_telling, only_about

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.telling import Mask

UNNAMED_SOURCES = Ref(AG + "UnnamedSource", "unnamed sources")
"""What is taken out where a perspective leaves only named sources."""


class Disputes(Contradicting):
    """What one can ask of a graph in which sources disagree."""

    def what_if(
        self,
        without: Iterable[str],
        path: tuple[str, str] | None = None,
        *,
        k: int = LIMITS.path_count,
        max_hops: int = LIMITS.path_max_hops,
        most: int = BULK_LIMITS.consequences_told,
    ) -> Consequences:
        """Return what falls of this telling if these sources are taken out.

        Parameters
        ----------
        without
            Sides, actors, outlets or documents, or ``unnamed sources``.
        path
            Two entities whose `k` best paths of at most `max_hops` hops are looked at, too.
        most
            Of each part so many statements are told, those with most claims; the counts are of all.

        Raises
        ------
        InputError
            If nothing is taken out, or a name is unknown.
        """
        lacking = self.outlook(without=without)
        if lacking.is_everything:
            raise InputError("Name a source to take out: a side, an actor, an outlet or a document.")
        after = self.under(self.perspective.joined(lacking))
        ends = self._ends(*path) if path else ()
        question = PathQuestion(*ends, k, max_hops) if ends else None
        removed = self._removed(lacking)
        restored = self._restored(lacking, ends) if question and len(removed) > 1 else None
        extent = extent_of(self._weighed(ends), after._weighed(ends), most)
        was, now = (one._picture(ends, extent.telling) for one in (self, after))
        found = consequences(removed, was, now, question, restored)
        named = np.flatnonzero(extent.silent)[:most].tolist()
        silent = sorted(map(self._entity, named), key=lambda one: (one.label, one.iri))
        return replace(found, silent=tuple(silent), totals=extent.totals, counts=extent.counts)

    def _entity(self, number: int) -> Ref:
        return self._reading.lexicon.ref(self._columns.entities[number])

    def _weighed(self, asked: Iterable[str]) -> Weighed:
        nodes = self._links.nodes | (marked(self._columns, asked) & self._reading.arrays.is_entity)
        return Weighed(self._columns, self._counting, self._telling.judged, nodes)

    def load_bearing(self, limit: int = LIMITS.load_bearing_sources) -> LoadBearing:
        """Return the sources whose removal takes most away from this telling, the heaviest first.

        Raises
        ------
        InputError
            If `limit` is below 1.
        """
        if limit not in self._bearing:
            self._bearing[limit] = load_bearing(
                self._reading.columns,
                self._counting_under(self.perspective),
                self._remaining,
                network=self._reading.network,
                name=self._source_ref,
                limit=limit,
            )
        return self._bearing[limit]

    @cached_property
    def _bearing(self) -> dict[int, LoadBearing]:
        """What was weighed so far, by its limit: every source is taken out for it."""
        return {}

    def load_bearing_path(self, start: str, end: str) -> tuple[PathLoad, ...]:
        """Return the sources without which the shortest path between two entities is longer or gone.

        Those that cut it come first; an empty tuple where no single source bears it, or there is no path.

        Raises
        ------
        InputError
            If an end is unknown, or both are one.
        """
        return path_loads(
            self._reading.columns,
            self._counting_under(self.perspective),
            self._remaining,
            self._ends(start, end),
            network=self._reading.network,
            name=self._source_ref,
        )

    def _remaining(self, source: str) -> Mask:
        return self._counting_under(self.perspective.less([source]))

    def _counting_under(self, perspective: Perspective) -> Mask:
        """Return which claims count and are looked at, one truth value a row of the columns."""
        columns = self._reading.columns
        chosen = counting(columns, perspective)
        return chosen & self._looked_at[columns.proposition] if self.filters else chosen

    def _source_ref(self, iri: str) -> Ref:
        return Ref(iri, self._name_of(iri))

    def compare(
        self, one: Perspective, other: Perspective, most: int = BULK_LIMITS.statements_read
    ) -> Comparison:
        """Return what two perspectives both tell, what only one tells, and where they oppose each other.

        The perspective here is joined to both, see `graph.perspective.Perspective.joined`. Whom one of them
        holds apart is held apart in both: statements can only be held against each other where they are
        about the same. On each side the `most` statements with most claims are told; the counts are of all.
        """
        first, second = self._both(one, other)
        reading, columns = first._reading, first._columns
        sides = sides_of(
            *(replace(each._weighed(()), nodes=reading.arrays.is_entity) for each in (first, second))
        )
        told = first._most_told_on(sides, first._counting | second._counting, most)
        conflicts, read = excluding(columns, told)
        here, there = (each._claims_about(read) for each in (first, second))
        found = compare(here, there, conflicts, entities=reading.network)
        numbers = columns.propositions.indices(one.proposition.iri for one in found.differences).tolist()
        kept = (one for one, number in zip(found.differences, numbers, strict=True) if told[number])
        return Comparison(tuple(kept), sides.counts)

    def _most_told_on(self, sides: Sides, claims: Flags, most: int) -> Flags:
        """Return which propositions on each side most of `claims` are about."""
        columns, found = self._columns, np.zeros(len(self._columns.propositions), np.bool_)
        for flags in sides.of.values():
            rows = of_most_told(columns, claims & flags[columns.proposition], most)
            found[columns.proposition[rows]] = True
        return found

    def comparison_view(
        self, one: Perspective, other: Perspective, max_nodes: int = LIMITS.comparison_view_max_nodes
    ) -> ComparisonView:
        """Return what two perspectives tell as one picture, every link with the side it is on."""
        found = self.compare(one, other)
        told = [each.proposition.iri for each in found.differences]
        return comparison_view(found, self._network_of_both(one, other, told), max_nodes)

    def _network_of_both(self, one: Perspective, other: Perspective, told: Iterable[str]) -> Network:
        """Return those links that either perspective tells which are `told`, standing as both make them."""
        first, second = self._both(one, other)
        columns = first._columns
        chosen = counting(columns, first.perspective) | counting(columns, second.perspective)
        let = first._let_by(chosen)[columns.proposition] & only_about(columns, chosen, told)
        telling = judged_telling(columns, chosen)
        near = first._kinds_looked_at & voices_and_ends(columns, let)
        return looking_into(links_under(first._reading, telling, let, near))

    def _both(self, one: Perspective, other: Perspective) -> tuple[Self, Self]:
        """Return the graph under each of two perspectives, with the same entities in both."""
        first, second = one.joined(self.perspective), other.joined(self.perspective)
        apart = first.joined(second).apart
        return self.under(replace(first, apart=apart)), self.under(replace(second, apart=apart))

    def _picture(self, asked: Iterable[str], propositions: Flags) -> Picture:
        """Return what is told of `propositions`; the entities `asked` about are in it, come what may."""
        return Picture(self._claims_about(propositions), self._with(asked))

    def _ends(self, start: str, end: str) -> tuple[str, str]:
        ends = self.resolve(start).iri, self.resolve(end).iri
        if ends[0] == ends[1]:
            raise InputError(self._one_and_the_same(start, end))
        return ends

    def _removed(self, lacking: Perspective) -> tuple[Ref, ...]:
        named = tuple(Ref(iri, self._name_of(iri)) for iri in lacking.without)
        return (*named, UNNAMED_SOURCES) if lacking.named_only else named

    def _restored(self, lacking: Perspective, asked: Iterable[str]) -> dict[Ref, Network]:
        """Return for each source taken out the network where it alone counts again."""
        return {
            source: self.under(self.perspective.joined(_but(lacking, source)))._with(asked)
            for source in self._removed(lacking)
        }


def _but(lacking: Perspective, source: Ref) -> Perspective:
    """Return `lacking` with `source` counting again."""
    without = tuple(iri for iri in lacking.without if iri != source.iri)
    return replace(lacking, without=without, named_only=lacking.named_only and source != UNNAMED_SOURCES)
