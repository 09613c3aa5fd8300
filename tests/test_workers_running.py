from __future__ import annotations

import gc
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest

from commandline import SAMPLE, environment, refusal_of
from graph.errors import QueryCancelledError, QueryError, QueryTimeoutError
from graph.ingest import build
from graph.settings import LIMITS
from graph.sparql import run_query
from graph.store import open_store
from graph.workers import Question, Running, kept_dataset, readable

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("running")
    build([SAMPLE], directory)
    return directory


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?claim ?none ?gloss { ?claim a ag:Claim ; ag:gloss ?gloss } ORDER BY ?claim",
        'SELECT * { VALUES (?a ?b) { (<id/x> "a\\"\\n😀"@en) (UNDEF 1.5) } }',
        "ASK { ?claim a ag:Claim }",
        "CONSTRUCT { ?claim ag:claimant ?who } WHERE { ?claim ag:claimant ?who } ORDER BY ?claim",
    ],
)
def test_an_answer_is_the_same_as_without_a_process(directory, text):
    running = Running.start(directory, "", Question(text))
    assert running.answer() == run_query(open_store(directory), text)
    assert running.done
    assert 0 < running.seconds < 60


def test_a_cut_answer_says_so_and_a_refusal_comes_with_its_place(directory):
    few = LIMITS._replace(sparql_max_rows=3)
    answer = Running.start(directory, "", Question("SELECT ?s { ?s a ag:Claim }"), few).answer()
    assert (len(answer.rows), answer.reason) == (3, "Only the first 3 results are shown.")
    with pytest.raises(QueryError) as refused:
        Running.start(directory, "", Question("ASK {\n ?x }"), few).answer()
    assert refused.value.line > 0


def test_a_query_is_stopped_by_the_clock_or_by_hand(directory):
    hurried = LIMITS._replace(sparql_timeout_seconds=0.3)
    with pytest.raises(QueryTimeoutError):
        Running.start(directory, "", Question(RUNAWAY), hurried).answer()
    running = Running.start(directory, "", Question(RUNAWAY))
    time.sleep(0.1)
    assert not running.done
    running.cancel()
    with pytest.raises(QueryCancelledError):
        running.answer()
    assert running.seconds < LIMITS.sparql_timeout_seconds
    running.cancel()  # it is done: nothing happens


def test_quads_in_memory_are_read_from_a_directory_that_goes_with_them():
    store = open_store()
    node = ox.NamedNode("urn:x")
    store.extend([ox.Quad(node, node, node, node)])
    place = kept_dataset(store)
    assert kept_dataset(store) == place
    assert readable(store) == (str(place), "")
    assert Running.start(place, "", Question("ASK { <urn:x> ?p ?o }")).answer().value
    del store
    gc.collect()
    assert not place.exists()


def test_the_command_stops_a_query_after_the_time_given(directory, capsys):
    code, message = refusal_of(capsys, "sparql", RUNAWAY, "--timeout", "1", "--store", str(directory))
    assert (code, "stopped after 1 seconds" in message) == (3, True)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for the child in /proc")
def test_the_command_stops_at_once_on_ctrl_c(directory):
    command = [sys.executable, "-m", "graph", "sparql", RUNAWAY, "--store", str(directory)]
    # A shell that runs the tests in the background lets them, and so what they start, ignore Ctrl+C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment()) as asked:
        signal.signal(signal.SIGINT, before)
        until = time.monotonic() + 60
        while time.monotonic() < until and not has_child(asked.pid):
            time.sleep(0.02)
        asked.send_signal(signal.SIGINT)
        assert asked.wait(25) == 130


def has_child(pid: int) -> bool:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread may end while they are listed
            if path.read_text():
                return True
    return False
