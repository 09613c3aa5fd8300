"""The RDF about one thing: what is said of it, and the propositions, claims, names and judgements around it.

A derived direct triple (``s p o`` because somebody asserts it) is left out, as it is of exports without named
graphs: it would stand there like a fact. The proposition that says the same brings its claims with it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.namespaces import AG, GRAPH_RELATIONS, PREFIXES
from graph.resources import application_query
from graph.store import RDF_FORMATS, Store

_RELATIONS = ox.NamedNode(GRAPH_RELATIONS)
_POSITION = ox.NamedNode(AG + "position")


def description_of(store: Store, iri: str) -> list[ox.Triple]:
    """Return the triples that describe the thing `iri`, its own first; none where nothing is said of it."""
    own = list(_said_of(store, iri))
    if not own:
        return []
    found = set(own)
    rows = store.select(application_query("related_things"), thing=iri)
    for related in sorted({row[1].value for row in rows if isinstance(row[1], ox.NamedNode)}):
        said = list(_said_of(store, related))
        found.update(said)
        for triple in said:
            if triple.predicate == _POSITION and isinstance(triple.object, ox.NamedNode):
                found.update(_said_of(store, triple.object.value))
    return [*sorted(own, key=str), *sorted(found.difference(own), key=str)]


def written(triples: list[ox.Triple], format: str) -> bytes:
    """Return `triples` as `format`, one of `graph.store.RDF_FORMATS`."""
    return ox.serialize(triples, format=RDF_FORMATS[format], prefixes=PREFIXES) or b""


def _said_of(store: Store, iri: str) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(iri)
    for _, property_, value, graph in store.select(application_query("thing_statements"), thing=iri):
        if isinstance(property_, ox.NamedNode) and value is not None and graph != _RELATIONS:
            yield ox.Triple(subject, property_, value)
