"""What networkx reads a graph through, as mappings that look into link arrays: nothing is held, all is made.

They cannot be written to, and an attempt raises what a frozen networkx graph raises. Whoever wants a graph of
his own copies one: what is copied is made of ordinary dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeAlias, TypeVar

import networkx as nx
import numpy as np

from graph.adjacency.shown import Shown

if TYPE_CHECKING:
    from graph.adjacency.shown import Rows

Value = TypeVar("Value")
Key: TypeAlias = Any
Held: TypeAlias = Any
Described = tuple[str, str]
"""The label and the class of an entity."""
Describe = Callable[[str], Described]


class Sealed(Mapping[Any, Value], Generic[Value]):
    """A mapping that refuses to be written to as a frozen graph does, and copies into a dictionary."""

    __slots__ = ()

    def copy(self) -> dict[Any, Value]:
        """Return a dictionary of the same."""
        return dict(self)

    def __deepcopy__(self, memo: object) -> dict[Any, Value]:
        return dict(self)

    def __reduce__(self) -> tuple[type[dict[Any, Value]], tuple[dict[Any, Value]]]:
        return dict, (dict(self),)

    def __repr__(self) -> str:
        return repr(dict(self))

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise nx.NetworkXError("Frozen graph can't be modified")

    __setitem__ = __delitem__ = update = setdefault = pop = popitem = clear = _refuse


class OfEntities(Sealed[Value]):
    """Something for each entity, by their numbers."""

    __slots__ = ("_shown",)
    _shown: Shown

    def __len__(self) -> int:
        return len(self._shown.entities)

    def __iter__(self) -> Iterator[int]:
        return iter(self._shown.entities)

    def __contains__(self, node: object) -> bool:
        return is_shown(self._shown, node)


class Nodes(OfEntities["NodeAttributes"]):
    """The entities by their numbers."""

    __slots__ = ("_describe",)

    def __init__(self, shown: Shown, describe: Describe) -> None:
        self._shown = shown
        self._describe = describe

    def __getitem__(self, node: Key) -> NodeAttributes:
        if not is_shown(self._shown, node):
            raise KeyError(node)
        return NodeAttributes(self._shown.columns.entities[int(node)], self._describe)


class NodeAttributes(Sealed[str]):
    """What is known of an entity: its IRI, its label and its class, looked up when they are asked for."""

    __slots__ = ("_describe", "_iri")
    _names = ("iri", "label", "type")

    def __init__(self, iri: str, describe: Describe) -> None:
        self._iri = iri
        self._describe = describe

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> str:
        if name == "iri":
            return self._iri
        if name in self._names:
            return self._describe(self._iri)[self._names.index(name) - 1]
        raise KeyError(name)


class LinkAttributes(Sealed[Any]):
    """How a link stands, each looked up when it is asked for."""

    __slots__ = ("_link", "_shown")

    def __init__(self, shown: Shown, link: int) -> None:
        self._shown = shown
        self._link = link

    def __len__(self) -> int:
        return len(_LOOKED_UP)

    def __iter__(self) -> Iterator[str]:
        return iter(_LOOKED_UP)

    def __contains__(self, name: object) -> bool:
        return name in _LOOKED_UP

    def __getitem__(self, name: str) -> Held:
        return _LOOKED_UP[name](self._shown, self._link)


_LOOKED_UP: Mapping[str, Callable[[Shown, int], Any]] = {
    "proposition": lambda shown, link: shown.columns.propositions[int(shown.arrays.proposition[link])],
    "predicate": lambda shown, link: shown.predicate(link),
    "status": lambda shown, link: shown.status(link),
    "origins": lambda shown, link: int(shown.stands[1][link]),
    "unknown_origins": lambda shown, link: int(shown.stands[2][link]),
    "strength": lambda shown, link: shown.strength(link),
    "cost": lambda shown, link: float(shown.cost[link]),
}


class Parallel(Sealed[LinkAttributes]):
    """The links between two entities by the numbers of their propositions."""

    __slots__ = ("_links", "_shown")

    def __init__(self, shown: Shown, links: list[int]) -> None:
        self._shown = shown
        self._links = links

    def __len__(self) -> int:
        return len(self._links)

    def __iter__(self) -> Iterator[int]:
        return iter(self._shown.arrays.proposition[self._links].tolist())

    def __getitem__(self, proposition: Key) -> LinkAttributes:
        for link, key in zip(self._links, self, strict=True):
            if key == proposition:
                return LinkAttributes(self._shown, link)
        raise KeyError(proposition)


class Neighbours(Sealed[Any]):
    """The other ends of the links of one entity, each with the links that lead there."""

    __slots__ = ("_links", "_shown", "_simple")

    def __init__(self, shown: Shown, rows: Rows, node: int, simple: bool) -> None:
        self._shown = shown
        self._simple = simple
        self._links = _grouped(shown, rows, node)

    def __len__(self) -> int:
        return len(self._links)

    def __iter__(self) -> Iterator[int]:
        return iter(self._links)

    def __contains__(self, node: object) -> bool:
        return node in self._links

    def __getitem__(self, node: Key) -> Held:
        links = self._links[node]
        return (
            LinkAttributes(self._shown, self._strongest(links))
            if self._simple
            else Parallel(self._shown, links)
        )

    def _strongest(self, links: list[int]) -> int:
        """Return the link that costs least, the first of several."""
        return min(links, key=lambda link: float(self._shown.cost[link])) if len(links) > 1 else links[0]


class Adjacency(OfEntities[Neighbours]):
    """The neighbours of every entity, in one direction or in both."""

    __slots__ = ("_rows", "_simple")

    def __init__(self, shown: Shown, rows: Rows, *, simple: bool = False) -> None:
        self._shown = shown
        self._rows = rows
        self._simple = simple

    def __getitem__(self, node: Key) -> Neighbours:
        if not is_shown(self._shown, node):
            raise KeyError(node)
        return Neighbours(self._shown, self._rows, int(node), self._simple)


def is_shown(shown: Shown, node: object) -> bool:
    """Say whether `node` is the number of an entity; what is no number is none, and no error."""
    hash(node)  # networkx tells a node from a bunch of nodes by the TypeError of what cannot be one
    if not isinstance(node, int | np.integer):
        return False
    return bool(0 <= node < shown.arrays.entities) and bool(shown.is_node[node])


def _grouped(shown: Shown, rows: Rows, node: int) -> dict[int, list[int]]:
    """Return the links of `node` that are shown, by their other ends in order."""
    offsets, others, numbers = rows
    first, last = offsets[node : node + 2].tolist()
    links = numbers[first:last] if len(numbers) else np.arange(first, last)
    ends = others[first:last]
    if not shown.shows_all:
        kept = shown.allowed[links]
        links, ends = links[kept], ends[kept]
    grouped: dict[int, list[int]] = {}
    for end, link in zip(ends.tolist(), links.tolist(), strict=True):
        grouped.setdefault(end, []).append(link)
    return grouped
