"""Put right on the way what Virtuoso 7 writes otherwise than the standards do, or than it was given.

- Blank nodes in XML results are called ``nodeID://b10045``, which is no name of a blank node.
- ``geo:wktLiteral`` comes back as a datatype of its own, its numbers as the nearest of 32 bits.
- The answer to ASK is a table with one row or none.
"""

from __future__ import annotations

import re
import struct
from typing import Protocol

from graph.namespaces import GEO

_BLANK = re.compile(rb"<bnode>nodeID://")
_GEOMETRY = re.compile(
    rb'(?P<before>"|datatype="http://www\.openlinksw\.com/schemas/virtrdf#Geometry">)'
    rb"(?P<text>[A-Z ]+\([-+0-9eE., ()]*\))"
    rb'(?P<after>"\^\^<http://www\.openlinksw\.com/schemas/virtrdf#Geometry>|</literal>)'
)
_NUMBER = re.compile(r"-?\d+\.\d+(?:[eE][-+]?\d+)?")
_WKT = f"{GEO}wktLiteral".encode()
_BOUNDARIES = (b"</result>", b" .\n")
_MOST_DIGITS = 9
"""Decimal digits after which every number of 32 bits is told from its neighbours."""


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end."""


class Mended:
    """The bytes of an XML table or of N-Triples, row by row as Virtuoso should have written them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._raw = b""
        self._ready = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next `size` bytes, fewer only at the end; all that are left unless `size` is given."""
        while size < 0 or len(self._ready) < size:
            piece = self._source.read(size if size > 0 else -1)
            whole, self._raw = _whole_rows(self._raw + piece) if piece else (self._raw, b"")
            self._ready += mended(whole)
            if not piece:
                break
        end = len(self._ready) if size < 0 else size
        taken, self._ready = self._ready[:end], self._ready[end:]
        return taken


def mended(rows: bytes) -> bytes:
    """Return whole rows as they should have been written.

    Examples
    --------
    >>> mended(b"<bnode>nodeID://b10045</bnode>")
    b'<bnode>b10045</bnode>'
    """
    return _GEOMETRY.sub(_as_wkt, _BLANK.sub(b"<bnode>", rows))


def _whole_rows(content: bytes) -> tuple[bytes, bytes]:
    """Split `content` after its last whole row."""
    end = max(content.rfind(mark) + len(mark) if mark in content else 0 for mark in _BOUNDARIES)
    return content[:end], content[end:]


def _as_wkt(found: re.Match[bytes]) -> bytes:
    before, after = found["before"], found["after"]
    is_geometry = b"Geometry" in before or b"Geometry" in after
    if not is_geometry:
        return found[0]
    text = _NUMBER.sub(lambda number: shortest(float(number[0])), found["text"].decode("ascii")).encode()
    foreign = b"http://www.openlinksw.com/schemas/virtrdf#Geometry"
    return before.replace(foreign, _WKT) + text + after.replace(foreign, _WKT)


def shortest(number: float) -> str:
    """Return the shortest decimal that is kept as the same number of 32 bits: most likely what was given.

    Examples
    --------
    >>> shortest(37.998859405518)
    '37.99886'
    """
    kept = _as_32_bits(number)
    written = (f"{number:.{digits}g}" for digits in range(1, _MOST_DIGITS))
    return next((one for one in written if _as_32_bits(float(one)) == kept), repr(number))


def _as_32_bits(number: float) -> bytes:
    return struct.pack("f", number)
