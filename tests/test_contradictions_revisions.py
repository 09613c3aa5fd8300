"""Speakers who surely said something else before: revisions, not contradictions."""

from __future__ import annotations

from dataclasses import replace

from graph.conflicts import Conflict, ConflictKind, Member, Rule
from graph.contradictions import Contradiction, contradictions
from graph.lexicon import Lexicon
from graph.model import Claim, Proposition, Stance, Value
from graph.namespaces import XSD
from graph.standing import restand
from making import claim, proposition, reference

ASSERTS, DENIES, UNSURE = Stance
RAID = proposition("raid", "perpetrator", "grey")


def found(claims: list[Claim], *conflicts: Conflict) -> tuple[Contradiction, ...]:
    return contradictions(restand(claims), conflicts, {}, Lexicon())


def said(made_on: str, *, precision: str = "day", **given: object) -> Claim:
    """A claim about the raid with its day."""
    one = claim(f"c/{made_on}-{given.get('stance', ASSERTS)}", **{"about": RAID, **given})  # type: ignore[arg-type]
    return replace(one, made_on=made_on, made_on_precision=precision)


def figure(number: str) -> Proposition:
    return replace(proposition("loss", "count", number), object=Value(number, XSD + "integer"))


def test_a_speaker_who_changed_his_mind_makes_a_revision_and_no_contradiction():
    assert found([said("2023-05-01"), said("2023-05-02", stance=DENIES)]) == ()


def test_two_spokesmen_of_one_office_are_one_speaker():
    before = said("2023-05-01", by="a/miller", on_behalf_of="a/office")
    after = said("2023-05-02", by="a/ryder", on_behalf_of="a/office", stance=DENIES)
    assert found([before, after]) == ()


def test_a_claim_without_a_day_was_made_when_it_was_published():
    first, second = (replace(said("", stance=stance), iri=f"c/{stance}") for stance in (ASSERTS, DENIES))
    later = replace(second, document=replace(second.document, date="2023-06-01"))
    assert len(found([first, second])) == 1
    assert found([first, later]) == ()


def test_who_held_both_on_one_day_did_not_change_by_holding_one_of_them_later():
    both = [said("2023-05-01"), said("2023-05-01", stance=DENIES)]
    [one] = found([*both, said("2023-05-03", stance=DENIES)])
    assert one.revisions == ()


def test_one_speaker_without_sure_time_between_contradicts_himself():
    [one] = found([said("2023-05-01"), said("2023-05", precision="month", stance=DENIES)])
    assert one.revisions == ()
    assert one.rule.endswith("one and the same speaker, ANNA, with no sure time between.")


def test_a_contradiction_tells_who_changed_within_it():
    claims = [said("2023-05-01"), said("2023-05-03", stance=DENIES), claim("c/x", RAID, "a/hale")]
    [one] = found(claims)
    [change] = one.revisions
    assert (change.speaker.iri, change.before.iri, change.after.iri) == (
        "actor/anna",
        "c/2023-05-01-asserts",
        "c/2023-05-03-denies",
    )


def test_a_change_is_told_from_what_was_said_last_and_once_for_a_spokesman_and_his_office():
    office = {"by": "a/hale", "on_behalf_of": "a/office"}
    claims = [
        said("2023-05-01", stance=DENIES, **office),
        said("2023-05-02", stance=UNSURE, **office),
        said("2023-05-03", stance=ASSERTS, **office),
        claim("c/x", RAID, "a/x", DENIES),
    ]
    [one] = found(claims)
    assert [(each.before.stance, each.after.stance) for each in one.revisions] == [
        (DENIES, UNSURE),
        (UNSURE, ASSERTS),
    ]
    assert {each.speaker.iri for each in one.revisions} == {"a/hale"}


def test_a_reference_fact_has_no_day_on_which_somebody_changed():
    work = reference(claim("c/1", RAID, "a/editors"), "document/handbook")
    [one] = found([work, said("2024-01-01", by="a/editors", stance=DENIES)])
    assert one.revisions == ()


def test_a_later_figure_of_the_same_speaker_is_a_revision():
    two, three = figure("2"), figure("3")
    claims = [said("2023-05-01", about=two), replace(said("2023-05-02", about=three), iri="c/later")]
    members = (Member(two.iri, 2, 2), Member(three.iri, 3, 3))
    counted = Conflict(ConflictKind.FIGURES, Rule.FUNCTIONAL, "count", "", members)
    assert found(claims, counted) == ()
    [one] = found([*claims, claim("c/x", two, "a/hale")], counted)
    assert [each.after.iri for each in one.revisions] == ["c/later"]
