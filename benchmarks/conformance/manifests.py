"""Read the W3C's test manifests: which query over which data must give which answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_READABLE = {".ttl": "turtle", ".n3": "turtle"}


@dataclass(frozen=True, slots=True)
class EvaluationTest:
    """A query, its data and the file that holds the answer."""

    suite: str
    name: str
    query: Path
    data: tuple[Path, ...]
    """Files that make the default graph."""
    graphs: tuple[tuple[str, Path], ...]
    """Named graphs: the IRI, which is the file's own, and the file."""
    result: Path


def evaluation_tests(folder: Path) -> Iterator[EvaluationTest]:
    """Yield the query evaluation tests of all manifests below `folder`, suite by suite."""
    for file in sorted(folder.rglob("manifest*.ttl")):
        manifest = read_manifest(file)
        for entry in entries(manifest):
            if (entry, RDF.type, MF.QueryEvaluationTest) in manifest:
                test = _evaluation(manifest, entry, file)
                if test is not None:
                    yield test


def read_manifest(file: Path) -> Graph:
    """Return the triples of a manifest, its relative IRIs resolved against the file."""
    return Graph().parse(file, format="turtle", publicID=file.absolute().as_uri())


def entries(manifest: Graph) -> Iterator[Node]:
    """Yield the tests of a manifest in its own order; none for one that only includes others."""
    for first in manifest.objects(None, MF.entries):
        yield from Collection(manifest, first)


def _evaluation(manifest: Graph, entry: Node, file: Path) -> EvaluationTest | None:
    action, result = manifest.value(entry, MF.action), manifest.value(entry, MF.result)
    query = manifest.value(action, QT.query)
    if not isinstance(query, URIRef) or not isinstance(result, URIRef):
        return None  # an answer written into the manifest, as the entailment tests have it
    named = [graph for graph in manifest.objects(action, QT.graphData) if isinstance(graph, URIRef)]
    return EvaluationTest(
        f"{file.parent.parent.name}/{file.parent.name}",
        str(entry).rpartition("#")[2] or str(manifest.value(entry, MF.name)),
        path_of(query),
        tuple(path_of(one) for one in manifest.objects(action, QT.data)),
        tuple((str(one), path_of(one)) for one in named),
        path_of(result),
    )


def path_of(iri: Node) -> Path:
    """Return the file that a ``file:`` IRI names."""
    return Path(unquote(urlsplit(str(iri)).path))
