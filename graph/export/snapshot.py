"""What an export holds, cut once from the knowledge graph so that every format writes the same things.

Each claim is in exactly one place: on a link between two entities, or on its subject where the object is a
value (a count, a date) or a category. So the claims and denials that a reader counts in any file are those
that `Counts` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph.export.described import Counts, Described
from graph.export.framing import Framing
from graph.model import Claim, Proposition, Ref, Stance
from graph.network import View, ViewLink
from graph.presentation import LINES, Presentation, presentation_from
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


@dataclass(frozen=True)
class Snapshot(Described):
    """The entities and links of one export, in the order of their IRIs."""

    nodes: tuple[Item, ...]
    links: tuple[Statement, ...]
    whole: bool
    """False where a view has cut it out of the graph."""
    drawing: View
    """The same nodes and links as the drawing functions take them."""
    looks: Presentation
    perspective: str = ""
    """Whose telling it is, as words; empty where every claim counts."""
    framing: Framing = field(default_factory=Framing)
    """What a picture of it says besides, and where its nodes stood."""

    @property
    def silent(self) -> frozenset[str]:
        """The entities of which the perspective says nothing; they are in it all the same."""
        return self.drawing.silent

    @property
    def statements(self) -> Iterator[Statement]:
        """All propositions: the links first, then the values entity by entity."""
        yield from self.links
        for node in self.nodes:
            yield from node.values

    @cached_property
    def counts(self) -> Counts:  # type: ignore[override]
        """How much there is."""
        return Counts(
            nodes=len(self.nodes),
            links=len(self.links),
            claims=sum(len(statement.claims) for statement in self.statements),
            denials=sum(statement.tally(Stance.DENIES) for statement in self.statements),
        )


def take_snapshot(
    graph: KnowledgeGraph, view: View | None = None, framing: Framing | None = None
) -> Snapshot:
    """Return what an export of `graph` holds: all of it, or what lies among the nodes of `view`."""
    network = graph.network()
    entities = frozenset(network)
    chosen = entities if view is None else entities.intersection(one.iri for one in view.nodes)
    everything = graph.perspective.is_everything and not graph.filters
    silent = frozenset() if everything else graph.silent() & chosen
    drawing = replace(view_of(network, chosen), silent=silent)
    values = _values(graph.claims(), chosen, entities)
    names = {one.iri: one.label for one in drawing.nodes}
    return Snapshot(
        nodes=tuple(
            Item(one.iri, one.label, one.types, values.get(one.iri, ()), one.iri not in silent)
            for one in drawing.nodes
        ),
        links=tuple(_statement(link, names) for link in drawing.links),
        whole=view is None,
        drawing=drawing,
        looks=presentation_from(graph.store),
        perspective="" if everything else graph.described(),
        framing=framing or Framing(),
    )


def _statement(link: ViewLink, names: Mapping[str, str]) -> Statement:
    subject, target = (Ref(iri, names[iri]) for iri in link.ends)
    return Statement(
        Proposition(link.iri, subject, link.predicate, target, link.standing), tuple(link.claims)
    )


def _values(
    claims: Iterable[Claim], chosen: frozenset[str], entities: frozenset[str]
) -> Mapping[str, tuple[Statement, ...]]:
    """Return the propositions about each chosen entity whose object is no entity, in a stable order."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        proposition = claim.proposition
        target = proposition.object
        linked = isinstance(target, Ref) and target.iri in entities
        if not linked and proposition.subject.iri in chosen:
            grouped[proposition.iri].append(claim)
    values: dict[str, tuple[Statement, ...]] = defaultdict(tuple)
    for _, group in sorted(grouped.items()):
        proposition = group[0].proposition
        values[proposition.subject.iri] += (Statement(proposition, tuple(group)),)
    return values


def ends(link: Statement) -> tuple[str, str]:
    """Return the IRIs of the two entities that a link joins, subject first."""
    target = link.proposition.object
    return link.proposition.subject.iri, target.iri if isinstance(target, Ref) else target.text
