"""Derive the columns of a store: once per build, so that whoever asks for a perspective need not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from graph.columns.judging import surely_asserted
from graph.columns.layout import Columns, Ids
from graph.columns.names import NONE, names_of
from graph.columns.pairing import Sources, pair_up
from graph.columns.reading import (
    Said,
    identity_key,
    kept_identity,
    lists,
    members_of,
    offsets_of,
    property_values,
)
from graph.conflicts import Conflict, ConflictKind, Content, conflicts_among, read_contents, read_rules
from graph.identity import Identity, group_propositions
from graph.model import Certainty, Modality, Stance
from graph.namespaces import AG
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store

_NOBODY = np.zeros(0, np.int32)


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
    held = kept_identity(store) if identity is None else identity
    stated = read_contents(store, held)
    standing_for = group_propositions(stated)
    contents = {iri: stated[iri] for iri in sorted(set(standing_for.values()))}
    conflicts = conflicts_among(contents, read_rules(store, standing_for))
    columns = _read(store, held, contents, standing_for).columns(conflicts)
    rows = store.select(application_query("columns_counting_relations"))
    child, parent = _who_counts(columns, (str(one.value) for (one,) in rows if one is not None))
    return replace(columns, counts_child=child, counts_parent=parent)


def _who_counts(columns: Columns, relations: Iterable[str]) -> tuple[Ids, Ids]:
    """Return who counts for whom: what somebody surely asserts as a fact and nobody denies."""
    numbers = [columns.predicates.index(relation) for relation in relations]
    facts = columns.modality == list(Modality).index(Modality.FACT)
    holds = surely_asserted(columns, facts) & np.isin(columns.predicate, numbers)
    holds &= (columns.object != NONE) & (columns.object != columns.subject)
    edges = np.unique(np.column_stack([columns.subject[holds], columns.object[holds]]), axis=0)
    return edges[:, 0].copy(), edges[:, 1].copy()


@dataclass(frozen=True, slots=True)
class _Read:
    """What of a store goes into columns, by rows, with canonical entities still by name."""

    held: Identity
    contents: Mapping[str, Content]
    claims: Said
    documents: Said
    about: Sequence[str]
    """The proposition of each claim."""
    claimant: Mapping[int, str]
    on_behalf_of: Mapping[int, str]
    document: Mapping[int, str]
    outlet: Mapping[int, str]
    relays: Mapping[int, Sequence[str]]
    named: frozenset[str]
    """Every entity of the store."""

    def columns(self, conflicts: Sequence[Conflict]) -> Columns:
        """Return the columns, but for who counts for whom."""
        entities = _numbered(self._ends())
        propositions = _numbered(self.contents)
        predicates = _numbered(content.predicate for content in self.contents.values())
        contents, claims, documents = self.contents.values(), self.claims, self.documents
        said, published = claims.days("madeOn"), documents.days("published")
        actors, taken_from = self._relay_pairs(entities)
        relay_actors, relay_claims = lists(actors, len(claims.rows)), lists(taken_from, len(claims.rows))
        sources = self._sources(entities, propositions)
        pairs = pair_up(sources)
        members = [(member, propositions[member.proposition]) for one in conflicts for member in one.members]
        return Columns(
            claims=names_of(claims.rows),
            propositions=names_of(propositions),
            entities=names_of(entities),
            documents=names_of(documents.rows),
            predicates=names_of(predicates),
            origins=pairs.origins,
            proposition=sources.proposition,
            claimant=sources.claimant,
            on_behalf_of=sources.on_behalf_of,
            document=sources.document,
            stance=sources.stance,
            certainty=claims.codes("certainty", Certainty),
            modality=claims.codes("modality", Modality),
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
            outlet=_ids(self.outlet, entities, len(documents.rows)),
            published_from=published[0],
            published_to=published[1],
            subject=np.array([entities[one.subject] for one in contents], np.int32),
            predicate=np.array([predicates[one.predicate] for one in contents], np.int32),
            object=np.array([_object(one, entities) for one in contents], np.int32),
            first_claim=offsets_of(sources.proposition, len(propositions)),
            conflict_offsets=np.cumsum([0, *(len(one.members) for one in conflicts)]),
            conflict_members=np.array([number for _, number in members], np.int32),
            conflict_low=np.array([member.low for member, _ in members], np.float64),
            conflict_high=np.array([member.high for member, _ in members], np.float64),
            conflict_kind=np.array([list(ConflictKind).index(one.kind) for one in conflicts], np.uint8),
            counts_child=_NOBODY,
            counts_parent=_NOBODY,
            identity_key=identity_key(self.held),
        )

    def _ends(self) -> set[str]:
        """Return all that must have a number among the entities."""
        ends = {*self.named, *self.claimant.values(), *self.on_behalf_of.values(), *self.outlet.values()}
        for content in self.contents.values():
            ends.add(content.subject)
            if isinstance(content.object, str):
                ends.add(content.object)
        sources = {source for named in self.relays.values() for source in named}
        return ends | (sources - self.claims.rows.keys())

    def _relay_pairs(
        self, entities: Mapping[str, int]
    ) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Return each claim's row beside each actor, and beside each claim, from which it was taken."""
        taken = [(row, source) for row, named in self.relays.items() for source in named]
        rows = self.claims.rows
        return (
            [(row, entities[source]) for row, source in taken if source not in rows],
            [(row, rows[source]) for row, source in taken if source in rows],
        )

    def _sources(self, entities: Mapping[str, int], propositions: Mapping[str, int]) -> Sources:
        """Return what decides whose word each claim is."""
        claims, documents = self.claims, self.documents
        size = len(claims.rows)
        claimant = _ids(self.claimant, entities, size)
        document = _ids(self.document, documents.rows, size)
        claims.required(claimant.tolist(), "claimant")
        claims.required(document.tolist(), "document")
        return Sources(
            claims=tuple(claims.rows),
            propositions=tuple(propositions),
            entities=tuple(entities),
            documents=tuple(documents.rows),
            proposition=np.array([propositions[one] for one in self.about], np.int32),
            claimant=claimant,
            on_behalf_of=_ids(self.on_behalf_of, entities, size),
            document=document,
            outlet=_ids(self.outlet, entities, len(documents.rows))[document],
            stance=claims.codes("stance", Stance),
            reference=claims.members("ReferenceClaim"),
            unnamed=claims.where("claimant", frozenset(members_of(claims.store, "UnnamedSource"))),
            relays=self.relays,
        )


