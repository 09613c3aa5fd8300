"""Where claims contradict each other: which sides there are, what exactly is denied, and what hangs on it.

Pure functions over claims and over what cannot all hold. Nothing is resolved: every side keeps its claims.
"""

from __future__ import annotations

from graph.contradictions.finding import contradictions, key_of
from graph.contradictions.listing import Listed, kinds_of, of_kinds, with_key
from graph.contradictions.making import Maker
from graph.contradictions.revisions import sole_speaker, voices, when_said
from graph.contradictions.selecting import about, between
from graph.contradictions.told import ToldByNumber
from graph.contradictions.values import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    Denial,
    Revision,
    Side,
    claims_of,
)
from graph.contradictions.weights import paths_through, weights_of
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
    "Listed",
    "Maker",
    "Revision",
    "Side",
    "ToldByNumber",
    "about",
    "between",
    "claims_of",
    "contradiction_sentence",
    "contradictions",
    "key_of",
    "kinds_of",
    "of_kinds",
    "paths_through",
    "revision_sentence",
    "side_sentence",
    "sole_speaker",
    "voices",
    "weights_of",
    "when_said",
    "with_key",
]
