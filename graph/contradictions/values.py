"""What a contradiction is made of: sides with their claims, denials, and speakers who changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.model import Claim, Proposition, Ref, Stance, Value


class ContradictionKind(StrEnum):
    """In what way claims contradict each other."""

    OPPOSITE = "opposite stances"
    """One proposition is asserted and denied."""
    DOUBT = "doubt"
    """It is asserted and left open, and nobody denies it."""
    INCOMPATIBLE = "incompatible"
    """Propositions are asserted that cannot all hold."""
    FIGURES = "figures"
    """Different numbers or dates are asserted where there can be one only."""
    FRAMING = "framing"
    """Different speakers put one matter in ways that do not go together."""
    DENIAL = "denial"
    """It is denied, and nobody asserts it: no contradiction by itself."""


CONTRADICTORY = frozenset(ContradictionKind) - {ContradictionKind.DENIAL}
"""The kinds that are contradictions by themselves."""


@dataclass(frozen=True, slots=True)
class Side:
    """Those who take one stance to one proposition."""

    proposition: Proposition
    stance: Stance
    claims: tuple[Claim, ...]
    origins: int
    """Independent named origins that take this stance."""
    unknown_origins: int
    """Unnamed origins that take it: not known to be independent of any other."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim that denies something, with what it does not deny."""

    claim: Claim
    """What exactly is denied is its proposition, and nothing else."""
    left_open: tuple[Proposition, ...]
    """What others assert in the same matter and nobody who speaks for the denier takes a stance to."""
    more_left_open: int = 0
    """How many more such propositions a limit left out."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A speaker who surely said something else before: a change of mind, no contradiction."""

    speaker: Ref
    """The claimant of both claims, or the body for which both were made."""
    before: Claim
    after: Claim


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be right, side by side; nothing is resolved."""

    kind: ContradictionKind
    sides: tuple[Side, ...]
    """Those that oppose each other first, then those that leave it open."""
    rule: str
    """Why this is a contradiction, in a sentence."""
    judgement: str
    """IRI of the editors' judgement that makes it one; empty where there is none."""
    low: Value | None
    """The least of different figures."""
    high: Value | None
    """The greatest of different figures."""
    revisions: tuple[Revision, ...]
    denials: tuple[Denial, ...]
    """What is denied of what the sides are about, and what that leaves open."""
    paths_through: int
    """Shortest paths that run through it: the most of any of its propositions."""
    key: str
    """Stays the same under every perspective in which this contradiction exists."""
    concerns: frozenset[str] = frozenset()
    """IRIs of what is told about in its conflict, on a side or beside them: what is only denied, too."""

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        """What the sides are about, each once."""
        return tuple({side.proposition.iri: side.proposition for side in self.sides}.values())

    @property
    def opposing(self) -> tuple[Side, ...]:
        """The sides that contradict each other, without those that leave it open."""
        taken = tuple(side for side in self.sides if side.stance is not Stance.UNSURE)
        return taken if len(taken) > 1 else self.sides


def claims_of(sides: Iterable[Side]) -> tuple[Claim, ...]:
    """Return the claims of all `sides`, in their order."""
    return tuple(claim for side in sides for claim in side.claims)
