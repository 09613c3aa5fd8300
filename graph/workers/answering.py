"""Answer one question after the other about an open store, and send each answer as it comes."""

from __future__ import annotations

import json
import socket
import time
from functools import lru_cache
from typing import IO, Any, cast

import pyoxigraph as ox

from graph.query_guard import Guarded, guard
from graph.sparql import TABLE_FORMATS, collect, put, refusals, serialise
from graph.store import RDF_FORMATS, QueryResult, Store
from graph.workers.bounds import Bounds
from graph.workers.frames import END, HEAD, PART, TIRED, packed
from graph.workers.question import Kind, Question

_REMEMBERED_LETTERS = 20_000
"""Letters of the longest query of which is remembered that it only reads."""
_MEASURED_SECONDS = 0.005
"""A query that took less cannot have left much behind."""


class Answering:
    """One child's store, and how it answers a question about it."""

    def __init__(self, store: Store, line: socket.socket, bounds: Bounds, services: frozenset[str]) -> None:
        self._store = store
        self._limits = bounds.limits
        self._bounds = bounds
        self._line = line
        self._services = services
        self._graphs = lru_cache(maxsize=1)(store.graphs) if store.columns_path else store.graphs
        self._remembered = lru_cache(maxsize=bounds.limits.query_kept_guarded)(self._guarded)

    def answer(self, question: Question) -> None:
        """Send the answer to `question`, whole or in parts as they come."""
        if question.whole_graph is not None:
            self._read(question.whole_graph, question.graph_format)
            return
        known = len(question.text) <= _REMEMBERED_LETTERS
        guarded = (self._remembered if known else self._guarded)(question.text)
        graphs = self._dataset(question)
        with refusals(guarded):
            result = put(self._store, guarded, graphs)
            kind, format = _kind(result, question)
            head = {"kind": kind, "format": format, "repeatable": guarded.repeatable}
            parts = Parts(self._line, self._bounds, head)
            if format:
                self._write(result, format, question.max_rows, parts)
            parts.end()

    def _read(self, graph: str, format: str) -> None:
        """Send a graph as it is stored, in as little memory as it takes to read on."""
        parts = Parts(self._line, self._bounds, {"kind": "graph", "format": format, "repeatable": True})
        self._store.dump(format, [graph], cast("IO[bytes]", parts))
        parts.end()

    def _write(self, result: QueryResult, format: str, max_rows: int | None, parts: Parts) -> None:
        if max_rows is None:
            _stream(result, format, parts)
            return
        answer = collect(result, self._limits._replace(sparql_max_rows=max_rows))
        parts.cut = answer.reason
        parts.write(serialise(answer, format))

    def _guarded(self, text: str) -> Guarded:
        return guard(text, self._graphs, services=self._services, limits=self._limits)

    def _dataset(self, question: Question) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        if not (question.default_graphs or question.named_graphs):
            return None
        # The protocol lets a graph that is not here be empty; its own tests ask for one. Nothing is fetched.
        return question.default_graphs, question.named_graphs


class Parts:
    """A file that is written to the parent: the first part with what it is, the last with the end."""

    def __init__(self, line: socket.socket, bounds: Bounds, head: dict[str, Any]) -> None:
        self.cut = ""
        self._line = line
        self._bounds = bounds
        self._size = bounds.limits.query_frame_bytes
        self._head: dict[str, Any] | None = head
        self._waiting = bytearray()
        self._started = time.monotonic()

    def write(self, content: bytes) -> int:
        """Take some of the answer; send it when there is enough."""
        self._waiting += content
        if len(self._waiting) >= self._size:
            self._send()
        return len(content)

    def flush(self) -> None:
        """Do nothing: parts are sent by size."""

    def end(self) -> None:
        """Send what is left."""
        tired = time.monotonic() - self._started > _MEASURED_SECONDS and self._bounds.tired()
        self._send(packed(END, TIRED if tired else b""))

    def _send(self, last: bytes = b"") -> None:
        first = b""
        if self._head is not None:
            first = packed(HEAD, json.dumps({**self._head, "cut": self.cut}).encode())
            self._head = None
        part = packed(PART, bytes(self._waiting)) if self._waiting else b""
        self._waiting.clear()
        self._line.sendall(first + part + last)


def _kind(result: QueryResult, question: Question) -> tuple[Kind, str]:
    if isinstance(result, ox.QueryBoolean):
        return "ask", question.table_format
    if isinstance(result, ox.QuerySolutions):
        return "select", question.table_format
    return "graph", question.graph_format


def _stream(result: QueryResult, format: str, parts: Parts) -> None:
    file = cast("IO[bytes]", parts)  # pyoxigraph calls write and flush only
    if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        result.serialize(file, TABLE_FORMATS[format])
    else:
        ox.serialize(result, file, RDF_FORMATS[format])
