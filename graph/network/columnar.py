"""A network that looks into columns: made in no time and without a copy, however many links there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from networkx.classes.reportviews import DiMultiDegreeView

from graph.columns import NONE
from graph.network.values import ViewNode, attributes_of, build_network, node_attributes

if TYPE_CHECKING:
    from graph.network.told import LinksTold


class ColumnNetwork(nx.MultiDiGraph):  # type: ignore[type-arg]
    """The links told as networkx sees them, for reading only: nodes, rows and claims are read when asked for.

    Nodes and edges, their attributes and their order are those of `build_network` from the same claims.
    ``copy()`` gives a graph of your own, for which everything is read.
    """

    def __init__(self, told: LinksTold | None = None, also: Iterable[str] = ()) -> None:
        super().__init__()
        self.links_told = told
        """None in what networkx derives from this, such as the view of a part."""
        if told is not None:
            self._node = _Nodes(told, tuple(also))
            self._adj = _Rows(told, self._node, out=True)
            self._pred = _Rows(told, self._node, out=False)

    def number_of_edges(self, u: str | None = None, v: str | None = None) -> int:
        """Return how many links are told, or how many lead from `u` to `v`."""
        if self.links_told is None or u is not None:
            return int(super().number_of_edges(u, v))
        return self.links_told.count

    @property
    def degree(self) -> _Degrees:  # type: ignore[override]
        """How many ends of links each entity is."""
        return _Degrees(self)

    def copy(self, as_view: bool = False) -> nx.MultiDiGraph[str]:  # type: ignore[override]
        """Return a graph of your own with the same nodes and edges: everything is read for it."""
        told = self.links_told
        if as_view or told is None:
            return super().copy(as_view=as_view)
        numbers = [told.arrays.proposition[link] for link in np.flatnonzero(told.shown)]
        read = told.read(numbers)
        claims = (claim for number in numbers for claim in read[int(number)])
        told.lexicon.know(self)
        return build_network(
            (ViewNode(iri, held["label"], held["types"]) for iri, held in self.nodes.items()), claims
        )


class _Degrees:
    """Degrees by entity, counted for all at once; like those of networkx it goes through pairs."""

    def __init__(self, network: ColumnNetwork) -> None:
        self._network = network

    def __call__(self, nbunch: object = None, weight: str | None = None) -> object:
        """Return the degrees as networkx does, of some entities or weighted."""
        return DiMultiDegreeView(self._network)(nbunch, weight)

    def __getitem__(self, iri: str) -> int:
        told = self._network.links_told
        if told is None:  # the view of a part
            return int(DiMultiDegreeView(self._network)[iri])
        number = told.number(iri)
        if number == NONE:
            self._network.nodes[iri]  # raises where it is no node
            return 0
        return int(told.degrees[number])

    def __iter__(self) -> Iterator[Any]:
        return ((iri, self[iri]) for iri in self._network)

    def __len__(self) -> int:
        return len(self._network)


class _Nodes(Mapping[str, dict[str, Any]]):
    """The entities looked at, in the order of their IRIs, and `also` a few others without links."""

    def __init__(self, told: LinksTold, also: Sequence[str]) -> None:
        self._told = told
        self._also = [iri for iri in also if told.number(iri) == NONE]
        self._held: dict[str, dict[str, Any]] = {}

    def __getitem__(self, iri: str) -> dict[str, Any]:
        if iri not in self:
            raise KeyError(iri)
        if iri not in self._held:
            self._held[iri] = node_attributes(self._told.node(iri))
        return self._held[iri]

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and (
            iri in self._held or self._told.number(iri) != NONE or iri in self._also
        )

    def __iter__(self) -> Iterator[str]:
        looked_at = zip(self._told.columns.entities, self._told.nodes.tolist(), strict=True)
        yield from (iri for iri, held in looked_at if held)
        yield from self._also

    def __len__(self) -> int:
        return int(np.count_nonzero(self._told.nodes)) + len(self._also)


class _Rows(Mapping[str, Mapping[str, dict[str, "_Edge"]]]):
    """The links of each entity, out of it or into it, by the other end and then by their IRIs."""

    def __init__(self, told: LinksTold, nodes: _Nodes, *, out: bool) -> None:
        self._told, self._nodes, self._out = told, nodes, out
        self._held: dict[str, dict[str, dict[str, _Edge]]] = {}

    def __getitem__(self, iri: str) -> dict[str, dict[str, _Edge]]:
        if iri not in self._held:
            if iri not in self._nodes:
                raise KeyError(iri)
            self._held[iri] = self._row(self._told.number(iri))
        return self._held[iri]

    def _row(self, number: int) -> dict[str, dict[str, _Edge]]:
        row: dict[str, dict[str, _Edge]] = {}
        if number == NONE:
            return row
        told = self._told
        links = told.out_of(number) if self._out else told.into(number)
        others = told.arrays.target if self._out else told.subjects
        names: dict[int, str] = {}
        # networkx puts neighbours in the order in which edges came: that of their IRIs.
        for link in links[np.argsort(told.arrays.proposition[links])].tolist():
            other = int(others[link])
            if other not in names:
                names[other] = told.columns.entities[other]
            proposition = told.columns.propositions[int(told.arrays.proposition[link])]
            row.setdefault(names[other], {})[proposition] = _Edge(told, link)
        return row

    def __contains__(self, iri: object) -> bool:
        return iri in self._nodes

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)


class _Edge(Mapping[str, object]):
    """The attributes of one link; a cheap one does not read the claims."""

    __slots__ = ("_held", "_link", "_told")

    def __init__(self, told: LinksTold, link: int) -> None:
        self._told, self._link = told, link
        self._held: dict[str, Any] | None = None

    def _all(self) -> dict[str, Any]:
        if self._held is None:
            self._held = attributes_of(self._told.link(self._link))
        return self._held

    def __getitem__(self, name: str) -> object:
        return self._all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def copy(self) -> dict[str, Any]:
        """Return the attributes as a dict of your own."""
        return dict(self._all())
