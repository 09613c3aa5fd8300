"""Questions about disagreement: contradictions, what falls without a source, two tellings of one thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from graph.asking import word_named
from graph.columns import NONE
from graph.comparison import Comparison, ComparisonView, compare, comparison_view
from graph.consequences import (
    Consequences,
    LoadBearing,
    PathLoad,
    Picture,
    consequences,
    load_bearing,
    path_loads,
)
from graph.contradictions import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    contradictions,
    paths_through,
)
from graph.contradictions import about as contradictions_about
from graph.contradictions import between as contradictions_between
from graph.errors import InputError
from graph.knowledge.linking import links_under, looking_into
from graph.knowledge.outlooks import Outlooks
from graph.model import Ref
from graph.namespaces import AG
from graph.network import Network
from graph.pathfinding import PathQuestion
from graph.perspective import Perspective
from graph.selecting import marked, spoken_of
from graph.sentences import listed
from graph.settings import LIMITS
from graph.telling import counting, judged_telling, voices

if TYPE_CHECKING:
    from graph.telling import Mask

UNNAMED_SOURCES = Ref(AG + "UnnamedSource", "unnamed sources")
"""What is taken out where a perspective leaves only named sources."""


class Disputes(Outlooks):
    """What one can ask of a graph in which sources disagree."""

    def contradictions(
        self,
        about: str | None = None,
        between: tuple[str, str] | None = None,
        kinds: Iterable[ContradictionKind | str] = (),
    ) -> tuple[Contradiction, ...]:
        """Return where the claims that count contradict each other, heaviest first; often none.

        Parameters
        ----------
        about
            An entity: contradictions about it, what concerns it, the weapons in its incidents, and the
            incidents that an actor had a part in.
        between
            Two sides or actors: contradictions in which they, or those who count for them, take opposing
            sides, or which are about both.
        kinds
            Those asked for; without any, all that are contradictions by themselves.

        Raises
        ------
        InputError
            If an entity or a kind is unknown, or both entities are one.
        """
        asked = (word_named(ContradictionKind, kind, "a kind of contradiction") for kind in kinds)
        wanted = frozenset(asked) or CONTRADICTORY
        found = tuple(one for one in self._known_contradictions if one.kind in wanted)
        if about is not None:
            found = contradictions_about(found, self._disputed(self.resolve(about).iri))
        if between is not None:
            one, other = map(self._voices_of, between)
            if one == other:
                raise InputError(
                    f"{between[0]!r} and {between[1]!r} both mean {self._listed(one)}; give two."
                )
            found = contradictions_between(found, self._party(one), self._party(other))
        return found

    def what_if(
        self,
        without: Iterable[str],
        path: tuple[str, str] | None = None,
        *,
        k: int = LIMITS.path_count,
        max_hops: int = LIMITS.path_max_hops,
    ) -> Consequences:
        """Return what falls of this telling if these sources are taken out.

        Parameters
        ----------
        without
            Sides, actors, outlets or documents, or ``unnamed sources``.
        path
            Two entities whose `k` best paths of at most `max_hops` hops are looked at, too.

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
        return consequences(removed, self._picture(ends), after._picture(ends), question, restored)

    def load_bearing(self, limit: int = LIMITS.load_bearing_sources) -> LoadBearing:
        """Return the sources whose removal takes most away from this telling, the heaviest first.

        Raises
        ------
        InputError
            If `limit` is below 1.
        """
        return load_bearing(
            self._reading.columns,
            self._counting_under(self.perspective),
            self._remaining,
            network=self._reading.network,
            name=self._source_ref,
            limit=limit,
        )

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

    def compare(self, one: Perspective, other: Perspective) -> Comparison:
        """Return what two perspectives both tell, what only one tells, and where they oppose each other.

        The perspective here is joined to both, see `graph.perspective.Perspective.joined`. Whom one of them
        holds apart is held apart in both: statements can only be held against each other where they are
        about the same.
        """
        first, second = self._both(one, other)
        reading = first._reading
        return compare(first._claims, second._claims, reading.conflicts, entities=reading.network)

    def comparison_view(
        self, one: Perspective, other: Perspective, max_nodes: int = LIMITS.comparison_view_max_nodes
    ) -> ComparisonView:
        """Return what two perspectives tell as one picture, every link with the side it is on."""
        return comparison_view(self.compare(one, other), self._network_of_both(one, other), max_nodes)

    def _network_of_both(self, one: Perspective, other: Perspective) -> Network:
        """Return the links that either perspective tells, standing as the claims of both make them."""
        first, second = self._both(one, other)
        columns = first._columns
        chosen = counting(columns, first.perspective) | counting(columns, second.perspective)
        let = first._let_by(chosen)[columns.proposition]
        telling = judged_telling(columns, chosen)
        return looking_into(links_under(first._reading, telling, chosen & let, first._kinds_looked_at))

    def _both(self, one: Perspective, other: Perspective) -> tuple[Self, Self]:
        """Return the graph under each of two perspectives, with the same entities in both."""
        first, second = one.joined(self.perspective), other.joined(self.perspective)
        apart = first.joined(second).apart
        return self.under(replace(first, apart=apart)), self.under(replace(second, apart=apart))

    @cached_property
    def _known_contradictions(self) -> tuple[Contradiction, ...]:
        """Return those of every kind, heaviest first, if a filter lets all of their statements through."""
        if self.filters:
            return tuple(
                one
                for one in self.unnarrowed._known_contradictions
                if all(self._is_told(each.iri) for each in one.propositions)
            )
        return contradictions(
            self._claims,
            self._reading.conflicts,
            self._weights,
            self._reading.lexicon,
            chains=self._reading.chains,
            kinds=frozenset(ContradictionKind),
        )

    @cached_property
    def _weights(self) -> dict[str, int]:
        return paths_through(self._network, self._claims)

    def _picture(self, asked: Iterable[str]) -> Picture:
        """Return what is told here; the entities `asked` about are in it, whatever is looked at."""
        return Picture(self._claims, self._with(asked))

    def _party(self, actors: Iterable[str]) -> frozenset[str]:
        """Return `actors` and all who count for them."""
        columns, given = self._reading.columns, tuple(actors)
        speaking = voices(columns, map(columns.entities.index, given))
        return frozenset((*given, *(columns.entities[int(one)] for one in speaking.nonzero()[0])))

    def _listed(self, iris: Iterable[str]) -> str:
        return listed(map(self._name_of, iris))

    def _is_told(self, proposition: str) -> bool:
        """Return whether a claim that counts about the proposition with this IRI is looked at."""
        return bool(self._told[self._columns.propositions.index(proposition)])

    def _disputed(self, entity: str) -> frozenset[str]:
        """Return what a dispute about `entity` may be about, which is wider than what concerns it.

        A dispute over how weapons came into a raid is one about the raid, and a dispute over a call is one
        about those who called.
        """
        matter, types = self._matter(entity), self._reading.lexicon.types
        things = self._named(matter)
        self._reading.lexicon.know(things)
        incidents = [iri for iri in things if "Incident" in types.get(iri, ())]
        weapons = (one for one in self._linked_to(incidents) if "Weapon" in types.get(one, ()))
        found = {*things, *weapons}
        if "Actor" in types.get(entity, ()):
            found.update(one for one in self._linked_to([entity]) if "Incident" in types.get(one, ()))
        return frozenset(found)

    def _linked_to(self, entities: Iterable[str]) -> list[str]:
        """Return the things of which anybody tells a link with one of `entities`, in either direction."""
        columns, given = self._columns, marked(self._columns, entities)
        held = spoken_of(columns) & (columns.object != NONE) & (columns.object != columns.subject)
        ends = columns.subject[held], columns.object[held]
        others = marked(columns, ())
        others[ends[1][given[ends[0]]]] = True
        others[ends[0][given[ends[1]]]] = True
        found = self._named(others)
        self._reading.lexicon.know(found)
        return found

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
