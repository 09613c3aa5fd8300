"""The network that measures run on: entities and the links between them, as arrays of places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import igraph

    from graph.adjacency.shown import Shown
    from graph.columns.layout import Flags, Ids, Offsets

    Numbers: TypeAlias = NDArray[np.float64]
    Matrix: TypeAlias = Any
    """A sparse matrix of scipy's."""

Counts: TypeAlias = NDArray[np.int64]


@dataclass(eq=False)
class Net:
    """Entities and the links between them, each by its place here. Never changed once made.

    Links of an entity to itself are left out: no measure here has a use for them.
    """

    shown: Shown
    entities: Ids
    """The number of each entity in the columns, in the order of their IRIs."""
    source: Ids
    """The place of the subject of each link."""
    target: Ids
    """The place of its object."""
    link: Ids
    """The number of each link in the arrays."""

    @property
    def size(self) -> int:
        """The number of entities."""
        return len(self.entities)

    @cached_property
    def _grouped(self) -> tuple[Counts, Counts, Counts]:
        low, high = np.minimum(self.source, self.target), np.maximum(self.source, self.target)
        keys = low.astype(np.int64) * max(self.size, 1) + high
        return np.unique(keys, return_inverse=True, return_counts=True)

    @cached_property
    def pairs(self) -> Counts:
        """The connections: each two entities between which there is a link, once, the smaller place first."""
        keys = self._grouped[0]
        size = max(self.size, 1)
        return np.column_stack([keys // size, keys % size])

    @property
    def weights(self) -> Counts:
        """How many links lie between each of `pairs`."""
        return self._grouped[2]

    @cached_property
    def pair_costs(self) -> Numbers:
        """What it costs to walk each of `pairs`: as much as its strongest link."""
        found = np.full(len(self.pairs), np.inf)
        np.minimum.at(found, self._grouped[1], self.costs())
        return found

    @cached_property
    def pair_strengths(self) -> Numbers:
        """How strongly each of `pairs` is connected: the strengths of its links together, each from 1 on."""
        found = np.zeros(len(self.pairs), np.float64)
        np.add.at(found, self._grouped[1], 1 / self.costs())
        return found

    @cached_property
    def origins(self) -> Counts:
        """The named origins of the links of each entity, together."""
        named = self.shown.stands[1][self.link]
        ends = np.concatenate([self.source, self.target])
        return np.bincount(ends, np.concatenate([named, named]), minlength=self.size).astype(np.int64)

    @cached_property
    def links_out(self) -> Counts:
        """Links of which each entity is the subject."""
        return np.bincount(self.source, minlength=self.size)

    @cached_property
    def links_in(self) -> Counts:
        """Links of which each entity is the object."""
        return np.bincount(self.target, minlength=self.size)

    @cached_property
    def neighbours(self) -> Counts:
        """Different entities to which each is linked, whichever way."""
        return np.bincount(self.pairs.reshape(-1), minlength=self.size)

    @property
    def alone(self) -> int:
        """Entities without any link."""
        return int(np.count_nonzero(self.neighbours == 0))

    def linked(self) -> Net:
        """Return the same network without the entities that have no link."""
        return self.among(self.neighbours > 0)

    def among(self, kept: Flags) -> Net:
        """Return the entities `kept`, a truth value each, and the links between two of them."""
        places = np.cumsum(kept, dtype=np.int32) - 1
        held = kept[self.source] & kept[self.target]
        return Net(
            self.shown,
            self.entities[kept],
            places[self.source[held]],
            places[self.target[held]],
            self.link[held],
        )

    def simple(self) -> igraph.Graph:
        """Return the connections, without directions, as igraph wants them."""
        import igraph

        return igraph.Graph(self.size, self.pairs)

    def steps_between(self) -> Matrix:
        """Return the connections as a matrix of ones, both ways."""
        from scipy.sparse import csr_array

        ends = np.concatenate([self.pairs, self.pairs[:, ::-1]]).T
        return csr_array(
            (np.ones(ends.shape[1], np.float32), (ends[0], ends[1])), shape=(self.size, self.size)
        )

    def relations(self) -> Ids:
        """Return the number of the relation of each link."""
        found: Ids = self.shown.columns.predicate[self.shown.arrays.proposition[self.link]]
        return found

    def costs(self) -> NDArray[Any]:
        """Return for each link how weakly it stands: see `graph.adjacency.shown.Shown.cost`."""
        return self.shown.cost[self.link]


def net_of(shown: Shown, within: Flags | None = None) -> Net:
    """Return the entities and links that are shown, or those of them `within` a choice of entities.

    Parameters
    ----------
    shown
        What a `graph.adjacency.graphs.LinkGraph` looks into.
    within
        One truth value for each entity of the columns.
    """
    arrays = shown.arrays
    kept = shown.is_node if within is None else shown.is_node & within
    entities = np.flatnonzero(kept).astype(np.int32)
    places = np.cumsum(kept, dtype=np.int32) - 1
    subjects = arrays.subjects()
    held = kept[subjects] & kept[arrays.target] & (subjects != arrays.target)
    if not shown.shows_all:
        held &= shown.allowed
    links = np.flatnonzero(held).astype(np.int32)
    return Net(shown, entities, places[subjects[links]], places[arrays.target[links]], links)


def within_steps(shown: Shown, start: int, steps: int) -> Flags:
    """Return which entities lie within so many steps of `start`, itself included; directions do not count."""
    subjects, target = shown.arrays.subjects(), shown.arrays.target
    if not shown.shows_all:
        subjects, target = subjects[shown.allowed], target[shown.allowed]
    found = np.zeros(shown.arrays.entities, np.bool_)
    found[start] = True
    for _ in range(steps):
        ahead, back = target[found[subjects]], subjects[found[target]]
        found[ahead] = True
        found[back] = True
    return found


def offsets_by(values: Counts, keys: Counts) -> tuple[Offsets, Offsets]:
    """Return where each of `keys` begins and ends in the sorted `values`."""
    return np.searchsorted(values, keys, "left"), np.searchsorted(values, keys, "right")
