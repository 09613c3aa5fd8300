"""A server of our own for one test: an empty store, and writing switched on."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from conformance.exchanges import Peer
from graph.ingest import build
from graph.settings import WRITE_TOKEN_VARIABLE


@contextmanager
def serving() -> Iterator[Peer]:
    """Start it, and stop it in the end."""
    token = secrets.token_urlsafe(32)
    with tempfile.TemporaryDirectory() as folder:
        store = shutil.copytree(_empty_store(), Path(folder) / "store")
        command = [sys.executable, "-m", "graph", "serve", "--port", "0", "--allow-writing", "--workers", "1"]
        process = subprocess.Popen(
            [*command, "--store", str(store)],
            env={**os.environ, WRITE_TOKEN_VARIABLE: token},
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            address = _told(process)
            writer = {"authorization": f"Bearer {token}"}
            yield Peer(f"{address}/sparql", f"{address}/graphs", f"{address}/graph", writer)
        finally:
            process.terminate()
            process.wait(30)


@cache
def _empty_store() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="armsgraph-empty-"))
    nothing = folder / "nothing.ttl"
    nothing.touch()
    build([nothing], folder / "store")
    return folder / "store"


def _told(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        found = re.search(r"http://[^/\s]+", line)
        if found:
            return found[0]
    raise RuntimeError("The server did not start.")
