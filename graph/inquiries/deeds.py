"""Questions on what was done: who supplied, used or took part, what happened where, how many were lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.asking import ends
from graph.inquiries.asking import Given, Reply, is_a, rows_of
from graph.knowledge import KnowledgeGraph
from graph.model import Claim, Ref, Value
from graph.namespaces import AG, XSD

_ITEM, _RECIPIENT, _SUPPLIER = AG + "item", AG + "recipient", AG + "supplier"
_SUPPLIES = AG + "suppliesArmsTo"
_MODEL, _MEMBER = AG + "model", AG + "memberOf"
_USED, _PERPETRATOR = AG + "weaponUsed", AG + "perpetrator"
_HOLDS = frozenset(AG + name for name in ("operates", "possesses", "owns", "canLaunch"))
_LOCATED = AG + "location"
_TOLD_OF_AN_EVENT = frozenset(AG + name for name in ("location", "occurred", "occurredOn", "perpetrator"))
_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "nonNegativeInteger", "double"))


def supplied(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who supplied a weapon, or any, to an actor: all that is said of such transfers.

    Weapons of that model and groups that the actor is a member of count, too; then the statement that says
    so is part of the answer.
    """
    claims = graph.claims()
    groups = _with_links(claims, _MEMBER, given["actor"])
    items = _with_links(claims, _MODEL, given["weapon"]) if "weapon" in given else None
    transfers = {iri for actor in groups.reached for iri in _subjects(claims, _RECIPIENT, actor)}
    if items:
        transfers &= {iri for item in items.reached for iri in _subjects(claims, _ITEM, item)}
    told = [one for one in claims if transfers & ends(one)]
    if not items:
        told += [one for one in claims if any(_joins(one, _SUPPLIES, actor) for actor in groups.reached)]
    answers = [_object(one) for one in told if one.proposition.predicate.iri == _SUPPLIER]
    answers += [one.proposition.subject for one in told if one.proposition.predicate.iri == _SUPPLIES]
    touched = {end for one in told for end in ends(one)}
    ties = [one for one in (*groups.ties, *(items.ties if items else ())) if told and touched & ends(one)]
    return Reply(rows_of([*told, *ties]), _each(answers))


def used(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who uses or has a weapon: those who carried out what it was used in, and who hold it."""
    claims = graph.claims()
    weapons = _with_links(claims, _MODEL, given["weapon"])
    deeds = {iri for weapon in weapons.reached for iri in _subjects(claims, _USED, weapon)}
    told = [one for one in claims if _is_use(one, deeds, weapons.reached)]
    answers = [_object(one) for one in told if one.proposition.predicate.iri == _PERPETRATOR]
    answers += [one.proposition.subject for one in told if one.proposition.predicate.iri in _HOLDS]
    touched = {end for one in told for end in ends(one)}
    return Reply(rows_of([*told, *(one for one in weapons.ties if touched & ends(one))]), _each(answers))


def _is_use(claim: Claim, deeds: set[str], weapons: frozenset[str]) -> bool:
    one = claim.proposition
    target = _object(claim)
    if one.subject.iri in deeds and one.predicate.iri == _PERPETRATOR:
        return True
    return one.predicate.iri in {_USED, *_HOLDS} and target is not None and target.iri in weapons


def took_part(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer who had a part in an incident, in whatever role, and whether it took place."""
    told = [one for one in graph.claims() if one.proposition.subject.iri == given["incident"]]
    ends = [one for one in map(_object, told) if one and is_a(graph, one.iri, "Actor")]
    whole = {end.iri for end in ends}
    kept = [
        one
        for one in told
        if one.proposition.predicate.iri == AG + "occurred" or getattr(_object(one), "iri", "") in whole
    ]
    return Reply(rows_of(kept), _each(ends))


def happened(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what took place in a place, or in places within it.

    Which place lies in which is told by anybody's word, as for filters and on the map.
    """
    claims, places = graph.claims(), graph.lying_in(given["place"])
    events = {one for place in places for one in _subjects(claims, _LOCATED, place)}
    told = [
        one
        for one in claims
        if one.proposition.subject.iri in events and one.proposition.predicate.iri in _TOLD_OF_AN_EVENT
    ]
    return Reply(rows_of(told), _each(one.proposition.subject for one in told))


def figures(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer which numbers are given of an incident or weapon, and of what concerns it."""
    told = [one for one in graph.claims(about=given["thing"]) if _is_number(one.proposition.object)]
    return Reply(rows_of(told), _each(one.claimant for one in told))


def linked(graph: KnowledgeGraph, given: Given) -> Reply:
    """Answer what links two entities: the best paths, and every statement along them."""
    found = graph.paths(given["one"], given["other"])
    hops = [each for path in found.paths for hop in path.hops for each in (hop, *hop.also)]
    between = [hop.end for path in found.paths for hop in path.hops[:-1]]
    return Reply(rows_of(claim for hop in hops for claim in hop.claims), _each(between), found)


class _Reach(NamedTuple):
    """Entities that stand for another in a question, and the claims that say so."""

    reached: frozenset[str]
    ties: tuple[Claim, ...]


def _with_links(claims: Iterable[Claim], relation: str, entity: str) -> _Reach:
    """Return `entity` and what it is joined to by `relation`, whichever way that runs for it."""
    ties = tuple(
        one
        for one in claims
        if one.proposition.predicate.iri == relation
        and entity
        == (one.proposition.subject.iri if relation == _MEMBER else getattr(_object(one), "iri", ""))
    )
    return _Reach(frozenset({entity, *(end for one in ties for end in ends(one))}), ties)


def _subjects(claims: Iterable[Claim], relation: str, end: str) -> set[str]:
    return {one.proposition.subject.iri for one in claims if _joins(one, relation, end)}


def _joins(claim: Claim, relation: str, end: str) -> bool:
    target = claim.proposition.object
    return claim.proposition.predicate.iri == relation and isinstance(target, Ref) and target.iri == end


def _object(claim: Claim) -> Ref | None:
    target = claim.proposition.object
    return target if isinstance(target, Ref) else None


def _is_number(value: Ref | Value) -> bool:
    return isinstance(value, Value) and value.datatype in _NUMBERS


def _each(refs: Iterable[Ref | None]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(one for one in refs if one))
