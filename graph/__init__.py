"""armsgraph: a knowledge graph of actors, weapons and incidents whose links carry their attributed claims.

Examples
--------
>>> from graph import KnowledgeGraph
>>> KnowledgeGraph.__name__
'KnowledgeGraph'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["KnowledgeGraph", "__version__"]


def __getattr__(name: str) -> object:
    """Import `KnowledgeGraph` on first use, so that a command which needs no graph starts fast."""
    if name == "KnowledgeGraph":
        from graph.knowledge import KnowledgeGraph

        return KnowledgeGraph
    raise AttributeError(f"module 'graph' has no attribute {name!r}")
