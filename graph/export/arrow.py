"""Columns of cells as Arrow arrays, made of their buffers.

`pyarrow.array` imports pandas wherever that is installed, to see whether it was given any: 60 MB for nothing.
The layout of the buffers is that of Apache Arrow's columnar format, version 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_EPOCH = date(1970, 1, 1).toordinal()


def arrow_array(cells: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return cells as an array; None is null in it.

    Parameters
    ----------
    cells
        Texts, whole numbers, truth values, days, or lists of texts; or None.
    kind
        ``string``, ``int64``, ``bool``, ``date32`` or a list of ``string``.

    Examples
    --------
    >>> arrow_array(["raid", None, "Серая"], pa.string()).to_pylist()
    ['raid', None, 'Серая']
    >>> arrow_array([["a", "b"], []], pa.list_(pa.string())).to_pylist()
    [['a', 'b'], []]
    """
    known = np.array([cell is not None for cell in cells], np.bool_)
    nulls = None if known.all() else _bits(known)
    if pa.types.is_list(kind):
        texts = arrow_array([text for cell in cells for text in cell or ()], kind.value_type)
        offsets = _offsets([len(cell or ()) for cell in cells])
        return pa.Array.from_buffers(kind, len(cells), [nulls, offsets], children=[texts])
    return pa.Array.from_buffers(kind, len(cells), [nulls, *_values(cells, kind)])


def _values(cells: Sequence[Any], kind: pa.DataType) -> list[pa.Buffer]:
    if pa.types.is_string(kind):
        texts = [b"" if cell is None else cell.encode("utf-8", "replace") for cell in cells]
        return [_offsets([len(text) for text in texts]), pa.py_buffer(b"".join(texts))]
    if pa.types.is_boolean(kind):
        return [_bits(np.array([bool(cell) for cell in cells], np.bool_))]
    if pa.types.is_date32(kind):
        days = [0 if cell is None else cell.toordinal() - _EPOCH for cell in cells]
        return [pa.py_buffer(np.array(days, np.int32))]
    return [pa.py_buffer(np.array([cell or 0 for cell in cells], np.int64))]


def _offsets(sizes: Sequence[int]) -> pa.Buffer:
    offsets = np.zeros(len(sizes) + 1, np.int32)
    np.cumsum(sizes, out=offsets[1:])
    return pa.py_buffer(offsets)


def _bits(flags: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(flags, bitorder="little"))
