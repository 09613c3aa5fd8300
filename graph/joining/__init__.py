"""Join imports with the articles: which entities of different graphs are one, or a model and its variant."""

from graph.joining.alike import Relation
from graph.joining.entities import Joinable, joinable_entities
from graph.joining.proposing import Proposal, Proposals, propose

__all__ = ["Joinable", "Proposal", "Proposals", "Relation", "joinable_entities", "propose"]
