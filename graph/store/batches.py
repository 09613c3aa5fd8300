"""One query for many terms at once, and the part of a graph that such queries bring together.

A query that takes a batch has an empty ``VALUES ?name { }`` where it begins to match, which is SPARQL as it
stands; here it gets its terms, written by pyoxigraph. Stood behind the query instead, as the terms of a
single one do, servers would match everything before they looked at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from graph.errors import InputError
from graph.namespaces import GRAPH_CURATED
from graph.store.local import Store
from graph.store.selection import Term, as_term

T = TypeVar("T")
Triple = tuple[Term, Term, Term]


def batched(query: str, **batches: Iterable[Term | str]) -> str:
    """Return `query` with the terms of each batch in the empty VALUES of the variable of that name.

    A plain string stands for an IRI.

    Raises
    ------
    InputError
        If a string is no IRI, or a term is a blank node, which has no name that a server would know.
    ValueError
        If the query has not just one empty ``VALUES ?name { }`` for each name: a fault of this program.

    Examples
    --------
    >>> batched("SELECT ?s { VALUES ?s { } ?s ?p ?o }", s=["https://example.org/a"])
    'SELECT ?s { VALUES ?s { <https://example.org/a> } ?s ?p ?o }'
    """
    for name, terms in batches.items():
        place = f"VALUES ?{name} {{ }}"
        places = query.count(place)
        if places != 1:
            raise ValueError(f"The query has {places} times {place!r} instead of once.")
        query = query.replace(place, f"VALUES ?{name} {{ {' '.join(map(_written, terms))} }}")
    return query


def in_batches(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Yield `items` in lists of at most `size`.

    Examples
    --------
    >>> list(in_batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


def store_of(triples: Iterable[Triple], beside: Iterable[ox.Quad] = ()) -> Store:
    """Return a store in memory with `triples` in the curated graph, and the quads `beside` them."""
    held = Store(ox.Store())
    graph = ox.NamedNode(GRAPH_CURATED)
    held.extend(beside)
    held.extend(
        ox.Quad(subject, predicate, value, graph)
        for subject, predicate, value in triples
        if not isinstance(subject, ox.Literal) and isinstance(predicate, ox.NamedNode)
    )
    return held


def _written(term: Term | str) -> str:
    try:
        found = as_term(term)
    except ValueError as error:
        raise InputError(f"{term!r} is not an IRI ({error}); it cannot be asked for.") from error
    if isinstance(found, ox.BlankNode):
        raise InputError(f"The blank node {str(found)!r} cannot be asked for; give an IRI or a literal.")
    return str(found)
