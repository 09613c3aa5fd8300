"""RDF: the authored graph and what is derived from it, whole or cut to a view.

Triple formats (Turtle, N-Triples, RDF/XML) know no graph names, so a derived direct triple would stand in
them like a fact: they leave these triples out. Quad formats keep them in their own named graph, but only
where nobody denies. What a judgement makes incompatible is left out of triple formats as well: it would be
read again as written by hand. Loading an export again recomputes everything derived.

The whole graph is written as it is read, in flat memory. A part, or the telling of some, is chosen first
by what each thing points at, which needs all of it in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

import numpy as np
import pyoxigraph as ox

from graph.export.closure import NOT_FOLLOWED, Triple, standalone_subjects, text_of, texts
from graph.export.described import Described
from graph.export.extent import Extent, imports_sentence
from graph.export.metering import Meter
from graph.export.snapshot import Snapshot, Statement
from graph.export.xml_stream import XmlStream
from graph.export.xml_text import comment
from graph.model import Stance
from graph.namespaces import AG, GRAPH_DERIVED, GRAPH_RELATIONS, PREFIXES
from graph.returning.reifying import reified
from graph.store import RDF_FORMATS, Store
from graph.wordings import authored_graphs

_DERIVED = ox.NamedNode(GRAPH_DERIVED)
_INCOMPATIBLE_WITH = ox.NamedNode(AG + "incompatibleWith")
_COMMENTED = frozenset({"turtle", "trig", "nquads", "ntriples"})
_DENIES = list(Stance).index(Stance.DENIES)


def write_whole(store: Store, extent: Extent, format_name: str, output: IO[bytes], meter: Meter, *,
                reify: bool = False) -> None:  # fmt: skip
    """Write all of the graph in `store`, as RDF 1.2 with triple terms where `reify` asks for it."""
    named = RDF_FORMATS[format_name].supports_datasets
    quads = (quad for name in (*authored_graphs(store), GRAPH_DERIVED) for quad in _ordered(store, name))
    statements: Iterable[ox.Quad] = quads if named else (quad for quad in quads if not _seems_written(quad))
    if named:
        statements = _after(statements, _not_denied(store, extent))
    remark = _remark(extent, "" if named else imports_sentence(extent))
    _write(meter.counted(reified(statements) if reify else statements), format_name, output, remark)


def write_part(store: Store, snapshot: Snapshot, format_name: str, output: IO[bytes], *,
               reify: bool = False) -> None:  # fmt: skip
    """Write the part of the graph in `store` that `snapshot` was cut to.

    An entity of which a perspective says nothing is left out: a file can only be built again if it holds
    nothing that nobody speaks of.
    """
    everything = snapshot.whole and not snapshot.perspective
    quads = sorted(_authored(store) if everything else _part(store, snapshot), key=str)
    if RDF_FORMATS[format_name].supports_datasets:
        quads += sorted(_undenied(store, snapshot), key=str)
    else:
        quads = [quad for quad in quads if not _seems_written(quad)]
    _write(reified(quads) if reify else quads, format_name, output, _remark(snapshot))


def _write(quads: Iterable[ox.Quad], format_name: str, output: IO[bytes], remark: str) -> None:
    rdf_format = RDF_FORMATS[format_name]
    statements = quads if rdf_format.supports_datasets else (quad.triple for quad in quads)
    if format_name in _COMMENTED:
        output.write(f"# {remark}\n".encode())
    if format_name == "rdfxml":
        xml = XmlStream(output, comment(remark))
        ox.serialize(statements, xml, rdf_format, prefixes=PREFIXES)  # type: ignore[arg-type]
        xml.finish()
    else:
        ox.serialize(statements, output, rdf_format, prefixes=PREFIXES)


def _ordered(store: Store, graph: str) -> Iterable[ox.Quad]:
    """Return the quads of a graph in an order that does not depend on how they were loaded.

    A directory has such an order, by digests; a store in memory hands its quads out last in, first out.
    """
    quads = store.quads(graph)
    return quads if store.build_name and not store.derives_here else sorted(quads, key=str)


def _after(quads: Iterable[ox.Quad], more: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    yield from quads
    yield from more


def _seems_written(quad: ox.Quad) -> bool:
    """Say whether `quad` is derived, and could not be told from a written one without its graph name."""
    return quad.graph_name == _DERIVED and quad.predicate == _INCOMPATIBLE_WITH


def _not_denied(store: Store, extent: Extent) -> Iterator[ox.Quad]:
    """Yield the direct triples that nobody denies."""
    columns, words = extent.columns, extent.words
    denied = set()
    for row in np.unique(columns.proposition[columns.stance == _DENIES]).tolist():
        thing, datatype = int(columns.object[row]), int(words.datatype[row])
        language = words.language.text(row)
        value = ox.Literal(words.value.text(row), language=language) if language else ox.Literal(
            words.value.text(row), datatype=ox.NamedNode(words.datatypes.text(datatype) or AG)
        )  # fmt: skip
        target = columns.entities[thing] if thing >= 0 else str(value)
        denied.add(
            (
                columns.entities[int(columns.subject[row])],
                columns.predicates[int(columns.predicate[row])],
                target,
            )
        )
    for quad in _ordered(store, GRAPH_RELATIONS):
        if texts(quad) not in denied:
            yield quad


def _remark(described: Described, left_out: str = "") -> str:
    counted = "Entities judged to be one, and what is said of them, are counted as one."
    return " ".join(filter(None, (described.description, counted, left_out)))


def _authored(store: Store) -> Iterator[ox.Quad]:
    """Yield what people wrote and what is derived about its nodes."""
    for name in (*authored_graphs(store), GRAPH_DERIVED):
        yield from store.quads(name)


def _part(store: Store, snapshot: Snapshot) -> Iterator[ox.Quad]:
    """Yield those of the quads that the snapshot's propositions and entities need."""
    wanted = (_triple(statement) for statement in snapshot.statements)
    kept = standalone_subjects(store, wanted, _spoken_of(snapshot))
    for quad in _authored(store):
        subject, predicate, target = texts(quad)
        if subject in kept and (predicate not in NOT_FOLLOWED or target in kept):
            yield quad


def _spoken_of(snapshot: Snapshot) -> Iterator[str]:
    return (node.iri for node in snapshot.nodes if node.iri not in snapshot.silent)


def _undenied(store: Store, snapshot: Snapshot) -> Iterator[ox.Quad]:
    """Yield the direct triples of the snapshot's propositions that nobody denies."""
    standing = {_triple(each) for each in snapshot.statements if not each.tally(Stance.DENIES)}
    for quad in store.quads(GRAPH_RELATIONS):
        if texts(quad) in standing:
            yield quad


def _triple(statement: Statement) -> Triple:
    proposition = statement.proposition
    return proposition.subject.iri, proposition.predicate.iri, text_of(proposition.object)
