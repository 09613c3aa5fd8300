"""Add files to what a store holds, replace a graph of it, or take one away; see `graph.ingest.changing`."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.errors import InputError
from graph.ingest.annexes import read_beside, require_writable
from graph.ingest.building import inputs_of
from graph.ingest.changing import ChangeReport, Held, Wanted, change, with_inputs
from graph.ingest.hierarchy import wider_classes
from graph.ingest.reading import FORMATS, Source, as_written, data_files, parse, read_source, source_of_bytes
from graph.namespaces import AG, GRAPH_CURATED, RDF
from graph.progress import Progress
from graph.settings import LIMITS

STDIN = "-"
_COMPRESSED = ".gz"
_GZIP_WINDOW = 31
"""What tells zlib that a gzip header comes first."""
_TYPE = ox.NamedNode(RDF + "type")
Allowed = Callable[[Held], None]
"""Raises where what is held is not what somebody thought it was."""


def sources_named(names: Sequence[str], stdin: IO[bytes], extension: str = "") -> list[Source]:
    """Read what `names` name: files, folders, files packed by gzip, and ``-`` for `stdin`.

    Parameters
    ----------
    names
        As a person types them.
    stdin
        Where ``-`` is read from.
    extension
        What it holds, as one of `FORMATS`.

    Raises
    ------
    InputError
        If one cannot be read, is too large unpacked, or is of no known format.
    DataError
        If one is not UTF-8.
    """
    found: list[Source] = []
    for name in names:
        if name == STDIN:
            found.append(source_of_bytes(stdin.read(), "stdin", _known(extension)))
        elif name.lower().endswith(_COMPRESSED):
            found.append(_unpacked(Path(name)))
        else:
            found += [read_source(path) for path in data_files([Path(name)])]
    return found


def add(
    sources: Sequence[Source],
    location: str | Path,
    graph: str = GRAPH_CURATED,
    *,
    check: bool = False,
    progress: Progress | None = None,
    allowed: Allowed | None = None,
) -> ChangeReport:
    """Add `sources` to the graph `graph` of the store at `location`.

    What is held already makes no difference: the same file twice makes no second build.

    Parameters
    ----------
    sources
        What to add.
    location, check, progress
        See `graph.ingest.changing.change`.
    graph
        The curated graph, or one beside it.
    allowed
        Called with what is held, before anything is done.

    Raises
    ------
    InputError
        If nobody may write `graph`.
    DataError, StoreError
        See `graph.ingest.changing.change`.
    """
    require_writable(graph)

    def wanted(held: Held) -> Wanted:
        if allowed is not None:
            allowed(held)
        inputs = with_inputs(held, inputs_of(sources))
        if graph == GRAPH_CURATED:
            given, imported = _by_home(sources)
            curated = [*as_written([*held.curated, *given]), *held.imported(imported)]
            return Wanted(curated, held.beside, inputs, tuple(sources))
        more = [quad for source in sources for quad in read_beside(source, graph)]
        return Wanted(held.curated, [*held.beside, *more], inputs, tuple(sources))

    return change(location, wanted, check=check, progress=progress)


def put(
    sources: Sequence[Source], location: str | Path, graph: str, *, allowed: Allowed | None = None
) -> ChangeReport:
    """Let `graph` hold what is in `sources` and nothing else; none of them takes the graph away.

    Raises
    ------
    InputError, DataError, StoreError
        See `add`.
    """
    require_writable(graph)

    def wanted(held: Held) -> Wanted:
        if allowed is not None:
            allowed(held)
        inputs = inputs_of(sources)
        if graph == GRAPH_CURATED:
            given, imported = _by_home(sources)
            return Wanted([*given, *held.imported(imported)], held.beside, inputs, tuple(sources))
        kept = held.beside - held.graph(graph)
        new = [quad for source in sources for quad in read_beside(source, graph)]
        return Wanted(held.curated, [*kept, *new], with_inputs(held, inputs), tuple(sources))

    return change(location, wanted)


def _by_home(sources: Sequence[Source]) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """Return what `sources` hold of the curated graph, and of imports."""
    quads = parse(sources)
    own = ox.NamedNode(GRAPH_CURATED)
    return [one for one in quads if one.graph_name == own], [one for one in quads if one.graph_name != own]


def newcomers(quads: Iterable[ox.Quad]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the IRIs of the claims and of the entities that `quads` declare, in order.

    Examples
    --------
    >>> claim = ox.NamedNode("https://w3id.org/armsgraph/id/claim/x")
    >>> newcomers([ox.Quad(claim, _TYPE, ox.NamedNode(AG + "ReferenceClaim"))])
    (('https://w3id.org/armsgraph/id/claim/x',), ())
    """
    claims: set[str] = set()
    entities: set[str] = set()
    for quad in quads:
        if quad.predicate == _TYPE and isinstance(quad.subject, ox.NamedNode):
            kind = str(getattr(quad.object, "value", ""))
            kinds = wider_classes().get(kind, frozenset()) | {kind}
            if AG + "Claim" in kinds:
                claims.add(quad.subject.value)
            if AG + "Entity" in kinds:
                entities.add(quad.subject.value)
    return tuple(sorted(claims)), tuple(sorted(entities))


def _known(extension: str) -> str:
    given = extension if extension.startswith(".") else f".{extension}"
    if given.lower() not in FORMATS:
        choices = ", ".join(one.removeprefix(".") for one in FORMATS)
        said = f"{extension!r} is none" if extension else "none is given"
        raise InputError(f"What is read from stdin needs a format, and {said}; choose from {choices}.")
    return given.lower()


def _unpacked(path: Path) -> Source:
    """Return what the gzip file at `path` holds, under its own name."""
    inner = Path(path.name[: -len(_COMPRESSED)])
    if inner.suffix.lower() not in FORMATS:
        choices = ", ".join(one + _COMPRESSED for one in FORMATS)
        raise InputError(
            f"The file {str(path)!r} is not named after what it holds: it must end in {choices}."
        )
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise InputError(f"The file {str(path)!r} cannot be read: {error.strerror}.") from error
    return source_of_bytes(unpack(packed, str(path)), str(path), inner.suffix.lower())


def unpack(packed: bytes, name: str, most: int = LIMITS.unpacked_max_bytes) -> bytes:
    """Return the bytes that gzip packed, all members of it.

    Raises
    ------
    InputError
        If `packed` is no gzip, ends too early, or grows beyond `most` bytes.
    """
    out: list[bytes] = []
    size = 0
    while packed:
        member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            out.append(member.decompress(packed, most - size + 1))
        except zlib.error as error:
            raise InputError(f"The file {name!r} is not packed by gzip: {error}.") from error
        size += len(out[-1])
        if size > most:
            raise InputError(f"The file {name!r} holds more than {most} bytes unpacked; give a smaller one.")
        if not member.eof:
            raise InputError(f"The file {name!r} ends before its gzip does: it is cut off.")
        packed = member.unused_data
    return b"".join(out)
