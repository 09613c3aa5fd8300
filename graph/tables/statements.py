"""Statements of any RDF as rows: one a triple, with the names and the classes of both its ends.

Names and classes may stand anywhere in a file: it is read twice, and they are held meanwhile. They make no
rows of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from graph.errors import TableError
from graph.namespaces import RDF, RDFS, SCHEMA, SKOS, local_name
from graph.tables.shape import Row, TableShape
from graph.tables.watching import Watch

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""Formats by how a file's name ends; ``.gz`` may follow."""
COLUMNS = (
    "subject",
    "subject.label",
    "subject.class",
    "predicate",
    "object",
    "object.label",
    "object.class",
    "value",
    "language",
    "datatype",
)
_TYPE = RDF + "type"
_LABELS = (
    SKOS + "prefLabel",
    RDFS + "label",
    SCHEMA + "name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/terms/title",
)
"""What names a thing, the likeliest first."""
_BASE = "https://w3id.org/armsgraph/id/"


class _Known:
    """Names and classes by IRI."""

    def __init__(self) -> None:
        self._labels: dict[str, tuple[tuple[bool, int], str]] = {}
        self._classes: dict[str, list[str]] = {}

    def take(self, triple: ox.Quad) -> None:
        subject, predicate, value = _text(triple.subject), triple.predicate.value, triple.object
        if predicate == _TYPE:
            self._classes.setdefault(subject, []).append(_text(value))
        elif predicate in _LABELS and isinstance(value, ox.Literal):
            english = (value.language or "en").partition("-")[0] == "en"
            rank = (not english, _LABELS.index(predicate))
            if subject not in self._labels or rank < self._labels[subject][0]:
                self._labels[subject] = (rank, value.value)

    def label(self, iri: str) -> str:
        """Return the name of a thing, an English one if there is; else the end of its IRI."""
        found = self._labels.get(iri)
        return found[1] if found else local_name(iri.rstrip("/#"))

    def classes(self, iri: str) -> str:
        return " ".join(sorted(self._classes.get(iri, ())))


def rdf_format(path: Path) -> ox.RdfFormat | None:
    """Return the format that the name of a file gives; None for what is no RDF.

    Examples
    --------
    >>> rdf_format(Path("actors.ttl.gz")), rdf_format(Path("actors.csv"))
    (<RdfFormat Turtle>, None)
    """
    name = path.name.lower().removesuffix(".gz")
    return FORMATS.get(Path(name).suffix)


def statement_rows(watch: Watch, shape: TableShape) -> Iterator[Row]:  # noqa: ARG001 - RDF has one shape
    """Yield the statements of a file, each once, without those that name or class a thing.

    Raises
    ------
    TableError
        If it is not what its name says; or changes between or while it is read.
    """
    known = _Known()
    with watch.opened() as stream:
        for triple in _triples(watch.path, stream):
            known.take(triple)
    seen: set[int] = set()
    number = 0
    with watch.opened() as stream:
        for triple in _triples(watch.path, stream):
            if triple.predicate.value in (_TYPE, *_LABELS) or hash(triple.triple) in seen:
                continue
            seen.add(hash(triple.triple))
            number += 1
            yield Row(number, number, _cells(triple, known))


def _triples(path: Path, stream: IO[bytes]) -> Iterator[ox.Quad]:
    try:
        yield from ox.parse(stream, rdf_format(path), base_iri=_BASE)
    except SyntaxError as error:
        place = f" on line {error.lineno:,}" if error.lineno else ""
        raise TableError(
            f"The file {str(path)!r} is not the RDF that its name says{place}: {error.msg}.",
            error.lineno or 0,
        ) from None


def _cells(triple: ox.Quad, known: _Known) -> dict[str, str]:
    subject, found = _text(triple.subject), triple.object
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {
        "subject": subject,
        "subject.label": known.label(subject),
        "subject.class": known.classes(subject),
        "predicate": triple.predicate.value,
    }
    if isinstance(found, ox.Literal):
        return cells | {
            "value": found.value,
            "language": found.language or "",
            "datatype": found.datatype.value,
        }
    thing = _text(found)
    return cells | {
        "object": thing,
        "object.label": known.label(thing),
        "object.class": known.classes(thing),
    }


def _text(term: object) -> str:
    """Return the IRI of a node, or the name of a blank one."""
    return str(term) if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))
