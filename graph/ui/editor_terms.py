"""What the SPARQL editor knows of the graph: names to complete, and the place of a mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Place:
    """What is wrong in a text, and where."""

    line: int
    """From 1; 0 where it is not known."""
    column: int
    """From 1; 0 where only the line is known."""
    message: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be completed in a query."""

    version: str = ""
    """Changes with what is known; the browser is sent the rest only when this changes."""


def terms_of(graph: KnowledgeGraph) -> Terms:
    """Return what can be completed in a query of `graph`."""
    del graph
    return Terms()
