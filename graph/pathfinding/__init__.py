"""The best paths between two entities, every hop with its evidence."""

from __future__ import annotations

from graph.pathfinding.finding import PathQuestion, find_paths, within_reach
from graph.pathfinding.stops import shortest_through

__all__ = ["PathQuestion", "find_paths", "shortest_through", "within_reach"]
