"""An answer of a server, read as it comes: every piece, or an error that says what is missing."""

from __future__ import annotations

import time
from http import HTTPStatus

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from graph.settings import LIMITS, Limits
from graph.store.failures import broken_off, cut_short, of_another_kind, waited_out

_ROWS = "x-sparql-maxrows"
_CUT = (_ROWS, "x-sql-state")
"""Virtuoso's headers for an answer of which it sends only a part."""


class Stream:
    """A file to read from, once; close it, or read it to its end, so that the connection is free again."""

    def __init__(
        self, address: str, answer: BaseHTTPResponse, accepted: tuple[str, ...], limits: Limits = LIMITS
    ) -> None:
        self.address = address
        self.media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.headers = answer.headers
        self.received_bytes = 0
        self._answer = answer
        self._limits = limits
        self._waited_seconds = 0.0  # not what happens between two reads: who asked may be slow himself
        if self.media_type not in accepted:
            raise of_another_kind(address, answer, accepted)
        self._require_whole()

    def _require_whole(self) -> None:
        """Raise where the server says that this is only a part of the answer."""
        said = [f"{name}: {self.headers[name]}" for name in _CUT if name in self.headers]
        if said or self._answer.status == HTTPStatus.PARTIAL_CONTENT:
            self.close()
            rows = self.headers.get(_ROWS, "")
            part = "; ".join(said) or "206 Partial Content"
            raise cut_short(self.address, part, int(rows) if rows.isdecimal() else 0)

    def read(self, size: int = -1) -> bytes:
        """Return the next `size` bytes, fewer only at the end; all that are left unless `size` is given.

        Raises
        ------
        ServerError
            If the connection breaks off, falls silent or takes too long before the end.
        """
        began = time.monotonic()
        try:
            piece = self._answer.read(None if size < 0 else size, decode_content=True)
        except (HTTPError, OSError) as error:
            self.close()
            raise broken_off(self.address, self.received_bytes, error) from error
        self.received_bytes += len(piece)
        self._waited_seconds += time.monotonic() - began
        if piece and self._waited_seconds > self._limits.server_answer_seconds:
            self.close()
            raise waited_out(self.address, self._limits)
        return piece

    def close(self) -> None:
        """Hang up; what has not been read is lost."""
        self._answer.close()
