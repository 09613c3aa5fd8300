"""An XML file that another library writes, mended on its way: no forbidden character, a comment on top."""

from __future__ import annotations

import re
from typing import IO

from graph.export.xml_text import DECLARATION

_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}".encode()
_BARE = DECLARATION.rstrip("\n").encode()
_LONGEST = 3
"""Bytes of the longest forbidden character: it may come in two pieces."""


class XmlStream:
    """Takes the pieces of an XML file and writes them to another place, mended.

    Examples
    --------
    >>> import io
    >>> place = io.BytesIO()
    >>> stream = XmlStream(place, "<!-- so -->\\n")
    >>> stream.write(_BARE + b"<a>" + bytes([1]) + b"</a>"), stream.finish()
    (46, None)
    >>> place.getvalue().decode().splitlines()[1:]
    ['<!-- so -->', '<a>\N{REPLACEMENT CHARACTER}</a>']
    """

    def __init__(self, output: IO[bytes], remark: str) -> None:
        self._output = output
        self._head = (DECLARATION + remark).encode()
        self._begun = False
        self._kept = b""

    def write(self, piece: bytes) -> int:
        """Take the next piece; the last bytes are kept until it is known what follows them."""
        self._kept += piece
        if not self._begun and len(self._kept) < len(_BARE):
            return len(piece)
        self._put(self._kept[: 1 - _LONGEST])
        self._kept = self._kept[1 - _LONGEST :]
        return len(piece)

    def flush(self) -> None:
        """Do nothing: what is kept is kept for a reason."""

    def finish(self) -> None:
        """Write what is left."""
        self._put(self._kept)
        self._kept = b""

    def _put(self, piece: bytes) -> None:
        if not self._begun:
            self._begun = True
            self._output.write(self._head)
            piece = piece.removeprefix(_BARE).lstrip(b"\n")
        self._output.write(_FORBIDDEN.sub(_REPLACEMENT, piece))
