"""Which contradictions claims make: their kinds, sides, order and names."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.conflicts import Conflict, ConflictKind, Member, Rule
from graph.contradictions import (
    Contradiction,
    ContradictionKind,
    contradictions,
    key_of,
)
from graph.lexicon import Lexicon
from graph.model import Certainty, Claim, Proposition, Stance, Value
from graph.namespaces import XSD
from graph.origins import attribution_of, linked
from graph.standing import restand
from making import claim, proposition

ASSERTS, DENIES, UNSURE = Stance
KINDS = ContradictionKind
RAID = proposition("raid", "perpetrator", "grey")
BOUGHT, FOUND, GIVEN = (proposition(way, "explains", "cars") for way in ("bought", "found", "given"))


def figure(number: str, of: str = "loss", relation: str = "count", datatype: str = "integer") -> Proposition:
    one = proposition(of, relation, number)
    return replace(one, object=Value(number, XSD + datatype))


def against(
    *members: Proposition, kind: ConflictKind = ConflictKind.INCOMPATIBLE, reason: str = ""
) -> Conflict:
    placed = tuple(Member(one.iri, place, place) for place, one in enumerate(members))
    return Conflict(kind, Rule.JUDGEMENT, reason, "judgement/1", placed)


def measured(*members: tuple[Proposition, float, float]) -> Conflict:
    placed = tuple(Member(one.iri, low, high) for one, low, high in members)
    return Conflict(ConflictKind.FIGURES, Rule.FUNCTIONAL, "count", "", placed)


def found(claims: list[Claim], *conflicts: Conflict, weights=None, **asked) -> tuple[Contradiction, ...]:
    return contradictions(restand(claims), conflicts, weights or {}, Lexicon(), **asked)


def said(made_on: str, *, precision: str = "day", **given: object) -> Claim:
    """A claim about the raid with its day."""
    one = claim(f"c/{made_on}-{given.get('stance', ASSERTS)}", **{"about": RAID, **given})  # type: ignore[arg-type]
    return replace(one, made_on=made_on, made_on_precision=precision)


def test_what_one_asserts_and_another_denies_are_opposite_stances():
    [one] = found([claim("c/1", RAID), claim("c/2", RAID, "a/hale", DENIES)])
    assert one.kind is KINDS.OPPOSITE
    assert [(side.stance, [each.iri for each in side.claims]) for side in one.sides] == [
        (ASSERTS, ["c/1"]),
        (DENIES, ["c/2"]),
    ]


def test_who_leaves_an_opposition_open_is_told_last_and_opposes_nobody():
    claims = [claim("c/1", RAID, "a/x", UNSURE), claim("c/2", RAID, "a/y", DENIES), claim("c/3", RAID)]
    [one] = found(claims)
    assert [side.stance for side in one.sides] == [ASSERTS, DENIES, UNSURE]
    assert [side.stance for side in one.opposing] == [ASSERTS, DENIES]


def test_what_is_asserted_and_left_open_is_doubt_however_hedged_it_is():
    [one] = found([claim("c/1", RAID, certainty=Certainty.HEDGED), claim("c/2", RAID, "a/hale", UNSURE)])
    assert one.kind is KINDS.DOUBT
    assert one.opposing == one.sides


def test_a_denial_of_what_nobody_asserts_comes_only_where_it_is_asked_for():
    claims = [claim("c/1", RAID, "a/hale", DENIES), claim("c/2", RAID, "a/x", UNSURE)]
    assert found(claims) == ()
    [one] = found(claims, kinds=frozenset({KINDS.DENIAL}))
    assert [side.stance for side in one.sides] == [DENIES, UNSURE]
    assert [denial.claim.iri for denial in one.denials] == ["c/1"]
    [alone] = found(claims[:1], kinds=frozenset({KINDS.DENIAL}))
    assert alone.rule == "At least one claim denies it and none asserts it, so none is contradicted."


def test_agreement_and_mere_doubt_are_no_contradiction():
    assert found([claim("c/1", RAID), claim("c/2", RAID, "a/hale")]) == ()
    assert found([claim("c/1", RAID, stance=UNSURE), claim("c/2", BOUGHT, "a/hale")]) == ()


def test_only_the_kinds_asked_for_are_told():
    claims = [
        claim("c/1", RAID),
        claim("c/2", RAID, "a/hale", DENIES),
        claim("c/3", BOUGHT),
        claim("c/4", FOUND, "a/x"),
    ]
    [one] = found(claims, against(BOUGHT, FOUND), kinds=frozenset({KINDS.INCOMPATIBLE}))
    assert one.kind is KINDS.INCOMPATIBLE
    [one] = found(claims, against(BOUGHT, FOUND), kinds=frozenset({KINDS.OPPOSITE}))
    assert one.kind is KINDS.OPPOSITE


def test_incompatible_accounts_stand_side_by_side_and_one_that_is_only_raised_comes_last():
    claims = [
        claim("c/1", GIVEN, "a/post", UNSURE),
        claim("c/2", FOUND, "a/petrov"),
        claim("c/3", BOUGHT, "a/grey"),
    ]
    [one] = found(claims, against(GIVEN, BOUGHT, FOUND, reason="There was one way only."))
    assert [(side.proposition.subject.iri, side.stance) for side in one.sides] == [
        ("bought", ASSERTS),
        ("found", ASSERTS),
        ("given", UNSURE),
    ]
    assert (one.judgement, one.kind) == ("judgement/1", KINDS.INCOMPATIBLE)
    assert one.rule == "The editors judge that these cannot all hold: There was one way only."


def test_an_account_that_is_only_denied_is_no_side():
    claims = [claim("c/1", BOUGHT), claim("c/2", FOUND, "a/x"), claim("c/3", GIVEN, "a/y", DENIES)]
    [one] = found(claims, against(BOUGHT, FOUND, GIVEN))
    assert {side.proposition.iri for side in one.sides} == {BOUGHT.iri, FOUND.iri}


def test_a_conflict_of_which_one_member_is_asserted_is_no_contradiction():
    claims = [claim("c/1", BOUGHT), claim("c/2", FOUND, "a/x", DENIES), claim("c/3", GIVEN, "a/y", UNSURE)]
    assert found(claims, against(BOUGHT, FOUND, GIVEN)) == ()


def test_figures_have_a_low_and_a_high_and_one_that_fits_all_others_takes_no_part():
    may, day, june = (figure(each, datatype="date") for each in ("2023-05", "2023-05-24", "2023-06"))
    year = figure("2023", datatype="date")
    claims = [claim(f"c/{i}", one, f"a/{i}") for i, one in enumerate((june, may, day, year))]
    [one] = found(claims, measured((june, 60, 89), (may, 30, 59), (day, 53, 53), (year, 0, 365)))
    assert one.kind is KINDS.FIGURES
    assert (one.low, one.high) == (may.object, june.object)
    assert {side.proposition.iri for side in one.sides} == {june.iri, may.iri, day.iri}


def test_a_month_and_a_day_within_it_do_not_contradict():
    may, day = figure("2023-05", datatype="gYearMonth"), figure("2023-05-24", datatype="date")
    claims = [claim("c/1", may), claim("c/2", day, "a/x")]
    assert found(claims, measured((may, 30, 59), (day, 53, 53))) == ()


def test_what_the_editors_see_as_the_ontology_does_tells_both_their_reasons():
    two, three = figure("2"), figure("3")
    counted = replace(
        measured((two, 2, 2), (three, 3, 3)), judgement="judgement/1", reason="One loss has one size"
    )
    [one] = found([claim("c/1", two), claim("c/2", three, "a/x")], counted)
    assert one.rule == (
        "The ontology declares that the relation “COUNT” can have one value only for one subject. "
        "The editors judge so as well: One loss has one size."
    )


def test_each_rule_of_the_ontology_is_named_with_its_relations():
    claims = [claim("c/1", figure("2")), claim("c/2", figure("3"), "a/x")]
    [one] = found(claims, measured((figure("2"), 2, 2), (figure("3"), 3, 3)))
    assert (
        one.rule == "The ontology declares that the relation “COUNT” can have one value only for one subject."
    )
    helps, hurts = proposition("n", "helps", "s"), proposition("n", "hurts", "s")
    exclusive = replace(against(helps, hurts), rule=Rule.EXCLUSIVE, judgement="")
    [one] = found([claim("c/1", helps), claim("c/2", hurts, "a/x")], exclusive)
    assert (
        one.rule
        == "The ontology declares that the relations “HELPS” and “HURTS” cannot both join the same two."
    )


def test_a_side_has_as_many_origins_as_its_relay_chains_have_ends():
    claims = [
        claim("c/1", RAID),
        claim("c/2", RAID, "a/hale", DENIES),
        claim("c/3", RAID, "a/wire", DENIES, relayed_from=["c/2"]),
        claim("c/4", RAID, "a/x", DENIES, unnamed=True),
    ]
    [one] = found(claims)
    assert (one.sides[1].origins, one.sides[1].unknown_origins) == (1, 1)


def test_relays_are_followed_through_claims_that_do_not_count():
    first = claim("c/1", RAID, "a/officials", DENIES, unnamed=True)
    relayed = claim("c/2", RAID, "a/post", DENIES, relayed_from=["c/1"])
    asserted = claim("c/3", RAID)
    chains = linked(map(attribution_of, [first, relayed, asserted]))
    [one] = found([asserted, relayed], chains=chains)
    assert (one.sides[1].origins, one.sides[1].unknown_origins) == (0, 1)


def test_the_heaviest_comes_first_then_the_one_with_the_stronger_weaker_side_then_the_key():
    ends = "abcd"
    known = {end: proposition("s", "knows", end) for end in ends}
    keys = {end: key_of(KINDS.OPPOSITE, [known[end].iri]) for end in ends}
    first, *others, weak = sorted(ends, key=lambda end: keys[end], reverse=True)
    claims = [claim(f"c/{end}", known[end]) for end in ends]
    claims += [claim(f"c/no-{end}", known[end], "a/x", DENIES, unnamed=end == weak) for end in ends]
    weights = {known[end].iri: 5 if end == first else 1 for end in ends}
    assert [one.key for one in found(claims, weights=weights)] == [
        keys[first],
        *sorted(keys[end] for end in others),
        keys[weak],
    ]


def test_what_hangs_on_a_conflict_is_the_most_of_its_sides():
    claims = [claim("c/1", BOUGHT), claim("c/2", FOUND, "a/x")]
    [one] = found(claims, against(BOUGHT, FOUND, GIVEN), weights={BOUGHT.iri: 3, FOUND.iri: 7, GIVEN.iri: 9})
    assert one.paths_through == 7


def test_a_contradiction_keeps_its_key_where_fewer_claims_count():
    claims = [claim("c/1", BOUGHT), claim("c/2", FOUND, "a/x"), claim("c/3", GIVEN, "a/y")]
    conflict = against(BOUGHT, FOUND, GIVEN)
    [whole], [part] = found(claims, conflict), found(claims[:2], conflict)
    assert (len(whole.sides), len(part.sides)) == (3, 2)
    assert whole.key == part.key


def test_a_key_is_letters_digits_and_hyphens_whatever_the_iri():
    assert key_of(KINDS.FIGURES, ["x/Стычка <b>?"]).replace("-", "").isalnum()
    assert len(key_of(KINDS.FIGURES, ["x/" + "long" * 99])) < 80
    assert key_of(KINDS.FIGURES, ["x/a"]) != key_of(KINDS.FIGURES, ["y/a"])


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_claims_changes_nothing_but_the_order_of_claims(order):
    claims = [
        claim("c/1", RAID),
        claim("c/2", RAID, "a/hale", DENIES),
        claim("c/3", BOUGHT, "a/x"),
        claim("c/4", FOUND, "a/y"),
        said("2023-05-01", by="a/z"),
        said("2023-05-03", by="a/z", stance=DENIES),
    ]
    usual, shuffled = (
        found(claims, against(BOUGHT, FOUND)),
        found([claims[i] for i in order], against(BOUGHT, FOUND)),
    )
    assert [one.key for one in usual] == [one.key for one in shuffled]
    assert [_sides(one) for one in usual] == [_sides(one) for one in shuffled]
    assert [one.revisions for one in usual] == [one.revisions for one in shuffled]


def _sides(one: Contradiction) -> list[object]:
    return [(each.stance, each.origins, {claim.iri for claim in each.claims}) for each in one.sides]
