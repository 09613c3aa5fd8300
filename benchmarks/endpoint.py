"""What the endpoint costs over raw pyoxigraph, and how many requests it answers beside Oxigraph's own server.

Run it as ``python benchmarks/endpoint.py`` (1 million triples, some minutes) or with ``--triples 100000``.
Eight typical queries (``queries/endpoint_*.rq``) are put to one invented graph on disk: to pyoxigraph in
this process, to `armsgraph serve`, and to Oxigraph's server (Rust, threads), both asked over HTTP on this
machine by one program, in turn, so that a busy machine slows all alike. All answers are compared first. Of
the times the least of all runs is told: what the work costs, without what else the machine does.

"New" questions differ in a remark each time, so that neither kept answers nor anything remembered of a
text can help; "kept" ones are asked again, as dashboards do. Both are told apart, since only the first
compares what the two servers do. The program ends with 1 where a new question costs more than 1.15 times
pyoxigraph plus 2 milliseconds, or where fewer kept ones are answered than Oxigraph's server answers, which
keeps none; that fewer new ones are answered is printed and does not count.
"""

from __future__ import annotations

import argparse
import itertools
import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import urllib3
from conflict_graph import curated_quads, invent
from endpoint_clients import answered_in

from graph.settings import STORE_FORMAT_VERSION
from graph.store import create_store

QUERIES = Path(__file__).parent / "queries"
RUNS, CLIENTS, SECONDS, ROUNDS = 25, 16, 4.0, 3
MOST_RATIO, MOST_MORE_SECONDS = 1.15, 0.002
HEADERS = {
    "Accept": "application/sparql-results+json, text/turtle;q=0.9",
    "Content-Type": "application/sparql-query",
}
_numbers = itertools.count()


@dataclass(frozen=True, slots=True)
class Side:
    """Someone who answers queries over HTTP."""

    name: str
    url: str
    pool: urllib3.PoolManager

    def ask(self, query: str) -> bytes:
        answer = self.pool.request("POST", self.url, body=query.encode(), headers=HEADERS)
        if answer.status != 200:
            sys.exit(f"{self.name} refuses: {answer.status} {answer.data[:200]!r}")
        return answer.data


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def new(query: str) -> str:
    """Return `query` as nobody has asked it before."""
    return f"{query}# {next(_numbers)}\n"


def make_store(triples: int, folder: Path) -> int:
    """Write a store directory with one build of an invented graph; return how many triples it has."""
    build = folder / "builds" / "invented"
    build.mkdir(parents=True)
    writable = create_store(build / "oxigraph")
    writable.extend(curated_quads(invent(triples)))
    writable.flush()
    (build / "labels.sqlite").touch()
    manifest = {"format_version": STORE_FORMAT_VERSION, "created": "today", "counts": {}, "inputs": []}
    (build / "manifest.json").write_text(json.dumps(manifest))
    (folder / "CURRENT").write_text("invented\n")
    return len(writable)


