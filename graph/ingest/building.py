"""Build a store from data files: read, judge, derive; then write a new build and switch to it.

Nothing that fails on the way, from a broken file to a full disk, touches the build in use.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.builds import InputFile, Manifest
from graph.errors import Problem
from graph.ingest.checking import read_sources
from graph.ingest.keeping import with_imports
from graph.ingest.parts import Part, written_parts
from graph.ingest.places import Given, Written, place_at, taken_into_memory
from graph.ingest.reading import Source, data_files, parse, source_of_bytes
from graph.ingest.working import Progress, Work
from graph.store import Store


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build has made."""

    location: str
    name: str
    manifest: Manifest
    warnings: tuple[Problem, ...]
    """Rules that were broken so lightly that the data was taken all the same."""
    seconds: float
    made: bool = True
    """Whether there is a new build; False where a server holds just this one already."""
    resumed_chunks: int = 0
    """Parts that an interrupted attempt had brought to a server, and which were not sent again."""


def build(
    inputs: Sequence[Path] | None,
    location: str | Path,
    progress: Progress | None = None,
    *,
    keep_imports: bool = True,
) -> BuildReport:
    """Build the store at `location` from the data files `inputs` and switch to it.

    Parameters
    ----------
    inputs
        Files and folders; those shipped with armsgraph if None.
    location
        A store directory, made if it does not exist, or the address of a SPARQL server.
    progress
        Called before each step.
    keep_imports
        Whether the imports that the store holds stay beside the files.

    Raises
    ------
    InputError
        If a file does not exist or has an unknown extension, or `location` is no directory.
    DataError
        If a file breaks the syntax of its format or a rule of the model; `violations` holds all of them.
    StoreLockedError
        If another process builds here.
    StoreError
        If the directory or the server cannot be written to.
    """
    started = time.monotonic()
    place = place_at(location)
    files = data_files(inputs)
    with place.exclusive() as write:
        given = _given(read_sources(files))
        written = write(with_imports(given, place) if keep_imports else given, Work(progress))
    return report_of(place.location, written, time.monotonic() - started)


def report_of(location: str, written: Written, seconds: float) -> BuildReport:
    """Return what to tell of a build that was put somewhere."""
    return BuildReport(
        location,
        written.name,
        written.manifest,
        written.warnings,
        seconds,
        written.made,
        written.resumed_chunks,
    )


def build_in_memory(inputs: Sequence[Path] | str | None = None) -> Store:
    """Return a store in memory built from files, or from a text in Turtle.

    Raises
    ------
    InputError
        If a file does not exist or has an unknown extension.
    DataError
        If the data breaks the syntax of its format or a rule of the model.
    """
    if isinstance(inputs, str):
        sources = [source_of_bytes(inputs.encode(), "<text>", ".ttl")]
    else:
        sources = read_sources(data_files(inputs))
    return taken_into_memory(_given(sources), Work())[0]


def _given(sources: Sequence[Source]) -> Given:
    inputs = inputs_of(sources)

    def parts(folder: Path) -> list[Part]:
        return written_parts(parse(sources), folder, InputFile("", ""))

    return Given(parts, inputs, tuple(sources))


def inputs_of(sources: Iterable[Source]) -> tuple[InputFile, ...]:
    """Return what the manifest says of `sources`."""
    return tuple(InputFile(Path(source.name).name, source.sha256) for source in sources)
