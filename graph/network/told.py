"""Which links of a graph are told, by numbers: what a network that looks into columns stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.model import Standing, Status
from graph.network.evidence import Evidence, Read
from graph.network.values import ViewLink, ViewNode

if TYPE_CHECKING:
    from graph.adjacency import LinkArrays
    from graph.columns import Columns, Judged
    from graph.columns.layout import Flags, Ids
    from graph.lexicon import Lexicon


@dataclass(eq=False)
class LinksTold:
    """Which links of a graph are told, over which entities, and how to read what stands behind them."""

    columns: Columns
    arrays: LinkArrays
    lexicon: Lexicon
    judged: Judged
    """How each proposition stands by the claims that count."""
    told: Flags
    """For each proposition, whether it is told and looked at."""
    nodes: Flags
    """For each entity of the columns, whether it is looked at."""
    claim_counts: Ids
    """Claims about each proposition that count."""
    read: Read = field(repr=False)

    @cached_property
    def shown(self) -> Flags:
        """Which links of the arrays are told between two entities that are looked at."""
        ends = self.nodes[self.subjects] & self.nodes[self.arrays.target]
        shown: Flags = ends & self.told[self.arrays.proposition]
        return shown

    @cached_property
    def subjects(self) -> Ids:
        """The subject of each link."""
        return self.arrays.subjects()

    @cached_property
    def count(self) -> int:
        """The number of links told."""
        return int(np.count_nonzero(self.shown))

    @cached_property
    def degrees(self) -> Ids:
        """How many ends of told links each entity is."""
        size = len(self.nodes)
        out = np.bincount(self.subjects[self.shown], minlength=size)
        return (out + np.bincount(self.arrays.target[self.shown], minlength=size)).astype(np.int32)

    def number(self, iri: str) -> int:
        """Return the number of an entity that is looked at; `NONE` of anything else."""
        number = self.columns.entities.index(iri)
        return number if number != NONE and self.nodes[number] else NONE

    def node(self, iri: str) -> ViewNode:
        """Return an entity as a value."""
        return ViewNode(iri, self.lexicon.ref(iri).label, self.lexicon.types.get(iri, ()))

    def out_of(self, number: int) -> Ids:
        """Return the told links of which an entity is the subject, by their numbers in the arrays."""
        first, last = self.arrays.out_offsets[number : number + 2].tolist()
        held = np.arange(first, last)
        return held[self.shown[first:last]]

    def into(self, number: int) -> Ids:
        """Return the told links of which an entity is the object."""
        first, last = self.arrays.in_offsets[number : number + 2].tolist()
        held = self.arrays.in_link[first:last]
        return held[self.shown[held]]

    def link(self, link: int) -> ViewLink:
        """Return the link with this number in the arrays as a value."""
        columns, number = self.columns, int(self.arrays.proposition[link])
        judged = self.judged
        standing = Standing(
            tuple(Status)[judged.status[number]],
            int(judged.origins[number]),
            int(judged.unknown_origins[number]),
        )
        return ViewLink(
            columns.propositions[number],
            columns.entities[int(columns.subject[number])],
            columns.entities[int(columns.object[number])],
            self.lexicon.ref(columns.predicates[int(columns.predicate[number])]),
            standing,
            Evidence(number, int(self.claim_counts[number]), self.read),
        )
