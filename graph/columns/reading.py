"""What columns are made of, read from a store one property at a time, which is how an index is fastest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from graph.columns.layout import UNKNOWN_DAY, Codes, Flags, Ids, Offsets
from graph.columns.names import NONE
from graph.dates import span_of
from graph.errors import StoreError
from graph.identity import Identity
from graph.namespaces import AG, local_name
from graph.resources import application_query

if TYPE_CHECKING:
    from graph.store import Store


@dataclass(frozen=True, slots=True)
class Said:
    """The properties of the things in one table: claims or documents, each in its row."""

    store: Store
    identity: Identity
    rows: Mapping[str, int]
    """Each thing's IRI to its row."""

    def values(self, name: str) -> Iterator[tuple[int, str]]:
        """Yield a row and the text of its property ``ag:name``, for each row that has it."""
        for thing, value in property_values(self.store, AG + name):
            row = self.rows.get(thing)
            if row is not None:
                yield row, value

    def entities(self, name: str) -> dict[int, str]:
        """Return the entity that each row has as its property ``ag:name``, as it is held to be."""
        return {row: self.identity.canonical(value) for row, value in self.values(name)}

    def members(self, name: str) -> Flags:
        """Return which rows are of the class ``ag:name``."""
        belongs = np.zeros(len(self.rows), np.bool_)
        belongs[[self.rows[one] for one in members_of(self.store, name) if one in self.rows]] = True
        return belongs

    def where(self, name: str, wanted: frozenset[str]) -> Flags:
        """Return which rows have one of `wanted` as their property ``ag:name``, as it was stated."""
        found = np.zeros(len(self.rows), np.bool_)
        found[[row for row, value in self.values(name) if value in wanted]] = True
        return found

    def codes(self, name: str, words: type[StrEnum]) -> Codes:
        """Return the place of each row's property among `words`.

        Raises
        ------
        StoreError
            If a row has none or another.
        """
        places = {AG + word.value.capitalize(): place for place, word in enumerate(words)}
        column = [NONE] * len(self.rows)
        for row, value in self.values(name):
            column[row] = places.get(value, NONE)
        return np.array(self.required(column, name), np.uint8)

    def days(self, name: str) -> tuple[Ids, Ids]:
        """Return the first and the last day that the date ``ag:name`` of each row can mean."""
        bounds = np.full((2, len(self.rows)), UNKNOWN_DAY, np.int32)
        precisions = dict(self.values(f"{name}Precision"))
        for row, text in self.values(name):
            bounds[:, row] = _days(text, local_name(precisions.get(row, "")).lower())
        return bounds[0], bounds[1]

    def required(self, column: list[int], name: str) -> list[int]:
        """Return `column`, in which every row must have a value.

        Raises
        ------
        StoreError
            If a row has none.
        """
        if NONE in column:
            lacking = next(iri for iri, row in self.rows.items() if column[row] == NONE)
            raise StoreError(
                f"<{lacking}> in the store has no ag:{name} that the model knows; a build would have "
                "refused it. Build the store again with `armsgraph build`."
            )
        return column


def property_values(store: Store, property: str) -> Iterator[tuple[str, str]]:
    """Yield each thing that has `property` and the text of its value."""
    for _, thing, value in store.select(application_query("columns_property"), property=property):
        if thing is not None and value is not None:
            yield str(thing.value), str(value.value)


def members_of(store: Store, name: str) -> Iterator[str]:
    """Yield the members of the class ``ag:name``."""
    rows = store.select(application_query("columns_members"), kind=AG + name)
    return (str(member.value) for _, member in rows if member is not None)


def kept_identity(store: Store) -> Identity:
    """Return who is held to be whom as the build derived it; without the judgements and their reasons."""
    return Identity(dict(property_values(store, AG + "canonicalEntity")))


def identity_key(identity: Identity) -> str:
    """Return a digest of who is held to be whom: the same for all judgements that fold alike.

    Examples
    --------
    >>> identity_key(Identity({"a/fox": "a/petrov"})) == identity_key(Identity())
    False
    """
    folded = "\n".join(f"{one} {other}" for one, other in sorted(identity.canonicals.items()))
    return hashlib.sha256(folded.encode()).hexdigest()


def lists(pairs: Iterable[tuple[int, int]], count: int) -> tuple[Offsets, Ids]:
    """Return the second ones of `pairs` by their first ones, which are less than `count`.

    Examples
    --------
    >>> offsets, values = lists([(2, 7), (0, 5), (0, 3)], 3)
    >>> offsets.tolist(), values.tolist()
    ([0, 2, 2, 3], [3, 5, 7])
    """
    given = sorted(set(pairs))
    rows = np.array([row for row, _ in given], np.int64)
    return offsets_of(rows, count), np.array([value for _, value in given], np.int32)


def offsets_of(rows: NDArray[np.integer], count: int) -> Offsets:
    """Return where each of `count` rows begins among sorted `rows`, and last where they end."""
    offsets = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(rows, minlength=count), out=offsets[1:])
    return offsets


@lru_cache(maxsize=4096)
def _days(text: str, precision: str) -> tuple[int, int]:
    span = span_of(text, precision)
    return (span.start.toordinal(), span.end.toordinal()) if span else (UNKNOWN_DAY, UNKNOWN_DAY)
