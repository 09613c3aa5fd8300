"""Which propositions conflict, found among statements as numbers: only what a rule touches is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import numpy as np

from graph.columns.contents import Contents
from graph.columns.layout import Flags, Ids
from graph.columns.names import NONE
from graph.columns.statements import Statements, numbers_of
from graph.conflicts import Conflict, ConflictRules, Judged, conflicts_among, judged_by, judged_pairs
from graph.namespaces import AG, OWL, RDFS


def conflicts_in(statements: Statements, contents: Contents) -> tuple[Conflict, ...]:
    """Return the conflicts among `contents`, in the order of `graph.conflicts.conflicts_among`."""
    rules = _rules(statements, contents)
    touched = _touched(statements, contents, rules)
    places = np.flatnonzero(touched).tolist()
    return conflicts_among({contents.names[one]: contents.content(one, statements) for one in places}, rules)


def counting_relations(statements: Statements) -> Ids:
    """Return the relations whose subject counts for their object."""
    narrower, wider = statements.triples.of(RDFS + "subPropertyOf")
    found = numbers_of(statements.terms, [AG + "countsFor"])
    while True:
        more = np.union1d(found, narrower[np.isin(wider, found)])
        if len(more) == len(found):
            return found
        found = more.astype(np.int32)


def _rules(statements: Statements, contents: Contents) -> ConflictRules:
    relations = statements.is_a("Relation")
    functional = statements.members(OWL + "FunctionalProperty")
    functional = functional[relations[functional]]
    standing_for = _Standing(statements, contents)
    return ConflictRules(
        frozenset(statements.terms.values(functional.tolist())),
        tuple(sorted(_exclusive(statements, relations))),
        (*_judgements(statements, standing_for), *_stated_pairs(statements, standing_for)),
    )


def _exclusive(statements: Statements, relations: Flags) -> set[tuple[str, str]]:
    ones, others = statements.triples.of(OWL + "propertyDisjointWith")
    declared = relations[ones] & relations[others] & (ones != others)
    values = statements.terms.values
    pairs = zip(values(ones[declared].tolist()), values(others[declared].tolist()), strict=True)
    return {(min(pair), max(pair)) for pair in pairs}


def _touched(statements: Statements, contents: Contents, rules: ConflictRules) -> Flags:
    """Return which propositions a rule may set against others."""
    touched = np.zeros(len(contents.propositions), np.bool_)
    functional = np.isin(contents.predicate, numbers_of(statements.terms, rules.functional))
    keys = contents.subject * np.int64(len(statements.terms)) + contents.predicate
    _, places, counts = np.unique(keys[functional], return_inverse=True, return_counts=True)
    touched[np.flatnonzero(functional)[counts[places] > 1]] = True
    exclusive = numbers_of(statements.terms, chain.from_iterable(rules.exclusive))
    touched |= np.isin(contents.predicate, exclusive)
    judged = frozenset().union(*(one.propositions for one in rules.judged))
    touched[[place for place in map(contents.names.index, judged) if place != NONE]] = True
    return touched


class _Standing:
    """Which proposition stands for each that is stated, by its number."""

    def __init__(self, statements: Statements, contents: Contents) -> None:
        self._contents = contents
        self._places = np.full(len(statements.terms), NONE, np.int32)
        self._places[contents.stated.numbers] = contents.standing_for

    def names(self, numbers: Ids) -> list[str]:
        """Return the IRI of what stands for each of `numbers`; empty for what is no proposition."""
        return [self._contents.names[one] for one in self._places[numbers].tolist()]


def _judgements(statements: Statements, standing_for: _Standing) -> Iterator[Judged]:
    terms = statements.terms
    judgements = np.unique(statements.members(AG + "ContradictionJudgement"))
    for iri, number in sorted(zip(terms.values(judgements.tolist()), judgements.tolist(), strict=True)):
        said = {
            name: statements.values_of(AG + name, number)
            for name in ("contradicts", "contradictionKind", "reason")
        }
        propositions = frozenset(filter(None, standing_for.names(said["contradicts"])))
        kind, reason = (_in_english(said[name], statements) for name in ("contradictionKind", "reason"))
        yield judged_by(iri, propositions, kind, reason)


def _in_english(numbers: Ids, statements: Statements) -> str:
    """Return the text of the English one among some literals, otherwise of the first in their order."""
    texts = [(statements.language(one), statements.terms.value(one)) for one in numbers.tolist()]
    return min(((language != "en", language, text) for language, text in texts), default=("", "", ""))[2]


def _stated_pairs(statements: Statements, standing_for: _Standing) -> Iterator[Judged]:
    ones, others = statements.triples.of(AG + "incompatibleWith")
    return judged_pairs(zip(standing_for.names(ones), standing_for.names(others), strict=True))
