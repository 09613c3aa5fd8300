"""Validation names the focus node, the rule and what would be accepted, and blames broken rules by file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from graph.errors import OntologyError
from graph.triples import triples_of_text
from graph.validation import Violation, judge, read_checks, read_ontology, read_shapes, validate
from verdicts import lines_of

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
PREFIXES = """
@base <https://w3id.org/armsgraph/> .
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ex: <https://example.org/> .
"""
AG = "https://w3id.org/armsgraph/ontology#"
ID = "https://w3id.org/armsgraph/id/"


def graph_of(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def only_check(name: str) -> dict[str, str]:
    return {name: read_checks()[name]}


def test_the_sample_graph_is_valid() -> None:
    report = validate(Graph().parse(SAMPLE))
    assert report.violations == ()
    assert report.conforms


def test_a_shape_violation_carries_focus_rule_path_and_value() -> None:
    data = graph_of('<id/actor/x> a ag:Person ; skos:prefLabel "X"@en ; skos:definition "Plain." .')
    report = validate(data, checks={})
    assert report.violations == (
        Violation(
            focus=ID + "actor/x",
            rule="EntityShape",
            message='An entity has at most one description, in English: skos:definition "..."@en.',
            path="http://www.w3.org/2004/02/skos/core#definition",
            value="Plain.",
        ),
    )
    assert not report.conforms


def test_a_check_violation_carries_focus_rule_and_value() -> None:
    data = graph_of('<id/claim/1> a ag:Claim ; ag:anchor "one two three four five six" .')
    report = validate(data, shapes={}, checks=only_check("anchor-at-most-five-words"))
    assert [(found.focus, found.rule, found.value) for found in report.violations] == [
        (ID + "claim/1", "anchor-at-most-five-words", "one two three four five six")
    ]


def test_a_violation_reads_as_one_line() -> None:
    violation = Violation(ID + "actor/x", "EntityShape", "Say why.", AG + "reason", "1")
    assert str(violation) == "id:actor/x: Say why. (ag:reason, 1) [EntityShape]"


def test_shapes_hold_for_instances_of_subclasses() -> None:
    report = validate(graph_of("<id/incident/x> a ag:Meeting ."), checks={})
    assert {found.rule for found in report.violations} == {"EntityShape"}


def test_a_warning_alone_leaves_the_graph_valid() -> None:
    shape = graph_of(
        "ex:NoteShape a sh:NodeShape ; sh:targetClass ag:Person ; sh:property [ sh:path skos:note ; "
        'sh:minCount 1 ; sh:severity sh:Warning ; sh:message "A note would help."@en ] .'
    )
    report = validate(graph_of("<id/actor/x> a ag:Person ."), shapes={"notes.ttl": shape}, checks={})
    assert [(found.rule, found.severity) for found in report.violations] == [("NoteShape", "warning")]
    assert report.conforms


def test_the_data_is_left_unchanged() -> None:
    data = Graph().parse(SAMPLE)
    before = set(data)
    validate(data)
    assert set(data) == before


def test_a_broken_shape_is_blamed_by_file() -> None:
    good = graph_of("ex:GoodShape a sh:NodeShape ; sh:targetClass ag:Person ; sh:nodeKind sh:IRI .")
    broken = graph_of(
        "ex:BadShape a sh:NodeShape ; sh:targetClass ag:Person ; "
        'sh:property [ sh:path skos:note ; sh:minCount "one" ] .'
    )
    data = graph_of("<id/actor/x> a ag:Person .")
    with pytest.raises(OntologyError, match=r"broken\.ttl holds a broken shape"):
        validate(data, shapes={"good.ttl": good, "broken.ttl": broken}, checks={})


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("SELECT ?focus WHERE {", r"sums\.rq cannot be run"),
        ("ASK { ?s ?p ?o }", r"sums\.rq is not a SELECT query"),
        ("SELECT ?focus WHERE { ?focus ?p ?o }", r"sums\.rq does not project \?message"),
    ],
)
def test_a_broken_check_is_blamed_by_file(query: str, complaint: str) -> None:
    with pytest.raises(OntologyError, match=complaint):
        validate(Graph(), shapes={}, checks={"sums": query})


def test_a_module_that_is_not_turtle_is_blamed_by_file(tmp_path: Path) -> None:
    (tmp_path / "odd.ttl").write_text("this is not turtle", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"odd\.ttl is not valid Turtle"):
        read_ontology(tmp_path)


def test_a_folder_without_shapes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"holds no \*\.ttl file"):
        read_shapes(tmp_path)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("abж🦊", min_size=1, max_size=6), min_size=1, max_size=8), st.integers(0, 400))
def test_an_anchor_passes_exactly_when_it_has_five_words_and_spans_its_position(
    words: list[str], start: int
) -> None:
    anchor = " ".join(words)
    data = graph_of(
        f'<id/claim/1> a ag:Claim ; ag:anchor "{anchor}" ; ag:position <id/p> . '
        f"<id/p> a oa:TextPositionSelector ; oa:start {start} ; oa:end {start + len(anchor)} ."
    )
    rules = only_check("anchor-at-most-five-words") | only_check("anchor-length-matches-position")
    found = {one.rule for one in validate(data, ontology=Graph(), shapes={}, checks=rules).violations}
    assert found == (set() if len(words) <= 5 else {"anchor-at-most-five-words"})


def test_a_graph_as_large_as_the_articles_conforms_and_one_fault_in_it_is_found() -> None:
    text = "\n".join(_large(count=400))
    report = validate(graph_of(text))
    assert report.conforms, report.violations[:3]
    broken = validate(graph_of(text.replace("<id/claim/77> a ag:ReferenceClaim", "<id/claim/77> a ag:Claim")))
    assert {one.focus.rsplit("/", 1)[-1] for one in broken.violations} == {"77"}


def _large(count: int) -> list[str]:
    """Write `count` propositions over as many incidents and a few actors, each with one reference claim."""
    parts = ['<id/document/0> a ag:Document ; <http://purl.org/dc/terms/title> "Book"@en .']
    parts += [f'<id/actor/{n}> a ag:Company ; skos:prefLabel "Actor {n}"@en .' for n in range(20)]
    for n in range(count):
        parts.append(
            f'<id/incident/{n}> a ag:Attack ; skos:prefLabel "Attack {n}"@en .'
            f"<id/proposition/{n}> a ag:Proposition ; rdf:subject <id/incident/{n}> ;"
            f" rdf:predicate ag:perpetrator ; rdf:object <id/actor/{n % 20}> ."
            f"<id/claim/{n}> a ag:ReferenceClaim ; ag:proposition <id/proposition/{n}> ;"
            f" ag:claimant <id/actor/{n % 20}> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ;"
            f' ag:modality ag:Fact ; ag:document <id/document/0> ; ag:gloss "An invented attack."@en .'
        )
    return parts


ODD_VALUES = (
    '"x"',
    '"x"@en',
    "7",
    "true",
    '"2023-02-30"^^<http://www.w3.org/2001/XMLSchema#date>',
    "[]",
    "<id/x>",
)
PLACES = (
    '<id/actor/x> a ag:Person ; skos:prefLabel "X"@en, {} .',
    "<id/p> a oa:TextPositionSelector ; oa:start {} ; oa:end 5 .",
    "<id/p> a oa:TextPositionSelector ; oa:start 9 ; oa:end {} .",
    "<id/proposition/x> a ag:Proposition ; rdf:subject {} ; rdf:predicate ag:occurred ; rdf:object true .",
    "<id/proposition/x> a ag:Proposition ; rdf:subject <id/y> ; rdf:predicate {} ; rdf:object true .",
    "<id/proposition/x> a ag:Proposition ; rdf:subject <id/y> ; rdf:predicate ag:leads ; rdf:object {} .",
    "<id/claim/x> a ag:Claim ; ag:line {} ; ag:document <id/d> . <id/d> a ag:Document ; ag:lineCount 5 .",
    "<id/claim/x> a ag:Claim ; ag:anchor {} ; ag:madeOn {} ; ag:relayedFrom {} .",
    "<id/d> a ag:Document ; ag:published {} ; ag:publishedPrecision {} ; ag:characterCount {} .",
    "<id/name/x> a ag:Name ; ag:nameOf {} ; ag:document {} .",
)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("value", ODD_VALUES)
def test_whatever_stands_where_it_should_not_is_a_violation_and_no_crash(place: str, value: str) -> None:
    report = judge(triples_of_text(lines_of(place.replace("{}", value))))
    assert not report.conforms
    assert all(found.message and found.focus for found in report.violations)


@pytest.mark.parametrize("value", ["[]", "<id/x>", "ag:Preson", "ag:leads"])
def test_a_type_that_is_no_class_is_a_violation(value: str) -> None:
    report = judge(triples_of_text(lines_of(f"<id/x> a {value} .")))
    assert "class-is-declared" in {found.rule for found in report.violations}
