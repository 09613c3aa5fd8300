"""Who is central, what separates and who belongs together: worked out by hand and held against networkx."""

from __future__ import annotations

import random
from fractions import Fraction

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.adjacency.shown import Shown
from graph.analytics import Measure
from graph.analytics.central import best, relations_at, scores_of
from graph.analytics.grouping import grouping_of
from graph.analytics.nets import Net, net_of, within_steps
from graph.analytics.separating import separating
from graph.model import Status
from linked import LINKS, SIZE, arrays_of, columns_of, graph_with, judged_as

AGREED = (0, 1, 0)
ENDS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=20)


def net(*ends: tuple[int, int]) -> Net:
    return net_of(graph_with([(one, other, AGREED) for one, other in ends]).looked_into)


def values(of: Net, measure: Measure, **more: int) -> list[float]:
    return scores_of(of, measure, **more).values.round(6).tolist()


def as_networkx(ends: list[tuple[int, int]]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(SIZE))
    graph.add_edges_from(pair for pair in ends if pair[0] != pair[1])
    return graph


STAR = net((0, 1), (0, 2), (3, 0), (3, 0))
"""Entity 0 with three neighbours, to one of them by two links; 4, 5 and 6 have none."""


def test_links_and_neighbours_of_a_star() -> None:
    assert values(STAR, Measure.LINKS) == [4, 1, 1, 2, 0, 0, 0]
    assert values(STAR, Measure.LINKS_OUT) == [2, 0, 0, 2, 0, 0, 0]
    assert values(STAR, Measure.LINKS_IN) == [2, 1, 1, 0, 0, 0, 0]
    assert values(STAR, Measure.NEIGHBOURS) == [3, 1, 1, 1, 0, 0, 0]


def test_betweenness_and_distance_of_a_star() -> None:
    # Three pairs of leaves, all by way of 0, of 6 * 5 / 2 pairs of others.
    assert values(STAR, Measure.BETWEENNESS) == [0.2, 0, 0, 0, 0, 0, 0]
    # The middle has three at distance 1, a leaf one at 1 and two at 2; there are 6 others.
    assert values(STAR, Measure.HARMONIC) == [0.5, 0.333333, 0.333333, 0.333333, 0, 0, 0]


def test_eigenvectors_are_measured_in_the_largest_part_only() -> None:
    found = scores_of(net((0, 1), (0, 2), (0, 3), (5, 6)), Measure.EIGENVECTOR)
    assert found.measured == 4
    # The largest eigenvalue of a star of three leaves is the square root of 3: leaves have 1 / sqrt(3).
    assert found.values.round(6).tolist() == [1, 0.57735, 0.57735, 0.57735, 0, 0, 0]


@pytest.mark.parametrize("measure", list(Measure))
def test_without_links_nobody_is_central(measure: Measure) -> None:
    assert values(net(), measure) == [0.0] * SIZE


def test_of_equal_values_the_first_come_first_and_zeros_not_at_all() -> None:
    assert best(np.array([0.0, 1.0, 1.0 + 1e-14, 3.0]), 9).tolist() == [3, 1, 2]


@given(ENDS)
def test_measures_are_those_of_networkx(ends: list[tuple[int, int]]) -> None:
    drawn, found = as_networkx(ends), net(*ends)
    between = nx.betweenness_centrality(drawn)
    near = nx.harmonic_centrality(drawn)
    assert values(found, Measure.BETWEENNESS) == pytest.approx([between[n] for n in range(SIZE)], abs=1e-6)
    assert values(found, Measure.HARMONIC) == pytest.approx(
        [near[n] / (SIZE - 1) for n in range(SIZE)], abs=1e-6
    )
    directed = nx.MultiDiGraph()
    directed.add_nodes_from(range(SIZE))
    directed.add_edges_from(pair for pair in ends if pair[0] != pair[1])
    if directed.number_of_edges():
        ranks = nx.pagerank(directed, tol=1e-9, max_iter=1_000)
        assert values(found, Measure.PAGERANK) == pytest.approx([ranks[n] for n in range(SIZE)], abs=1e-5)


