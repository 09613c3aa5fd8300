"""Standard output as a file to write to: a pipe has no places to go back to."""

from __future__ import annotations

import sys
from codecs import getincrementaldecoder
from typing import IO, cast


class _Text:
    """Takes bytes for a stream of text, as tests and notebooks put in the place of standard output."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")()

    def write(self, piece: bytes) -> int:
        sys.stdout.write(self._decoder.decode(piece))
        return len(piece)

    def flush(self) -> None:
        sys.stdout.flush()


def standard_output() -> IO[bytes]:
    """Return standard output as a stream of bytes."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        return cast("IO[bytes]", _Text())
    sys.stdout.flush()
    return cast("IO[bytes]", buffer)
