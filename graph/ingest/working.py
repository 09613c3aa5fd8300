"""A long build as those see it who wait for it: its steps, what it costs, and that it can be stopped."""

from __future__ import annotations

from concurrent.futures import Future, wait
from typing import TypeVar

from graph.errors import BuildStoppedError
from graph.ingest.releasing import release_memory
from graph.progress import BYTES, Progress, Step, Stop

STEPS = ("reading", "judging", "deriving", "loading", "writing", "switching")
_MEANWHILE = ("reading", "loading")
"""Steps during which bytes are loaded and nothing better is told."""
_LOOK_SECONDS = 0.1
T = TypeVar("T")


class Work:
    """The steps of one build, before each of which it can be stopped."""

    def __init__(self, progress: Progress | None = None, stop: Stop | None = None) -> None:
        self.progress = progress
        self._stop = stop
        self._given_up = False
        self._step = ""
        self._loaded = self._to_load = 0

    def step(self, name: str) -> None:
        """Tell that a step begins.

        Raises
        ------
        BuildStoppedError
            If the build shall be stopped.
        """
        self.go_on()
        release_memory()
        self._step = name
        if self.progress is not None:
            self.progress(Step(name, STEPS.index(name), len(STEPS)))

    def will_load(self, size: int) -> None:
        """Say how many bytes will be loaded beside the steps."""
        self._to_load = size

    def loaded(self, size: int) -> None:
        """Tell that so many bytes more are loaded: seen while parts are read, and once they are waited for.

        Raises
        ------
        BuildStoppedError
            If the build shall be stopped.
        """
        self.go_on()
        self._loaded += size
        if self.progress is not None and self._step in _MEANWHILE:
            self.progress(Step(self._step, self._loaded, self._to_load, BYTES))

    def go_on(self) -> None:
        """Raise BuildStoppedError if the build shall be stopped, or has failed elsewhere."""
        if self._given_up or (self._stop is not None and self._stop()):
            raise BuildStoppedError

    def give_up(self) -> None:
        """Let whatever still works on the build stop as soon as it can."""
        self._given_up = True

    def wait(self, result: Future[T]) -> T:
        """Return what another thread has done, once it has."""
        while not wait([result], _LOOK_SECONDS).done:
            self.go_on()
        return result.result()
