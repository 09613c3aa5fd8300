"""The one door inside: a graph opened from a store, and every question one can put to it."""

from graph.knowledge.account import Told
from graph.knowledge.graph import KnowledgeGraph

__all__ = ["KnowledgeGraph", "Told"]
