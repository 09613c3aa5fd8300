"""Which rows an export holds: entities, links and claims as numbers, chosen once for every format.

Each claim is in exactly one place: on a link between two entities, or on its subject where the object is a
value (a count, a date) or a category. So the claims and denials that a reader counts in any file are those
that `Counts` says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.columns import NONE, NOT_TOLD, Columns, Judged, columns_of, derive_columns
from graph.columns.reading import kept_identity
from graph.columns.stretches import stretches
from graph.export.described import Counts, Described
from graph.identity import Identity
from graph.model import Stance
from graph.presentation import Presentation, presentation_from
from graph.selecting import marked, voices_and_ends
from graph.telling import tell
from graph.wordings import Wordings, derive_wordings, wordings_of

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.network import View

Rows = NDArray[np.integer]
Mask = NDArray[np.bool_]
_IMPORT = "import/"
_DENIES = list(Stance).index(Stance.DENIES)


@dataclass(frozen=True)
class Extent(Described):
    """The entities, links and claims of one export, each in the order of their IRIs."""

    columns: Columns
    words: Wordings
    judged: Judged
    counting: Mask
    """Which claims count and are looked at."""
    nodes: Rows
    """Entities."""
    links: Rows
    """Propositions between two of them."""
    values: Rows
    """Other propositions about one of them, in the order of these."""
    silent: Mask
    """For each entity, whether the perspective says nothing of it."""
    whole: bool
    """False where a view has cut it out of the graph."""
    looks: Presentation
    perspective: str = ""
    """Whose telling it is, as words; empty where every claim counts."""

    @cached_property
    def counts(self) -> Counts:  # type: ignore[override]
        """How much there is."""
        chosen = np.zeros(len(self.columns.propositions), np.bool_)
        chosen[self.links] = chosen[self.values] = True
        claims = self.counting & chosen[self.columns.proposition]
        denials = claims & (self.columns.stance == _DENIES)
        return Counts(len(self.nodes), len(self.links), int(claims.sum()), int(denials.sum()))

    @property
    def everything(self) -> bool:
        """Whether it is all of the graph, told by all: then it holds also what is about no entity."""
        return self.whole and not self.perspective

    def claims_of(self, propositions: Rows) -> tuple[Rows, list[int]]:
        """Return the claims that count of each proposition, and where those of each begin and end."""
        first = self.columns.first_claim
        starts, sizes = first[propositions], first[propositions + 1] - first[propositions]
        rows = stretches(starts, sizes)
        counted = self.counting[rows]
        ends = np.concatenate(([0], np.cumsum(counted)))[np.cumsum(sizes)] if len(rows) else sizes * 0
        return rows[counted], [0, *ends.tolist()]

    def values_of(self, nodes: Rows) -> tuple[Rows, list[int]]:
        """Return the propositions about values of each entity, and where those of each begin and end."""
        if not len(nodes):
            return self.values[:0], [0]
        subjects = self.columns.subject[self.values]
        starts = np.searchsorted(subjects, nodes, "left")
        ends = np.searchsorted(subjects, nodes, "right")
        sizes = ends - starts
        return self.values[stretches(starts, sizes)], [0, *np.cumsum(sizes).tolist()]

    def claim_counts(self, propositions: Rows) -> Rows:
        """Return how many claims each proposition has, those that do not count among them."""
        first = self.columns.first_claim
        found: Rows = first[propositions + 1] - first[propositions]
        return found

    def value_claim_counts(self, nodes: Rows) -> Rows:
        """Return how many claims the propositions about values of each entity have."""
        values, ends = self.values_of(nodes)
        found: Rows = np.diff(np.concatenate(([0], np.cumsum(self.claim_counts(values))))[ends])
        return found

    def place(self, iri: str) -> int:
        """Return the number of an entity."""
        return self.columns.entities.index(iri)


def extent_of(graph: KnowledgeGraph, view: View | None = None) -> Extent:
    """Return what an export of `graph` holds: all of it, or what lies among the nodes of `view`."""
    columns, words = _read(graph)
    telling = tell(columns, graph.perspective)
    counting, entities = telling.counting, words.kinds != NONE
    everything = graph.perspective.is_everything and not graph.filters
    if graph.filters:
        counting, entities = _looked_at(graph, columns)
    told = np.zeros(len(columns.propositions), np.bool_)
    told[columns.proposition[counting]] = True
    told &= telling.judged.status != NOT_TOLD
    chosen = entities if view is None else entities & _among(columns, view)
    linked = (columns.object != NONE) & entities[columns.object] & entities[columns.subject]
    inside = told & chosen[columns.subject]
    valued = np.flatnonzero(inside & ~linked)
    return Extent(
        columns=columns,
        words=words,
        judged=telling.judged,
        counting=counting,
        nodes=np.flatnonzero(chosen),
        links=np.flatnonzero(inside & linked & chosen[columns.object]),
        values=valued[np.argsort(columns.subject[valued], kind="stable")],
        silent=np.zeros(len(columns.entities), np.bool_)
        if everything
        else ~voices_and_ends(columns, telling.counting),
        whole=view is None,
        looks=presentation_from(graph.store),
        perspective="" if everything else graph.described(),
    )


def imports_in(extent: Extent) -> list[str]:
    """Return the names of the imports that lie in the graph of an extent."""
    graphs = (extent.words.graphs.text(row) for row in range(len(extent.words.graphs)))
    return [name.removeprefix(_IMPORT) for name in graphs if name.startswith(_IMPORT)]


def imports_sentence(extent: Extent) -> str:
    """Say that a file without names of graphs mixes imports with what people wrote; empty without imports."""
    imports = imports_in(extent)
    if not imports:
        return ""
    return (
        f"This format has no names of graphs: read back, the imports ({', '.join(imports)}) stand as if they "
        "were curated; trig, nquads and jsonld keep them apart."
    )


def _read(graph: KnowledgeGraph) -> tuple[Columns, Wordings]:
    store = graph.store
    if not graph.perspective.apart:
        return columns_of(store), wordings_of(store)
    identity = identity_of(graph)
    columns = derive_columns(store, identity)
    return columns, derive_wordings(store, columns, identity)


def identity_of(graph: KnowledgeGraph) -> Identity:
    """Return who is held to be whom as the perspective of `graph` has it."""
    apart = graph.perspective.apart
    if not apart:
        return kept_identity(graph.store)
    from graph.claims import read_identity
    from graph.identity import fold

    return fold(one for one in read_identity(graph.store).judgements if one.iri not in apart)


def _looked_at(graph: KnowledgeGraph, columns: Columns) -> tuple[Mask, Mask]:
    """Return the claims that filters let through, and the entities of the classes looked at."""
    return graph.chosen().claims, marked(columns, graph.links_told)


def _among(columns: Columns, view: View) -> Mask:
    chosen = np.zeros(len(columns.entities) + 1, np.bool_)
    chosen[[columns.entities.index(node.iri) for node in view.nodes]] = True
    return chosen[:-1]
