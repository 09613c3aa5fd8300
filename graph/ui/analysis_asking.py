"""What the Analysis page asks the graph, by the page's state."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from graph.analytics import Centrality, Communities, Course, Motifs, Part, Structure
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.progress import Progress
    from graph.ui.states import AnalysisState

Found: TypeAlias = Centrality | Communities | Structure | Motifs | Course


def found_for(
    graph: KnowledgeGraph,
    state: AnalysisState,
    part: Part,
    *,
    limit: int | None = BULK_LIMITS.analysis_shown,
    progress: Progress | None = None,
) -> Found:
    """Return the answer to what `state` asks of a part of `graph`; all rows of it where there is no limit."""
    if state.ask == "communities":
        return graph.communities(
            part=part, weighted=state.weighted, resolution=float(state.resolution), limit=limit
        )
    if state.ask == "structure":
        return graph.structure(part=part, limit=limit)
    if state.ask == "motifs":
        return graph.motifs(state.pattern, passing=state.of, part=part, limit=limit)
    if state.ask == "series":
        return graph.course(
            state.counted,
            state.of,
            basis=state.month,
            each=state.each,
            split=state.split,
            running=state.running,
        )
    return graph.centrality(state.measure, part=part, weighted=state.weighted, limit=limit, progress=progress)
