"""How far long work is: the step under way, how much of it is done, and how long the rest of it may take."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

STEPS, BYTES, ROWS, ENTRIES = "steps", "bytes", "rows", "entries"
"""Units: steps of the work itself, bytes of what is read, rows of a table, entries of a file."""
_LEAST_SECONDS, _LEAST_SHARE = 1.0, 0.01
"""Before so much is done, how fast it goes says nothing about the rest."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, and how much of it."""

    name: str
    done: int = 0
    total: int = 0
    """0 where nobody knows."""
    unit: str = STEPS
    """One of the units above: with `STEPS`, `done` says how many steps are behind, and this is the next."""

    @property
    def share(self) -> float:
        """What is done of it, from 0 to 1; 0 where nobody knows.

        Examples
        --------
        >>> Step("reading", 300, 1200, BYTES).share
        0.25
        """
        return min(self.done / self.total, 1.0) if self.total else 0.0


Progress = Callable[[Step], None]
"""Told before each step, and now and then within it."""
Stop = Callable[[], bool]
"""Whether somebody has asked for the work to be stopped."""


class Pace:
    """How fast the step under way goes, as far as it was told of.

    Parameters
    ----------
    clock
        Seconds of a clock that only goes on.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[Step, float] | None = None
        self.step = Step("")

    def hear(self, step: Step) -> None:
        """Take in how far it is now."""
        if self._first is None or (step.name, step.unit) != (self.step.name, self.step.unit):
            self._first = (step, self._clock())
        self.step = step

    @property
    def seconds_left(self) -> float | None:
        """How long the rest of the step takes at the pace so far; None while that tells nothing.

        What was done when the step was first heard of, because the work goes on from there, is not counted.
        """
        if self._first is None or self.step.unit == STEPS or not self.step.total:
            return None
        began, at = self._first
        passed, done = self._clock() - at, self.step.done - began.done
        if passed < _LEAST_SECONDS or done < self.step.total * _LEAST_SHARE:
            return None
        return passed / done * max(self.step.total - self.step.done, 0)
