"""Questions about joining: which entities of imports may be those of the articles, and what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from graph.errors import AmbiguousEntityError, InputError
from graph.identity import Verdict
from graph.joining import Joinable, Proposal, Proposals, propose
from graph.joining.decisions import Decisions, kept_decisions
from graph.knowledge.grounds import Grounds
from graph.model import Ref
from graph.namespaces import AG, local_name
from graph.settings import BULK_LIMITS


class Joining(Grounds):
    """What one can ask of a graph that holds imports beside the articles."""

    def joinable(self) -> tuple[Joinable, ...]:
        """Return the actors, weapons and places, each with the graph it comes from."""
        return self._joinable

    def imports(self) -> tuple[str, ...]:
        """Return the short names of the graphs that name entities, beside the articles' own."""
        return tuple(sorted({local_name(one.graph) for one in self._joinable if not one.is_curated}))

    def proposals(
        self,
        of: str = "",
        *,
        min_score: int = BULK_LIMITS.joining_min_score,
        within: bool = False,
    ) -> Proposals:
        """Return which entities may be one, or one a variant of another, and were not judged; best first.

        Parameters
        ----------
        of
            Short name of an import: only proposals about its entities.
        min_score
            Of 0 to 100; see `graph.joining.likeness` for what it means.
        within
            Also pairs of one graph.

        Raises
        ------
        InputError
            If there is no such import.
        DataError, StoreError
            If what users decided cannot be read.
        """
        entities = self._joinable
        if of and of not in self.imports():
            known = ", ".join(self.imports()) or "none"
            raise InputError(f"No import called {of!r} is held here. Held are: {known}.")
        if of and not within:
            names = {one.graph for one in entities if local_name(one.graph) == of}
            return propose(
                entities, min_score=min_score, settled=self._settled, about=lambda one: one.graph in names
            )
        return propose(entities, min_score=min_score, within=within, settled=self._settled)

    def undecided(self, weapons: Iterable[str] = ()) -> tuple[Proposal, ...]:
        """Return the likely proposals that nobody decided, of `weapons` if any are given, best first.

        Likely are those whose names are more probably right than not; without an import there are none.

        Parameters
        ----------
        weapons
            IRIs of entities, each held to be whatever it is held to be.

        Raises
        ------
        DataError, StoreError
            If what users decided cannot be read.
        """
        if not self.imports():
            return ()
        asked = frozenset(map(self.held_to_be, weapons))
        found = self.proposals(min_score=BULK_LIMITS.joining_likely_score).found
        return tuple(
            one
            for one in found
            if not asked or asked.intersection(map(self.held_to_be, (one.one.iri, one.other.iri)))
        )

    def decisions(self) -> Decisions:
        """Return what users decided about this store, whether it holds it already or not.

        Raises
        ------
        DataError, StoreError
            If the file of decisions cannot be read.
        """
        return kept_decisions(self.store.location)

    def held_to_be(self, iri: str) -> str:
        """Return the IRI of what the entity with this IRI is held to be by all judgements; itself by none."""
        return self._everywhere.canonical(iri)

    def claims_counted(self, entity: str) -> int:
        """Return how many claims, counting or not, are about what the entity with this IRI is held to be."""
        columns = self._reading.columns
        number = columns.entities.index(self.held_to_be(entity))
        about = (
            np.flatnonzero((columns.subject == number) | (columns.object == number)) if number >= 0 else ()
        )
        return sum(int(columns.first_claim[one + 1] - columns.first_claim[one]) for one in about)

    def losses_told(self, weapon: str) -> dict[str, int]:
        """Return of how many losses of a weapon each source tells, by its label, whatever counts here.

        Of an entity that is no weapon, or one of which nobody tells a loss, the answer is empty.
        """
        names = self._reading.columns.entities
        found = self._losses_by_weapon.get(names.index(self.held_to_be(weapon)), {})
        return {self._name_of(names[source]): count for source, count in found.items()}

    @cached_property
    def _losses_by_weapon(self) -> dict[int, dict[int, int]]:
        """Return how many losses each source tells of each weapon, by their numbers."""
        columns = self._reading.columns
        items = columns.predicate == columns.predicates.index(AG + "item")
        rows = np.flatnonzero(items[columns.proposition])
        about = columns.proposition[rows]
        once = np.unique(np.column_stack([columns.object[about], columns.claimant[rows], about]), axis=0)
        pairs, counts = np.unique(once[:, :2], axis=0, return_counts=True)
        found: defaultdict[int, dict[int, int]] = defaultdict(dict)
        for (weapon, source), count in zip(pairs.tolist(), counts.tolist(), strict=True):
            found[weapon][source] = count
        return dict(found)

    def named(self, name: str) -> Ref:
        """Return the entity that `name` means, that of the articles where an import calls another one so.

        Raises
        ------
        UnknownEntityError, AmbiguousEntityError
            If no entity, or several of one graph, are called so.
        """
        try:
            return self.resolve(name)
        except AmbiguousEntityError as error:
            curated = {one.iri for one in self._joinable if one.is_curated}
            meant = [iri for iri, _ in error.candidates if iri in curated]
            if len(meant) != 1:
                raise
            return self.resolve(meant[0])

    @property
    def _joinable(self) -> tuple[Joinable, ...]:
        return self._reading.joinable

    @cached_property
    def _judged(self) -> frozenset[frozenset[str]]:
        """Return the pairs of canonical entities that judgements hold apart, leave open, or call variants."""
        canonical = self._everywhere.canonical
        return frozenset(
            frozenset(map(canonical, one.entities))
            for one in self._all_judgements
            if one.verdict is not Verdict.SAME
        )

    def _settled(self, one: str, other: str) -> bool:
        """Say whether the graph or a user has judged about two entities."""
        ends = self._everywhere.canonical(one), self._everywhere.canonical(other)
        if ends[0] == ends[1] or frozenset(ends) in self._judged:
            return True
        return any(self._decided.on(*pair) is not None for pair in ((one, other), ends))

    @cached_property
    def _decided(self) -> Decisions:
        return self.decisions()
