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


@contextmanager
def faulty(server: Server, fault: Fault) -> Iterator[Way]:
    """Put a proxy in front of `server` that fails as `fault` says."""
    pool = urllib3.PoolManager()
    root, _, path = server.query.rpartition("/")
    lock = threading.Lock()
    way = Way("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            with lock:
                number = len(way.seen)
                way.seen.append((self.command, len(body)))
                wrong = fault(number, self.command, body)
            if wrong == "before":
                self.close_connection = True
                return
            if isinstance(wrong, int) or wrong == "page":
                status = wrong if isinstance(wrong, int) else 200
                self.reply(status, {"content-type": "text/html"}, b"<h1>Somebody else</h1>")
                return
            self.forward(body, drop=wrong == "after")

        def forward(self, body: bytes, *, drop: bool) -> None:
            headers = {k: v for k, v in self.headers.items() if k.lower() not in {"host", "connection"}}
            try:
                told = pool.request(
                    self.command, root + self.path, body=body, headers=headers, retries=False,
                    decode_content=False,
                )  # fmt: skip
            except urllib3.exceptions.HTTPError:
                drop = True
            if drop:
                self.close_connection = True
                return
            unwanted = {"transfer-encoding", "connection", "content-length"}
            self.reply(
                told.status, {k: v for k, v in told.headers.items() if k.lower() not in unwanted}, told.data
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

    for method in ("GET", "POST", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.answer)
    proxy = ThreadingHTTPServer((HOST, 0), Handler)
    way.query = f"http://{HOST}:{proxy.server_address[1]}/{path}"
    thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield way
    finally:
        proxy.shutdown()
        proxy.server_close()
        thread.join()