@contextmanager
def served(command: list[str], name: str, url: str) -> Iterator[Side]:
    """Run a server until the block ends."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        side = Side(name, url, urllib3.PoolManager(maxsize=2))
        waiting = urllib3.Retry(None, connect=120, backoff_factor=0.2, backoff_max=0.5)
        side.pool.request("GET", url, retries=waiting)
        yield side
    finally:
        process.terminate()
        process.wait(timeout=30)


def raw(store: ox.Store, query: str) -> bytes:
    """Return what pyoxigraph answers in this process, written as the servers write it."""
    answer = store.query(query, use_default_graph_as_union=True)
    if isinstance(answer, ox.QueryTriples):
        return ox.serialize(answer, format=ox.RdfFormat.TURTLE) or b""
    return answer.serialize(format=ox.QueryResultsFormat.JSON) or b""


def same(one: bytes, other: bytes) -> bool:
    """Return whether two answers say the same; the order of rows is open where the query leaves it so."""
    if one.startswith(b"{"):
        first, second = json.loads(one), json.loads(other)
        rows = [sorted(map(repr, each.get("results", {}).get("bindings", []))) for each in (first, second)]
        return rows[0] == rows[1] and first.get("boolean") == second.get("boolean")
    graphs = [set(ox.parse(each, format=ox.RdfFormat.TURTLE)) for each in (one, other)]
    return graphs[0] == graphs[1]


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def overhead(store: ox.Store, ours: Side, theirs: Side, queries: dict[str, str]) -> list[str]:
    """Print what each query costs on each side, in turn; return those that cost too much."""
    names = f"{'pyoxigraph':>11}{'new':>9}{'over':>8}{'kept':>8}{'oxigraph serve':>16}"
    print(f"\n{'milliseconds (least)':28}{names}")
    slow = []
    for name, query in queries.items():
        answers = [raw(store, query), ours.ask(query), theirs.ask(query)]
        if not all(same(answers[0], other) for other in answers[1:]):
            sys.exit(f"The answers to {name} differ.")
        times: list[list[float]] = [[], [], [], []]
        spent, runs = 0.0, 0
        while runs < RUNS and (spent < 8 or runs < 5):
            asked = new(query)
            works = (
                partial(raw, store, asked),
                partial(ours.ask, asked),
                partial(ours.ask, query),
                partial(theirs.ask, asked),
            )
            for each, work in zip(times, works, strict=True):
                each.append(timed(work))
                spent += each[-1]
            runs += 1
        own, fresh, kept, other = map(min, times)
        over = fresh - own * MOST_RATIO
        slow += [name] if over > MOST_MORE_SECONDS else []
        print(
            f"{name:20}{len(answers[0]) / 1000:6.0f} kB{own * 1e3:11.2f}{fresh * 1e3:9.2f}{over * 1e3:8.2f}"
            f"{kept * 1e3:8.2f}{other * 1e3:16.2f}"
        )
    print(f"over = new - {MOST_RATIO} x pyoxigraph, to be at most {MOST_MORE_SECONDS * 1e3:g}")
    return slow


def throughput(ours: Side, theirs: Side, queries: dict[str, str]) -> list[str]:
    """Print requests a second with many clients, in turn; return the mixtures where we are slower."""
    texts = list(queries.values())
    mixtures = {"the four short ones": texts[:4], "all eight": texts, "only the first": texts[:1]}
    print(f"\n{f'requests a second, {CLIENTS} clients':32}{'new':>9}{'kept':>9}{'oxigraph serve':>16}")
    slower = []
    for name, mixture in mixtures.items():
        rates: list[list[float]] = [[], [], []]
        for _ in range(ROUNDS):
            for each, (side, fresh) in zip(rates, ((ours, True), (ours, False), (theirs, True)), strict=True):
                each.append(answered_in(SECONDS, side.url, mixture, HEADERS, CLIENTS, fresh=fresh))
        fresh, kept, other = (statistics.median(each) for each in rates)
        print(f"{name:32}{fresh:9,.0f}{kept:9,.0f}{other:16,.0f}")
        slower += [name] if kept < other else []
    return slower


def main(triples: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="endpoint-"))
    try:
        count = make_store(triples, folder)
        oxigraph = folder / "builds" / "invented" / "oxigraph"
        queries = {
            path.stem.removeprefix("endpoint_"): path.read_text(encoding="utf-8")
            for path in sorted(QUERIES.glob("endpoint_*.rq"))
        }
        print(f"{count:,} triples on disk; {len(queries)} queries, {RUNS} runs each.")
        own_port, other_port = free_port(), free_port()
        own = [sys.executable, "-m", "graph", "serve", "--store", str(folder), "--port", str(own_port)]
        binary = str(Path(sys.executable).with_name("oxigraph"))
        other = [binary, "serve-read-only", "--union-default-graph", "-l", str(oxigraph)]
        other += ["-b", f"127.0.0.1:{other_port}"]
        with (
            served(own, "armsgraph serve", f"http://127.0.0.1:{own_port}/sparql") as ours,
            served(other, "oxigraph serve", f"http://127.0.0.1:{other_port}/query") as theirs,
        ):
            slow = overhead(ox.Store.read_only(str(oxigraph)), ours, theirs, queries)
            slower = throughput(ours, theirs, queries)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if slow or slower:
        sys.exit(f"Too slow: {', '.join([*slow, *slower])}.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=1_000_000, help="about how many triples")
    main(parser.parse_args().triples)
