"""The contradictions that the five articles are known to hold."""

from __future__ import annotations

import pytest

from graph.asking import concerned
from graph.contradictions import (
    Contradiction,
    ContradictionKind,
    about,
    between,
    contradictions,
    paths_through,
)
from graph.knowledge.reading import Reading
from graph.model import Stance
from graph.namespaces import ID


@pytest.fixture(scope="module")
def reading(shipped_graph) -> Reading:
    return Reading(shipped_graph.store)


@pytest.fixture(scope="module")
def found(reading) -> tuple[Contradiction, ...]:
    weights = paths_through(reading.network, reading.claims)
    return contradictions(reading.claims, reading.conflicts, weights, reading.lexicon)


def concerning(reading: Reading, found, entity: str) -> tuple[Contradiction, ...]:
    return about(found, concerned(reading.claims, ID + entity, reading.lexicon.concerning()))


def ends(iris) -> set[str]:
    return {iri.rsplit("/", 1)[-1] for iri in iris}


def of_the_vehicles(reading: Reading, found) -> Contradiction:
    [one] = [
        each
        for each in concerning(reading, found, "weapon/us-vehicles-in-belgorod-raid")
        if each.kind is ContradictionKind.INCOMPATIBLE
        and {side.proposition.predicate.label for side in each.sides} == {"explains"}
    ]
    return one


def test_bakhmut_is_told_as_taken_and_as_still_fought_for(reading, found):
    [one] = concerning(reading, found, "place/bakhmut")
    assert one.kind is ContradictionKind.INCOMPATIBLE
    speakers = {
        side.proposition.predicate.label: {claim.claimant.label for claim in side.claims}
        for side in one.sides
    }
    assert speakers["seized"] == {"Russia"}
    assert {"Armed Forces of Ukraine", "Hanna Maliar"} <= speakers["ongoing"]


def test_the_vehicles_were_bought_or_recovered_and_a_transfer_is_left_open(reading, found):
    sides = {
        side.proposition.subject.iri.rsplit("/", 1)[-1]: side.stance
        for side in of_the_vehicles(reading, found).sides
    }
    assert sides == {
        "alleged-purchase-of-vehicles": Stance.ASSERTS,
        "alleged-recovery-of-vehicles": Stance.ASSERTS,
        "alleged-transfer-of-us-vehicles-to-raiders": Stance.UNSURE,
    }


def test_ryder_denies_an_approval_and_a_request_and_not_that_the_vehicles_were_used(reading, found):
    by_ryder = [
        denial
        for denial in of_the_vehicles(reading, found).denials
        if denial.claim.claimant.label == "Patrick Ryder"
    ]
    assert {each.claim.proposition.predicate.label for each in by_ryder} == {"approved", "requested"}
    for denial in by_ryder:
        assert "belgorod-raid--weaponUsed--us-vehicles-in-belgorod-raid" in ends(
            one.iri for one in denial.left_open
        )


def test_the_vehicles_stand_between_the_militia_and_the_pentagon(reading, found):
    militia, pentagon = (
        frozenset({ID + f"actor/{one}"}) for one in ("russian-volunteer-corps", "us-department-of-defense")
    )
    assert of_the_vehicles(reading, found) in between(found, militia, pentagon)


def test_the_invasion_plan_of_2021_is_asserted_denied_and_dismissed(found):
    [one] = [
        each
        for each in found
        if each.kind is ContradictionKind.OPPOSITE
        and ends([each.sides[0].proposition.iri]) == {"russia--plans--planned-invasion-2022"}
    ]
    assert [side.stance for side in one.sides] == [Stance.ASSERTS, Stance.DENIES, Stance.UNSURE]
    assert [side.origins for side in one.sides] == [1, 1, 1]


def test_one_outlet_gives_two_days_in_one_text_and_contradicts_itself(found):
    [one] = [
        each for each in found if each.kind is ContradictionKind.FIGURES and each.low and "nasams" in each.key
    ]
    assert one.low and one.high
    assert (one.low.text, one.high.text) == ("2023-05-24", "2023-05-25")
    assert "one and the same speaker, The Washington Post" in one.rule


def judged(found, name: str) -> Contradiction:
    [one] = [each for each in found if each.judgement == f"{ID}contradiction/{name}"]
    return one


@pytest.mark.parametrize(
    ("name", "stances"),
    [
        (
            "japan-and-nato",
            {
                "japan--plansToJoin--nato": {Stance.DENIES},
                "japan--plans--nato-liaison-office-japan": {Stance.ASSERTS},
            },
        ),
        (
            "kursk-land-for-talks",
            {
                "kursk-incursion--aim--something-to-bargain-with-in-peace-talks": {Stance.ASSERTS},
                "russia--negotiatesWith--ukraine": {Stance.DENIES},
            },
        ),
    ],
)
def test_a_framing_that_lies_in_a_denial_is_found(found, name, stances):
    sides = judged(found, name).sides
    taken = {(*ends([side.proposition.iri]), side.stance) for side in sides}
    assert taken == {(iri, stance) for iri, each in stances.items() for stance in each}


def test_what_is_denied_or_left_open_counts_for_what_a_contradiction_is_about(reading, found):
    assert judged(found, "helping-in-kursk") in concerning(reading, found, "incident/kursk-incursion")
    assert judged(found, "kyiv-and-the-raiders") in concerning(reading, found, "incident/belgorod-raid")


def test_the_days_of_the_approval_tell_rule_and_reason(found):
    one = judged(found, "days-of-the-nasams-approval")
    assert one.kind is ContradictionKind.FIGURES
    assert "“approved on”" in one.rule
    assert "One paragraph dates one and the same approval" in one.rule


def test_the_doubt_about_holding_the_land_in_kursk_concerns_the_incursion(reading, found):
    kinds = {
        (*ends([one.sides[0].proposition.iri]), one.kind)
        for one in concerning(reading, found, "incident/kursk-incursion")
    }
    assert ("ukraine--plans--kursk-holding", ContradictionKind.DOUBT) in kinds
