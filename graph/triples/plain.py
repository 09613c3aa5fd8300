"""Triples read line by line in Python: for few of them, and as the measure of the compiled way."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from graph.triples.layout import FIRST_TERMS, Ids, Triples, datatype_of, terms_of

_END = b" ."


def triples_of_lines(lines: Iterable[bytes]) -> Triples:
    """Return the triples of lines in N-Triples as a store writes it; empty lines are left out."""
    numbers = {writing: number for number, writing in enumerate(FIRST_TERMS)}
    rows: list[tuple[int, int, int]] = []
    for line in lines:
        if line:
            subject, predicate, rest = line.split(b" ", 2)
            row = [_numbered(one, numbers) for one in (subject, predicate, rest.removesuffix(_END))]
            rows.append((row[1], row[0], row[2]))
    ordered: Ids = np.unique(np.array(rows, np.int32).reshape(-1, 3), axis=0)
    predicates, subjects, objects = ordered.T.copy()
    return Triples(terms_of(numbers), subjects, predicates, objects)


def _numbered(writing: bytes, numbers: dict[bytes, int]) -> int:
    number = numbers.setdefault(writing, len(numbers))
    if writing.startswith(b'"'):
        datatype = datatype_of(writing)
        numbers.setdefault(datatype, len(numbers))
    return number
