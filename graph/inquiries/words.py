"""Questions on what was said: who claims what another denies, what rests on one word, who changed."""

from __future__ import annotations

from collections.abc import Iterable

from graph.inquiries.asking import Given, Reply, reply_of, rows_of
from graph.knowledge import KnowledgeGraph
from graph.knowledge.chosen import Chosen
from graph.model import Claim, Ref, Stance


def denied_by_another(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what one side asserts that another denies or leaves open, of one statement each."""
    asserted = _word_of(graph, given["one"]).taking(Stance.ASSERTS)
    against = _word_of(graph, given["other"]).taking(Stance.DENIES, Stance.UNSURE)
    return reply_of(graph.chosen().about(asserted.propositions & against.propositions))


def denied(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what an actor, or somebody for it, denies."""
    refused = _word_of(graph, given["actor"]).taking(Stance.DENIES)
    return reply_of(graph.chosen().about(refused.propositions), _asserting)


def said_of(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what an actor, or somebody for it, says of an entity and of what concerns it."""
    return reply_of(graph.chosen(about=given["thing"]) & _word_of(graph, given["actor"]))


def alone(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what nobody asserts any more once an actor and all who speak for it are taken out."""
    lacking = graph.perspective.joined(graph.outlook(without=[given["actor"]]))
    told, left = graph.chosen(), graph.under(lacking).chosen()
    fallen = told.taking(Stance.ASSERTS).propositions & ~left.taking(Stance.ASSERTS).propositions
    return reply_of(told.about(fallen))


def unnamed_only(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what is said of an entity on the word of unnamed sources alone."""
    return reply_of(graph.chosen(about=given["thing"]).on_unnamed_word())


def changed(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who changed what they say of an entity and of what concerns it."""
    changes = graph.stances(given["thing"]).changes
    told = [one for change in changes for one in (change.before, change.after)]
    return Reply(rows_of(dict.fromkeys(told)), tuple(dict.fromkeys(one.speaker for one in changes)))


def _word_of(graph: KnowledgeGraph, actor: str) -> Chosen:
    """Return the claims of `actor` and of all who count for it."""
    return graph.under(graph.perspective.joined(graph.outlook(told_by=[actor]))).chosen()


def _asserting(claims: Iterable[Claim]) -> list[Ref]:
    return [one.claimant for one in claims if one.stance is Stance.ASSERTS]
