"""What exactly is denied, what that leaves open, and what a contradiction is about."""

from __future__ import annotations

from dataclasses import replace

from graph.conflicts import Conflict, ConflictKind, Member, Rule
from graph.contradictions import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    Denial,
    about,
    between,
    contradictions,
)
from graph.lexicon import Lexicon, Relation
from graph.model import Claim, Proposition, Stance, Value
from graph.namespaces import AG, XSD
from graph.settings import LIMITS
from graph.standing import restand
from making import claim, proposition, ref, reference

ASSERTS, DENIES, UNSURE = Stance
TRUE = Value("true", XSD + "boolean")
OFFICE = {"on_behalf_of": "a/office"}
TYPES = {
    **dict.fromkeys(("raid", "transfer", "purchase", "handover"), ("Transfer", "Incident")),
    **dict.fromkeys(("kestrel", "cars"), ("Weapon",)),
    "war": ("Conflict", "Incident"),
}
WORDS = Lexicon(
    types=TYPES,
    relations={
        name: Relation(ref(name), name, "", broader=frozenset({AG + "concerns"}))
        for name in ("item", "explains")
    },
)
APPROVED = proposition("office", "approved", "transfer")
IS_OF = proposition("transfer", "item", "kestrel")
USED = proposition("raid", "weaponUsed", "kestrel")
MADE = proposition("kestrel", "madeIn", "north")
REFUSAL = claim("c/no", APPROVED, "a/hale", DENIES, **OFFICE)


def occurred(incident: str) -> Proposition:
    one = proposition(incident, "occurred", "true")
    return replace(one, predicate=ref(AG + "occurred"), object=TRUE)


def found(claims: list[Claim], *conflicts: Conflict, kinds=CONTRADICTORY) -> tuple[Contradiction, ...]:
    return contradictions(restand(claims), conflicts, {}, WORDS, kinds=kinds)


def denial_in(claims: list[Claim]) -> Denial:
    """The one denial of the one thing that is only denied."""
    [denied] = found(claims, kinds=frozenset({ContradictionKind.DENIAL}))
    [denial] = denied.denials
    return denial


def left_open(claims: list[Claim]) -> list[str]:
    return [one.iri for one in denial_in(claims).left_open]


def accounts(*members: Proposition) -> Conflict:
    placed = tuple(Member(one.iri, place, place) for place, one in enumerate(members))
    return Conflict(ConflictKind.INCOMPATIBLE, Rule.JUDGEMENT, "", "", placed)


def test_to_deny_an_approval_leaves_open_that_the_cars_were_used():
    denial = denial_in([REFUSAL, claim("c/1", IS_OF), claim("c/2", USED)])
    assert denial.claim.proposition.iri == APPROVED.iri
    assert [one.iri for one in denial.left_open] == [USED.iri]


def test_what_an_incident_is_of_is_part_of_what_is_denied():
    assert left_open([REFUSAL, claim("c/1", IS_OF)]) == []


def test_what_a_weapon_is_otherwise_is_another_matter():
    assert left_open([REFUSAL, claim("c/1", IS_OF), claim("c/2", MADE)]) == []


def test_nothing_is_left_open_to_which_somebody_of_the_same_body_takes_a_stance():
    other = claim("c/3", USED, "a/miller", UNSURE, **OFFICE)
    assert left_open([REFUSAL, claim("c/1", IS_OF), claim("c/2", USED), other]) == []


def test_what_nobody_asserts_or_only_a_reference_says_is_not_left_open():
    planned = proposition("a/x", "plans", "transfer")
    work = reference(claim("c/1", planned, "a/editors"), "document/handbook")
    assert left_open([REFUSAL, work]) == []
    assert left_open([REFUSAL, claim("c/1", planned, "a/post", UNSURE)]) == []
    assert left_open([REFUSAL, claim("c/1", planned, "a/post")]) == [planned.iri]


def test_figures_are_not_left_open_but_what_is_true_or_false_is():
    count = replace(proposition("transfer", "count", "2"), object=Value("2", XSD + "integer"))
    took_place = occurred("transfer")
    assert left_open([REFUSAL, claim("c/1", count), claim("c/2", took_place)]) == [took_place.iri]


