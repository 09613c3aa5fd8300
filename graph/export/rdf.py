"""RDF: the authored graph and what is derived from it, whole or cut to a view.

Triple formats (Turtle, N-Triples, RDF/XML) know no graph names, so a derived direct triple would stand in
them like a fact: they leave these triples out. Quad formats keep them in their own named graph, but only
where nobody denies. What a judgement makes incompatible is left out of triple formats as well: it would be
read again as written by hand. Loading an export again recomputes everything derived.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from graph.export.closure import NOT_FOLLOWED, Triple, standalone_subjects, text_of, texts
from graph.export.snapshot import Snapshot, Statement
from graph.export.xml_text import DECLARATION, allowed, comment
from graph.model import Stance
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, GRAPH_RELATIONS
from graph.store import RDF_FORMATS, Store, open_store

_DERIVED = ox.NamedNode(GRAPH_DERIVED)
_INCOMPATIBLE_WITH = ox.NamedNode(AG + "incompatibleWith")
_COMMENTED = frozenset({"turtle", "trig", "nquads", "ntriples"})


def write_rdf(store: Store, snapshot: Snapshot, format_name: str) -> Iterator[str | bytes]:
    """Yield the graph in `store` as RDF: all of it, or the part that `snapshot` was cut to.

    An entity of which a perspective says nothing is left out: a file can only be built again if it holds
    nothing that nobody speaks of.
    """
    everything = snapshot.whole and not snapshot.perspective
    quads = list(_whole(store) if everything else _part(store, snapshot))
    if RDF_FORMATS[format_name].supports_datasets:
        quads += _undenied(store, snapshot)
        written = _dumped(quads, format_name, (GRAPH_CURATED, GRAPH_DERIVED, GRAPH_RELATIONS))
    else:
        written = _dumped([quad for quad in quads if not _seems_written(quad)], format_name, None)
    if format_name == "rdfxml":
        yield _as_xml(written, _remark(snapshot))
        return
    if format_name in _COMMENTED:
        yield f"# {_remark(snapshot)}\n"
    yield written


def _seems_written(quad: ox.Quad) -> bool:
    """Say whether `quad` is derived, and could not be told from a written one without its graph name."""
    return quad.graph_name == _DERIVED and quad.predicate == _INCOMPATIBLE_WITH


def _dumped(quads: list[ox.Quad], format_name: str, graphs: tuple[str, ...] | None) -> bytes:
    """Return `quads` in `format_name`, in an order that does not depend on how they were loaded."""
    part = open_store()
    # A store in memory hands its quads out last in, first out.
    part.extend(sorted(quads, key=str, reverse=True))
    return part.dump(format_name, graphs) or b""


def _remark(snapshot: Snapshot) -> str:
    return f"{snapshot.description} Entities judged to be one, and what is said of them, are counted as one."


def _whole(store: Store) -> Iterator[ox.Quad]:
    """Yield what people wrote and what is derived about its nodes."""
    for name in (GRAPH_CURATED, GRAPH_DERIVED):
        yield from store.quads(name)


def _part(store: Store, snapshot: Snapshot) -> Iterator[ox.Quad]:
    """Yield those of the quads that the snapshot's propositions and entities need."""
    wanted = (_triple(statement) for statement in snapshot.statements)
    kept = standalone_subjects(store, wanted, _spoken_of(snapshot))
    for quad in _whole(store):
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


def _as_xml(written: bytes, remark: str) -> str:
    """Return RDF/XML in which no character is forbidden, with a comment after the declaration."""
    text = allowed(written.decode("utf-8"))
    return DECLARATION + comment(remark) + text.removeprefix(DECLARATION.rstrip("\n")).lstrip("\n")
