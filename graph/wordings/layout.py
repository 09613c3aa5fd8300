"""What is kept of the words of a build: the texts that the integer columns leave out, row by row.

Rows are those of `graph.columns.Columns`. With both, everything that people wrote can be told without
asking the store: what fields of claims, propositions and entities hold, and whole statements of the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.model import Value
from graph.namespaces import BASE
from graph.wordings.pieces import Pieces

Ids: TypeAlias = NDArray[np.int32]
Offsets: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]

GRAPHS = BASE + "graph/"
"""What the names of all graphs begin with in which people's words are: ``curated``, ``import/oryx``."""
PRECISIONS = ("", "day", "week", "month", "year")
BASES = ("", "stated", "inferred")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Wordings:
    """The words of a build. -1 stands where a number is not known."""

    gloss: Pieces
    """The first of those with one entry a claim."""
    anchor: Pieces
    note: Pieces
    made_on: Pieces
    made_on_precision: Ids
    """The place in `PRECISIONS`."""
    made_on_basis: Ids
    """The place in `BASES`."""
    line: Ids
    start: Ids
    end: Ids
    claim_graph: Ids
    """The place in `graphs` of the graph in which each was written, the first of several."""
    said_to_offsets: Offsets
    said_to: Ids
    """Entities."""

    value: Pieces
    """The first of those with one entry a proposition; empty where its object is an entity."""
    datatype: Ids
    """The place in `datatypes`; -1 where the object is an entity."""
    language: Pieces
    proposition_graph: Ids
    rival_offsets: Offsets
    rivals: Ids
    """Propositions that cannot stand together with each, written or judged."""

    label: Pieces
    """The first of those with one entry an entity."""
    kinds: Ids
    """The place in `types`; -1 for what is no entity, such as a category."""
    entity_graph: Ids
    """-1 for what the ontology tells of."""

    title: Pieces
    """The first of those with one entry a document."""
    published: Pieces
    published_precision: Ids
    published_basis: Ids
    url: Pieces
    digest: Pieces

    graphs: Pieces
    """The names of the graphs, without `GRAPHS`."""
    datatypes: Pieces
    types: Pieces
    """Local names of classes, most specific first, with commas between."""
    relation: Pieces
    """The label of each predicate."""
    statements: Pieces
    """All that a graph tells of a thing of which fields do not hold all, an entry each: as N-Triples what is
    in the curated graph, as N-Quads what is in an import."""
    statement_home: Ids
    """The entity with which each goes; they are in the order of these."""

    def value_of(self, proposition: int) -> Value:
        """Return the value that a proposition gives; only of one whose object is none of the entities."""
        datatype = self.datatypes.text(int(self.datatype[proposition]))
        return Value(self.value.text(proposition), datatype, self.language.text(proposition))

    def types_of(self, entity: int) -> tuple[str, ...]:
        """Return the local names of an entity's classes, most specific first."""
        return tuple(filter(None, self.types.text(int(self.kinds[entity])).split(",")))