def test_who_denies_that_something_took_place_leaves_nothing_of_it_open():
    denial = claim("c/no", occurred("transfer"), "a/hale", DENIES)
    planned = claim("c/1", proposition("a/x", "plans", "transfer"))
    assert left_open([denial, planned, claim("c/2", IS_OF), claim("c/3", USED)]) == []


def test_a_war_a_country_and_a_hub_are_no_matter():
    def joined(thing: str, number: int) -> list[Claim]:
        return [claim(f"c/{i}", proposition(f"a/{i}", "spokeOf", thing)) for i in range(number)]

    for thing in ("war", "north"):
        denial = claim("c/no", proposition("a/x", "canWin", thing), "a/hale", DENIES)
        assert left_open([denial, *joined(thing, 2)]) == []
    most = LIMITS.matter_max_propositions - 1
    assert denial_in([REFUSAL, *joined("transfer", most)]).left_open != ()
    assert denial_in([REFUSAL, *joined("transfer", most + 1)]).left_open == ()


def test_more_than_a_limit_is_counted_and_the_contested_comes_first():
    plans = [claim(f"c/{i}", proposition(f"a/{i}", "plans", "transfer")) for i in range(9)]
    doubted = claim("c/d", plans[8].proposition, "a/post", UNSURE)
    denial = denial_in([REFUSAL, *plans, doubted])
    assert denial.left_open[0].iri == doubted.proposition.iri
    assert len(denial.left_open) == LIMITS.left_open_propositions
    assert denial.more_left_open == 9 - LIMITS.left_open_propositions


BOUGHT, GIVEN = (proposition(way, "explains", "cars") for way in ("purchase", "transfer"))
TWO_ACCOUNTS = [claim("c/1", BOUGHT, "a/grey"), claim("c/2", GIVEN, "a/post")]


def of_accounts(*others: Claim) -> Contradiction:
    """The contradiction of the two accounts, told beside `others`."""
    incompatible = frozenset({ContradictionKind.INCOMPATIBLE})
    [one] = found([*TWO_ACCOUNTS, *others], accounts(BOUGHT, GIVEN), kinds=incompatible)
    return one


def test_a_contradiction_lists_the_denials_in_its_matter_and_what_they_leave_open():
    took_place = claim("c/3", occurred("purchase"), "a/grey")
    [denial] = of_accounts(took_place, REFUSAL).denials
    assert denial.claim.iri == "c/no"
    assert took_place.proposition.iri in {each.iri for each in denial.left_open}


def test_nothing_of_what_did_not_take_place_is_left_open_in_a_contradiction_either():
    denial = claim("c/no", occurred("transfer"), "a/hale", DENIES)
    with_it = claim("c/3", proposition("transfer", "weaponUsed", "cars"), "a/post")
    beside = claim("c/4", proposition("a/x", "has", "cars"), "a/post")
    [told] = of_accounts(denial, with_it, beside).denials
    assert [one.iri for one in told.left_open] == [beside.proposition.iri]


def test_a_denial_in_another_matter_is_not_listed():
    other = claim("c/no", proposition("a/x", "saw", "raid"), "a/hale", DENIES)
    assert of_accounts(other).denials == ()


def test_a_denial_of_a_side_is_listed_and_one_about_what_only_a_denied_account_is_about_is_not():
    denied = claim("c/not-so", proposition("handover", "explains", "cars"), "a/hale", DENIES)
    wide = claim("c/wide", proposition("office", "approved", "handover"), "a/hale", DENIES)
    conflict = accounts(BOUGHT, GIVEN, denied.proposition)
    against_one = claim("c/against", BOUGHT, "a/office", DENIES)
    incompatible = frozenset({ContradictionKind.INCOMPATIBLE})
    [one] = found([*TWO_ACCOUNTS, denied, wide, against_one], conflict, kinds=incompatible)
    assert [each.claim.iri for each in one.denials] == ["c/not-so", "c/against"]


