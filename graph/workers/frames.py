"""What parent and child say to each other: frames of a kind, a length and that many bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any

from graph import errors

READY, QUESTION, HEAD, PART, END, FAILURE = (bytes([letter]) for letter in b"RQHPEF")
TIRED = b"tired"
"""Said at the end by a child that has grown too large to go on."""
_PREFIX = struct.Struct("!cI")

Frame = tuple[bytes, bytes]


def packed(kind: bytes, content: bytes = b"") -> bytes:
    """Return a frame as it is sent.

    Examples
    --------
    >>> packed(END)
    b'E\\x00\\x00\\x00\\x00'
    """
    return _PREFIX.pack(kind, len(content)) + content


class Unpacking:
    """The frames in bytes that come in as the socket has them."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def frames(self, received: bytes) -> Iterator[Frame]:
        """Yield the frames that `received` completes."""
        waiting = self._waiting
        waiting += received
        start, end = 0, len(waiting)
        while end - start >= _PREFIX.size:
            kind, length = _PREFIX.unpack_from(waiting, start)
            after = start + _PREFIX.size + length
            if after > end:
                break
            yield kind, bytes(memoryview(waiting)[start + _PREFIX.size : after])
            start = after
        del waiting[:start]


def failure(error: errors.ArmsgraphError) -> bytes:
    """Return an error as the frame that tells the parent of it."""
    place = {"line": error.line, "column": error.column} if isinstance(error, errors.QueryError) else {}
    return packed(FAILURE, json.dumps({"error": type(error).__name__, "text": str(error)} | place).encode())


def raised(content: bytes) -> errors.ArmsgraphError:
    """Return the error that a child tells of.

    Examples
    --------
    >>> raised(failure(errors.QueryError("No.", 2, 7))[5:]).line
    2
    """
    told: dict[str, Any] = json.loads(content)
    kind = getattr(errors, told["error"], errors.StoreError)
    if issubclass(kind, errors.QueryError):
        return kind(told["text"], told["line"], told["column"])
    plain = kind.__init__ is Exception.__init__ or issubclass(kind, errors.ServerError)
    return kind(told["text"]) if plain else errors.InputError(told["text"])
