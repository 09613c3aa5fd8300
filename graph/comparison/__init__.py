"""Two tellings side by side: what only one of them tells, what both do, and where they oppose each other."""

from __future__ import annotations

from graph.comparison.differences import (
    Comparison,
    Difference,
    SideCount,
    TellingSide,
    compare,
    comparison_sentence,
)
from graph.comparison.drawing import ComparisonView, comparison_view
from graph.comparison.extent import Sides, excluding, sides_of

__all__ = [
    "Comparison",
    "ComparisonView",
    "Difference",
    "SideCount",
    "Sides",
    "TellingSide",
    "compare",
    "comparison_sentence",
    "comparison_view",
    "excluding",
    "sides_of",
]
