"""How propositions stand by their claims."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Certainty, Stance, Status
from graph.origins import linked
from graph.standing import restand, standings, status_of, voice_of
from making import claim, proposition, report

RAID = proposition("i/raid", "perpetrator", "a/grey")
SURE, HEDGED = Certainty.CERTAIN, Certainty.HEDGED
SAYS, DENIES, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNSURE
STANCES = list(product(Stance, Certainty))


@pytest.mark.parametrize(
    ("stances", "status"),
    [
        ([(SAYS, SURE)], Status.UNDISPUTED),
        ([(SAYS, SURE), (SAYS, HEDGED)], Status.UNDISPUTED),
        ([(SAYS, SURE), (DENIES, SURE)], Status.DISPUTED),
        ([(SAYS, HEDGED), (DENIES, SURE)], Status.DISPUTED),
        ([(SAYS, SURE), (UNSURE, SURE)], Status.DISPUTED),
        ([(DENIES, SURE)], Status.DENIED_ONLY),
        ([(DENIES, HEDGED), (UNSURE, SURE)], Status.DENIED_ONLY),
        ([(SAYS, HEDGED)], Status.UNCONFIRMED),
        ([(SAYS, HEDGED), (UNSURE, SURE)], Status.UNCONFIRMED),
        ([(UNSURE, SURE)], Status.UNCONFIRMED),
    ],
)
def test_stances_make_the_status(stances, status):
    assert status_of(stances) is status


@given(st.lists(st.sampled_from(STANCES), min_size=1), st.randoms())
def test_the_status_does_not_depend_on_the_order_of_claims(stances, random):
    shuffled = list(stances)
    random.shuffle(shuffled)
    assert status_of(shuffled) is status_of(stances)


@given(st.lists(st.sampled_from(STANCES), min_size=1))
def test_saying_it_again_does_not_change_the_status(stances):
    assert status_of(stances + stances) is status_of(stances)


def test_denials_lend_no_strength():
    claims = [claim("c/1", RAID, "a/petrov"), claim("c/2", RAID, "a/hale", DENIES)]
    [standing] = {one.proposition.standing for one in restand(claims)}
    assert (standing.status, standing.origins, standing.unknown_origins) == (Status.DISPUTED, 1, 0)


def test_named_and_unnamed_origins_are_counted_apart():
    claims = [
        claim("c/1", RAID, "a/petrov"),
        claim("c/2", RAID, "a/hale", on_behalf_of="a/office"),
        claim("c/3", RAID, "a/spokesman", on_behalf_of="a/office"),
        claim("c/4", RAID, "a/officials-1", unnamed=True),
        claim("c/5", RAID, "a/officials-2", unnamed=True),
    ]
    standing = standings(map(voice_of, claims))[RAID.iri]
    assert (standing.origins, standing.unknown_origins) == (2, 2)


@given(st.integers(1, 6))
def test_reprints_do_not_change_the_number_of_origins(reprints):
    first = claim("c/0", RAID, "a/petrov")
    others = [
        claim(f"c/{n}", RAID, f"a/outlet-{n}", relayed_from=(f"c/{n - 1}",)) for n in range(1, reprints + 1)
    ]
    [alone] = {one.proposition.standing for one in restand([first])}
    [reprinted] = {one.proposition.standing for one in restand([first, *others])}
    assert reprinted == alone


def test_five_outlets_in_their_own_voice_are_five_origins():
    claims = [claim(f"c/{n}", RAID, f"a/outlet-{n}") for n in range(5)]
    assert restand(claims)[0].proposition.standing.origins == 5


def test_chains_are_followed_through_claims_that_do_not_count():
    counted = claim("c/2", RAID, "a/post", relayed_from=("c/1",))
    uncounted = claim("c/1", RAID, "a/officials", unnamed=True)
    chains = linked(voice_of(one).attribution for one in (counted, uncounted))
    [standing] = {one.proposition.standing for one in restand([counted], chains=chains)}
    assert standings([voice_of(counted)], chains=chains)[RAID.iri] == standing
    assert (standing.origins, standing.unknown_origins) == (0, 1)


def test_outlets_that_name_each_other_corroborate_nothing():
    claims = [report("c/1", RAID, "a/post", ["a/wire"]), report("c/2", RAID, "a/wire", ["a/post"])]
    assert restand(claims)[0].proposition.standing.origins == 1


def test_taking_a_claim_out_and_putting_it_back_changes_nothing():
    claims = (claim("c/1", RAID, "a/petrov"), claim("c/2", RAID, "a/hale", DENIES))
    without = restand(claims[:1])
    assert without[0].proposition.standing.status is Status.UNDISPUTED
    assert restand((*without, claims[1])) == restand(claims)
