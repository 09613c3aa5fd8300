"""What every request passes through: limits of its head, headers that guard a browser, and counting."""

from __future__ import annotations

import time

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_accept_header

from graph.server.metrics import Metrics
from graph.server.refusals import RefusedError, refused
from graph.settings import Limits

LEFT = 499
"""Stands in the counts for a client that hung up before its answer began."""
_GUARDS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
)
_ROUTES = frozenset({"sparql", "graphs", "graph", "id", "health", "metrics", ".well-known"})


class Passing:
    """The outermost layer of the application.

    Parameters
    ----------
    application
        What answers.
    metrics
        Where each request is counted.
    limits
        How long an address and headers may be.
    """

    def __init__(self, application: ASGIApp, metrics: Metrics, limits: Limits) -> None:
        self._application, self._metrics, self._limits = application, metrics, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it for its length."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        _heed_refused_coding(scope)
        passage = _Passage(send)
        try:
            answering = self._application
            refusal = self._too_long(scope) or _several_hosts(scope)
            if refusal is not None:
                answering = refused(refusal)
            await answering(scope, receive, passage.send)
        finally:
            self._metrics.note(_route(scope["path"]), passage.status, passage.seconds, passage.sent_bytes)

    def _too_long(self, scope: Scope) -> RefusedError | None:
        limits = self._limits
        if len(scope["raw_path"]) + len(scope["query_string"]) > limits.server_address_bytes:
            sentence = (
                f"The address is longer than {limits.server_address_bytes:,} bytes; send the query by POST."
            )
            return RefusedError(414, sentence)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > limits.server_header_bytes:
            return RefusedError(431, f"The headers are longer than {limits.server_header_bytes:,} bytes.")
        return None


class _Passage:
    """One request on its way out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._started = time.perf_counter()
        self.status = LEFT
        self.sent_bytes = 0

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._started

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _GUARDS:
                headers.setdefault(name, value)
        elif message["type"] == "http.response.body":
            self.sent_bytes += len(message.get("body", b""))
        await self._send(message)


def _several_hosts(scope: Scope) -> RefusedError | None:
    """Refuse what names two hosts (RFC 9112, 3.2): who stands in front may have looked at the other."""
    if sum(name == b"host" for name, _ in scope["headers"]) > 1:
        return RefusedError(400, "The request names several hosts; name one.")
    return None


def _heed_refused_coding(scope: Scope) -> None:
    """Leave out a header that refuses gzip (``gzip;q=0``): Starlette looks only whether it names it."""
    for place, (name, value) in enumerate(scope["headers"]):
        if name == b"accept-encoding" and b"q=0" in value:
            if not parse_accept_header(value.decode("latin-1")).quality("gzip"):
                scope["headers"][place] = (name, b"identity")
            return


def _route(path: str) -> str:
    """Return the first part of a path, for counting; whatever nobody serves counts as one."""
    first = path.partition("?")[0].strip("/").partition("/")[0]
    if not first:
        return "home"
    return first if first in _ROUTES else "other"
