"""Whose word a claim is in the end."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from graph.origins import Attribution, Origin, attribution_of, by_claim, chain_ends, origins_of
from making import claim, proposition, reference

RAID = proposition("i/raid", "perpetrator", "a/grey")


def test_the_origin_of_a_spokesman_is_the_office_he_speaks_for():
    chains = by_claim([Attribution("c/1", "a/hale", on_behalf_of="a/office")])
    assert origins_of("c/1", chains) == {Origin("a/office", known=True)}


def test_a_reprint_of_a_reprint_has_the_origin_of_the_first_telling():
    chains = by_claim(
        [
            Attribution("c/1", "a/hale"),
            Attribution("c/2", "a/wire", relayed_from=("c/1",)),
            Attribution("c/3", "a/post", relayed_from=("a/wire", "c/2")),
        ]
    )
    assert origins_of("c/3", chains) == {Origin("a/hale", known=True)}


def test_an_unnamed_source_is_unknown_even_when_it_speaks_for_a_state():
    chains = by_claim([Attribution("c/1", "a/officials", on_behalf_of="a/north", unnamed=True)])
    assert origins_of("c/1", chains) == {Origin("a/officials", known=False)}


def test_a_claim_relayed_from_two_others_has_both_origins():
    chains = by_claim(
        [
            Attribution("c/1", "a/hale"),
            Attribution("c/2", "a/petrov"),
            Attribution("c/3", "a/post", relayed_from=("c/1", "c/2")),
        ]
    )
    assert {origin.key for origin in origins_of("c/3", chains)} == {"a/hale", "a/petrov"}


def test_the_origin_of_a_reference_claim_is_its_document():
    chains = by_claim([attribution_of(reference(claim("c/1", RAID, "a/editors"), "d/handbook"))])
    assert origins_of("c/1", chains) == {Origin("d/handbook", known=True)}


def test_claims_that_cite_each_other_in_a_circle_have_one_origin_together():
    chains = by_claim(
        [
            Attribution("c/a", "a/post", relayed_from=("c/b",)),
            Attribution("c/b", "a/wire", relayed_from=("c/a",)),
            Attribution("c/0", "a/blog", relayed_from=("c/b",)),
        ]
    )
    assert {chain_ends(one, chains) for one in chains} == {frozenset({"c/a"})}


def test_a_circle_with_a_way_out_ends_where_the_way_out_ends():
    chains = by_claim(
        [
            Attribution("c/1", "a/post", relayed_from=("c/2",)),
            Attribution("c/2", "a/wire", relayed_from=("c/1", "c/3")),
            Attribution("c/3", "a/hale"),
        ]
    )
    assert chain_ends("c/1", chains) == {"c/3"}


def test_a_relay_from_a_claim_that_is_missing_ends_at_the_last_one_there_is():
    chains = by_claim([Attribution("c/1", "a/post", relayed_from=("c/gone",))])
    assert origins_of("c/1", chains) == {Origin("a/post", known=True)}


def test_one_person_under_two_names_is_one_origin():
    chains = by_claim([Attribution("c/1", "a/fox"), Attribution("c/2", "a/petrov")])
    canonical = {"a/fox": "a/petrov"}
    origins = {origins_of(one, chains, lambda iri: canonical.get(iri, iri)) for one in chains}
    assert origins == {frozenset({Origin("a/petrov", known=True)})}


@given(st.dictionaries(st.integers(0, 7), st.sets(st.integers(0, 7), max_size=3), min_size=1))
def test_every_chain_ends_somewhere_and_what_it_relays_ends_nowhere_else(relays):
    chains = by_claim(
        Attribution(f"c/{one}", f"a/{one}", relayed_from=tuple(f"c/{other}" for other in others))
        for one, others in relays.items()
    )
    for one, attribution in chains.items():
        ends = chain_ends(one, chains)
        followed = [source for source in attribution.relayed_from if source in chains]
        assert ends
        assert ends <= set(chains)
        if followed:
            assert ends == frozenset().union(*(chain_ends(source, chains) for source in followed))


def test_a_long_chain_is_followed_in_no_time():
    length = 1_000
    chains = by_claim(
        Attribution(f"c/{number}", f"a/{number}", relayed_from=(f"c/{number - 1}",) if number else ())
        for number in range(length)
    )
    started = time.monotonic()
    assert origins_of(f"c/{length - 1}", chains) == {Origin("a/0", known=True)}
    assert time.monotonic() - started < 0.1
