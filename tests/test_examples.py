"""Every shape and every check has an example that keeps it and one that only it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import URIRef
from rdflib.namespace import RDF, SH

from graph.namespaces import local_name
from graph.resources import shipped
from graph.triples import triples_of_text
from graph.validation import judge, read_checks, read_shapes
from verdicts import lines_of_file

EXAMPLES = shipped("ontology") / "examples"
VALID = sorted((EXAMPLES / "valid").glob("*.ttl"))
INVALID = sorted((EXAMPLES / "invalid").glob("*.ttl"))


def rule_of(path: Path) -> str:
    """Return the rule that an example is about: its file name up to a double hyphen."""
    return path.stem.split("--")[0]


def broken_rules(path: Path) -> set[str]:
    return set(judge(triples_of_text(lines_of_file(path))).counts)


def all_rules() -> set[str]:
    shapes = {
        local_name(str(shape))
        for graph in read_shapes().values()
        for shape in graph.subjects(RDF.type, SH.NodeShape)
        if isinstance(shape, URIRef)
    }
    return shapes | set(read_checks())


def test_a_valid_example_breaks_no_rule() -> None:
    assert {path.stem: rules for path in VALID if (rules := broken_rules(path))} == {}


def test_an_invalid_example_breaks_the_rule_it_is_named_after_and_no_other() -> None:
    found = {path.stem: broken_rules(path) for path in INVALID}
    assert found == {path.stem: {rule_of(path)} for path in INVALID}


@pytest.mark.parametrize("paths", [VALID, INVALID], ids=["valid", "invalid"])
def test_every_rule_has_examples_and_every_example_a_rule(paths: list[Path]) -> None:
    assert {rule_of(path) for path in paths} == all_rules()


@pytest.mark.parametrize("path", [*VALID, *INVALID], ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_example_begins_with_a_sentence_that_says_what_it_shows(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith(".")
