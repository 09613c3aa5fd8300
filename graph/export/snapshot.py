"""What a page for readers holds, as values: all that is read of the knowledge graph for it.

Each claim is in exactly one place: on a link between two entities, or on its subject where the object is a
value (a count, a date) or a category. So the claims and denials that a reader counts in any file are those
that `Counts` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from graph.export.extent import Extent, extent_of
from graph.export.framing import Framing
from graph.export.pictured import Picture, picture_of
from graph.model import Claim, Proposition, Ref, Stance
from graph.network import View, ViewLink
from graph.presentation import LINES
from graph.views import view_of

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Statement:
    """A proposition with all its claims."""

    proposition: Proposition
    claims: tuple[Claim, ...]

    @property
    def caption(self) -> str:
        """The relation as people read it, which says so unless it is undisputed: ``approved (denied)``."""
        return self.proposition.predicate.label + LINES[self.proposition.standing.status].suffix

    def tally(self, stance: Stance) -> int:
        """Return how many of the claims take this stance."""
        return sum(claim.stance is stance for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Item:
    """An entity, with what is claimed of its values."""

    iri: str
    label: str
    types: tuple[str, ...]
    """Local names of its classes, most specific first."""
    values: tuple[Statement, ...]
    told: bool = True
    """False where the perspective says nothing of it."""

    @property
    def type(self) -> str:
        """The most specific class."""
        return self.types[0] if self.types else "Entity"


@dataclass(frozen=True, kw_only=True)
class Snapshot(Picture):
    """The entities and links of one export as values, in the order of their IRIs, and which are drawn."""

    nodes: tuple[Item, ...]
    links: tuple[Statement, ...]


def take_snapshot(
    graph: KnowledgeGraph, view: View | None = None, framing: Framing | None = None
) -> Snapshot:
    """Return what an export of `graph` holds: all of it, or what lies among the nodes of `view`.

    Only what it holds is read, and all of that is in memory.
    """
    extent = extent_of(graph, view)
    columns, picture = extent.columns, picture_of(graph, extent, framing)
    told = np.concatenate([extent.links, extent.values])
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in graph.claims_on(columns.propositions.several(told)):
        claims[claim.proposition.iri].append(claim)
    shown = view_of(graph.links_told, columns.entities.several(extent.nodes))
    values, names = _values(extent, claims), {one.iri: one.label for one in shown.nodes}
    silent = extent.silent[extent.nodes].tolist()
    return Snapshot(
        **{each.name: getattr(picture, each.name) for each in fields(picture)},
        nodes=tuple(
            Item(one.iri, one.label, one.types, tuple(values[one.iri]), not unheard)
            for one, unheard in zip(shown.nodes, silent, strict=True)
        ),
        links=tuple(_statement(link, names, claims[link.iri]) for link in shown.links),
    )


def _statement(link: ViewLink, names: Mapping[str, str], claims: Sequence[Claim]) -> Statement:
    subject, target = (Ref(iri, names[iri]) for iri in link.ends)
    return Statement(Proposition(link.iri, subject, link.predicate, target, link.standing), tuple(claims))


def _values(extent: Extent, claims: Mapping[str, Sequence[Claim]]) -> Mapping[str, list[Statement]]:
    """Return the propositions about each entity whose object is no entity, in the order of their IRIs."""
    values: dict[str, list[Statement]] = defaultdict(list)
    for iri in sorted(extent.columns.propositions.several(extent.values)):
        proposition = claims[iri][0].proposition
        values[proposition.subject.iri].append(Statement(proposition, tuple(claims[iri])))
    return values


def ends(link: Statement) -> tuple[str, str]:
    """Return the IRIs of the two entities that a link joins, subject first."""
    target = link.proposition.object
    return link.proposition.subject.iri, target.iri if isinstance(target, Ref) else target.text
