"""Start a child process, send it a question, stop it, and say why it ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import graph
from graph import layout
from graph.errors import QueryCrashedError, QueryMemoryError, QueryTimeoutError, UnansweredError
from graph.settings import Limits
from graph.workers.frames import QUESTION, packed
from graph.workers.question import Question

_BUFFER_BYTES = 262_144
_SHOWN_BYTES = 4_000
_ENDED_SECONDS = 5.0
GRACE_SECONDS = 0.5
"""Time for a child that stops by itself to hand over the rows it has, before it is stopped."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a child opens, and within which limits it answers."""

    location: str
    build_name: str
    limits: Limits
    services: tuple[str, ...] = ()


class Child:
    """A child process and the line to it."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.stopped: UnansweredError | None = None
        """Why it was stopped on purpose."""
        self.line, other = socket.socketpair()
        with other:
            for end in (self.line, other):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
            self._process = _spawn(setting, other)

    def stop(self, why: UnansweredError | None = None) -> None:
        """Stop it at once, whatever it does."""
        if self.stopped is None:
            self.stopped = why
        self._process.kill()

    @property
    def pid(self) -> int:
        """Its number among the processes of this machine."""
        return self._process.pid

    @property
    def gone(self) -> bool:
        """Whether it has ended, whoever ended it."""
        return self._process.poll() is not None

    def end(self) -> None:
        """Stop it, and wait until it has gone."""
        self.stop()
        self._process.wait(_ENDED_SECONDS)
        self.line.close()
        for pipe in (self._process.stdin, self._process.stderr):
            if pipe is not None:
                pipe.close()

    def why_ended(self) -> UnansweredError:
        """Return what ended it; it is already ending."""
        try:
            code = self._process.wait(_ENDED_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = -signal.SIGKILL
        if self.stopped is not None:
            return self.stopped
        return _reason(code, self._last_words(), self.setting.limits)

    def _last_words(self) -> str:
        pipe = self._process.stderr
        return "" if pipe is None else os.read(pipe.fileno(), _SHOWN_BYTES).decode("utf-8", "replace")


def build_in_use(location: str | Path) -> str:
    """Return the name of the current build of a store directory; empty where there are no builds.

    Raises
    ------
    StoreError
        If the directory is one of builds, and none can be read.
    """
    if "://" in str(location) or not (Path(location).expanduser() / layout.BUILDS).is_dir():
        return ""
    return layout.folder_in_use(location)[0].name


def written(question: Question) -> bytes:
    """Return a question as the frame that a child reads."""
    return packed(QUESTION, json.dumps(asdict(question)).encode())


def too_slow(limits: Limits) -> QueryTimeoutError:
    """Return the refusal of a query that ran longer than the limit."""
    return QueryTimeoutError(
        f"The query was stopped after {limits.sparql_timeout_seconds:g} seconds, the longest it may run. "
        "Ask for less, for example with LIMIT or a narrower pattern."
    )


def too_large(limits: Limits) -> QueryMemoryError:
    """Return the refusal of a query that needed more memory than the limit."""
    return QueryMemoryError(
        f"The query was stopped: it needs more than the {limits.query_memory_bytes:,} bytes of memory that "
        "one may take. Ask for less, for example with LIMIT or a narrower pattern."
    )


def _reason(code: int, words: str, limits: Limits) -> UnansweredError:
    if "memory allocation" in words or "bad_alloc" in words or "MemoryError" in words:
        return too_large(limits)
    if code == -signal.SIGXCPU:
        return too_slow(limits)
    if code == -signal.SIGKILL:
        return QueryMemoryError("The system stopped the query, as it does when memory runs short.")
    how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return QueryCrashedError(
        f"The process that answered the query broke off ({how}), as it does where a query is nested too "
        "deeply. Other queries are not touched."
    )


def _spawn(setting: Setting, line: socket.socket) -> subprocess.Popen[bytes]:
    told = {
        "line": line.fileno(),
        "location": setting.location,
        "build_name": setting.build_name,
        "services": setting.services,
        "limits": setting.limits._asdict(),
    }
    # The child imports the graph package of this process, and nothing from the folder it is started in.
    package = str(Path(graph.__file__).resolve().parent.parent)
    searched = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 - no shell, and nothing a user wrote but as JSON
        [sys.executable, "-P", "-m", "graph.workers.child", json.dumps(told)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        pass_fds=(line.fileno(),),
        env={**os.environ, "PYTHONPATH": searched},
    )
