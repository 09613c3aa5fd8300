"""The best paths between two entities."""

from __future__ import annotations

from itertools import pairwise, permutations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InputError, UnknownEntityError
from graph.model import PathAnswer, Stance, Status
from graph.network import STATUS_RANK, Restriction, links
from graph.pathfinding import PathQuestion, PathSide, compare_paths, find_paths
from making import claim, edges_as_claims, network_of, proposition

NAMES = "abcdef"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(list(Stance)), st.integers(1, 3)
    ),
    max_size=14,
)


def entities(answer: PathAnswer) -> list[str]:
    """Each path as the letters it passes."""
    return ["".join([path.hops[0].start.iri, *(hop.end.iri for hop in path.hops)]) for path in answer.paths]


def told_by(count: int, a: str, b: str, relation: str = "knows"):
    fact = proposition(a, relation, b)
    return [claim(f"c/{relation}/{a}{b}/{number}", fact, f"actor/{number}") for number in range(count)]


def random_network(steps):
    claims = []
    for number, (a, b, stance, voices) in enumerate(steps):
        fact = proposition(a, f"r{number % 2}", b)
        claims += [claim(f"c/{number}/{one}", fact, f"actor/{one}", stance) for one in range(voices)]
    return network_of(claims, extra=NAMES)


def test_fewer_hops_come_first_whatever_their_strength():
    network = network_of(told_by(1, "a", "z") + told_by(5, "a", "b") + told_by(5, "b", "z"))
    assert entities(find_paths(network, PathQuestion("a", "z"))) == ["az", "abz"]


def test_among_equally_long_paths_the_strongest_weakest_hop_wins():
    strong_and_weak = told_by(5, "a", "b") + told_by(1, "b", "z")
    middling = told_by(2, "a", "c") + told_by(2, "c", "z")
    network = network_of(strong_and_weak + middling)
    assert entities(find_paths(network, PathQuestion("a", "z"))) == ["acz", "abz"]


def test_with_equal_origins_the_undisputed_hop_is_the_stronger():
    disputed = [*told_by(1, "a", "b"), claim("c/no", proposition("a", "knows", "b"), "x", Stance.DENIES)]
    network = network_of(
        disputed + told_by(1, "b", "z") + told_by(1, "a", "c") + told_by(1, "c", "z") + told_by(1, "a", "d")
    )
    assert entities(find_paths(network, PathQuestion("a", "z"))) == ["acz", "abz"]


def test_all_paths_of_the_last_length_are_compared_before_k_are_taken():
    """The best of 20 equally long ones is found even where networkx hands it out last."""
    middles = [f"m{number:02}" for number in range(20)]
    claims = edges_as_claims([("a", one) for one in middles] + [(one, "z") for one in middles])
    network = network_of([*claims, *told_by(3, "a", "m19", "leads"), *told_by(3, "m19", "z", "leads")])
    answer = find_paths(network, PathQuestion("a", "z", k=1))
    assert entities(answer) == ["am19z"]
    assert not answer.cut


def test_it_says_when_it_stopped_early():
    middles = [f"m{number}" for number in range(6)]
    claims = edges_as_claims([("a", one) for one in middles] + [(one, "z") for one in middles])
    answer = find_paths(network_of(claims), PathQuestion("a", "z", k=2), max_examined=4)
    assert answer.cut
    assert len(answer.paths) == 2
    assert not find_paths(network_of(claims), PathQuestion("a", "z", k=2), max_examined=6).cut


def test_propositions_between_two_entities_are_one_hop_with_the_others_beside_it():
    network = network_of(told_by(1, "a", "b") + told_by(3, "b", "a", "leads") + told_by(2, "a", "b", "arms"))
    [path] = find_paths(network, PathQuestion("a", "b")).paths
    [hop] = path.hops
    assert (hop.predicate.iri, hop.direction, hop.standing.origins) == ("leads", "in", 3)
    assert [(one.predicate.iri, one.direction) for one in hop.also] == [("arms", "out"), ("knows", "out")]
    assert [one.also for one in hop.also] == [(), ()]
    assert len(hop.claims) == 3


def test_links_that_are_only_denied_are_left_out_unless_asked_for():
    network = network_of(edges_as_claims([("a", "b")], stance=Stance.DENIES))

    def found(restriction):
        return entities(find_paths(network, PathQuestion("a", "b", restriction=restriction)))

    assert found(Restriction()) == []
    assert found(Restriction(include_denied=True)) == ["ab"]
    assert found(Restriction(statuses=frozenset({Status.DENIED_ONLY}))) == ["ab"]
    assert found(Restriction(statuses=frozenset({Status.UNDISPUTED}))) == []


def test_direction_relations_and_avoided_entities_restrict_the_search():
    network = network_of(
        edges_as_claims([("b", "a"), ("b", "z"), ("a", "c"), ("c", "z")]) + told_by(1, "a", "z", "arms")
    )

    def found(**restriction):
        return entities(find_paths(network, PathQuestion("a", "z", restriction=Restriction(**restriction))))

    assert found() == ["az", "abz", "acz"]
    assert found(directed=True) == ["az", "acz"]
    assert found(relations=frozenset({"knows"})) == ["abz", "acz"]
    assert found(avoid=frozenset({"b"})) == ["az", "acz"]


