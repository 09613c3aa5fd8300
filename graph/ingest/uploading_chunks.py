"""A build cut into chunks of N-Triples that travel one by one, and the digest of what all of them hold.

Blank nodes become IRIs on the way (Skolemization, RDF 1.1 Concepts 3.5): a chunk that is sent twice would
otherwise add them twice, and one that is cut through a list would lose its thread.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from graph.namespaces import BASE
from graph.settings import STORE_FORMAT_VERSION
from graph.store import Store

GENERATED = BASE + ".well-known/genid/"
"""What the IRIs in place of blank nodes begin with."""
_Node = TypeVar("_Node")
_DIGEST_BITS = 256
_BATCH_TRIPLES = 1_000
"""Triples written as text at once: enough that the call costs nothing, few enough to cut between them."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some triples of one graph, as they travel."""

    graph: str
    lines: tuple[bytes, ...]

    @property
    def content(self) -> bytes:
        """N-Triples, each line with its end."""
        return b"".join(self.lines)

    @property
    def digest(self) -> str:
        """Tells this chunk from any other; the same triples in the same order have the same."""
        return hashlib.sha256(self.graph.encode() + b"\n" + self.content).hexdigest()[:32]

    def halves(self) -> tuple[Chunk, Chunk]:
        """Return the chunk as two."""
        middle = len(self.lines) // 2
        return Chunk(self.graph, self.lines[:middle]), Chunk(self.graph, self.lines[middle:])


class Cargo:
    """All that a build holds, ready to travel, read from its store as often as need be."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._grounded = _grounded(quad for quad in store.quads() if _has_blank_node(quad))
        self.graphs = store.graphs()
        self.triples: dict[str, int] = {}
        """How many triples each graph holds."""
        self.bytes = 0
        """How long all of it is as N-Triples."""
        self.digest = self._weigh()

    def chunks(self, chunk_bytes: int) -> Iterator[Chunk]:
        """Yield every triple once, in chunks of about `chunk_bytes` bytes, in the same order each time."""
        for graph in self.graphs:
            held: list[bytes] = []
            size = 0
            for line in self._lines(graph):
                if held and size + len(line) > chunk_bytes:
                    yield Chunk(graph, tuple(held))
                    held, size = [], 0
                held.append(line)
                size += len(line)
            if held:
                yield Chunk(graph, tuple(held))

    def _weigh(self) -> str:
        """Count the triples and return the digest of all, in which their order plays no part."""
        total = 0
        for graph in self.graphs:
            name = graph.encode() + b"\n"
            self.triples[graph] = 0
            for line in self._lines(graph):
                self.triples[graph] += 1
                self.bytes += len(line)
                total += int.from_bytes(hashlib.sha256(name + line).digest(), "big")
        counted = f"{STORE_FORMAT_VERSION} {sum(self.triples.values())} {total % 2**_DIGEST_BITS:x}"
        return hashlib.sha256(counted.encode()).hexdigest()

    def _lines(self, graph: str) -> Iterator[bytes]:
        name = ox.NamedNode(graph)
        plain = (quad for quad in self._store.quads(graph) if not _has_blank_node(quad))
        yield from n_triples(quad.triple for quad in plain)
        yield from n_triples(quad.triple for quad in self._grounded if quad.graph_name == name)


def n_triples(triples: Iterator[ox.Triple]) -> Iterator[bytes]:
    """Yield the lines of N-Triples that say `triples`."""
    while batch := list(islice(triples, _BATCH_TRIPLES)):
        written = ox.serialize(batch, format=ox.RdfFormat.N_TRIPLES) or b""
        # Not splitlines(), which also breaks at signs that may stand inside a text.
        yield from (line + b"\n" for line in written.split(b"\n") if line)


def _has_blank_node(quad: ox.Quad) -> bool:
    return isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)


def _grounded(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Return `quads` with IRIs in place of blank nodes: the same whatever the nodes were called."""
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    found = [
        ox.Quad(_named(quad.subject), quad.predicate, _named(quad.object), quad.graph_name)
        for quad in dataset
    ]
    return sorted(found, key=str)


def _named(node: _Node) -> _Node | ox.NamedNode:
    return ox.NamedNode(GENERATED + node.value) if isinstance(node, ox.BlankNode) else node
