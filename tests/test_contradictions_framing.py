"""One matter put in several ways: asserting, denying and leaving open are accents alike."""

from __future__ import annotations

from dataclasses import replace

from graph.conflicts import Conflict, ConflictKind, Member, Rule
from graph.contradictions import Contradiction, ContradictionKind, contradictions
from graph.lexicon import Lexicon
from graph.model import Claim, Proposition, Stance
from graph.standing import restand
from making import claim, proposition

ASSERTS, DENIES, UNSURE = Stance
KINDS = ContradictionKind
BOUGHT, FOUND, GIVEN = (proposition(way, "explains", "cars") for way in ("bought", "found", "given"))


def framings(*members: Proposition) -> Conflict:
    placed = tuple(Member(one.iri, place, place) for place, one in enumerate(members))
    return Conflict(ConflictKind.FRAMING, Rule.JUDGEMENT, "", "judgement/1", placed)


def found(claims: list[Claim], *conflicts: Conflict, **asked) -> tuple[Contradiction, ...]:
    return contradictions(restand(claims), conflicts, {}, Lexicon(), **asked)


def test_two_framings_need_two_speakers():
    frames = framings(BOUGHT, FOUND)
    claims = [claim("c/1", BOUGHT, "a/post"), claim("c/2", FOUND, "a/post")]
    assert found(claims, frames) == ()
    [one] = found([*claims, claim("c/3", FOUND, "a/wire")], frames)
    assert one.kind is KINDS.FRAMING
    assert one.rule == "The editors judge that these are different framings of one matter, giving no reason."


def test_a_framing_can_lie_in_what_is_denied_or_left_open():
    frames = framings(BOUGHT, FOUND, GIVEN)
    claims = [claim("c/1", FOUND, "a/x", UNSURE), claim("c/2", BOUGHT, "a/y", DENIES), claim("c/3", GIVEN)]
    [one] = found(claims, frames)
    assert [(side.proposition.iri, side.stance) for side in one.sides] == [
        (BOUGHT.iri, DENIES),
        (GIVEN.iri, ASSERTS),
        (FOUND.iri, UNSURE),
    ]
    [without] = found(claims[:2], frames)
    assert without.key == one.key


def test_each_stance_to_a_framing_is_a_side_and_one_account_alone_is_no_framing():
    frames = framings(BOUGHT, FOUND)
    only = frozenset({KINDS.FRAMING})
    quarrel = [claim("c/1", BOUGHT, "a/x"), claim("c/2", BOUGHT, "a/y", DENIES)]
    assert found(quarrel, frames, kinds=only) == ()
    [one] = found([*quarrel, claim("c/3", FOUND, "a/x")], frames, kinds=only)
    assert [(side.proposition.iri, side.stance) for side in one.sides] == [
        (BOUGHT.iri, ASSERTS),
        (BOUGHT.iri, DENIES),
        (FOUND.iri, ASSERTS),
    ]


def test_one_speaker_who_denies_one_framing_and_tells_another_frames_nothing_otherwise():
    frames = framings(BOUGHT, FOUND)
    own = [claim("c/1", BOUGHT, "a/post", DENIES), claim("c/2", FOUND, "a/post")]
    assert found(own, frames) == ()
    its_name = replace(own[1], claimant=replace(own[1].claimant, iri="a/hale"), on_behalf_of=own[1].claimant)
    assert found([own[0], its_name], frames) == ()


def test_two_ministers_of_one_government_can_frame_a_matter_otherwise():
    frames = framings(BOUGHT, FOUND)
    first = claim("c/1", BOUGHT, "a/first", DENIES, on_behalf_of="a/north")
    foreign = claim("c/2", FOUND, "a/foreign", on_behalf_of="a/north")
    [one] = found([first, foreign], frames)
    assert one.rule.endswith("giving no reason.")


def test_to_tell_a_matter_with_another_accent_later_is_no_change_of_mind():
    frames = framings(BOUGHT, FOUND)
    before = replace(claim("c/1", BOUGHT), made_on="2023-05-01")
    after = replace(claim("c/2", FOUND), made_on="2023-05-03")
    [one] = found([before, after, claim("c/3", FOUND, "a/x")], frames)
    assert one.revisions == ()
