"""Two tellings side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import read_identity
from graph.comparison import TellingSide, compare, comparison_sentence
from graph.conflicts import Conflict, ConflictKind, Member, Rule, read_conflicts
from graph.model import Stance, Status, Value
from graph.namespaces import XSD
from graph.perspective import Perspective
from graph.standing import restand
from making import claim, proposition

ASSERTS, DENIES, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNSURE
OPPOSED, BOTH = TellingSide.OPPOSED, TellingSide.BOTH
ONLY_ONE, ONLY_OTHER = TellingSide.ONLY_ONE, TellingSide.ONLY_OTHER

RAID = proposition("i/raid", "by", "a/grey")
BOUGHT = proposition("w/cars", "boughtBy", "a/grey")
GIVEN = proposition("w/cars", "givenTo", "a/grey")
CAPTURED = proposition("w/cars", "capturedBy", "a/grey")
LOSSES = replace(proposition("i/raid", "losses", "three"), object=Value("3", XSD + "integer"))
ENTITIES = frozenset({"i/raid", "a/grey", "w/cars"})


def telling(*claims):
    """The claims of one telling, standing as they make each other stand."""
    return restand(claims)


def saying(about, *stances):
    return [claim(f"c/{about.iri}/{n}", about, f"a/{n}", stance) for n, stance in enumerate(stances)]


def conflict(*members, kind=ConflictKind.INCOMPATIBLE):
    """A conflict of propositions, each excluding every other unless its interval is given."""
    placed = (one if isinstance(one, tuple) else (one, n, n) for n, one in enumerate(members))
    return Conflict(
        kind, Rule.JUDGEMENT, "reason", "", tuple(Member(p.iri, low, high) for p, low, high in placed)
    )


def sides(one, other, *conflicts):
    found = compare(telling(*one), telling(*other), conflicts, entities=ENTITIES)
    return {each.proposition.iri: each.side for each in found.differences}


@pytest.mark.parametrize(
    ("one", "other", "side"),
    [
        ([ASSERTS], [ASSERTS], BOTH),
        ([DENIES], [DENIES], BOTH),
        ([UNSURE], [UNSURE], BOTH),
        ([DENIES], [UNSURE], BOTH),
        ([ASSERTS], [DENIES], OPPOSED),
        ([ASSERTS], [UNSURE], OPPOSED),
        ([ASSERTS, DENIES], [DENIES], OPPOSED),
        ([ASSERTS, DENIES], [ASSERTS], BOTH),
        ([ASSERTS, DENIES], [ASSERTS, UNSURE], BOTH),
        ([ASSERTS], [], ONLY_ONE),
        ([DENIES], [], ONLY_ONE),
        ([UNSURE], [], ONLY_ONE),
    ],
)
def test_a_proposition_is_on_the_side_that_its_assertions_put_it(one, other, side):
    mirrored = {ONLY_ONE: ONLY_OTHER}.get(side, side)
    assert sides(saying(RAID, *one), saying(RAID, *other)) == {RAID.iri: side}
    assert sides(saying(RAID, *other), saying(RAID, *one)) == {RAID.iri: mirrored}


def test_assertions_that_exclude_each_other_are_opposed_and_name_their_rivals():
    found = compare(
        telling(*saying(BOUGHT, ASSERTS)),
        telling(*saying(GIVEN, ASSERTS), *saying(CAPTURED, ASSERTS)),
        [conflict(BOUGHT, GIVEN, CAPTURED)],
        entities=ENTITIES,
    )
    rivals = {one.proposition.iri: [each.iri for each in one.rivals] for one in found.on(OPPOSED)}
    assert rivals == {
        BOUGHT.iri: [CAPTURED.iri, GIVEN.iri],
        GIVEN.iri: [BOUGHT.iri],
        CAPTURED.iri: [BOUGHT.iri],
    }


def test_what_is_not_asserted_is_no_rival():
    assert sides(saying(BOUGHT, ASSERTS), saying(GIVEN, DENIES), conflict(BOUGHT, GIVEN)) == {
        BOUGHT.iri: ONLY_ONE,
        GIVEN.iri: ONLY_OTHER,
    }


def test_a_difference_of_framing_excludes_nothing():
    framing = conflict(BOUGHT, GIVEN, kind=ConflictKind.FRAMING)
    assert sides(saying(BOUGHT, ASSERTS), saying(GIVEN, ASSERTS), framing) == {
        BOUGHT.iri: ONLY_ONE,
        GIVEN.iri: ONLY_OTHER,
    }


def test_figures_exclude_each_other_only_where_their_intervals_do_not_meet():
    may, day, june = (replace(LOSSES, iri=f"proposition/{name}") for name in ("may", "day", "june"))
    figures = conflict((may, 1, 31), (day, 31, 31), (june, 32, 61), kind=ConflictKind.FIGURES)
    assert sides(saying(may, ASSERTS), saying(day, ASSERTS), figures) == {
        may.iri: ONLY_ONE,
        day.iri: ONLY_OTHER,
    }
    assert set(sides(saying(may, ASSERTS), saying(june, ASSERTS), figures).values()) == {OPPOSED}


def test_a_telling_that_asserts_both_rivals_agrees_with_itself():
    torn = [*saying(BOUGHT, ASSERTS), *saying(GIVEN, ASSERTS)]
    assert set(sides(torn, torn, conflict(BOUGHT, GIVEN)).values()) == {BOTH}


def test_what_both_assert_is_shared_even_where_one_asserts_its_rival_as_well():
    torn = [*saying(BOUGHT, ASSERTS), *saying(GIVEN, ASSERTS)]
    assert sides(saying(BOUGHT, ASSERTS), torn, conflict(BOUGHT, GIVEN)) == {
        BOUGHT.iri: BOTH,
        GIVEN.iri: OPPOSED,
    }


def test_each_side_keeps_its_claims_and_how_it_stands_there():
    found = compare(
        telling(*saying(RAID, ASSERTS)), telling(*saying(RAID, ASSERTS, DENIES)), entities=ENTITIES
    )
    [shared] = found.differences
    assert (len(shared.one), len(shared.other)) == (1, 2)
    assert shared.standing_in_one.status is Status.UNDISPUTED
    assert shared.standing_in_other.status is Status.DISPUTED
    [alone] = compare([], telling(*saying(RAID, DENIES)), entities=ENTITIES).differences
    assert (alone.standing_in_one, alone.standing_in_other.status) == (None, Status.DENIED_ONLY)


def test_differences_come_by_their_side_and_then_as_they_read():
    one = [
        *saying(RAID, ASSERTS),
        *saying(GIVEN, ASSERTS),
        *saying(LOSSES, ASSERTS),
        *saying(CAPTURED, ASSERTS),
    ]
    other = [*saying(RAID, DENIES), *saying(LOSSES, ASSERTS), *saying(BOUGHT, ASSERTS)]
    found = compare(telling(*one), telling(*other), entities=ENTITIES)
    assert [each.proposition.iri for each in found.differences] == [
        RAID.iri,
        LOSSES.iri,
        CAPTURED.iri,
        GIVEN.iri,
        BOUGHT.iri,
    ]
    assert [(each.side.value, each.links, each.statements) for each in found.counts] == [
        ("opposed", 1, 0),
        ("both", 0, 1),
        ("only one", 2, 0),
        ("only other", 1, 0),
    ]
    assert comparison_sentence(found, "Moscow", "Kyiv") == (
        "Moscow and Kyiv oppose each other on 1 link; both tell 1 other statement; "
        "only Moscow tells 2 links; only Kyiv tells 1 link."
    )


def test_a_category_is_no_link():
    told = [proposition("w/cars", "category", "armoured"), proposition("armoured", "usedBy", "a/grey")]
    for about in told:
        [found] = compare(telling(*saying(about, ASSERTS)), [], entities=ENTITIES).differences
        assert not found.is_link


# --- what holds of any two tellings ------------------------------------------------------------------

ANY = [BOUGHT, GIVEN, CAPTURED, RAID, LOSSES]
TELLINGS = st.lists(st.tuples(st.sampled_from(ANY), st.sampled_from(Stance)), max_size=8).map(
    lambda drawn: restand(claim(f"c/{n}", about, f"a/{n}", stance) for n, (about, stance) in enumerate(drawn))
)
CONFLICTS = [conflict(BOUGHT, GIVEN, CAPTURED), conflict(RAID, LOSSES)]
MIRRORED = {OPPOSED: OPPOSED, BOTH: BOTH, ONLY_ONE: ONLY_OTHER, ONLY_OTHER: ONLY_ONE}


@given(TELLINGS, TELLINGS)
def test_the_other_way_round_is_the_mirror_image(one, other):
    there, back = (compare(*pair, CONFLICTS, entities=ENTITIES) for pair in ((one, other), (other, one)))
    assert {
        (each.proposition.iri, each.side, each.one, each.other, tuple(r.iri for r in each.rivals))
        for each in there.differences
    } == {
        (each.proposition.iri, MIRRORED[each.side], each.other, each.one, tuple(r.iri for r in each.rivals))
        for each in back.differences
    }


@given(TELLINGS)
def test_a_telling_agrees_with_itself(one):
    found = compare(one, one, CONFLICTS, entities=ENTITIES)
    assert {each.side for each in found.differences} <= {BOTH}
    assert all(each.rivals == () for each in found.differences)


@given(TELLINGS, TELLINGS)
def test_every_proposition_that_is_told_is_on_one_side(one, other):
    found = compare(one, other, CONFLICTS, entities=ENTITIES)
    listed = [each.proposition.iri for each in found.differences]
    assert len(listed) == len(set(listed))
    assert set(listed) == {each.proposition.iri for each in (*one, *other)}
    assert sum(each.links + each.statements for each in found.counts) == len(listed)
    only_one = {each.proposition.iri for each in found.on(ONLY_ONE)}
    assert only_one.isdisjoint(each.proposition.iri for each in other)


@given(TELLINGS, TELLINGS)
def test_rivals_are_rivals_of_each_other(one, other):
    found = {
        each.proposition.iri: each for each in compare(one, other, CONFLICTS, entities=ENTITIES).differences
    }
    for iri, each in found.items():
        for rival in each.rivals:
            back = {answer.iri for answer in found[rival.iri].rivals}
            assert iri in back or found[rival.iri].side is BOTH


# --- the articles ------------------------------------------------------------------------------------


def test_two_sides_of_the_articles_are_held_against_each_other(shipped_graph):
    moscow, washington = (
        shipped_graph.under(Perspective(told_by=(shipped_graph.resolve(name).iri,))).claims()
        for name in ("Russia", "United States")
    )
    identity = read_identity(shipped_graph.store)
    conflicts = read_conflicts(shipped_graph.store, identity)
    found = compare(moscow, washington, conflicts, entities=shipped_graph.network())
    told = [{each.proposition.iri for each in claims} for claims in (moscow, washington)]
    assert {each.proposition.iri for each in found.differences} == told[0] | told[1]
    assert {each.proposition.iri for each in found.on(BOTH)} <= told[0] & told[1]
    assert found.on(OPPOSED)
