"""Read data files into quads, and tell every place where one is not what its extension says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from graph.errors import DataError, InputError, Problem
from graph.ingest.hierarchy import without_wider_types
from graph.ingest.locations import mention_line, subject_lines
from graph.namespaces import AG, BASE, DERIVED_GRAPHS, GRAPH_CURATED, GRAPH_IMPORTS, SKOS, SKOSXL
from graph.resources import shipped
from graph.returning import RETURNING, is_exported_folder, packed, returned
from graph.settings import LIMITS

FORMATS: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}
READABLE = (*FORMATS, *RETURNING)
"""The extensions of data files: RDF, and exports in other formats that hold all of a graph."""
_WITH_SUBJECT_LINES = frozenset({".ttl", ".trig", ".nt", ".nq"})

_DERIVED_PREDICATES = frozenset(
    ox.NamedNode(AG + name) for name in ("status", "origins", "unknownOrigins", "canonicalEntity")
)
_DERIVED_GRAPHS = frozenset(ox.NamedNode(iri) for iri in DERIVED_GRAPHS)
_NESTED_ENTITY = re.compile(r"<!ENTITY\s[^>]*&(?!#)")
_CURATED = ox.NamedNode(GRAPH_CURATED)
_ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
_NAME_OF = ox.NamedNode(AG + "nameOf")
_LITERAL_FORM = ox.NamedNode(SKOSXL + "literalForm")
T = TypeVar("T")


@dataclass(frozen=True)
class Source:
    """A data file as it was read: its name for people, its extension, its text and its digest."""

    name: str
    extension: str
    text: str
    sha256: str
    rewritten: bool = False
    """Whether the text was made of another format, so that its lines are not those of the file."""

    @cached_property
    def _subject_lines(self) -> dict[str, int]:
        return subject_lines(self.text, BASE) if self.extension in _WITH_SUBJECT_LINES else {}

    def describes(self, iri: str) -> bool:
        """Tell whether this file describes `iri` as a subject, as far as that can be told."""
        return iri in self._subject_lines

    def line_of(self, iri: str) -> int:
        """Return the line in which `iri` is described or else mentioned, from 1; 0 where it is not."""
        if self.rewritten:
            return 0
        return self._subject_lines.get(iri) or mention_line(self.text, iri)


def data_files(inputs: Sequence[Path] | None) -> list[Path]:
    """Return the files that `inputs` name; those shipped with armsgraph unless any are given.

    A folder stands for all files in it whose extension is known, or is an export of several files.

    Raises
    ------
    InputError
        If a file does not exist or its extension is unknown; all of them are named.
    """
    given = [shipped("data")] if inputs is None else [Path(path) for path in inputs]
    files: list[Path] = []
    faults: list[str] = []
    for path in given:
        if path.is_dir() and is_exported_folder(path):
            files.append(path)
        elif path.is_dir():
            within = sorted(one for one in path.iterdir() if one.suffix.lower() in FORMATS)
            files += within
            faults += [] if within else [f"The folder {str(path)!r} holds no data file."]
        elif not path.exists():
            faults.append(f"The file {str(path)!r} does not exist.")
        elif path.suffix.lower() not in READABLE:
            faults.append(f"The file {str(path)!r} has the unknown extension {path.suffix!r}.")
        else:
            files.append(path)
    if faults:
        raise InputError(f"{' '.join(faults)} Data files end in {', '.join(READABLE)}.")
    return files


def read_source(path: Path) -> Source:
    """Read the file at `path`.

    Raises
    ------
    InputError
        If it cannot be read.
    DataError
        If it is not UTF-8; the message names line and column.
    """
    try:
        if is_exported_folder(path):
            return source_of_bytes(packed(path), str(path), ".zip")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"The file {str(path)!r} cannot be read: {error.strerror}.") from error
    return source_of_bytes(content, str(path), path.suffix.lower())


def source_of_bytes(content: bytes, name: str, extension: str) -> Source:
    """Return `content` as a source called `name`; see `read_source`."""
    if extension in RETURNING:
        digest = hashlib.sha256(content).hexdigest()
        return Source(name, ".nq", returned(content, name, extension), digest, rewritten=True)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        byte = f"0x{content[error.start]:02x}"
        message = (
            f"The file is not UTF-8: byte {byte} stands where a character should begin. Save it as UTF-8."
        )
        raise data_error([Problem(name, line, column, "", "encoding", message)]) from error
    return Source(name, extension, text, hashlib.sha256(content).hexdigest())


def parse(sources: Iterable[Source]) -> list[ox.Quad]:
    """Return what people wrote in `sources`, as quads of the curated graph, or of an import that one names.

    Anything derived, which an export holds beside what people wrote, is left out: it is derived anew.

    Raises
    ------
    DataError
        If a file breaks the syntax of its format, or uses terms of RDF 1.2, which the rules of the model
        cannot judge; every such place in every file is named.
    """
    quads: dict[ox.NamedNode, list[ox.Quad]] = {_CURATED: []}
    problems: list[Problem] = []
    for source in sources:
        for found in read_statements(source):
            if isinstance(found, Problem):
                problems.append(found)
            elif found.graph_name not in _DERIVED_GRAPHS and found.predicate not in _DERIVED_PREDICATES:
                graph = _home(found)
                quad = ox.Quad(found.subject, found.predicate, found.object, graph)
                quads.setdefault(graph, []).append(quad)
    if problems:
        raise data_error(problems)
    return [quad for each in quads.values() for quad in as_written(each)]


def _home(quad: ox.Quad) -> ox.NamedNode:
    """Return the graph into which a quad is read: the import that it names, else the curated one."""
    graph = quad.graph_name
    imported = isinstance(graph, ox.NamedNode) and graph.value.startswith(GRAPH_IMPORTS)
    return graph if imported and isinstance(graph, ox.NamedNode) else _CURATED


def as_written(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Return `quads` without the types and labels that follow from the rest of them."""
    return without_wider_types(_without_derived_labels(quads))


