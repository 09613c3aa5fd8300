"""What statements are as integers: terms, each once as N-Triples writes it, and triples of their numbers."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.namespaces import RDF, XSD

Ids: TypeAlias = NDArray[np.int32]
Offsets: TypeAlias = NDArray[np.int64]
NONE = -1
"""The number of a term that is not there."""
XSD_STRING, RDF_LANG_STRING = 0, 1
"""The numbers of these two datatypes, which no N-Triples writing spells out."""
FIRST_TERMS = (f"<{XSD}string>".encode(), f"<{RDF}langString>".encode())
"""What is numbered before anything that is read."""

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class TermKind(IntEnum):
    """What a term is."""

    IRI = 0
    BLANK = 1
    LITERAL = 2


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Every term of some triples once, as N-Triples writes it; its number is its place.

    A literal of the datatype xsd:string is written without it. Numbers, dates and languages are written
    as a store writes them, so that terms that a store holds to be one are one here.
    """

    writing: NDArray[np.uint8]
    """All terms one after the other, in UTF-8."""
    offsets: Offsets
    """Term t is ``writing[offsets[t]:offsets[t + 1]]``."""
    kind: NDArray[np.uint8]
    """A `TermKind` for each."""
    datatype: Ids
    """The number of the datatype of each literal, be it written or not; `NONE` for other terms."""
    hashes: NDArray[np.uint32]
    """CRC-32 of the writings, in order, by which a term is found."""
    by_hash: Ids
    """The numbers of the terms in the order of `hashes`."""

    def __len__(self) -> int:
        return len(self.kind)

    def text(self, number: int) -> str:
        """Return the N-Triples writing of a term.

        Examples
        --------
        >>> from graph.triples import triples_of_text
        >>> triples_of_text('<a:s> <a:p> "x"@en .').terms.text(4)
        '"x"@en'
        """
        return self.letters(number).decode()

    def letters(self, number: int) -> bytes:
        """Return the N-Triples writing of a term, in UTF-8."""
        start, end = self.offsets[number : number + 2]
        return self.writing[start:end].tobytes()

    def value(self, number: int) -> str:
        """Return an IRI, the label of a blank node, or the lexical form of a literal.

        Examples
        --------
        >>> from graph.triples import triples_of_text
        >>> triples_of_text('<a:s> <a:p> "x"@en .').terms.value(4)
        'x'
        """
        return value_of(self.text(number))

    def values(self, numbers: Iterable[int]) -> list[str]:
        """Return `value` of each of `numbers`."""
        whole, offsets = self.writing.data, self.offsets
        return [value_of(str(whole[offsets[one] : offsets[one + 1]], "utf-8")) for one in numbers]

    def number(self, writing: str) -> int:
        """Return the number of the term that is written so; `NONE` where it is not there.

        Examples
        --------
        >>> from graph.triples import triples_of_text
        >>> terms = triples_of_text('<a:s> <a:p> "x"@en .').terms
        >>> terms.number('"x"@en'), terms.number("<a:c>"), terms.iri("a:p")
        (4, -1, 3)
        """
        wanted = writing.encode()
        crc = np.uint32(zlib.crc32(wanted))
        first, last = np.searchsorted(self.hashes, crc, "left"), np.searchsorted(self.hashes, crc, "right")
        same = (int(one) for one in self.by_hash[first:last] if self.letters(one) == wanted)
        return next(same, NONE)

    def iri(self, iri: str) -> int:
        """Return the number of an IRI; `NONE` where it is not there."""
        return self.number(f"<{iri}>")


@dataclass(frozen=True, slots=True, eq=False)
class Triples:
    """Triples, each once, sorted by predicate, then subject, then object."""

    terms: Terms
    subject: Ids
    predicate: Ids
    object: Ids

    def __len__(self) -> int:
        return len(self.subject)

    def of(self, predicate_iri: str) -> tuple[Ids, Ids]:
        """Return the subjects, in the order of their numbers, and objects of all triples of a predicate.

        Where nobody uses it, both are empty.
        """
        number = self.terms.iri(predicate_iri)
        first, last = np.searchsorted(self.predicate, (number, number + 1))
        return self.subject[first:last], self.object[first:last]


def with_terms(terms: Terms, writings: Sequence[bytes]) -> Terms:
    """Return `terms` and behind them others, none of which may be among them yet."""
    if not writings:
        return terms
    numbers = {writing: len(terms) + place for place, writing in enumerate(writings)}
    datatypes = [
        numbers[datatype] if datatype in numbers else terms.number(datatype.decode())
        for datatype in map(datatype_of, writings)
    ]
    crc = np.concatenate([terms.hashes, np.array([zlib.crc32(one) for one in writings], np.uint32)])
    numbered = np.concatenate([terms.by_hash, np.array(list(numbers.values()), np.int32)])
    order = np.argsort(crc, kind="stable")
    ends = terms.offsets[-1] + np.cumsum([len(one) for one in writings])
    return Terms(
        writing=np.concatenate([terms.writing, np.frombuffer(b"".join(writings), np.uint8)]),
        offsets=np.concatenate([terms.offsets, ends]),
        kind=np.concatenate([terms.kind, np.array([kind_of(one) for one in writings], np.uint8)]),
        datatype=np.concatenate([terms.datatype, np.array(datatypes, np.int32)]),
        hashes=crc[order],
        by_hash=numbered[order],
    )


def value_of(writing: str) -> str:
    """Return an IRI, the label of a blank node, or the lexical form of a literal, from its writing."""
    if writing[0] == "<":
        return writing[1:-1]
    if writing[0] == "_":
        return writing[2:]
    lexical = writing[1 : writing.rindex('"')]
    return _ESCAPE.sub(_plain, lexical) if "\\" in lexical else lexical


def kind_of(writing: bytes) -> TermKind:
    """Return what the term that is written so is."""
    return {b"<": TermKind.IRI, b"_": TermKind.BLANK}.get(writing[:1], TermKind.LITERAL)


def datatype_of(writing: bytes) -> bytes:
    """Return the writing of the datatype of a literal; empty for other terms.

    Examples
    --------
    >>> datatype_of(b'"x"@en')
    b'<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>'
    """
    if kind_of(writing) is not TermKind.LITERAL:
        return b""
    rest = writing[writing.rindex(b'"') + 1 :]
    return rest[2:] if rest.startswith(b"^^") else FIRST_TERMS[RDF_LANG_STRING if rest else XSD_STRING]


def _plain(escape: re.Match[str]) -> str:
    short, long, letter = escape.groups()
    return _ESCAPED.get(letter, letter) if letter else chr(int(short or long, 16))
