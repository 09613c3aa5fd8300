"""A store under one perspective and filter: the claims that count, those looked at, and all that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from graph import asking
from graph.dataset import dataset_of
from graph.errors import InputError
from graph.filters import NOTHING_LEFT_OUT, Filter, Passing, lets_kind, passing
from graph.knowledge.reading import Reading
from graph.model import Claim, Proposition
from graph.network import Network, ViewNode, build_network
from graph.perspective import EVERYTHING, Perspective
from graph.store import Store
from graph.telling import tell, told_claims

if TYPE_CHECKING:
    from rdflib import Dataset


@dataclass(frozen=True, slots=True)
class Told:
    """How much of everything a perspective tells, and a filter lets through."""

    links: int
    """Propositions between two entities of which a claim that counts speaks."""
    links_in_all: int
    claims: int
    """Claims that count."""
    claims_in_all: int
    silent: int
    """Entities of which no claim that counts speaks, and which make none."""
    entities: int = 0
    """Entities of the classes looked at."""
    entities_in_all: int = 0
    undated: int = 0
    """Statements that a filter leaves out only because their date is not known."""


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

    def seen_from(self, perspective: Perspective) -> Self:
        """Return the same graph under `perspective`, which replaces the one here; filters stay."""
        return type(self)(self.store, perspective, reading=self._reading, filters=self.filters)

    def narrowed(self, filter: Filter) -> Self:
        """Return the same graph where only what `filter` lets through is looked at.

        Statuses and origins stay as they are. A filter that is here already stays, too; see `unnarrowed`.
        """
        if filter == NOTHING_LEFT_OUT or filter in self.filters:
            return self
        filters = (*self.filters, filter)
        other = type(self)(self.store, self.perspective, reading=self._reading, filters=filters)
        other.unnarrowed = self.unnarrowed
        return other

    @cached_property
    def unnarrowed(self) -> Self:
        """The same graph under the same perspective without any filter."""
        if not self.filters:
            return self
        return type(self)(self.store, self.perspective, reading=self._reading)

    def told(self) -> Told:
        """Return how much of everything is told and looked at here.

        Examples
        --------
        >>> from graph.store import open_store
        >>> Account(open_store()).told().claims
        0
        """
        network, whole = self._network, self._reading.network
        return Told(
            links=network.number_of_edges(),
            links_in_all=whole.number_of_edges(),
            claims=len(self._claims),
            claims_in_all=len(self._reading.claims),
            silent=len(self.silent()),
            entities=network.number_of_nodes(),
            entities_in_all=whole.number_of_nodes(),
            undated=len(self._undated),
        )

    def silent(self) -> frozenset[str]:
        """Return the entities of which no claim that counts speaks, and which make none."""
        return frozenset(node.iri for node in self._nodes) - self._spoken_of

    def network(self) -> Network:
        """Return a networkx graph of your own: entities as nodes, one edge a proposition, with its claims.

        Every entity of the classes looked at is in it, also one that the perspective says nothing of. Edges
        that are only denied are in it, too; their attribute ``status`` says so.
        """
        return self._network.copy()

    def _with(self, entities: Iterable[str]) -> Network:
        """Return the network with `entities` in it, whatever their class."""
        whole = self._reading.network
        missing = [iri for iri in entities if iri not in self._network and iri in whole]
        if not missing:
            return self._network
        network = self._network.copy()
        network.add_nodes_from((iri, whole.nodes[iri]) for iri in missing)
        return network

    @cached_property
    def told_store(self) -> Store:
        """The quads that perspective and filter let stand; the store itself where everything does.

        Entities of every class stay in it: claims need those who make them.
        """
        if self.perspective.is_everything and not self.filters:
            return self.store
        reading = self._reading
        return dataset_of(self.store, self._claims, reading.claims, reading.identity, reading.apart)

    @property
    def dataset(self) -> Dataset:
        """What is told as an rdflib dataset whose default graph is the union of all graphs."""
        return self.told_store.dataset

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        if self.filters:
            return self._looked_at(self.unnarrowed._claims)
        if self._counts_all:
            return self._reading.claims
        telling = tell(self._reading.columns, self.perspective)
        return told_claims(self._reading.claims, self._reading.columns, telling)

    def _looked_at(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return those of `claims` whose propositions every filter lets through by these very claims."""
        for each in self.filters:
            let = passing(claims, each, self._reading.ground).propositions
            claims = tuple(claim for claim in claims if claim.proposition.iri in let)
        return claims

    @cached_property
    def _undated(self) -> frozenset[str]:
        """The propositions that only their lack of a date keeps out."""
        undated: set[str] = set()
        for number, each in enumerate(self.filters):
            others = (*self.filters[:number], *self.filters[number + 1 :])
            undated |= self._passing(each).undated.intersection(
                *(self._passing(other).propositions for other in others)
            )
        return frozenset(undated)

    def _passing(self, each: Filter) -> Passing:
        return passing(self.unnarrowed._claims, each, self._reading.ground)

    @property
    def _counts_all(self) -> bool:
        """Whether every claim counts; identity may still be switched off."""
        return self.perspective == self.perspective.widest

    def _by_frontiers(self, wanted: bool | None) -> bool:
        """Return whether paths are found by reading only what lies between their ends.

        Raises
        ------
        InputError
            If that is wanted where all claims decide what stands.
        """
        all_alike = self.perspective.is_everything and not self.filters
        if wanted and not all_alike:
            raise InputError(
                "Paths cannot be found by frontiers under a perspective or a filter, which all claims decide."
            )
        return all_alike and (self._reading.is_far if wanted is None else wanted)

    @cached_property
    def _nodes(self) -> tuple[ViewNode, ...]:
        """The entities of the classes looked at."""
        return tuple(
            node for node in self._reading.nodes if all(lets_kind(each, node.types) for each in self.filters)
        )

    @cached_property
    def _propositions(self) -> dict[str, Proposition]:
        return {claim.proposition.iri: claim.proposition for claim in self._claims}

    @cached_property
    def _occurrences(self) -> dict[str, Proposition]:
        return asking.occurrences(self._propositions.values())

    @cached_property
    def _network(self) -> Network:
        if self._counts_all and not self.filters:
            return self._reading.network
        return build_network(self._nodes, self._claims)

    @cached_property
    def stage(self) -> Network:
        """Every entity, and the links looked at whoever tells them: what a picture is cut from.

        So it keeps its shape under another perspective, and holds an entity asked for of any class. For
        reading only.
        """
        if not self.filters:
            return self._reading.network
        return build_network(self._reading.nodes, self._looked_at(self._reading.claims))

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """The entities of which a claim that counts speaks, and those that make or back one."""
        claims = self.unnarrowed._claims
        named = {end for claim in claims for end in asking.ends(claim) | asking.speakers(claim)}
        return frozenset(named & self._reading.network.nodes)
