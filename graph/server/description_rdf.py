"""A server described in RDF: as a SPARQL service (sd:), as a data set (VoID), and in a catalogue (DCAT 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from graph.builds import Manifest
from graph.namespaces import BASE, DCTERMS, GRAPH_CURATED, ID, RDF, RDFS, XSD
from graph.server.description_counts import Counts

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"
FOAF = "http://xmlns.com/foaf/0.1/"
FORMATS = "http://www.w3.org/ns/formats/"
IANA = "https://www.iana.org/assignments/media-types/"
GEOF = "http://www.opengis.net/def/function/geosparql/"
LICENCE = "https://spdx.org/licenses/MIT"
TITLE = "armsgraph: actors, weapons and incidents with their attributed claims"
SUMMARY = (
    "Links between actors, weapons and incidents in which every link carries the claims behind it: "
    "who says so, where, and who denies it."
)
RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads",
)  # fmt: skip
FUNCTIONS = (
    "sfEquals", "sfDisjoint", "sfIntersects", "sfTouches", "sfCrosses", "sfWithin", "sfContains",
    "sfOverlaps", "convexHull", "envelope", "centroid", "getSRID", "asGeoJSON",
)  # fmt: skip
"""Functions of GeoSPARQL that the engine knows beside those of SPARQL 1.1."""

Value = str | int | ox.Literal


@dataclass(frozen=True, slots=True)
class Served:
    """What is described."""

    origin: str
    """Where the server answers, with a slash at its end."""
    counts: Counts
    manifest: Manifest | None
    build: str
    limits: str
    """The limits of a query, in sentences."""
    telling: str
    """Whose word counts; empty where everything does."""

    @property
    def dataset(self) -> str:
        """The IRI of what is served here."""
        return f"{self.origin}.well-known/void#dataset"


def service_triples(served: Served) -> Iterator[ox.Triple]:
    """Yield the description of the endpoint, by SPARQL 1.1 Service Description."""
    endpoint = f"{served.origin}sparql"
    service = f"{endpoint}#service"
    told = f" {served.telling}" if served.telling else ""
    yield from _say(
        service,
        (RDF + "type", (SD + "Service", DCAT + "DataService")),
        (SD + "endpoint", (endpoint,)),
        (SD + "supportedLanguage", (SD + "SPARQL10Query", SD + "SPARQL11Query")),
        (SD + "feature", (SD + "UnionDefaultGraph",)),
        (SD + "resultFormat", tuple(FORMATS + name for name in RESULT_FORMATS)),
        (SD + "extensionFunction", tuple(GEOF + name for name in FUNCTIONS)),
        (SD + "defaultDataset", (f"{endpoint}#dataset",)),
        (SD + "availableGraphs", (f"{endpoint}#graphs",)),
        (DCTERMS + "title", (_english("The SPARQL endpoint of an armsgraph server"),)),
        (DCTERMS + "description", (_english(f"Reads only. {served.limits}{told}"),)),
        (DCAT + "endpointURL", (endpoint,)),
        (DCAT + "endpointDescription", (endpoint,)),
        (DCAT + "servesDataset", (served.dataset,)),
    )
    for name in FUNCTIONS:
        yield from _say(GEOF + name, (RDF + "type", (SD + "Function",)))
    yield from _graphs(served, endpoint)


def _graphs(served: Served, endpoint: str) -> Iterator[ox.Triple]:
    named = {f"{endpoint}#graph-{n}": one for n, one in enumerate(served.counts.graphs, 1)}
    for collection, kind in (("dataset", "Dataset"), ("graphs", "GraphCollection")):
        yield from _say(
            f"{endpoint}#{collection}",
            (RDF + "type", (SD + kind,)),
            (SD + "namedGraph", tuple(named)),
        )
    union = f"{endpoint}#union"
    yield from _say(f"{endpoint}#dataset", (SD + "defaultGraph", (union,)))
    yield from _say(
        union,
        (RDF + "type", (SD + "Graph", VOID + "Dataset")),
        (
            DCTERMS + "description",
            (_english("All named graphs as one, unless FROM or the request names some."),),
        ),
        (VOID + "triples", (served.counts.triples,)),
    )
    for node, (name, triples) in named.items():
        yield from _say(
            node, (RDF + "type", (SD + "NamedGraph",)), (SD + "name", (name,)), (SD + "graph", (name,))
        )
        yield from _say(
            name, (RDF + "type", (SD + "Graph", VOID + "Dataset")), (VOID + "triples", (triples,))
        )


def dataset_triples(served: Served) -> Iterator[ox.Triple]:
    """Yield the description of the data, by VoID and DCAT 3."""
    page, counts = f"{served.origin}.well-known/void", served.counts
    yield from _say(
        page,
        (RDF + "type", (VOID + "DatasetDescription",)),
        (DCTERMS + "title", (_english("A description of this armsgraph server's data"),)),
        (FOAF + "primaryTopic", (served.dataset,)),
    )
    yield from _say(
        served.dataset,
        (RDF + "type", (VOID + "Dataset", DCAT + "Dataset")),
        (DCTERMS + "title", (_english(TITLE),)),
        (DCTERMS + "description", (_english(f"{SUMMARY} {served.telling}".strip()),)),
        (DCTERMS + "license", (LICENCE,)),
        (FOAF + "homepage", (served.origin,)),
        (VOID + "sparqlEndpoint", (f"{served.origin}sparql",)),
        (VOID + "uriSpace", (ox.Literal(ID),)),
        (VOID + "vocabulary", counts.vocabularies),
        (VOID + "feature", tuple(FORMATS + name for name in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML"))),
        (VOID + "triples", (counts.triples,)),
        (VOID + "entities", (counts.entities,)),
        (VOID + "distinctSubjects", (counts.subjects,)),
        (VOID + "distinctObjects", (counts.objects,)),
        (VOID + "classes", (len(counts.classes),)),
        (VOID + "properties", (len(counts.properties),)),
        *_dates(served),
    )
    yield from _partitions(served)
    yield from _dumps(served)
    yield from _catalogue(served)


def _dates(served: Served) -> Iterator[tuple[str, tuple[Value, ...]]]:
    if served.manifest is not None:
        moment = ox.Literal(served.manifest.created, datatype=ox.NamedNode(XSD + "dateTime"))
        yield DCTERMS + "issued", (moment,)
        yield DCTERMS + "modified", (moment,)
    if served.build:
        yield DCTERMS + "identifier", (ox.Literal(served.build),)


def _partitions(served: Served) -> Iterator[ox.Triple]:
    page = f"{served.origin}.well-known/void"
    for number, (iri, things) in enumerate(served.counts.classes, 1):
        part = f"{page}#class-{number}"
        yield from _say(served.dataset, (VOID + "classPartition", (part,)))
        yield from _say(part, (VOID + "class", (iri,)), (VOID + "entities", (things,)))
    for number, one in enumerate(served.counts.properties, 1):
        part = f"{page}#property-{number}"
        yield from _say(served.dataset, (VOID + "propertyPartition", (part,)))
        yield from _say(
            part,
            (VOID + "property", (one.iri,)),
            (VOID + "triples", (one.triples,)),
            (VOID + "distinctSubjects", (one.subjects,)),
            (VOID + "distinctObjects", (one.objects,)),
        )


def _dumps(served: Served) -> Iterator[ox.Triple]:
    """Yield where each graph can be downloaded whole."""
    page = f"{served.origin}.well-known/void"
    for number, (graph, triples) in enumerate(served.counts.graphs, 1):
        dump, file = dump_address(served.origin, graph), f"{page}#dump-{number}"
        yield from _say(served.dataset, (VOID + "subset", (graph,)), (DCAT + "distribution", (file,)))
        yield from _say(graph, (RDF + "type", (VOID + "Dataset",)), (VOID + "dataDump", (dump,)))
        yield from _say(
            file,
            (RDF + "type", (DCAT + "Distribution",)),
            (DCTERMS + "title", (_english(f"{graph}, {triples} triples"),)),
            (DCTERMS + "license", (LICENCE,)),
            (DCAT + "accessURL", (dump,)),
            (DCAT + "downloadURL", (dump,)),
            (DCAT + "mediaType", (IANA + "text/turtle",)),
        )
        if graph == GRAPH_CURATED:
            yield from _say(served.dataset, (VOID + "dataDump", (dump,)))


def _catalogue(served: Served) -> Iterator[ox.Triple]:
    yield from _say(
        f"{served.origin}.well-known/void#catalog",
        (RDF + "type", (DCAT + "Catalog",)),
        (DCTERMS + "title", (_english("What this armsgraph server holds"),)),
        (DCAT + "dataset", (served.dataset,)),
        (DCAT + "service", (f"{served.origin}sparql#service",)),
        (RDFS + "seeAlso", (f"{served.origin}sparql", BASE + "ontology")),
    )


def dump_address(origin: str, graph: str) -> str:
    """Return where the graph called `graph` can be downloaded.

    Examples
    --------
    >>> dump_address("http://localhost/", "https://example.org/a&b")
    'http://localhost/graphs?graph=https%3A%2F%2Fexample.org%2Fa%26b'
    """
    return f"{origin}graphs?graph={quote(graph, safe='')}"


def _say(subject: str, *said: tuple[str, Iterable[Value]]) -> Iterator[ox.Triple]:
    """Yield triples about `subject`: a text is an IRI, a number a literal."""
    for property_, values in said:
        for value in values:
            term = ox.NamedNode(value) if isinstance(value, str) else value
            written = ox.Literal(term) if isinstance(term, int) else term
            yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(property_), written)


def _english(text: str) -> ox.Literal:
    return ox.Literal(text, language="en")
