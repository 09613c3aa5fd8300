"""Whose word a claim is in the end."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Stance
from graph.origins import (
    Attribution,
    Origin,
    attribution_of,
    circles,
    linked,
    origins_of,
    origins_of_each,
)
from making import claim, proposition, ref, reference, report

RAID = proposition("i/raid", "perpetrator", "a/grey")
RUMOUR = proposition("i/raid", "perpetrator", "a/blue")


def origins_in(claims, canonical=lambda iri: iri):
    """The keys of the origins of each claim, all of them known together."""
    chains = linked((attribution_of(one) for one in claims), canonical)
    return {one.iri: {origin.key for origin in origins_of(one.iri, chains, canonical)} for one in claims}


def test_the_origin_of_a_spokesman_is_the_office_he_speaks_for():
    chains = linked([Attribution("c/1", "a/hale", on_behalf_of="a/office")])
    assert origins_of("c/1", chains) == {Origin("a/office", known=True)}


def test_a_reprint_of_a_reprint_has_the_origin_of_the_first_telling():
    chains = linked(
        [
            Attribution("c/1", "a/hale"),
            Attribution("c/2", "a/wire", relayed_from=("c/1",)),
            Attribution("c/3", "a/post", relayed_from=("a/wire", "c/2")),
        ]
    )
    assert origins_of("c/3", chains) == {Origin("a/hale", known=True)}


def test_an_unnamed_source_is_unknown_even_when_it_speaks_for_a_state():
    chains = linked([Attribution("c/1", "a/officials", on_behalf_of="a/north", unnamed=True)])
    assert origins_of("c/1", chains) == {Origin("a/officials", known=False)}


def test_a_claim_relayed_from_two_others_has_both_origins():
    chains = linked(
        [
            Attribution("c/1", "a/hale"),
            Attribution("c/2", "a/petrov"),
            Attribution("c/3", "a/post", relayed_from=("c/1", "c/2")),
        ]
    )
    assert {origin.key for origin in origins_of("c/3", chains)} == {"a/hale", "a/petrov"}


def test_the_origin_of_a_reference_claim_is_its_document():
    chains = linked([attribution_of(reference(claim("c/1", RAID, "a/editors"), "d/handbook"))])
    assert origins_of("c/1", chains) == {Origin("d/handbook", known=True)}


def test_claims_that_cite_each_other_in_a_circle_have_one_origin_together():
    chains = linked(
        [
            Attribution("c/a", "a/post", relayed_from=("c/b",)),
            Attribution("c/b", "a/wire", relayed_from=("c/a",)),
            Attribution("c/0", "a/blog", relayed_from=("c/b",)),
        ]
    )
    together = frozenset({Origin("a/post", known=True)})
    assert {origins_of(one, chains) for one in chains} == {together}


def test_a_circle_with_a_way_out_ends_where_the_way_out_ends():
    chains = linked(
        [
            Attribution("c/1", "a/post", relayed_from=("c/2",)),
            Attribution("c/2", "a/wire", relayed_from=("c/1", "c/3")),
            Attribution("c/3", "a/hale"),
        ]
    )
    assert origins_of("c/1", chains) == {Origin("a/hale", known=True)}


def test_a_relay_from_a_claim_that_is_missing_ends_at_the_last_one_there_is():
    chains = linked([Attribution("c/1", "a/post", relayed_from=("c/gone",))])
    assert origins_of("c/1", chains) == {Origin("a/post", known=True)}


def test_one_person_under_two_names_is_one_origin():
    chains = linked([Attribution("c/1", "a/fox"), Attribution("c/2", "a/petrov")])
    canonical = {"a/fox": "a/petrov"}
    origins = {origins_of(one, chains, lambda iri: canonical.get(iri, iri)) for one in chains}
    assert origins == {frozenset({Origin("a/petrov", known=True)})}


def test_an_outlet_that_names_another_for_what_that_one_reported_is_no_second_origin():
    claims = [report("c/1", RAID, "a/post"), report("c/2", RAID, "a/wire", ["a/post"])]
    assert origins_in(claims) == {"c/1": {"a/post"}, "c/2": {"a/post"}}


def test_outlets_that_name_each_other_have_one_origin_together():
    claims = [report("c/1", RAID, "a/post", ["a/wire"]), report("c/2", RAID, "a/wire", ["a/post"])]
    assert origins_in(claims) == {"c/1": {"a/post"}, "c/2": {"a/post"}}


def test_a_speaker_quoted_through_an_outlet_stays_his_own_origin():
    claims = [claim("c/1", RAID, "a/hale", relayed_from=["a/wire"]), report("c/2", RAID, "a/wire")]
    assert origins_in(claims)["c/1"] == {"a/hale"}


def quoting(iri, speaker, outlet, relayed_from=()):
    """The words of a speaker about the raid, printed by an outlet."""
    return replace(report(iri, RAID, outlet, relayed_from), claimant=ref(speaker))


def test_a_reprint_of_what_an_outlet_quoted_comes_from_the_speaker():
    claims = [quoting("c/1", "a/hale", "a/post"), report("c/2", RAID, "a/wire", ["a/post"])]
    assert origins_in(claims)["c/2"] == {"a/hale"}


def test_an_outlet_that_names_somebody_quoted_elsewhere_has_his_word_only():
    claims = [quoting("c/1", "a/hale", "a/post"), report("c/2", RAID, "a/wire", ["a/hale"])]
    assert origins_in(claims)["c/2"] == {"a/hale"}


def test_a_quoted_outlet_is_followed_to_what_it_printed():
    claims = [quoting("c/1", "a/post", "a/wire"), quoting("c/2", "a/hale", "a/post")]
    assert origins_in(claims) == {"c/1": {"a/hale"}, "c/2": {"a/hale"}}


def test_outlets_that_quote_each_other_have_one_origin_together():
    claims = [quoting("c/1", "a/post", "a/wire"), quoting("c/2", "a/wire", "a/post")]
    assert origins_in(claims) == {"c/1": {"a/post"}, "c/2": {"a/post"}}
    assert circles(linked(map(attribution_of, claims))) == (("c/1", "c/2"),)


def test_two_quotations_of_one_speaker_do_not_cite_each_other():
    claims = [quoting("c/1", "a/hale", "a/wire"), quoting("c/2", "a/hale", "a/post", ["a/wire"])]
    chains = linked(map(attribution_of, claims))
    assert chains["c/2"].relayed_from == ("a/wire",)


def test_a_reprint_follows_only_what_was_reported_of_the_same_proposition_with_the_same_stance():
    denied = replace(report("c/1", RAID, "a/post"), stance=Stance.DENIES)
    other = report("c/2", RUMOUR, "a/post")
    assert origins_in([denied, other, report("c/3", RAID, "a/wire", ["a/post"])])["c/3"] == {"a/wire"}


def test_an_outlet_that_names_itself_takes_nothing_from_itself():
    claims = [report("c/1", RAID, "a/post", ["a/post"]), report("c/2", RAID, "a/post")]
    chains = linked(map(attribution_of, claims))
    assert chains["c/1"].relayed_from == ("a/post",)
    assert circles(chains) == ()


def test_an_outlet_under_two_names_is_found_under_each():
    names = {"a/evening-post": "a/post"}
    claims = [report("c/1", RAID, "a/evening-post"), report("c/2", RAID, "a/wire", ["a/post"])]
    assert origins_in(claims, lambda iri: names.get(iri, iri))["c/2"] == {"a/post"}


def test_a_report_of_an_unidentified_outlet_is_unknown_until_it_names_one_that_reported_it():
    unidentified = replace(report("c/2", RAID, "a/unknown", ["a/post"]), claimant_unnamed=True)
    alone = linked([attribution_of(unidentified)])
    both = linked(map(attribution_of, (unidentified, report("c/1", RAID, "a/post"))))
    assert origins_of("c/2", alone) == {Origin("a/unknown", known=False)}
    assert origins_of("c/2", both) == {Origin("a/post", known=True)}


@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=5),
    st.sampled_from(["a/0", "a/hale"]),
    st.randoms(),
)
def test_reprints_add_no_origin_whether_they_name_a_claim_or_an_outlet(reprints, speaker, random):
    """Each reprint names an earlier report, by its claim or by the outlet that printed it."""
    claims = [quoting("c/0", speaker, "a/0")]
    for number, (by_claim, earlier) in enumerate(reprints, start=1):
        source = f"{'c' if by_claim else 'a'}/{earlier % number}"
        claims.append(report(f"c/{number}", RAID, f"a/{number}", [source]))
    random.shuffle(claims)
    assert set().union(*origins_in(claims).values()) == {speaker}


OUTLETS = st.integers(0, 3)
TOLD = st.tuples(OUTLETS, OUTLETS, st.lists(OUTLETS, max_size=2), st.sampled_from([RAID, RUMOUR]))


@given(st.lists(TOLD, min_size=1, max_size=7), st.randoms())
def test_origins_do_not_depend_on_the_order_of_claims(told, random):
    claims = [
        replace(
            quoting(f"c/{number}", f"a/{speaker}", f"a/{outlet}", map("a/{}".format, named)),
            proposition=about,
        )
        for number, (speaker, outlet, named, about) in enumerate(told)
    ]
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert origins_in(shuffled) == origins_in(claims)
    chains = linked(map(attribution_of, claims))
    assert linked(map(attribution_of, shuffled)) == chains
    assert circles(linked(map(attribution_of, shuffled))) == circles(chains)
    assert origins_of_each(chains, chains) == {one: origins_of(one, chains) for one in chains}


def test_a_circle_is_found_whole_also_where_a_relay_leaves_it():
    chains = linked(
        [
            Attribution("c/1", "a/post", relayed_from=("c/2", "c/9")),
            Attribution("c/2", "a/wire", relayed_from=("c/3",)),
            Attribution("c/3", "a/blog", relayed_from=("c/1",)),
            Attribution("c/4", "a/echo", relayed_from=("c/3",)),
            Attribution("c/5", "a/mirror", relayed_from=("c/5",)),
            Attribution("c/9", "a/hale", relayed_from=("c/gone",)),
        ]
    )
    assert circles(chains) == (("c/1", "c/2", "c/3"), ("c/5",))
    assert origins_of("c/4", chains) == {Origin("a/hale", known=True)}


RELAYS = st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7), max_size=3), min_size=1)


def chains_of(relays):
    return linked(
        Attribution(f"c/{one}", f"a/{one}", relayed_from=tuple(f"c/{other}" for other in others))
        for one, others in relays.items()
    )


@given(RELAYS)
def test_circles_are_the_claims_that_come_round_to_themselves(relays):
    """Checked against every step taken one by one."""
    reach = {one: {other for other in others if other in relays} for one, others in relays.items()}
    for _ in relays:
        reach = {one: near.union(*(reach[other] for other in near)) for one, near in reach.items()}
    expected = {
        tuple(sorted(f"c/{other}" for other in reach[one] if one in reach[other]))
        for one in relays
        if one in reach[one]
    }
    assert circles(chains_of(relays)) == tuple(sorted(expected))


@given(RELAYS)
def test_every_chain_ends_somewhere_and_what_it_relays_ends_nowhere_else(relays):
    chains = chains_of(relays)
    for one, attribution in chains.items():
        origins = origins_of(one, chains)
        followed = [source for source in attribution.relayed_from if source in chains]
        assert origins
        assert {origin.key for origin in origins} <= {each.claimant for each in chains.values()}
        if followed:
            assert origins == frozenset().union(*(origins_of(source, chains) for source in followed))


def test_a_long_chain_is_followed_in_no_time():
    length = 1_000
    chains = linked(
        Attribution(f"c/{number}", f"a/{number}", relayed_from=(f"c/{number - 1}",) if number else ())
        for number in range(length)
    )
    started = time.thread_time()
    assert origins_of(f"c/{length - 1}", chains) == {Origin("a/0", known=True)}
    assert circles(chains) == ()
    assert time.thread_time() - started < 0.1, "seconds of work, however busy the machine is"
