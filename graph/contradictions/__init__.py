"""Where claims contradict each other: which sides there are, what exactly is denied, and what hangs on it.

Pure functions over claims and over what cannot all hold. Nothing is resolved: every side keeps its claims.
"""

from __future__ import annotations

from graph.contradictions.finding import contradictions, key_of
from graph.contradictions.revisions import sole_speaker, voices, when_said
from graph.contradictions.selecting import about, between
from graph.contradictions.values import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    Denial,
    Revision,
    Side,
    claims_of,
)
from graph.contradictions.weights import paths_through
from graph.contradictions.wording import (
    contradiction_sentence,
    revision_sentence,
    side_sentence,
)

__all__ = [
    "CONTRADICTORY",
    "Contradiction",
    "ContradictionKind",
    "Denial",
    "Revision",
    "Side",
    "about",
    "between",
    "claims_of",
    "contradiction_sentence",
    "contradictions",
    "key_of",
    "paths_through",
    "revision_sentence",
    "side_sentence",
    "sole_speaker",
    "voices",
    "when_said",
]
