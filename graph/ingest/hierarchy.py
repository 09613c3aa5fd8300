"""The classes of the ontology and which lie within which: the narrowest is written, the wider are derived.

A person writes ``a ag:ArmedGroup``; the store also holds ``a ag:Actor`` and ``a ag:Entity``, in the graph of
derived quads, so that everyday SPARQL need not walk the hierarchy. Loading an export drops them again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.namespaces import AG, BASE, GRAPH_DERIVED, GRAPH_ONTOLOGY, RDF, RDFS
from graph.resources import shipped

_TYPE = ox.NamedNode(RDF + "type")
_DERIVED = ox.NamedNode(GRAPH_DERIVED)


def ontology_quads() -> Iterator[ox.Quad]:
    """Yield the shipped ontology, as quads of its own graph.

    Raises
    ------
    OntologyError
        If a module is not Turtle.
    """
    graph = ox.NamedNode(GRAPH_ONTOLOGY)
    for path in sorted(shipped("ontology").glob("*.ttl")):
        try:
            for quad in ox.parse(path=str(path), base_iri=BASE, rename_blank_nodes=True):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        except SyntaxError as error:
            raise OntologyError(f"{path.name} of the ontology is not Turtle: {error.msg}.") from error


@lru_cache(maxsize=1)
def wider_classes() -> Mapping[str, frozenset[str]]:
    """Return, for each class of the ontology, those of its classes that it lies within.

    Examples
    --------
    >>> sorted(iri.rsplit("#")[-1] for iri in wider_classes()[AG + "Person"])
    ['Actor', 'Entity']
    """
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for quad in ontology_quads():
        if quad.predicate.value == RDFS + "subClassOf" and isinstance(quad.object, ox.NamedNode):
            parents[str(getattr(quad.subject, "value", ""))].add(quad.object.value)
    return {
        child: frozenset(one for one in _above(child, parents) if one.startswith(AG))
        for child in tuple(parents)
    }


def _above(child: str, parents: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = set(parents.get(child, ()))
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting |= parents.get(one, set())
    return found - {child}


def without_wider_types(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return `quads` without the types that follow from a narrower type of the same thing."""
    given = list(quads)
    wider = _wider_of_each(given)
    return [
        quad
        for quad in given
        if quad.predicate != _TYPE or getattr(quad.object, "value", "") not in wider[quad.subject]
    ]


def wider_types(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the types that follow from those in `quads`, as derived quads."""
    for subject, classes in _wider_of_each(quads).items():
        if isinstance(subject, ox.NamedNode):
            yield from (ox.Quad(subject, _TYPE, ox.NamedNode(one), _DERIVED) for one in sorted(classes))


def _wider_of_each(quads: Iterable[ox.Quad]) -> defaultdict[object, set[str]]:
    wider: defaultdict[object, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode):
            wider[quad.subject] |= wider_classes().get(quad.object.value, frozenset())
    return wider
