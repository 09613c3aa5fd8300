"""What comparing two names comes to: one thing, or a model and its variant, with a score and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

UNKNOWN_OF_FAMILY = 92
MISSPELT_AT_MOST = 88
SPELT_ALIKE = 88
"""Percent of letters in common from which two words or names may be one, misspelt."""
SHORTEST_NAME = 3
"""Letters of the shortest word that names a weapon by itself."""
SHORT_WORD = 4
"""Letters below which words are told apart by a single one."""
SHORT = 5
"""Letters below which two words are one only if they are written alike."""


class Relation(StrEnum):
    """What a proposal says of two entities."""

    SAME = "same"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names have in common."""

    relation: Relation
    score: int
    reason: str
    first_is_narrower: bool = False
    """Of a variant: whether the first name is that of the variant, the second that of its family."""

    def less(self, points: int, reason: str) -> Likeness:
        """Return it with fewer points, and why."""
        return self._with(self.score - points, reason)

    def more(self, points: int, reason: str) -> Likeness:
        """Return it with more points, and why."""
        return self._with(min(self.score + points, 99), reason)

    def _with(self, score: int, reason: str) -> Likeness:
        return Likeness(self.relation, max(score, 0), f"{self.reason}; {reason}", self.first_is_narrower)