def test_paths_longer_than_asked_are_not_there():
    network = network_of(edges_as_claims([("a", "b"), ("b", "c"), ("c", "z")]))
    assert entities(find_paths(network, PathQuestion("a", "z", max_hops=3))) == ["abcz"]
    assert entities(find_paths(network, PathQuestion("a", "z", max_hops=2))) == []


def test_a_detour_between_entities_that_are_near_enough_is_still_too_long():
    network = network_of(edges_as_claims([("a", "b"), ("b", "z"), ("a", "c"), ("c", "z"), ("b", "c")]))
    assert entities(find_paths(network, PathQuestion("a", "z", max_hops=2))) == ["abz", "acz"]


def test_no_path_and_no_such_entity_are_different_answers():
    network = network_of(edges_as_claims([("a", "b")]), extra=["z"])
    assert find_paths(network, PathQuestion("a", "z")).paths == ()
    with pytest.raises(UnknownEntityError, match="nobody"):
        find_paths(network, PathQuestion("a", "nobody"))


@pytest.mark.parametrize(
    ("question", "message"),
    [
        (PathQuestion("a", "a"), "two different entities"),
        (PathQuestion("a", "b", k=0), "number of paths must be 1 or more, not 0"),
        (PathQuestion("a", "b", max_hops=0), "maximum number of hops must be 1 or more, not 0"),
        (PathQuestion("a", "b", restriction=Restriction(avoid=frozenset("b"))), "cannot be avoided"),
        (PathQuestion("a", "b", restriction=Restriction(through=frozenset("b"))), "B is an end of the path"),
        (
            PathQuestion("a", "b", restriction=Restriction(through=frozenset("c"), avoid=frozenset("c"))),
            "C is to be passed and to be avoided",
        ),
        (
            PathQuestion("a", "b", restriction=Restriction(through=frozenset("cdefg"))),
            "asked to pass at most 4 entities, not 5",
        ),
    ],
)
def test_impossible_questions_are_refused_in_a_sentence(question, message):
    with pytest.raises(InputError, match=message):
        find_paths(network_of(edges_as_claims([("a", "b")]), extra="cdefg"), question)


def through(network, stops, **asked):
    restriction = Restriction(through=frozenset(stops), directed=asked.pop("directed", False))
    question = PathQuestion("a", "z", restriction=restriction, max_hops=asked.pop("max_hops", 6))
    return find_paths(network, question, **asked)


def test_a_path_passes_what_it_must_in_whatever_order_is_shorter():
    network = network_of(
        edges_as_claims([("a", "z"), ("a", "b"), ("b", "z"), ("a", "c"), ("c", "b"), ("c", "d"), ("d", "z")])
    )
    assert entities(through(network, "b")) == ["abz", "acbz", "abcdz"]
    assert entities(through(network, "bc")) == ["acbz", "abcdz"]
    assert entities(through(network, "cb", directed=True)) == ["acbz"]
    assert entities(through(network, "bd", max_hops=3)) == []


def test_a_stop_far_behind_thousands_of_shorter_paths_is_found_in_few_steps():
    """Looking at the shortest paths one by one would be cut long before the first that passes it."""
    middles = [f"m{number:02}" for number in range(40)]
    crowd = [("a", one) for one in middles] + [(one, "z") for one in middles]
    crowd += [(one, other) for one in middles for other in middles if one < other]
    network = network_of(edges_as_claims([*crowd, ("a", "p"), ("p", "q"), ("q", "r"), ("r", "z")]))
    restriction = Restriction(through=frozenset("q"))
    answer = find_paths(network, PathQuestion("a", "z", 1, 4, restriction), max_steps=100)
    assert entities(answer) == ["apqrz"]
    assert not answer.cut


def test_a_stop_in_a_dead_end_is_known_for_one_before_any_step():
    network = network_of(edges_as_claims([("a", "b"), ("b", "z"), ("a", "z"), ("b", "y")]))
    answer = find_paths(
        network, PathQuestion("a", "z", restriction=Restriction(through=frozenset("y"))), max_steps=0
    )
    assert (answer.paths, answer.cut) == ((), False)


def test_a_search_for_stops_says_when_it_ran_out_of_steps():
    network = network_of(edges_as_claims([("a", "b"), ("b", "c"), ("c", "z"), ("a", "c"), ("b", "z")]))
    everything = through(network, "b", max_steps=100)
    assert not everything.cut
    cut = through(network, "b", max_steps=2)
    assert cut.cut
    assert entities(cut) == ["abz"]
    assert entities(everything) == ["abz", "abcz", "acbz"]


def test_what_must_be_passed_and_is_nobody_is_unknown():
    with pytest.raises(UnknownEntityError, match="nobody"):
        through(network_of(edges_as_claims([("a", "z")])), ["nobody"])


