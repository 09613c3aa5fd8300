"""Analytics: measures worked out by hand and held against networkx, chains, and series by month."""

from __future__ import annotations

from datetime import date

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandline import answer_of, refusal_of, shipped_store
from graph import KnowledgeGraph
from graph.adjacency.shown import Shown
from graph.analytics import Basis, Measure, Part, What, known_patterns
from graph.analytics.central import best, scores_of
from graph.analytics.chains import chains_of
from graph.analytics.grouping import grouping_of
from graph.analytics.months import (
    INEXACT,
    UNDATED,
    earliest,
    figures_of,
    months_of_days,
    months_of_spans,
    series_of,
    together,
)
from graph.analytics.nets import Net, net_of, within_steps
from graph.analytics.patterns import Pattern, Step, read_pattern
from graph.analytics.separating import separating
from graph.analytics.wording import centrality_sentence, course_sentence
from graph.cli import main
from graph.cli.analysing_arguments import BASES, MEASURES, SERIES
from graph.dates import span_of
from graph.errors import InputError
from graph.knowledge.coursing import of_tally
from graph.store import open_store
from graph.tallies import Point
from linked import LINKS, SIZE, arrays_of, columns_of, graph_with, judged_as
from worlds import claim, proposition, store_of

AGREED = (0, 1, 0)
UNDISPUTED_TWICE, DISPUTED = (0, 2, 0), (1, 1, 0)
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


KNOWS = {"knows": np.array([True])}
ANYBODY = np.ones(SIZE, np.bool_)


def chain_of_three(**more: object) -> Pattern:
    steps = (Step("a", ("knows",), "b"), Step("b", ("knows",), "c"))
    given = {"each": ("a",), "counted": "c", "kinds": {}, **more}
    return Pattern("chain", "Chain", "{a}", "", steps, **given)  # type: ignore[arg-type]


def found_in(links: list, pattern: Pattern, **more: object):
    shown = graph_with(links).looked_into
    return chains_of(net_of(shown), pattern, of_kind=lambda _: ANYBODY, relations=KNOWS, **more)


def test_chains_are_counted_by_who_begins_them_and_the_best_standing_is_told() -> None:
    links = [(0, 1, UNDISPUTED_TWICE), (1, 2, DISPUTED), (1, 3, AGREED), (4, 1, AGREED), (3, 1, AGREED)]
    found = found_in(links, chain_of_three())
    # 0-1-2, 0-1-3, 4-1-2, 4-1-3, 3-1-2; 3-1-3 and 1-3-1 come back to who began, and are none.
    assert found.found == 5
    assert found.groups.tolist() == [[0], [4], [3]]
    assert found.counted.tolist() == [2, 2, 1]
    assert found.entities.tolist() == [[0, 1, 3], [4, 1, 3], [3, 1, 2]]
    assert found.weakest.tolist() == [1, 0, 1]
    assert not found.cut


def test_only_chains_through_an_entity() -> None:
    found = found_in(
        [(0, 1, AGREED), (1, 2, AGREED), (3, 4, AGREED), (4, 5, AGREED)], chain_of_three(), passing=4
    )
    assert found.entities.tolist() == [[3, 4, 5]]


def test_what_is_cut_is_said_and_the_strongest_stay() -> None:
    links = [(0, 1, AGREED), (1, 2, DISPUTED), (1, 3, UNDISPUTED_TWICE)]
    found = found_in(links, chain_of_three(), most_rows=1)
    assert found.cut
    assert found.found <= 1


def test_what_may_be_exchanged_is_found_once() -> None:
    steps = (Step("i", ("knows",), "a"), Step("i", ("knows",), "b"), Step("i", ("knows",), "c"))
    triad = Pattern("triad", "", "", "", steps, {}, ("a", "b", "c"), "i", unordered=("a", "b", "c"))
    links = [(i, who, AGREED) for i in (0, 1) for who in (2, 3, 4)] + [(1, 5, AGREED)]
    found = found_in(links, triad)
    # {2, 3, 4} in both; with 5 three more sets in incident 1.
    assert found.found == 5
    assert (found.groups[0].tolist(), found.counted[0]) == ([2, 3, 4], 2)


def test_too_few_are_not_told() -> None:
    assert len(found_in([(0, 1, AGREED), (1, 2, AGREED)], chain_of_three(at_least=2)).groups) == 0


@given(LINKS)
def test_chains_of_three_are_all_that_there_are(links: list) -> None:
    pairs = {(one, other) for one, other, _ in links}
    expected = {(a, b, d) for a, b in pairs for c, d in pairs if b == c and len({a, b, d}) == 3}
    assert found_in(links, chain_of_three()).found == len(expected)


