"""The columns of ``SELECT *`` in the order in which the query names them; SPARQL leaves that order open."""

from __future__ import annotations

import re
from dataclasses import replace

from graph.sparql import SelectAnswer

_ASIDE = re.compile(r"<[^<>\s]*>|#[^\n]*")
"""Addresses and comments, which may hold what looks like words of a query."""
_STAR = re.compile(r"\bSELECT\s*(?:(?:DISTINCT|REDUCED)\s*)?(\*)?", re.IGNORECASE)


def as_named(answer: SelectAnswer, text: str) -> SelectAnswer:
    """Return the answer to the query `text` with its columns as that names them; as it is without a star.

    Examples
    --------
    >>> as_named(SelectAnswer(("o", "s"), ((1, 2),), False), "SELECT * { ?s ag:leads ?o }")
    SelectAnswer(variables=('s', 'o'), rows=((2, 1),), cut=False, reason='')
    """
    query = _ASIDE.sub(" ", text)
    selects = _STAR.search(query)
    if selects is None or selects[1] is None:
        return answer
    named = re.findall(r"[?$](\w+)", query)
    first = {name: place for place, name in reversed(tuple(enumerate(named)))}
    order = sorted(
        range(len(answer.variables)), key=lambda place: first.get(answer.variables[place], len(named))
    )
    return replace(
        answer,
        variables=tuple(answer.variables[place] for place in order),
        rows=tuple(tuple(row[place] for place in order) for row in answer.rows),
    )
