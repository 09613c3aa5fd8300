"""Counts of one weapon's losses that part: both sides with what they rest on, and what may explain it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graph.model import Claim, Ref
from graph.tallies.comparing import Difference, Excess, Finding
from graph.tallies.reckoning import Reckoning

PARTING = frozenset(Finding) - {Finding.NO_CONFLICT}
"""The findings that are worth a look: all but those where both counts can hold."""
COUNTED = frozenset({"Weapon", "EquipmentLoss"})
"""Names of the classes of what is counted: of other entities a page of contradictions tells."""
KEY = "counts-"
"""What keys of counts that part begin with."""
_SHORT_KEY = 8


@dataclass(frozen=True, slots=True)
class CountsApart:
    """Two counts of one weapon's losses that part; neither is taken for right."""

    weapon: Ref
    side: Ref
    """Whose losses they are."""
    weapons: frozenset[str]
    """IRIs of the weapon and of what is held to be it or a variant of it; of a kind not those of the kind."""
    difference: Difference
    explanations: tuple[str, ...]
    """What may explain it, a sentence each; see `graph.tallies.explaining`."""
    takes_in: str
    """What is counted as the weapon, in a sentence."""
    claims: tuple[Claim, ...]
    """The claims that give the figures of the claimed side, and of the other where that is a figure, too."""
    rows: tuple[Claim, ...] = ()
    """The claims that name the first of `pieces`, in their order: rows of a list."""
    excess: Excess | None = None
    """Of a running count: that it is lower than what the list shows destroyed, on other days."""

    @property
    def pieces(self) -> tuple[Reckoning, ...]:
        """The pieces that the claim is held against, in the order of their days; none of a figure."""
        return self.difference.against.pieces

    @property
    def is_contradiction(self) -> bool:
        """Whether both counts cannot hold, on one day at least; else the rest is only not documented."""
        finding = self.difference.finding
        return finding in (Finding.EXCLUDED, Finding.DIFFERENT_FIGURES) or self.excess is not None

    @property
    def key(self) -> str:
        """What it is called in an address: the same as long as weapon, side and sources are."""
        ends = (self.weapon, self.side, self.difference.claimed.source, self.difference.against.source)
        made = "\n".join((*(one.iri for one in ends), self.difference.claimed.manner))
        return f"{KEY}{hashlib.sha256(made.encode()).hexdigest()[:_SHORT_KEY]}"
