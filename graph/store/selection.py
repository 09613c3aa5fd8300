"""The answer to a SELECT query, and the terms that its rows hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal
"""What a row holds: the terms of RDF 1.1."""
QueryResult = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | Iterator[ox.Triple]
"""What a query gives; the triples of a server come as a plain iterator."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The answer to a SELECT query: its variables at once, its rows one by one, as tuples in that order."""

    variables: tuple[str, ...]
    solutions: Iterable[ox.QuerySolution]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        for solution in self.solutions:
            yield tuple(solution)


def as_term(value: Term | str) -> Term:
    """Return `value` as a term; a plain string stands for an IRI."""
    return ox.NamedNode(value) if isinstance(value, str) else value


def is_iri(text: str) -> bool:
    """Return whether a store can be asked for the thing called `text`.

    Examples
    --------
    >>> is_iri("https://example.org/a"), is_iri("White Rex")
    (True, False)
    """
    try:
        as_term(text)
    except ValueError:
        return False
    return True
