"""Build a store from data files: read, judge, derive; then write a new build and switch to it.

Nothing that fails on the way, from a broken file to a full disk, touches the build in use.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from graph.builds import InputFile, Manifest
from graph.errors import Problem
from graph.ingest.checking import read_sources
from graph.ingest.keeping import with_imports
from graph.ingest.large import LargeFile, large_file
from graph.ingest.parts import HELD, Part, written_parts
from graph.ingest.places import Given, Written, place_at, taken_into_memory
from graph.ingest.reading import Source, data_files, parse, source_of_bytes
from graph.ingest.settling import with_decisions
from graph.ingest.working import Work
from graph.namespaces import GRAPH_CURATED
from graph.progress import Progress
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

    What users decided about joins in that store stays decided, as far as it is about what is built.

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
        given = _given(files)
        whole = with_imports(given, place) if keep_imports else given
        written = write(with_decisions(whole, location), Work(progress))
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
        text = source_of_bytes(inputs.encode(), "<text>", ".ttl")
        given = Given(partial(_written, [text]), inputs_of([text]), (text,))
    else:
        given = _given(data_files(inputs))
    return taken_into_memory(given, Work())[0]


def _given(files: Sequence[Path]) -> Given:
    """Return what is in `files`: large ones as they are, the others as statements."""
    large = [found for path in files if (found := large_file(path)) is not None]
    sources = read_sources(path for path in files if path not in {one.path for one in large})

    def parts(folder: Path) -> list[Part]:
        whole = [Part(GRAPH_CURATED, one.path, inputs_of([one])[0], written_here=False) for one in large]
        return [*whole, *_written(sources, folder)]

    return Given(parts, inputs_of([*sources, *large]), (*sources, *large))


def _written(sources: Sequence[Source], folder: Path) -> list[Part]:
    return written_parts(parse(sources), folder, HELD)


def inputs_of(sources: Iterable[Source | LargeFile]) -> tuple[InputFile, ...]:
    """Return what the manifest says of `sources`."""
    return tuple(InputFile(Path(source.name).name, source.sha256) for source in sources)
