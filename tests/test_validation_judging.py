"""The engine over integers gives the verdicts of pySHACL and Oxigraph; it refuses the unknown."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import OntologyError
from graph.namespaces import AG, ID
from graph.resources import shipped
from graph.triples import triples_of_text
from graph.validation import Rules, judge, read_rules
from graph.validation.checks import tables
from verdicts import HEAD, judged, lines_of, lines_of_file, refereed

SAMPLE = lines_of_file(Path(__file__).parent / "samples" / "raid.ttl")
EXAMPLES = shipped("ontology") / "examples"
XSD = "http://www.w3.org/2001/XMLSchema#"
TWICE = "one-proposition-per-content"


def with_shape(turtle: str) -> Rules:
    """Return rules of one shape and no check, beside the ontology."""
    triples = ox.parse((HEAD + turtle).encode(), format=ox.RdfFormat.TURTLE)
    return Rules(read_rules().ontology, {"odd.ttl": tuple(quad.triple for quad in triples)}, {})


def with_check(query: str) -> Rules:
    return Rules(read_rules().ontology, {}, {"sums": query})


@pytest.mark.parametrize("part", range(4))
def test_all_examples_thrown_together_get_the_verdicts_of_the_referee(part: int) -> None:
    paths = sorted(EXAMPLES.glob("*/*.ttl"))[part::4]
    lines = "".join(map(lines_of_file, paths))
    assert judged(lines) == refereed(lines)


TERMS = (
    '"x"',
    '"X y"@en',
    '"x"@de',
    '""@en',
    f'"7"^^<{XSD}integer>',
    f'"-1"^^<{XSD}integer>',
    f'"0.5"^^<{XSD}decimal>',
    f'"true"^^<{XSD}boolean>',
    f'"2023-02-30"^^<{XSD}date>',
    f'"2023-05"^^<{XSD}gYearMonth>',
    "_:b",
    f"<{ID}nobody>",
    f"<{AG}Day>",
    f"<{AG}Weapon>",
    f"<{AG}leads>",
)
CHANGES = st.tuples(
    st.sampled_from(("leave out", "set", "add", "type", "move")),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(TERMS),
)


def broken(lines: list[str], changes: list[tuple[str, int, int, str]]) -> str:
    """Return `lines` with statements left out, their objects changed, and made of parts of two of them."""
    for kind, first, second, term in changes:
        at = first % len(lines)
        subject, predicate, _ = lines[at].split(" ", 2)
        other = lines[second % len(lines)].split(" ", 2)
        if kind == "leave out":
            lines[at] = ""
        elif kind == "set":
            lines[at] = f"{subject} {predicate} {term} ."
        elif kind == "add":
            lines.append(f"{subject} {other[1]} {term} .")
        elif kind == "type":
            lines.append(f"{subject} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {other[0]} .")
        else:
            lines.append(f"{subject} {predicate} {other[2]}")
        lines = [line for line in lines if line]
    return "\n".join(lines) + "\n"


@settings(deadline=None, max_examples=10)
@given(st.lists(CHANGES, min_size=1, max_size=12))
def test_a_graph_broken_anyhow_gets_the_verdicts_of_the_referee(
    changes: list[tuple[str, int, int, str]],
) -> None:
    lines = broken(SAMPLE.splitlines(), changes)
    assert judged(lines) == refereed(lines)


SHAPES = {
    "class": "sh:path ag:p ; sh:class ag:Place",
    "datatype": "sh:path ag:p ; sh:datatype xsd:date",
    "nodeKind": "sh:path ag:p ; sh:nodeKind sh:BlankNodeOrLiteral",
    "in": 'sh:path ag:p ; sh:in ( ag:Day 7 "x" )',
    "languageIn": 'sh:path ag:p ; sh:languageIn ( "en" "de" )',
    "pattern": 'sh:path ag:p ; sh:pattern "^[A-Z]"',
    "minLength": "sh:path ag:p ; sh:minLength 3",
    "maxLength": "sh:path ag:p ; sh:maxLength 3",
    "maxLengthOfBlank": "sh:path ag:p ; sh:maxLength 90",
    "minInclusive": "sh:path ag:p ; sh:minInclusive 5",
    "minCount": "sh:path ag:p ; sh:minCount 2",
    "maxCount": "sh:path ag:p ; sh:maxCount 1",
    "hasValue": "sh:path ag:p ; sh:hasValue ag:Day",
    "uniqueLang": "sh:path ag:p ; sh:uniqueLang true",
    "or": "sh:path ag:p ; sh:or ( [ sh:datatype xsd:integer ] [ sh:class ag:Place ] )",
    "qualifiedMin": "sh:path ag:p ; sh:qualifiedValueShape [ sh:minLength 5 ] ; sh:qualifiedMinCount 1",
    "qualifiedMax": "sh:path ag:p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; sh:qualifiedMaxCount 1",
    "inverse": "sh:path [ sh:inversePath ag:p ] ; sh:minCount 1",
    "alternative": "sh:path [ sh:alternativePath ( ag:p ag:q ) ] ; sh:maxCount 1",
    "sequence": "sh:path ( ag:p ag:q ) ; sh:maxCount 0",
    "nested": "sh:path ag:p ; sh:minCount 0 ; sh:property [ sh:path ag:q ; sh:maxCount 0 ; sh:message 'q' ]",
}
"""One property shape for each constraint and each kind of path that is known."""
VALUES = (
    *("<id/place>", "_:blank", "7", "3", '"x"', '"Xyz 1"', '"Xyz 2"@en', '"Abc"@en', '"ab"@de', "ag:Day"),
    *('"2023-02-28"^^xsd:date', '"2023-02-30"^^xsd:date', "true", "0.5"),
)
"""What stands at ag:p of one thing alone, of one with the value before it, and of one with all of them."""


def many_values() -> str:
    things = ["<id/none> a ag:Claim . <id/place> a ag:Place ; ag:q 1 . _:blank ag:q 2 ."]
    for number, value in enumerate(VALUES):
        things.append(f"<id/one{number}> a ag:Claim ; ag:p {value} ; ag:q <id/none> .")
        things.append(f"<id/two{number}> a ag:ReferenceClaim ; ag:p {value}, {VALUES[number - 1]} .")
    return lines_of("\n".join([*things, f"<id/all> a ag:Claim ; ag:p {', '.join(VALUES)}, <id/all> ."]))


def test_every_constraint_breaks_where_pyshacl_says_it_does() -> None:
    shapes = " ".join(
        f"ag:{name}Shape a sh:NodeShape ; sh:targetClass ag:Claim ;"
        f' sh:property [ {said} ; sh:message "{name}" ] .'
        for name, said in SHAPES.items()
    )
    closed = (
        "sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property [ sh:path ag:q ; sh:minCount 0 ]"
    )
    shapes += f'ag:closedShape a sh:NodeShape ; sh:targetClass ag:Claim ; sh:message "closed" ; {closed} .'
    lines, rules = many_values(), with_shape(shapes)
    found = judged(lines, rules)
    assert found == refereed(lines, rules)
    assert {one.rule for one in found} == {f"{name}Shape" for name in (*SHAPES, "closed")}


QUERIES = (
    "?focus ag:n ?value . FILTER(?value > 3 || ?value = ag:none)",
    '?focus ag:n ?value . FILTER(!(?value < 3) && STR(?value) != "x")',
    "?focus ag:n ?value . FILTER(?value IN (7, ag:Day, 3))",
    '?focus ag:n ?value . FILTER(REGEX(?value, "^x$"))',
    '?focus ag:n ?value . FILTER(STRLEN(?value) = 1 && LANG(?value) = "en")',
    "?focus ag:n ?value . FILTER(ISNUMERIC(?value) || ISBLANK(?value))",
    "?focus ag:n ?value . FILTER(DATATYPE(?value) = xsd:integer)",
    "?focus ag:n ?value . FILTER(?value)",
    "?focus ag:n ?any . BIND(xsd:decimal(STR(?any)) AS ?value) FILTER(BOUND(?value))",
    '?focus ag:n ?any . BIND(IF(?any > 3, "large", "small") AS ?value)',
    '?focus ag:n ?any . BIND(CONCAT(LCASE(STR(?any)), "-", STR(STRLEN(STR(?any)))) AS ?value)',
    '?focus ag:n ?any . BIND(REPLACE(STR(?any), "^(.)(.*)$", "$2$1") AS ?value)',
    "?focus ag:to+ ?focus",
    "?focus a ag:Place . ?focus ag:to* ?value",
    "?focus (ag:to/ag:to)? ?value . ?focus a ag:Place",
    "?focus ^ag:to ?value",
    "?focus ag:to|ag:n ?value",
    "?focus a ag:Place . OPTIONAL { ?focus ag:to ?value . FILTER(?value != ?focus) }",
    "?focus ?path ?value . MINUS { ?focus ag:to ?value }",
    "?focus a ag:Place . OPTIONAL { ?focus ag:n ?value } MINUS { ?focus ag:to ?other . ?other ag:n ?value }",
    "{ ?focus ag:n ?value } UNION { ?focus ag:to ?value . FILTER EXISTS { ?value ag:n 7 } }",
    "VALUES (?path ?value) { (ag:n 7) (ag:to <https://w3id.org/armsgraph/id/b>) } ?focus ?path ?value",
    "?focus a ag:Place . FILTER NOT EXISTS { ?focus ag:n ?n . FILTER(?n = 3 || ISIRI(?n)) }",
    "?focus ag:to ?other . ?other ag:to ?value . FILTER(?focus != ?value)",
    "?focus ag:n ?value . ?other ag:n ?value . FILTER(STR(?other) < STR(?focus) && SAMETERM(?value, ?value))",
    "?focus ag:n ?any . FILTER(ABS(?any - 10) + 1 >= 4) BIND(?any - 10 AS ?value)",
    "?focus ag:n ?value . FILTER(!(?value = 7 || ?value > 3))",
    "?focus ag:n ?value . FILTER(!(?value = 7 && ?value > 3))",
    "?focus a ag:Place . OPTIONAL { ?focus ag:to ?value . FILTER(?value = ?focus) } ?other ag:to ?value",
    '?focus ag:n ?value . FILTER(STRSTARTS(STR(?value), "https"))',
)
"""Each way to say something that checks know."""
WORLD = """
<id/a> a ag:Place ; ag:to <id/b> ; ag:n 7, 3, "x", "x"@en, true . <id/b> a ag:Place ; ag:to <id/c> ; ag:n 7 .
<id/c> ag:to <id/a>, <id/d> ; ag:n ag:Day, 12.5, "Yz" . <id/d> a ag:Place ; ag:to <id/d> ; ag:n false, "", 7 .
"""


@pytest.mark.parametrize("number", range(len(QUERIES)))
def test_whatever_a_check_may_say_means_what_it_means_in_oxigraph(number: int) -> None:
    query = f'SELECT ?focus ?message ?value WHERE {{ {QUERIES[number]} BIND("m" AS ?message) }}'
    lines, rules = lines_of(WORLD), Rules((), {}, {"asked": query})
    found = judged(lines, rules)
    assert found == refereed(lines, rules)
    assert found


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ("sh:path skos:note ; sh:minCount 'one'", "should be an integer"),
        ("sh:path skos:note ; sh:lessThan skos:prefLabel", "lessThan>, which is not known here"),
        ("sh:path skos:note ; sh:datatype xsd:duration", "nothing is known here of the datatype"),
        ("sh:path skos:note ; sh:pattern '('", "no regular expression"),
        ("sh:path [ sh:zeroOrMorePath skos:broader ]", "sh:path is neither"),
    ],
)
def test_a_shape_beyond_what_is_known_is_refused_by_file(said: str, complaint: str) -> None:
    rules = with_shape(f"ag:OddShape a sh:NodeShape ; sh:targetClass ag:Person ; sh:property [ {said} ] .")
    with pytest.raises(OntologyError, match=rf"odd\.ttl holds a broken shape, OddShape: .*{complaint}"):
        judge(triples_of_text(SAMPLE), rules)


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        ("ASK { ?s ?p ?o }", r"is not a SELECT query"),
        ("SELECT ?focus WHERE { ?focus ?p ?o }", r"does not project \?message"),
        ("SELECT ?focus ?message WHERE {", r"its end"),
        ("SELECT ?focus ?message WHERE { ?focus ?p ?message } GROUP BY ?focus", "'GROUP'"),
        ("SELECT ?focus ?message WHERE { GRAPH ?g { ?focus ?p ?message } }", "'GRAPH'"),
        ("SELECT ?focus ?message WHERE { MINUS { OPTIONAL { ?focus ?p ?message } } }", "'OPTIONAL'"),
        ("SELECT ?focus ?message WHERE { ?focus ?p ?message FILTER(RAND() > 0) }", "'RAND'"),
        ("SELECT ?focus ?message WHERE { ?focus ag:to* ?message }", "repeats from nowhere"),
    ],
)
def test_a_check_beyond_what_is_known_is_refused_by_file(query: str, complaint: str) -> None:
    with pytest.raises(OntologyError, match=rf"sums\.rq .*{complaint}"):
        judge(triples_of_text(SAMPLE), with_check(query))


def test_of_very_many_violations_some_are_listed_and_all_counted() -> None:
    lines = lines_of("".join(f"<id/claim/{number}> a ag:Claim ; ag:line 0 . " for number in range(300)))
    report = judge(triples_of_text(lines), listed=20)
    said = [str(one) for one in report.violations if one.rule == "ClaimPositionShape"]
    assert report.cut
    assert report.counts["ClaimPositionShape"] == 300
    assert report.counts["ClaimShape"] == 300 * 8  # seven properties and a gloss are missing, one line is 0
    assert len(said) == 21
    assert "This rule is broken in 300 places; 20 of them are listed." in "".join(said)


def test_a_check_that_would_compare_too_many_rows_is_itself_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    few = tables.BULK_LIMITS._replace(check_rows=100)
    monkeypatch.setattr(tables, "BULK_LIMITS", few)
    same = "rdf:subject <id/a> ; rdf:predicate ag:occurred ; rdf:object true"
    lines = lines_of("".join(f"<id/p{number}> a ag:Proposition ; {same} . " for number in range(11)))
    rules = Rules(read_rules().ontology, {}, {TWICE: read_rules().checks[TWICE]})
    report = judge(triples_of_text(lines), rules)
    assert [(one.rule, "compare more than" in one.message) for one in report.violations] == [(TWICE, True)]
    assert not report.conforms