def _read(
    store: Store, held: Identity, contents: Mapping[str, Content], standing_for: Mapping[str, str]
) -> _Read:
    stated = property_values(store, AG + "proposition")
    told = sorted((standing_for[about], claim) for claim, about in stated if about in standing_for)
    claims = Said(store, held, {claim: row for row, (_, claim) in enumerate(told)})
    document = dict(claims.values("document"))
    known = {*members_of(store, "Document"), *document.values()}
    documents = Said(store, held, _numbered(known))
    return _Read(
        held=held,
        contents=contents,
        claims=claims,
        documents=documents,
        about=[about for about, _ in told],
        claimant=claims.entities("claimant"),
        on_behalf_of=claims.entities("onBehalfOf"),
        document=document,
        outlet=documents.entities("outlet"),
        relays=_relays(claims),
        named=frozenset(held.canonical(one) for one in members_of(store, "Entity")),
    )


def _relays(claims: Said) -> dict[int, list[str]]:
    """Return the actors and claims from which claims were taken, for each that was taken from any."""
    sources: defaultdict[int, set[str]] = defaultdict(set)
    for row, source in claims.values("relayedFrom"):
        sources[row].add(source if source in claims.rows else claims.identity.canonical(source))
    return {row: sorted(named) for row, named in sorted(sources.items())}


def _numbered(names: Iterable[str]) -> dict[str, int]:
    """Return `names` with their numbers, in alphabetical order."""
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _ids(named: Mapping[int, str], numbers: Mapping[str, int], count: int) -> Ids:
    """Return the number of what each row names; `NONE` for a row that names nothing."""
    column = [NONE] * count
    for row, name in named.items():
        column[row] = numbers[name]
    return np.array(column, np.int32)


def _surely_said(said_from: Ids, said_to: Ids, published_to: Ids) -> Ids:
    """Return the last day of each saying, at the latest that of its document: what was published was said."""
    cut = (said_from <= published_to) & (published_to < said_to)  # an unknown day, 0, never cuts
    return np.where(cut, published_to, said_to)


def _object(content: Content, entities: Mapping[str, int]) -> int:
    return entities[content.object] if isinstance(content.object, str) else NONE
