"""Triples read line by line in Python: for few of them, and as the measure of the compiled way."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import IO, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.triples.layout import FIRST_TERMS, NONE, Ids, Offsets, TermKind, datatype_of, kind_of

_IRI = rb'<[^\x00-\x20<>"{}|^`\\]*>'
_NODE = rb'(%b|_:[^\x00-\x20<>"]*)' % _IRI
_LITERAL = rb'"(?:[^"\\\n]|\\[^\n])*"(?:@[^\x00-\x20]*|\^\^%b)?' % _IRI
_LINE = re.compile(rb"%b (%b) (?:%b|(%b)) \.\n?" % (_NODE, _IRI, _NODE, _LITERAL))
_ODD = re.compile(rb'[\x00-\x1f\x7f]|(?<!\\)(?:\\\\)*\\[^tbnrf"\\]|"@[^"]*[A-Z][^"]*\Z')
"""What a store may write in another way: a bare control character, an escape, a language in capitals."""


class Scanned(NamedTuple):
    """Triples as they were read, in their order: some may come twice, some terms may be one for a store."""

    writing: NDArray[np.uint8]
    offsets: Offsets
    kind: NDArray[np.uint8]
    datatype: Ids
    odd: NDArray[np.uint8]
    """Which terms a store may write otherwise, but for their datatypes."""
    crc: NDArray[np.uint32]
    subject: Ids
    predicate: Ids
    object: Ids


def scanned_in_python(files: Iterable[IO[bytes]]) -> Scanned | None:
    """Return the triples of `files`, together; None where a line is not written as a store writes it."""
    numbers = {writing: number for number, writing in enumerate(FIRST_TERMS)}
    rows: list[tuple[int, int, int]] = []
    for line in (line for file in files for line in file):
        if line == b"\n":
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            return None
        subject, predicate, node, literal = found.groups()
        row = [numbers.setdefault(one, len(numbers)) for one in (subject, predicate, node or literal)]
        if literal is not None:
            numbers.setdefault(datatype_of(literal), len(numbers))
        rows.append((row[0], row[1], row[2]))
    columns = np.array(rows, np.int32).reshape(-1, 3).T.copy()
    return scanned_terms(numbers)._replace(subject=columns[0], predicate=columns[1], object=columns[2])


def scanned_terms(writings: Iterable[bytes]) -> Scanned:
    """Return these terms, in their order, without a triple."""
    numbers = {writing: number for number, writing in enumerate(writings)}
    offsets = np.zeros(len(numbers) + 1, np.int64)
    np.cumsum([len(one) for one in numbers], out=offsets[1:])
    nothing = np.zeros(0, np.int32)
    return Scanned(
        np.frombuffer(b"".join(numbers), np.uint8),
        offsets,
        np.array([kind_of(one) for one in numbers], np.uint8),
        np.array([numbers.get(datatype_of(one), NONE) for one in numbers], np.int32),
        np.array([is_odd(one) for one in numbers], np.uint8),
        np.array([zlib.crc32(one) for one in numbers], np.uint32),
        nothing,
        nothing,
        nothing,
    )


def is_odd(writing: bytes) -> bool:
    """Return whether a store may write this term otherwise, whatever its datatype is."""
    return kind_of(writing) is TermKind.LITERAL and _ODD.search(writing) is not None
