"""What the system holds a child to, whatever its query does: memory, processor time, its parent's life."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys
from pathlib import Path

from graph.settings import Limits

_TIRED_SHARE = 4
_SPARE_SECONDS = 3


class Bounds:
    """The bounds of one child, set once its store is open.

    Memory is bounded on Linux only: no other system that Python runs on keeps to ``RLIMIT_AS``. What counts
    is address space beyond what the open store takes, so that the files it has mapped do not.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._opened = _size_bytes()
        if self._opened:
            most = self._opened + limits.query_memory_bytes
            resource.setrlimit(resource.RLIMIT_AS, (most, most))

    def before_query(self) -> None:
        """Have the system end a query that computes on although the parent does not stop it."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime + self.limits.sparql_timeout_seconds) + _SPARE_SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.RLIM_INFINITY))

    def tired(self) -> bool:
        """Return whether past queries have left so much that the next would have too little."""
        return _size_bytes() - self._opened > self.limits.query_memory_bytes // _TIRED_SHARE


def end_with_parent() -> None:
    """Have the system end this process when the pipe on standard input closes, even amid a query.

    ``PR_SET_PDEATHSIG`` would not do: it fires when the thread that started the child ends.
    """
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(0, fcntl.F_SETFL, fcntl.fcntl(0, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    try:
        closed = os.read(0, 1) == b""
    except BlockingIOError:
        return
    if closed:
        sys.exit()


def no_core() -> None:
    """Leave no image of the process on the disk when it breaks off."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _size_bytes() -> int:
    """Return the address space of this process; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
