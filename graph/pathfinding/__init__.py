"""The best paths between two entities, every hop with its evidence."""

from __future__ import annotations

from graph.pathfinding.columnar import graph_of_links
from graph.pathfinding.comparing import PathComparison, PathSide, TwiceToldPath, compare_paths
from graph.pathfinding.finding import PathQuestion, find_paths, shortest_hops
from graph.pathfinding.frontier import Direction, Grown, LinksOf, find_by_frontiers
from graph.pathfinding.stops import shortest_through
from graph.pathfinding.walking import within_reach

__all__ = [
    "Direction",
    "Grown",
    "LinksOf",
    "PathComparison",
    "PathQuestion",
    "PathSide",
    "TwiceToldPath",
    "compare_paths",
    "find_by_frontiers",
    "find_paths",
    "graph_of_links",
    "shortest_hops",
    "shortest_through",
    "within_reach",
]
