"""Derive the columns of a store: once per build, so that whoever asks for a perspective need not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.columns.contents import Contents, contents_of
from graph.columns.gathering import statements_in
from graph.columns.judging import surely_asserted
from graph.columns.layout import Columns, Flags, Ids
from graph.columns.names import NONE, Names
from graph.columns.pairing import Pairs, Sources, pair_up
from graph.columns.reading import identity_key
from graph.columns.relaying import Reports
from graph.columns.rules import conflicts_in, counting_relations
from graph.columns.statements import (
    Statements,
    Table,
    codes,
    days,
    iris_of,
    names_in,
    read_as,
    required,
    table_of,
)
from graph.columns.stretches import lists, offsets_of
from graph.conflicts import Conflict, ConflictKind
from graph.identity import Identity
from graph.model import Certainty, Modality, Stance
from graph.namespaces import AG
from graph.triples import Triples

if TYPE_CHECKING:
    from graph.store import Store

_NOBODY = np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """Columns, and what of the statements they were made of the rest of a build needs."""

    columns: Columns
    contents: Contents
    statements: Statements
    is_entity: Flags
    """Which of the entities of the columns are entities; the others are values with an IRI."""


def derive_columns(store: Store, identity: Identity | None = None) -> Columns:
    """Return the columns of `store`.

    Parameters
    ----------
    store
        A store as a build makes it.
    identity
        Who is held to be whom; as the build derived it unless given.

    Raises
    ------
    StoreError
        If a claim lacks what every claim has, which no build lets pass.
    """
    triples = statements_in(store)
    return derive(triples, kept_folding(triples) if identity is None else identity).columns


def kept_folding(triples: Triples) -> Identity:
    """Return who is held to be whom as a build derived it; without the judgements and their reasons."""
    folded, canonical = triples.of(AG + "canonicalEntity")
    values = triples.terms.values
    return Identity(dict(zip(values(folded.tolist()), values(canonical.tolist()), strict=True)))


def derive(triples: Triples, identity: Identity) -> Derived:
    """Return the columns of `triples`, among them the ontology and the wider classes of everything.

    Raises
    ------
    StoreError
        If a claim lacks what every claim has.
    """
    statements = read_as(triples, identity)
    contents = contents_of(statements)
    conflicts = conflicts_in(statements, contents)
    columns, ends = _Read.of(statements, contents).columns(conflicts, identity_key(identity))
    relations = table_of(statements.terms, contents.predicate).rows(counting_relations(statements))
    child, parent = who_counts(columns, relations)
    is_entity = np.isin(ends, statements.fold[statements.members(AG + "Entity")])
    whole = replace(columns, counts_child=child, counts_parent=parent)
    return Derived(whole, contents, statements, is_entity)


def who_counts(columns: Columns, relations: Ids) -> tuple[Ids, Ids]:
    """Return who counts for whom: what somebody surely asserts as a fact and nobody denies."""
    facts = columns.modality == list(Modality).index(Modality.FACT)
    holds = surely_asserted(columns, facts) & np.isin(columns.predicate, relations)
    holds &= (columns.object != NONE) & (columns.object != columns.subject)
    edges = np.unique(np.column_stack([columns.subject[holds], columns.object[holds]]), axis=0)
    return edges[:, 0].copy(), edges[:, 1].copy()


@dataclass(frozen=True, slots=True)
class _Read:
    """What of statements goes into columns: claims in their order and, as terms, what each of them names."""

    statements: Statements
    contents: Contents
    claims: Ids
    proposition: Ids
    names: Names
    """Of the claims."""
    claimant: Ids
    """As it was stated."""
    document: Ids
    documents: Table
    relay_row: Ids
    relay_source: Ids

    @classmethod
    def of(cls, statements: Statements, contents: Contents) -> _Read:
        """Read what is said of the claims about `contents`."""
        claims, proposition, names = _claims(statements, contents)
        document = statements.value_of(AG + "document")[claims]
        known = np.flatnonzero(statements.is_a("Document")).astype(np.int32)
        relay_row, relay_source = _rows_of(claims, *statements.triples.of(AG + "relayedFrom"), statements)
        return cls(
            statements=statements,
            contents=contents,
            claims=claims,
            proposition=proposition,
            names=names,
            claimant=statements.value_of(AG + "claimant")[claims],
            document=document,
            documents=table_of(statements.terms, known, document),
            relay_row=relay_row,
            relay_source=relay_source,
        )

    def columns(self, conflicts: Sequence[Conflict], key: str) -> tuple[Columns, Ids]:
        """Return the columns, but for who counts for whom, and the terms that their entities are."""
        contents, documents = self.contents, self.documents
        sources, outlet = self._sources()
        reports, entities = sources.reports, sources.entities
        predicates = table_of(self.statements.terms, contents.predicate)
        pairs: Pairs = pair_up(sources)
        said = self._days(self.claims, "madeOn")
        published = self._days(documents.numbers, "published")
        actors = reports.relay_actor != NONE
        relay_actors = lists(reports.relay_row[actors], reports.relay_actor[actors], len(self.claims))
        relay_claims = lists(reports.relay_row[~actors], reports.relay_claim[~actors], len(self.claims))
        members = [member for one in conflicts for member in one.members]
        columns = Columns(
            claims=self.names,
            propositions=contents.names,
            entities=entities.names,
            documents=documents.names,
            predicates=predicates.names,
            origins=pairs.origins,
            proposition=self.proposition,
            claimant=reports.claimant,
            on_behalf_of=sources.on_behalf_of,
            document=sources.document,
            stance=reports.stance,
            certainty=self._codes("certainty", Certainty),
            modality=self._codes("modality", Modality),
            said_from=said[0],
            said_to=_surely_said(*said, published[1][sources.document]),
            reference=sources.reference,
            unnamed=sources.unnamed,
            relay_actor_offsets=relay_actors[0],
            relay_actors=relay_actors[1],
            relay_claim_offsets=relay_claims[0],
            relay_claims=relay_claims[1],
            pair_offsets=pairs.pair_offsets,
            pairs=pairs.pairs,
            pair_proposition=pairs.pair_proposition,
            pair_origin=pairs.pair_origin,
            pair_known=pairs.pair_known,
            outlet=outlet,
            published_from=published[0],
            published_to=published[1],
            subject=entities.rows(contents.subject),
            predicate=predicates.rows(contents.predicate),
            object=entities.rows(_nodes(contents.object, self.statements)),
            first_claim=offsets_of(self.proposition, len(contents.propositions)),
            conflict_offsets=np.cumsum([0, *(len(one.members) for one in conflicts)]),
            conflict_members=np.array([contents.names.index(one.proposition) for one in members], np.int32),
            conflict_low=np.array([one.low for one in members], np.float64),
            conflict_high=np.array([one.high for one in members], np.float64),
            conflict_kind=np.array([list(ConflictKind).index(one.kind) for one in conflicts], np.uint8),
            counts_child=_NOBODY,
            counts_parent=_NOBODY,
            identity_key=key,
        )
        return columns, entities.numbers

    def _sources(self) -> tuple[Sources, Ids]:
        """Return what decides whose word each claim is, and who printed each document."""
        statements, claims, documents = self.statements, self.claims, self.documents
        claimant = statements.folded(self.claimant)
        behalf = statements.folded(statements.value_of(AG + "onBehalfOf")[claims])
        outlet = statements.folded(statements.value_of(AG + "outlet")[documents.numbers])
        places = np.full(len(statements.terms), NONE, np.int32)
        places[claims] = np.arange(len(claims), dtype=np.int32)
        from_claim = places[self.relay_source]
        actor = np.where(from_claim == NONE, statements.fold[self.relay_source], NONE)
        entities = self._entities(claimant, behalf, outlet, actor)
        document = documents.rows(self.document)
        printed = entities.rows(outlet)
        required(claimant, self.names, "claimant")
        required(document, self.names, "document")
        reports = Reports(
            proposition=self.proposition,
            claimant=entities.rows(claimant),
            outlet=printed[document],
            stance=self._codes("stance", Stance),
            relay_row=self.relay_row,
            relay_actor=entities.rows(actor),
            relay_claim=from_claim,
        )
        sources = Sources(
            claims=self.names,
            entities=entities,
            documents=documents,
            reports=reports,
            on_behalf_of=entities.rows(behalf),
            document=document,
            reference=self._is_a("ReferenceClaim", claims),
            unnamed=self._is_a("UnnamedSource", self.claimant),
        )
        return sources, printed

    def _entities(self, *mentioned: Ids) -> Table:
        """Return all that must have a number among the entities."""
        statements, contents = self.statements, self.contents
        named = statements.fold[statements.members(AG + "Entity")]
        targets = _nodes(contents.object, statements)
        return table_of(statements.terms, named, contents.subject, targets, *mentioned)

    def _codes(self, name: str, words: type[Stance] | type[Certainty] | type[Modality]) -> np.ndarray:
        values = self.statements.value_of(AG + name)[self.claims]
        return codes(values, words, self.statements, self.names, name)

    def _days(self, things: Ids, name: str) -> tuple[Ids, Ids]:
        dates, exact = (self.statements.value_of(AG + one)[things] for one in (name, f"{name}Precision"))
        return days(dates, exact, self.statements.terms)

    def _is_a(self, name: str, numbers: Ids) -> Flags:
        return self.statements.is_a(name)[numbers]


def _claims(statements: Statements, contents: Contents) -> tuple[Ids, Ids, Names]:
    """Return the claims in their order: that of their propositions and then of their IRIs."""
    places = np.full(len(statements.terms), NONE, np.int32)
    places[contents.stated.numbers] = contents.standing_for
    claims, about = statements.triples.of(AG + "proposition")
    told = places[about] != NONE
    table = table_of(statements.terms, claims[told])
    proposition = np.empty(len(table), np.int32)
    proposition[table.rows(claims[told])] = places[about[told]]
    order = np.argsort(proposition, kind="stable")
    numbers = table.numbers[order]
    ranks = np.argsort(order).astype(np.int32)  # where each claim, by its IRI, has come to
    return numbers, proposition[order], names_in(iris_of(statements.terms, numbers), ranks)


def _rows_of(claims: Ids, subjects: Ids, values: Ids, statements: Statements) -> tuple[Ids, Ids]:
    """Return the rows of those `subjects` that are claims, each beside its value."""
    places = np.full(len(statements.terms), NONE, np.int32)
    places[claims] = np.arange(len(claims), dtype=np.int32)
    rows = places[subjects]
    return rows[rows != NONE], values[rows != NONE]


def _nodes(numbers: Ids, statements: Statements) -> Ids:
    """Return `numbers` with `NONE` for every literal."""
    return np.where(statements.terms.datatype[numbers] == NONE, numbers, NONE).astype(np.int32)


def _surely_said(said_from: Ids, said_to: Ids, published_to: Ids) -> Ids:
    """Return the last day of each saying, at the latest that of its document: what was published was said."""
    cut = (said_from <= published_to) & (published_to < said_to)  # an unknown day, 0, never cuts
    return np.where(cut, published_to, said_to)
