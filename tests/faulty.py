"""A way to a server that fails as ways do: a proxy in a thread that drops, refuses or answers nonsense."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import urllib3

from servers import HOST, Server

Fault = Callable[[int, str, bytes], str | int | None]
"""Told the number of a request, its method and body; says what goes wrong.

``"before"`` and ``"after"`` drop the connection before or after the server has done what it was asked, a
number is a status that the proxy answers itself, ``"page"`` answers with a page in HTML.
"""


@dataclass
class Way:
    """The addresses of a server by way of the proxy, and what passed."""

    query: str
    seen: list[tuple[str, int]] = field(default_factory=list)
    """Method and bytes of each request."""


_UNWANTED = frozenset({"transfer-encoding", "connection", "content-length"})
"""Headers of an answer that the proxy sets itself."""


class _Proxy(ThreadingHTTPServer):
    """Passes requests on to a server, or fails in its place."""

    def __init__(self, server: Server, fault: Fault) -> None:
        super().__init__((HOST, 0), _Handler)
        self.root, _, path = server.query.rpartition("/")
        self.pool, self.fault, self._lock = urllib3.PoolManager(), fault, threading.Lock()
        self.way = Way(f"http://{HOST}:{self.server_address[1]}/{path}")

    def judged(self, method: str, body: bytes) -> str | int | None:
        """Note a request and return what goes wrong with it."""
        with self._lock:
            number = len(self.way.seen)
            self.way.seen.append((method, len(body)))
            return self.fault(number, method, body)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Proxy

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        wrong = self.server.judged(self.command, body)
        if wrong == "before":
            self.close_connection = True
        elif isinstance(wrong, int) or wrong == "page":
            status = wrong if isinstance(wrong, int) else 200
            self.reply(status, {"content-type": "text/html"}, b"<h1>Somebody else</h1>")
        else:
            self.forward(body, drop=wrong == "after")

    do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - as the library calls them

    def forward(self, body: bytes, *, drop: bool) -> None:
        headers = {k: v for k, v in self.headers.items() if k.lower() not in {"host", "connection"}}
        try:
            told = self.server.pool.request(
                self.command, self.server.root + self.path, body=body, headers=headers, retries=False,
                decode_content=False,
            )  # fmt: skip
        except urllib3.exceptions.HTTPError:
            drop = True
        if drop:
            self.close_connection = True
            return
        self.reply(
            told.status, {k: v for k, v in told.headers.items() if k.lower() not in _UNWANTED}, told.data
        )

    def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def faulty(server: Server, fault: Fault) -> Iterator[Way]:
    """Put a proxy in front of `server` that fails as `fault` says."""
    proxy = _Proxy(server, fault)
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield proxy.way
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()
