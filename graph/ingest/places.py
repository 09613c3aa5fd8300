"""Where a build is put: a store directory of this machine, or a SPARQL server; whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.builds import InputFile, Manifest, current_build
from graph.errors import InputError, Problem, StoreMissingError
from graph.ingest.bulk_deriving import Following
from graph.ingest.large import LargeFile
from graph.ingest.parts import Part, judged_files
from graph.ingest.reading import Source
from graph.ingest.room import require_room
from graph.ingest.taking import Taken, take_in
from graph.ingest.uploading import description_at, graphs_at, loading_into, server_at
from graph.ingest.working import Work
from graph.ingest.writing import exclusive, fresh_build, prune, switch
from graph.layout import is_address, local_directory
from graph.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Given:
    """What shall be built."""

    parts: Callable[[Path], Sequence[Part]]
    """Writes all parts into a folder, where they are not in files already."""
    inputs: tuple[InputFile, ...]
    sources: tuple[Source | LargeFile, ...] = ()
    """The files among which a problem is looked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """A build that was put somewhere."""

    name: str
    manifest: Manifest
    warnings: tuple[Problem, ...] = ()
    made: bool = True
    """Whether it is another than the one that was in use before."""
    resumed_chunks: int = 0
    """Parts of it that an earlier attempt had brought there."""


Write = Callable[[Given, Work], Written]
"""Judges what is given, derives from it, writes it as a build and lets that be the one in use."""


def tried(given: Given, work: Work) -> Written:
    """Judge what is given and derive from it, and write nothing but temporary files."""
    with tempfile.TemporaryDirectory(prefix="armsgraph-") as folder:
        work.step("reading")
        parts = given.parts(Path(folder))
        taken = take_in(parts, None, work, given.inputs, Path(folder), sources=given.sources)
    return Written("", taken.manifest, taken.warnings, made=False)


def taken_into_memory(given: Given, work: Work) -> tuple[Store, Taken]:
    """Return a store in memory that holds what is given and what follows from it."""
    store = open_store()
    with tempfile.TemporaryDirectory(prefix="armsgraph-") as folder:
        work.step("reading")
        parts = given.parts(Path(folder))
        taken = take_in(parts, store, work, given.inputs, Path(folder), sources=given.sources)
    return store, taken


class Directory:
    """A store directory of this machine."""

    def __init__(self, path: Path) -> None:
        if path.exists() and not path.is_dir():
            raise InputError(
                f"The store {str(path)!r} is a file; give a directory, which is made if need be."
            )
        self.location = self.opened = str(path)
        self._path = path

    def build_in_use(self) -> tuple[str, Manifest]:
        """Return the name of the build in use and what it says; raise StoreError where there is none."""
        build = current_build(self._path)
        return build.path.name, build.manifest

    def graphs(self) -> tuple[str, ...]:
        """Return the graphs of the build in use."""
        return open_store(self._path).graphs()

    def held(self) -> Store:
        """Return the build in use."""
        return open_store(self._path)

    @contextmanager
    def exclusive(self) -> Iterator[Write]:
        """Hold the directory for one build; see `graph.ingest.writing.exclusive` for what it raises."""
        with exclusive(self._path):
            yield self._write

    def _write(self, given: Given, work: Work) -> Written:
        def beside(following: Following) -> None:
            work.step("writing")
            fresh.write_beside(following, judged_files(parts))

        with fresh_build(self._path, given.inputs) as fresh:
            work.step("reading")
            parts = given.parts(fresh.parts)
            require_room(parts, self._path)
            taken = take_in(
                parts, fresh.store, work, given.inputs, fresh.parts, sources=given.sources, beside=beside
            )
            work.step("switching")
            name = fresh.finish(taken.manifest)
        switch(self._path, name)
        prune(self._path, name)
        return Written(name, taken.manifest, taken.warnings)


class Address:
    """A SPARQL server."""

    def __init__(self, address: str) -> None:
        server = server_at(address)
        self.location = server.address
        self.opened = address

    def build_in_use(self) -> tuple[str, Manifest]:
        """Return the name of the build in use and what it says; raise StoreError where there is none."""
        held = description_at(self.opened)
        if held is None:
            raise StoreMissingError(
                f"The server {self.location!r} holds no finished build; bring one there with "
                f"`armsgraph build --store {self.location}`."
            )
        return held.build_name, held.manifest

    def graphs(self) -> tuple[str, ...]:
        """Return the graphs of the build in use: a server may hold others that are not ours."""
        return tuple(sorted(graphs_at(self.opened)))

    def held(self) -> Store:
        """Return the build in use; raise StoreError where there is none."""
        name, _ = self.build_in_use()
        return open_store(self.opened, build_name=name)

    @contextmanager
    def exclusive(self) -> Iterator[Write]:
        """Hold the server for one build; see `graph.ingest.uploading.loading_into` for what it raises."""
        with loading_into(self.opened) as destination:

            def write(given: Given, work: Work) -> Written:
                store, taken = taken_into_memory(given, work)
                upload = destination.upload(store, taken.manifest, work.progress)
                return Written(
                    upload.description.build_name,
                    taken.manifest,
                    taken.warnings,
                    upload.made,
                    upload.resumed_chunks,
                )

            yield write


def place_at(location: str | Path) -> Directory | Address:
    """Return the place of a store: a directory, or a server where `location` is an address.

    Raises
    ------
    InputError
        If it can be neither.
    """
    return Address(str(location)) if is_address(location) else Directory(local_directory(location))
