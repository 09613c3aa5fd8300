"""The judged triples, with what rules read of their terms; terms of rules alone have numbers too."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.settings import BULK_LIMITS
from graph.triples import NONE, RDF_LANG_STRING, XSD_STRING, Triples
from graph.triples.layout import datatype_of, kind_of, value_of
from graph.validation.readings import number_in, numeric_datatypes
from graph.validation.spans import BACKSLASH, short_tags, spans_of_values

Flags: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float64]
Many: TypeAlias = NDArray[np.int64]
_SMALL = 32
"""A column shorter than the number of terms by so much is sorted, a longer one is marked in a list of all."""


class Statements:
    """Triples to judge, read as often as there are rules and never changed.

    A term that no triple holds is numbered from ``len(triples.terms)`` on when a rule first speaks of it, so
    that it equals itself and nothing else.
    """

    def __init__(self, triples: Triples) -> None:
        self.triples = triples
        self._known = len(triples.terms)
        self._made: list[str] = []
        self._numbers: dict[str, int] = {}
        self._slices: dict[int, tuple[Many, Many]] = {}

    @property
    def size(self) -> int:
        """How many terms have a number by now."""
        return self._known + len(self._made)

    def number(self, writing: str) -> int:
        """Return the number of the term that N-Triples writes so, which has one from now on."""
        found = self._numbers.get(writing)
        if found is None:
            found = self.triples.terms.number(writing)
            if found == NONE:
                found = self.size
                self._made.append(writing)
            self._numbers[writing] = found
        return found

    def iri(self, iri: str) -> int:
        """Return the number of an IRI."""
        return self.number(f"<{iri}>")

    def of(self, predicate: int) -> tuple[Many, Many]:
        """Return subjects and objects of a predicate, sorted by both; none where nobody uses it."""
        found = self._slices.get(predicate)
        if found is None:
            first, last = np.searchsorted(self.triples.predicate, (predicate, predicate + 1))
            part = slice(int(first), int(last))
            found = (self.triples.subject[part].astype(np.int64), self.triples.object[part].astype(np.int64))
            self._slices[predicate] = found
        return found

    @cached_property
    def predicates(self) -> list[int]:
        """The numbers of all predicates that are used."""
        every = self.triples.predicate
        first = np.flatnonzero(np.diff(every, prepend=NONE))
        return [int(one) for one in every[first]]

    def flags(self, numbers: Many) -> Flags:
        """Return, for each term, whether it is among `numbers`; the last place is that of `NONE`: False."""
        marked = np.zeros(self.size + 1, np.bool_)
        marked[numbers] = True
        marked[-1] = False
        return marked

    def among(self, numbers: Many, flags: Flags) -> Flags:
        """Return which of `numbers` are flagged; a term that was numbered after the flags is not."""
        last = len(flags) - 1
        if last < self.size:
            numbers = np.where(numbers < last, numbers, NONE)
        found: Flags = flags[numbers]
        return found

    def distinct(self, numbers: Many) -> Many:
        """Return `numbers` sorted and each once, without `NONE`."""
        if len(numbers) * _SMALL < self.size:
            found: Many = np.unique(numbers)
            real: Many = found[found != NONE]
            return real
        return np.flatnonzero(self.flags(numbers))

    def placed(self, numbers: Many) -> tuple[Many, Many]:
        """Return the distinct numbers, and for each of `numbers` its place among them; NONE is one too."""
        if len(numbers) * _SMALL < self.size:
            found, places = np.unique(numbers, return_inverse=True)
            return found, places
        distinct = self.distinct(numbers)
        if len(numbers) and numbers.min() == NONE:
            distinct = np.concatenate([[NONE], distinct])
        places = np.zeros(self.size + 1, np.int64)
        places[distinct] = np.arange(len(distinct))
        return distinct, places[numbers]

    def writings(self, numbers: Many) -> list[str]:
        """Return the N-Triples writing of each of `numbers`."""
        if not len(numbers):
            return []
        terms = self.triples.terms
        known = np.where(numbers < self._known, numbers, 0)
        starts, ends = terms.offsets[known].tolist(), terms.offsets[known + 1].tolist()
        whole = memoryview(terms.writing.data)
        found = [str(whole[start:end], "utf-8") for start, end in zip(starts, ends, strict=True)]
        for place in np.flatnonzero(numbers >= self._known).tolist():
            found[place] = self._made[int(numbers[place]) - self._known]
        return found

    def values(self, numbers: Many) -> list[str]:
        """Return the IRI, label or lexical form of each of `numbers`."""
        if not len(numbers) or int(numbers.max()) >= self._known:
            return [value_of(writing) for writing in self.writings(numbers)]
        terms = self.triples.terms
        starts, ends = spans_of_values(terms, numbers)
        odd = np.flatnonzero((ends < starts) | self._escaped[numbers])
        ends = np.maximum(starts, ends)
        whole = memoryview(terms.writing.data)
        found = [
            str(whole[start:end], "utf-8") for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        for place in odd.tolist():
            found[place] = value_of(terms.text(int(numbers[place])))
        return found

    @cached_property
    def _escaped(self) -> Flags:
        """Which terms are written with a backslash; looked for piece by piece, so that memory stays flat."""
        terms, step = self.triples.terms, BULK_LIMITS.scan_chunk_bytes
        found = np.zeros(self._known, np.bool_)
        for start in range(0, len(terms.writing), step):
            places = np.flatnonzero(terms.writing[start : start + step] == BACKSLASH) + start
            found[np.searchsorted(terms.offsets, places, "right") - 1] = True
        return found

    def kinds(self, numbers: Many) -> NDArray[np.uint8]:
        """Return the `TermKind` of each of `numbers`, none of them `NONE`."""
        found = self.triples.terms.kind[np.where(numbers < self._known, numbers, 0)]
        for place in np.flatnonzero(numbers >= self._known).tolist():
            found[place] = kind_of(self._made[int(numbers[place]) - self._known].encode())
        return found

    def datatypes(self, numbers: Many) -> Many:
        """Return the number of the datatype of each of `numbers`, `NONE` for what is no literal."""
        found = self.triples.terms.datatype[np.where(numbers < self._known, numbers, 0)].astype(np.int64)
        for place in np.flatnonzero(numbers >= self._known).tolist():
            datatype = datatype_of(self._made[int(numbers[place]) - self._known].encode()).decode()
            found[place] = self.number(datatype) if datatype else NONE
        return found

    def languages(self, numbers: Many) -> list[str]:
        """Return the language of each of `numbers`, all literals; empty for one that has none."""
        tagged = self.datatypes(numbers) == RDF_LANG_STRING
        found = np.full(len(numbers), "", np.object_)
        found[tagged] = self._tags(numbers[tagged])
        return found.tolist()

    def _tags(self, numbers: Many) -> NDArray[np.object_]:
        codes = np.full(len(numbers), NONE, np.int64)
        known = np.flatnonzero(numbers < self._known)
        codes[known] = short_tags(self.triples.terms, numbers[known])
        distinct, places = np.unique(codes, return_inverse=True)
        names = [b"" if code == NONE else int(code).to_bytes(2, "big") for code in distinct]
        found = np.array([name.decode().lower() for name in names], np.object_)[places]
        for place in np.flatnonzero(codes == NONE).tolist():
            [writing] = self.writings(numbers[place : place + 1])
            found[place] = writing[writing.rindex("@") + 1 :].lower()
        return found

    def are_texts(self, numbers: Many) -> Flags:
        """Return which are literals of plain or language-tagged text."""
        found: Flags = np.isin(self.datatypes(numbers), (XSD_STRING, RDF_LANG_STRING))
        return found

    @cached_property
    def _numeric(self) -> dict[int, str]:
        """The datatypes of numbers by their own number."""
        return {self.iri(datatype): datatype for datatype in numeric_datatypes()}

    def numeric(self, numbers: Many) -> Numbers:
        """Return each of `numbers` as a number, not-a-number for a term that is none."""
        distinct, places = self.placed(numbers)
        found = np.full(len(distinct), np.nan)
        real = distinct != NONE
        datatypes = np.full(len(distinct), NONE, np.int64)
        datatypes[real] = self.datatypes(distinct[real])
        for datatype in np.unique(datatypes[real]).tolist():
            iri = self._numeric.get(datatype)
            if iri is not None:
                here = np.flatnonzero(datatypes == datatype)
                found[here] = [number_in(text, iri) for text in self.values(distinct[here])]
        return found[places]

    def literals(self, texts: Sequence[str | None]) -> Many:
        """Return the numbers of texts as literals of plain text, `NONE` for None."""
        return np.array([NONE if text is None else self.number(quoted(text)) for text in texts], np.int64)


def quoted(text: str) -> str:
    """Return the N-Triples writing of a plain text.

    Examples
    --------
    >>> print(quoted('a "b"'))
    "a \\"b\\""
    """
    for letter, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(letter, escaped) if letter in text else text
    return f'"{text}"'
