"""What a build on a server says about itself: a small graph beside its quads, in VoID, PROV-O and schema.org.

Beside a local store this is the file `manifest.json`. On a server it is the graph
`graph.namespaces.GRAPH_BUILD`, written last, so that who finds it finds all that it tells of::

    <graph/build> a void:Dataset ;
        dcterms:identifier "20261122T201114349917-f386387f" ;   # the name of the build
        schema:sha256 "1f0c..." ;                               # changes with every build
        dcterms:created "2026-11-22T20:11:14Z" ;
        schema:version "2" ;                                    # graph.settings.STORE_FORMAT_VERSION
        void:classPartition <graph/build#claims> ;
        void:subset <graph/curated>, <graph/derived> ;          # the graphs it consists of
        prov:wasDerivedFrom <graph/build#input-1> .
    <graph/build#claims> schema:name "claims" ; void:entities 668 .
    <graph/build#input-1> schema:name "entities.ttl" ; schema:sha256 "9a1e..." .
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.builds import InputFile, Manifest
from graph.namespaces import DCTERMS, GRAPH_BUILD, KNOWN_GRAPHS, PROV, RDF, SCHEMA, VOID

_IDENTIFIER, _CREATED = DCTERMS + "identifier", DCTERMS + "created"
_SHA256, _VERSION, _NAME = SCHEMA + "sha256", SCHEMA + "version", SCHEMA + "name"
_SUBSET = VOID + "subset"
_COUNT, _COUNTED, _INPUT = VOID + "entities", VOID + "classPartition", PROV + "wasDerivedFrom"

_TELLING = 8
"""Digits of a digest that tell two builds of one name apart."""


@dataclass(frozen=True, slots=True)
class Description:
    """A build on a server."""

    name: str
    digest: str
    """Changes with every build: what is derived from one is kept under it."""
    manifest: Manifest
    graphs: tuple[str, ...] = KNOWN_GRAPHS
    """The names of its graphs, in order: those of the model, and what its owners put beside them."""

    @property
    def build_name(self) -> str:
        """The name by which the build is asked for: another for other content, whatever it is called."""
        return f"{self.name}-{self.digest[:_TELLING]}"


def description_quads(description: Description) -> Iterator[ox.Quad]:
    """Yield the quads that say it, all of them in `graph.namespaces.GRAPH_BUILD` and without blank nodes.

    Examples
    --------
    >>> said = Description("b1", "abc", Manifest(2, "2026-11-22T20:11:14Z", {"claims": 668}))
    >>> triples = [quad.triple for quad in description_quads(said)]
    >>> read_description(triples) == said
    True
    """
    manifest = description.manifest
    yield _quad(GRAPH_BUILD, RDF + "type", ox.NamedNode(VOID + "Dataset"))
    yield _quad(GRAPH_BUILD, _IDENTIFIER, ox.Literal(description.name))
    yield _quad(GRAPH_BUILD, _SHA256, ox.Literal(description.digest))
    yield _quad(GRAPH_BUILD, _CREATED, ox.Literal(manifest.created))
    yield _quad(GRAPH_BUILD, _VERSION, ox.Literal(str(manifest.format_version)))
    for graph in description.graphs:
        yield _quad(GRAPH_BUILD, _SUBSET, ox.NamedNode(graph))
    for counted, number in manifest.counts.items():
        part = f"{GRAPH_BUILD}#{counted}"
        yield _quad(GRAPH_BUILD, _COUNTED, ox.NamedNode(part))
        yield _quad(part, _NAME, ox.Literal(counted))
        yield _quad(part, _COUNT, ox.Literal(number))
    for place, file in enumerate(manifest.inputs, start=1):
        part = f"{GRAPH_BUILD}#input-{place}"
        yield _quad(GRAPH_BUILD, _INPUT, ox.NamedNode(part))
        yield _quad(part, _NAME, ox.Literal(file.name))
        yield _quad(part, _SHA256, ox.Literal(file.sha256))


def read_description(triples: Iterable[ox.Triple]) -> Description | None:
    """Return what `description_quads` once wrote; None where the triples do not say all of it."""
    said: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and not isinstance(value, ox.Triple):
            said.setdefault(subject.value, {}).setdefault(triple.predicate.value, []).append(value.value)
    whole = said.get(GRAPH_BUILD, {})
    if not {_IDENTIFIER, _SHA256, _CREATED, _VERSION} <= whole.keys():
        return None
    counted = [said[part] for part in whole.get(_COUNTED, ()) if part in said]
    inputs = [said[part] for part in sorted(whole.get(_INPUT, ()), key=_place) if part in said]
    manifest = Manifest(
        int(whole[_VERSION][0]),
        whole[_CREATED][0],
        {part[_NAME][0]: int(part[_COUNT][0]) for part in counted},
        tuple(InputFile(part[_NAME][0], part[_SHA256][0]) for part in inputs),
    )
    graphs = tuple(sorted(whole.get(_SUBSET, KNOWN_GRAPHS)))
    return Description(whole[_IDENTIFIER][0], whole[_SHA256][0], manifest, graphs)


def _place(part: str) -> tuple[int, str]:
    """Return how the parts of a list are ordered: by their number, which is no text."""
    return len(part), part


def _quad(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), value, ox.NamedNode(GRAPH_BUILD))
