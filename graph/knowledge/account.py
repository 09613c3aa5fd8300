"""A store under one perspective and filter: the claims that count, those looked at, and all that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from graph.errors import InputError
from graph.filters import NOTHING_LEFT_OUT, Filter
from graph.knowledge.linking import links_under, looking_into
from graph.knowledge.selection import Selection
from graph.knowledge.spoken import SpokenOf
from graph.network import LinksTold, Network, Restriction
from graph.pathfinding import graph_of_links
from graph.perspective import Perspective
from graph.selecting import spoken_of, voices_and_ends
from graph.store import Store

if TYPE_CHECKING:
    from rdflib import Dataset

    from graph.adjacency.graphs import LinkGraph


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


class Account(Selection):
    """What a store tells under a perspective; read once, and kept."""

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
        here, whole = self._links, self._reading.told
        nodes = int(np.count_nonzero(here.nodes))
        return Told(
            links=here.count,
            links_in_all=whole.count,
            claims=int(np.count_nonzero(self._counting)),
            claims_in_all=len(self._columns.claims),
            silent=int(np.count_nonzero(here.nodes & ~self._spoken_of.entities)),
            entities=nodes,
            entities_in_all=int(np.count_nonzero(whole.nodes)),
            undated=int(np.count_nonzero(self._undated)),
        )

    def silent(self) -> frozenset[str]:
        """Return the entities of which no claim that counts speaks, and which make none."""
        quiet = np.flatnonzero(self._links.nodes & ~self._spoken_of.entities)
        return frozenset(self._columns.entities[number] for number in quiet.tolist())

    def network(self) -> Network:
        """Return a networkx graph of your own: entities as nodes, one edge a proposition, with its claims.

        Every entity of the classes looked at is in it, also one that the perspective says nothing of. Edges
        that are only denied are in it, too; their attribute ``status`` says so. Every claim is read for it;
        `links_told` gives the same for reading only, in no time.
        """
        return self._network.copy()

    @property
    def links_told(self) -> Network:
        """The same graph as `network` gives, for reading only: the claims of a link are read on demand."""
        return self._network

    def link_graph(self, restriction: Restriction | None = None) -> LinkGraph:
        """Return the links told here as a networkx graph that looks into arrays, for reading only.

        Nodes are numbers (``link_graph().number(iri)``), edges are keyed by the numbers of propositions.
        Searches for paths run compiled behind networkx's own functions, and any other of its algorithms runs
        as it is. With a `restriction` only the links that it allows are in it.
        """
        return graph_of_links(self._links, restriction)

    def _with(self, entities: Iterable[str]) -> Network:
        """Return the network with `entities` in it, whatever their class."""
        whole = self._reading.network
        missing = [iri for iri in entities if iri not in self._network and iri in whole]
        return looking_into(self._links, missing) if missing else self._network

    @cached_property
    def told_store(self) -> Store:
        """The quads that perspective and filter let stand; the store itself where everything does.

        Entities of every class stay in it: claims need those who make them.
        """
        if self.perspective.is_everything and not self.filters:
            return self.store
        from graph.dataset import counting_of, dataset_of  # derives as a build does, for few

        reading = self._reading
        told = counting_of(self._columns, self._telling, self._counting)
        return dataset_of(self.store, told, reading.identity, reading.apart)

    @property
    def dataset(self) -> Dataset:
        """What is told as an rdflib dataset whose default graph is the union of all graphs."""
        return self.told_store.dataset

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
    def _links(self) -> LinksTold:
        if self._counts_all and not self.filters:
            return self._reading.told
        return links_under(self._reading, self._telling, self._counting, self._kinds_looked_at)

    @cached_property
    def _network(self) -> Network:
        if self._counts_all and not self.filters:
            return self._reading.network
        return looking_into(self._links)

    @cached_property
    def stage(self) -> Network:
        """Every entity, and the links looked at whoever tells them: what a picture is cut from.

        So it keeps its shape under another perspective, and holds an entity asked for of any class. For
        reading only.
        """
        if not self.filters:
            return self._reading.network
        let = self._let_by(self._reading.everything) & spoken_of(self._columns)
        return looking_into(replace(self._reading.told, told=let))

    @cached_property
    def _spoken_of(self) -> SpokenOf:
        """The entities of which a claim that counts speaks, and those that make or back one."""
        named = voices_and_ends(self._columns, self._telling.counting)
        return SpokenOf(self._columns, named & self._reading.arrays.is_entity)