@given(ENDS)
def test_what_separates_is_what_networkx_says_and_how_much_is_seen_by_removing_it(
    ends: list[tuple[int, int]],
) -> None:
    whole = net(*ends).linked()
    drawn = nx.Graph(whole.pairs.tolist())
    found = separating(whole)
    assert sorted(found.points.tolist()) == sorted(nx.articulation_points(drawn))
    assert sorted(map(tuple, found.bridges.tolist())) == sorted(
        tuple(sorted(one)) for one in nx.bridges(drawn)
    )
    for point, pieces, cut_off in zip(found.points, found.pieces, found.cut_off, strict=True):
        part = drawn.subgraph(nx.node_connected_component(drawn, point) - {point})
        sizes = [len(each) for each in nx.connected_components(part)]
        assert (pieces, cut_off) == (len(sizes), sum(sizes) - max(sizes))
    for pair, beyond in zip(found.bridges.tolist(), found.beyond.tolist(), strict=True):
        without = nx.restricted_view(drawn, [], [tuple(pair)])
        assert beyond == min(len(nx.node_connected_component(without, end)) for end in pair)


def test_a_sample_is_the_same_each_time_and_near_the_exact_values() -> None:
    ring = [(n, (n + 1) % 300) for n in range(300)] + [(0, n) for n in range(2, 299, 3)]

    wide = net_of(Shown(arrays_of(ring, 300), columns_of(ring, 300), judged_as([AGREED] * len(ring))))
    for measure, near in ((Measure.BETWEENNESS, 0.1), (Measure.HARMONIC, 0.02)):
        exact, sampled = (scores_of(wide, measure, exact_steps=steps) for steps in (10**9, 60_000))
        again = scores_of(wide, measure, exact_steps=60_000)
        assert exact.sampled == 0
        assert 64 <= sampled.sampled < 300
        assert (sampled.values == again.values).all()
        assert sampled.values == pytest.approx(exact.values, abs=near)
        assert sampled.values.argmax() == exact.values.argmax() == 0


def test_two_triangles_by_one_link_are_two_communities() -> None:
    # 7 links; each triangle has 3 inside and ends of 7: 2 * (3 / 7 - (7 / 14) ** 2) = 0.357143.
    found = grouping_of(net((0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)).linked())
    assert found.community.tolist() == [0, 0, 0, 1, 1, 1]
    assert (found.sizes.tolist(), found.inside.tolist(), found.outward.tolist()) == ([3, 3], [3, 3], [1, 1])
    assert found.modularity == pytest.approx(5 / 14)


@given(ENDS)
def test_the_modularity_is_that_of_networkx_and_the_same_each_time(ends: list[tuple[int, int]]) -> None:
    whole = net(*ends).linked()
    if not len(whole.link):
        return
    found, again = grouping_of(whole), grouping_of(whole)
    assert found.community.tolist() == again.community.tolist()
    weighted = nx.Graph()
    for pair, weight in zip(whole.pairs.tolist(), whole.weights.tolist(), strict=True):
        weighted.add_edge(*pair, weight=weight)
    groups = [set(np.flatnonzero(found.community == n).tolist()) for n in range(len(found.sizes))]
    assert found.modularity == pytest.approx(nx.community.modularity(weighted, groups))
    assert found.sizes.tolist() == sorted(found.sizes.tolist(), reverse=True)


def test_a_part_holds_what_lies_within_so_many_steps() -> None:
    chain = graph_with([(0, 1, AGREED), (2, 1, AGREED), (2, 3, AGREED)]).looked_into
    near = within_steps(chain, 0, 2)
    assert np.flatnonzero(near).tolist() == [0, 1, 2]
    assert len(net_of(chain, near).link) == 2


def strong(links: list) -> Net:
    """A network of links that stand differently, several between two among them."""
    return net_of(graph_with(links).looked_into)


@given(LINKS)
def test_cores_and_origins_are_those_of_networkx(links: list) -> None:
    drawn = as_networkx([(one, other) for one, other, _ in links])
    assert values(strong(links), Measure.CORE) == [nx.core_number(drawn)[n] for n in range(SIZE)]
    counted = nx.MultiGraph()
    counted.add_nodes_from(range(SIZE))
    counted.add_weighted_edges_from((one, other, how[1]) for one, other, how in links if one != other)
    degrees = dict(counted.degree(weight="weight"))
    assert values(strong(links), Measure.ORIGINS) == [degrees[n] for n in range(SIZE)]


