"""Long work beside a page: it goes on while the page is left, is found again, and can be stopped.

Work is known by a key for as long as the app runs: one piece of work for each key at a time. Who comes back,
or comes second, is given the one that is under way.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, Protocol, TypeVar

from graph.errors import ArmsgraphError, UnansweredError
from graph.progress import Pace, Progress, Step, Stop
from graph.settings import BULK_LIMITS
from graph.ui.words import say

T = TypeVar("T")


class LongWork(Protocol):
    """What a page can show of work, whatever it is done by."""

    pace: Pace

    @property
    def done(self) -> bool:
        """Whether it has ended, however."""

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""

    def stop(self) -> None:
        """Ask it to end; it may take a moment."""

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, at most so long."""


class InThread(Generic[T]):
    """Work that a thread of this process does.

    Parameters
    ----------
    do
        Does it. It is given what to tell of its progress and what says whether it shall stop; telling raises
        `WorkStoppedError` where it shall, so that work which tells often need not ask.
    """

    def __init__(self, do: Callable[[Progress, Stop], T]) -> None:
        self.pace = Pace()
        self.error: ArmsgraphError | None = None
        """Why there is no result."""
        self._do = do
        self._result: T | None = None
        self._stopped = threading.Event()
        self._started, self._ended = time.monotonic(), 0.0
        self._thread = threading.Thread(target=self._run, name="armsgraph-work", daemon=True)
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
        """Ask it to end; it does when it next tells how far it is."""
        self._stopped.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, at most so long."""
        self._thread.join(seconds)

    def result(self) -> T:
        """Return what came of it, once it is done.

        Raises
        ------
        ArmsgraphError
            If there is no result; `WorkStoppedError` where it was stopped.
        """
        self.wait()
        if self.error is not None:
            raise self.error
        return self._result  # type: ignore[return-value]

    def _hear(self, step: Step) -> None:
        self.pace.hear(step)
        if self._stopped.is_set():
            raise WorkStoppedError

    def _run(self) -> None:
        try:
            self._result = self._do(self._hear, self._stopped.is_set)
        except ArmsgraphError as error:
            self.error = error
        except Exception as error:  # told where the result is asked for: a thread has nobody to tell
            self.error = ArmsgraphError(say("working.broke-off", said=f"{type(error).__name__}: {error}"))
        finally:
            self._ended = time.monotonic()


class WorkStoppedError(UnansweredError):
    """Work was stopped on request; there is no result of it."""

    def __init__(self) -> None:
        super().__init__(say("working.stopped"))


_HELD: dict[Hashable, LongWork] = {}
_HOLDING = threading.Lock()
W = TypeVar("W", bound=LongWork)


def held_work(key: Hashable) -> LongWork | None:
    """Return the work known by `key`, under way or done; None where there is none."""
    return _HELD.get(key)


def begun(key: Hashable, begin: Callable[[], W]) -> W | LongWork:
    """Return the work known by `key` if it is under way or done; else begin it.

    What has ended stays known until `forget`, or until `BULK_LIMITS.works_held` others came after it.
    """
    with _HOLDING:
        held = _HELD.get(key)
        if held is None:
            held = _HELD[key] = begin()
            _drop_oldest()
        return held


def forget(key: Hashable) -> None:
    """Let the work known by `key` go, where it has ended."""
    with _HOLDING:
        held = _HELD.get(key)
        if held is not None and held.done:
            del _HELD[key]


def _drop_oldest() -> None:
    ended = [key for key, work in _HELD.items() if work.done]
    for key in ended[: max(0, len(_HELD) - BULK_LIMITS.works_held)]:
        del _HELD[key]
