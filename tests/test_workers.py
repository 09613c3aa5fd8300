from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from commandline import RIVALS, SAMPLE, environment
from graph.errors import (
    BusyError,
    QueryCrashedError,
    QueryError,
    QueryMemoryError,
    QueryTimeoutError,
    StoreError,
    UnansweredError,
)
from graph.ingest import build
from graph.settings import LIMITS
from graph.store import open_store
from graph.workers import Question, Reply, Workers, kept_dataset
from looping import finished

GRAPH, OTHER = "https://example.org/g", "https://example.org/h"
QUADS = 600
QUICK = LIMITS._replace(sparql_timeout_seconds=2.5, query_memory_bytes=200_000_000)
"""Only where a query is to be stopped; a small one is answered in it on a busy machine, too."""
SOON = 30.0
"""Seconds within which a busy machine does what an idle one does at once; nothing here ends by itself."""
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c = ?x) }"
PAIRS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SMALL = Question("ASK { ?s ?p 1 }")
YES = b'{"head":{},"boolean":true}'


@pytest.fixture(scope="module")
def store():
    store = open_store()
    node = ox.NamedNode
    store.extend(
        ox.Quad(node(f"https://example.org/{number}"), node("urn:p"), ox.Literal(number), node(GRAPH))
        for number in range(QUADS)
    )
    store.extend([ox.Quad(node("urn:a"), node("urn:q"), node("urn:b"), node(OTHER))])
    return store


@pytest.fixture(scope="module")
def place(store):
    return kept_dataset(store)


@asynccontextmanager
async def working(place, **settings):
    workers = Workers(place, **{"count": 1, "limits": LIMITS} | settings)
    try:
        await workers.start()
        yield workers
    finally:
        await workers.aclose()
    assert (workers.busy, workers.waiting, workers.pids) == (0, 0, ())


def over(place, **settings):
    """Run what the decorated function does with workers."""

    def run(doing: Callable[[Workers], Awaitable[None]]) -> None:
        async def main() -> None:
            async with working(place, **settings) as workers:
                await doing(workers)

        finished(asyncio.wait_for(main(), 120))

    return run


async def read(reply: Reply) -> bytes:
    return b"".join([chunk async for chunk in reply.chunks])


async def answered(workers: Workers, question: Question | str) -> bytes:
    return await read(await workers.ask(Question(question) if isinstance(question, str) else question))


def resident_bytes(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def exists(pid: int) -> bool:
    """Whether a process is there and no mere entry that waits for its parent."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def has_ended(child: int) -> bool:
    """Whether a child of this process is all gone: its entry is a zombie's while its threads still end."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is not None


def soon(what: Callable[[], bool], seconds: float = SOON) -> bool:
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:
        time.sleep(0.01)
    return what()


async def begun(workers: Workers) -> None:
    """Wait until a worker has a query, and a moment for it to reach the child."""
    until = time.monotonic() + SOON
    while not workers.busy and time.monotonic() < until:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)


def test_each_kind_of_query_is_answered_in_the_format_asked_for(place):
    @over(place)
    async def _(workers):
        reply = await workers.ask(Question("SELECT ?o { <urn:a> ?p ?o }", table_format="tsv"))
        assert (reply.kind, reply.format, reply.cut) == ("select", "tsv", "")
        assert await read(reply) == b"?o\n<urn:b>\n"
        reply = await workers.ask(SMALL)
        assert (reply.kind, reply.format, await read(reply)) == ("ask", "json", YES)
        triples = Question("CONSTRUCT WHERE { <urn:a> ?p ?o }", graph_format="ntriples")
        reply = await workers.ask(triples)
        assert (reply.kind, reply.format) == ("graph", "ntriples")
        assert await read(reply) == b"<urn:a> <urn:q> <urn:b> .\n"
        reply = await workers.ask(Question("ASK {}", table_format=""))
        assert (reply.kind, reply.format, await read(reply)) == ("ask", "", b"")
        assert (workers.answered, workers.killed, workers.busy) == (4, 0, 0)


@pytest.mark.parametrize(
    ("text", "said", "place_in_text"),
    [
        ("SELECT ?x\nWHERE { ?x a 1", "syntax error at line 2, column 15", (2, 15)),
        ("DROP ALL", "This is an update", (0, 0)),
        ("ASK { SERVICE <http://127.0.0.1:9/> {} }", "never leave this machine", (0, 0)),
        ("ASK FROM <urn:g> {}", f"Its graphs are <{GRAPH}>, <{OTHER}>.", (0, 0)),
        ("ASK { ?x foo:bar 1 }", "prefix 'foo:' is not declared", (0, 0)),
        ("#" * 1_000_000, "The query has 1,000,000 letters", (0, 0)),
        ("ASK { ?x ?y '\ud800' }", "cannot be answered", (0, 0)),
    ],
)
def test_a_refusal_says_why_and_where(place, text, said, place_in_text):
    @over(place, limits=LIMITS)
    async def _(workers):
        with pytest.raises(QueryError) as refused:
            await workers.ask(Question(text))
        assert said in str(refused.value)
        assert (refused.value.line, refused.value.column) == place_in_text
        assert await answered(workers, SMALL) == YES
        assert workers.killed == 0


