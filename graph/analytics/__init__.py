"""What the network of links and the dates in it say as a whole: centrality, communities, patterns, series."""

from __future__ import annotations

from graph.analytics.central import Measure
from graph.analytics.findings import (
    Bridge,
    Centrality,
    Communities,
    Community,
    Course,
    Extent,
    Found,
    Member,
    Motifs,
    Part,
    Separator,
    Structure,
)
from graph.analytics.patterns import Pattern, known_patterns, pattern_named
from graph.analytics.periods import Basis, Each
from graph.analytics.series import SPLITS, Line, Series, What

__all__ = [
    "SPLITS",
    "Basis",
    "Bridge",
    "Centrality",
    "Communities",
    "Community",
    "Course",
    "Each",
    "Extent",
    "Found",
    "Line",
    "Measure",
    "Member",
    "Motifs",
    "Part",
    "Pattern",
    "Separator",
    "Series",
    "Structure",
    "What",
    "known_patterns",
    "pattern_named",
]
