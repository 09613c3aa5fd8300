"""What a server does with those who ask too much: it refuses with the right status, and goes on."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable

import pytest
import urllib3

from serving import FORM, RUNAWAY, Served, serve

BREAKS_OFF = f"SELECT * {{ {{ ?a ?b ?c . ?d ?b ?c }} UNION {RUNAWAY.removeprefix('ASK ')} }}"
"""Thousands of rows, and then a search without end."""
FRESH = "ASK {{}} # {}"


@pytest.fixture(scope="module")
def strict(_built_directory):
    """A server with narrow limits."""
    flags = ("--workers", "1", "--queue", "2", "--timeout", "1.5", "--max-rows", "3")
    with serve(_built_directory, *flags) as server:
        yield server


def answered(ask: Callable[[], urllib3.BaseHTTPResponse]) -> urllib3.BaseHTTPResponse:
    """Ask until the narrow time is enough, as on a busy machine it may not be."""
    until = time.monotonic() + 60
    while (answer := ask()).status == 503 and time.monotonic() < until:
        time.sleep(0.1)
    return answer


def goes_on(server: Served, mark: object) -> bool:
    """Return whether a question that nobody asked before is answered."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = server.get(query=FRESH.format(mark))
        if answer.status != 503:
            return json.loads(answer.data)["boolean"] is True
        time.sleep(0.1)
    return False


def test_an_answer_is_cut_at_the_limit_of_rows_and_says_so(strict: Served):
    answer = answered(lambda: strict.get(query="SELECT ?s { ?s ?p ?o }"))
    assert len(json.loads(answer.data)["results"]["bindings"]) == 3
    assert "first 3" in answer.headers["Armsgraph-Cut"]
    foreign = strict.get(query="ASK {}", headers={"Origin": "https://x.example"})
    assert "Armsgraph-Cut" in foreign.headers["Access-Control-Expose-Headers"]
    few = answered(lambda: strict.get(query="SELECT ?s { ?s ?p ?o } LIMIT 3"))
    assert few.status == 200 and "Armsgraph-Cut" not in few.headers
    graph = answered(lambda: strict.get(query="CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", format="nt"))
    assert graph.data.count(b"\n") == 3 and "Armsgraph-Cut" in graph.headers


def test_a_query_that_runs_away_is_stopped_and_told_so(strict: Served):
    started = time.monotonic()
    answer = strict.get(query=RUNAWAY)
    assert answer.status == 503 and "Retry-After" not in answer.headers
    assert "1.5 seconds" in answer.data.decode()
    assert time.monotonic() - started < 25
    assert goes_on(strict, "after a runaway")


def test_a_flood_of_slow_queries_is_turned_away_while_the_health_page_answers(strict: Served):
    seen: Counter[int] = Counter()
    retry: set[str | None] = set()

    def flood(number: int) -> None:
        answer = strict.get(query=f"{RUNAWAY} # {number}")
        seen[answer.status] += 1
        if "Retry-After" in answer.headers:
            retry.add(answer.headers["Retry-After"])

    threads = [threading.Thread(target=flood, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    busy = Counter()
    while any(thread.is_alive() for thread in threads):
        health = strict.health()
        assert health["status"] == "ok"
        busy[health["busy"]] += 1
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert seen == {503: 12} and retry == {"2"}
    assert busy[1] > 3, "the health page waits for the queries"
    assert goes_on(strict, "after a flood")


def test_a_bomb_of_property_paths_and_one_of_brackets_do_no_harm(strict: Served):
    paths = "ASK { ?a (" + "/".join(["(!<x:y>)*"] * 40) + ") ?b . FILTER(?a = <x:z>) }"
    brackets = "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }"
    assert strict.get(query=paths).status in (200, 503)
    refused = answered(lambda: strict.post(brackets, "application/sparql-query"))
    assert refused.status in (400, 500)
    assert goes_on(strict, "after bombs")


def test_what_is_too_long_is_refused_by_its_part(strict: Served):
    filled = "ASK {} # " + "x" * 1_000_000
    assert strict.post(filled, "application/sparql-query").status == 413
    assert strict.post("query=" + "x" * 5_000_000, FORM).status == 413
    assert strict.ask("GET", "/sparql?query=ASK%7B%7D&x=" + "x" * 70_000).status == 414
    assert strict.get(query="ASK {}", headers={"X-Long": "x" * 40_000}).status == 431
    assert strict.get(query="ASK {}", headers={f"X-{n}": "x" * 300 for n in range(150)}).status == 431
    assert goes_on(strict, "after what was too long")


def sent(server: Served, content: bytes, more: bytes = b"") -> bytes:
    """Send bytes as they are, and return what comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
        try:
            line.sendall(content)
            while more:
                line.sendall(more)
        except ConnectionError:
            pass
        received = b""
        try:
            while part := line.recv(65_536):
                received += part
        except ConnectionError:
            pass
    return received


@pytest.mark.parametrize(
    ("content", "more", "status"),
    [
        (b"GARBAGE\r\n\r\n", b"", b"400"),
        (b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nBad Header\r\n\r\n", b"", b"400"),
        (b"GET /sparql HTTP/1.1\r\nHost: localhost\r\nX: ", b"x" * 16_384, b"431"),
        (b"GET /sparql?query=", b"x" * 16_384, b"431"),
        (
            b"GET /%FF%FE?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            b"",
            b"404",
        ),
        (b"GET /sparql?query=\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", b"", b"400"),
        (b"GET /sparql HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", b"", b"400"),
        (b"GET /sparql HTTP/1.1\r\nConnection: close\r\n\r\n", b"", b"400"),
        (b"POST /sparql HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", b"", b"400"),
    ],
)
def test_abuse_of_heads_is_refused(strict: Served, content, more, status):
    received = sent(strict, content, more)
    assert not received or received.split(b" ", 2)[1] == status, received[:200]
    assert received or more, "only a flood may be cut off without a word"
    assert goes_on(strict, status + content[-9:].hex().encode())


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_answer_that_fails_on_its_way_never_looks_whole(served_shortly: Served, encoding):
    answer = served_shortly.pool.request(
        "GET", f"{served_shortly.url}/sparql", fields={"query": BREAKS_OFF, "format": "csv"},
        headers={"Accept-Encoding": encoding}, retries=False, timeout=60, preload_content=False,
    )  # fmt: skip
    assert answer.status == 200
    with pytest.raises(urllib3.exceptions.ProtocolError):
        for _ in answer.stream(1_000_000):
            pass
    assert goes_on(served_shortly, encoding)


@pytest.fixture(scope="module")
def served_shortly(_built_directory):
    """A server that stops a query after four seconds, and cuts no rows."""
    with serve(_built_directory, "--timeout", "4", "--workers", "1") as server:
        yield server
