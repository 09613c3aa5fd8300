"""One export before and while it is written: what it holds, what it costs, and the file itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graph.errors import InputError
from graph.export.described import Counts
from graph.export.extent import Extent, Rows, extent_of, imports_in, imports_sentence
from graph.export.formats import Format
from graph.export.metering import Meter
from graph.export.packages import Folder
from graph.files import fill_file, fill_folder
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.export.framing import Framing
    from graph.knowledge import KnowledgeGraph
    from graph.network import View
    from graph.store import Store


@dataclass(frozen=True, slots=True)
class Export:
    """An exported file."""

    content: bytes
    media_type: str
    extension: str
    counts: Counts


@dataclass(frozen=True)
class Exporting:
    """The export of a graph, or of what lies among the nodes of a view, in one format."""

    graph: KnowledgeGraph
    format: Format
    view: View | None = None
    framing: Framing | None = None

    @cached_property
    def extent(self) -> Extent:
        """Which entities, links and claims it holds."""
        return extent_of(self.graph, self.view)

    @property
    def store(self) -> Store:
        """The quads that are told."""
        return self.graph.told_store

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self.extent.counts

    @property
    def lossy(self) -> str:
        """What the file cannot hold of this graph, as sentences; empty where it reads back the same."""
        imports = "" if self.format.names_graphs else imports_sentence(self.extent)
        return " ".join(filter(None, (self.format.lossy, imports)))

    @property
    def refusal(self) -> str:
        """Why it is not written, as sentences; empty where it can be."""
        if not self.format.most or not self.format.refuses(self.counts):
            return ""
        most, counts = self.format.most, self.counts
        return (
            f"A page for browsers holds up to {most:,} entities and as many claims, and this one would hold "
            f"{counts.nodes:,} entities and {counts.claims:,} claims, which no browser opens in useful time. "
            "Export a part of it (--around with --hops, or fewer claims with --as-told-by and its like), the "
            "drawing of the most linked entities (svg), or all of it for other programs (graphml, csv, ...)."
        )

    @property
    def mixed_imports(self) -> list[str]:
        """The imports that the file cannot tell from what people wrote, for want of names of graphs."""
        return [] if self.format.names_graphs else imports_in(self.extent)

    @property
    def estimated_bytes(self) -> int:
        """About how large the file will be, told from some of its nodes and links; 0 where it cannot be told.

        Of drawings, and of RDF of a part, it is not told.
        """
        if self.format.estimate is None or (self.format.estimate_whole and not self.extent.everything):
            return 0
        return self.format.estimate(self)

    def write(
        self,
        output: IO[bytes],
        *,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Write the file to `output`, piece by piece.

        Parameters
        ----------
        output
            Where to; a pipe will do.
        progress
            Told the share that is done, from 0 to 1.
        stop
            Asked between pieces whether to write no more.

        Raises
        ------
        InputError
            If it is refused, see `refusal`; before anything is done.
        ExportStoppedError
            If `stop` says so. What `output` got by then is not whole.
        """
        if self.refusal:
            raise InputError(self.refusal)
        self.format.write(self, output, Meter(self.format.rows(self), progress, stop))

    def write_file(
        self,
        path: Path,
        *,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Write the file at `path`, where it appears when it is whole, or not at all.

        Raises
        ------
        ExportStoppedError
            If `stop` says so; what stood there before is untouched.
        StoreError
            If the place cannot be written; what stood there before is untouched.
        """
        fill_file(path, lambda output: self.write(output, progress=progress, stop=stop))

    def write_folder(
        self,
        path: Path,
        *,
        progress: Callable[[float], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        """Write the files of a format of several as the new folder `path`, whole or not at all.

        Raises
        ------
        InputError
            If the format is one file.
        ExportStoppedError
            If `stop` says so; no folder appears.
        StoreError
            If the place cannot be written, or something stands there already.
        """
        fill = self.format.fill
        if fill is None:
            raise InputError(f"The format {self.format.name!r} is one file; give the name of a file.")
        meter = Meter(self.format.rows(self), progress, stop)
        fill_folder(path, lambda folder: fill(self, Folder(folder), meter))


def sampled(extent: Extent, most: int = BULK_LIMITS.export_sampled_rows) -> tuple[Extent, Extent, Extent]:
    """Return `extent` without rows, with only some of its nodes, and with only some of its links."""
    nothing = extent.nodes[:0]
    nodes, links = _some(extent.nodes, most), _some(extent.links, most)
    bare = replace(extent, nodes=nothing, links=nothing, values=nothing, whole=False)
    return (
        bare,
        replace(bare, nodes=nodes, values=extent.values_of(nodes)[0]),
        replace(bare, links=links),
    )


def _some(rows: Rows, most: int) -> Rows:
    return rows[:: max(1, len(rows) // most)]
