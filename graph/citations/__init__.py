"""Where claims come from: citation chains, the origins at their ends, and circular reporting."""

from __future__ import annotations

from graph.citations.chains import Archive, Chain, Step, StepKind, archive_of, chain_sentence, chains_of
from graph.citations.drawing import ChainEdge, ChainGraph, ChainNode, chain_graph
from graph.citations.reports import (
    Backing,
    Circle,
    OriginReport,
    backing_sentence,
    circle_sentence,
    origin_report,
    origin_sentence,
)

__all__ = [
    "Archive",
    "Backing",
    "Chain",
    "ChainEdge",
    "ChainGraph",
    "ChainNode",
    "Circle",
    "OriginReport",
    "Step",
    "StepKind",
    "archive_of",
    "backing_sentence",
    "chain_graph",
    "chain_sentence",
    "chains_of",
    "circle_sentence",
    "origin_report",
    "origin_sentence",
]