def test_a_denial_of_a_side_that_is_about_no_incident_or_weapon_is_listed_unless_it_is_a_side_itself():
    ours, theirs = proposition("land", "partOf", "north"), proposition("land", "partOf", "south")
    claims = [claim("c/1", ours), claim("c/2", theirs, "a/x"), claim("c/3", ours, "a/y", DENIES)]
    kinds = frozenset({ContradictionKind.INCOMPATIBLE, ContradictionKind.FRAMING})
    apart = accounts(ours, theirs)
    [one] = found(claims, apart, kinds=kinds)
    assert [each.claim.iri for each in one.denials] == ["c/3"]
    [framed] = found(claims, replace(apart, kind=ConflictKind.FRAMING), kinds=kinds)
    assert [side.stance for side in framed.sides] == [ASSERTS, DENIES, ASSERTS]
    assert framed.denials == ()


def test_a_denial_that_is_a_side_is_listed_with_what_it_leaves_open():
    denied = claim("c/no", GIVEN, "a/hale", DENIES)
    beside = claim("c/4", proposition("a/x", "has", "cars"), "a/post")
    frames = replace(accounts(BOUGHT, GIVEN), kind=ConflictKind.FRAMING)
    [one] = found([TWO_ACCOUNTS[0], denied, beside], frames)
    [told] = one.denials
    assert told.claim.iri == "c/no"
    assert beside.proposition.iri in {each.iri for each in told.left_open}


def test_a_contradiction_is_about_what_is_only_denied_in_its_conflict_and_not_about_what_nobody_tells():
    far = proposition("rumour", "explains", "tractors")
    conflict = accounts(BOUGHT, GIVEN, far)
    untold = found(TWO_ACCOUNTS, conflict)
    assert about(untold, frozenset({"tractors"})) == ()
    denied = found([*TWO_ACCOUNTS, claim("c/no", far, "a/hale", DENIES)], conflict)
    assert about(denied, frozenset({"tractors"})) == denied


def test_an_attitude_to_what_nobody_disputes_is_no_denial_in_its_matter():
    settled = claim("c/3", occurred("transfer"), "a/post")
    assert of_accounts(REFUSAL, settled).denials == ()
    never = claim("c/5", replace(occurred("transfer"), object=replace(TRUE, text="false")), "a/post")
    assert of_accounts(REFUSAL, never).denials != ()
    disputed = claim("c/4", occurred("transfer"), "a/x", UNSURE)
    assert [each.claim.iri for each in of_accounts(REFUSAL, settled, disputed).denials] == ["c/no"]


def test_a_contradiction_is_also_about_what_is_denied_and_between_those_who_deny_it_and_its_sides():
    one = (of_accounts(REFUSAL),)
    assert about(one, frozenset({"office"})) == one
    assert between(one, frozenset({"a/grey"}), frozenset({"a/office"})) == one


RAID = proposition("raid", "perpetrator", "grey")


def test_a_contradiction_is_about_what_its_sides_are_about():
    opposite = found([claim("c/1", RAID), claim("c/2", RAID, "a/hale", DENIES)])
    assert about(opposite, frozenset({"grey"})) == opposite
    assert about(opposite, frozenset({"actor/anna"})) == ()


def test_a_contradiction_lies_between_those_who_take_its_sides_and_between_what_it_is_about():
    opposite = found(
        [claim("c/1", RAID, "a/anna"), claim("c/2", RAID, "a/hale", DENIES, on_behalf_of="a/office")]
    )
    assert between(opposite, frozenset({"a/anna"}), frozenset({"a/office"})) == opposite
    assert between(opposite, frozenset({"a/office"}), frozenset({"a/x", "a/anna"})) == opposite
    assert between(opposite, frozenset({"raid"}), frozenset({"grey"})) == opposite
    assert between(opposite, frozenset({"a/anna"}), frozenset({"raid"})) == ()
    assert between(opposite, frozenset({"a/hale"}), frozenset({"a/office"})) == ()


def test_accounts_with_different_ends_lie_between_these_ends():
    ours, theirs = proposition("land", "partOf", "north"), proposition("land", "partOf", "south")
    conflict = found([claim("c/1", ours), claim("c/2", theirs, "a/x")], accounts(ours, theirs))
    assert between(conflict, frozenset({"north"}), frozenset({"south"})) == conflict
    assert ref("north") in [one.object for one in conflict[0].propositions]
