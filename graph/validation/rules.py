"""The rules as files: the ontology that the data speaks, the shapes and the checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import OntologyError
from graph.namespaces import BASE
from graph.resources import shipped
from graph.validation.together import Written

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What data is judged by."""

    ontology: tuple[Written, ...]
    """The classes and relations that the data speaks of, as N-Triples writes them."""
    shapes: Mapping[str, tuple[ox.Triple, ...]]
    """SHACL shapes by the name of their file."""
    checks: Mapping[str, str]
    """SPARQL queries by the name of their rule."""


@lru_cache(maxsize=2)
def read_rules(folder: Path | None = None) -> Rules:
    """Return the ontology, shapes and checks in `folder`, laid out like the shipped ones, the default.

    Raises
    ------
    OntologyError
        If a file is not Turtle, or there is none; the message names it.

    Examples
    --------
    >>> rules = read_rules()
    >>> "claims.ttl" in rules.shapes, "line-inside-document" in rules.checks
    (True, True)
    """
    place = folder or shipped("ontology")
    ontology = (_written(one) for path in _files(place, "*.ttl") for one in _triples(path))
    shapes = {path.name: _triples(path) for path in _files(place / "shapes", "*.ttl")}
    return Rules(tuple(ontology), shapes, read_checks(place / "checks"))


@lru_cache(maxsize=8)
def read_ontology(folder: Path | None = None) -> Graph:
    """Return all modules of the ontology in `folder` (the shipped one unless given) as one graph.

    The answer is shared between callers: read it, do not change it.

    Raises
    ------
    OntologyError
        If a module is not Turtle; the message names the file.
    """
    from rdflib import Graph

    whole = Graph()
    for path in _files(folder or shipped("ontology"), "*.ttl"):
        whole += _parsed(path)
    return whole


@lru_cache(maxsize=8)
def read_shapes(folder: Path | None = None) -> Mapping[str, Graph]:
    """Return the shapes graphs in `folder` (the shipped ones unless given) by file name.

    Raises
    ------
    OntologyError
        If a file is not Turtle; the message names it.
    """
    return {path.name: _parsed(path) for path in _files(folder or shipped("ontology") / "shapes", "*.ttl")}


@lru_cache(maxsize=8)
def read_checks(folder: Path | None = None) -> Mapping[str, str]:
    """Return the text of each check in `folder` (the shipped ones unless given) by the name of its rule."""
    files = _files(folder or shipped("ontology") / "checks", "*.rq")
    return {path.stem: path.read_text(encoding="utf-8") for path in files}


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise OntologyError(f"{folder} holds no {pattern} file, so nothing can be validated against it.")
    return found


def _triples(path: Path) -> tuple[ox.Triple, ...]:
    try:
        parsed = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=BASE, rename_blank_nodes=True)
        return tuple(quad.triple for quad in parsed)
    except SyntaxError as fault:
        raise OntologyError(f"{path.name} is not valid Turtle: {fault.msg}") from fault


def _written(triple: ox.Triple) -> Written:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _parsed(path: Path) -> Graph:
    from rdflib import Graph

    try:
        return Graph().parse(path, format="turtle")
    except Exception as fault:  # rdflib's parsers raise many unrelated kinds
        raise OntologyError(f"{path.name} is not valid Turtle: {fault}") from fault
