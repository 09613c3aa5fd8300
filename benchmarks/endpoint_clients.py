"""Many clients that ask all the time, at little cost for each request: it is the server that is measured."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

import httptools
import uvloop


def answered_in(
    seconds: float, url: str, queries: Sequence[str], headers: Mapping[str, str], clients: int, *, fresh: bool
) -> float:
    """Return how many requests a second are answered; with `fresh` no two ask the same text."""
    said = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    parts = urlsplit(url)
    head = f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n{said}"
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_answered(seconds, url, _requests(head, queries, fresh), clients))


async def _answered(seconds: float, url: str, requests: Iterator[bytes], clients: int) -> float:
    parts = urlsplit(url)
    loop = asyncio.get_running_loop()
    lines = [
        (await loop.create_connection(lambda: _Client(requests), parts.hostname, parts.port))[1]
        for _ in range(clients)
    ]
    started = loop.time()
    before = sum(line.answered for line in lines)
    await asyncio.sleep(seconds)
    answered, spent = sum(line.answered for line in lines) - before, loop.time() - started
    for line in lines:
        line.stop()
        if line.refused:
            raise RuntimeError(f"{parts.netloc} refuses with {line.refused}.")
    return answered / spent


def _requests(head: str, queries: Sequence[str], fresh: bool) -> Iterator[bytes]:
    for number, query in zip(itertools.count(), itertools.cycle(queries), strict=False):
        body = f"{query}# {id(queries)} {number}\n".encode() if fresh else query.encode()
        yield f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


class _Client(asyncio.Protocol):
    """One connection, which asks as soon as it was answered."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.answered = 0
        self.refused = 0
        """Status of the answer that was none."""
        self._requests = requests
        self._stopped = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._parser = httptools.HttpResponseParser(self)
        transport.write(next(self._requests))  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        self.answered += 1
        if self._parser.get_status_code() != 200:
            self.refused = self._parser.get_status_code()
        elif not self._stopped:
            self._transport.write(next(self._requests))  # type: ignore[attr-defined]

    def stop(self) -> None:
        self._stopped = True
        self._transport.close()
