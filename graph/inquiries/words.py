"""Questions on what was said: who claims what another denies, what rests on one word, who changed."""

from __future__ import annotations

from graph.inquiries.asking import Given, Reply, rows_of
from graph.knowledge import KnowledgeGraph
from graph.model import Claim, Ref, Stance


def denied_by_another(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what one side asserts that another denies or leaves open, of one statement each."""
    asserted = {one.proposition.iri for one in _word_of(graph, given["one"]) if one.stance is Stance.ASSERTS}
    against = {
        one.proposition.iri for one in _word_of(graph, given["other"]) if one.stance is not Stance.ASSERTS
    }
    both = asserted & against
    return Reply(rows_of(one for one in graph.claims() if one.proposition.iri in both))


def denied(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what an actor, or somebody for it, denies."""
    iris = {one.proposition.iri for one in _word_of(graph, given["actor"]) if one.stance is Stance.DENIES}
    told = [one for one in graph.claims() if one.proposition.iri in iris]
    return Reply(rows_of(told), _asserting(told))


def said_of(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what an actor, or somebody for it, says of an entity and of what concerns it."""
    word = {one.iri for one in _word_of(graph, given["actor"])}
    return Reply(rows_of(one for one in graph.claims(about=given["thing"]) if one.iri in word))


def alone(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what nobody asserts any more once an actor and all who speak for it are taken out."""
    fallen = graph.what_if([given["actor"]])
    iris = {one.iri for one in (*fallen.links, *fallen.statements)}
    return Reply(rows_of(one for one in graph.claims() if one.proposition.iri in iris))


def unnamed_only(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what is said of an entity on the word of unnamed sources alone."""
    return Reply(
        rows_of(
            one
            for one in graph.claims(about=given["thing"])
            if not one.proposition.standing.origins and one.proposition.standing.unknown_origins
        )
    )


def changed(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who changed what they say of an entity and of what concerns it."""
    changes = graph.stances(given["thing"]).changes
    told = [one for change in changes for one in (change.before, change.after)]
    return Reply(rows_of(dict.fromkeys(told)), tuple(dict.fromkeys(one.speaker for one in changes)))


def _word_of(graph: KnowledgeGraph, actor: str) -> tuple[Claim, ...]:
    """Return the claims of `actor` and of all who count for it."""
    return graph.under(graph.perspective.joined(graph.outlook(told_by=[actor]))).claims()


def _asserting(claims: list[Claim]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(one.claimant for one in claims if one.stance is Stance.ASSERTS))
