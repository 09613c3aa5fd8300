"""What cannot all hold, from what the ontology declares and the editors judge."""

from __future__ import annotations

import pytest

from graph.conflicts import (
    ConflictKind,
    ConflictRules,
    Content,
    Judged,
    Rule,
    conflicts_among,
    read_conflicts,
)
from graph.identity import Identity
from graph.model import Value
from graph.namespaces import AG, XSD
from graph.resources import application_query


def number(text: str) -> Value:
    return Value(text, XSD + "integer")


def day(text: str) -> Value:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return Value(text, XSD + kinds[len(text)])


def about(subject: str, relation: str, *objects: str | Value) -> dict[str, Content]:
    return {f"p/{place}": Content(subject, relation, target) for place, target in enumerate(objects)}


ONE_VALUE = ConflictRules(functional=frozenset({"r"}))


def test_two_figures_of_a_relation_that_holds_of_one_value_are_a_conflict_of_figures():
    [found] = conflicts_among(about("loss", "r", number("3"), number("0")), ONE_VALUE)
    assert (found.kind, found.rule, found.ground) == (ConflictKind.FIGURES, Rule.FUNCTIONAL, "r")
    assert [(each.proposition, each.low, each.high) for each in found.members] == [
        ("p/0", 3, 3),
        ("p/1", 0, 0),
    ]


def test_an_imprecise_date_is_an_interval_that_a_day_in_it_does_not_contradict():
    [found] = conflicts_among(about("raid", "r", day("2023-05"), day("2023-05-24"), day("2024")), ONE_VALUE)
    month, within, year = found.members
    assert month.low <= within.low == within.high <= month.high < year.low


def test_other_values_exclude_each_other_whatever_they_are():
    [found] = conflicts_among(
        about("study", "r", Value("low", XSD + "string"), "id/x", number("1")), ONE_VALUE
    )
    assert found.kind is ConflictKind.INCOMPATIBLE
    assert [each.low for each in found.members] == [0, 1, 2]


def test_one_value_or_another_subject_or_relation_is_no_conflict():
    contents = {
        "p/1": Content("a", "r", number("1")),
        "p/2": Content("b", "r", number("2")),
        "p/3": Content("a", "s", number("2")),
        "p/4": Content("a", "s", number("3")),
    }
    assert conflicts_among(contents, ONE_VALUE) == ()


def test_relations_that_exclude_each_other_conflict_between_the_same_two_in_one_direction():
    rules = ConflictRules(exclusive=(("likes", "hates"),))
    contents = {
        "p/1": Content("a", "likes", "b"),
        "p/2": Content("a", "hates", "b"),
        "p/3": Content("b", "hates", "a"),
    }
    [found] = conflicts_among(contents, rules)
    assert (found.kind, found.rule, found.ground) == (
        ConflictKind.INCOMPATIBLE,
        Rule.EXCLUSIVE,
        "likes hates",
    )
    assert [each.proposition for each in found.members] == ["p/1", "p/2"]


def test_a_judgement_tells_its_reason_and_a_pair_that_it_covers_is_not_told_again():
    contents = about("a", "r", "x", "y", "z")
    judged = Judged(ConflictKind.INCOMPATIBLE, frozenset(contents), "One of three.", "j/1")
    pair = Judged(ConflictKind.INCOMPATIBLE, frozenset({"p/0", "p/1"}))
    [found] = conflicts_among(contents, ConflictRules(judged=(judged, pair)))
    assert (found.ground, found.judgement, len(found.members)) == ("One of three.", "j/1", 3)
    [alone] = conflicts_among(contents, ConflictRules(judged=(pair,)))
    assert (alone.ground, alone.judgement) == ("", "")


def test_what_the_ontology_declares_and_the_editors_judge_alike_is_one_conflict():
    contents = about("sale", "r", day("2023-05-24"), day("2023-05-25"))
    judged = Judged(ConflictKind.INCOMPATIBLE, frozenset(contents), "Two days for one approval.", "j/1")
    rules = ConflictRules(functional=frozenset({"r"}), judged=(judged,))
    [found] = conflicts_among(contents, rules)
    assert (found.kind, found.rule, found.judgement) == (ConflictKind.FIGURES, Rule.FUNCTIONAL, "j/1")
    assert (found.ground, found.reason) == ("r", "Two days for one approval.")


def test_a_framing_does_not_swallow_an_incompatible_pair():
    contents = about("a", "r", "x", "y")
    framing = Judged(ConflictKind.FRAMING, frozenset(contents), "Two accents.", "j/1")
    pair = Judged(ConflictKind.INCOMPATIBLE, frozenset(contents))
    kinds = [one.kind for one in conflicts_among(contents, ConflictRules(judged=(framing, pair)))]
    assert kinds == [ConflictKind.FRAMING, ConflictKind.INCOMPATIBLE]


def test_a_judgement_on_what_is_missing_or_has_become_one_is_no_conflict():
    contents = about("a", "r", "x")
    judged = Judged(ConflictKind.INCOMPATIBLE, frozenset({"p/0", "p/gone"}), "Why.", "j/1")
    assert conflicts_among(contents, ConflictRules(judged=(judged,))) == ()


def test_the_order_of_what_is_given_does_not_matter():
    contents = about("a", "r", number("1"), number("2"))
    assert conflicts_among(dict(reversed(contents.items())), ONE_VALUE) == conflicts_among(
        contents, ONE_VALUE
    )


def test_the_sample_has_no_conflict(sample_store):
    assert read_conflicts(sample_store, Identity()) == ()


@pytest.mark.parametrize("relation", ["approvedOn", "killed"])
def test_the_shipped_ontology_declares_what_holds_of_one_value(sample_store, relation):
    rows = sample_store.select(application_query("functional_relations"))
    assert AG + relation in {row[0].value for row in rows if row[0]}
