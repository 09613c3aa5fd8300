"""Who is held to be whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.identity import Judgement, Verdict, fold, group_propositions


def same(iri: str, canonical: str, *others: str) -> Judgement:
    return Judgement(
        iri, frozenset({canonical, *others}), canonical, Verdict.SAME, reason=f"Reason of {iri}."
    )


def test_three_names_are_one_person_with_the_reasons():
    identity = fold([same("j/1", "kapustin", "nikitin"), same("j/2", "kapustin", "white-rex")])
    assert {identity.canonical(one) for one in ("kapustin", "nikitin", "white-rex")} == {"kapustin"}
    assert identity.folded("kapustin") == ("nikitin", "white-rex")
    assert identity.reasons("kapustin") == ("Reason of j/1.", "Reason of j/2.")


def test_chains_of_judgements_fold_into_the_one_that_nothing_folds_away():
    identity = fold([same("j/1", "b", "c"), same("j/2", "a", "b")])
    assert identity.canonicals == {"b": "a", "c": "a"}


def test_the_one_a_judgement_names_is_canonical_whatever_its_iri():
    assert fold([same("j/1", "z", "a")]).canonicals == {"a": "z"}


@pytest.mark.parametrize("verdict", [Verdict.NOT_SAME, Verdict.UNDECIDED])
def test_only_the_verdict_same_folds(verdict):
    identity = fold([Judgement("j/1", frozenset({"a", "b"}), "a", verdict, reason="No.")])
    assert identity.canonical("b") == "b"
    assert identity.reasons("a") == ()


def test_taking_a_judgement_back_undoes_it():
    kept, taken_back = same("j/1", "a", "b"), same("j/2", "a", "c")
    assert fold([kept, taken_back]).canonical("c") == "a"
    assert fold([kept]).canonical("c") == "c"


def test_judgements_that_contradict_each_other_are_refused_by_name():
    apart = Judgement("j/3", frozenset({"b", "c"}), "b", Verdict.NOT_SAME)
    with pytest.raises(DataError, match=r"<j/3> judges <b>, <c> not to be the same"):
        fold([same("j/1", "a", "b"), same("j/2", "a", "c"), apart])


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=6), st.randoms())
def test_folding_is_final_and_does_not_depend_on_the_order_of_judgements(pairs, random):
    judgements = [same(f"j/{number}", one, other) for number, (one, other) in enumerate(pairs)]
    identity = fold(judgements)
    random.shuffle(judgements)
    assert fold(judgements) == identity
    for one, other in pairs:
        assert identity.canonical(one) == identity.canonical(other)
        assert identity.canonical(identity.canonical(one)) == identity.canonical(one)


def test_propositions_of_one_content_are_told_by_the_smallest_iri():
    contents = {"p/3": ("x", "leads", "y"), "p/2": ("x", "leads", "z"), "p/1": ("x", "leads", "y")}
    assert group_propositions(contents) == {"p/3": "p/1", "p/2": "p/2", "p/1": "p/1"}
