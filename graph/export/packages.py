"""Where formats of several files go: into one zip, or into a folder of their own."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The least date a zip knows: the same graph gives the same bytes on any day."""


class Package(Protocol):
    """Takes files one after the other."""

    def file(self, name: str, *, compressed: bool = True) -> IO[bytes]:
        """Open the file `name` for writing; it is to be closed before the next one."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is there and empty."""

    path: Path

    def file(self, name: str, *, compressed: bool = True) -> IO[bytes]:
        """Open the file `name` in the folder, as it is."""
        del compressed
        return (self.path / name).open("wb")


@dataclass(frozen=True, slots=True)
class Zip:
    """A zip that is being written."""

    package: zipfile.ZipFile

    def file(self, name: str, *, compressed: bool = True) -> IO[bytes]:
        """Open the file `name` in the zip; what is compressed in itself need not be once more."""
        entry = zipfile.ZipInfo(name, EPOCH)
        entry.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
        return self.package.open(entry, "w", force_zip64=True)


@contextmanager
def zip_into(output: IO[bytes], remark: str) -> Iterator[Zip]:
    """Yield a zip that goes to `output`, and which says `remark` of itself."""
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = remark.encode("ascii", "replace")
        yield Zip(package)
