"""The graph in the formats of other people's tools, with every claim in it.

No denied claim leaves as a bare fact: triple formats leave the derived direct triples out, quad formats
leave them out where somebody denies, network formats give each link its status, a label that says so, and
its claims.

Examples
--------
>>> FORMATS["graphml"].extension
'graphml'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from graph.errors import InputError
from graph.export.snapshot import Counts

if TYPE_CHECKING:
    from graph.export.framing import Framing
    from graph.export.snapshot import Snapshot
    from graph.knowledge import KnowledgeGraph
    from graph.network import View

__all__ = ["FORMATS", "Counts", "Export", "Format", "export"]

Writer: TypeAlias = "Callable[[KnowledgeGraph, Snapshot], Iterable[str | bytes]]"


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: how it is called, and who reads it."""

    name: str
    extension: str
    media_type: str
    description: str
    write: Writer


@dataclass(frozen=True, slots=True)
class Export:
    """An exported file."""

    content: bytes
    media_type: str
    extension: str
    counts: Counts


def export(
    graph: KnowledgeGraph, format_name: str, view: View | None = None, framing: Framing | None = None
) -> Export:
    """Return `graph`, or what lies among the nodes of `view`, as a file of the format `format_name`.

    The same graph gives the same bytes. A picture says and places what `framing` holds.

    Raises
    ------
    InputError
        If there is no such format.
    """
    if format_name not in FORMATS:
        raise InputError(f"{format_name!r} is not an export format; choose from {', '.join(FORMATS)}.")
    from graph.export.snapshot import take_snapshot

    wanted = FORMATS[format_name]
    snapshot = take_snapshot(graph, view, framing)
    pieces = (
        piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")
        for piece in wanted.write(graph, snapshot)
    )
    return Export(b"".join(pieces), wanted.media_type, wanted.extension, snapshot.counts)


def _rdf(name: str) -> Writer:
    def write(graph: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
        from graph.export.rdf import write_rdf

        return write_rdf(graph.told_store, snapshot, name)

    return write


def _graphml(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.graphml import write_graphml

    return write_graphml(snapshot)


def _gexf(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.gexf import write_gexf

    return write_gexf(snapshot)


def _cytoscape(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.json_formats import write_cytoscape

    return write_cytoscape(snapshot)


def _node_link(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.json_formats import write_node_link

    return write_node_link(snapshot)


def _tables(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.tables import write_tables

    return write_tables(snapshot)


def _html(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.html import write_html

    return write_html(snapshot)


def _svg(_: KnowledgeGraph, snapshot: Snapshot) -> Iterable[str | bytes]:
    from graph.export.svg import write_svg

    return write_svg(snapshot)


_ALL = (
    Format("turtle", "ttl", "text/turtle", "RDF for people and programs", _rdf("turtle")),
    Format("trig", "trig", "application/trig", "RDF with named graphs", _rdf("trig")),
    Format("nquads", "nq", "application/n-quads", "RDF with named graphs, a line each", _rdf("nquads")),
    Format("ntriples", "nt", "application/n-triples", "RDF, a line each", _rdf("ntriples")),
    Format("jsonld", "jsonld", "application/ld+json", "RDF as JSON, with named graphs", _rdf("jsonld")),
    Format("rdfxml", "rdf", "application/rdf+xml", "RDF for older tools", _rdf("rdfxml")),
    Format("graphml", "graphml", "application/graphml+xml", "igraph, networkx, yEd, Gephi", _graphml),
    Format("gexf", "gexf", "application/gexf+xml", "Gephi, with positions and colours", _gexf),
    Format("cytoscape", "cyjs", "application/json", "Cytoscape and Cytoscape.js", _cytoscape),
    Format("node-link", "json", "application/json", "networkx, graphology, D3", _node_link),
    Format("csv", "zip", "application/zip", "spreadsheets and data frames", _tables),
    Format("html", "html", "text/html", "one page for any browser, offline", _html),
    Format("svg", "svg", "image/svg+xml", "the drawing for documents and drawing programs", _svg),
)

FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
"""Every export format by its name."""
