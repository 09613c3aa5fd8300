"""A request that is an earlier one byte for byte is answered byte for byte as that was.

Dashboards and pages ask the same thing again and again. What the layers beneath do for each request (parse,
negotiate, compress) gives the same result for the same bytes and the same build, so it is done once.
"""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph.server.kept import Whole
from graph.server.service import Service

PATH = "/sparql"
_METHODS = frozenset({"GET", "POST"})
_OK = 200
_ROUTE = "sparql"


class Repeating:
    """The outermost layer of the application.

    Only whole answers with an ETag are remembered, which a query that may answer otherwise has not; and
    with the whole head of the request, so that no header is left out of account.
    """

    def __init__(self, application: ASGIApp, service: Service) -> None:
        self._application = application
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"] != PATH or not self._may_repeat(scope):
            await self._application(scope, receive, send)
            return
        started = time.perf_counter()
        first = await receive()
        if first["type"] != "http.request" or first.get("more_body", False):
            await self._application(scope, _again(first, receive), send)
            return
        repeated = self._service.edition.repeated
        key = (scope["method"], scope["query_string"], first.get("body", b""), tuple(scope["headers"]))
        known = repeated.get(key)
        if known is None:
            recording = _Recording(send)
            await self._application(scope, _again(first, receive), recording.send)
            if recording.whole is not None:
                repeated.keep(key, recording.whole)
            return
        await send({"type": "http.response.start", "status": _OK, "headers": list(known.headers)})
        await send({"type": "http.response.body", "body": known.body, "more_body": False})
        metrics = self._service.metrics
        metrics.kept_hits += 1
        metrics.note(_ROUTE, _OK, time.perf_counter() - started, len(known.body))

    def _may_repeat(self, scope: Scope) -> bool:
        """Return whether the request is worth waiting for: one that announces too much is refused unread."""
        if scope["method"] not in _METHODS:
            return False
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        return length.isdigit() and int(length) <= self._service.settings.limits.server_body_bytes


class _Recording:
    """A response on its way out, remembered where it may be given again."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None
        self.whole: Whole | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            lasting = any(name == b"etag" for name, _ in message["headers"])
            self._head = message if lasting and message["status"] == _OK else None
        elif self._head is not None and not message.get("more_body", False):
            self.whole = Whole(message.get("body", b""), tuple(self._head["headers"]))
        else:
            self._head = None
        await self._send(message)


def _again(first: Message, receive: Receive) -> Receive:
    """Return a way to receive that gives the message `first`, which was taken already, once more."""
    waiting = [first]

    async def receive_again() -> Message:
        return waiting.pop() if waiting else await receive()

    return receive_again
