"""Build a store from any number of triples: bulk loaded, judged and derived as numbers; whole or not."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.builds import InputFile
from graph.errors import StoreLockedError, StoreMissingError
from graph.ingest.building import BuildReport, report_of
from graph.ingest.parts import HELD, Part, held_in
from graph.ingest.places import Address, Directory, Given, place_at, tried
from graph.ingest.working import Work
from graph.progress import Progress, Stop

__all__ = ["Part", "build_parts", "held_parts"]


def build_parts(
    parts: Sequence[Part] | Callable[[], Sequence[Part]],
    location: str | Path,
    *,
    check: bool = False,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> BuildReport:
    """Build the store at `location` from `parts` alone and switch to it; or nothing changes.

    Parameters
    ----------
    parts
        All that the store shall hold of what people wrote and imported; where that depends on what it holds,
        a function that is called once nobody else can change it.
    location
        A store directory, made if it does not exist, or the address of a SPARQL server.
    check
        Judge and derive, but write nothing there.
    progress
        Called before each step.
    stop
        Asked between steps and within long ones; where it says True the build is given up.

    Raises
    ------
    DataError
        If a part is not N-Triples, or together they break a rule of the model.
    BuildStoppedError
        If `stop` says so.
    StoreLockedError
        If another process builds here.
    StoreError
        If there is not room enough, or the directory or the server cannot be written to.
    """
    started = time.monotonic()
    place = place_at(location)
    work = Work(progress, stop)
    if check:
        written = tried(_given(parts, place, work), work)
    else:
        with place.exclusive() as write:
            written = write(_given(parts, place, work), work)
    return report_of(place.location, written, time.monotonic() - started)


def held_parts(location: str | Path, folder: Path) -> list[Part]:
    """Write what people wrote into the build in use into `folder`, one file a graph, and return them.

    Raises
    ------
    StoreError
        If there is no build, or it cannot be read.
    """
    return held_in(place_at(location).held(), folder)


def _given(
    parts: Sequence[Part] | Callable[[], Sequence[Part]], place: Directory | Address, work: Work
) -> Given:
    if callable(parts):
        work.step("reading")
        parts = parts()
    found = parts
    return Given(lambda _: found, _inputs(found, place))


def _inputs(parts: Sequence[Part], place: Directory | Address) -> tuple[InputFile, ...]:
    """Return what went into `parts`; for those held before, what went into the build that held them."""
    given = list(dict.fromkeys(part.input for part in parts))
    if HELD in given:
        new = {one.name for one in given}
        given = [*(one for one in _held_inputs(place) if one.name not in new), *given]
    return tuple(one for one in given if one != HELD)


def _held_inputs(place: Directory | Address) -> tuple[InputFile, ...]:
    """Return what went into the build in use; nothing where there is none: parts can come from elsewhere."""
    try:
        return place.build_in_use()[1].inputs
    except (StoreMissingError, StoreLockedError):  # by the first build, which this one is
        return ()
