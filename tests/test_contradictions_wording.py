"""Contradictions, sides, denials and revisions in plain English and as records."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph.contradictions import (
    Contradiction,
    ContradictionKind,
    Denial,
    Revision,
    Side,
    contradiction_sentence,
    revision_sentence,
    side_sentence,
)
from graph.lexicon import Relation
from graph.model import Claim, Proposition, Stance, Value
from graph.namespaces import XSD
from graph.records.disputes import contradiction_record
from making import claim, proposition, ref

ASSERTS, DENIES, UNSURE = Stance
KINDS = ContradictionKind
RELATIONS = {
    name: Relation(ref(name), phrase, inverse)
    for name, phrase, inverse in (
        ("perpetrator", "was carried out by", "carried out"),
        ("explains", "is offered as an explanation for", "is explained by"),
        ("occurred", "took place", "saw"),
        ("killed", "killed", ""),
        ("supports", "supports", "is supported by"),
        ("opposes", "opposes", "is opposed by"),
    )
}
RAID = proposition("i/raid", "perpetrator", "a/grey")


def valued(subject: str, relation: str, text: str, datatype: str = "integer") -> Proposition:
    return replace(proposition(subject, relation, text), object=Value(text, XSD + datatype))


def taken(one: Proposition, stance: Stance = ASSERTS, *claims: Claim) -> Side:
    return Side(one, stance, claims, 1, 0)


def contradiction(kind: ContradictionKind, *sides: Side, **given: object) -> Contradiction:
    values = {"low": None, "high": None, "revisions": (), "denials": (), **given}
    return Contradiction(kind, sides, "A rule.", "", paths_through=3, key="key", **values)  # type: ignore[arg-type]


def read(kind: ContradictionKind, *told: Proposition, **given: object) -> str:
    return contradiction_sentence(contradiction(kind, *map(taken, told), **given), RELATIONS)


@pytest.mark.parametrize(
    ("kind", "stances", "verdict"),
    [
        (KINDS.OPPOSITE, (ASSERTS, DENIES), "Some assert it, some deny it."),
        (KINDS.OPPOSITE, tuple(Stance), "Some assert it, some deny it, some leave it open."),
        (KINDS.DOUBT, (ASSERTS, UNSURE), "Some assert it, some leave it open."),
        (KINDS.DENIAL, (DENIES, UNSURE), "It is denied, and nobody asserts it."),
    ],
)
def test_what_is_said_against_one_thing_is_a_question_with_how_it_stands(kind, stances, verdict):
    whole = contradiction(kind, *(taken(RAID, stance) for stance in stances))
    assert contradiction_sentence(whole, RELATIONS) == f"RAID was carried out by GREY? {verdict}"


def test_one_speaker_who_takes_both_stances_is_not_read_as_two():
    sides = [taken(RAID, stance, claim(f"c/{stance}", RAID, stance=stance)) for stance in (ASSERTS, UNSURE)]
    assert contradiction_sentence(contradiction(KINDS.DOUBT, *sides), RELATIONS).endswith(
        "? It is asserted and left open by ANNA."
    )


def test_a_framing_that_nobody_asserts_is_marked_and_one_that_somebody_asserts_is_not():
    fight = valued("i/battle", "occurred", "true", "boolean")
    blue = proposition("n", "supports", "s")
    sides = [taken(fight, DENIES), taken(RAID), taken(RAID, DENIES), taken(blue, UNSURE)]
    assert contradiction_sentence(contradiction(KINDS.FRAMING, *sides), RELATIONS) == (
        "BATTLE took place (denied), RAID was carried out by GREY, or N supports S (left open)? "
        "Three framings of one matter."
    )


def test_denied_framings_of_one_subject_name_it_once():
    blue = proposition("i/raid", "supports", "a/blue")
    sides = [taken(blue, DENIES), taken(RAID)]
    assert contradiction_sentence(contradiction(KINDS.FRAMING, *sides), RELATIONS) == (
        "RAID supports BLUE (denied), or was carried out by GREY? Two framings of one matter."
    )
    sides = [taken(replace(RAID, iri="p/blue", object=ref("a/blue")), DENIES), taken(RAID)]
    assert contradiction_sentence(contradiction(KINDS.FRAMING, *sides), RELATIONS) == (
        "RAID was carried out by BLUE (denied), or GREY? Two framings of one matter."
    )


def test_neighbours_among_many_alternatives_name_only_in_what_they_differ():
    blue = proposition("i/raid", "perpetrator", "a/blue")
    helps, hurts = proposition("i/raid", "supports", "a/blue"), proposition("n", "opposes", "a/blue")
    assert read(KINDS.FRAMING, RAID, blue, helps, hurts) == (
        "RAID was carried out by GREY, BLUE, supports BLUE, or N opposes BLUE? Four framings of one matter."
    )


def test_a_hyphen_within_a_name_stays():
    odd = replace(RAID, subject=replace(RAID.subject, label="Call - 2024"))
    assert read(KINDS.DOUBT, odd).startswith("Call - 2024 was carried out by GREY?")


def test_accounts_of_one_thing_name_it_once():
    ways = [proposition(way, "explains", "w/cars") for way in ("bought", "found", "given")]
    assert read(KINDS.INCOMPATIBLE, *ways) == (
        "CARS is explained by BOUGHT, FOUND or GIVEN? Three accounts that cannot all hold."
    )


def test_accounts_that_differ_in_their_object_name_the_subject_once():
    blue = proposition("i/raid", "perpetrator", "a/blue")
    assert read(KINDS.INCOMPATIBLE, RAID, blue) == (
        "RAID was carried out by GREY or BLUE? Two accounts that cannot both hold."
    )


def test_accounts_that_differ_in_their_relation_name_both_ends_once():
    ways = [proposition("n", relation, "s") for relation in ("supports", "opposes")]
    assert read(KINDS.INCOMPATIBLE, *ways) == "N supports or opposes S? Two accounts that cannot both hold."


def test_accounts_that_share_nothing_are_read_one_after_the_other():
    fight = valued("i/battle", "occurred", "true", "boolean")
    assert read(KINDS.INCOMPATIBLE, fight, RAID) == (
        "BATTLE took place, or RAID was carried out by GREY? Two accounts that cannot both hold."
    )
    assert read(KINDS.FRAMING, fight, RAID).endswith("? Two framings of one matter.")


def test_incidents_of_which_one_took_place_are_named_before_that():
    ways = [valued(way, "occurred", "true", "boolean") for way in ("bought", "found")]
    assert (
        read(KINDS.INCOMPATIBLE, *ways) == "BOUGHT or FOUND took place? Two accounts that cannot both hold."
    )


def test_that_something_took_place_and_did_not_is_read_in_full():
    yes, no = (valued("i/raid", "occurred", text, "boolean") for text in ("true", "false"))
    assert read(KINDS.INCOMPATIBLE, yes, no).startswith("RAID took place, or took place false?")


def test_figures_and_dates_are_named_and_of_many_the_least_and_the_greatest():
    two, three = valued("i/raid", "killed", "2"), valued("i/raid", "killed", "3")
    extremes = {"low": two.object, "high": three.object}
    assert (
        read(KINDS.FIGURES, two, three, **extremes)
        == "RAID killed 2 or 3? Two figures that cannot both hold."
    )
    days = [valued("i/raid", "on", f"2023-05-0{day}", "date") for day in (1, 2)]
    assert read(KINDS.FIGURES, *days, low=days[0].object, high=days[1].object).endswith(
        "? Two dates that cannot both hold."
    )
    many = [valued("i/raid", "killed", str(number)) for number in range(12)]
    assert read(KINDS.FIGURES, *many, low=many[0].object, high=many[-1].object) == (
        "RAID killed from 0 to 11? 12 figures that cannot all hold."
    )


def test_a_side_names_who_takes_it_for_whom_and_how_many_more():
    one = claim("c/1", RAID, "a/hale", on_behalf_of="a/office")
    assert side_sentence(Side(RAID, DENIES, (one,), 1, 1)) == (
        "Denied by HALE (for OFFICE) (1 independent origin and 1 unnamed source)."
    )
    itself = claim("c/1", RAID, "a/office", on_behalf_of="a/office")
    assert side_sentence(Side(RAID, ASSERTS, (itself,), 1, 0)) == "Asserted by OFFICE (1 independent origin)."
    crowd = tuple(claim(f"c/{i}", RAID, f"a/x{i}") for i in range(7))
    assert side_sentence(Side(RAID, UNSURE, crowd, 7, 0)) == (
        "Left open by X0, X1, X2, X3 and 3 others (7 independent origins)."
    )


def test_a_revision_says_what_was_held_when():
    before = replace(claim("c/1", RAID, "a/hale", DENIES), made_on="2023-05-23")
    after = replace(claim("c/2", RAID, "a/hale", UNSURE), made_on="2023-06", made_on_precision="month")
    assert revision_sentence(Revision(ref("a/hale"), before, after), RELATIONS) == (
        "HALE changed: denied on 23 May 2023: RAID was carried out by GREY; "
        "left open in June 2023: RAID was carried out by GREY."
    )


def test_labels_are_handed_on_as_plain_text():
    evil = replace(RAID, subject=replace(RAID.subject, label="<script>alert('x')</script>"))
    assert read(KINDS.DOUBT, evil).startswith("<script>alert('x')</script> was")


def test_a_record_holds_every_claim_on_every_side_and_survives_json():
    asserted, denied = claim("c/1", RAID), claim("c/2", RAID, "a/hale", DENIES)
    figure = Value("3", XSD + "integer")
    whole = contradiction(
        KINDS.OPPOSITE,
        taken(RAID, ASSERTS, asserted),
        taken(RAID, DENIES, denied),
        low=figure,
        denials=(Denial(denied, (RAID,), 1),),
        revisions=(Revision(ref("a/hale"), asserted, denied),),
    )
    read_back = json.loads(json.dumps(contradiction_record(whole)))
    assert read_back["kind"] == "opposite stances"
    assert (read_back["low"], read_back["high"]) == ({"text": "3", "datatype": XSD + "integer"}, None)
    assert [[each["iri"] for each in side["claims"]] for side in read_back["sides"]] == [["c/1"], ["c/2"]]
    [denial], [revision] = read_back["denials"], read_back["revisions"]
    assert (denial["claim"]["iri"], denial["left_open"][0]["iri"]) == ("c/2", RAID.iri)
    assert denial["more_left_open"] == 1
    assert (revision["speaker"]["iri"], revision["before"]["iri"]) == ("a/hale", "c/1")
    assert revision["after"]["iri"] == "c/2"
