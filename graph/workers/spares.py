"""Children that wait for the next query of the app or the command line, so that it starts at once."""

from __future__ import annotations

import atexit
import threading

from graph.workers.frames import FAILURE, Unpacking, raised
from graph.workers.process import Child, Setting

_KEPT = 2
"""Children kept at hand; each holds a store open."""
_READY_BYTES = 65_536
_lock = threading.Lock()
_waiting: list[Child] = []


def take(setting: Setting) -> Child:
    """Return a child that has opened the store of `setting`; start one where none waits.

    Raises
    ------
    StoreError
        If the store cannot be opened.
    """
    with _lock:
        fitting = [child for child in _waiting if child.setting == setting]
        for child in fitting:
            _waiting.remove(child)
            if not child.gone:
                return child
            child.end()
    return _started(setting)


def replace(child: Child) -> None:
    """End a child that cannot go on, and keep another for the next query.

    Raises
    ------
    StoreError
        If the store cannot be opened any more.
    """
    child.end()
    spare(_started(child.setting))


def spare(child: Child) -> None:
    """Keep a child for the next query."""
    with _lock:
        _waiting.append(child)
        surplus = _waiting[:-_KEPT]
        del _waiting[:-_KEPT]
    for one in surplus:
        one.end()


def _started(setting: Setting) -> Child:
    child = Child(setting)
    unpacking = Unpacking()
    child.line.settimeout(None)
    while received := child.line.recv(_READY_BYTES):
        for kind, content in unpacking.frames(received):
            if kind == FAILURE:
                child.end()
                raise raised(content)
            return child
    why = child.why_ended()
    child.end()
    raise why


@atexit.register
def _end_all() -> None:
    with _lock:
        for child in _waiting:
            child.end()
        _waiting.clear()