def exact_cost(standing: tuple[int, int, int]) -> Fraction:
    """One over one and the strength: named origins, a quarter for each rank, up to a quarter for unnamed."""
    status, named, unnamed = standing
    rank = {Status.DENIED_ONLY: 0, Status.UNCONFIRMED: 1, Status.DISPUTED: 2, Status.UNDISPUTED: 3}
    strength = named + Fraction(rank[tuple(Status)[status]], 4) + Fraction(unnamed, 4 * (unnamed + 1))
    return 1 / (1 + strength)


@given(LINKS)
def test_paths_by_strength_are_those_of_networkx_over_the_strongest_of_several_links(links: list) -> None:
    drawn = nx.Graph()
    drawn.add_nodes_from(range(SIZE))
    for one, other, how in links:
        if one != other:
            before = drawn.get_edge_data(one, other, {"cost": 1})["cost"]
            drawn.add_edge(one, other, cost=min(exact_cost(how), before))
    found = strong(links)
    between = nx.betweenness_centrality(drawn, weight="cost")
    got = scores_of(found, Measure.BETWEENNESS, weighted=True).values
    assert got == pytest.approx([float(between[n]) for n in range(SIZE)], abs=1e-6)
    near = nx.harmonic_centrality(drawn, distance="cost")
    got = scores_of(found, Measure.HARMONIC, weighted=True).values
    assert got == pytest.approx([float(near[n]) / (SIZE - 1) for n in range(SIZE)], abs=1e-5)


@given(LINKS)
def test_by_strength_pagerank_is_that_of_networkx_and_eigenvectors_are_such(links: list) -> None:
    told = [(one, other, float(1 / exact_cost(how))) for one, other, how in links if one != other]
    if not told:
        return
    directed = nx.MultiDiGraph()
    directed.add_nodes_from(range(SIZE))
    directed.add_weighted_edges_from(told)
    ranks = nx.pagerank(directed, tol=1e-9, max_iter=1_000)
    got = scores_of(strong(links), Measure.PAGERANK, weighted=True).values
    assert got == pytest.approx([ranks[n] for n in range(SIZE)], abs=1e-5)
    # In the largest part the neighbours' values, by strength, add up to one and the same multiple of each.
    got = scores_of(strong(links), Measure.EIGENVECTOR, weighted=True).values
    adjacency = np.zeros((SIZE, SIZE))
    for one, other, strength in told:
        adjacency[one, other] += strength
        adjacency[other, one] += strength
    largest = max(nx.connected_components(directed.to_undirected()), key=len)
    held = got > 1e-9
    assert held.sum() == len(largest)
    assert got.max() == pytest.approx(1)
    assert (adjacency @ got)[held] == pytest.approx(
        got[held] * np.linalg.eigvalsh(adjacency[np.ix_(held, held)]).max(), abs=1e-4
    )


def test_a_finer_resolution_makes_more_communities() -> None:
    ring = net((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 0))
    sizes = [len(grouping_of(ring, resolution=each).sizes) for each in (0.1, 1.0, 8.0)]
    assert sizes == sorted(sizes)
    assert (sizes[0], sizes[-1]) == (1, 7)


def test_strong_links_hold_communities_together() -> None:
    # A ring of four: of two opposite links each has nine origins, so that these pairs belong together.
    strongly, weakly = (0, 9, 0), (3, 0, 0)
    links = [(0, 1, strongly), (1, 2, weakly), (2, 3, strongly), (3, 0, weakly)]
    assert grouping_of(strong(links).linked(), weighted=True).community.tolist() == [0, 0, 1, 1]


def test_links_are_told_apart_by_relation() -> None:
    found = net((0, 1), (0, 2), (3, 0))
    assert relations_at(found, Measure.LINKS, np.array([0, 4])) == [[(0, 3)], []]
    assert relations_at(found, Measure.LINKS_IN, np.array([0])) == [[(0, 1)]]
    assert relations_at(found, Measure.LINKS_OUT, np.array([0])) == [[(0, 2)]]


def test_communities_take_no_random_number_from_anybody_else() -> None:
    random.seed(7)
    expected = random.random()
    random.seed(7)
    grouping_of(STAR.linked())
    assert random.random() == expected
