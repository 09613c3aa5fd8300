"""A store under one perspective: the claims that count, and everything that follows from them alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from graph import asking
from graph.dataset import dataset_of
from graph.knowledge.reading import Reading
from graph.model import Claim, Proposition
from graph.network import Network, build_network
from graph.perspective import EVERYTHING, Perspective
from graph.store import Store
from graph.telling import tell, told_claims

if TYPE_CHECKING:
    from rdflib import Dataset


@dataclass(frozen=True, slots=True)
class Told:
    """How much of everything a perspective tells."""

    links: int
    """Propositions between two entities of which a claim that counts speaks."""
    links_in_all: int
    claims: int
    """Claims that count."""
    claims_in_all: int
    silent: int
    """Entities of which no claim that counts speaks, and which make none."""


class Account:
    """What a store tells under a perspective; read once, and kept.

    Parameters
    ----------
    store
        Where the graph is.
    perspective
        Which claims count.
    reading
        What was already read of `store`, to share it between perspectives.
    """

    def __init__(
        self, store: Store, perspective: Perspective = EVERYTHING, *, reading: Reading | None = None
    ) -> None:
        self.store = store
        self.perspective = perspective
        self._reading = (reading or Reading(store)).held_apart(perspective.apart)

    def seen_from(self, perspective: Perspective) -> Self:
        """Return the same graph under `perspective`, which replaces the one here."""
        return type(self)(self.store, perspective, reading=self._reading)

    def told(self) -> Told:
        """Return how much of everything is told here.

        Examples
        --------
        >>> from graph.store import open_store
        >>> Account(open_store()).told()
        Told(links=0, links_in_all=0, claims=0, claims_in_all=0, silent=0)
        """
        return Told(
            self._network.number_of_edges(),
            self._reading.network.number_of_edges(),
            len(self._claims),
            len(self._reading.claims),
            len(self.silent()),
        )

    def silent(self) -> frozenset[str]:
        """Return the entities of which no claim that counts speaks, and which make none."""
        return frozenset(node.iri for node in self._reading.nodes) - self._spoken_of

    def network(self) -> Network:
        """Return a networkx graph of your own: entities as nodes, one edge a proposition, with its claims.

        Every entity is in it, also one that the perspective says nothing of. Edges that are only denied
        are in it, too; their attribute ``status`` says so.
        """
        return self._network.copy()

    @cached_property
    def told_store(self) -> Store:
        """The quads that the perspective lets stand; the store itself where everything counts."""
        if self.perspective.is_everything:
            return self.store
        reading = self._reading
        return dataset_of(self.store, self._claims, reading.claims, reading.identity, reading.apart)

    @property
    def dataset(self) -> Dataset:
        """What is told as an rdflib dataset whose default graph is the union of all graphs."""
        return self.told_store.dataset

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        if self._counts_all:
            return self._reading.claims
        telling = tell(self._reading.columns, self.perspective)
        return told_claims(self._reading.claims, self._reading.columns, telling)

    @property
    def _counts_all(self) -> bool:
        """Whether every claim counts; identity may still be switched off."""
        return self.perspective == self.perspective.widest

    @cached_property
    def _propositions(self) -> dict[str, Proposition]:
        return {claim.proposition.iri: claim.proposition for claim in self._claims}

    @cached_property
    def _occurrences(self) -> dict[str, Proposition]:
        return asking.occurrences(self._propositions.values())

    @cached_property
    def _network(self) -> Network:
        if self._counts_all:
            return self._reading.network
        return build_network(self._reading.nodes, self._claims)

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """The entities of which a claim that counts speaks, and those that make or back one."""
        named = {end for claim in self._claims for end in asking.ends(claim) | asking.speakers(claim)}
        return frozenset(named & self._reading.network.nodes)
