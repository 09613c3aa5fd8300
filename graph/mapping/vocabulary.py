"""The words of the ontology that a mapping may use: classes and relations, with what relations lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from graph.namespaces import AG, BASE, OWL, RDF, RDFS
from graph.resources import shipped

_TYPE, _RANGE, _UNION = (ox.NamedNode(iri) for iri in (RDF + "type", RDFS + "range", OWL + "unionOf"))
_FIRST, _REST = ox.NamedNode(RDF + "first"), ox.NamedNode(RDF + "rest")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the ontology declares."""

    classes: frozenset[str]
    """Local names of its classes."""
    relations: Mapping[str, frozenset[str]]
    """Local names of its relations, with the IRIs of the classes or datatypes of their objects."""
    to_things: frozenset[str]
    """Those of them that lead to a thing."""
    individuals: frozenset[str]
    """IRIs of everything that it declares."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the words of the shipped ontology."""
    store = ox.Store()
    for path in sorted(shipped("ontology").glob("*.ttl")):
        store.extend(
            ox.Quad(one.subject, one.predicate, one.object)
            for one in ox.parse(path=str(path), base_iri=BASE, rename_blank_nodes=True)
        )
    relations = {node: _ranges(store, node) for node in _typed(store, AG + "Relation")}
    things = _typed(store, OWL + "ObjectProperty")
    return Vocabulary(
        frozenset(_local(node) for node in _typed(store, OWL + "Class") if _local(node)),
        {_local(node): found for node, found in relations.items()},
        frozenset(_local(node) for node in relations if node in things),
        frozenset(
            str(getattr(quad.subject, "value", "")) for quad in store.quads_for_pattern(None, _TYPE, None)
        ),
    )


def _typed(store: ox.Store, iri: str) -> set[ox.NamedNode]:
    found = store.quads_for_pattern(None, _TYPE, ox.NamedNode(iri))
    return {quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}


def _local(node: ox.NamedNode) -> str:
    return node.value[len(AG) :] if node.value.startswith(AG) else ""


def _ranges(store: ox.Store, relation: ox.NamedNode) -> frozenset[str]:
    found: set[str] = set()
    for quad in store.quads_for_pattern(relation, _RANGE, None):
        if isinstance(quad.object, ox.NamedNode):
            found.add(quad.object.value)
        elif isinstance(quad.object, ox.BlankNode):
            for union in store.quads_for_pattern(quad.object, _UNION, None):
                found |= members(store, union.object)
    return frozenset(found)


def members(store: ox.Store, head: object) -> set[str]:
    """Return the IRIs in the list of RDF that begins at `head`."""
    found: set[str] = set()
    while isinstance(head, ox.BlankNode):
        found |= {
            str(getattr(quad.object, "value", "")) for quad in store.quads_for_pattern(head, _FIRST, None)
        }
        head = next((quad.object for quad in store.quads_for_pattern(head, _REST, None)), None)
    return found
