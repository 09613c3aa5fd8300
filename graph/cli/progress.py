"""How far long work is: a bar on a terminal, gone in the end; elsewhere a line now and then, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from graph.cli.output import note
from graph.progress import BYTES, STEPS, Pace, Progress, Step
from graph.settings import BULK_LIMITS

_MEGABYTE = 1_000_000


@contextmanager
def progress_bar(quiet: bool = False) -> Iterator[Progress | None]:
    """Yield what to call before each step and within it; None where nothing shall be told.

    Parameters
    ----------
    quiet
        Whether the person wants to hear of results and mistakes only.
    """
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as report:
            yield report
    else:
        yield _Lines().report


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    pace = Pace()
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def report(step: Step) -> None:
            pace.hear(step)
            bar.update(task, description=told(pace), completed=step.done, total=step.total or None)

        yield report


class _Lines:
    """Tells of work that takes long in lines: nothing of what is soon over, then one every so often."""

    def __init__(self) -> None:
        self._pace = Pace()
        self._last = time.monotonic()

    def report(self, step: Step) -> None:
        self._pace.hear(step)
        now = time.monotonic()
        if now - self._last >= BULK_LIMITS.progress_line_seconds:
            self._last = now
            note(told(self._pace))


def told(pace: Pace) -> str:
    """Return in words what is being done, how much of it, and how long the rest takes.

    Examples
    --------
    >>> pace = Pace()
    >>> pace.hear(Step("rows", 12_000_000, 48_000_000, BYTES))
    >>> told(pace)
    'rows: 12 of 48 MB, 25 %'
    """
    step = pace.step
    if step.unit == STEPS:
        return f"{step.name} (step {step.done + 1} of {step.total})" if step.total else step.name
    unit, size = ("MB", _MEGABYTE) if step.unit == BYTES else (step.unit, 1)
    words = f"{step.name}: {step.done / size:,.0f} of {step.total / size:,.0f} {unit}, {step.share:.0%}"
    words = words.replace("%", " %")
    left = pace.seconds_left
    return words if left is None else f"{words}, {duration(left)} left"


def duration(seconds: float) -> str:
    """Return a time as people say it.

    Examples
    --------
    >>> duration(8.2), duration(300), duration(7_260)
    ('8 s', '5 min', '2 h 1 min')
    """
    if seconds < 120:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
