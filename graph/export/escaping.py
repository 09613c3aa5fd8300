"""Texts made fit for the file that they go into: many at once, and touched only where they must be."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TypeAlias

Texts: TypeAlias = list[bytes]
Escape: TypeAlias = Callable[[Texts], Texts]

_CONTROLS = bytes(range(32))
_HARMFUL_IN_JSON = _CONTROLS + b'"\\'
_HARMFUL_IN_XML = _CONTROLS + b"&<>'\"\xef"
"""Every byte that may have to be replaced; 0xEF begins U+FFFE and U+FFFF, and harmless letters besides."""
_HARMFUL_IN_JSON_IN_XML = _HARMFUL_IN_XML + b"\\"
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
    >>> as_json([b'a "raid"', b"plain"])
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
    >>> as_xml([b"<a> & 'b'", b"plain"])
    [b'&lt;a&gt; &amp; &#39;b&#39;', b'plain']
    """
    return _mended(texts, _HARMFUL_IN_XML, lambda text: _replaced(text, _XML))


def as_json_in_xml(texts: Texts) -> Texts:
    """Return `texts` for a JSON string within an element or an attribute between single quotes."""
    if _harmless(texts, _HARMFUL_IN_JSON_IN_XML):
        return texts
    return _mended(as_json(texts), _HARMFUL_IN_XML, lambda text: _replaced(text, _QUOTED_XML))


def _replaced(text: bytes, pairs: tuple[tuple[bytes, bytes], ...]) -> bytes:
    for harmful, harmless in pairs:
        text = text.replace(harmful, harmless)
    return _FORBIDDEN_IN_XML.sub(_REPLACEMENT, text)


def _mended(texts: Texts, harmful: bytes, mend: Callable[[bytes], bytes]) -> Texts:
    """Return `texts`, those mended that hold a harmful byte: that a batch holds none is told at once."""
    if _harmless(texts, harmful):
        return texts
    return [text if len(text.translate(None, harmful)) == len(text) else mend(text) for text in texts]


def _harmless(texts: Texts, harmful: bytes) -> bool:
    whole = b"".join(texts)
    return len(whole.translate(None, harmful)) == len(whole)
