"""What propositions say, as numbers, and which of them say the same of entities held to be one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.columns.layout import Ids
from graph.columns.names import NONE, Names
from graph.columns.statements import Statements, Table, iris_of, names_in, table_of
from graph.conflicts import Content
from graph.model import Value
from graph.namespaces import AG, RDF
from graph.triples import TermKind


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """Every proposition as it was stated, and those that stand for all of the same content.

    One stands for others where its IRI is the smallest of them.
    """

    stated: Table
    standing_for: Ids
    """For each that is stated, the place of the one that stands for it."""
    propositions: Ids
    """Those that stand for all of the same content, in the order of their IRIs."""
    names: Names
    subject: Ids
    """What the propositions say, as terms: the first of those with one entry a proposition that stands."""
    predicate: Ids
    object: Ids

    def content(self, place: int, statements: Statements) -> Content:
        """Return what the proposition at `place` says."""
        terms, target = statements.terms, int(self.object[place])
        value: str | Value = terms.value(target)
        if terms.kind[target] == TermKind.LITERAL:
            datatype = terms.value(int(terms.datatype[target]))
            value = Value(str(value), datatype, statements.language(target))
        ends = (int(self.subject[place]), int(self.predicate[place]))
        return Content(terms.value(ends[0]), terms.value(ends[1]), value)


def contents_of(statements: Statements) -> Contents:
    """Return what the propositions among `statements` say; one that says nothing whole is left out."""
    said = [statements.value_of(RDF + name) for name in ("subject", "predicate", "object")]
    given = np.unique(statements.members(AG + "Proposition"))
    whole = given[np.logical_and.reduce([values[given] != NONE for values in said])]
    stated = table_of(statements.terms, whole)
    subject, target = (statements.folded(said[one][stated.numbers]) for one in (0, 2))
    predicate = said[1][stated.numbers]
    first, standing_for = _first_of_each(subject, predicate, target)
    letters = iris_of(statements.terms, stated.numbers[first])
    return Contents(
        stated=stated,
        standing_for=standing_for,
        propositions=stated.numbers[first],
        names=names_in(letters, np.arange(len(letters), dtype=np.int32)),
        subject=subject[first],
        predicate=predicate[first],
        object=target[first],
    )


def _first_of_each(*columns: Ids) -> tuple[Ids, Ids]:
    """Return the first row of each kind, in their order, and for each row which of them is its kind."""
    order = np.lexsort(columns[::-1])
    differs = np.zeros(len(order), np.bool_)
    differs[:1] = True
    for column in columns:
        differs[1:] |= column[order[1:]] != column[order[:-1]]
    group = np.empty(len(order), np.int64)
    group[order] = np.cumsum(differs) - 1
    first = order[differs]  # lexsort is stable, so that it is the first of its rows
    ranked = np.argsort(first)
    places = np.empty(len(first), np.int32)
    places[ranked] = np.arange(len(first), dtype=np.int32)
    return first[ranked].astype(np.int32), places[group]