@settings(deadline=None)
@given(STEPS, st.sets(st.sampled_from("bcde"), min_size=1, max_size=3), st.integers(1, 5), st.booleans())
def test_paths_through_stops_are_those_of_all_paths_that_pass_them_in_the_same_order(
    steps, stops, max_hops, directed
):
    network = random_network(steps)
    everything = find_paths(network, PathQuestion("a", "f", 1000, max_hops, Restriction(directed=directed)))
    passing = [
        path
        for path, passed in zip(everything.paths, entities(everything), strict=True)
        if stops <= set(passed)
    ]
    restriction = Restriction(directed=directed, through=frozenset(stops))
    assert list(find_paths(network, PathQuestion("a", "f", 1000, max_hops, restriction)).paths) == passing
    best = find_paths(network, PathQuestion("a", "f", 2, max_hops, restriction))
    assert list(best.paths) == passing[:2]


@settings(deadline=None)
@given(STEPS, st.integers(1, 5), st.booleans())
def test_the_same_paths_as_trying_every_order_of_entities(steps, max_hops, directed):
    network = random_network(steps)
    restriction = Restriction(directed=directed)
    allowed = {link.ends for link in links(network) if restriction.allows(link)}
    allowed |= set() if directed else {(b, a) for a, b in allowed}
    every = {
        f"a{''.join(middle)}f"
        for length in range(max_hops)
        for middle in permutations("bcde", length)
        if all(step in allowed for step in pairwise(["a", *middle, "f"]))
    }
    found = entities(find_paths(network, PathQuestion("a", "f", 1000, max_hops, restriction)))
    assert set(found) == every
    assert len(found) == len(every)


@settings(deadline=None)
@given(STEPS, st.integers(1, 4))
def test_paths_are_simple_sorted_as_documented_and_made_of_allowed_links(steps, k):
    network = random_network(steps)
    answer = find_paths(network, PathQuestion("a", "f", k))
    everything = find_paths(network, PathQuestion("a", "f", 1000))
    assert answer.paths == everything.paths[:k]
    keys = []
    for path, passed in zip(everything.paths, entities(everything), strict=True):
        assert len(set(passed)) == len(passed)
        assert all(hop.standing.status is not Status.DENIED_ONLY for hop in path.hops)
        assert all(network.has_edge(*_ends(one)) for hop in path.hops for one in (hop, *hop.also))
        keys.append(
            (len(path.hops), [-part for part in min(_strength(hop) for hop in path.hops)], list(passed))
        )
    assert keys == sorted(keys)


def test_two_tellings_of_paths_say_which_tells_what_and_how_each_hop_stands():
    both, own = edges_as_claims([("a", "b"), ("b", "z")]), edges_as_claims([("a", "c"), ("c", "z")])
    theirs = edges_as_claims([("a", "d"), ("d", "z")])
    denied = edges_as_claims([("c", "z")], stance=Stance.DENIES)
    extra = "abcdz"
    one, other = network_of(both + own, extra), network_of(both + theirs + denied, extra)
    found = compare_paths(one, other, PathQuestion("a", "z"))
    told = ["a" + "".join(hop.end.iri for hop in each.path.hops) for each in found.paths]
    assert list(zip(told, [path.side for path in found.paths], strict=True)) == [
        ("abz", PathSide.BOTH),
        ("acz", PathSide.ONLY_ONE),
        ("adz", PathSide.ONLY_OTHER),
    ]
    assert [found.told(side) for side in PathSide] == [1, 1, 1]
    assert found.told(PathSide.BOTH, PathSide.ONLY_OTHER) == 2
    in_other = [hop and hop.standing.status for hop in found.paths[1].other]
    assert in_other == [None, Status.DENIED_ONLY]
    assert [hop and hop.standing.status for hop in found.paths[1].one] == [Status.UNDISPUTED] * 2
    assert found.paths[2].one == (None, None)


@settings(deadline=None)
@given(STEPS, STEPS, st.integers(1, 3))
def test_a_telling_tells_all_paths_that_are_found_in_it_and_no_other(first, second, k):
    one, other = random_network(first), random_network(second)
    found = compare_paths(one, other, PathQuestion("a", "f", k))
    alone = [set(entities(find_paths(each, PathQuestion("a", "f", 1000)))) for each in (one, other)]
    for each in found.paths:
        passed = "a" + "".join(hop.end.iri for hop in each.path.hops)
        assert (passed in alone[0]) == (each.side is not PathSide.ONLY_OTHER)
        assert (passed in alone[1]) == (each.side is not PathSide.ONLY_ONE)
        assert each.path.hops == (each.other if each.side is PathSide.ONLY_OTHER else each.one)
    assert len(found.paths) >= len(find_paths(one, PathQuestion("a", "f", k)).paths)


@settings(deadline=None)
@given(STEPS)
def test_the_network_is_not_changed_by_asking(steps):
    network = random_network(steps)
    before = network.copy()
    find_paths(network, PathQuestion("a", "f"))
    assert nx.utils.graphs_equal(network, before)


def _ends(hop):
    return (hop.start.iri, hop.end.iri) if hop.direction == "out" else (hop.end.iri, hop.start.iri)


def _strength(hop):
    return (hop.standing.origins, STATUS_RANK[hop.standing.status], hop.standing.unknown_origins)
