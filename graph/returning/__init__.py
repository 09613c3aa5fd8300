"""What exports wrote, read back: the same statements that people wrote, whatever the format.

A file must be an export of the whole graph; of a part, or of the telling of some, what it holds comes back.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeAlias
from xml.etree.ElementTree import ParseError

import pyoxigraph as ox

from graph.errors import DataError, Problem
from graph.returning.collecting import Collected
from graph.returning.networks import read_cytoscape, read_gexf, read_graphml, read_node_link
from graph.returning.reifying import unreified
from graph.returning.tables import read_csv, read_neo4j, read_parquet

__all__ = ["RETURNING", "is_exported_folder", "packed", "returned"]

Reader: TypeAlias = Callable[[IO[bytes], Collected], None]


def returned(content: bytes, name: str, extension: str) -> str:
    """Return what an export tells as N-Quads, each statement in the graph from which it came.

    Parameters
    ----------
    content
        The bytes of the file.
    name
        What it is called, for people.
    extension
        One of `RETURNING`.

    Raises
    ------
    DataError
        If it is not what its extension says, or no export of armsgraph.

    Examples
    --------
    >>> returned(b'{"nodes": [], "edges": []}', "empty.json", ".json")
    ''
    """
    if extension in _RDF_12:
        return "".join(f"{quad} .\n" for quad in _plain(content, name, extension))
    if b"<!DOCTYPE" in content[:_HEAD_BYTES] or b"<!ENTITY" in content[:_HEAD_BYTES]:
        raise _not_ours(name, "The file declares a document type, which no export does; it is not read.")
    collected = Collected()
    try:
        RETURNING[extension](io.BytesIO(content), collected)
        return "".join(f"{quad} .\n" for quad in collected.quads())
    except (
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        ParseError,
        zipfile.BadZipFile,
    ) as error:
        reason = f"no field {error}" if isinstance(error, KeyError) else str(error)
        raise _not_ours(
            name, f"This is not what `armsgraph export` writes with the extension {extension} ({reason})."
        ) from error


def is_exported_folder(path: Path) -> bool:
    """Say whether a folder holds the files of one export, of which a zip would be another form."""
    return any((path / name).is_file() for name in _STATEMENTS)


def packed(folder: Path) -> bytes:
    """Return such a folder as the zip that it could have been.

    Raises
    ------
    OSError
        If a file cannot be read.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as package:
        for file in sorted(one for one in folder.iterdir() if one.is_file()):
            package.write(file, file.name)
    return content.getvalue()


def _plain(content: bytes, name: str, extension: str) -> Iterator[ox.Quad]:
    try:
        for quad in ox.parse(content, _RDF_12[extension]):
            yield from unreified(quad)
    except SyntaxError as error:
        raise _not_ours(name, f"This is not RDF 1.2: {error.msg}.") from error


def _zipped(file: IO[bytes], into: Collected) -> None:
    with zipfile.ZipFile(file) as package:
        held = set(package.namelist())
        if "nodes.parquet" in held:
            read_parquet(package, into)
        elif "claimed.csv" in held:
            read_neo4j(package, into)
        else:
            read_csv(package, into)


def _not_ours(name: str, message: str) -> DataError:
    return DataError(message, (Problem(name, 0, 0, "", "syntax", message),))


_STATEMENTS = ("statements.csv", "statements.parquet")
_HEAD_BYTES = 4_096
_RDF_12 = {".ttl12": ox.RdfFormat.TURTLE, ".nt12": ox.RdfFormat.N_TRIPLES}

RETURNING: dict[str, Reader] = {
    ".graphml": read_graphml,
    ".gexf": read_gexf,
    ".cyjs": read_cytoscape,
    ".json": read_node_link,
    ".zip": _zipped,
    **dict.fromkeys(_RDF_12, lambda _, __: None),
}
"""The extensions of the files that are read back, RDF 1.1 apart, which `graph.ingest` reads itself."""
