"""Which claims a question is about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.asking import (
    claims_about,
    claims_by,
    claims_via,
    concerned,
    disputed,
    find_document,
    stance_named,
    statuses_named,
)
from graph.errors import InputError
from graph.model import Ref, Stance, Status
from graph.namespaces import ID
from making import PAPER, claim, proposition

ITEM = claim("c/1", proposition("transfer", "item", "car"))
APPROVED = claim(
    "c/2", proposition("office", "approved", "transfer"), "hale", Stance.DENIES, on_behalf_of="office"
)
MADE = claim("c/3", proposition("car", "madeIn", "north"))
OTHER = claim("c/4", proposition("office", "partOf", "north"))
CLAIMS = (APPROVED, ITEM, MADE, OTHER)
LETTER = replace(PAPER, iri=f"{ID}document/letter-1", title="A letter")
LATER = replace(PAPER, iri=f"{ID}document/letter-2", title="A later letter")


def test_claims_that_name_it_come_first_then_those_about_what_concerns_it():
    assert claims_about(CLAIMS, "car", concerned(CLAIMS, "car", frozenset({"item"}))) == (
        ITEM,
        MADE,
        APPROVED,
    )


def test_without_relations_that_concern_only_what_names_it_is_about_it():
    assert claims_about(CLAIMS, "car", concerned(CLAIMS, "car", frozenset())) == (ITEM, MADE)


def test_what_concerns_something_is_followed_to_the_end_and_loops_end_too():
    claims = [
        claim("c/1", proposition("a", "item", "b")),
        claim("c/2", proposition("b", "item", "c")),
        claim("c/3", proposition("c", "item", "a")),
    ]
    assert concerned(claims, "c", frozenset({"item"})) == {"a", "b", "c"}


def test_an_organisation_speaks_through_those_who_speak_on_its_behalf():
    assert claims_by(CLAIMS, "office") == (APPROVED,)
    assert claims_by(CLAIMS, "hale") == (APPROVED,)
    assert claims_by(CLAIMS, "transfer") == ()


@pytest.mark.parametrize(
    "name", [LETTER.iri, "id:document/letter-1", "document/letter-1", "letter-1", "a LETTER"]
)
def test_a_document_is_found_by_iri_slug_or_title(name):
    assert find_document([LATER, LETTER], name) is LETTER


def test_a_document_is_found_by_its_outlet_if_it_is_the_only_one():
    outlet = "actor/gazette"
    told = replace(LETTER, outlet=Ref(outlet, "The Gazette"))
    assert find_document([LATER, told], "gazette", outlet) is told
    both = [replace(LATER, outlet=Ref(outlet, "The Gazette")), told]
    with pytest.raises(InputError, match="'gazette' means several documents"):
        find_document(both, "gazette", outlet)


def test_a_part_of_the_end_of_an_iri_will_do_and_several_that_have_it_are_all_listed():
    assert find_document([LATER, LETTER], "ter-1") is LETTER
    with pytest.raises(InputError, match="document/letter-2, document/letter-1"):
        find_document([LATER, LETTER], "ette")


def test_a_quoted_speaker_is_found_by_whom_the_claim_was_taken_from():
    about = proposition("raid", "perpetrator", "column")
    quoted = claim("claim/1", about, relayed_from=["actor/wire"])
    assert claims_via([quoted, claim("claim/2", about)], "actor/wire") == (quoted,)


def test_an_unknown_document_is_answered_with_those_there_are():
    with pytest.raises(InputError, match=r"'leter-1'.*There are document/letter-1"):
        find_document([LETTER, LATER], "leter-1")
    with pytest.raises(InputError, match="several documents: document/letter-1, document/letter-2"):
        find_document([LETTER, LATER], "letter")


def test_stances_and_statuses_are_named_in_any_case():
    assert stance_named(" Unsure") is Stance.UNSURE
    assert statuses_named(["DISPUTED", "denied-only"]) == {Status.DISPUTED, Status.DENIED_ONLY}
    assert statuses_named([]) is None
    with pytest.raises(InputError, match="'maybe' is not a stance; choose from asserts, denies, unsure"):
        stance_named("maybe")
    with pytest.raises(InputError, match="'true' is not a status; choose from undisputed"):
        statuses_named(["true"])


def test_a_dispute_about_a_raid_is_one_about_its_weapons_and_about_an_actor_one_about_his_incidents():
    present = claim("c/1", proposition("car", "presentIn", "raid"))
    led = claim("c/2", proposition("raid", "perpetrator", "column"))
    sold = claim("c/3", proposition("sale", "item", "car"))
    types = {"raid": ("Incident",), "sale": ("Incident",), "car": ("Weapon",), "column": ("Actor",)}
    told = (present, led, sold)
    assert disputed(told, "raid", frozenset({"raid"}), types) == {"raid", "car"}
    assert disputed(told, "column", frozenset({"column"}), types) == {"column", "raid"}
    assert disputed(told, "car", frozenset({"car", "sale"}), types) == {"car", "sale"}
