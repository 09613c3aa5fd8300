"""RDF: the authored graph and what is derived from it, whole or cut to a view.

Triple formats (Turtle, N-Triples, RDF/XML) know no graph names, so a derived direct triple would stand in
them like a fact: they leave these triples out. Quad formats keep them in their own named graph, but only
where nobody denies. What a judgement makes incompatible is left out of triple formats as well: it would be
read again as written by hand. Loading an export again recomputes everything derived.

The graph is written as it is read, in flat memory. A part is chosen first by what each thing points at, as
numbers; what is written again is found by its name. What some tell is made in memory first, with the statuses
that it has as they tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, TypeAlias

import numpy as np
import pyoxigraph as ox

from graph.export.closure import NOT_FOLLOWED, standalone_subjects, stated_in
from graph.export.described import Described
from graph.export.extent import Extent, Mask, Rows, identity_of, imports_sentence
from graph.export.metering import Meter
from graph.export.xml_stream import XmlStream
from graph.export.xml_text import comment
from graph.model import Stance
from graph.namespaces import AG, GRAPH_DERIVED, GRAPH_RELATIONS, PREFIXES
from graph.returning.reifying import reified
from graph.store import RDF_FORMATS, Store
from graph.triples import triples_of
from graph.wordings import authored_graphs

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

Triple: TypeAlias = tuple[str, str, str]
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


def write_part(graph: KnowledgeGraph, extent: Extent, format_name: str, output: IO[bytes], meter: Meter, *,
               reify: bool = False) -> None:  # fmt: skip
    """Write the part of `graph` that `extent` is.

    An entity of which a perspective says nothing is left out: a file can only be built again if it holds
    nothing that nobody speaks of.
    """
    store = graph.told_store
    named = RDF_FORMATS[format_name].supports_datasets
    quads = _part(graph, extent)
    statements: Iterable[ox.Quad] = quads if named else (quad for quad in quads if not _seems_written(quad))
    if named:
        statements = _after(statements, _undenied(store, extent))
    remark = _remark(extent, "" if named else imports_sentence(extent))
    _write(meter.counted(reified(statements) if reify else statements), format_name, output, remark)


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
    denied = _contents(extent, _denied(extent, np.ones(len(extent.columns.claims), np.bool_)))
    for quad in _ordered(store, GRAPH_RELATIONS):
        if texts(quad) not in denied:
            yield quad


def _undenied(store: Store, extent: Extent) -> Iterator[ox.Quad]:
    """Yield the direct triples of an extent's propositions that nobody who counts denies."""
    rows = np.concatenate([extent.links, extent.values])
    standing = _contents(extent, np.setdiff1d(rows, _denied(extent, extent.counting)))
    for quad in _ordered(store, GRAPH_RELATIONS):
        if texts(quad) in standing:
            yield quad


def _denied(extent: Extent, counting: Mask) -> Rows:
    columns = extent.columns
    return np.unique(columns.proposition[counting & (columns.stance == _DENIES)])


def _contents(extent: Extent, rows: Rows) -> frozenset[Triple]:
    """Return what propositions say, as `texts` writes triples."""
    columns, words = extent.columns, extent.words
    found = set()
    for row in rows.tolist():
        thing, language = int(columns.object[row]), words.language.text(row)
        value = ox.Literal(words.value.text(row), language=language) if language else ox.Literal(
            words.value.text(row), datatype=ox.NamedNode(words.datatypes.text(int(words.datatype[row])) or AG)
        )  # fmt: skip
        target = columns.entities[thing] if thing >= 0 else str(value)
        subject, predicate = int(columns.subject[row]), int(columns.predicate[row])
        found.add((columns.entities[subject], columns.predicates[predicate], target))
    return frozenset(found)


def texts(quad: ox.Quad) -> Triple:
    """Return subject, predicate and object: IRIs, and literals with language or datatype."""
    return _text(quad.subject), _text(quad.predicate), _text(quad.object)


def _text(term: object) -> str:
    # pyoxigraph also types triple terms, which have no value; nothing here writes them.
    return str(term) if isinstance(term, ox.Literal) else str(getattr(term, "value", term))


def _remark(described: Described, left_out: str = "") -> str:
    counted = "Entities judged to be one, and what is said of them, are counted as one."
    return " ".join(filter(None, (described.description, counted, left_out)))


def _part(graph: KnowledgeGraph, extent: Extent) -> Iterator[ox.Quad]:
    """Yield what people wrote of an extent, as far as it is told, and what is derived about its things."""
    store, authored = graph.told_store, authored_graphs(graph.store)
    written = triples_of(graph.store, authored)
    stated = stated_in(written, extent, identity_of(graph))
    told = written if store is graph.store else triples_of(store, authored)
    kept = standalone_subjects(told, extent, stated)
    for name in (*authored, GRAPH_DERIVED):
        for quad in _ordered(store, name):
            if _text(quad.subject) in kept and (
                quad.predicate.value not in NOT_FOLLOWED or _text(quad.object) in kept
            ):
                yield quad