def test_the_dataset_of_the_protocol_takes_the_place_of_from(place):
    count = "SELECT (COUNT(*) AS ?n) {} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"

    @over(place, limits=LIMITS)
    async def _(workers):
        async def counted(clause: str = "", default=(), named=()) -> bytes:
            question = Question(count.format(clause), default, named, table_format="csv")
            return (await answered(workers, question)).split()[1]

        assert await counted() == b"1202"  # both graphs, as one and each by its name
        assert await counted(f"FROM <{OTHER}>") == b"1"
        assert await counted(f"FROM <{OTHER}>", (GRAPH,)) == b"600"
        assert await counted(f"FROM <{GRAPH}>", (), (OTHER,)) == b"1"
        assert await counted("", (GRAPH, OTHER), (OTHER,)) == b"602"
        assert await counted("", ("urn:no",)) == b"0"  # a graph that is not here is empty, not fetched


def test_rows_beyond_those_asked_for_are_cut_and_it_is_said_beforehand(place):
    @over(place)
    async def _(workers):
        reply = await workers.ask(Question("SELECT ?o { ?s <urn:p> ?o }", (), (), "csv", max_rows=3))
        assert reply.cut == "Only the first 3 results are shown."
        assert len((await read(reply)).split()) == 4
        reply = await workers.ask(Question("SELECT ?o { ?s <urn:q> ?o }", max_rows=3))
        assert reply.cut == ""


@pytest.mark.parametrize(
    ("text", "repeatable"),
    [
        ("ASK { ?known <urn:now> 'known random' }", True),
        ("ASK { BIND(rand () AS ?x) }", False),
        ("ASK { BIND(NOW#\n() AS ?x) }", False),
        ("ASK { BIND(StrUUID() AS ?x) }", False),
        ("SELECT (BNODE() AS ?x) {}", False),
    ],
)
def test_what_changes_from_one_time_to_the_next_is_told(place, text, repeatable):
    @over(place)
    async def _(workers):
        assert (await workers.ask(Question(text))).repeatable is repeatable


PATH_BOMB = "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>)* ?b . ?c (!<urn:y>)* ?d . ?e (!<urn:z>|^!<urn:z>)* ?f }"


@pytest.mark.parametrize("text", [RUNAWAY, PATH_BOMB])
def test_a_query_that_runs_away_is_stopped_in_time_and_the_next_is_answered(place, text):
    @over(place, limits=QUICK)
    async def _(workers):
        started = time.monotonic()
        with pytest.raises(QueryTimeoutError, match=r"stopped after 2\.5 seconds"):
            await workers.ask(Question(text))
        assert 2.5 <= time.monotonic() - started < SOON
        assert await answered(workers, SMALL) == YES
        assert (workers.killed, workers.answered) == (1, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
def test_a_query_that_takes_too_much_memory_is_stopped(place):
    @over(place, limits=QUICK._replace(sparql_timeout_seconds=20, query_memory_bytes=60_000_000))
    async def _(workers):
        with pytest.raises(QueryMemoryError, match="more than the 60,000,000 bytes"):
            await workers.ask(Question(f"{ENDLESS} ORDER BY ?f"))
        assert await answered(workers, SMALL) == YES


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ({'(' * 60_000}1{')' * 60_000} AS ?x) {{}}",
        f"ASK {'{' * 60_000}{'}' * 60_000}",
        f"ASK {{ FILTER({'!' * 100_000}true) }}",
    ],
)
def test_a_query_nested_beyond_all_measure_ends_its_own_process_only(place, text):
    @over(place, count=2, limits=LIMITS)
    async def _(workers):
        other = await workers.ask(Question(f"{PAIRS} LIMIT 5000"))
        with pytest.raises(QueryCrashedError, match="nested too deeply"):
            await workers.ask(Question(text))
        assert (await read(other)).endswith(b"]}}")
        assert await answered(workers, SMALL) == YES


