"""Read the answers of a server as pyoxigraph's own: tables, truth values and triples, as they come."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, cast

import pyoxigraph as ox

from graph.store.failures import not_understood
from graph.store.mending import Mended, Source
from graph.store.stream import Stream

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

RESULTS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
TRIPLES: dict[str, ox.RdfFormat] = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
}
_VIRTUOSO = "virtuoso"
_ASKED = ("__ASK_RETVAL",)
"""The one variable of the table in which Virtuoso answers an ASK."""
_PIECE_BYTES = 65_536
_TRUTH = {
    True: b'{"head": {}, "boolean": true}',
    False: b'{"head": {}, "boolean": false}',
}


def accepted_tables(software: str) -> tuple[str, ...]:
    """Return the media types for a table, best first; in JSON Virtuoso writes truth values as numbers."""
    names = tuple(RESULTS)
    return names[::-1] if is_virtuoso(software) else names


def read_table(stream: Stream, software: str) -> ox.QuerySolutions | ox.QueryBoolean:
    """Return the answer to a SELECT or ASK query, whose rows are read as they are asked for.

    Raises
    ------
    ServerError
        If it breaks the rules of its format.
    """
    format = RESULTS[stream.media_type]
    try:
        answer = ox.parse_query_results(_source(stream, software), format)
    except (SyntaxError, ValueError) as error:
        raise not_understood(stream.address, error) from error
    if isinstance(answer, ox.QueryBoolean):
        return answer
    names = tuple(variable.value for variable in answer.variables)
    if is_virtuoso(software) and names == _ASKED:
        return cast(ox.QueryBoolean, _truth(any(True for _ in answer)))
    return answer


def read_triples(stream: Stream, software: str) -> Iterator[ox.Triple]:
    """Yield the triples of an answer as they come.

    Raises
    ------
    ServerError
        If it breaks the rules of its format.
    """
    try:
        for quad in ox.parse(_source(stream, software), TRIPLES[stream.media_type], lenient=True):
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise not_understood(stream.address, error) from error
    finally:
        stream.close()


def _truth(value: bool) -> object:
    return ox.parse_query_results(_TRUTH[value], ox.QueryResultsFormat.JSON)


def _source(stream: Stream, software: str) -> IO[bytes]:
    source: Source = Mended(stream) if is_virtuoso(software) else stream
    return io.BufferedReader(_Raw(source), _PIECE_BYTES)


class _Raw(io.RawIOBase):
    """What Python's own buffer reads from: pyoxigraph asks for a kilobyte at a time, slow on a network."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, place: WriteableBuffer) -> int:
        """Put the next bytes into `place`, and return how many they are."""
        view = memoryview(place).cast("B")
        piece = self._source.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def is_virtuoso(software: str) -> bool:
    """Return whether a server calls itself Virtuoso, which is told from others by name in a few matters."""
    return _VIRTUOSO in software.lower()
