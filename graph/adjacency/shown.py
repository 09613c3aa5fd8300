"""The links that are shown of a build, how they stand, and room to search them in."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from graph.adjacency.arrays import LinkArrays
from graph.columns import NOT_TOLD, Columns, Judged
from graph.columns.layout import Codes, Flags, Ids, Offsets
from graph.model import Status

if TYPE_CHECKING:
    Costs: TypeAlias = NDArray[np.float32]
    Rows: TypeAlias = tuple[Offsets, Ids, Ids]
    Road: TypeAlias = tuple[Rows, Rows, Flags, Costs]

_OneOrAll: TypeAlias = Any
"""A number of numpy's, or an array of them."""
UNSEEN = -1
_WORST_FIRST = (Status.DENIED_ONLY, Status.UNCONFIRMED, Status.DISPUTED, Status.UNDISPUTED)
_RANKS = np.zeros(NOT_TOLD + 1)
_RANKS[[tuple(Status).index(status) for status in _WORST_FIRST]] = range(len(_WORST_FIRST))


def sealed(array: NDArray[Any]) -> NDArray[Any]:
    """Return a plain array for reading only: compiled loops then meet one type, be it mapped or made."""
    plain = array.view(np.ndarray)
    plain.flags.writeable = False
    return plain


ALL = sealed(np.zeros(0, np.bool_))
"""As flags of what is left out or let in: nothing is said, and all is shown."""
_AS_THEY_LIE = sealed(np.zeros(0, np.int32))
_UNWEIGHED = sealed(np.zeros(0, np.float32))


_rooms: WeakKeyDictionary[LinkArrays, list[Room]] = WeakKeyDictionary()
"""For each arrays the rooms in which nobody searches at present."""


@dataclass(eq=False)
class Shown:
    """Link arrays, how the links stand, and which of them are shown. Never changed once made.

    For each link the arrays hold 48 bytes with their share of the entities, and a mask one more. A
    perspective adds nine for how links stand by it, costs add four, and a search takes five while it runs.
    """

    arrays: LinkArrays
    columns: Columns
    judged: Judged | None = None
    """How each proposition stands by the claims that count; None where all do."""
    allowed: Flags = field(default_factory=lambda: ALL)
    """Whether each link is shown; empty shows all."""
    nodes: Flags | None = None
    """Whether each entity is shown; None shows all. Links of one that is not must not be shown either."""

    def __post_init__(self) -> None:
        self.allowed = sealed(self.allowed)
        self.is_node: Flags = self.arrays.is_entity if self.nodes is None else self.nodes
        self._rooms = _rooms.setdefault(self.arrays, [])
        self._roads: dict[tuple[bool, bool], Road] = {}

    def only(self, allowed: Flags) -> Shown:
        """Return what is shown here of the links `allowed`, one truth value for each."""
        both = allowed if self.shows_all else allowed & self.allowed
        return Shown(self.arrays, self.columns, self.judged, both, self.nodes)

    @property
    def shows_all(self) -> bool:
        """Whether every link is shown."""
        return len(self.allowed) == 0

    @cached_property
    def count(self) -> int:
        """The number of links shown."""
        return self.arrays.links if self.shows_all else int(np.count_nonzero(self.allowed))

    @cached_property
    def entities(self) -> list[int]:
        """The numbers of the entities shown, in their order."""
        found: list[int] = np.flatnonzero(self.is_node).tolist()
        return found

    @cached_property
    def out(self) -> Rows:
        """The links of which each entity is the subject."""
        return sealed(self.arrays.out_offsets), sealed(self.arrays.target), _AS_THEY_LIE

    @cached_property
    def into(self) -> Rows:
        """The links of which each entity is the object."""
        return sealed(self.arrays.in_offsets), sealed(self.arrays.source), sealed(self.arrays.in_link)

    @cached_property
    def either(self) -> Rows:
        """The links of which each entity is either end."""
        offsets, ends = self.arrays.both_offsets, self.arrays.neighbour
        return sealed(offsets), sealed(ends), sealed(self.arrays.both_link)

    def road(self, directed: bool, weighed: bool = False) -> Road:
        """Return what a compiled search walks: links onward, links back, which are shown, and their costs."""
        road = self._roads.get((directed, weighed))
        if road is None:
            costs = self.cost if weighed else _UNWEIGHED
            onward, back = (self.out, self.into) if directed else (self.either, self.either)
            road = self._roads[directed, weighed] = (onward, back, self.allowed, costs)
        return road

    @property
    def status_places(self) -> Codes:
        """The status of each link by its place; found anew for a perspective, which needs it once."""
        about = self.arrays.proposition
        return self.arrays.status if self.judged is None else self.judged.status[about]

    @cached_property
    def stands(self) -> tuple[Codes, Ids, Ids]:
        """The status of each link by its place, its named and its unnamed origins."""
        arrays, judged = self.arrays, self.judged
        if judged is None:
            return arrays.status, arrays.origins, arrays.unknown_origins
        about = arrays.proposition
        return self.status_places, judged.origins[about], judged.unknown_origins[about]

    @cached_property
    def cost(self) -> Costs:
        """What it costs to walk each link, at most 1: the stronger it stands, the less."""
        return sealed(_cost(_strength(*self.stands)))

    def strength(self, link: int) -> float:
        """Return how strongly a link stands: named origins, then status, then unnamed origins.

        The whole part counts named origins; the rest grows with the status and then with unnamed origins.
        """
        return float(_strength(*(each[link] for each in self.stands)))

    def status(self, link: int) -> str:
        """Return the word for how a link stands; empty where no claim that counts speaks of it."""
        place = int(self.stands[0][link])
        return "" if place == NOT_TOLD else tuple(Status)[place].value

    def predicate(self, link: int) -> str:
        """Return the IRI of the relation of a link."""
        return self.columns.predicates[int(self.columns.predicate[self.arrays.proposition[link]])]

    def take_room(self) -> Room:
        """Return a room in which nobody else searches, for as long as it is not given back.

        After an error do not give it back: what that search left in it would mislead the next.
        """
        try:
            return self._rooms.pop()
        except IndexError:
            return Room(self.arrays.entities)

    def give_back(self, room: Room) -> None:
        """Leave a swept room to the next search."""
        self._rooms.append(room)


class Room:
    """What a search writes to, as wide as there are entities: made once, and swept by each search."""

    def __init__(self, size: int) -> None:
        self.marks = np.empty((5, size), np.int32)
        """As compiled searches take them: rows of both ends' marks and queues, and of the path found."""
        self.marks[:2] = UNSEEN
        self.level, self.queue, self.path = self.marks[0], self.marks[2], self.marks[4]

    @cached_property
    def banned(self) -> Flags:
        """Where not to go on to, while a way on is looked for."""
        return np.zeros(len(self.path), np.bool_)

    @cached_property
    def scales(self) -> tuple[NDArray[np.float64], NDArray[np.float64], Flags, Flags]:
        """Distances from both ends, and whether they are final."""
        near, far = np.full(len(self.path), np.inf), np.full(len(self.path), np.inf)
        return near, far, np.zeros(len(self.path), np.bool_), np.zeros(len(self.path), np.bool_)


def _strength(status: _OneOrAll, named: _OneOrAll, unnamed: _OneOrAll) -> _OneOrAll:
    return named + _RANKS[status] / 4 + unnamed / (unnamed + 1) / 4


def _cost(strength: NDArray[np.float64]) -> Costs:
    return (1 / (1 + strength)).astype(np.float32)
