"""The values that propositions give, read once: few of them one by one, many of one relation together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store

_FEW = 64
"""Propositions of one relation that are asked for one by one: more cost less in one answer."""


class Figures:
    """What a store says of figures and tables, whoever asks and whatever counts.

    Parameters
    ----------
    store
        Where the values are looked up: the columns of claims do not hold them.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._values: dict[str, str] = {}
        self._whole: set[str] = set()

    def of(self, propositions: Mapping[str, str]) -> Mapping[str, str]:
        """Return the values of propositions, by their IRIs; none for one that has no value.

        Parameters
        ----------
        propositions
            The IRI of each proposition, and that of its relation.
        """
        wanted: dict[str, list[str]] = {}
        for iri, relation in propositions.items():
            if iri not in self._values and relation not in self._whole:
                wanted.setdefault(relation, []).append(iri)
        for relation, missing in wanted.items():
            if len(missing) > _FEW:
                self._keep("tally_values", relation=relation)
                self._whole.add(relation)
            else:
                for iri in missing:
                    self._keep("tally_value", proposition=iri)
        return self._values

    def _keep(self, query: str, **bound: str) -> None:
        for proposition, value, *_ in self._store.select(application_query(query), **bound):
            if proposition is not None and value is not None:
                self._values.setdefault(proposition.value, value.value)

    @cached_property
    def tables(self) -> frozenset[str]:
        """IRIs of the documents that are tables: each of their rows is a piece where it gives no count."""
        rows = self._store.select(application_query("tally_tables"))
        return frozenset(one.value for [one] in rows if one is not None)
