"""Many texts at once: taken, filled into a form and joined by Arrow's compiled functions, never one by one.

`Pieces` lie in memory as Arrow's ``large_binary`` does, so that nothing is copied on the way there or back.
Arrays are made of their buffers: `pyarrow.array` and `pyarrow.scalar` import pandas wherever that is
installed, 60 MB for nothing. Nothing is null here; what is not there is an empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.wordings import Pieces, pieces_of_bytes

Texts: TypeAlias = Pieces
Rows: TypeAlias = NDArray[np.integer]
_EPOCH = date(1970, 1, 1).toordinal()
_POOL = pa.system_memory_pool()
"""Which gives memory back at once; the others keep what a batch took for the next, and take a half more."""
_KIND = pa.large_binary()
_LIST = pa.large_list(_KIND)


def taken(texts: Texts, rows: Rows) -> Texts:
    """Return the texts with these numbers; empty ones for negative numbers.

    Examples
    --------
    >>> list(taken(pieces_of_bytes([b"raid", b"shell"]), np.array([1, -1, 1])))
    [b'shell', b'', b'shell']
    """
    if _follow_each_other(rows):
        return Pieces(texts.letters, texts.offsets[rows[0] : rows[-1] + 2])
    known = rows >= 0
    valid = None if known.all() else pa.py_buffer(np.packbits(known, bitorder="little"))
    held = pa.py_buffer(np.ascontiguousarray(rows, np.int64))
    return _back(
        pc.take(_array(texts), pa.Array.from_buffers(pa.int64(), len(rows), [valid, held]), memory_pool=_POOL)
    )


def replaced(texts: Texts, rows: Rows, others: Texts) -> Texts:
    """Return the texts, those with these numbers replaced by `others`."""
    places = np.arange(len(texts))
    places[rows] = np.arange(len(texts), len(texts) + len(rows))
    return taken(both(texts, others), places)


def chosen(among: Sequence[bytes], places: NDArray[np.integer] | NDArray[np.bool_]) -> Texts:
    """Return for each place the text that stands there among a few."""
    return taken(_few(tuple(among)), places.astype(np.int64))


def filled(form: bytes, *columns: Texts) -> Texts:
    """Return a form filled once for each row of `columns`, which takes the place of a ``%b`` each.

    Examples
    --------
    >>> list(filled(b"<%b>%b;", pieces_of_bytes([b"a", b"b"]), pieces_of_bytes([b"raid", b""])))
    [b'<a>raid;', b'<b>;']
    """
    first, *others = _parts(form)
    held = [part for column, other in zip(columns, others, strict=True) for part in (_array(column), other)]
    return _back(pc.binary_join_element_wise(first, *held, *_parts(b""), memory_pool=_POOL))


def joined(texts: Texts, ends: Sequence[int] | Rows, between: bytes) -> Texts:
    """Return texts joined to longer ones, which begin and end at each of `ends` and the next."""
    held = [None, pa.py_buffer(np.ascontiguousarray(ends, np.int64))]
    lists = pa.Array.from_buffers(_LIST, len(ends) - 1, held, children=[_array(texts)])
    return _back(pc.binary_join(lists, *_parts(between), memory_pool=_POOL))


def listed(texts: Texts, ends: Sequence[int] | Rows) -> Texts:
    """Return texts as JSON lists, which begin and end at each of `ends` and the next.

    Examples
    --------
    >>> list(listed(pieces_of_bytes([b"1", b"2", b"3"]), [0, 2, 2, 3]))
    [b'[1,2]', b'[]', b'[3]']
    """
    return filled(b"[%b]", joined(texts, ends, b","))


def brackets(ends: Sequence[int] | Rows) -> tuple[Texts, Texts]:
    """Return what stands before and after each entry of JSON lists, which end at each of `ends`.

    Who writes it with the entries need not copy them once more to join them.

    Examples
    --------
    >>> [list(texts) for texts in brackets([0, 2, 2, 3])]
    [[b'[', b',', b'['], [b'', b']', b']']]
    """
    starts = np.asarray(ends[:-1], np.int64)
    holds_some = np.diff(ends) > 0
    first, last = np.zeros(ends[-1], np.bool_), np.zeros(ends[-1], np.bool_)
    first[starts[holds_some]] = True
    last[np.asarray(ends[1:], np.int64)[holds_some] - 1] = True
    return chosen((b",", b"["), first), chosen((b"", b"]"), last)


def lists(entries: Texts, ends: Sequence[int] | Rows) -> Texts:
    """Return entries that stand between their `brackets` as JSON lists, without a copy if none is empty."""
    found = Pieces(entries.letters, entries.offsets[np.asarray(ends, np.int64)])
    empty = np.flatnonzero(np.diff(ends) == 0)
    return replaced(found, empty, chosen((b"[]",), empty * 0)) if len(empty) else found


def whole(texts: Texts) -> bytes:
    """Return all texts, one after the other."""
    return texts.letters[texts.offsets[0] : texts.offsets[-1]].tobytes()


def both(one: Texts, other: Texts) -> Texts:
    """Return the texts of one and then those of the other."""
    return _back(pa.concat_arrays([_array(one), _array(other)], memory_pool=_POOL))


def in_order(texts: Texts, places: Rows) -> Rows:
    """Return the numbers of texts in the order of their places, and at one place in that of the alphabet."""
    sorted_numbers = pc.array_sort_indices(_array(texts)).buffers()[1]
    by_text = np.frombuffer(sorted_numbers, np.uint64, len(texts)).astype(np.int64)
    found: Rows = by_text[np.argsort(places[by_text], kind="stable")]
    return found


def digits(numbers: NDArray[np.integer]) -> Texts:
    """Return whole numbers as text.

    Examples
    --------
    >>> list(digits(np.array([7, -12])))
    [b'7', b'-12']
    """
    held = pa.py_buffer(np.ascontiguousarray(numbers, np.int64))
    whole = pa.Array.from_buffers(pa.int64(), len(numbers), [None, held])
    return _back(whole.cast(pa.large_string()).view(_KIND))


def days(ordinals: NDArray[np.integer]) -> Texts:
    """Return days, counted as `datetime.date.toordinal` does, as ISO 8601 has them.

    Examples
    --------
    >>> list(days(np.array([1, 738_664])))
    [b'0001-01-01', b'2023-05-24']
    """
    held = pa.py_buffer((np.asarray(ordinals) - _EPOCH).astype(np.int32))
    dated = pa.Array.from_buffers(pa.date32(), len(ordinals), [None, held])
    return _back(dated.cast(pa.large_string()).view(_KIND))


def by_number(numbers: Rows, write: Callable[[Rows], Texts], nothing: bytes = b"null") -> Texts:
    """Return what `write` makes of each number, once for each distinct one; `nothing` for negative ones."""
    if not len(numbers):
        return pieces_of_bytes([])
    distinct, places = np.unique(numbers, return_inverse=True)
    below = int(np.searchsorted(distinct, 0))
    written = write(distinct[below:])
    return taken(both(_few((nothing,) * below), written) if below else written, places)


def _follow_each_other(rows: Rows) -> bool:
    if not len(rows) or rows[0] < 0 or rows[-1] - rows[0] != len(rows) - 1:
        return False
    return bool((rows[1:] - rows[:-1] == 1).all())


def _array(texts: Texts) -> pa.Array:
    held = (pa.py_buffer(texts.offsets), pa.py_buffer(texts.letters))
    return pa.Array.from_buffers(_KIND, len(texts), [None, *held])


@lru_cache(maxsize=256)
def _parts(form: bytes) -> tuple[pa.Scalar, ...]:
    return tuple(map(_scalar, form.split(b"%b")))


@lru_cache(maxsize=256)
def _few(texts: tuple[bytes, ...]) -> Texts:
    return pieces_of_bytes(texts)


def _scalar(text: bytes) -> pa.Scalar:
    return _array(pieces_of_bytes([text]))[0]


def _back(array: pa.Array) -> Texts:
    """Return an array as pieces; a null has no letters."""
    _, offsets, letters = array.buffers()
    numbers = np.frombuffer(offsets, np.int64, len(array) + 1, array.offset * 8) if len(array) else _ZERO
    return Pieces(np.frombuffer(letters, np.uint8) if letters else _NOTHING, numbers)


_ZERO = np.zeros(1, np.int64)
_NOTHING = np.zeros(0, np.uint8)