def read_statements(source: Source, base: str = BASE) -> Iterator[ox.Quad | Problem]:
    """Yield what one file holds, its blank nodes named by its digest: the same file has the same nodes.

    Whatever breaks the syntax, or uses terms of RDF 1.2, is a problem. `base` is what relative IRIs are
    relative to.
    """
    nodes: dict[ox.BlankNode, ox.BlankNode] = {}

    def settled(term: T) -> T | ox.BlankNode:
        if not isinstance(term, ox.BlankNode):
            return term
        return nodes.setdefault(term, ox.BlankNode(f"b{source.sha256[:20]}n{len(nodes)}"))

    for found in _statements(source, base):
        if isinstance(found, Problem):
            yield found
        elif reason := _beyond_rdf_1_1(found):
            yield _term_problem(source, found, reason)
        else:
            yield ox.Quad(settled(found.subject), found.predicate, settled(found.object), found.graph_name)


def data_error(problems: Sequence[Problem]) -> DataError:
    """Return the error that lists `problems`, up to `Limits.listed_problems` of them."""
    shown = [str(problem) for problem in problems[: LIMITS.listed_problems]]
    if len(problems) > len(shown):
        shown.append(f"... and {len(problems) - len(shown)} more.")
    return DataError("\n".join(shown), problems)


def _statements(source: Source, base: str) -> Iterator[ox.Quad | Problem]:
    """Yield what one file holds; after a place that breaks the syntax, go on where the parser can."""
    bomb = _nested_entity(source)
    if bomb is not None:
        yield bomb
        return
    parser = ox.parse(source.text.encode(), FORMATS[source.extension], base_iri=base)
    while True:
        try:
            yield next(parser)
        except StopIteration:
            return
        except SyntaxError as error:
            yield _syntax_problem(source, error)


def _nested_entity(source: Source) -> Problem | None:
    """Return the XML entity that is made of other entities: a few lines of them grow to gigabytes."""
    found = _NESTED_ENTITY.search(source.text) if FORMATS[source.extension] is ox.RdfFormat.RDF_XML else None
    if found is None:
        return None
    message = "An XML entity is made of other entities, which can grow without bound: write the text out."
    return Problem(source.name, source.text.count("\n", 0, found.start()) + 1, 1, "", "syntax", message)


def _syntax_problem(source: Source, error: SyntaxError) -> Problem:
    reason = str(error.msg).partition(": ")[2] or str(error.msg)
    language = FORMATS[source.extension].name
    message = f"This is not {language}: {reason}."
    return Problem(source.name, error.lineno or 0, error.offset or 0, "", "syntax", message)


def _beyond_rdf_1_1(quad: ox.Quad) -> str:
    """Say what in `quad` only RDF 1.2 knows; empty where there is nothing of that kind."""
    if isinstance(quad.object, ox.Triple):
        return "a triple stands here as a term; say it as an ag:Proposition with claims"
    if isinstance(quad.object, ox.Literal) and quad.object.direction is not None:
        return "a text has a base direction; write the language alone, as in @en"
    return ""


def _term_problem(source: Source, quad: ox.Quad, reason: str) -> Problem:
    subject = str(getattr(quad.subject, "value", ""))
    line = source.line_of(subject) if isinstance(quad.subject, ox.NamedNode) else 0
    return Problem(source.name, line, 0, subject, "syntax", f"Only RDF 1.1 can be taken in: {reason}.")


def _without_derived_labels(quads: list[ox.Quad]) -> list[ox.Quad]:
    """Leave out alternative labels that follow from a name; one without a name stays as it was written."""
    owners = {quad.subject: quad.object for quad in quads if quad.predicate == _NAME_OF}
    named = {
        (owners[quad.subject], quad.object)
        for quad in quads
        if quad.predicate == _LITERAL_FORM and quad.subject in owners
    }
    return [
        quad for quad in quads if quad.predicate != _ALT_LABEL or (quad.subject, quad.object) not in named
    ]