def test_all_patterns_that_come_along_are_read_and_name_known_relations() -> None:
    graph = KnowledgeGraph.open(shipped_store())
    assert len(known_patterns()) == 5
    for name in known_patterns():
        assert graph.motifs(name).pattern.name == name


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "cannot be read"),
        ("title = 'x'", "is no pattern"),
        (
            "sentence = ''\neach = ['z']\ncounted = 'a'\n"
            "[[steps]]\nsubject = 'a'\nrelations = ['item']\nobject = 'b'",
            "names 'z'",
        ),
        (
            "sentence = ''\neach = ['a']\ncounted = 'a'\n"
            "[[steps]]\nsubject = 'a'\nrelations = ['item']\nobject = 'b'\n"
            "[[steps]]\nsubject = 'c'\nrelations = ['item']\nobject = 'd'",
            "Step 2",
        ),
    ],
)
def test_what_is_no_pattern_is_refused(tmp_path, text: str, said: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_pattern(path)


def days(*texts: str) -> np.ndarray:
    return np.array([date.fromisoformat(text).toordinal() if text else 0 for text in texts])


def test_only_what_lies_within_one_month_is_in_a_month() -> None:
    found = months_of_days(days("2023-05-31", "2023-05-31", ""), days("2023-05-31", "2023-06-01", ""))
    assert found.tolist() == [53 * 12 + 4, INEXACT, UNDATED]


def test_dates_that_differ_count_apart() -> None:
    told = {0: [span_of("2023-05-01"), span_of("2023-05-30")], 1: [span_of("2023-05"), span_of("2023-06")]}
    assert months_of_spans(3, told).tolist() == [640, INEXACT, UNDATED]
    both = together(np.array([640, 640, UNDATED, 640]), np.array([UNDATED, 641, 641, 640]))
    assert both.tolist() == [640, INEXACT, 641, 640]
    assert earliest(3, [(np.array([0, 0, 1]), np.array([640, 641, INEXACT]))]).tolist() == [
        640,
        INEXACT,
        UNDATED,
    ]


def test_a_series_has_no_gap_and_says_what_is_not_in_it() -> None:
    found = series_of(np.array([640, 642, 642, INEXACT, UNDATED, UNDATED]), {"all": None})
    assert found.months == ("2023-05", "2023-06", "2023-07")
    assert found.lines[0].counts == (1, 0, 2)
    assert (found.dated, found.inexact, found.undated, found.cut) == (3, 1, 2, 0)
    latest = series_of(np.array([640, 642]), {"all": None}, most=1)
    assert (latest.months, latest.cut) == (("2023-07",), 2)


def test_figures_of_the_killed_keep_their_bounds() -> None:
    found = figures_of([("best", 5, 1), ("best", 4, 1), ("high", 9, 1), ("low", 2, 1)])
    assert found is not None
    assert (found.low, found.best, found.high) == (2, 4, 9)
    assert figures_of([]) is None


@pytest.fixture(scope="module")
def shipped() -> KnowledgeGraph:
    return KnowledgeGraph.open(shipped_store())


def test_an_empty_graph_has_nothing_to_tell_and_says_so() -> None:
    nothing = KnowledgeGraph(open_store())
    assert [nothing.centrality(measure).top for measure in Measure] == [()] * len(Measure)
    assert nothing.communities().found == nothing.structure().points == nothing.structure().components == ()
    assert nothing.course("links").series.months == ()
    assert centrality_sentence(nothing.centrality()).startswith("There is no link here")


def test_a_perspective_changes_who_is_central(shipped: KnowledgeGraph) -> None:
    told = shipped.under(shipped.outlook(told_by=["Moscow"]))
    assert told.centrality("links").extent.links < shipped.centrality("links").extent.links
    assert [one.value for one in told.centrality("links").top] != [
        one.value for one in shipped.centrality("links").top
    ]


def test_degrees_are_those_of_the_network(shipped: KnowledgeGraph) -> None:
    network = shipped.links_told
    for one in shipped.centrality("links", limit=5, part=Part(with_denied=True)).top:
        assert one.value == network.degree(one.entity.iri)


def test_links_only_denied_are_in_it_where_they_are_asked_for(shipped: KnowledgeGraph) -> None:
    without, extent = (
        shipped.centrality("links", part=Part(with_denied=each)).extent for each in (False, True)
    )
    assert extent.links - without.links == extent.denied == without.denied > 0


def test_a_part_of_named_entities_holds_no_other(shipped: KnowledgeGraph) -> None:
    pair = (shipped.resolve("Ukraine").iri, shipped.resolve("Russia").iri)
    found = shipped.centrality("links", part=Part(entities=pair))
    assert found.extent.entities == 2
    assert {one.entity.iri for one in found.top} <= set(pair)


def test_every_member_of_a_community_is_named_once(shipped: KnowledgeGraph) -> None:
    found, members = shipped.communities(), list(shipped.community_members())
    assert sum(one.size for one in found.found) == len(members) == len({one.entity.iri for _, one in members})
    assert [number for number, _ in members] == sorted(number for number, _ in members)


def test_the_supplied_and_lost_launchers_are_found_with_their_evidence(capsys) -> None:
    code, found = answer_of(
        capsys, "analyse", "motifs", "HIMARS", "--pattern", "supplied-lost", "--store", shipped_store()
    )
    assert code == 0
    [row] = found["found"]
    assert [one["label"] for one in row["each"]] == ["United States", "HIMARS"]
    assert row["counted"] == 2
    assert all(hop["claims"] for hop in row["hops"])
    assert "very pieces" in found["does_not_say"]


def test_series_add_up(shipped: KnowledgeGraph) -> None:
    claims = len(shipped.claims())
    for basis in (Basis.SAID, Basis.PUBLISHED):
        series = shipped.course(What.CLAIMS, basis=basis).series
        assert series.dated == sum(series.lines[0].counts)
        assert series.dated + series.inexact + series.undated == claims
    degree = shipped.course("links", "Ukraine", basis="said").series
    assert degree.dated + degree.inexact + degree.undated == shipped.centrality("links").top[0].value


def test_a_running_count_is_no_loss_of_its_own() -> None:
    classes = "ag:EquipmentLoss rdfs:subClassOf ag:Incident . ag:Incident rdfs:subClassOf ag:Entity ."
    losses = (
        "id:l1 a ag:EquipmentLoss, ag:Entity . id:l2 a ag:EquipmentLoss, ag:Entity . id:tank a ag:Entity ."
    )
    told = [
        "id:paper a ag:Document . id:anna a ag:Actor .",
        proposition("p1", "id:l1", "item", "id:tank"),
        proposition("p2", "id:l2", "item", "id:tank"),
        proposition("p3", "id:l2", "countedTo", '"2023-05-24"^^xsd:date'),
        *(claim(f"c{n}", f"p{n}", more='ag:madeOn "2023-05-24"^^xsd:date ;') for n in (1, 2, 3)),
    ]
    graph = KnowledgeGraph(store_of(classes, losses, *told))
    assert graph.course("incidents", basis="said").series.lines[0].counts == (2,)
    assert graph.course("losses", basis="said").series.lines[0].counts == (1,)


def test_what_is_counted_is_named_in_the_plural(shipped: KnowledgeGraph) -> None:
    assert course_sentence(shipped.course("losses", basis="said")).startswith(
        "10 reported losses, 2024-06 to"
    )
    assert course_sentence(shipped.course("killed")).startswith("1 incident that has a figure of the killed")


def test_losses_of_a_weapon_are_running_counts_where_there_are_any_and_incidents_where_not(
    shipped: KnowledgeGraph,
) -> None:
    counts = (
        Point("2023-05-31", (("A", 2),)),
        Point("2023-06-30", (("A", 5), ("B", 9))),
        Point("2023-07-31", ()),
    )
    found = of_tally(counts)
    assert found.running
    assert [(line.name, line.counts) for line in found.lines] == [("A", (2, 5, 5)), ("B", (None, 9, 9))]
    without = shipped.course("losses", "HIMARS", basis="said").series
    assert (without.running, without.dated) == (False, 2)


def test_what_the_command_offers_is_what_there_is() -> None:
    assert (tuple(Measure), tuple(What), tuple(Basis)) == (MEASURES, SERIES, BASES)


@pytest.mark.parametrize(
    ("analysis", "begins", "head"),
    [
        ("centrality", "Ukraine, Russia and United States come first", "rank,entity,class,neighbours,iri"),
        ("communities", "12 communities, the largest of", "community,entities,links inside"),
        ("motifs", "“Supplied, then used” is found 2 times", "supplier,weapon,different incident"),
        ("series", "11 incidents, 2022-01 to 2024-08", "month,incidents"),
        ("structure", "3 connected parts, the largest of", "entity,class,pieces,cut off,iri"),
    ],
)
def test_each_analysis_speaks_first_and_writes_csv(capsys, analysis: str, begins: str, head: str) -> None:
    assert main(["analyse", analysis, "--top", "3", "--store", shipped_store()]) == 0
    assert capsys.readouterr().out.startswith(begins)
    assert main(["analyse", analysis, "--csv", "--store", shipped_store()]) == 0
    assert capsys.readouterr().out.startswith(head)


def test_a_name_that_nobody_has_is_refused_in_a_sentence(capsys) -> None:
    code, said = refusal_of(capsys, "analyse", "centrality", "Nobodyatall", "--store", shipped_store())
    assert code == 2
    assert "No entity is called 'Nobodyatall'" in said
    assert (
        "no pattern"
        in refusal_of(capsys, "analyse", "motifs", "--pattern", "x", "--store", shipped_store())[1].lower()
    )
