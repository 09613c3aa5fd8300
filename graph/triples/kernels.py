"""Compiled loops over N-Triples: bytes into numbers, and numbers into bytes again.

A term is found again by a hash of its bytes in a table with open addressing: a slot holds the number of a
term or `NONE`, and whoever finds another term in it looks into the next one.
"""

from __future__ import annotations

from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from graph.compiled import compiled
from graph.triples.layout import NONE, RDF_LANG_STRING, XSD_STRING, Ids, Offsets, TermKind

Bytes: TypeAlias = NDArray[np.uint8]
Hashes: TypeAlias = NDArray[np.uint64]
Tally: TypeAlias = NDArray[np.int64]
Table: TypeAlias = tuple[Bytes, Offsets, Bytes, Ids, Bytes, Hashes, Ids]
"""Writing, offsets, kinds, datatypes, odd ones, hashes and slots, with room for all that may come."""
_NOTHING = cast("int", np.int64(0))
"""Typed, as the kinds are: a bare number is a type of its own, for which everything is compiled anew."""
_IRI, _BLANK, _LITERAL = (cast("int", np.int64(kind)) for kind in TermKind)

_LF, _SPACE, _QUOTE, _AT, _DOT, _COLON, _LESS, _GREATER, _BACKSLASH, _CARET, _UNDERSCORE = map(
    ord, '\n "@.:<>\\^_'
)
_DELETE, _U, _ZERO = 0x7F, ord("u"), ord("0")
_UPPER_A, _UPPER_Z = ord("A"), ord("Z")

TERMS, BYTES, ROWS, READ = 0, 1, 2, 3
"""Places in the tally: terms and bytes of them that are known, rows that are read, bytes that were read."""


def _marks(letters: bytes) -> Bytes:
    marked = np.zeros(256, np.uint8)
    marked[list(letters)] = 1
    return marked


_NOT_IN_IRI = _marks(bytes(range(33)) + b'<>"{}|^`\\')
_NOT_IN_LABEL = _marks(bytes(range(33)) + b'<>"')
_ESCAPED = _marks(b'tbnrf"\\')
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SEED = np.uint64(0xCBF29CE484222325)
_HALF, _BYTE = np.uint64(32), np.uint64(8)


@compiled
def hash_of(letters: Bytes, start: int, end: int) -> np.uint64:
    """Return a hash of some bytes."""
    value = _SEED ^ np.uint64(end - start)
    place = start
    while place + 8 <= end:
        word = np.uint64(0)
        for one in range(8):
            word |= np.uint64(letters[place + one]) << np.uint64(8 * one)
        value = (value ^ word) * _MULTIPLIER
        value ^= value >> _HALF
        place += 8
    word = np.uint64(0)
    while place < end:
        word = (word << _BYTE) | np.uint64(letters[place])
        place += 1
    value = (value ^ word) * _MULTIPLIER
    return value ^ (value >> _HALF)


@compiled
def _same(letters: Bytes, start: int, other: Bytes, first: int, length: int) -> bool:
    place = 0
    while place < length and letters[start + place] == other[first + place]:
        place += 1
    return place == length


@compiled
def number_of(letters: Bytes, span: tuple[int, int], kind: int, terms: Table, tally: Tally) -> int:
    """Return the number of the term whose bytes these are, which is a new one where nobody had it yet."""
    start, end = span
    writing, offsets, kinds, datatypes, _, hashes, slots = terms
    value = hash_of(letters, start, end)
    mask = np.uint64(len(slots) - 1)
    slot = value & mask
    length = end - start
    while slots[slot] != NONE:
        known = slots[slot]
        first = offsets[known]
        same = hashes[known] == value and offsets[known + 1] - first == length
        if same and _same(letters, start, writing, first, length):
            return int(known)
        slot = (slot + np.uint64(1)) & mask
    number, first = tally[TERMS], tally[BYTES]
    for place in range(length):
        writing[first + place] = letters[start + place]
    offsets[number + 1] = first + length
    hashes[number] = value
    kinds[number] = kind
    datatypes[number] = NONE
    slots[slot] = number
    tally[TERMS] += 1
    tally[BYTES] += length
    return int(number)


@compiled
def _iri_end(letters: Bytes, place: int) -> int:
    """Return where the IRI that begins at `place` ends; -1 where it is none as a store writes it."""
    place += 1
    while _NOT_IN_IRI[letters[place]] == 0:
        place += 1
    return place + 1 if letters[place] == _GREATER else -1


@compiled
def _label_end(letters: Bytes, place: int) -> int:
    """Return where the blank node that begins at `place` ends; -1 where it is none."""
    if letters[place + 1] != _COLON:
        return -1
    place += 2
    while _NOT_IN_LABEL[letters[place]] == 0:
        place += 1
    return place


