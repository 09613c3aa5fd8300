"""Read N-Triples, and what a store holds, into integers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

import numpy as np
import pyoxigraph as ox

from graph.settings import BULK_LIMITS
from graph.triples.canonical import settled
from graph.triples.layout import Ids, Terms, Triples
from graph.triples.plain import Scanned, scanned_in_python

if TYPE_CHECKING:
    from graph.store import Store

_Files = Sequence[IO[bytes]]
_IN_ONE_NUMBER = 63
"""Bits of a number by which triples are sorted."""


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
    with ExitStack() as opened:
        files = [opened.enter_context(path.open("rb")) for path in paths]
        return _triples(files, sum(path.stat().st_size for path in paths))


def triples_of_text(text: str | bytes) -> Triples:
    """Return the triples of a text in N-Triples, each once.

    Examples
    --------
    >>> triples = triples_of_text('<a:s> <a:p> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    >>> triples.terms.text(int(triples.object[0]))
    '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    """
    letters = text.encode() if isinstance(text, str) else text
    return _triples([BytesIO(letters)], len(letters))


def triples_of(store: Store, graphs: Sequence[str] | None = None) -> Triples:
    """Return the triples of `graphs` of `store`, of all of them unless given, together and each once.

    What lies on this machine is written to a temporary file first, so that memory never holds it as text.
    """
    names = [*store.graphs(), *([] if store.derives_here else [""])] if graphs is None else graphs
    with tempfile.SpooledTemporaryFile(max_size=BULK_LIMITS.scan_compiled_bytes) as file:
        for name in names:
            store.write_triples(name, file)
        size = file.tell()
        file.seek(0)
        return _triples([file], size)


def sorted_triples(terms: Terms, subject: Ids, predicate: Ids, target: Ids) -> Triples:
    """Return triples of `terms` in their order, each once."""
    bits = max(1, len(terms)).bit_length()
    used, rank = np.unique(predicate, return_inverse=True)
    if len(used).bit_length() + 2 * bits > _IN_ONE_NUMBER:
        order = np.unique(np.column_stack([predicate, subject, target]), axis=0)
        return Triples(terms, order[:, 1].copy(), order[:, 0].copy(), order[:, 2].copy())
    keys = (rank.astype(np.int64) << (2 * bits)) | (subject.astype(np.int64) << bits) | target
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])]
    mask = (1 << bits) - 1
    return Triples(
        terms,
        ((keys >> bits) & mask).astype(np.int32),
        used[keys >> (2 * bits)].astype(np.int32),
        (keys & mask).astype(np.int32),
    )


def _triples(files: _Files, size: int) -> Triples:
    way = scanned_in_python if size < BULK_LIMITS.scan_compiled_bytes else _compiled
    read = way(files)
    if read is None:
        with _as_a_store_writes(files) as rewritten:
            read = way(rewritten)
    if read is None:
        raise SyntaxError("What Oxigraph has written cannot be read as N-Triples.")
    return sorted_triples(*settled(read))


def _compiled(files: Iterable[IO[bytes]]) -> Scanned | None:
    from graph.triples.scanning import scanned

    return scanned(files)


@contextmanager
def _as_a_store_writes(files: _Files) -> Iterator[_Files]:
    """Write what is in `files` once more, without comments, needless blanks and escapes."""
    with ExitStack() as opened:
        rewritten = []
        for file in files:
            file.seek(0)
            beside = opened.enter_context(tempfile.TemporaryFile())
            ox.serialize(ox.parse(file, ox.RdfFormat.N_TRIPLES), beside, ox.RdfFormat.N_TRIPLES)
            beside.seek(0)
            rewritten.append(beside)
        yield rewritten
