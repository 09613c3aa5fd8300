"""What a source says of one loss: how many of what, of whom, what became of them, and up to when.

Three manners of counting must not be mixed. A list of **pieces** shows each loss by itself: what it shows
is a lower bound, because what nobody saw is lost all the same. A **running count** is one figure for
everything up to a day. A **statement** is a figure for one loss or one operation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.model import Ref

DESTROYED = "destroyed"
"""What became of what is lost, whatever counts as a loss."""


class Manner(StrEnum):
    """How a source counts."""

    PIECES = "pieces"
    RUNNING = "running count"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What one source says of one loss."""

    loss: Ref
    source: Ref
    weapon: str
    """IRI of the weapon as the source names it."""
    manner: Manner
    count: int
    day: str
    """The day by which it surely was said or recorded; empty where nothing says so. Not that of the loss."""
    counted_to: str = ""
    """The last day that a running count covers."""
    sides: frozenset[str] = frozenset()
    """IRIs of those whose loss it is said to be."""
    statuses: frozenset[str] = frozenset()
    """What became of it, such as ``destroyed``; empty where the source does not say."""
    side_is_open: bool = False
    """Whether it names no state and no force as the one that lost it: people, or nobody."""
    part_of: frozenset[str] = frozenset()
    """IRIs of the losses that it is a part of."""
    claim: str = ""
    """IRI of the claim that gives the count, or names the piece."""

    @property
    def reaches(self) -> str:
        """The day up to which it speaks, at most."""
        return self.counted_to or self.day


@dataclass(frozen=True, slots=True)
class Entry:
    """What one source counts, in one manner, of what is asked."""

    source: Ref
    manner: Manner
    count: int
    day: str
    """Up to when it speaks: the last day of a running count, else the day on which it was put down."""
    by_status: Mapping[str, int] = field(default_factory=dict)
    """How many of what became of them; empty where the source does not say."""
    by_weapon: Mapping[str, int] = field(default_factory=dict)
    """How many by the IRI of the weapon as the source names it."""
    losses: tuple[Ref, ...] = ()
    """The losses of statements; none for pieces, which are too many."""
    claims: tuple[str, ...] = ()
    """IRIs of the claims that give the count; none for pieces."""
    side_stated: bool = True
    """False where the source does not say that it was a loss of the side that is asked about."""
    inside: Ref | None = None
    """The other loss asked about that it is a part of, so that it adds nothing to it."""
    pieces: tuple[Reckoning, ...] = ()
    """Of a list: each piece, in the order of the days on which they were put down."""

    @property
    def lost_for_good(self) -> int:
        """Pieces that are destroyed by what the source says: whatever counts as a loss, these do."""
        return self.by_status.get(DESTROYED, 0)
