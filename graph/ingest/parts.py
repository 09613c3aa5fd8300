"""Parts of a store: the triples of one graph in a file each, a form in which any number can be loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.builds import InputFile
from graph.errors import DataError, Problem
from graph.namespaces import DERIVED_GRAPHS, GRAPH_CURATED, GRAPH_IMPORTS
from graph.settings import BULK_LIMITS
from graph.store import Store, graph_called

HELD = InputFile("", "")
"""Stands for what went into the build that held a part."""
BLANK_NODES = (b"\n_:", b" _:")
"""What stands before the label of a blank node, and may stand in a text."""


@dataclass(frozen=True, slots=True)
class Part:
    """The triples of one graph in a file: N-Triples, written as a store writes it."""

    graph: str
    """The name of the graph; empty for the default graph."""
    path: Path
    input: InputFile
    """What the manifest says of where they come from."""
    written_here: bool = True
    """Whether a program of ours wrote it, so that its IRIs need not be looked at once more."""

    @property
    def judged(self) -> bool:
        """Whether the rules of the model judge it, and something follows from it."""
        return self.graph == GRAPH_CURATED or self.graph.startswith(GRAPH_IMPORTS)


def written_parts(quads: Iterable[ox.Quad], folder: Path, given: InputFile) -> list[Part]:
    """Write `quads` into the folder `folder`, a file for each graph, and return the parts."""
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        graphs.setdefault(str(getattr(quad.graph_name, "value", "")), []).append(quad.triple)
    parts = []
    for number, (graph, triples) in enumerate(sorted(graphs.items())):
        path = folder / f"part-{number}.nt"
        with path.open("wb") as file:
            ox.serialize(triples, file, ox.RdfFormat.N_TRIPLES)
        parts.append(Part(graph, path, given))
    return parts


def held_in(store: Store, folder: Path, *, imports_only: bool = False) -> list[Part]:
    """Write what people wrote into `store` into `folder`, one file a graph, and return them.

    With `imports_only` only the graphs that imports are.
    """
    parts = []
    for number, graph in enumerate(_written_by_people(store)):
        if graph.startswith(GRAPH_IMPORTS) or not imports_only:
            path = folder / f"held-{number}.nt"
            with path.open("wb") as file:
                store.write_triples(graph, file)
            parts.append(Part(graph, path, HELD))
    return parts


def _written_by_people(store: Store) -> list[str]:
    graphs = [one for one in store.graphs() if one not in DERIVED_GRAPHS]
    # What lies in no named graph on a server may be anybody's.
    beside = not store.derives_here and any(True for _ in store.quads(""))
    return [*graphs, ""] if beside else graphs


def load_part(part: Part, store: Store) -> Iterator[int]:
    """Load `part` into `store`, and yield after each slice of it how many bytes that was.

    Raises
    ------
    DataError
        If it is not N-Triples.
    OSError
        If the disk refuses.
    """
    try:
        if has_blank_nodes(part.path):  # which keep their names only where quads are added one by one
            store.extend(quads_of(part))
            yield part.path.stat().st_size
            return
        with part.path.open("rb") as file:
            for content in slices_of(file):
                store.load(content, part.graph, strict=not part.written_here)
                yield len(content)
    except SyntaxError as error:
        raise unreadable(part.path, error) from error


def quads_of(part: Part) -> Iterator[ox.Quad]:
    """Yield the triples of `part` as quads."""
    name = graph_called(part.graph)
    for one in ox.parse(path=str(part.path), format=ox.RdfFormat.N_TRIPLES):
        yield ox.Quad(one.subject, one.predicate, one.object, name)


def unreadable(path: Path, error: SyntaxError) -> DataError:
    """Return what to raise where a part is not what it should be."""
    message = f"This is not N-Triples: {error.msg}."
    return DataError(f"{path}: {message}", [Problem(str(path), error.lineno or 0, 0, "", "syntax", message)])


def judged_files(parts: Iterable[Part]) -> dict[str, list[Path]]:
    """Return the graphs of those of `parts` that are judged, with the files of each."""
    found: dict[str, list[Path]] = {}
    for part in parts:
        if part.judged:
            found.setdefault(part.graph, []).append(part.path)
    return found


def size_of(parts: Sequence[Part]) -> int:
    """Return how many bytes `parts` are."""
    return sum(part.path.stat().st_size for part in parts)


def slices_of(file: IO[bytes]) -> Iterator[bytes]:
    """Yield what is in `file`, some lines at a time, as many as a store takes in without much memory."""
    rest = b""
    while read := file.read(BULK_LIMITS.load_slice_bytes):
        whole = read.rfind(b"\n") + 1
        yield rest + read[:whole]
        rest = read[whole:]
    if rest:
        yield rest


def has_blank_nodes(path: Path) -> bool:
    """Return whether there may be a blank node in a file of N-Triples; a text can look like one."""
    return holds_any(path, *BLANK_NODES)


def holds_any(path: Path, *signs: bytes) -> bool:
    """Return whether one of `signs` stands in a file, before whose first line a line ends, too.

    It is read piece by piece: a file that is mapped counts as memory that its reader holds.
    """
    overlap = max(map(len, signs)) - 1
    before = b"\n"
    with path.open("rb") as file:
        while read := file.read(BULK_LIMITS.scan_chunk_bytes):
            letters = before + read
            if any(sign in letters for sign in signs):
                return True
            before = letters[-overlap:]
    return False
