"""Why something derived is as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.contradictions import contradictions
from graph.explanations import (
    why_contradiction,
    why_identity,
    why_link,
    why_origins,
    why_proposition,
    why_status,
)
from graph.identity import Judgement, Verdict
from graph.lexicon import Lexicon, Relation
from graph.model import Certainty, Claim, Stance
from graph.origins import attribution_of, linked
from graph.records.disputes import explanation_record
from graph.standing import restand, status_of
from making import claim, proposition, ref, reference

ASSERTS, DENIES, UNSURE = Stance
CERTAIN, HEDGED = Certainty
RAID = proposition("i/raid", "perpetrator", "a/grey")
RELATIONS = {"perpetrator": Relation(ref("perpetrator"), "was carried out by", "carried out")}


def name(iri: str) -> str:
    return ref(iri).label


def told(*stances: tuple[Stance, Certainty]) -> list[Claim]:
    return [claim(f"c/{i}", RAID, f"a/x{i}", *given_) for i, given_ in enumerate(stances)]


@pytest.mark.parametrize(
    ("stances", "rule"),
    [
        (
            [(ASSERTS, CERTAIN)],
            "Undisputed, because at least one claim asserts it for certain, and none denies it or leaves it "
            "open. 1 claim asserts it. That does not mean that it is true.",
        ),
        (
            [(ASSERTS, HEDGED), (DENIES, HEDGED), (UNSURE, CERTAIN)],
            "Disputed, because at least one claim asserts it, and at least one denies it. 1 claim asserts it "
            "(1 with reserve), 1 claim denies it and 1 claim leaves it open.",
        ),
        (
            [(ASSERTS, CERTAIN), (ASSERTS, HEDGED), (UNSURE, CERTAIN)],
            "Disputed, because at least one claim asserts it for certain, and at least one leaves it open. "
            "2 claims assert it (1 with reserve) and 1 claim leaves it open.",
        ),
        (
            [(ASSERTS, HEDGED), (UNSURE, CERTAIN)],
            "Unconfirmed, because whoever asserts it does so with reserve, and no claim denies it. "
            "1 claim asserts it (1 with reserve) and 1 claim leaves it open.",
        ),
        (
            [(UNSURE, CERTAIN)],
            "Unconfirmed, because it is only left open: no claim asserts or denies it. "
            "1 claim leaves it open.",
        ),
        (
            [(DENIES, CERTAIN), (DENIES, HEDGED)],
            "Denied only, because at least one claim denies it, and none asserts it. 2 claims deny it.",
        ),
    ],
)
def test_a_status_is_explained_by_its_rule_and_the_claims_there_are(stances, rule):
    assert why_status(told(*stances), RELATIONS).rule == rule


def test_what_is_explained_is_named():
    assert why_status(told((ASSERTS, CERTAIN)), RELATIONS).what == (
        "Why “RAID - was carried out by - GREY” is undisputed"
    )


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(Stance)), st.sampled_from(list(Certainty))), min_size=1))
def test_the_claims_that_decide_a_status_make_it_alone(stances):
    claims = told(*stances)
    deciding = why_status(claims, RELATIONS).claims
    assert status_of((one.stance, one.certainty) for one in deciding) is status_of(stances)
    assert [one for one in claims if one in deciding] == list(deciding)


def test_a_hedged_claim_does_not_decide_a_dispute_that_a_doubt_makes():
    claims = told((ASSERTS, HEDGED), (UNSURE, CERTAIN), (ASSERTS, CERTAIN))
    assert why_status(claims, RELATIONS).claims == (claims[1], claims[2])


def test_origins_are_told_with_the_claims_that_fold_into_each():
    claims = [
        claim("c/1", RAID, "a/office"),
        claim("c/2", RAID, "a/hale", on_behalf_of="a/office"),
        claim("c/3", RAID, "a/wire", relayed_from=["c/2"]),
        claim("c/4", RAID, "a/officials", unnamed=True),
        claim("c/5", RAID, "a/x", DENIES),
    ]
    explained = why_origins(claims, RELATIONS, name)
    assert explained.rule.startswith(
        "1 independent origin: OFFICE (3 claims by HALE and WIRE). "
        "1 unnamed source, unknown rather than independent: OFFICIALS (1 claim). An origin is the end"
    )
    assert [one.iri for one in explained.claims] == ["c/1", "c/2", "c/3", "c/4"]


def test_a_reference_fact_has_the_work_as_its_origin():
    work = reference(claim("c/1", RAID, "a/editors"), "d/handbook")
    assert why_origins([work], RELATIONS, name).rule.startswith(
        "1 independent origin: The paper (1 claim by EDITORS)."
    )


def test_an_origin_that_does_not_count_itself_is_still_told():
    first = claim("c/1", RAID, "a/officials", unnamed=True)
    relayed = claim("c/2", RAID, "a/post", relayed_from=["c/1"])
    chains = linked(map(attribution_of, [first, relayed]))
    assert "OFFICIALS (1 claim by POST)" in why_origins([relayed], RELATIONS, name, chains).rule


def test_what_nobody_asserts_has_no_origin_and_no_direct_link():
    denied = told((DENIES, CERTAIN))
    assert why_origins(denied, RELATIONS, name).rule.startswith(
        "No claim asserts it, and only what is asserted"
    )
    absent = why_link(denied, RELATIONS)
    assert absent.what == "Why “RAID - was carried out by - GREY” is no direct link"
    assert absent.rule == (
        "A direct link is derived only where at least one claim asserts it. 1 claim denies it."
    )
    assert absent.claims == tuple(denied)


def test_a_disputed_link_is_there_because_somebody_asserts_it():
    claims = told((DENIES, CERTAIN), (ASSERTS, HEDGED))
    present = why_link(claims, RELATIONS)
    assert present.what.endswith("is a direct link")
    assert present.claims == (claims[1],)


def test_a_proposition_is_explained_in_three_parts_and_one_of_which_nobody_speaks_in_none():
    parts = why_proposition(told((ASSERTS, CERTAIN)), RELATIONS, name)
    assert [part.what.split(" “")[0] for part in parts] == ["Why", "How many origins", "Why"]
    assert why_proposition([], RELATIONS, name) == ()


def test_a_contradiction_is_explained_by_its_rule_and_all_its_claims():
    claims = restand(told((ASSERTS, CERTAIN), (DENIES, CERTAIN)))
    [one] = contradictions(claims, (), {}, Lexicon())
    explained = why_contradiction(one, RELATIONS)
    assert explained.what == (
        "Why this is listed as “opposite stances”: RAID was carried out by GREY? Some assert it, some deny it"
    )
    assert explained.rule == "At least one claim asserts it and at least one denies it."
    assert explained.claims == claims
    assert [one["iri"] for one in explanation_record(explained)["claims"]] == ["c/0", "c/1"]  # type: ignore[index]


FOXES = Judgement("j/1", frozenset({"a/petrov", "a/fox"}), "a/petrov", Verdict.SAME, "inferred", "One week.")


def test_an_identity_is_explained_by_who_judged_on_what_ground_and_what_follows():
    explained = why_identity(FOXES, name)
    assert explained.what == "Why FOX and PETROV are held to be one"
    assert explained.rule == (
        "The editors judged so; it is inferred, and no text states it. One week. "
        "Every claim about one of them is read as a claim about PETROV."
    )


def test_an_identity_that_is_switched_off_says_so():
    assert why_identity(FOXES, name, applied=False).rule.endswith(
        "This perspective switches the judgement off, so each of them stands for itself."
    )


@pytest.mark.parametrize(
    ("verdict", "what"),
    [
        (Verdict.NOT_SAME, "Why FOX and PETROV are held not to be one"),
        (Verdict.UNDECIDED, "Why it is left undecided whether FOX and PETROV are one"),
    ],
)
def test_entities_that_are_kept_apart_are_said_to_be(verdict, what):
    explained = why_identity(replace(FOXES, verdict=verdict, basis="stated", reason=""), name)
    assert explained.what == what
    assert explained.rule == "The editors judged so, as a text states it. They are kept apart."
