"""Which claims count and are looked at, decided on columns; and a few of them, read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.asking import occurrences
from graph.filters import Filter, let_through
from graph.knowledge.reading import Reading, by_proposition
from graph.model import Claim, Proposition
from graph.namespaces import AG
from graph.perspective import EVERYTHING, Perspective
from graph.selecting import concerned, marked, propositions_at
from graph.store import Store
from graph.telling import Telling, standing_as, tell

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags


class Selection:
    """The claims of a store under a perspective and filters: chosen by number, read only when asked for.

    Parameters
    ----------
    store
        Where the graph is.
    perspective
        Which claims count.
    reading
        What was already read of `store`, to share it between perspectives.
    filters
        What is looked at: all of them must let a statement through.
    """

    def __init__(
        self,
        store: Store,
        perspective: Perspective = EVERYTHING,
        *,
        reading: Reading | None = None,
        filters: tuple[Filter, ...] = (),
    ) -> None:
        self.store = store
        self.perspective = perspective
        self.filters = filters
        self._reading = (reading or Reading(store)).held_apart(perspective.apart)

    @property
    def _columns(self) -> Columns:
        return self._reading.columns

    @cached_property
    def _telling(self) -> Telling:
        """What the perspective tells, whatever is looked at of that."""
        if self._counts_all:
            return Telling(self._reading.everything, self._reading.judged)
        return tell(self._columns, self.perspective)

    @cached_property
    def _looked_at(self) -> Flags:
        """Which propositions every filter lets through by the claims that count."""
        return self._let_by(self._telling.counting)

    def _let_by(self, counting: Flags) -> Flags:
        let = np.ones(len(self._columns.propositions), np.bool_)
        for each in self.filters:
            let &= let_through(counting, each, self._reading.ground).propositions
        return let

    @cached_property
    def _counting(self) -> Flags:
        """Which claims count and are looked at."""
        counting = self._telling.counting
        return counting & self._looked_at[self._columns.proposition] if self.filters else counting

    @cached_property
    def _told(self) -> Flags:
        """About which propositions a claim that counts is looked at."""
        told = np.zeros(len(self._columns.propositions), np.bool_)
        told[self._columns.proposition[self._counting]] = True
        return told

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        """Every claim that counts: only for what truly needs all of them."""
        if self._counts_all and not self.filters:
            return self._reading.claims
        rows = {iri: row for row, iri in enumerate(self._columns.claims)}
        told = (claim for claim in self._reading.claims if self._counting[rows[claim.iri]])
        return self._standing(told)

    def _some_claims(self, chosen: Flags) -> tuple[Claim, ...]:
        """Return those of the claims `chosen`, a truth value a row, that count and are looked at."""
        return self._standing(self._reading.some_claims(np.flatnonzero(chosen & self._counting).tolist()))

    def _claims_about(self, propositions: Flags) -> tuple[Claim, ...]:
        """Return the claims that count about `propositions`, a truth value each."""
        return self._some_claims(propositions[self._columns.proposition])

    def _rows_at(self, entities: Iterable[str]) -> Flags:
        """Return which claims are about propositions with one of `entities` at an end."""
        columns = self._columns
        found: Flags = propositions_at(columns, marked(columns, entities))[columns.proposition]
        return found

    def _standing(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return `claims` with their propositions standing as the perspective makes them stand."""
        return tuple(claims) if self._counts_all else standing_as(claims, self._columns, self._telling)

    def _about_each(self, propositions: Sequence[int]) -> dict[int, tuple[Claim, ...]]:
        wanted = np.zeros(len(self._columns.propositions), np.bool_)
        wanted[list(propositions)] = True
        return by_proposition(self._claims_about(wanted), propositions, self._columns)

    @cached_property
    def _undated(self) -> Flags:
        """The propositions that only their lack of a date keeps out."""
        undated = np.zeros(len(self._columns.propositions), np.bool_)
        let = [let_through(self._telling.counting, each, self._reading.ground) for each in self.filters]
        for number, each in enumerate(let):
            others = [other.propositions for other in (*let[:number], *let[number + 1 :])]
            undated |= np.logical_and.reduce([each.undated, *others])
        return undated

    @property
    def _counts_all(self) -> bool:
        """Whether every claim counts; identity may still be switched off."""
        return self.perspective == self.perspective.widest

    @cached_property
    def _kinds_looked_at(self) -> Flags:
        """Which entities are of the classes looked at."""
        nodes = self._reading.arrays.is_entity
        for each in self.filters:
            nodes = nodes & self._reading.ground.let_kinds(each) if each.by_kind else nodes
        return nodes

    def _propositions(self, iris: Iterable[str]) -> dict[str, Proposition]:
        """Return those of the propositions with these IRIs that are told and looked at here."""
        wanted = np.zeros(len(self._columns.propositions) + 1, np.bool_)
        wanted[[self._columns.propositions.index(iri) for iri in iris]] = True  # -1 marks the last
        return {claim.proposition.iri: claim.proposition for claim in self._claims_about(wanted[:-1])}

    def _occurrence(self, entity: str) -> Proposition | None:
        """Return the proposition that an incident took place, if anybody who counts speaks of that."""
        columns = self._columns
        subject, relation = columns.entities.index(entity), columns.predicates.index(AG + "occurred")
        said = self._claims_about((columns.subject == subject) & (columns.predicate == relation))
        return occurrences({one.proposition.iri: one.proposition for one in said}.values()).get(entity)

    def _matter(self, entity: str) -> Flags:
        """Return `entity` and all that concerns it by anybody's word: a perspective narrows no matter."""
        columns = self._columns
        return concerned(columns, marked(columns, [entity]), self._reading.lexicon.concerning())
