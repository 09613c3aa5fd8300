"""Add a few triples to many, so that data and ontology are judged as one."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from graph.triples import Ids, Terms, Triples, with_terms
from graph.triples.layout import datatype_of
from graph.validation.statements import Flags, Many

Written: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object of a triple, as N-Triples writes them."""


def together(triples: Triples, more: Sequence[Written]) -> Triples:
    """Return `triples` with those of `more` that they lack.

    Blank nodes of `more` are those of the same label; the caller sees to it that there are none by accident.

    Examples
    --------
    >>> from graph.triples import triples_of_text
    >>> data = triples_of_text('<a:s> <a:p> "1" .')
    >>> len(together(data, [("<a:s>", "<a:p>", '"1"'), ("<a:s>", "<a:p>", '"2"')]))
    2
    """
    numbers, fresh = _numbered(triples.terms, more)
    rows = sorted({(numbers[verb], numbers[subject], numbers[target]) for subject, verb, target in more})
    ordered = np.array(rows, np.int64).reshape(-1, 3)
    places, lacking = _places(triples, ordered)
    predicate, subject, target = (
        np.insert(column, places[lacking], ordered[lacking, number])
        for number, column in enumerate((triples.predicate, triples.subject, triples.object))
    )
    return Triples(with_terms(triples.terms, fresh), subject, predicate, target)


def _numbered(terms: Terms, more: Sequence[Written]) -> tuple[dict[str, int], list[bytes]]:
    """Return the number of every term and datatype of `more`, and those that are new, in their order."""
    writings = list(dict.fromkeys(one for triple in more for one in triple))
    datatypes = (datatype_of(one.encode()).decode() for one in writings)
    writings = list(dict.fromkeys([*writings, *filter(None, datatypes)]))
    letters = [one.encode() for one in writings]
    crcs = np.array([zlib.crc32(one) for one in letters], np.uint32)
    first = np.searchsorted(terms.hashes, crcs)
    near = np.flatnonzero(first < len(terms.hashes))
    near = near[terms.hashes[first[near]] == crcs[near]]
    known = {writings[place]: terms.number(writings[place]) for place in near.tolist()}
    known = {writing: number for writing, number in known.items() if number >= 0}
    fresh = [one for one, writing in zip(letters, writings, strict=True) if writing not in known]
    added = {one.decode(): len(terms) + place for place, one in enumerate(fresh)}
    return {**known, **added}, fresh


def _places(triples: Triples, rows: Many) -> tuple[Many, Flags]:
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
