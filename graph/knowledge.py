"""The one door inside: a graph opened from a store, and every question one can put to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from graph import asking
from graph.cards import entity_card
from graph.claims import read_claims, read_documents, read_identity
from graph.errors import InputError
from graph.identity import Identity
from graph.labels import Match
from graph.lexicon import Lexicon, read_lexicon, relation_named
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
from graph.network import Restriction, View, ViewNode, build_network
from graph.openings import what_opens
from graph.pathfinding import PathQuestion, find_paths
from graph.search import LabelIndex
from graph.sentences import read_out
from graph.settings import LIMITS, Limits, default_store_location
from graph.store import Store, open_store
from graph.views import default_view, neighbourhood

if TYPE_CHECKING:
    from rdflib import Dataset

    from graph.network import Network
    from graph.sparql import Answer


class KnowledgeGraph:
    """Actors, weapons and incidents, and who says what of them.

    Entities and relations are given by IRI, label, alias or the end of an IRI (``actor/x``); answers
    hold canonical entities. Everything read from the store is kept, so that a second question is quick.

    Examples
    --------
    >>> from graph.store import open_store
    >>> KnowledgeGraph(open_store()).documents()
    ()
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @classmethod
    def open(cls, location: str | FilePath | None = None) -> KnowledgeGraph:
        """Open the graph in the store directory `location`, or in the usual one.

        Raises
        ------
        StoreError
            If there is no finished store of this version.
        """
        return cls(open_store(default_store_location() if location is None else location))

    def search(self, text: str, limit: int = LIMITS.search_results) -> tuple[Match, ...]:
        """Return the entities with a name like `text`, best first, with the name that matched."""
        return self._index.search(text, limit)

    def resolve(self, name: str) -> Ref:
        """Return the one entity that `name` means.

        Raises
        ------
        UnknownEntityError, AmbiguousEntityError
            If no entity or several are called so.
        """
        if name in self._lexicon.types:
            return self._lexicon.ref(self._identity.canonical(name))
        return self._lexicon.ref(self._identity.canonical(self._index.resolve(name).iri))

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
        return tuple(sorted((one.ref for one in self._lexicon.relations.values()), key=lambda ref: ref.label))

    def show(self, entity: str) -> EntityCard:
        """Return all that is known of `entity`."""
        iri = self.resolve(entity).iri
        titles = {document.iri: Ref(document.iri, document.title) for document in self._documents}
        wording = read_wording(self.store, self._lexicon, iri, self._identity.folded(iri), titles)
        return entity_card(iri, self._claims, self._lexicon, self._identity, wording)

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
        found = self._claims
        if about is not None:
            found = asking.claims_about(found, self.resolve(about).iri, self._lexicon.concerning())
        if by is not None:
            found = asking.claims_by(found, self.resolve(by).iri)
        if via is not None:
            found = asking.claims_via(found, self.resolve(via).iri)
        if document is not None:
            wanted = self.document(document).iri
            found = tuple(claim for claim in found if claim.document.iri == wanted)
        if stance is not None:
            taken = asking.stance_named(stance)
            found = tuple(claim for claim in found if claim.stance is taken)
        return found

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
    ) -> PathAnswer:
        """Return the `k` best paths from `start` to `end`, or what would open one.

        Fewest hops come first, then the strength of the weakest hop, then a stable order; see
        `graph.pathfinding.find_paths`. Links that are only denied are left out unless `include_denied`
        or `statuses` asks for them.

        Raises
        ------
        InputError
            If an end, an avoided entity, a relation or a status is unknown, or the ends are one.
        """
        restriction = Restriction(
            avoid=frozenset(self.resolve(name).iri for name in avoid),
            relations=frozenset(self.resolve_relation(name).iri for name in relations),
            directed=directed,
            statuses=None if statuses is None else asking.statuses_named(statuses),
            include_denied=include_denied,
        )
        ends = self.resolve(start).iri, self.resolve(end).iri
        if ends[0] == ends[1]:
            raise InputError(self._one_and_the_same(start, end))
        answer = find_paths(self._network, PathQuestion(*ends, k, max_hops, restriction))
        if answer.paths:
            return answer
        return replace(answer, opens=what_opens(self._network, *ends, restriction, max_hops=max_hops))

    def _one_and_the_same(self, start: str, end: str) -> str:
        card = self.show(start)
        reasons = "".join(f" {reason}" for reason in card.identity)
        return f"A path needs two different entities; {start!r} and {end!r} both mean {card.label}.{reasons}"

    def occurrence(self, entity: str) -> Proposition | None:
        """Return the proposition that the incident `entity` took place; None if nobody speaks of that."""
        return self._occurrences.get(entity)

    def sentence(self, thing: Path | Hop | Claim | Proposition) -> str:
        """Return a path, hop, claim or proposition read out in plain English."""
        return read_out(thing, self._lexicon.relations)

    def network(self) -> Network:
        """Return a networkx graph of your own: entities as nodes, one edge a proposition, with its claims.

        Edges that are only denied are in it; their attribute ``status`` says so.
        """
        return self._network.copy()

    def neighbourhood(
        self, entities: Iterable[str], hops: int = 1, max_nodes: int = LIMITS.view_max_nodes
    ) -> View:
        """Return what lies within `hops` of `entities`, the nearest first, and how much was left out."""
        iris = [self.resolve(name).iri for name in entities]
        return neighbourhood(self._network, iris, hops, max_nodes)

    def default_view(self, max_nodes: int = LIMITS.default_view_max_nodes) -> View:
        """Return something worth seeing first: the surroundings of the incident most is said about."""
        return default_view(self._network, max_nodes)

    def rivals(self, proposition: Proposition) -> tuple[Proposition, ...]:
        """Return the propositions that cannot stand together with this one; often none."""
        return tuple(
            self._propositions[iri] for iri in proposition.incompatible_with if iri in self._propositions
        )

    def documents(self) -> tuple[Document, ...]:
        """Return the documents, oldest first."""
        return self._documents

    def document(self, name: str) -> Document:
        """Return the document with this IRI, end of an IRI or title, or the one of this outlet."""
        try:
            outlet = self.resolve(name).iri
        except InputError:
            outlet = None
        return asking.find_document(self._documents, name, outlet)

    def counts(self) -> Mapping[str, int]:
        """Return how much there is of what; propositions of one content count once."""
        return {
            "entities": self._network.number_of_nodes(),
            "links": self._network.number_of_edges(),
            "documents": len(self._documents),
            **asking.tally(self._claims),
            "triples": len(self.store),
        }

    def query(self, text: str, limits: Limits = LIMITS) -> Answer:
        """Return the answer to a read-only SPARQL query.

        Raises
        ------
        QueryError
            If it is malformed, would change something, or would leave this machine.
        """
        from graph.sparql import run_query

        return run_query(self.store, text, limits)

    @property
    def dataset(self) -> Dataset:
        """The graph as an rdflib dataset whose default graph is the union of all graphs."""
        return self.store.dataset

    @cached_property
    def _index(self) -> LabelIndex:
        return LabelIndex.of(self.store)

    @cached_property
    def _lexicon(self) -> Lexicon:
        return read_lexicon(self.store)

    @cached_property
    def _identity(self) -> Identity:
        return read_identity(self.store)

    @cached_property
    def _documents(self) -> tuple[Document, ...]:
        return read_documents(self.store, self._lexicon)

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        return read_claims(self.store, self._lexicon, self._identity, self._documents)

    @cached_property
    def _propositions(self) -> dict[str, Proposition]:
        return {claim.proposition.iri: claim.proposition for claim in self._claims}

    @cached_property
    def _occurrences(self) -> dict[str, Proposition]:
        return asking.occurrences(self._propositions.values())

    @cached_property
    def _network(self) -> Network:
        canonical = {self._identity.canonical(iri) for iri in self._lexicon.types}
        nodes = [
            ViewNode(iri, self._lexicon.ref(iri).label, self._lexicon.types.get(iri, ())) for iri in canonical
        ]
        return build_network(nodes, self._claims)
