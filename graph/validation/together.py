"""Add a few triples to many, so that data and ontology are judged as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pyoxigraph as ox

from graph.triples import NONE, Ids, Terms, Triples, with_terms
from graph.triples.layout import datatype_of
from graph.validation.statements import Many


def together(triples: Triples, more: Iterable[ox.Triple]) -> Triples:
    """Return `triples` with those of `more` that they lack.

    Blank nodes of `more` are those of the same label; the caller sees to it that there are none by accident.

    Examples
    --------
    >>> from graph.triples import triples_of_text
    >>> data = triples_of_text('<a:s> <a:p> "1" .')
    >>> len(together(data, ox.parse('<a:s> <a:p> "1", "2" .', format=ox.RdfFormat.TURTLE)))
    2
    """
    fresh = _Fresh(triples.terms)
    rows = {
        (fresh.number(str(one.predicate)), fresh.number(str(one.subject)), fresh.number(str(one.object)))
        for one in more
    }
    ordered = np.array(sorted(rows), np.int64).reshape(-1, 3)
    places, lacking = _places(triples, ordered)
    predicate, subject, target = (
        np.insert(column, places[lacking], ordered[lacking, number])
        for number, column in enumerate((triples.predicate, triples.subject, triples.object))
    )
    return Triples(with_terms(triples.terms, fresh.writings), subject, predicate, target)


@dataclass(slots=True)
class _Fresh:
    """Terms that others lack, numbered after them."""

    terms: Terms
    writings: list[bytes] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, writing: str) -> int:
        """Return the number of a term, which has one from now on, and so has its datatype."""
        found = self.numbers.get(writing)
        if found is None:
            found = self.terms.number(writing)
            if found == NONE:
                found = len(self.terms) + len(self.writings)
                self.writings.append(writing.encode())
            self.numbers[writing] = found
            if datatype := datatype_of(writing.encode()):
                self.number(datatype.decode())
        return found


def _places(triples: Triples, rows: Many) -> tuple[Many, np.typing.NDArray[np.bool_]]:
    """Return where each of the sorted `rows` belongs among `triples`, and which of them are not there."""
    places = np.zeros(len(rows), np.int64)
    lacking = np.ones(len(rows), np.bool_)
    for predicate in np.unique(rows[:, 0]).tolist():
        here = np.flatnonzero(rows[:, 0] == predicate)
        first, last = np.searchsorted(triples.predicate, (predicate, predicate + 1))
        known = _keys(triples.subject[first:last], triples.object[first:last])
        wanted = _keys(rows[here, 1], rows[here, 2])
        within = np.searchsorted(known, wanted)
        places[here] = within + first
        inside = np.flatnonzero(within < len(known))
        lacking[here[inside]] = known[within[inside]] != wanted[inside]
    return places, lacking


def _keys(subjects: Ids | Many, objects: Ids | Many) -> Many:
    keys: Many = (subjects.astype(np.int64) << 32) | objects.astype(np.int64)
    return keys
