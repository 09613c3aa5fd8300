"""The graph in the formats of other people's tools, with every claim in it.

No denied claim leaves as a bare fact: triple formats leave the derived direct triples out, quad formats
leave them out where somebody denies, network formats give each link its status, a label that says so, and
its claims. Files are written in pieces, so that memory stays flat however large the graph is.

Examples
--------
>>> FORMATS["graphml"].extension
'graphml'
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from graph.errors import InputError
from graph.export.formats import FORMATS, Format

if TYPE_CHECKING:
    from graph.export.described import Counts as Counts
    from graph.export.exporting import Export, Exporting
    from graph.export.framing import Framing
    from graph.knowledge import KnowledgeGraph
    from graph.network import View

__all__ = ["FORMATS", "Counts", "Export", "Exporting", "Format", "export", "in_memory", "prepare"]


def __getattr__(name: str) -> object:
    if name in ("Counts", "Export", "Exporting"):
        from graph.export import described, exporting

        return getattr(described if name == "Counts" else exporting, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def prepare(
    graph: KnowledgeGraph, format_name: str, view: View | None = None, framing: Framing | None = None
) -> Exporting:
    """Return the export of `graph`, or of what lies among the nodes of `view`, before it is written.

    It knows how much it holds and about how large the file will be, and writes it wherever it is told to.
    A picture says and places what `framing` holds.

    Raises
    ------
    InputError
        If there is no such format.
    """
    if format_name not in FORMATS:
        raise InputError(f"{format_name!r} is not an export format; choose from {', '.join(FORMATS)}.")
    from graph.export.exporting import Exporting

    return Exporting(graph, FORMATS[format_name], view, framing)


def export(
    graph: KnowledgeGraph, format_name: str, view: View | None = None, framing: Framing | None = None
) -> Export:
    """Return `graph`, or what lies among the nodes of `view`, as a file of the format `format_name`.

    The same graph gives the same bytes. The file is in memory; `prepare` lets it be written it elsewhere.

    Raises
    ------
    InputError
        If there is no such format.
    """
    from graph.export.exporting import Export

    prepared = prepare(graph, format_name, view, framing)
    chosen = prepared.format
    return Export(in_memory(prepared), chosen.media_type, chosen.extension, prepared.counts)


def in_memory(prepared: Exporting) -> bytes:
    """Return the file of an export that was prepared, whole."""
    content = io.BytesIO()
    prepared.write(content)
    return content.getvalue()
