"""Parts of a graph, for whoever shows it: the claims of a picture, and lists of what most is told of.

Each reads only what it returns, however large the graph is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from graph.asking import named_first
from graph.columns import NONE
from graph.knowledge.chosen import Chosen
from graph.knowledge.found import Found
from graph.knowledge.questions import Questions
from graph.knowledge.titles import Titles
from graph.model import Claim, Proposition, Ref, Stance
from graph.network import ViewLink, link_called, most_told
from graph.selecting import marked, propositions_at
from graph.settings import LIMITS
from graph.telling import tally

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.lexicon import Lexicon


class Parts(Questions):
    """What one can ask of some of the claims, or of what there is most of."""

    def rivals(self, proposition: Proposition) -> tuple[Proposition, ...]:
        """Return the propositions that cannot stand together with this one; often none."""
        held = self._propositions(proposition.incompatible_with)
        return tuple(held[iri] for iri in proposition.incompatible_with if iri in held)

    def counts(self) -> Mapping[str, int]:
        """Return how much there is of what; propositions of one content count once."""
        return {
            "entities": self._network.number_of_nodes(),
            "links": self._network.number_of_edges(),
            "documents": len(self._columns.documents),
            **tally(self._columns, self._counting, self._telling.judged),
            "triples": len(self.told_store),
        }

    def most_told_here(self) -> str:
        """Return the incident most is said about by claims that count; without incidents, the entity.

        Empty where no entity is looked at.
        """
        return most_told(self._links, self._reading.ground.of_kind("Incident"))

    @property
    def lexicon(self) -> Lexicon:
        """The words of the graph: labels, classes and relations; of a large one, read when asked for."""
        return self._reading.lexicon

    @property
    def titles(self) -> Titles:
        """The documents by their IRIs, with their titles."""
        return Titles(self._reading.shelf)

    def claims_found(
        self,
        about: str | None = None,
        by: str | None = None,
        document: str | None = None,
        stance: Stance | str | None = None,
        via: str | None = None,
    ) -> Sequence[Claim]:
        """Return the same as `claims`, counted at once and read only as far as somebody looks.

        Of a document with very many claims, such as a table, they come in the order of their statements.
        """
        entity = None if about is None else self.resolve(about).iri
        return self._listing(self._chosen(entity, by, document, stance, via), entity)

    def _listing(self, chosen: Flags, entity: str | None = None) -> Sequence[Claim]:
        """Return those of the claims `chosen` that count, those first that name `entity` if one is given."""
        columns = self._columns
        rows = np.flatnonzero(chosen & self._counting)
        ranks = self._reading.shelf.ranks()
        places = ranks[rows]
        if entity is not None:
            named = propositions_at(columns, marked(columns, [entity]))[columns.proposition[rows]]
            places = np.where(named, places, places + int(ranks.max(initial=0)) + 1)
        order = np.argsort(places, kind="stable")

        def read(some: Sequence[int]) -> Sequence[Claim]:
            claims = self._standing(self._reading.some_claims(some))
            return claims if entity is None else named_first(claims, entity)

        return Found(rows[order].astype(np.int32), places[order], read)

    def chosen(self, about: str | None = None) -> Chosen:
        """Return the claims that count, or those about what concerns an entity, to choose among, unread.

        What is chosen under one perspective can be held against what is chosen under another that holds the
        same entities apart.
        """
        rows = self._chosen(None if about is None else self.resolve(about).iri, None, None, None, None)
        return Chosen(self._columns, self._telling.judged, rows & self._counting, self._some_claims)

    def claim(self, iri: str) -> Claim | None:
        """Return the claim with this IRI if it counts; None otherwise."""
        row = self._columns.claims.index(iri)
        if row == NONE or not self._counting[row]:
            return None
        [found] = self._standing(self._reading.some_claims([row]))
        return found

    def claims_on(self, propositions: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims that count about the propositions with these IRIs, as `claims` orders them."""
        wanted = np.zeros(len(self._columns.propositions) + 1, np.bool_)
        wanted[[self._columns.propositions.index(iri) for iri in propositions]] = True  # -1 marks the last
        return self._claims_about(wanted[:-1])

    def claims_within(self, entities: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims that count about links between `entities`, and about values told of them."""
        columns, inside = self._columns, marked(self._columns, entities)
        return self._claims_about(inside[columns.subject] & (self._ends_in_value | inside[columns.object]))

    def claims_of(self, subjects: Iterable[str], relation: str = "") -> tuple[Claim, ...]:
        """Return the claims that count with one of `subjects` as their subject, by one relation if asked."""
        about = marked(self._columns, subjects)[self._columns.subject]
        return self._claims_about(about & self._by_relation(relation) if relation else about)

    def subjects_of(self, relation: str) -> frozenset[str]:
        """Return the IRIs of all of which somebody who counts tells something by this relation; none read."""
        told = np.unique(self._columns.subject[self._told & self._by_relation(relation)])
        return frozenset(self._columns.entities.several(told))

    def _by_relation(self, relation: str) -> Flags:
        found: Flags = self._columns.predicate == self._columns.predicates.index(relation)
        return found

    def claims_with(self, relations: Iterable[str]) -> tuple[Claim, ...]:
        """Return the claims that count whose relation has one of these IRIs."""
        numbers = [self._columns.predicates.index(iri) for iri in relations]
        return self._claims_about(np.isin(self._columns.predicate, numbers))

    def told_of(self, propositions: Iterable[str]) -> frozenset[str]:
        """Return those of the propositions with these IRIs about which a claim that counts is looked at."""
        names = self._columns.propositions
        numbers = {iri: names.index(iri) for iri in propositions}
        return frozenset(iri for iri, number in numbers.items() if number != NONE and self._told[number])

    @property
    def _ends_in_value(self) -> Flags:
        """Which propositions have no entity as their object."""
        columns, is_entity = self._columns, self._reading.arrays.is_entity
        found: Flags = (columns.object == NONE) | ~is_entity[columns.object]
        return found

    def link(self, iri: str) -> ViewLink | None:
        """Return the link with the IRI of this proposition if it is told here; None otherwise."""
        return link_called(self._network, iri)

    def entities(self, limit: int = LIMITS.listed_choices) -> tuple[str, ...]:
        """Return the IRIs of the `limit` entities in most links, whoever tells them; those in order."""
        told = self._reading.told
        return self._most(np.where(told.nodes, told.degrees + 1, 0), limit)

    def speakers(self, limit: int = LIMITS.listed_choices) -> tuple[Ref, ...]:
        """Return the `limit` actors who say most, or for whom most is said, whatever counts; by IRI."""
        columns = self._columns
        said = ~columns.reference
        size = len(columns.entities) + 1
        spoken = np.bincount(columns.claimant[said], minlength=size)
        spoken += np.bincount(columns.on_behalf_of[said] + 1, minlength=size + 1)[1:]
        found = self._most(spoken[:-1], limit)
        self.lexicon.know(found)
        return tuple(map(self.lexicon.ref, found))

    def names_of(self, entity: str) -> tuple[str, ...]:
        """Return the names of an entity besides those that stand in its label, the shortest first."""
        return self._reading.index.names_of(entity)

    def _most(self, counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]], limit: int) -> tuple[str, ...]:
        """Return the IRIs of the entities with the highest counts, if any, in the order of their IRIs."""
        there = np.flatnonzero(counts)
        best = there[np.argsort(-counts[there], kind="stable")[:limit]]
        return tuple(self._columns.entities[number] for number in np.sort(best).tolist())
