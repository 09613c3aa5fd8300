"""Parsing queries: a grammar that one process shares between threads."""

from __future__ import annotations

import subprocess
import sys

FIRST_PARSES = """
import sys, threading
from graph.query_parsing import named_graphs

sys.setswitchinterval(1e-6)
start, wrong = threading.Barrier(6), []

def ask(number):
    start.wait()
    text = f"SELECT (COUNT(?s) AS ?n) FROM <urn:{number}> WHERE {{ ?s ag:status ?o }} ORDER BY DESC(?n)"
    try:
        assert named_graphs(text, ()) == (f"urn:{number}",)
    except Exception as error:
        wrong.append(repr(error))

threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
for one in threads: one.start()
for one in threads: one.join()
print(wrong)
"""


def test_queries_parsed_for_the_first_time_in_several_threads_are_all_understood() -> None:
    found = subprocess.run(
        [sys.executable, "-c", FIRST_PARSES], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "[]"