@compiled
def _quoted_end(letters: Bytes, place: int) -> tuple[int, bool]:
    """Return where the text in quotes ends, or -1, and whether a store may write it otherwise."""
    odd = False
    place += 1
    while letters[place] != _QUOTE:
        letter = letters[place]
        if letter == _LF:
            return -1, odd
        if letter == _BACKSLASH:
            place += 1
            letter = letters[place]
            if letter == _LF:
                return -1, odd
            odd |= _ESCAPED[letter] == 0
        elif letter < _SPACE or letter == _DELETE:
            odd = True
        place += 1
    return place + 1, odd


@compiled
def _language_end(letters: Bytes, place: int) -> tuple[int, bool]:
    """Return where a language tag ends, and whether a store may write it otherwise."""
    odd = False
    place += 1
    while letters[place] > _SPACE:
        odd |= _UPPER_A <= letters[place] <= _UPPER_Z
        place += 1
    return place, odd


@compiled
def _literal(letters: Bytes, start: int, terms: Table, tally: Tally) -> tuple[int, int]:
    """Return the number of the literal at `start` and where it ends; -1 where it is none."""
    end, odd = _quoted_end(letters, start)
    if end < 0:
        return NONE, -1
    typed = end
    if letters[end] == _AT:
        end, upper = _language_end(letters, end)
        odd |= upper
    elif letters[end] == _CARET:
        if letters[end + 1] != _CARET or letters[end + 2] != _LESS:
            return NONE, -1
        typed = end + 2
        end = _iri_end(letters, typed)
        if end < 0:
            return NONE, -1
    before = tally[TERMS]
    number = number_of(letters, (start, end), _LITERAL, terms, tally)
    if tally[TERMS] > before:
        datatype = XSD_STRING
        if letters[typed] == _AT:
            datatype = RDF_LANG_STRING
        elif typed < end:
            datatype = number_of(letters, (typed, end), _IRI, terms, tally)
        terms[3][number] = datatype
        terms[4][number] = odd
    return number, end


@compiled
def _node(letters: Bytes, start: int, terms: Table, tally: Tally) -> tuple[int, int]:
    """Return the number of the IRI or blank node at `start` and where it ends; -1 where it is none."""
    if letters[start] == _LESS:
        end, kind = _iri_end(letters, start), _IRI
    elif letters[start] == _UNDERSCORE:
        end, kind = _label_end(letters, start), _BLANK
    else:
        return NONE, -1
    if end < 0:
        return NONE, -1
    return number_of(letters, (start, end), kind, terms, tally), end


@compiled
def scan(letters: Bytes, length: int, terms: Table, rows: tuple[Ids, Ids, Ids], tally: Tally) -> bool:
    """Read the lines in `letters`, up to `length`; False where one is written otherwise.

    Parameters
    ----------
    letters
        Lines; what lies behind `length` is no line feed of theirs, but can be read.
    terms
        What is known, to which more is added.
    rows
        Subject, predicate and object of each triple, with room for all that may come.
    tally
        What was known before, and is afterwards.
    """
    place, last_start, last_end, last = _NOTHING, _NOTHING, _NOTHING, NONE
    while place < length:
        if letters[place] == _LF:
            place += 1
            continue
        end = place + last_end - last_start
        repeated = last != NONE and end < length and letters[end] == _SPACE
        if repeated and _same(letters, place, letters, last_start, last_end - last_start):
            subject = last
        else:
            subject, end = _node(letters, place, terms, tally)
            if end < 0 or letters[end] != _SPACE:
                return False
        last_start, last_end, last = place, end, subject
        if letters[end + 1] != _LESS:
            return False
        predicate, end = _node(letters, end + 1, terms, tally)
        if end < 0 or letters[end] != _SPACE:
            return False
        if letters[end + 1] == _QUOTE:
            target, end = _literal(letters, end + 1, terms, tally)
        else:
            target, end = _node(letters, end + 1, terms, tally)
        if end < 0 or letters[end] != _SPACE or letters[end + 1] != _DOT or letters[end + 2] != _LF:
            return False
        row = tally[ROWS]
        rows[0][row], rows[1][row], rows[2][row] = subject, predicate, target
        tally[ROWS] += 1
        place = end + 3
        tally[READ] = place
    return True


@compiled
def fill_slots(hashes: Hashes, count: int, slots: Ids) -> None:
    """Put the numbers of all terms into an empty table."""
    mask = np.uint64(len(slots) - 1)
    for number in range(count):
        slot = hashes[number] & mask
        while slots[slot] != NONE:
            slot = (slot + np.uint64(1)) & mask
        slots[slot] = number


def _crc_table() -> NDArray[np.uint32]:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(0xEDB88320), table >> 1).astype(np.uint32)
    return table


_CRC = _crc_table()
_ALL_BITS = np.uint32(0xFFFFFFFF)


@compiled
def crcs(writing: Bytes, offsets: Offsets, found: NDArray[np.uint32]) -> None:
    """Put the CRC-32 of each term into `found`, as `zlib.crc32` counts it."""
    for number in range(len(found)):
        value = _ALL_BITS
        for place in range(offsets[number], offsets[number + 1]):
            value = _CRC[(value ^ writing[place]) & np.uint32(255)] ^ (value >> np.uint32(8))
        found[number] = value ^ _ALL_BITS
