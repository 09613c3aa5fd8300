"""The verdicts of the two ways to validate, made comparable: blank nodes have no names of their own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph

from graph.namespaces import BASE, PREFIXES
from graph.triples import triples_of_text
from graph.validation import Rules, Violation, judge, validate

HEAD = f"@base <{BASE}> .\n" + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
_LABEL = re.compile(r"_:(\w+)")
_MADE_LABEL = re.compile(r"N?[0-9a-f]{28,32}")
"""What rdflib and Oxigraph call a blank node."""


def lines_of(turtle: str | bytes) -> str:
    """Return Turtle as N-Triples; the usual prefixes need not be declared."""
    text = turtle if isinstance(turtle, bytes) else (HEAD + turtle).encode()
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri=BASE)
    return (ox.serialize((quad.triple for quad in parsed), format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def lines_of_file(path: Path) -> str:
    return lines_of(path.read_bytes())


def judged(lines: str, rules: Rules | None = None) -> set[Violation]:
    """Return the verdicts of the engine over integers."""
    found = judge(triples_of_text(lines), rules, listed=1_000_000).violations
    return {_nameless(one, set(_LABEL.findall(lines))) for one in found}


def refereed(lines: str, rules: Rules | None = None) -> set[Violation]:
    """Return the verdicts of pySHACL and Oxigraph, by the shipped rules unless others are given."""
    graph = Graph().parse(data=lines, format="nt")
    labels = {str(term) for triple in graph for term in triple if isinstance(term, BNode)}
    given = {} if rules is None else _as_graphs(rules)
    return {_nameless(one, labels) for one in validate(graph, **given).violations}


def _as_graphs(rules: Rules) -> dict[str, Any]:
    """Return rules as `validate` takes them."""
    ontology = "".join(" ".join((*triple, ".\n")) for triple in rules.ontology)
    shapes = {name: "".join(f"{triple} .\n" for triple in triples) for name, triples in rules.shapes.items()}
    return {
        "ontology": Graph().parse(data=ontology, format="nt"),
        "shapes": {name: Graph().parse(data=text, format="nt") for name, text in shapes.items()},
        "checks": rules.checks,
    }


def _nameless(one: Violation, labels: set[str]) -> Violation:
    focus, value = (
        "_" if text in labels or _MADE_LABEL.fullmatch(text) else text for text in (one.focus, one.value)
    )
    return Violation(focus, one.rule, one.message, one.path, value, one.severity)
