"""What if a source is wrong: what falls without it, and which sources bear most.

Pure: which claims fall with a source is for `graph.telling` to say; here what it leaves is held against
what was there before.
"""

from __future__ import annotations

from graph.consequences.bearing import PathLoad, path_load_sentence, path_loads
from graph.consequences.extent import Extent, Weighed, extent_of
from graph.consequences.falling import (
    Consequences,
    Picture,
    StandingChange,
    Totals,
    consequences,
    consequences_sentence,
    is_link,
)
from graph.consequences.loads import Load, LoadBearing, SourceKind, load_bearing, load_sentence, source_kinds
from graph.consequences.routes import (
    FallenPath,
    Rerouting,
    Separation,
    reroute,
    rerouting_sentence,
    separation,
)

__all__ = [
    "Consequences",
    "Extent",
    "FallenPath",
    "Load",
    "LoadBearing",
    "PathLoad",
    "Picture",
    "Rerouting",
    "Separation",
    "SourceKind",
    "StandingChange",
    "Totals",
    "Weighed",
    "consequences",
    "consequences_sentence",
    "extent_of",
    "is_link",
    "load_bearing",
    "load_sentence",
    "path_load_sentence",
    "path_loads",
    "reroute",
    "rerouting_sentence",
    "separation",
    "source_kinds",
]
