"""How a server begins, takes a newer build into use, and ends; and whose word counts on it."""

from __future__ import annotations

import json
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat

from commandline import RIVALS, SAMPLE, refusal_of, run
from graph.ingest import build
from graph.store import open_store
from serving import ENDLESS, Served, serve

CLAIMS = "SELECT (COUNT(?claim) AS ?n) { ?claim a ag:Claim }"


def children(process: int) -> list[int]:
    """Return the processes that `process` or one of its children started."""
    found = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end while they are listed
            for child in map(int, task.read_text().split()):
                found += [child, *children(child)]
    return found


def count_of(server: Served) -> int:
    answer = server.get(query=CLAIMS)
    assert answer.status == 200, answer.data
    return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])


def until(holds, what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_told_to_stop_ends_in_order_and_leaves_nobody_behind(sample_directory, told):
    with serve(sample_directory, "--grace", "2") as server:
        workers = children(server.process.pid)
        assert len(workers) >= 2
        answer = server.pool.request(
            "GET", f"{server.url}/sparql", fields={"query": ENDLESS, "format": "csv"}, preload_content=False
        )
        assert answer.read(1_000)
        started = time.monotonic()
        server.process.send_signal(told)
        _, printed = server.process.communicate(timeout=60)
        assert time.monotonic() - started < 25, "it waits for an answer beyond the time of grace"
        assert server.process.returncode == 0
        assert "Traceback" not in printed
        answer.close()
    until(lambda: not any(Path(f"/proc/{one}").exists() for one in workers), "a worker was left behind")


def test_an_answer_that_runs_when_the_server_is_told_to_stop_is_finished(sample_directory):
    with serve(sample_directory, "--grace", "60", "--workers", "1") as server:
        rows = "SELECT * { ?a ?b ?c . ?d ?b ?c } LIMIT 100000"
        answer = server.pool.request(
            "GET", f"{server.url}/sparql", fields={"query": rows, "format": "csv"}, preload_content=False
        )
        begun = answer.read(1_000)
        server.process.send_signal(signal.SIGTERM)
        until(lambda: not _answers(server.port), "it still takes new connections")
        whole = begun + answer.read()
        expected = open_store(sample_directory).query(rows).serialize(format=QueryResultsFormat.CSV)
        assert len(whole) > 1_000_000 and sorted(whole.splitlines()) == sorted(expected.splitlines())
        server.process.communicate(timeout=60)
        assert server.process.returncode == 0


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_newer_build_is_served_at_once_and_old_answers_end_on_the_old(sample_directory):
    with serve(sample_directory, "--timeout", "120") as server:
        first, tag = count_of(server), server.get(query=CLAIMS).headers["ETag"]
        running = server.pool.request(
            "GET", f"{server.url}/sparql", fields={"query": ENDLESS, "format": "csv"}, preload_content=False
        )
        assert running.read(1_000)
        before = server.health()["build"]
        build([SAMPLE, RIVALS], sample_directory)
        until(lambda: server.health()["build"] != before, "the newer build is not taken into use")
        assert count_of(server) > first
        newer = server.get(query=CLAIMS, headers={"If-None-Match": tag})
        assert newer.status == 200 and newer.headers["ETag"] != tag, "an old tag counts for the new build"
        assert running.read(100_000), "the answer that runs was cut off"
        running.close()


def test_only_the_word_of_some_counts_where_the_server_is_told_so(sample_directory):
    with serve(sample_directory, "--as-told-by", "Northland Defence Office") as server:
        answer = server.get(query=CLAIMS)
        assert "Northland" in answer.headers["Armsgraph-Perspective"]
        told = count_of(server)
        assert b"Northland" in server.get("/", headers={"Accept": "text/html"}).data
    whole = run("sparql", CLAIMS, "--store", str(sample_directory), "--format", "csv").stdout.split()
    part = run(
        "sparql", CLAIMS, "--store", str(sample_directory), "--format", "csv",
        "--as-told-by", "Northland Defence Office",
    ).stdout.split()  # fmt: skip
    assert 0 < told == int(part[1]) < int(whole[1])


def test_only_its_own_names_are_answered_unless_others_are_allowed(sample_directory):
    def asked_as(server: Served, host: str) -> int:
        return server.get(query="ASK {}", headers={"Host": host}).status

    with serve(sample_directory, "--allow-host", "graph.example.org", "--log") as server:
        assert asked_as(server, f"localhost:{server.port}") == asked_as(server, "127.0.0.1") == 200
        assert asked_as(server, "[::1]:80") == asked_as(server, "graph.example.org:443") == 200
        assert asked_as(server, "evil.example") == asked_as(server, "www.graph.example.org") == 400
        server.process.send_signal(signal.SIGTERM)
        _, printed = server.process.communicate(timeout=60)
    assert printed.count('"GET /sparql?query=ASK+%7B%7D HTTP/1.1"') == 6


def refused(*arguments: str) -> tuple[int, str]:
    """Return the exit code and the sentence of a server that cannot start; its loop needs a process."""
    ended = run("serve", *arguments)
    assert ended.stdout == ""
    return ended.returncode, ended.stderr


def test_what_keeps_a_server_from_starting_is_told_in_a_sentence(sample_directory, tmp_path, capsys):
    store = ("--store", str(sample_directory))
    code, told = refused("--store", str(tmp_path / "none"), "--port", "0")
    assert (code, "There is no store" in told) == (3, True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, told = refused(*store, "--port", str(taken.getsockname()[1]))
    assert (code, "choose another with --port" in told) == (3, True)
    code, told = refused(*store, "--host", "no.such.host.invalid", "--port", "0")
    assert (code, "no.such.host.invalid" in told) == (2, True)
    code, told = refused(*store, "--allow-writing")
    assert (code, "ARMSGRAPH_WRITE_TOKEN" in told) == (2, True)
    code, told = refused(*store, "--as-told-by", "Nobody at all")
    assert (code, "Nobody at all" in told) == (2, True)
    for wrong in (("--port", "70000"), ("--timeout", "0"), ("--workers", "none")):
        code, told = refusal_of(capsys, "serve", *store, *wrong)
        assert (code, wrong[1] in told, told.count("\n")) == (2, True, 1)