@pytest.mark.skipif(sys.platform != "linux", reason="reads the size of a process from /proc")
def test_a_large_answer_is_streamed_with_flat_memory(place):
    @over(place, limits=LIMITS)
    async def _(workers):
        [child] = workers.pids
        reply = await workers.ask(Question(PAIRS, table_format="csv"))
        size, sizes = 0, []
        async for chunk in reply.chunks:
            size += len(chunk)
            assert len(chunk) < 2 * LIMITS.query_frame_bytes
            sizes.append((resident_bytes(os.getpid()), resident_bytes(child)))
            if size > 12_000_000:
                break
        await reply.chunks.aclose()
        for early, late in zip(sizes[len(sizes) // 4], sizes[-1], strict=True):
            assert late - early < 4_000_000


def test_a_client_that_goes_away_stops_its_query_at_once(place):
    @over(place, limits=LIMITS)
    async def _(workers):
        [before] = workers.pids
        reply = await workers.ask(Question(ENDLESS))
        assert await anext(reply.chunks)
        await reply.chunks.aclose()
        assert (workers.busy, workers.killed) == (0, 1)
        assert await answered(workers, SMALL) == YES
        assert soon(lambda: not exists(before))
        asking = asyncio.create_task(workers.ask(Question(RUNAWAY)))
        await begun(workers)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        assert await answered(workers, SMALL) == YES


def test_a_client_that_takes_nothing_frees_the_worker_after_a_while(place):
    @over(place, limits=LIMITS._replace(query_stalled_seconds=1.5))
    async def _(workers):
        reply = await workers.ask(Question(ENDLESS))
        assert await answered(workers, SMALL) == YES  # waits for the only worker
        with pytest.raises(QueryTimeoutError, match=r"nothing of its answer was taken for 1\.5 seconds"):
            await read(reply)


def test_a_slow_client_does_not_use_up_the_time_of_its_query(place):
    @over(place, limits=QUICK)
    async def _(workers):
        reply = await workers.ask(Question(f"{PAIRS} LIMIT 5000"))
        await anext(reply.chunks)
        await asyncio.sleep(1.5 * QUICK.sparql_timeout_seconds)
        assert (await read(reply)).endswith(b"]}}")


def test_more_queries_than_may_wait_are_told_to_come_back(place):
    @over(place, limits=LIMITS._replace(query_waiting=1, query_waiting_seconds=0.3))
    async def _(workers):
        endless = await workers.ask(Question(ENDLESS))
        waiting = asyncio.create_task(workers.ask(SMALL))
        await asyncio.sleep(0)
        assert (workers.busy, workers.waiting) == (1, 1)
        with pytest.raises(BusyError, match="1 queries wait already"):
            await workers.ask(SMALL)
        with pytest.raises(BusyError, match=r"no worker was free for 0\.3 seconds"):
            await waiting
        await endless.chunks.aclose()

    @over(place, limits=LIMITS)
    async def _(workers):
        endless = await workers.ask(Question(ENDLESS))
        left = asyncio.create_task(workers.ask(SMALL))
        await asyncio.sleep(0)
        left.cancel()
        later = asyncio.create_task(answered(workers, SMALL))
        await asyncio.sleep(0)
        await endless.chunks.aclose()
        assert await later == YES


def test_a_child_that_dies_by_itself_is_replaced(place):
    @over(place)
    async def _(workers):
        [idle] = workers.pids
        os.kill(idle, signal.SIGKILL)
        assert soon(lambda: has_ended(idle))
        assert await answered(workers, SMALL) == YES
        [busy] = workers.pids
        asking = asyncio.create_task(workers.ask(Question(RUNAWAY)))
        await begun(workers)
        os.kill(busy, signal.SIGTERM)
        with pytest.raises(UnansweredError, match="SIGTERM"):
            await asking
        assert await answered(workers, SMALL) == YES


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the child in /proc")
def test_children_end_with_their_parent_even_amid_a_query(place, tmp_path):
    script = f"""
        import asyncio
        from graph.workers import Question, Workers
        async def main():
            workers = Workers({str(place)!r}, count=1)
            await workers.start()
            asking = asyncio.create_task(workers.ask(Question({RUNAWAY!r})))
            await asyncio.sleep(0.2)
            print(*workers.pids, flush=True)
            await asking
        asyncio.run(main())
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment()) as parent:
        child = int(parent.stdout.readline())
        assert exists(child)
        parent.kill()
    assert soon(lambda: not exists(child))


def test_workers_stay_with_the_build_they_began_with(tmp_path):
    count = Question("SELECT (COUNT(*) AS ?n) { ?c a ag:Claim }", table_format="csv")
    build([SAMPLE], tmp_path)

    async def main() -> None:
        async with working(tmp_path) as old:
            few = await answered(old, count)
            slow = await old.ask(Question("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 3000"))
            await asyncio.to_thread(build, [SAMPLE, RIVALS], tmp_path)
            async with working(tmp_path) as new:
                assert int((await answered(new, count)).split()[1]) > int(few.split()[1])
            os.kill(old.pids[0], 0)
            finishing = asyncio.create_task(old.aclose(finish=True))
            assert (await read(slow)).endswith(b"]}}")
            await finishing
            with pytest.raises(BusyError, match="closing"):
                await old.ask(count)

    finished(main())


def test_a_store_that_cannot_be_opened_is_said_at_the_start(tmp_path):
    async def main(place) -> None:
        async with working(place, count=2):
            raise AssertionError("it has started")

    for place in (tmp_path / "none", tmp_path):
        with pytest.raises(StoreError):
            finished(main(place))


FAR = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:far"}}]}}'


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(FAR)))
        self.end_headers()
        self.wfile.write(FAR)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


def test_service_is_asked_only_where_it_is_allowed_by_name(place):
    query = "SELECT ?s {{ SERVICE {} {{ ?s ?p ?o }} }}"
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/sparql"

        @over(place, allowed_services=(address,), limits=LIMITS)
        async def _(workers):
            assert b"urn:far" in await answered(workers, query.format(f"<{address}>"))
            for other in (f"<{address}/other>", "?where"):
                with pytest.raises(QueryError, match=f"Those allowed are <{address}>"):
                    await workers.ask(Question(query.format(other)))

        server.shutdown()
