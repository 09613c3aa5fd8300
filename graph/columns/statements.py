"""What statements say, looked up in arrays: who is what, and which value each thing has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from graph.columns.layout import UNKNOWN_DAY, Codes, Flags, Ids
from graph.columns.names import NONE, Names
from graph.dates import span_of
from graph.errors import StoreError
from graph.identity import Identity
from graph.namespaces import AG, RDF, local_name
from graph.triples import RDF_LANG_STRING, TermKind, Terms, Triples, with_terms


@dataclass(frozen=True, slots=True, eq=False)
class Statements:
    """Triples, and for each of their terms the one that it is held to be."""

    triples: Triples
    fold: Ids
    """The number of the entity that each term is held to be; its own for nearly all."""

    @property
    def terms(self) -> Terms:
        """Every term of the triples."""
        return self.triples.terms

    def is_a(self, name: str) -> Flags:
        """Return which terms are of the class ``ag:name``."""
        found = np.zeros(len(self.terms), np.bool_)
        found[self.members(AG + name)] = True
        return found

    def members(self, kind: str) -> Ids:
        """Return what is of the class `kind`, in the order of their numbers."""
        subjects, classes = self.triples.of(RDF + "type")
        found: Ids = subjects[classes == self.terms.iri(kind)]
        return found

    def value_of(self, property: str) -> Ids:
        """Return the value that each term has as `property`, the first of several; `NONE` for none."""
        subjects, values = self.triples.of(property)
        found = np.full(len(self.terms), NONE, np.int32)
        found[subjects[::-1]] = values[::-1]
        return found

    def values_of(self, property: str, thing: int) -> Ids:
        """Return all values that one term has as `property`."""
        subjects, values = self.triples.of(property)
        first, last = np.searchsorted(subjects, (thing, thing + 1))
        return values[first:last]

    def language(self, number: int) -> str:
        """Return the language of a literal; empty for any other term."""
        in_one = self.terms.datatype[number] == RDF_LANG_STRING
        return self.terms.text(number).rpartition("@")[2] if in_one else ""

    def folded(self, numbers: Ids) -> Ids:
        """Return what each of `numbers` is held to be; `NONE` stays."""
        return np.where(numbers == NONE, NONE, self.fold[numbers]).astype(np.int32)


def read_as(triples: Triples, identity: Identity) -> Statements:
    """Return `triples` as `identity` lets them be read."""
    pairs = [
        (folded, canonical)
        for entity, canonical in identity.canonicals.items()
        if (folded := triples.terms.iri(entity)) != NONE
    ]
    unnamed = dict.fromkeys(f"<{one}>" for _, one in pairs if triples.terms.iri(one) == NONE)
    terms = with_terms(triples.terms, [one.encode() for one in unnamed])
    fold = np.arange(len(terms), dtype=np.int32)
    fold[[folded for folded, _ in pairs]] = [terms.iri(canonical) for _, canonical in pairs]
    return Statements(Triples(terms, triples.subject, triples.predicate, triples.object), fold)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Terms in the order of their IRIs: the rows of a table."""

    numbers: Ids
    places: Ids
    """The row of each term; `NONE` for one that is not in the table."""
    names: Names

    def __len__(self) -> int:
        return len(self.numbers)

    def rows(self, numbers: Ids) -> Ids:
        """Return the row of each of `numbers`; `NONE` stays."""
        return np.where(numbers == NONE, NONE, self.places[numbers]).astype(np.int32)


def table_of(terms: Terms, *numbers: Ids) -> Table:
    """Return the terms that `numbers` name, `NONE` left out, in the order of their IRIs."""
    mentioned = np.zeros(len(terms) + 1, np.bool_)
    for some in numbers:
        mentioned[some] = True  # NONE falls on the place behind the last
    given = np.flatnonzero(mentioned[:-1]).astype(np.int32)
    letters = iris_of(terms, given)
    order = sorted(range(len(given)), key=letters.__getitem__)
    ordered = given[np.array(order, np.int64)]
    places = np.full(len(terms), NONE, np.int32)
    places[ordered] = np.arange(len(given), dtype=np.int32)
    names = names_in([letters[one] for one in order], np.arange(len(order), dtype=np.int32))
    return Table(ordered, places, names)


def iris_of(terms: Terms, numbers: Ids) -> list[bytes]:
    """Return each of these IRIs in UTF-8, or the label of a blank node, or the text of a literal."""
    whole = terms.writing.data
    starts, ends = terms.offsets[numbers].tolist(), terms.offsets[numbers + 1].tolist()
    if (terms.kind[numbers] == TermKind.IRI).all():
        return [bytes(whole[start + 1 : end - 1]) for start, end in zip(starts, ends, strict=True)]
    return [one.encode() for one in terms.values(numbers.tolist())]


def names_in(letters: Sequence[bytes], order: Ids) -> Names:
    """Return names whose alphabetical order is known."""
    offsets = np.zeros(len(letters) + 1, np.int64)
    np.cumsum([len(one) for one in letters], out=offsets[1:])
    return Names(np.frombuffer(b"".join(letters), np.uint8), offsets, order)


def codes(values: Ids, words: type[StrEnum], statements: Statements, things: Names, name: str) -> Codes:
    """Return the place among `words` of the value that each of `things` has as ``ag:name``.

    Raises
    ------
    StoreError
        If one has none or another.
    """
    places = np.full(len(statements.terms) + 1, NONE, np.int32)
    for place, word in enumerate(words):
        places[statements.terms.iri(AG + word.value.capitalize())] = place
    places[-1] = NONE  # where NONE, and a word that nobody uses, have fallen
    found = places[values]
    required(found, things, name)
    return found.astype(np.uint8)


def required(column: Ids, things: Names, name: str) -> None:
    """Raise where one of `things` has nothing in `column`.

    Raises
    ------
    StoreError
        Which names it.
    """
    lacking = np.flatnonzero(column == NONE)
    if len(lacking):
        raise StoreError(
            f"<{things[int(lacking[0])]}> in the store has no ag:{name} that the model knows; a build would "
            "have refused it. Build the store again with `armsgraph build`."
        )


def days(dates: Ids, precisions: Ids, terms: Terms) -> tuple[Ids, Ids]:
    """Return the first and the last day that each date can mean, with its precision."""
    count = len(terms) + 1
    keys, places = np.unique((dates + 1) * np.int64(count) + precisions + 1, return_inverse=True)
    pairs = zip((keys // count - 1).tolist(), (keys % count - 1).tolist(), strict=True)
    spans = np.array([_days(date, precision, terms) for date, precision in pairs], np.int32)
    bounds = spans.reshape(-1, 2)[places]
    return bounds[:, 0].copy(), bounds[:, 1].copy()


def numbers_of(terms: Terms, iris: Iterable[str]) -> Ids:
    """Return the numbers of those of `iris` that are there."""
    found = (terms.iri(iri) for iri in iris)
    return np.array([number for number in found if number != NONE], np.int32)


def _days(date: int, precision: int, terms: Terms) -> tuple[int, int]:
    if date == NONE:
        return UNKNOWN_DAY, UNKNOWN_DAY
    exact = "" if precision == NONE else local_name(terms.value(precision)).lower()
    span = span_of(terms.value(date), exact)
    return (span.start.toordinal(), span.end.toordinal()) if span else (UNKNOWN_DAY, UNKNOWN_DAY)
