"""Every shape and every check has an example that keeps it and one that only it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from graph.namespaces import local_name
from graph.resources import shipped
from graph.validation import read_checks, read_shapes, validate

EXAMPLES = shipped("ontology") / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))


def rule_of(path: Path) -> str:
    """Return the rule that an example is about: its file name up to a double hyphen."""
    return path.stem.split("--")[0]


def all_rules() -> set[str]:
    shapes = {
        local_name(str(shape))
        for graph in read_shapes().values()
        for shape in graph.subjects(RDF.type, SH.NodeShape)
        if isinstance(shape, URIRef)
    }
    return shapes | set(read_checks())


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_example_breaks_no_rule(path: Path) -> None:
    assert [str(found) for found in validate(Graph().parse(path)).violations] == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_the_rule_it_is_named_after_and_no_other(path: Path) -> None:
    assert {found.rule for found in validate(Graph().parse(path)).violations} == {rule_of(path)}


@pytest.mark.parametrize("paths", [VALID, INVALID], ids=["valid", "invalid"])
def test_every_rule_has_examples_and_every_example_a_rule(paths: list[Path]) -> None:
    assert {rule_of(path) for path in paths} == all_rules()


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_begins_with_a_sentence_that_says_what_it_shows(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")
