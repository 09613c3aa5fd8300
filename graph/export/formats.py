"""The formats there are, and how each is written; what writes them is imported only when it is needed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.export.described import Counts
    from graph.export.exporting import Exporting
    from graph.export.metering import Meter
    from graph.export.packages import Package

Writer: TypeAlias = "Callable[[Exporting, IO[bytes], Meter], None]"
Filler: TypeAlias = "Callable[[Exporting, Package, Meter], None]"


@dataclass(frozen=True, slots=True)
class Format:
    """One file format: how it is called, and who reads it."""

    name: str
    extension: str
    media_type: str
    description: str
    write: Writer = field(repr=False)
    rows: Callable[[Exporting], int] = field(repr=False)
    """How many rows or statements writing it counts: what progress is a share of."""
    estimate: Callable[[Exporting], int] | None = field(default=None, repr=False)
    """About how many bytes the file will have."""
    estimate_whole: bool = False
    """Whether `estimate` holds for all of the graph alone, and not for a part or the telling of some."""
    lossy: str = ""
    """What it cannot hold, as a sentence; empty where `armsgraph load` reads the same graph back."""
    names_graphs: bool = True
    """Whether a file says in which graph each statement was written."""
    fill: Filler | None = field(default=None, repr=False)
    """Writes its files into a folder; None where it is one file."""
    most: int = 0
    """Entities, and also claims, beyond which it is refused; 0 where it takes any number."""
    advice: str = ""
    """How the file is read into the program it is for, where that takes a command."""

    def refuses(self, counts: Counts) -> bool:
        """Return whether a file would hold more than this format takes."""
        return bool(self.most) and max(counts.nodes, counts.claims) > self.most


def _rdf(name: str, *, reify: bool = False) -> Writer:
    def write(wanted: Exporting, output: IO[bytes], meter: Meter) -> None:
        from graph.export.rdf import write_part, write_whole

        if wanted.extent.everything:
            write_whole(wanted.store, wanted.extent, name, output, meter, reify=reify)
        else:
            write_part(wanted.graph, wanted.extent, name, output, meter, reify=reify)

    return write


def _pieces(module: str, function: str) -> Writer:
    """Return a writer made of a function of an extent that yields pieces."""

    def write(wanted: Exporting, output: IO[bytes], meter: Meter) -> None:
        for piece in _called(module, function)(wanted.extent, meter):
            output.write(piece)

    return write


def _files(module: str, function: str) -> Filler:
    """Return what fills a package by a function of an extent."""

    def fill(wanted: Exporting, package: Package, meter: Meter) -> None:
        _called(module, function)(wanted.extent, meter, package)

    return fill


def _zipped(fill: Filler) -> Writer:
    """Return a writer of what fills a package: as a zip."""

    def write(wanted: Exporting, output: IO[bytes], meter: Meter) -> None:
        from graph.export.packages import zip_into

        with zip_into(output, wanted.extent.description) as package:
            fill(wanted, package, meter)

    return write


def _page(wanted: Exporting, output: IO[bytes], _: Meter) -> None:
    from graph.export.html import write_html
    from graph.export.snapshot import take_snapshot

    for piece in write_html(take_snapshot(wanted.graph, wanted.view, wanted.framing)):
        output.write(piece.encode("utf-8", "replace"))


def _drawing(wanted: Exporting, output: IO[bytes], _: Meter) -> None:
    from graph.export.pictured import take_picture
    from graph.export.svg import write_svg

    for piece in write_svg(take_picture(wanted.graph, wanted.view, wanted.framing)):
        output.write(piece.encode("utf-8", "replace"))


def _called(module: str, function: str) -> Callable[..., Iterable[Any]]:
    found: Callable[..., Iterable[Any]] = getattr(import_module(f"graph.export.{module}"), function)
    return found


def _rows(wanted: Exporting) -> int:
    return len(wanted.extent.nodes) + len(wanted.extent.links)


def _table_rows(wanted: Exporting) -> int:
    counts = wanted.counts
    return counts.nodes + counts.links + counts.claims


def _quads(wanted: Exporting) -> int:
    """Return about how many statements there are: to count them would take as long as to write them."""
    counts, words = wanted.counts, wanted.extent.words
    written = len(words.statements.letters) // _LETTERS_A_STATEMENT
    return written + 3 * counts.nodes + 7 * len(wanted.extent.values) + 7 * counts.links + 15 * counts.claims


def _by_sample(wanted: Exporting) -> int:
    """Return how large a file is by the bytes that some nodes and some links take."""
    from graph.export.exporting import sampled
    from graph.export.metering import Meter

    sizes = []
    parts = sampled(wanted.extent)
    for part in parts:
        trial = replace(wanted)
        trial.__dict__["extent"] = part
        with io.BytesIO() as place:
            wanted.format.write(trial, place, Meter(0))
            sizes.append(place.tell())
    nodes, links = len(wanted.extent.nodes), len(wanted.extent.links)
    per_node = (sizes[1] - sizes[0]) / max(1, len(parts[1].nodes))
    per_link = (sizes[2] - sizes[0]) / max(1, len(parts[2].links))
    beside = len(wanted.extent.words.statements.letters) if wanted.extent.everything else 0
    return round(sizes[0] + per_node * nodes + per_link * links + beside)


_BYTES_A_TRIPLE: Mapping[str, int] = {
    "turtle": 85, "trig": 88, "nquads": 185, "ntriples": 145, "jsonld": 140, "rdfxml": 110,
}  # fmt: skip
"""What a triple takes on average in the graphs that were measured; within a third on others."""


_LETTERS_A_STATEMENT = 130


def _by_triples(name: str) -> Callable[[Exporting], int]:
    return lambda wanted: _BYTES_A_TRIPLE[name] * _quads(wanted)


def _rdf_format(name: str, extension: str, media_type: str, description: str) -> Format:
    named = name in ("trig", "nquads", "jsonld")
    return Format(
        name,
        extension,
        media_type,
        description,
        _rdf(name),
        _quads,
        _by_triples(name),
        True,
        names_graphs=named,
    )


_TABLES, _PARQUET = _files("tables", "write_tables"), _files("parquet", "write_parquet")
_NEO4J = _files("neo4j", "write_neo4j")
_ALL = (
    _rdf_format("turtle", "ttl", "text/turtle", "RDF for people and programs"),
    _rdf_format("trig", "trig", "application/trig", "RDF with named graphs"),
    _rdf_format("nquads", "nq", "application/n-quads", "RDF with named graphs, a line each"),
    _rdf_format("ntriples", "nt", "application/n-triples", "RDF, a line each"),
    _rdf_format("jsonld", "jsonld", "application/ld+json", "RDF as JSON, with named graphs"),
    _rdf_format("rdfxml", "rdf", "application/rdf+xml", "RDF for older tools"),
    Format("graphml", "graphml", "application/graphml+xml", "igraph, networkx, yEd, Gephi",
           _pieces("graphml", "write_graphml"), _rows, _by_sample),
    Format("gexf", "gexf", "application/gexf+xml", "Gephi, with dates, positions and colours",
           _pieces("gexf", "write_gexf"), _rows, _by_sample),
    Format("cytoscape", "cyjs", "application/json", "Cytoscape and Cytoscape.js",
           _pieces("json_formats", "write_cytoscape"), _rows, _by_sample),
    Format("node-link", "json", "application/json", "networkx, graphology, D3",
           _pieces("json_formats", "write_node_link"), _rows, _by_sample),
    Format("csv", "zip", "application/zip", "spreadsheets and data frames",
           _zipped(_TABLES), _table_rows, _by_sample, fill=_TABLES),
    Format("parquet", "parquet.zip", "application/zip", "pandas, Arrow, DuckDB, Spark",
           _zipped(_PARQUET), _table_rows, _by_sample, fill=_PARQUET),
    Format("neo4j", "neo4j.zip", "application/zip", "tables for neo4j-admin database import",
           _zipped(_NEO4J), _table_rows, _by_sample, fill=_NEO4J,
           advice="Unpack it, if it is a zip, where Neo4j is stopped and run the command in its README.txt: "
           "neo4j-admin database import full --nodes=nodes.csv --nodes=claims.csv ..."),
    Format("stix", "stix.json", "application/stix+json", "STIX 2.1 for threat intelligence platforms",
           _pieces("stix", "write_stix"), _table_rows, _by_sample,
           lossy="Names beside the label, definitions, identity judgements and the names of graphs stay "
           "behind; statuses are properties of our own."),
    Format("ftm", "ftm.jsonl", "application/x-ndjson", "FollowTheMoney entities for Aleph and OpenSanctions",
           _pieces("ftm", "write_ftm"), _table_rows, _by_sample,
           lossy="FollowTheMoney has no claims: who says or denies what stands in notes, as text. Certainty, "
           "modality, origins, positions in texts, names beside the label, definitions, identity judgements "
           "and the names of graphs stay behind."),
    Format("turtle12", "ttl12", "text/turtle;version=1.2", "RDF 1.2 with triple terms",
           _rdf("turtle", reify=True), _quads, _by_triples("turtle"), True, names_graphs=False),
    Format("ntriples12", "nt12", "application/n-triples;version=1.2",
           "RDF 1.2 with triple terms, a line each",
           _rdf("ntriples", reify=True), _quads, _by_triples("ntriples"), True, names_graphs=False),
    Format("html", "html", "text/html", "one page for any browser, offline",
           _page, _rows, most=BULK_LIMITS.export_page_entries,
           lossy="A page is for reading: no program reads it back."),
    Format("svg", "svg", "image/svg+xml", "the drawing for documents and drawing programs",
           _drawing, _rows, lossy="A drawing holds labels and lines, no claims."),
)  # fmt: skip

FORMATS: Mapping[str, Format] = {each.name: each for each in _ALL}
"""Every export format by its name."""
