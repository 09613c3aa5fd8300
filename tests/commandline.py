"""Run the real command: in a process of its own, or in this one where that tells as much."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from graph.cli import main
from graph.ingest import build
from graph.namespaces import ID

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
RIVALS = SAMPLE.with_name("rivals.ttl")
"""Beside the raid: a second paper that answers the first."""
GREY_COLUMN = ID + "actor/grey-column"
OFFICE = ID + "actor/defence-office"
ANNA = ID + "actor/anna-hale"
KESTREL = ID + "weapon/kestrel"
RAID = ID + "incident/raid"


def environment(**more: str) -> dict[str, str]:
    """This process's environment without what would change the output or the store."""
    unwanted = ("ARMSGRAPH_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "PYTHONIOENCODING")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return kept | {"PYTHONUTF8": "1"} | more


def run(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person at a shell does, with pipes instead of a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "graph", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env=environment(**more),
    )


def answer_of(capsys, *arguments: str):
    """Return the exit code and the JSON that the command prints."""
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def refusal_of(capsys, *arguments: str) -> tuple[int, str]:
    """Return the exit code and what the command says on stderr; it must print no result."""
    code = main([*arguments])
    printed = capsys.readouterr()
    assert printed.out == ""
    return code, printed.err


@cache
def shipped_store() -> str:
    """A store directory of the shipped data; built once, since its validation takes seconds."""
    directory = tempfile.mkdtemp(prefix="armsgraph-shipped-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    build(None, f"{directory}/store")
    return f"{directory}/store"
