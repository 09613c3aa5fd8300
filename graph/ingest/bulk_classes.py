"""The triples of a build and what the ontology adds to them, as integers: its words, and wider classes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pyoxigraph as ox

from graph.columns.statements import numbers_of
from graph.ingest.hierarchy import ontology_quads, wider_classes
from graph.namespaces import RDF
from graph.triples import NONE, Ids, TermKind, Terms, Triples, sorted_triples, triples_of_text, with_terms

_TYPE = RDF + "type"


def with_ontology(triples: Triples) -> tuple[Triples, tuple[Ids, Ids]]:
    """Return `triples` with the ontology and the wider classes of their things, and which those are.

    Returns
    -------
    tuple
        All triples together; the things whose wider classes nobody wrote, and beside each a class.
    """
    words = ontology()
    terms, places = _joined(triples.terms, words.terms)
    things, classes = _wider(triples, terms)
    kind = terms.iri(_TYPE)
    everything = sorted_triples(
        terms,
        np.concatenate([triples.subject, places[words.subject], things]),
        np.concatenate([triples.predicate, places[words.predicate], np.full(len(things), kind, np.int32)]),
        np.concatenate([triples.object, places[words.object], classes]),
    )
    return everything, (things, classes)


@lru_cache(maxsize=1)
def ontology_lines() -> bytes:
    """Return the shipped ontology in N-Triples."""
    return ox.serialize((quad.triple for quad in ontology_quads()), format=ox.RdfFormat.N_TRIPLES) or b""


@lru_cache(maxsize=1)
def ontology() -> Triples:
    """Return the shipped ontology."""
    return triples_of_text(ontology_lines())


def _joined(terms: Terms, more: Terms) -> tuple[Terms, Ids]:
    """Return the terms of both, and the number that each of the latter has among them."""
    writings = [more.letters(number) for number in range(len(more))]
    places = np.array([terms.number(one.decode()) for one in writings], np.int32)
    new = np.flatnonzero(places == NONE)
    places[new] = len(terms) + np.arange(len(new))
    return with_terms(terms, [writings[one] for one in new.tolist()]), places


def _wider(triples: Triples, terms: Terms) -> tuple[Ids, Ids]:
    """Return things, each beside a class that follows from a narrower one and that nobody wrote."""
    things, kinds = triples.of(_TYPE)
    nodes = triples.terms.kind[things] == TermKind.IRI
    things, kinds = things[nodes], kinds[nodes]
    size = np.int64(len(terms))
    found = [np.zeros(0, np.int64)]
    for kind in np.unique(kinds).tolist():
        wider = numbers_of(terms, sorted(wider_classes().get(terms.value(kind), ())))
        some = things[kinds == kind].astype(np.int64) * size
        found += [some + one for one in wider.tolist()]
    keys = np.setdiff1d(np.concatenate(found), things.astype(np.int64) * size + kinds)
    return (keys // size).astype(np.int32), (keys % size).astype(np.int32)
