"""The rules as files: the ontology that the data speaks, the shapes and the checks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from rdflib import Graph

from graph.errors import OntologyError
from graph.resources import shipped


@lru_cache(maxsize=8)
def read_ontology(folder: Path | None = None) -> Graph:
    """Return all modules of the ontology in `folder` (the shipped one unless given) as one graph.

    The answer is shared between callers: read it, do not change it.

    Raises
    ------
    OntologyError
        If a module is not Turtle; the message names the file.
    """
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


def _parsed(path: Path) -> Graph:
    try:
        return Graph().parse(path, format="turtle")
    except Exception as fault:  # rdflib's parsers raise many unrelated kinds
        raise OntologyError(f"{path.name} is not valid Turtle: {fault}") from fault
