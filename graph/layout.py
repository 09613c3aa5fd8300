"""The layout of a store directory: which builds it holds and which one is in use.

Only the standard library is imported, and of that little, so that a command which reads nothing but the
label index starts fast::

    DIR/CURRENT                    the name of the build in use, replaced in one step
    DIR/builds/<name>/oxigraph/    the quads
    DIR/builds/<name>/labels.sqlite
    DIR/builds/<name>/columns/     the claims as numbers; derived anew where it is missing
    DIR/builds/<name>/links/       the links between entities as numbers; likewise
    DIR/builds/<name>/manifest.json
    DIR/builds/.partial-<name>/    a build that has not finished
    DIR/build.lock                 held by the process that builds
    DIR/perspectives/, DIR/judgements/   what users keep: no build touches it
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.errors import InputError, StoreError, StoreLockedError, StoreMissingError, StoreVersionError
from graph.settings import STORE_FORMAT_VERSION

CURRENT = "CURRENT"
BUILDS = "builds"
LOCK = "build.lock"
PARTIAL = ".partial-"
OXIGRAPH = "oxigraph"
LABELS = "labels.sqlite"
COLUMNS = "columns"
LINKS = "links"
WEIGHTS = "weights"
MANIFEST = "manifest.json"
_SHORT = 16
"""Hexadecimal digits that tell the folders of two servers apart."""


def is_address(location: str | Path) -> bool:
    """Return whether `location` is the address of a server, not a place on this machine.

    Examples
    --------
    >>> is_address("https://example.org/sparql"), is_address("/var/lib/armsgraph")
    (True, False)
    """
    return str(location).lower().startswith(("http://", "https://"))


def local_directory(location: str | Path) -> Path:
    """Return `location` as a path of this machine, or refuse an address.

    Examples
    --------
    >>> local_directory("http://127.0.0.1:7878/")
    Traceback (most recent call last):
    ...
    graph.errors.InputError: The store 'http://127.0.0.1:7878/' is the address of a server, where a \
directory is needed here; give a directory.
    """
    if is_address(location):
        raise InputError(
            f"The store {str(location)!r} is the address of a server, where a directory is needed here; "
            "give a directory."
        )
    scheme, found, _ = str(location).partition("://")
    if found and scheme.isalnum():
        raise InputError(
            f"The store {str(location)!r} is neither a directory nor a server: {scheme}:// is "
            "not supported. Give the path of a directory, or an address that begins with http:// or https://."
        )
    return Path(location).expanduser()


def kept_beside(location: str | Path, folder: str) -> Path:
    """Return where users keep `folder` of a store: beside its builds, for a server in their own folder.

    Nothing is made.
    """
    if not is_address(location):
        return local_directory(location) / folder
    import hashlib

    import platformdirs

    kept = Path(platformdirs.user_data_dir("armsgraph", appauthor=False))
    return kept / "servers" / hashlib.sha256(str(location).encode()).hexdigest()[:_SHORT] / folder


def folder_in_use(location: str | Path, build: str = "") -> tuple[Path, dict[str, Any]]:
    """Return the folder of a build in the store directory `location`, and its manifest.

    Without the name of a `build` it is the one in use.

    Raises
    ------
    StoreMissingError
        If there is no store, or no such build in it.
    StoreLockedError
        If its first build is still at work in another process.
    StoreVersionError
        If another version of armsgraph built it.
    StoreError
        If it is half-built or cannot be read.
    """
    directory = local_directory(location)
    path = directory / BUILDS / (_safe(build, directory) if build else _current_name(directory))
    if build and not path.is_dir():
        raise StoreMissingError(f"The store {str(directory)!r} does not hold the build {build!r} any more.")
    manifest = _read_manifest(path, directory)
    for part in (path / OXIGRAPH, path / LABELS):
        if not part.exists():
            raise _half_built(directory, f"{part.name} is missing from build {path.name}")
    return path, manifest


def _current_name(directory: Path) -> str:
    try:
        name = (directory / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise _nothing_finished(directory) from None
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"The store {str(directory)!r} cannot be read: {error}.") from error
    return _safe(name, directory)


def _safe(name: str, directory: Path) -> str:
    """Return the name of a build; raise if it can be none."""
    if not name or Path(name).name != name or name.startswith("."):
        raise _half_built(directory, f"its file {CURRENT} names no build, but {name!r}")
    return name


def _nothing_finished(directory: Path) -> StoreError:
    if is_being_built(directory):
        return StoreLockedError(
            f"The store {str(directory)!r} is being built by another process; wait until it has finished."
        )
    if (directory / BUILDS).is_dir():
        # Whoever makes the first build there, such as an import that goes on, finds nothing yet.
        return StoreMissingError(_half_built_sentence(directory, "no build in it has finished"))
    if directory.is_dir() and any(directory.iterdir()):
        return StoreMissingError(
            f"The directory {str(directory)!r} holds no armsgraph store. "
            "Give another with --store, or make one there with `armsgraph build`."
        )
    return StoreMissingError(f"There is no store at {str(directory)!r}. Make one with `armsgraph build`.")


def is_being_built(location: str | Path) -> bool:
    """Return whether a process builds in the store directory `location`; of a server nobody here can tell."""
    directory = Path(location)
    if is_address(location) or not (directory / LOCK).is_file():
        return False
    from filelock import FileLock, Timeout

    try:
        with FileLock(directory / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        # A directory we may not write to tells nothing about a builder.
        return False


def _half_built(directory: Path, reason: str) -> StoreError:
    return StoreError(_half_built_sentence(directory, reason))


def _half_built_sentence(directory: Path, reason: str) -> str:
    return f"The store {str(directory)!r} is half-built: {reason}. Run `armsgraph build` to finish it."


def _read_manifest(path: Path, directory: Path) -> dict[str, Any]:
    try:
        content = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        _require_version(int(content["format_version"]), directory)
        missing = {"created", "counts", "inputs"} - set(content)
    except FileNotFoundError:
        raise _half_built(directory, f"build {path.name} has no {MANIFEST}") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _half_built(directory, f"{MANIFEST} of build {path.name} cannot be read ({error})") from error
    if missing:
        raise _half_built(directory, f"{MANIFEST} of build {path.name} lacks {', '.join(sorted(missing))}")
    return dict(content)


def _require_version(version: int, directory: Path) -> None:
    if version < STORE_FORMAT_VERSION:
        raise StoreVersionError(
            f"The store {str(directory)!r} has the older format {version}; this armsgraph reads format "
            f"{STORE_FORMAT_VERSION}. Run `armsgraph build` to build it again."
        )
    if version > STORE_FORMAT_VERSION:
        raise StoreVersionError(
            f"The store {str(directory)!r} has the newer format {version}; this armsgraph reads format "
            f"{STORE_FORMAT_VERSION}. Upgrade armsgraph, or run `armsgraph build` with this one."
        )
