"""A graph as the pages of the app are given it, opened from a store of a test."""

from __future__ import annotations

from pathlib import Path

from graph import KnowledgeGraph
from graph.layout import CURRENT
from graph.lexicon import read_lexicon
from graph.presentation import presentation_from
from graph.ui.opening import Opened


def opened_at(location: Path) -> Opened:
    """Whoever draws a page with it names the store in the environment, where every page looks for it."""
    graph = KnowledgeGraph.open(location)
    network = graph.network()
    return Opened(
        graph=graph,
        everything=graph,
        presentation=presentation_from(graph.store),
        network=network,
        whole=network,
        lexicon=read_lexicon(graph.store),
        build=(location / CURRENT).read_text(encoding="utf-8").strip(),
        location=str(location),
    )
