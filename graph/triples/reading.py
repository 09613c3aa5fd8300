"""Read N-Triples, and what a store holds, into integers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.triples.layout import Triples
from graph.triples.plain import triples_of_lines

if TYPE_CHECKING:
    from graph.store import Store


def read_triples(paths: Sequence[Path]) -> Triples:
    """Return the triples of N-Triples files, together and each once.

    Parameters
    ----------
    paths
        Files in N-Triples. A blank node of one file is that of the same label in another.

    Raises
    ------
    OSError
        If a file cannot be read.
    SyntaxError
        If a file is not N-Triples.
    """
    return triples_of_lines(line for path in paths for line in path.read_bytes().split(b"\n"))


def triples_of(store: Store, graphs: Sequence[str] | None = None) -> Triples:
    """Return the triples of `graphs` of `store`, of all of them unless given, together and each once."""
    return triples_of_lines(_dumped(store, graphs))


def _dumped(store: Store, graphs: Iterable[str] | None) -> Iterator[bytes]:
    names: Iterable[str | None] = [None] if graphs is None else graphs
    for name in names:
        written = ox.serialize((quad.triple for quad in store.quads(name)), format=ox.RdfFormat.N_TRIPLES)
        yield from (written or b"").split(b"\n")
