"""Where a build is put: a store directory of this machine, or a SPARQL server; whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.builds import Manifest, current_build
from graph.errors import InputError, StoreMissingError
from graph.ingest.uploading import description_at, graphs_at, loading_into, server_at
from graph.ingest.writing import exclusive, prune, switch, write_build
from graph.layout import is_address, local_directory
from graph.store import Store, open_store

Progress = Callable[[str, int, int], None]
"""Told before each step: what is being done, how many steps are behind, how many there are."""
_STEPS = ("reading", "judging", "deriving", "writing", "switching")


@dataclass(frozen=True, slots=True)
class Written:
    """A build that was put somewhere."""

    name: str
    made: bool = True
    """Whether it is another than the one that was in use before."""
    resumed_chunks: int = 0
    """Parts of it that an earlier attempt had brought there."""


Write = Callable[[Store, Manifest], Written]
"""Writes a build and lets it be the one in use."""


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

    @contextmanager
    def exclusive(self, progress: Progress | None) -> Iterator[Write]:
        """Hold the directory for one build; see `graph.ingest.writing.exclusive` for what it raises."""

        def write(store: Store, manifest: Manifest) -> Written:
            announce = announcer(progress)
            announce("writing")
            name = write_build(store, manifest, self._path)
            announce("switching")
            switch(self._path, name)
            prune(self._path, name)
            return Written(name)

        with exclusive(self._path):
            yield write


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

    @contextmanager
    def exclusive(self, progress: Progress | None) -> Iterator[Write]:
        """Hold the server for one build; see `graph.ingest.uploading.loading_into` for what it raises."""
        with loading_into(self.opened) as destination:

            def write(store: Store, manifest: Manifest) -> Written:
                upload = destination.upload(store, manifest, progress)
                return Written(upload.description.build_name, upload.made, upload.resumed_chunks)

            yield write


def place_at(location: str | Path) -> Directory | Address:
    """Return the place of a store: a directory, or a server where `location` is an address.

    Raises
    ------
    InputError
        If it can be neither.
    """
    return Address(str(location)) if is_address(location) else Directory(local_directory(location))


def announcer(progress: Progress | None) -> Callable[[str], None]:
    """Return what to call with the name of each step of a build."""

    def announce(step: str) -> None:
        if progress is not None:
            progress(step, _STEPS.index(step), len(_STEPS))

    return announce
