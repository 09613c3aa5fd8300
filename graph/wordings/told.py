"""What one graph tells, as integers: which of its terms are rows of the columns, and the texts of terms."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from graph.columns import NONE, Columns, Names
from graph.identity import Identity
from graph.settings import BULK_LIMITS
from graph.triples import RDF_LANG_STRING, Terms, Triples
from graph.triples.layout import value_of
from graph.wordings.layout import Flags, Ids
from graph.wordings.pieces import Pieces

POSITION = "#position"
"""How the IRI of a claim's position goes on after that of the claim."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no place for; N-Triples write them with an escape."""
_BACKSLASH, _ESCAPES = ord("\\"), [ord("u"), ord("U")]
_ENGLISH = np.frombuffer(b'"@en', np.uint8)


@dataclass(frozen=True)
class Told:
    """The triples of one graph, and which of its terms stand in which rows; `NONE` for all others."""

    name: str
    triples: Triples
    claim: Ids
    position: Ids
    """The claim of which a term is the position, as its IRI says."""
    proposition: Ids
    entity: Ids
    document: Ids
    meant: Ids
    """The entity that each term is held to be."""

    @property
    def terms(self) -> Terms:
        """Every term of the graph."""
        return self.triples.terms

    @cached_property
    def lines(self) -> Ids:
        """How many triples are about each term."""
        return self._counted(self.triples.subject)

    @cached_property
    def english(self) -> Flags:
        """Which terms are texts in English."""
        terms = self.terms
        found: Flags = terms.datatype == RDF_LANG_STRING
        last = terms.offsets[1:][found][:, None] + np.arange(-len(_ENGLISH), 0)
        found[found] = (terms.writing[last] == _ENGLISH).all(axis=1)
        return found

    @cached_property
    def writable(self) -> Flags:
        """Which terms hold no character that XML has no place for."""
        terms = self.terms
        escapes = np.flatnonzero(terms.writing == _BACKSLASH)
        escapes = escapes[np.isin(terms.writing[escapes + 1], _ESCAPES)]
        found = np.ones(len(terms), np.bool_)
        for number in np.unique(np.searchsorted(terms.offsets, escapes, "right") - 1).tolist():
            found[number] = UNWRITABLE.search(terms.value(number)) is None
        return found

    def count(self, property: str) -> Ids:
        """Return how many values each term has as `property`."""
        return self._counted(self.triples.of(property)[0])

    def where(self, property: str, good: Callable[[str], bool]) -> Flags:
        """Return which terms are values of `property` whose N-Triples writing is `good`."""
        distinct = np.unique(self.triples.of(property)[1])
        found = np.zeros(len(self.terms), np.bool_)
        found[distinct] = [good(self.terms.text(one)) for one in distinct.tolist()]
        return found

    def values(self, property: str) -> Ids:
        """Return the value that each term has as `property`; see `values_in_english`."""
        return values_in_english(self.triples, property)

    def texts(self, numbers: Ids) -> list[bytes]:
        """Return IRIs, or what stands in literals, in UTF-8; empty where there is `NONE`."""
        return [_text(one) if one else b"" for one in self.written(numbers)]

    def written(self, numbers: Ids) -> list[bytes]:
        """Return terms as N-Triples write them; empty where there is `NONE`."""
        return Pieces(self.terms.writing, self.terms.offsets).take(numbers)

    def iri(self, iri: str) -> int:
        """Return the number of an IRI; `NONE` where it is not there."""
        return self.terms.iri(iri)

    def _counted(self, subjects: Ids) -> Ids:
        return np.bincount(subjects, minlength=len(self.terms)).astype(np.int32)


def values_in_english(triples: Triples, property: str) -> Ids:
    """Return the value that each term has as `property`, the English one of several; `NONE` for none.

    It is chosen as `graph.lexicon.text_in_english` does.
    """
    terms = triples.terms

    def english_first(number: int) -> tuple[bool, str, str]:
        text = terms.text(number)
        language = text.rpartition("@")[2] if terms.datatype[number] == RDF_LANG_STRING else ""
        return language != "en", language, value_of(text)

    subjects, values = triples.of(property)
    found = np.full(len(terms), NONE, np.int32)
    found[subjects] = values
    for one in np.unique(subjects[1:][subjects[1:] == subjects[:-1]]).tolist():
        found[one] = min(
            values[slice(*np.searchsorted(subjects, (one, one + 1)))].tolist(), key=english_first
        )
    return found


def told_by(name: str, triples: Triples, columns: Columns, identity: Identity) -> Told:
    """Return what the graph called `name` tells of the things in `columns`."""
    terms = triples.terms
    entity = _rows(terms, columns.entities)
    meant = entity.copy()
    for folded, canonical in identity.canonicals.items():
        if (number := terms.iri(folded)) != NONE:
            meant[number] = columns.entities.index(canonical)
    return Told(
        name=name,
        triples=triples,
        claim=_rows(terms, columns.claims),
        position=_rows(terms, columns.claims, POSITION.encode()),
        proposition=_rows(terms, columns.propositions),
        entity=entity,
        document=_rows(terms, columns.documents),
        meant=meant,
    )


def _rows(terms: Terms, names: Names, ending: bytes = b"") -> Ids:
    """Return the row of each term whose IRI is a name with this ending; `NONE` for the others."""
    found = np.full(len(terms) + 1, NONE, np.int32)
    iris, step = Pieces(names.letters, names.offsets), BULK_LIMITS.written_rows
    for start in range(0, len(names), step):
        numbers = _numbers(terms, [b"<%b%b>" % (iri, ending) for iri in iris.slice(start, start + step)])
        found[numbers] = np.arange(start, start + len(numbers), dtype=np.int32)
    return found[:-1]  # those that are not there have fallen behind the last


def _numbers(terms: Terms, writings: Sequence[bytes]) -> Ids:
    """Return the number of each term, as `Terms.number` does for one."""
    crcs = np.fromiter(map(zlib.crc32, writings), np.uint32, len(writings))
    place = np.minimum(np.searchsorted(terms.hashes, crcs), len(terms) - 1)
    found = np.where(terms.hashes[place] == crcs, terms.by_hash[place], NONE).astype(np.int32)
    named = Pieces(terms.writing, terms.offsets).take(found)
    for row, (wanted, held) in enumerate(zip(writings, named, strict=True)):
        if held and held != wanted:  # two of one checksum
            found[row] = terms.number(wanted.decode())
    return found


def _text(writing: bytes) -> bytes:
    if writing[:1] == b'"' and b"\\" not in writing:
        return writing[1 : writing.rindex(b'"')]
    return value_of(writing.decode()).encode()
