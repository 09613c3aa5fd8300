"""networkx graphs that look into link arrays: its algorithms run on them, and nothing is converted."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Self, TypeAlias, cast

import networkx as nx

from graph.adjacency.mappings import Adjacency, Describe, Nodes
from graph.adjacency.shown import Shown
from graph.columns import NOT_TOLD
from graph.namespaces import local_name
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.adjacency.arrays import LinkArrays
    from graph.columns import Columns, Judged
    from graph.columns.layout import Flags

Node: TypeAlias = Any
Other: TypeAlias = Any
"""A graph of another class."""
BACKEND = "armsgraph"
"""The name under which networkx finds the compiled searches (entry point ``networkx.backends``)."""


_IS_INSTALLED = BACKEND in cast(Any, nx).utils.backends.backends
if _IS_INSTALLED:  # else networkx takes ours for an ordinary graph
    cast(Any, nx).config.fallback_to_nx = True
    # an ordinary graph is given to ours as it is: what networkx warns of its copies being old cannot happen
    warnings.filterwarnings("ignore", rf"(?s)Note: conversions to backend graphs.*'{BACKEND}' backend")


def _undescribed(iri: str) -> tuple[str, str]:
    return local_name(iri), "Entity"


class _Looking:
    """What looks into link arrays; where nothing is shown, an ordinary graph.

    networkx makes empty graphs of the class of another one, and fills them, for a copy or a view of a part.
    """

    shown: Shown | None = None
    """What is looked into; None in a copy or in a view of a part."""
    compiled_from_links: int = BULK_LIMITS.compiled_from_links
    """Links from which on searches are compiled."""
    _describe: Describe = staticmethod(_undescribed)

    @classmethod
    def of(
        cls, shown: Shown, describe: Describe = _undescribed, compiled_from_links: int | None = None
    ) -> Self:
        """Return a graph that looks into `shown`.

        Parameters
        ----------
        describe
            Gives the label and the class of an entity by its IRI; without it the end of the IRI is the label.
        compiled_from_links
            Links from which on searches are compiled; by the limit of this name unless given.
        """
        graph = cls()
        graph.shown, graph._describe = shown, describe
        if compiled_from_links is not None:
            graph.compiled_from_links = compiled_from_links
        graph._look(shown)
        frozen: Self = cast(Any, nx).freeze(graph)
        if _IS_INSTALLED:
            cast(Any, frozen).__networkx_backend__ = BACKEND
        return frozen

    def _look(self, shown: Shown) -> None:
        """Let networkx's dictionaries be views of `shown`: each kind of graph has other ones."""
        raise NotImplementedError

    def _beside(self, kind: type[Any], shown: Shown | None = None) -> Other:
        """Return a graph of another class that looks into the same, or into `shown`."""
        return kind.of(shown or self.looked_into, self._describe, self.compiled_from_links)

    @property
    def looked_into(self) -> Shown:
        """What is shown here.

        Raises
        ------
        networkx.NetworkXError
            In a copy or in a view of a part, which networkx makes.
        """
        if self.shown is None:
            raise nx.NetworkXError("A copy or a part of a graph of links does not look into arrays itself.")
        return self.shown

    @property
    def is_compiled(self) -> bool:
        """Whether searches are compiled: in a small graph networkx is done before a compiler has begun."""
        return self.shown is not None and self.shown.count >= self.compiled_from_links

    def only(self, allowed: Flags) -> Self:
        """Return the same graph with none but those links that `allowed` has a true value for."""
        graph: Self = self._beside(type(self), self.looked_into.only(allowed))
        return graph

    def number(self, iri: str) -> int:
        """Return the number of an entity, which is its node here.

        Raises
        ------
        KeyError
            If there is no such entity.
        """
        found = self.looked_into.columns.entities.index(iri)
        if found not in self:  # type: ignore[operator]
            raise KeyError(iri)
        return found

    def iri(self, number: int) -> str:
        """Return the IRI of the entity with this number."""
        return self.looked_into.columns.entities[number]

    def number_of_edges(self, u: Node = None, v: Node = None) -> int:
        """Return the number of links, or with two entities of those between them."""
        if u is None and self.shown is not None and self.is_multigraph():  # type: ignore[attr-defined]
            return self.shown.count
        return int(super().number_of_edges(u, v))  # type: ignore[misc]


