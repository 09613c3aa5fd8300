"""Finished builds of a store, and what each says about itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph import layout


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that went into a build, by name and digest."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build says about itself."""

    format_version: int
    created: str
    counts: Mapping[str, int] = field(default_factory=dict)
    inputs: tuple[InputFile, ...] = ()

    def to_json(self) -> str:
        """Return the manifest as the text of `manifest.json`."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class Build:
    """One finished build inside a store directory."""

    path: Path
    manifest: Manifest

    @property
    def oxigraph(self) -> Path:
        """Where the quads lie."""
        return self.path / layout.OXIGRAPH

    @property
    def labels(self) -> Path:
        """Where the label index lies."""
        return self.path / layout.LABELS

    @property
    def columns(self) -> Path:
        """Where the columns lie; whoever finds none there derives them."""
        return self.path / layout.COLUMNS


def current_build(location: str | Path, name: str = "") -> Build:
    """Return the build in use in the store directory `location`, or the one called `name`.

    Raises
    ------
    StoreMissingError
        If there is no store.
    StoreLockedError
        If its first build is still at work in another process.
    StoreVersionError
        If another version of armsgraph built it.
    StoreError
        If it is half-built or cannot be read.
    """
    path, written = layout.folder_in_use(location, name)
    inputs = tuple(InputFile(**entry) for entry in written["inputs"])
    manifest = Manifest(
        int(written["format_version"]), str(written["created"]), dict(written["counts"]), inputs
    )
    return Build(path, manifest)
