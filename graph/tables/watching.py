"""A file that is read and must be the same at the end: its size, times, place on the disk and digest."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from graph.errors import TableError

_CHUNK_BYTES = 262_144
_PACKED = b"\x1f\x8b"
Identity = tuple[int, int, int, int, int]
"""Device, inode, size, and the times of the last change of its content and of itself, in nanoseconds."""


class Watch:
    """One table on the disk, over all the times that it is read.

    Parameters
    ----------
    path
        The file, plain or packed by gzip.

    Raises
    ------
    TableError
        If it is missing, no ordinary file, empty, or may not be read.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "table.csv")
    >>> _ = path.write_bytes(b"place\\nBelgorod\\n")
    >>> watch = Watch(path)
    >>> with watch.opened() as stream:
    ...     stream.read()
    b'place\\nBelgorod\\n'
    >>> watch.digest[:8]
    '31dd25f6'
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.digest = ""
        """SHA-256 of the file as it lies there, in hexadecimal; empty before it was read to its end."""
        self._identity = self._identity_now()
        self.bytes_read = 0
        """How much of the file the reading under way has taken in, as it lies on the disk."""

    @property
    def size(self) -> int:
        """Bytes of the file as it lies there."""
        return self._identity[2]

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the file, unpacked; when it is left at its end, say whether it is still the same.

        Raises
        ------
        TableError
            If it changed, cannot be read on, or its gzip is cut off or broken.
        """
        with _faults_told(self.path), self.path.open("rb") as file:
            hashed = _Hashed(file, self)
            stream = io.BufferedReader(cast(io.RawIOBase, hashed), _CHUNK_BYTES)
            yield _unpacked(stream)
            while stream.read(_CHUNK_BYTES):  # what stands after the last line, or after the packed file
                pass
        self.require_same(hashed.digest())
        self.digest = hashed.digest()

    @contextmanager
    def peeked(self) -> Iterator[IO[bytes]]:
        """Open the file, unpacked, to look at its beginning only.

        Raises
        ------
        TableError
            If it cannot be read, or its gzip is broken there.
        """
        with _faults_told(self.path), self.path.open("rb") as file:
            yield _unpacked(io.BufferedReader(cast(io.FileIO, file), _CHUNK_BYTES))

    def require_same(self, digest: str = "") -> None:
        """Raise TableError where the file is not the same any more, or has another digest than before."""
        if self._identity_now() != self._identity or (digest and digest != (self.digest or digest)):
            raise TableError(
                f"The file {str(self.path)!r} changed while it was read, so nothing of it was taken. "
                "Begin again when nobody writes to it, or give a copy."
            )

    def _identity_now(self) -> Identity:
        try:
            found = self.path.stat()
        except OSError as error:
            raise _unreadable(self.path, error) from error
        if stat.S_ISDIR(found.st_mode):
            raise TableError(f"{str(self.path)!r} is a folder; give one table in it.")
        if not stat.S_ISREG(found.st_mode):
            raise TableError(f"{str(self.path)!r} is no ordinary file; write it to one first.")
        if found.st_size == 0:
            raise TableError(f"The file {str(self.path)!r} is empty; a table has at least one line.")
        if not os.access(self.path, os.R_OK):
            raise TableError(f"The file {str(self.path)!r} may not be read by this user.")
        return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@contextmanager
def _faults_told(path: Path) -> Iterator[None]:
    """Turn what the machine or a broken gzip refuses into a sentence about the file at `path`."""
    try:
        yield
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise TableError(f"The file {str(path)!r} is not whole: its gzip is broken ({error}).") from error
    except OSError as error:
        raise _unreadable(path, error) from error


class _Hashed(io.RawIOBase):
    """The bytes of a file, added to a digest as they are read."""

    def __init__(self, file: IO[bytes], watch: Watch) -> None:
        self._file = cast(io.BufferedReader, file)
        self._watch = watch
        self._digest = hashlib.sha256()
        watch.bytes_read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._watch.require_same()  # a table of hours need not be read to its end to be refused
        count = self._file.readinto(buffer)
        self._digest.update(buffer[:count])
        self._watch.bytes_read += count
        return count

    def digest(self) -> str:
        return self._digest.hexdigest()


def _unpacked(stream: io.BufferedReader[Any]) -> IO[bytes]:
    packed = stream.peek(len(_PACKED))[: len(_PACKED)] == _PACKED
    return cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb")) if packed else stream


def _unreadable(path: Path, error: OSError) -> TableError:
    if isinstance(error, FileNotFoundError):
        if str(path) == "-":
            return TableError("Standard input cannot be read twice, as a table is; write it to a file first.")
        return TableError(f"There is no file {str(path)!r}; give the path of a table.")
    return TableError(f"The file {str(path)!r} cannot be read: {error.strerror or error}.")
