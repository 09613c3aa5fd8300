"""A graph of entities made of claims as values, one link for each proposition between two.

Pure: built from any sequence of claims, so that whoever lets only some claims count gets the network of
just those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from graph.model import Claim, Proposition, Ref, Standing, Status

if TYPE_CHECKING:
    import networkx as nx

Network: TypeAlias = "nx.MultiDiGraph[str]"

STATUS_RANK: Mapping[Status, int] = {
    Status.UNDISPUTED: 3,
    Status.DISPUTED: 2,
    Status.UNCONFIRMED: 1,
    Status.DENIED_ONLY: 0,
}


@dataclass(frozen=True, slots=True)
class ViewNode:
    """An entity as the network holds it."""

    iri: str
    label: str
    types: tuple[str, ...]
    """Local names of its classes, most specific first."""

    @property
    def type(self) -> str:
        """The most specific class."""
        return self.types[0] if self.types else "Entity"


@dataclass(frozen=True, slots=True)
class ViewLink:
    """One proposition between two entities, with its claims."""

    iri: str
    source: str
    """The subject of the proposition."""
    target: str
    """Its object."""
    predicate: Ref
    standing: Standing
    claims: Sequence[Claim]
    """In their order; on a large store they are read when first looked at."""

    @property
    def ends(self) -> tuple[str, str]:
        """The two entities it joins, subject first."""
        return (self.source, self.target)

    @property
    def strength(self) -> tuple[int, int, int]:
        """How strongly it stands: named origins, then status, then unnamed origins; more is better."""
        return (self.standing.origins, STATUS_RANK[self.standing.status], self.standing.unknown_origins)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the network that is shown, and how much of the whole it is."""

    nodes: tuple[ViewNode, ...]
    """In the order of their IRIs."""
    links: tuple[ViewLink, ...]
    """Every link between two of the nodes, denied-only ones included."""
    hidden: int = 0
    """Entities that were asked for and left out because of a limit."""
    cut: bool = False
    """True where a limit left something out."""
    total_nodes: int = 0
    """Entities in the whole network."""
    total_links: int = 0
    """Links in the whole network."""
    untold: int = 0
    """Links between the entities shown that the perspective does not tell."""
    silent: frozenset[str] = frozenset()
    """Entities shown of which no claim that counts speaks."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """What a path must keep to: which links it may use, each judged before any search, and what it passes."""

    avoid: frozenset[str] = frozenset()
    """Entities not to pass."""
    relations: frozenset[str] = frozenset()
    """IRIs of the only relations allowed; empty allows all."""
    directed: bool = False
    statuses: frozenset[Status] | None = None
    """The only statuses allowed; None allows all but denied-only."""
    include_denied: bool = False
    """Let links through, too, that nobody asserts and somebody denies."""
    through: frozenset[str] = frozenset()
    """Entities that every path must pass, in any order; no matter to a single link."""

    def allows(self, link: ViewLink) -> bool:
        """Say whether `link` may be part of an answer."""
        if link.source == link.target or self.avoid & {link.source, link.target}:
            return False
        if self.relations and link.predicate.iri not in self.relations:
            return False
        status = link.standing.status
        if status is Status.DENIED_ONLY and self.include_denied:
            return True
        return status is not Status.DENIED_ONLY if self.statuses is None else status in self.statuses


@dataclass(frozen=True, slots=True)
class Projection:
    """A network under a restriction, parallel edges grouped: what a search for simple paths runs on."""

    graph: nx.Graph[str]
    """An `nx.DiGraph` where direction counts."""
    parallel: Mapping[tuple[str, str], tuple[ViewLink, ...]] = field(repr=False)
    """All allowed edges by step, from one entity to the next, best standing first."""


def group_links(claims: Iterable[Claim]) -> tuple[ViewLink, ...]:
    """Return one link for each proposition between two entities, with its claims in their order."""
    grouped: dict[str, list[Claim]] = {}
    for claim in claims:
        grouped.setdefault(claim.proposition.iri, []).append(claim)
    made = (_link(group[0].proposition, tuple(group)) for group in grouped.values())
    return tuple(sorted((link for link in made if link), key=lambda link: link.iri))


def build_network(nodes: Iterable[ViewNode], claims: Iterable[Claim]) -> Network:
    """Return the network of `claims` over `nodes`.

    Every node stays, also where no claim is about it; a claim about something that is no node (a
    category, a number) makes no edge. Edges that are only denied are in it: their ``status`` says so.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes are IRIs with ``label``, ``type``, ``types``; edge keys are proposition IRIs, with
        ``predicate``, ``predicate_label``, ``status``, ``origins``, ``unknown_origins``, ``claims``.
    """
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    for one in sorted(nodes, key=lambda each: each.iri):
        network.add_node(one.iri, **node_attributes(one))
    add_links(
        network, (one for one in group_links(claims) if one.source in network and one.target in network)
    )
    return network


def add_links(network: Network, links: Iterable[ViewLink]) -> None:
    """Add `links` to `network`, each once, and the entities they join, of which only the IRI may be known."""
    for link in links:
        for end in link.ends:
            if end not in network:
                network.add_node(end, label="", type="Entity", types=())
        network.add_edge(link.source, link.target, key=link.iri, **attributes_of(link))


def links(network: Network) -> tuple[ViewLink, ...]:
    """Return the links of `network` as values, in the order of their IRIs."""
    read = (_from_attributes(u, v, key, held) for u, v, key, held in network.edges(keys=True, data=True))
    return tuple(sorted(read, key=lambda link: (link.iri, link.source, link.target)))


def node(network: Network, iri: str) -> ViewNode:
    """Return the entity `iri` of `network` as a value."""
    held = network.nodes[iri]
    return ViewNode(iri, held["label"], held["types"])


def ref(network: Network, iri: str) -> Ref:
    """Return the entity `iri` of `network` with its label."""
    return Ref(iri, str(network.nodes[iri]["label"]))


def node_attributes(one: ViewNode) -> dict[str, Any]:
    """Return what the node of an entity bears."""
    return {"label": one.label, "type": one.type, "types": one.types}


def project(network: Network, restriction: Restriction) -> Projection:
    """Return the simple graph of the steps that `restriction` allows, filled in the order of IRIs."""
    import networkx as nx

    steps: dict[tuple[str, str], list[ViewLink]] = {}
    for link in links(network):
        if restriction.allows(link):
            steps.setdefault((link.source, link.target), []).append(link)
            if not restriction.directed:
                steps.setdefault((link.target, link.source), []).append(link)
    graph: nx.Graph[str] = nx.DiGraph() if restriction.directed else nx.Graph()
    graph.add_nodes_from(iri for iri in sorted(network) if iri not in restriction.avoid)
    graph.add_edges_from(sorted(steps))
    return Projection(graph, {step: _best_first(parallel) for step, parallel in steps.items()})


def _best_first(parallel: list[ViewLink]) -> tuple[ViewLink, ...]:
    by_iri = sorted(parallel, key=lambda link: link.iri)
    return tuple(sorted(by_iri, key=lambda link: link.strength, reverse=True))


def _link(proposition: Proposition, claims: tuple[Claim, ...]) -> ViewLink | None:
    if not isinstance(proposition.object, Ref):
        return None
    ends = proposition.subject.iri, proposition.object.iri
    return ViewLink(proposition.iri, *ends, proposition.predicate, proposition.standing, claims)


def attributes_of(link: ViewLink) -> dict[str, Any]:
    """Return what the edge of `link` bears."""
    return {
        "predicate": link.predicate.iri,
        "predicate_label": link.predicate.label,
        "status": link.standing.status.value,
        "origins": link.standing.origins,
        "unknown_origins": link.standing.unknown_origins,
        "claims": link.claims,
    }


def _from_attributes(subject: str, target: str, iri: str, held: Mapping[str, Any]) -> ViewLink:
    standing = Standing(Status(held["status"]), held["origins"], held["unknown_origins"])
    predicate = Ref(held["predicate"], held["predicate_label"])
    return ViewLink(iri, subject, target, predicate, standing, held["claims"])
