"""Texts made fit for the file that they go into: many at once, and touched only where they must be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.export.texts import Rows, Texts, replaced, taken
from graph.wordings import pieces_of_bytes

Escape: TypeAlias = Callable[[Texts], Texts]
Marks: TypeAlias = NDArray[np.bool_]


_PRINTED = 32
"""The first byte that is no control character; all below may have to be replaced in any file."""
_HARMFUL_IN_JSON = b'"\\'
_HARMFUL_IN_XML = b"&<>'\"\xef"
"""0xEF begins U+FFFE and U+FFFF, and harmless letters besides."""
_HARMFUL_IN_JSON_IN_XML = b"&<>'\"\xef\\"
_NONE = np.zeros(0, np.int64)
_FORBIDDEN_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
_XML = (
    *((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"'", b"&#39;"), (b'"', b"&quot;")),
    *((b"\r", b"&#13;"), (b"\n", b"&#10;"), (b"\t", b"&#9;")),
)
_QUOTED_XML = tuple(pair for pair in _XML if pair[0] != b'"')


def as_json(texts: Texts) -> Texts:
    """Return `texts` as they stand between the quotes of a JSON string.

    Examples
    --------
    >>> list(as_json(pieces_of_bytes([b'a "raid"', b"plain"])))
    [b'a \\\\"raid\\\\"', b'plain']
    """
    return _mended(
        texts, _HARMFUL_IN_JSON, lambda text: json.dumps(text.decode(), ensure_ascii=False)[1:-1].encode()
    )


def as_xml(texts: Texts) -> Texts:
    """Return `texts` as they stand in an element or between any quotes of an attribute.

    What no XML 1.0 file may hold becomes U+FFFD.

    Examples
    --------
    >>> list(as_xml(pieces_of_bytes([b"<a> & 'b'", b"plain"])))
    [b'&lt;a&gt; &amp; &#39;b&#39;', b'plain']
    """
    return _mended(texts, _HARMFUL_IN_XML, lambda text: _replaced(text, _XML))


def as_json_in_xml(texts: Texts) -> Texts:
    """Return `texts` for a JSON string within an element or an attribute between single quotes."""
    if not len(_harmed(texts, _HARMFUL_IN_JSON_IN_XML)):
        return texts
    return _mended(as_json(texts), _HARMFUL_IN_XML, lambda text: _replaced(text, _QUOTED_XML))


def _replaced(text: bytes, pairs: tuple[tuple[bytes, bytes], ...]) -> bytes:
    for harmful, harmless in pairs:
        text = text.replace(harmful, harmless)
    return _FORBIDDEN_IN_XML.sub(_REPLACEMENT, text)


def _mended(texts: Texts, harmful: bytes, mend: Callable[[bytes], bytes]) -> Texts:
    """Return `texts`, those mended that hold a harmful byte: most batches hold none."""
    rows = _harmed(texts, harmful)
    if not len(rows):
        return texts
    return replaced(texts, rows, pieces_of_bytes(list(map(mend, taken(texts, rows)))))


def _harmed(texts: Texts, harmful: bytes) -> Rows:
    """Return the numbers of the texts that hold a harmful byte."""
    first = int(texts.offsets[0])
    letters = texts.letters[first : texts.offsets[-1]]
    if not _holds_any(letters, harmful):
        return _NONE
    rows = np.searchsorted(texts.offsets, np.flatnonzero(_marks(harmful)[letters]) + first, "right") - 1
    found: Rows = rows[np.flatnonzero(np.diff(rows, prepend=-1))]
    return found


def _holds_any(letters: NDArray[np.uint8], harmful: bytes) -> bool:
    """Tell whether a harmful byte is there at all: ten times as fast as to look each letter up."""
    if not len(letters):
        return False
    whole = letters.tobytes()
    return bool(letters.min() < _PRINTED) or any(mark in whole for mark in harmful)


@lru_cache(maxsize=8)
def _marks(harmful: bytes) -> Marks:
    """Return of each byte whether it may have to be replaced."""
    found = np.zeros(256, np.bool_)
    found[:_PRINTED] = found[list(harmful)] = True
    return found
