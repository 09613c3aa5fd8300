"""What would open a path where there is none."""

from __future__ import annotations

from graph.model import Stance, Status
from graph.network import Restriction
from graph.openings import openings, shortest
from making import edges_as_claims, network_of

CHAIN = edges_as_claims([("a", "b"), ("b", "c"), ("c", "z")])


def opens(claims, restriction=None, max_hops=6, extra=()):
    asked = restriction or Restriction()
    found = openings(network_of(claims, extra), "a", "z", asked, max_hops=max_hops)
    return tuple(one.sentence for one in found)


def test_more_hops_open_it_with_their_number():
    assert opens(CHAIN, max_hops=2) == ("Allowing 3 hops instead of 2 opens a path.",)


def test_what_an_easing_says_is_what_its_question_finds():
    denied = edges_as_claims([("a", "m"), ("m", "z")], stance=Stance.DENIES)
    network = network_of(CHAIN + denied, ())
    ways = openings(network, "a", "z", Restriction(avoid=frozenset("b")), max_hops=2)
    assert [way.sentence for way in ways] == ["Including links that are only denied opens a path of 2 hops."]
    [way] = ways
    assert shortest(network, "a", "z", way.restriction, way.max_hops) == 2


def test_an_opening_that_is_none_has_no_question():
    [way] = openings(
        network_of(edges_as_claims([("a", "b"), ("y", "z")]), ()), "a", "z", Restriction(), max_hops=3
    )
    assert way.restriction is None


def test_denied_links_open_it():
    claims = edges_as_claims([("a", "b")]) + edges_as_claims([("b", "z")], stance=Stance.DENIES)
    assert opens(claims) == ("Including links that are only denied opens a path of 2 hops.",)


def test_each_restriction_that_stands_in_the_way_alone_is_named():
    assert opens(CHAIN, Restriction(avoid=frozenset("b"))) == (
        "No longer avoiding B opens a path of 3 hops.",
    )
    assert opens(CHAIN, Restriction(relations=frozenset({"arms"}))) == (
        "Allowing every relation opens a path of 3 hops.",
    )
    assert opens(CHAIN, Restriction(statuses=frozenset({Status.DISPUTED}))) == (
        "Not demanding the status disputed opens a path of 3 hops.",
    )
    backwards = edges_as_claims([("b", "a"), ("b", "z")])
    assert opens(backwards, Restriction(directed=True)) == (
        "Ignoring the direction of links opens a path of 2 hops.",
    )


def test_two_avoided_entities_open_it_only_together():
    assert opens(CHAIN, Restriction(avoid=frozenset("bc"))) == ("Avoiding nothing opens a path of 3 hops.",)


def test_what_must_be_passed_and_cannot_be_is_named():
    claims = CHAIN + edges_as_claims([("b", "y"), ("b", "x"), ("x", "c")])
    assert opens(claims, Restriction(through=frozenset("y"))) == (
        "Not demanding to pass Y opens a path of 3 hops.",
    )
    assert opens(claims, Restriction(through=frozenset("xy"))) == (
        "Not demanding to pass Y opens a path of 4 hops.",
        "Not demanding to pass any of them opens a path of 3 hops.",
    )
    assert opens(claims, Restriction(through=frozenset("x")), max_hops=3) == (
        "Allowing 4 hops instead of 3 opens a path.",
        "Not demanding to pass X opens a path of 3 hops.",
    )


def test_what_opens_only_with_several_easings_is_said():
    assert opens(CHAIN, Restriction(avoid=frozenset("b")), max_hops=2) == (
        "Only easing several restrictions together opens a path, of 3 hops.",
    )


def test_where_nothing_opens_it_that_is_the_answer():
    assert opens(edges_as_claims([("a", "b")]), extra="z") == (
        "Nothing opens one: no links join A and Z within 12 hops, whatever their status. "
        "To speak of something is no link; the claims by or about them may say more.",
    )
