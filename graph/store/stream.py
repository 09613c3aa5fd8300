"""An answer of a server, read as it comes: every piece, or an error that says what is missing."""

from __future__ import annotations

from http import HTTPStatus

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from graph.store.failures import broken_off, cut_short, of_another_kind

_CUT = ("x-sparql-maxrows", "x-sql-state")
"""Virtuoso's headers for an answer of which it sends only a part."""


class Stream:
    """A file to read from, once; close it, or read it to its end, so that the connection is free again."""

    def __init__(self, address: str, answer: BaseHTTPResponse, accepted: tuple[str, ...]) -> None:
        self.address = address
        self.media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.headers = answer.headers
        self.received_bytes = 0
        self._answer = answer
        if self.media_type not in accepted:
            raise of_another_kind(address, answer, accepted)
        self._require_whole()

    def _require_whole(self) -> None:
        """Raise where the server says that this is only a part of the answer."""
        said = [f"{name}: {self.headers[name]}" for name in _CUT if name in self.headers]
        if said or self._answer.status == HTTPStatus.PARTIAL_CONTENT:
            self.close()
            raise cut_short(self.address, "; ".join(said) or "206 Partial Content")

    def read(self, size: int = -1) -> bytes:
        """Return the next `size` bytes, fewer only at the end; all that are left unless `size` is given.

        Raises
        ------
        ServerError
            If the connection breaks off or falls silent before the end.
        """
        try:
            piece = self._answer.read(None if size < 0 else size, decode_content=True)
        except (HTTPError, OSError) as error:
            self.close()
            raise broken_off(self.address, self.received_bytes, error) from error
        self.received_bytes += len(piece)
        return piece

    def close(self) -> None:
        """Hang up; what has not been read is lost."""
        self._answer.close()
