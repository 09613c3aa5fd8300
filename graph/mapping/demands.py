"""What must be said of an entity of some classes, as the shapes have it.

A row that does not say it is set aside by itself; otherwise judging would refuse the whole import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph.mapping.vocabulary import members
from graph.namespaces import AG, RDF, local_name
from graph.resources import shipped

_SHACL = "http://www.w3.org/ns/shacl#"
_TARGET, _PROPERTY, _SHAPE, _PATH, _IN, _LEAST, _MESSAGE = (
    ox.NamedNode(_SHACL + name)
    for name in (
        "targetClass",
        "property",
        "qualifiedValueShape",
        "path",
        "in",
        "qualifiedMinCount",
        "message",
    )
)
_PREDICATE = ox.NamedNode(RDF + "predicate")


@dataclass(frozen=True, slots=True)
class Demand:
    """Of which relations at least one must be said."""

    relations: frozenset[str]
    """Local names."""
    sentence: str
    """What that means, for people."""


@lru_cache(maxsize=1)
def demands() -> Mapping[str, Demand]:
    """Return what is demanded of entities, by the local name of their class.

    Examples
    --------
    >>> sorted(demands()["EquipmentLoss"].relations)
    ['item', 'losingSide']
    """
    store = ox.Store()
    for path in sorted((shipped("ontology") / "shapes").glob("*.ttl")):
        parsed = ox.parse(path=str(path), rename_blank_nodes=True)
        store.extend(ox.Quad(one.subject, one.predicate, one.object) for one in parsed)
    found: dict[str, Demand] = {}
    for target in store.quads_for_pattern(None, _TARGET, None):
        for held in store.quads_for_pattern(target.subject, _PROPERTY, None):
            if demand := _demand(store, held.object):
                found[local_name(str(getattr(target.object, "value", "")))] = demand
    return found


def _demand(store: ox.Store, node: object) -> Demand | None:
    """Return what a property of a shape demands of propositions; None where it is about anything else."""
    shape = _object(store, _object(store, node, _SHAPE), _PROPERTY)
    if _object(store, shape, _PATH) != _PREDICATE or _object(store, node, _LEAST) is None:
        return None
    relations = frozenset(iri.removeprefix(AG) for iri in members(store, _object(store, shape, _IN)))
    message = _object(store, node, _MESSAGE)
    return Demand(relations, str(getattr(message, "value", "")).partition(":")[0])


def _object(store: ox.Store, node: object, relation: ox.NamedNode) -> object:
    if not isinstance(node, ox.NamedNode | ox.BlankNode):
        return None
    return next((quad.object for quad in store.quads_for_pattern(node, relation, None)), None)
