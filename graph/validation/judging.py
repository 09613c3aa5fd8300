"""Judge any number of triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.validation.refereeing import validate
from graph.validation.reporting import Report

if TYPE_CHECKING:
    from graph.triples import Triples


def judge(triples: Triples) -> Report:
    """Judge `triples`, what people wrote and imported, by every shape and every check.

    Raises
    ------
    OntologyError
        If a shape or a check is itself broken; the message names its file.
    """
    from rdflib import Graph

    lines = (
        " ".join((*map(triples.terms.text, row), ".\n"))
        for row in zip(triples.subject, triples.predicate, triples.object, strict=True)
    )
    return validate(Graph().parse(data="".join(lines), format="nt"))
