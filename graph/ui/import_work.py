"""What changes a store, in a process of its own, so that the page stays alive; it can be stopped.

The store changes at the very end of a build and at once: a process that is stopped leaves it as it was.
For each store one such process at a time: whoever looks at its pages sees the same one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from graph.progress import Pace, Step
from graph.ui.words import say
from graph.ui.working import begun, forget, held_work

_GRACE_SECONDS = 5.0
_HEARD_LETTERS = 4_000


class Task(StrEnum):
    """What is done with a table."""

    TRY = "try"
    IMPORT = "import"
    REMOVE = "remove"
    JOIN = "join"


@dataclass(frozen=True, slots=True)
class Job:
    """What the process is told."""

    task: Task
    store: str
    path: str = ""
    name: str = ""
    """What people call the file."""
    mapping: str = ""
    """The text of the mapping file."""
    shape: Mapping[str, Any] | None = None
    slug: str = ""
    """The import that is taken away."""
    rejected: str = ""
    """Where rejected rows are written."""


class Work:
    """A job under way, or done."""

    def __init__(self, job: Job, made_of: object = None, keep: object = None) -> None:
        self.job = job
        self.made_of = made_of
        """What it is made of, to be held against what the page shows by now."""
        self.pace = Pace()
        self.begun_at = datetime.now().astimezone()
        self._keep = keep  # such as a folder that goes with its session, which may end before this does
        self.result: Mapping[str, Any] = {}
        self.expected: Mapping[str, Any] = {}
        """What it will cost, once that is known; empty where that is little."""
        self.found: Mapping[str, Any] = {}
        """What became of the rows, once all are read; the result tells it again."""
        self.staged_before = 0
        """Rows from which it goes on, because an attempt before was stopped."""
        self.problem = ""
        """Why there is no result, in a sentence."""
        self.stopped = False
        self._started = time.monotonic()
        self._ended = 0.0
        self._child = subprocess.Popen(
            [sys.executable, "-m", "graph.ui.import_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._thread = threading.Thread(target=self._listen, name="armsgraph-import", daemon=True)
        self._thread.start()

    @property
    def done(self) -> bool:
        """Whether it has ended, however."""
        return bool(self._ended)

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self._ended or time.monotonic()) - self._started

    def stop(self) -> None:
        """Stop it; what it has not finished leaves no trace in the store."""
        if self.done:
            return
        self.stopped = True
        self._child.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(_GRACE_SECONDS)
            return
        self._child.kill()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _listen(self) -> None:
        assert self._child.stdin and self._child.stdout and self._child.stderr
        heard: list[str] = []
        errors = threading.Thread(target=lambda: heard.append(self._child.stderr.read()), daemon=True)  # type: ignore[union-attr]
        errors.start()
        with suppress(BrokenPipeError):
            self._child.stdin.write(written(self.job))
            self._child.stdin.close()
        for line in self._child.stdout:
            self._hear(json.loads(line))
        self._child.wait()
        errors.join(_GRACE_SECONDS)
        if not self.result and not self.problem:
            self.problem = self._why("".join(heard))
        self._ended = time.monotonic()

    def _hear(self, told: Mapping[str, Any]) -> None:
        if "step" in told:
            self.pace.hear(Step(**told["step"]))
        elif "expected" in told:
            self.expected = told["expected"]
        elif "found" in told:
            self.found = told["found"]
        elif "staged_before" in told:
            self.staged_before = told["staged_before"]
        elif "result" in told:
            self.result = told["result"]
        else:
            self.problem = told["problem"]

    def _why(self, heard: str) -> str:
        if self.stopped:
            return say("importing.stopped-import" if self.job.task is Task.IMPORT else "importing.stopped")
        last = heard.strip().rpartition("\n")[2][-_HEARD_LETTERS:]
        return say("importing.broke-off", code=str(self._child.returncode), said=last)


def writing(location: str) -> Work | None:
    """Return what changes the store at `location`, or did last and was not put away; or None."""
    held = held_work(("writing", location))
    return held if isinstance(held, Work) else None


def begin_writing(job: Job, made_of: object = None, keep: object = None) -> Work:
    """Begin what changes a store, and return it; where something does already, that is returned."""
    put_away(job.store)
    return cast(Work, begun(("writing", job.store), lambda: Work(job, made_of, keep)))


def put_away(location: str) -> None:
    """Let go of what changed the store at `location` last, if that has ended."""
    forget(("writing", location))


def written(job: Job) -> str:
    """Return a job as the process reads it."""
    held = {name: getattr(job, name) for name in Job.__slots__}
    return json.dumps(held)


def read(text: str) -> Job:
    """Return the job that `written` wrote.

    Examples
    --------
    >>> job = Job(Task.REMOVE, "/store", slug="oryx")
    >>> read(written(job)) == job
    True
    """
    held = json.loads(text)
    return Job(**{**held, "task": Task(held["task"])})
