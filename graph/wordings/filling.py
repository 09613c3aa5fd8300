"""The fields of claims, propositions and documents, filled from one graph after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from graph.columns import NONE, Columns
from graph.columns.stretches import lists
from graph.namespaces import AG, DCTERMS, OA, RDF, SCHEMA, local_name
from graph.triples import RDF_LANG_STRING, TermKind
from graph.wordings.layout import BASES, PRECISIONS, Ids, Offsets
from graph.wordings.pieces import Pieces, Scattered, pieces_of_bytes
from graph.wordings.plainness import NOTE
from graph.wordings.stating import Homes
from graph.wordings.told import Told

_CLAIM_TEXTS = {"gloss": AG + "gloss", "anchor": AG + "anchor", "note": NOTE, "made_on": AG + "madeOn"}
_CLAIM_WORDS = {
    "made_on_precision": (AG + "madeOnPrecision", PRECISIONS),
    "made_on_basis": (AG + "madeOnBasis", BASES),
}
_DOCUMENT_TEXTS = {
    "title": DCTERMS + "title",
    "published": AG + "published",
    "url": SCHEMA + "url",
    "digest": AG + "digest",
}
_DOCUMENT_WORDS = {
    "published_precision": (AG + "publishedPrecision", PRECISIONS),
    "published_basis": (AG + "publishedBasis", BASES),
}


class Fields:
    """Fields in rows that were counted before; -1 where a number is not known."""

    def __init__(self, columns: Columns) -> None:
        claims, documents = len(columns.claims), len(columns.documents)
        self._claims, self._propositions = claims, len(columns.propositions)
        self._texts: dict[str, Scattered] = {
            **{name: Scattered(claims) for name in _CLAIM_TEXTS},
            **{name: Scattered(documents) for name in _DOCUMENT_TEXTS},
            **{name: Scattered(self._propositions) for name in ("value", "language")},
        }
        self._datatypes: dict[bytes, int] = {}
        self._datatype = np.full(self._propositions, NONE, np.int32)
        self._numbers: dict[str, Ids] = {
            **{name: np.full(claims, NONE, np.int32) for name in ("line", "start", "end")},
            **{name: np.zeros(claims, np.int32) for name in _CLAIM_WORDS},
            **{name: np.zeros(documents, np.int32) for name in _DOCUMENT_WORDS},
        }
        self._said_to = (np.zeros(0, np.int32), np.zeros(0, np.int32))

    def take(self, told: Told, place: int, homes: Homes) -> None:
        """Fill in what one graph, which is at `place` among all, is the first to tell."""
        claims = homes.at("claim", told.claim, place)
        self._fill(told, claims, _CLAIM_TEXTS, _CLAIM_WORDS)
        self._fill(told, homes.at("document", told.document, place), _DOCUMENT_TEXTS, _DOCUMENT_WORDS)
        self._count(told, claims, {"line": AG + "line"})
        positions = homes.at("claim", homes.at("position", told.position, place), place)
        self._count(told, positions, {"start": OA + "start", "end": OA + "end"})
        self._values(told, homes.at("proposition", told.proposition, place))
        subjects, whom = told.triples.of(AG + "saidTo")
        rows, entities = claims[subjects], told.meant[whom]
        known = (rows != NONE) & (entities != NONE)
        row, entity = self._said_to
        self._said_to = (np.concatenate([row, rows[known]]), np.concatenate([entity, entities[known]]))

    def texts(self) -> dict[str, Pieces]:
        """Return the texts of every field."""
        return {name: held.gathered() for name, held in self._texts.items()}

    def numbers(self) -> dict[str, Ids]:
        """Return the numbers of every field."""
        return self._numbers

    def datatypes(self) -> tuple[Pieces, Ids]:
        """Return the datatypes there are, and the place of that of each proposition; -1 without a value."""
        used, first = np.unique(self._datatype, return_index=True)
        order = used[np.argsort(first)]
        order = order[order != NONE]
        places = np.full(len(self._datatypes) + 1, NONE, np.int32)
        places[order] = np.arange(len(order), dtype=np.int32)
        known = list(self._datatypes)
        return pieces_of_bytes([known[one] for one in order.tolist()]), places[self._datatype]

    def said_to(self) -> tuple[Offsets, Ids]:
        """Return the entities to which each claim was said."""
        return lists(*self._said_to, self._claims)

    def _fill(
        self, told: Told, rows: Ids, texts: Mapping[str, str], words: Mapping[str, tuple[str, Any]]
    ) -> None:
        for name, property in texts.items():
            place, values = _held(told, rows, property)
            self._texts[name].fill(place, values, told.texts)
        for name, (property, known) in words.items():
            place, values = _held(told, rows, property)
            self._numbers[name][place] = _by_distinct(told, values, partial(_place, words=known))

    def _count(self, told: Told, rows: Ids, properties: Mapping[str, str]) -> None:
        for name, property in properties.items():
            place, values = _held(told, rows, property)
            self._numbers[name][place] = _by_distinct(told, values, _number)

    def _values(self, told: Told, rows: Ids) -> None:
        place, values = _held(told, rows, RDF + "object")
        literal = told.terms.kind[values] == TermKind.LITERAL
        place, values = place[literal], values[literal]
        datatypes = told.terms.datatype[values]
        self._texts["value"].fill(place, values, told.texts)
        used, which = np.unique(datatypes, return_inverse=True)
        known = self._datatypes
        numbers = [known.setdefault(one, len(known)) for one in told.texts(used)]
        self._datatype[place] = np.array(numbers, np.int32)[which]
        tagged = datatypes == RDF_LANG_STRING
        self._texts["language"].fill(place[tagged], values[tagged], partial(_languages, told))


def _languages(told: Told, values: Ids) -> list[bytes]:
    return [one.rpartition(b"@")[2] for one in told.written(values)]


def _held(told: Told, rows: Ids, property: str) -> tuple[Ids, Ids]:
    """Return the rows of what has a value as `property`, and these values."""
    values = told.values(property)
    found = np.flatnonzero((rows != NONE) & (values != NONE))
    return rows[found], values[found]


def _by_distinct(told: Told, values: Ids, read: Callable[[str], int]) -> Ids:
    """Return what `read` makes of the text of each value."""
    distinct, places = np.unique(values, return_inverse=True)
    made = np.array([read(text.decode()) for text in told.texts(distinct)], np.int32)
    return made[places]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else NONE


def _place(text: str, words: tuple[str, ...]) -> int:
    word = local_name(text).lower()
    return words.index(word) if word in words else 0
