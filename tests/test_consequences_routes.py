"""What becomes of the ways through the network without a source."""

from __future__ import annotations

from graph.consequences import reroute, rerouting_sentence, separation
from graph.model import Stance
from graph.pathfinding import PathQuestion
from making import claim, edges_as_claims, network_of, proposition, ref

DENIES, UNSURE = Stance.DENIES, Stance.UNSURE
SHORT = edges_as_claims([("a", "m"), ("m", "z")], relation="short")
LONG = edges_as_claims([("a", "b"), ("b", "c"), ("c", "z")], relation="long")
EITHER = edges_as_claims([("a", "n"), ("n", "z")], relation="other")
ENDS = tuple("abcmnz")


def rerouted(before, after, restored=None, **asked):
    restored = restored and {ref(iri): network_of(claims, ENDS) for iri, claims in restored.items()}
    question = PathQuestion("a", "z", **asked)
    removed = [ref("a/post"), ref("a/wire")]
    return reroute(removed, network_of(before, ENDS), network_of(after, ENDS), question, restored)


def steps(path):
    return "".join(hop.start.iri for hop in path.hops) + path.hops[-1].end.iri


def test_a_path_falls_with_a_hop_that_nothing_is_left_of_and_the_next_ones_rise():
    found = rerouted(SHORT + LONG + EITHER, SHORT[1:] + LONG + EITHER, k=2)
    assert [(steps(one.path), [hop.start.iri for hop in one.broken]) for one in found.fallen] == [
        ("amz", ["a"])
    ]
    assert [steps(path) for path in found.surviving] == ["anz"]
    assert [steps(path) for path in found.risen] == ["abcz"]
    assert (
        rerouting_sentence(found) == "Of the 2 best paths from A to Z 1 falls; the shortest still has 2 hops."
    )


def test_a_longer_way_is_told_with_its_length():
    found = rerouted(SHORT + LONG, SHORT[1:] + LONG, k=1)
    assert rerouting_sentence(found) == "The best path from A to Z falls; the shortest now has 3 hops."


def test_a_path_survives_on_another_link_between_the_same_two():
    found = rerouted(SHORT + edges_as_claims([("m", "a")]), SHORT[1:] + edges_as_claims([("m", "a")]))
    assert (found.fallen, found.risen) == ((), ())
    assert [steps(path) for path in found.surviving] == ["amz"]
    assert rerouting_sentence(found) == "Nothing of the best path from A to Z falls."


def test_a_path_falls_where_its_link_is_only_denied_afterwards():
    denied = edges_as_claims([("a", "m")], relation="short", stance=DENIES)
    found = rerouted(SHORT, [*denied, SHORT[1]])
    assert [steps(one.path) for one in found.fallen] == ["amz"]
    assert found.after.opens == (
        "Letting POST and WIRE count again opens a path of 2 hops.",
        "Including links that are only denied opens a path of 2 hops.",
    )


def test_without_a_path_the_sources_that_open_one_are_named():
    found = rerouted(SHORT + LONG, [], restored={"a/post": LONG, "a/wire": SHORT[1:]})
    assert found.after.opens == ("Letting POST count again opens a path of 3 hops.",)
    assert rerouting_sentence(found) == "Of the 2 best paths from A to Z 2 fall, and no other path is left."


def test_sources_that_open_a_path_only_together_are_named_together():
    found = rerouted(SHORT, [], restored={"a/post": SHORT[:1], "a/wire": SHORT[1:]})
    assert found.after.opens == ("Letting POST and WIRE count again opens a path of 2 hops.",)


def test_where_no_path_was_nothing_falls_and_that_nothing_opens_one_is_said():
    found = rerouted(SHORT[1:], SHORT[1:])
    assert rerouting_sentence(found) == "There was no path from A to Z before."
    assert found.after.opens[0].startswith("Nothing opens one: no links join A and Z")


def test_a_path_that_a_removal_lets_in_is_told():
    doubtful = [claim("c/1", proposition("a", "knows", "z"), "x", UNSURE)]
    denied = [*doubtful, claim("c/2", proposition("a", "knows", "z"), "y", DENIES)]
    found = rerouted(denied, doubtful)
    assert [steps(path) for path in found.risen] == ["az"]
    assert rerouting_sentence(found) == "There was no path from A to Z before, but there is one now."


def test_pairs_of_entities_that_are_joined_no_more_are_counted():
    before = network_of(edges_as_claims([("a", "b"), ("b", "c"), ("c", "d"), ("y", "z")]))
    after = network_of(edges_as_claims([("a", "b"), ("c", "d"), ("y", "z")]))
    found = separation(before, after)
    assert (found.pairs, found.pairs_before) == (4, 7)
    assert found.sentence == (
        "4 of the 7 pairs of entities that links joined, directly or through others, are joined no more."
    )


def test_a_link_that_is_only_denied_joins_nothing_and_one_that_comes_in_joins_no_less():
    joined = network_of(edges_as_claims([("a", "b")]))
    denied = network_of(edges_as_claims([("a", "b")], stance=DENIES))
    more = network_of(edges_as_claims([("a", "b"), ("b", "c")]))
    assert separation(joined, denied).pairs == 1
    assert separation(denied, denied).sentence == "No two entities were linked before."
    assert separation(joined, more).sentence == (
        "All of the 1 pair of entities that links joined, directly or through others, still are joined."
    )
