"""Run a command and tell the memory that it held at most: it and all processes that it started, together.

Memory that several processes share counts once (Linux's proportional set size). Between two looks a peak of
some milliseconds can hide; the largest single process, of which the system keeps the peak, is the least told.
"""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

PAUSE_SECONDS = 0.1
KILOBYTE = 1024


@dataclass(frozen=True)
class Held:
    """What a command took."""

    seconds: float
    busy: float
    """Seconds of work of all its processes."""
    bytes: int
    """Of memory, at most at any one time."""
    output: str


def run(command: list[str]) -> Held:
    """Run `command` to its end; raise CalledProcessError if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started, most = time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        while True:
            try:
                output, _ = process.communicate(timeout=PAUSE_SECONDS)
                break
            except subprocess.TimeoutExpired:
                most = max(most, sum(map(_bytes, _family(process.pid))))
    seconds = time.perf_counter() - started
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if after.ru_maxrss > before.ru_maxrss:  # else a command before this one held more
        most = max(most, after.ru_maxrss * KILOBYTE)
    return Held(seconds, busy, most, output)


def _family(process: int) -> list[int]:
    """Return a process and all that come from it."""
    found = [process]
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [one for child in tasks.read_text().split() for one in _family(int(child))]
        except OSError:  # it has ended meanwhile
            continue
    return found


def _bytes(process: int) -> int:
    """Return the memory of one process; 0 where it has ended, or the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * KILOBYTE for line in lines if line.startswith("Pss:"))
