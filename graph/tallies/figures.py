"""The values that propositions give, read once: few of them one by one, many of one relation together."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from graph.resources import application_query

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Ids
    from graph.store import Store
    from graph.wordings import Wordings

_FEW = 64
"""Propositions of one relation that are asked for one by one: more cost less in one answer."""


class Figures:
    """What a store says of figures and tables, whoever asks and whatever counts.

    Parameters
    ----------
    store
        Where the values are looked up: the columns of claims do not hold them.
    columns
        Those claims.
    words
        Their words, by the same rows, if they are at hand: then nothing is asked of the store.
    """

    def __init__(self, store: Store, columns: Columns, words: Wordings | None = None) -> None:
        self._store, self._columns, self._words = store, columns, words
        self._values: dict[str, str] = {}
        self._whole: set[int] = set()

    def of(self, propositions: Ids) -> list[str]:
        """Return the values of propositions, by their numbers; empty for one that has no value."""
        if self._words is not None:
            return [value.decode() for value in self._words.value.take(propositions)]
        iris, values = self._columns.propositions.several(propositions.tolist()), self._values
        wanted: defaultdict[int, list[str]] = defaultdict(list)
        for iri, relation in zip(iris, self._columns.predicate[propositions].tolist(), strict=True):
            if iri not in values and relation not in self._whole:
                wanted[relation].append(iri)
        for relation, missing in wanted.items():
            if len(missing) > _FEW:
                self._keep("tally_values", relation=self._columns.predicates[relation])
                self._whole.add(relation)
            else:
                for iri in missing:
                    self._keep("tally_value", proposition=iri)
        return [values.get(iri, "") for iri in iris]

    def _keep(self, query: str, **bound: str) -> None:
        for proposition, value, *_ in self._store.select(application_query(query), **bound):
            if proposition is not None and value is not None:
                self._values.setdefault(proposition.value, value.value)

    @cached_property
    def tables(self) -> frozenset[str]:
        """IRIs of the documents that are tables: each of their rows is a piece where it gives no count."""
        rows = self._store.select(application_query("tally_tables"))
        return frozenset(one.value for [one] in rows if one is not None)
