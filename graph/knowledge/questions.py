"""The questions that one can put to a graph under any perspective: search, show, claims, paths, views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph import asking
from graph.cards import entity_card, left_out
from graph.errors import InputError
from graph.knowledge.account import Account
from graph.knowledge.easing import filter_openings, perspective_openings
from graph.knowledge.titles import Titles
from graph.labels import Match
from graph.lexicon import Relation, relation_named
from graph.model import (
    Claim,
    Document,
    EntityCard,
    Hop,
    Path,
    PathAnswer,
    Proposition,
    Ref,
    Stance,
    Status,
)
from graph.naming import read_wording
from graph.network import Restriction, View
from graph.openings import openings
from graph.pathfinding import PathQuestion, find_paths
from graph.selecting import claims_by, claims_via, either, of_each_relation, propositions_at
from graph.sentences import read_out
from graph.settings import LIMITS, Limits
from graph.views import as_told, most_told, neighbourhood

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.sparql import Answer


class Questions(Account):
    """What one can ask of a graph, whatever its perspective.

    Entities and relations are given by IRI, label, alias or the end of an IRI (``actor/x``); answers
    hold canonical entities.
    """

    def search(self, text: str, limit: int = LIMITS.search_results) -> tuple[Match, ...]:
        """Return the entities with a name like `text`, best first, with the name that matched."""
        return self._reading.index.search(text, limit)

    def resolve(self, name: str) -> Ref:
        """Return the one entity that `name` means.

        Raises
        ------
        UnknownEntityError, AmbiguousEntityError
            If no entity or several are called so.
        """
        if self._reading.is_far:
            return self._reading.distant.resolve(name)
        if name in self._reading.lexicon.types:
            return self._reading.lexicon.ref(self._reading.identity.canonical(name))
        return self._reading.lexicon.ref(
            self._reading.identity.canonical(self._reading.index.resolve(name).iri)
        )

    def resolve_relation(self, name: str) -> Ref:
        """Return the relation with this local name, label, CURIE or IRI.

        Raises
        ------
        UnknownRelationError
            If the ontology has none; near ones are suggested.
        """
        return relation_named(self.relations(), name)

    def relations(self) -> tuple[Ref, ...]:
        """Return the relations of the ontology in the order of their labels."""
        return tuple(sorted((one.ref for one in self._reading.relations.values()), key=lambda ref: ref.label))

    def kinds(self, entity: str) -> tuple[str, ...]:
        """Return the local names of the classes of the entity with this IRI, most specific first.

        Empty for what is no entity.
        """
        return self._reading.lexicon.types.get(entity, ())

    def show(self, entity: str) -> EntityCard:
        """Return all that is known of `entity`.

        Of a relation by which very much is told, what most claims tell; the card says what it leaves out.
        """
        iri = self.resolve(entity).iri
        reading = self._reading
        parts = of_each_relation(self._columns, self._rows_at([iri]) & self._counting, iri)
        folded = reading.identity.folded(iri)
        wording = read_wording(self.store, reading.lexicon, iri, folded, Titles(reading.shelf))
        told = self._some_claims(either(self._columns, (part.kept for part in parts)))
        card = entity_card(iri, told, reading.lexicon, reading.identity, wording)
        return replace(card, untold=left_out(parts, reading.arrays.is_entity, reading.lexicon))

    def claims(
        self,
        about: str | None = None,
        by: str | None = None,
        document: str | None = None,
        stance: Stance | str | None = None,
        via: str | None = None,
    ) -> tuple[Claim, ...]:
        """Return the claims that meet every condition given, in the order of their documents.

        Parameters
        ----------
        about
            An entity. Claims that name it come first, then those about what concerns it, such as the
            transfer of a weapon.
        by
            A claimant, or the one on whose behalf somebody claims.
        document
            IRI, end of an IRI, title, or the outlet of one document.
        stance
            ``asserts``, ``denies`` or ``unsure``.
        via
            One whom the claim was taken from: an outlet that quotes somebody.
        """
        conditions = (about, by, document, stance, via)
        if all(one is None for one in conditions):
            return self._claims
        entity = None if about is None else self.resolve(about).iri
        chosen = self._chosen(entity, by, document, stance, via)
        found = self._some_claims(chosen)
        return found if entity is None else asking.named_first(found, entity)

    def _chosen(
        self,
        about: str | None,
        by: str | None,
        document: str | None,
        stance: Stance | str | None,
        via: str | None,
    ) -> Flags:
        """Return which claims meet every condition given, whether or not they count."""
        columns = self._columns
        chosen = self._reading.everything
        if about is not None:
            chosen = chosen & propositions_at(columns, self._matter(about))[columns.proposition]
        if by is not None:
            chosen = chosen & claims_by(columns, columns.entities.index(self.resolve(by).iri))
        if via is not None:
            chosen = chosen & claims_via(columns, columns.entities.index(self.resolve(via).iri))
        if document is not None:
            chosen = chosen & (columns.document == columns.documents.index(self.document(document).iri))
        if stance is not None:
            chosen = chosen & (columns.stance == tuple(Stance).index(asking.stance_named(stance)))
        return chosen

    def paths(
        self,
        start: str,
        end: str,
        *,
        k: int = LIMITS.path_count,
        max_hops: int = LIMITS.path_max_hops,
        avoid: Iterable[str] = (),
        relations: Iterable[str] = (),
        directed: bool = False,
        statuses: Iterable[Status | str] | None = None,
        include_denied: bool = False,
        through: Iterable[str] = (),
        by_frontiers: bool | None = None,
    ) -> PathAnswer:
        """Return the `k` best paths from `start` to `end` that pass all of `through`, or what would open one.

        Fewest hops come first, then the strength of the weakest hop, then a stable order; see
        `graph.pathfinding.find_paths`. Links that are only denied are left out unless `include_denied`
        or `statuses` asks for them.

        Parameters
        ----------
        by_frontiers
            Read only what lies between the ends, growing from both; as a rule where the graph is on a server.
            Not possible under a perspective or a filter, which all claims decide.

        Raises
        ------
        InputError
            If an end, an avoided entity, a relation or a status is unknown, the ends are one, or an end
            is to be passed on the way.
        """
        restriction = Restriction(
            avoid=frozenset(self.resolve(name).iri for name in avoid),
            relations=frozenset(self.resolve_relation(name).iri for name in relations),
            directed=directed,
            statuses=None if statuses is None else asking.statuses_named(statuses),
            include_denied=include_denied,
            through=frozenset(self.resolve(name).iri for name in through),
        )
        ends = self.resolve(start).iri, self.resolve(end).iri
        if ends[0] == ends[1]:
            raise InputError(self._one_and_the_same(start, end))
        if self._by_frontiers(by_frontiers):
            return self._reading.distant.paths(PathQuestion(*ends, k, max_hops, restriction))
        answer = find_paths(
            self._with((*ends, *restriction.through)), PathQuestion(*ends, k, max_hops, restriction)
        )
        if answer.paths:
            return answer
        return replace(answer, opens=self._what_opens(ends, restriction, max_hops))

    def _what_opens(self, ends: tuple[str, str], restriction: Restriction, max_hops: int) -> tuple[str, ...]:
        """Return what of the question or of the perspective would have to give way, in sentences."""
        ways = openings(self._with((*ends, *restriction.through)), *ends, restriction, max_hops=max_hops)
        eased = [
            *(each.sentence for each in filter_openings(self, ends, restriction, max_hops)),
            *(each.sentence for each in perspective_openings(self, ends, restriction, max_hops)),
        ]
        return (*(way.sentence for way in ways if way.restriction or not eased), *eased)

    def _one_and_the_same(self, start: str, end: str) -> str:
        reasons = "" if self._reading.is_far else "".join(f" {one}" for one in self.show(start).identity)
        both = f"{start!r} and {end!r} both mean {self.resolve(start).label}"
        return f"A path needs two different entities; {both}.{reasons}"

    def occurrence(self, entity: str) -> Proposition | None:
        """Return the proposition that the incident `entity` took place; None if nobody speaks of that."""
        return self._occurrence(entity)

    def sentence(self, thing: Path | Hop | Claim | Proposition) -> str:
        """Return a path, hop, claim or proposition read out in plain English."""
        return read_out(thing, self._relations)

    @property
    def _relations(self) -> Mapping[str, Relation]:
        return self._reading.relations

    def neighbourhood(
        self, entities: Iterable[str], hops: int = 1, max_nodes: int = LIMITS.view_max_nodes
    ) -> View:
        """Return what lies within `hops` of `entities`, the nearest first, and how much was left out."""
        iris = [self.resolve(name).iri for name in entities]
        return self._as_told(neighbourhood(self.stage, iris, hops, max_nodes))

    def default_view(self, max_nodes: int = LIMITS.default_view_max_nodes) -> View:
        """Return something worth seeing first: the surroundings of the incident most is said about."""
        middle = self.most_told()
        around = neighbourhood(self.stage, [middle], hops=2, max_nodes=max_nodes) if middle else View((), ())
        return self._as_told(around)

    def most_told(self) -> str:
        """Return the incident most is said about, of any perspective; without incidents, the entity.

        It is the same under every filter that looks at its class, so that a filter by days or places does
        not change what is spoken of. Empty where no entity is looked at.
        """
        return self._most_told

    @cached_property
    def _most_told(self) -> str:
        if self._reading.most_told in self._network:
            return self._reading.most_told
        part = self.stage.subgraph(self._network)
        return most_told(part) if part else ""

    def _as_told(self, view: View) -> View:
        """Return `view` with only what is told here; its entities stay where the perspective is silent.

        Totals are those of everything, so that it can be said how much is shown.
        """
        whole = self._reading.network
        view = replace(view, total_nodes=len(whole), total_links=whole.number_of_edges())
        return view if self._counts_all else as_told(view, self._network, self._spoken_of)

    def documents(self) -> tuple[Document, ...]:
        """Return the documents, oldest first."""
        return self._reading.documents

    def document(self, name: str) -> Document:
        """Return the document with this IRI, end of an IRI or title, or the one of this outlet."""
        try:
            outlet = self.resolve(name).iri
        except InputError:
            outlet = None
        iri = asking.find_document(self._reading.catalogue, name, outlet).iri
        return self._reading.shelf.documents([iri])[iri]

    def query(self, text: str, limits: Limits = LIMITS) -> Answer:
        """Return the answer to a read-only SPARQL query.

        Raises
        ------
        QueryError
            If it is malformed, would change something, or would leave this machine.
        """
        from graph.sparql import run_query

        return run_query(self.told_store, text, limits)
