"""What a server does with requests that never end, contradict themselves, or ask for a whole graph."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import contextmanager

import pytest

from graph.errors import QueryError
from graph.ports import bound
from graph.query_parsing import parsed_update
from graph.server import ServerSettings
from graph.server.formats import TABLE_TYPES, best_type
from graph.server.listening import _serve
from graph.settings import LIMITS
from graph.sparql import run_query
from graph.store import open_store

POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
GET = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"


@contextmanager
def hasty(location: str):
    """Run a server in this process that waits half a second for the rest of a request; give its port."""
    settings = ServerSettings(workers=1, limits=LIMITS._replace(server_head_seconds=0.5))
    ready = threading.Event()
    running: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = []

    async def serve(listening: socket.socket) -> None:
        task = asyncio.create_task(_serve(location, settings, listening, lambda _: ready.set()))
        running.append((asyncio.get_running_loop(), task))
        await asyncio.wait([task])

    with bound("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=lambda: asyncio.run(serve(listening)))
        thread.start()
        try:
            assert ready.wait(60)
            yield listening.getsockname()[1]
        finally:
            loop, task = running[0]
            loop.call_soon_threadsafe(task.cancel)
            thread.join(30)
    assert not thread.is_alive()


def said(port: int, content: bytes) -> bytes:
    """Return what comes back on one connection until the server closes it."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(content)
        received = b""
        while part := line.recv(65_536):
            received += part
    return received


def test_a_request_that_does_not_come_or_contradicts_itself_is_ended(_built_directory):
    expected = {
        POST + b"Content-Length: 5\r\n\r\n": b"408",
        POST + b"Content-Length: 5\r\n\r\nASK": b"408",
        POST + b"Transfer-Encoding: chunked\r\n\r\n5;": b"408",
        GET: b"408",
        POST + b"Expect: 100-continue\r\nContent-Length: 50000000\r\n\r\n": b"413",
        GET + b"Host: evil.example\r\n\r\n": b"400",
        GET.replace(b"/sparql", b"/nowhere") + b"\r\n": b"404",
        GET + b"\r\n": b"200",
    }
    with hasty(str(_built_directory)) as port:
        for content, status in expected.items():
            answer = said(port, content)
            assert answer.split(b" ", 2)[1] == status, (content, answer)
            assert status == b"200" or answer.rstrip().endswith(b"."), "it says why"


def test_a_header_that_names_thousands_of_formats_costs_little_and_changes_nothing():
    many = ",".join(f"a/b{number};q=0.5" for number in range(2_000))
    assert best_type(f"{many},text/csv,text/csv;q=0.1,*/*;q=0.2", tuple(TABLE_TYPES)) == "text/csv"
    assert best_type(many, tuple(TABLE_TYPES)) == ""


def test_an_escape_that_stands_for_no_letter_is_a_malformed_query():
    with pytest.raises(QueryError, match="FFFFFFFF"):
        run_query(open_store(), r'ASK { ?s ?p "\UFFFFFFFF" }')
    with pytest.raises(QueryError, match="The update is malformed"):
        list(parsed_update(r'INSERT DATA { <a:b> <a:c> "\UFFFFFFFF" }'))
