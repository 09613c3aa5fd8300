"""A child process: it opens a store for reading and answers one query after the other until it is stopped.

Run as ``python -m graph.workers.child SETTING``, where the setting is what `graph.workers.process` writes.
Its standard input is a pipe that nobody writes to: it closes when the parent ends, and so does the child.
"""

from __future__ import annotations

import json
import signal
import socket
import sys
from pathlib import Path

import pyoxigraph as ox

from graph.errors import ArmsgraphError, StoreError
from graph.settings import Limits
from graph.store import Store, open_store
from graph.workers.answering import Answering
from graph.workers.bounds import Bounds, end_with_parent, no_core
from graph.workers.frames import READY, Unpacking, failure, packed
from graph.workers.question import Question

_RECEIVED_BYTES = 65_536


def main() -> None:
    """Answer until the parent closes the line."""
    setting = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches all; the parent decides
    end_with_parent()
    no_core()
    with socket.socket(fileno=setting["line"]) as line:
        try:
            store = _opened(setting["location"], setting["build_name"])
        except ArmsgraphError as error:
            line.sendall(failure(error))
            return
        bounds = Bounds(Limits(**setting["limits"]))
        line.sendall(packed(READY))
        _serve(line, Answering(store, line, bounds, frozenset(setting["services"])), bounds)


def _serve(line: socket.socket, answering: Answering, bounds: Bounds) -> None:
    """Answer each question; running out of memory ends the process, and the parent reads why."""
    unpacking = Unpacking()
    while received := line.recv(_RECEIVED_BYTES):
        for _, content in unpacking.frames(received):
            bounds.before_query()
            try:
                answering.answer(_question(content))
            except ArmsgraphError as error:
                line.sendall(failure(error))
            except BrokenPipeError:
                return


def _question(content: bytes) -> Question:
    fields = json.loads(content)
    for name in ("default_graphs", "named_graphs"):
        fields[name] = tuple(fields[name])
    return Question(**fields)


def _opened(location: str, build_name: str) -> Store:
    """Open a store, or the bare directory of Oxigraph that `kept_dataset` writes."""
    path = Path(location)
    try:
        bare = (path / "CURRENT").read_bytes().startswith(b"MANIFEST-")
    except OSError:
        bare = False
    if not bare:
        return open_store(location, build_name=build_name)
    try:
        return Store(ox.Store.read_only(location), location)
    except OSError as error:
        raise StoreError(f"The store {location!r} cannot be opened: {error}.") from error


if __name__ == "__main__":
    main()
