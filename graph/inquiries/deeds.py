"""Questions on what was done: who supplied, used or took part, what happened where, how many were lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.inquiries.asking import Given, Reply, is_a, reply_of, rows_of
from graph.knowledge import KnowledgeGraph
from graph.model import Claim, Ref, Value
from graph.namespaces import AG, XSD

_ITEM, _RECIPIENT, _SUPPLIER = AG + "item", AG + "recipient", AG + "supplier"
_SUPPLIES = AG + "suppliesArmsTo"
_MODEL, _MEMBER = AG + "model", AG + "memberOf"
_USED, _PERPETRATOR = AG + "weaponUsed", AG + "perpetrator"
_HOLDS = tuple(AG + name for name in ("operates", "possesses", "owns", "canLaunch"))
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "nonNegativeInteger", "double"))
_LOCATED = AG + "location"
_TOLD_OF_AN_EVENT = tuple(AG + name for name in ("location", "occurred", "occurredOn", "perpetrator"))


def supplied(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who supplied a weapon, or any, to an actor: all that is said of such transfers.

    Weapons of that model and groups that the actor is a member of count, too; then the statement that says
    so is part of the answer.
    """
    told, actor = graph.chosen(), graph.chosen().entities([given["actor"]])
    member = told.by_relation(_MEMBER).of(actor)
    actors, ties = actor | member.ends, member
    transfers = told.by_relation(_RECIPIENT).to(actors).subjects
    if "weapon" in given:
        weapon = told.entities([given["weapon"]])
        model = told.by_relation(_MODEL).to(weapon)
        transfers &= told.by_relation(_ITEM).to(weapon | model.ends).subjects
        found, ties = told.at(transfers), member | model
    else:
        found = told.at(transfers) | told.by_relation(_SUPPLIES).to(actors)
    return reply_of(found, _supplying, ties.at(found.ends))


def _supplying(claims: Iterable[Claim]) -> list[Ref | None]:
    held = list(claims)
    named = [_object(one) for one in held if one.proposition.predicate.iri == _SUPPLIER]
    return [*named, *(one.proposition.subject for one in held if one.proposition.predicate.iri == _SUPPLIES)]


def used(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who uses or has a weapon: those who carried out what it was used in, and who hold it."""
    told = graph.chosen()
    weapon = told.entities([given["weapon"]])
    model = told.by_relation(_MODEL).to(weapon)
    use = told.by_relation(_USED).to(weapon | model.ends)
    holding = told.by_relation(*_HOLDS).to(weapon | model.ends)
    found = use | holding | told.by_relation(_PERPETRATOR).of(use.subjects)
    return reply_of(found, _using, model.at(found.ends))


def _using(claims: Iterable[Claim]) -> list[Ref | None]:
    held = list(claims)
    named = [_object(one) for one in held if one.proposition.predicate.iri == _PERPETRATOR]
    return [*named, *(one.proposition.subject for one in held if one.proposition.predicate.iri in _HOLDS)]


def took_part(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who had a part in an incident, in whatever role, and whether it took place."""
    told = graph.chosen()
    held = told.of(told.entities([given["incident"]]))

    def actors(claims: Iterable[Claim]) -> Iterator[Ref]:
        return (one for one in map(_object, claims) if one and is_a(graph, one.iri, "Actor"))

    parts = held.to(told.entities(one.iri for one in actors(held.read())))
    return reply_of(parts | held.by_relation(AG + "occurred"), actors)


def happened(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what took place in a place, or in places within it.

    Which place lies in which is told by anybody's word, as for filters and on the map.
    """
    told = graph.chosen()
    events = told.by_relation(_LOCATED).to(told.entities(graph.lying_in(given["place"]))).subjects
    found = told.by_relation(*_TOLD_OF_AN_EVENT).of(events)
    return reply_of(found, lambda claims: (one.proposition.subject for one in claims))


def figures(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer which numbers are given of an incident or weapon, and of what concerns it."""
    values = graph.chosen(about=given["thing"]).with_values()
    numbers = {one.proposition.predicate.iri for one in values.read() if _is_number(one.proposition.object)}
    return reply_of(values.by_relation(*numbers), lambda claims: (one.claimant for one in claims))


def linked(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what links two entities: the best paths, and every statement along them."""
    found = graph.paths(given["one"], given["other"])
    hops = [each for path in found.paths for hop in path.hops for each in (hop, *hop.also)]
    between = [hop.end for path in found.paths for hop in path.hops[:-1]]
    return Reply(rows_of(claim for hop in hops for claim in hop.claims), _each(between), found)


def _object(claim: Claim) -> Ref | None:
    target = claim.proposition.object
    return target if isinstance(target, Ref) else None


def _is_number(value: Ref | Value) -> bool:
    return isinstance(value, Value) and value.datatype in _NUMBERS


def _each(refs: Iterable[Ref | None]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(one for one in refs if one))