class LinkGraph(_Looking, nx.MultiDiGraph):  # type: ignore[type-arg]
    """The links between entities as a networkx graph: nodes are numbers, and each link is an edge.

    Edges lead from subject to object, keyed by the numbers of their propositions. The attributes of a node
    are ``iri``, ``label`` and ``type``, those of an edge ``proposition``, ``predicate``, ``status``,
    ``origins``, ``unknown_origins``, ``strength`` (more is better) and ``cost`` (at most 1, less the stronger
    it stands: a weight for networkx). It is read-only, and takes no memory but what is looked into.

    So that functions of two graphs also take an ordinary one beside it, ``networkx.config.fallback_to_nx`` is
    set; where it is taken back, they want both to be of this sort.

    Examples
    --------
    >>> from graph.adjacency import link_graph
    >>> from graph.store import open_store
    >>> link_graph(open_store()).number_of_nodes()
    0
    """

    def _look(self, shown: Shown) -> None:
        self._node = Nodes(shown, self._describe)
        self._succ = Adjacency(shown, shown.out)
        self._pred = Adjacency(shown, shown.into)

    def to_undirected(  # type: ignore[override]  # networkx itself has this one here
        self, reciprocal: bool = False, as_view: bool = False
    ) -> Other:
        """Return the graph without directions; as a view it looks into the same arrays."""
        if as_view and not reciprocal and self.shown is not None:
            return self._beside(UndirectedLinkGraph)
        return cast(Any, super()).to_undirected(reciprocal, as_view)

    def simple(self) -> SimpleLinkGraph:
        """Return the graph with one edge for all parallel links: the strongest, the first of several."""
        graph: SimpleLinkGraph = self._beside(SimpleLinkGraph)
        return graph


class UndirectedLinkGraph(_Looking, nx.MultiGraph):  # type: ignore[type-arg]
    """A `LinkGraph` in which links lead either way."""

    def _look(self, shown: Shown) -> None:
        self._node = Nodes(shown, self._describe)
        self._adj = Adjacency(shown, shown.either)

    def simple(self) -> SimpleUndirectedLinkGraph:
        """Return the graph with one edge for all links between two entities: the strongest of them."""
        graph: SimpleUndirectedLinkGraph = self._beside(SimpleUndirectedLinkGraph)
        return graph


class SimpleLinkGraph(_Looking, nx.DiGraph):  # type: ignore[type-arg]
    """A `LinkGraph` with one edge for all parallel links, as `networkx.shortest_simple_paths` wants it."""

    def _look(self, shown: Shown) -> None:
        self._node = Nodes(shown, self._describe)
        self._succ = Adjacency(shown, shown.out, simple=True)
        self._pred = Adjacency(shown, shown.into, simple=True)

    def to_undirected(  # type: ignore[override]  # networkx itself has this one here
        self, reciprocal: bool = False, as_view: bool = False
    ) -> Other:
        """Return the graph without directions; as a view it looks into the same arrays."""
        if as_view and not reciprocal and self.shown is not None:
            return self._beside(SimpleUndirectedLinkGraph)
        return cast(Any, super()).to_undirected(reciprocal, as_view)


class SimpleUndirectedLinkGraph(_Looking, nx.Graph):  # type: ignore[type-arg]
    """A `LinkGraph` without directions, with one edge for all links between two entities."""

    def _look(self, shown: Shown) -> None:
        self._node = Nodes(shown, self._describe)
        self._adj = Adjacency(shown, shown.either, simple=True)


def graph_of(
    arrays: LinkArrays, columns: Columns, judged: Judged | None = None, describe: Describe = _undescribed
) -> LinkGraph:
    """Return the links of `arrays` as a graph.

    Parameters
    ----------
    columns
        Those from which `arrays` were derived.
    judged
        How propositions stand by the claims that count, for instance those that a perspective lets count;
        every claim counts unless given. Links of which none of them speaks are left out.
    """
    shown = Shown(arrays, columns, judged)
    spoken_of = shown.status_places != NOT_TOLD
    return LinkGraph.of(shown if spoken_of.all() else shown.only(spoken_of), describe)
