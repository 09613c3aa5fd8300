"""Graphs that look into arrays are networkx graphs: any algorithm runs on them and says the same."""

from __future__ import annotations

import pickle
from copy import deepcopy
from importlib.metadata import entry_points
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph import KnowledgeGraph
from graph.adjacency import link_graph
from graph.adjacency.graphs import BACKEND, graph_of
from graph.columns import columns_of, judge
from graph.ingest import build_in_memory
from graph.model import Status
from graph.namespaces import AG
from graph.network import Restriction, links
from graph.perspective import Perspective
from linked import LINKS, SIZE, graph_with, plain, views_of

ALGORITHMS = {
    "adjacency": lambda graph: {node: list(row) for node, row in graph.adjacency()},
    "attributes of links": lambda graph: [dict(held) for *_, held in graph.edges(data=True)],
    "attributes of nodes": lambda graph: {node: dict(held) for node, held in graph.nodes(data=True)},
    "auxiliary graphs": lambda graph: nx.average_node_connectivity(graph.subgraph([0, 1, 2])),
    "average clustering": lambda graph: nx.average_clustering(nx.Graph(graph)),
    "betweenness": nx.betweenness_centrality,
    "breadth first": lambda graph: list(nx.bfs_edges(graph, 0)),
    "bridges": lambda graph: list(nx.bridges(nx.Graph(graph))),
    "closeness": nx.closeness_centrality,
    "communities": lambda graph: nx.community.louvain_communities(graph, seed=1),
    "components": lambda graph: list(
        nx.weakly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)
    ),
    "core": lambda graph: nx.core_number(_without_loops(graph)),
    "cycles": lambda graph: next(iter(_cycle(graph)), None),
    "degrees": lambda graph: dict(graph.degree),
    "degrees by cost": lambda graph: dict(graph.degree(weight="cost")),
    "density": nx.density,
    "depth first": lambda graph: list(nx.dfs_preorder_nodes(graph, 0)),
    "Dijkstra": lambda graph: nx.single_source_dijkstra(graph, 0, weight="cost"),
    "eccentricity": lambda graph: nx.eccentricity(graph.subgraph([0])),
    "edges": lambda graph: list(graph.edges),
    "edges of some": lambda graph: list(graph.edges([0, 3])),
    "ego": lambda graph: list(nx.ego_graph(graph, 0, radius=1).edges),
    "Floyd and Warshall": lambda graph: {
        a: dict(b) for a, b in nx.floyd_warshall(graph, weight="cost").items()
    },
    "GEXF": lambda graph: list(nx.generate_gexf(graph)),
    "GML": lambda graph: list(nx.generate_gml(graph)),
    "GraphML": lambda graph: list(nx.generate_graphml(graph)),
    "harmonic": nx.harmonic_centrality,
    "isolates": lambda graph: list(nx.isolates(graph)),
    "links as a matrix": lambda graph: nx.to_numpy_array(graph, weight="cost").tolist(),
    "loops": lambda graph: list(nx.selfloop_edges(graph)),
    "node-link": nx.node_link_data,
    "negative cycles": lambda graph: nx.negative_edge_cycle(graph, weight="cost"),
    "PageRank": lambda graph: nx.pagerank(graph, weight="cost"),
    "product": lambda graph: sorted(nx.cartesian_product(graph, graph).edges),
    "relabelled": lambda graph: sorted(nx.relabel_nodes(graph, {0: 100}).edges),
    "separating": lambda graph: nx.node_connectivity(graph, 0, SIZE - 1),
    "simple paths": lambda graph: list(nx.all_simple_paths(graph, 0, SIZE - 1, cutoff=3)),
    "size": lambda graph: (len(graph), graph.size(), graph.number_of_edges(), graph.size(weight="origins")),
    "spanning tree": lambda graph: sorted(
        nx.minimum_spanning_edges(graph.to_undirected(), weight="cost", data=False)
    ),
    "strong components": lambda graph: _directed_only(graph, nx.strongly_connected_components),
    "subgraph": lambda graph: list(graph.subgraph([0, 1, 2]).edges(data="predicate")),
    "condensed": lambda graph: _directed_only(graph, lambda one: nx.condensation(one).edges),
    "predecessors": lambda graph: _directed_only(
        graph, lambda one: [list(one.predecessors(node)) for node in one]
    ),
    "reversed": lambda graph: _directed_only(graph, lambda one: one.reverse(copy=False).edges),
    "matrix": lambda graph: nx.to_scipy_sparse_array(graph, weight="origins").toarray().tolist(),
    "text": lambda graph: list(nx.generate_adjlist(graph)),
    "to ordinary": lambda graph: list(nx.MultiGraph(graph).edges(keys=True)),
    "towards one": lambda graph: nx.shortest_path(graph, target=0),
    "triangles": lambda graph: nx.triangles(nx.Graph(graph)),
    "union": lambda graph: len(nx.disjoint_union(graph, graph)),
    "alike": lambda graph: nx.is_isomorphic(graph, graph),
    "Voronoi": lambda graph: nx.voronoi_cells(graph, {0, 1}, weight="cost"),
    "Wiener": nx.wiener_index,
}


def _without_loops(graph):
    copied = nx.Graph(graph)
    copied.remove_edges_from(list(nx.selfloop_edges(copied)))
    return copied


def _cycle(graph):
    try:
        return [nx.find_cycle(graph)]
    except nx.NetworkXNoCycle:
        return []


def _directed_only(graph, question):
    return list(question(graph)) if graph.is_directed() else None


def outcome(question, graph):
    try:
        return question(graph)
    except nx.NetworkXException as error:
        return type(error)


@given(LINKS)
@settings(max_examples=5)
@pytest.mark.parametrize("name", ALGORITHMS)
def test_any_algorithm_says_the_same_as_over_an_ordinary_graph(name, links):
    for view in views_of(graph_with(links, compiled_from_links=10**9)):
        assert outcome(ALGORITHMS[name], view) == outcome(ALGORITHMS[name], plain(view)), view


WEAK, STRONG = (list(Status).index(Status.DENIED_ONLY), 0, 2), (list(Status).index(Status.UNDISPUTED), 2, 0)


def test_a_link_tells_what_it_is_and_how_it_stands():
    graph = graph_with([(2, 1, STRONG), (0, 1, WEAK)])
    assert list(graph.edges(keys=True)) == [(0, 1, 1), (2, 1, 0)]
    assert dict(graph.edges[2, 1, 0]) == {
        "proposition": "p/0000",
        "predicate": "r/knows",
        "status": "undisputed",
        "origins": 2,
        "unknown_origins": 0,
        "strength": 2.75,
        "cost": pytest.approx(1 / 3.75),
    }
    assert graph.edges[0, 1, 1]["status"] == "denied-only"
    assert dict(graph.nodes[2]) == {"iri": "e/0002", "label": "0002", "type": "Entity"}
    assert (graph.number("e/0002"), graph.iri(2)) == (2, "e/0002")
    with pytest.raises(KeyError):
        graph.number("e/nobody")


def test_strength_counts_named_origins_then_status_then_unnamed_origins():
    order = [(0, 0, 0), (0, 0, 9), (0, 1, 0)]
    places = [list(Status).index(one) for one in (Status.DENIED_ONLY, Status.UNCONFIRMED, Status.UNDISPUTED)]
    standings = [(places[rank], 0, unnamed) for _, rank, unnamed in order] + [(places[0], 1, 0)]
    graph = graph_with([(0, 1, standing) for standing in standings])
    strengths = [graph.edges[0, 1, key]["strength"] for key in range(len(standings))]
    costs = [graph.edges[0, 1, key]["cost"] for key in range(len(standings))]
    assert strengths == sorted(set(strengths))
    assert costs == sorted(set(costs), reverse=True)


def test_it_cannot_be_changed():
    graph = graph_with([(0, 1, STRONG)])
    changes = (
        lambda: graph.add_node(9),
        lambda: graph.add_edge(0, 2),
        lambda: graph.remove_node(0),
        lambda: graph.remove_edges_from([(0, 1)]),
        graph.clear,
        lambda: graph.nodes[0].update(label="mine"),
        lambda: graph.edges[0, 1, 0].__setitem__("origins", 9),
        lambda: graph._adj.__setitem__(0, {}),
        lambda: nx.set_node_attributes(graph, {0: {"label": "mine"}}),
    )
    for change in changes:
        with pytest.raises(nx.NetworkXError, match="Frozen graph can't be modified"):
            change()
    assert nx.is_frozen(graph)


def test_a_copy_is_a_graph_of_your_own():
    graph = graph_with([(0, 1, STRONG)])
    for copied in (
        graph.copy(),
        deepcopy(graph.subgraph([0, 1]).copy()),
        pickle.loads(pickle.dumps(graph.copy())),
    ):
        copied.add_edge(0, 9)
        copied.nodes[0]["label"] = "mine"
        assert copied.edges[0, 1, 0]["origins"] == 2
        assert nx.shortest_path(copied, 0, 9) == [0, 9]
    assert (len(graph), graph.nodes[0]["label"]) == (SIZE, "0000")


def test_a_mask_shows_only_some_links():
    graph = graph_with([(0, 1, STRONG), (0, 1, WEAK), (1, 2, STRONG)])
    fewer = graph.only(np.array([True, False, False]))
    assert list(fewer.edges(keys=True)) == [(0, 1, 0)]
    assert fewer.number_of_edges() == 1
    assert fewer.only(np.array([False, True, True])).number_of_edges() == 0
    assert list(fewer.to_undirected(as_view=True).adj[1]) == [0]
    assert len(fewer) == SIZE


def test_an_undirected_view_looks_into_the_same_arrays():
    graph = graph_with([(3, 1, STRONG), (1, 0, STRONG), (1, 1, WEAK)])
    either = graph.to_undirected(as_view=True)
    assert either.shown is graph.shown
    assert list(either.adj[1]) == [0, 1, 3]
    assert isinstance(graph.to_undirected(), nx.MultiGraph)
    assert list(graph.to_undirected(reciprocal=True).edges) == [(1, 1, 2)]


@pytest.mark.filterwarnings("ignore:.*conversions to backend graphs")  # as `graph.adjacency.graphs` asks, too
def test_functions_of_two_graphs_take_an_ordinary_one_beside_it():
    graph = graph_with([(0, 1, STRONG), (1, 2, WEAK)])
    assert nx.is_isomorphic(graph, plain(graph))
    both = nx.compose(nx.MultiDiGraph([(0, "mine")]), graph)
    assert sorted(both.edges(keys=False), key=str) == [(0, "mine"), (0, 1), (1, 2)]
    with nx.config(fallback_to_nx=False), pytest.raises(TypeError, match="Unable to convert"):
        nx.is_isomorphic(graph, plain(graph))


def test_networkx_finds_the_compiled_searches():
    names = [one.name for one in entry_points(group="networkx.backends")]
    again = "install the package again (pip install -e . --no-deps): its entry points have changed"
    assert BACKEND in names, again
    assert graph_with([]).__networkx_backend__ == BACKEND


def test_the_graph_of_a_store_holds_its_entities_and_links(sample_store):
    graph = link_graph(sample_store)
    assert all(graph.number(held["iri"]) == node for node, held in graph.nodes(data=True))
    assert {held["predicate"].startswith(AG) for *_, held in graph.edges(data=True)} == {True}
    told = {status.value for status in Status}
    assert {held["status"] for *_, held in graph.edges(data=True)} <= told


def test_a_knowledge_graph_gives_the_links_that_a_perspective_tells_and_a_restriction_allows():
    raid = KnowledgeGraph(build_in_memory([Path(__file__).parent / "samples" / "raid.ttl"]))
    for graph in (raid, raid.seen_from(Perspective(as_of="2023-05-23"))):
        told = graph.network()
        seen = graph.link_graph()
        assert {seen.iri(node) for node in seen} == set(told)
        assert {
            (seen.iri(u), seen.iri(v), held["proposition"], held["status"], held["origins"])
            for u, v, held in seen.edges(data=True)
        } == {
            (u, v, key, held["status"], held["origins"])
            for u, v, key, held in told.edges(keys=True, data=True)
        }
        assert {held["label"] for _, held in seen.nodes(data=True)} == {
            held["label"] for _, held in told.nodes(data=True)
        }
    avoided = links(raid.network())[0].source
    restriction = Restriction(avoid=frozenset([avoided]), statuses=frozenset([Status.UNDISPUTED]))
    fewer = raid.link_graph(restriction)
    assert avoided not in {held["iri"] for _, held in fewer.nodes(data=True)}
    kept = {link.iri for link in links(raid.network()) if restriction.allows(link)}
    assert {held["proposition"] for *_, held in fewer.edges(data=True)} == kept
    assert 0 < len(kept) < raid.network().number_of_edges()


def test_a_perspective_leaves_out_what_none_of_its_claims_speaks_of(sample_store):
    columns = columns_of(sample_store)
    whole = link_graph(sample_store)
    nobody = judge(columns, np.zeros(len(columns.claims), np.bool_))
    assert graph_of(whole.shown.arrays, columns, nobody).number_of_edges() == 0
    first = np.arange(len(columns.claims)) == columns.first_claim[whole.shown.arrays.proposition[0]]
    (link,) = graph_of(whole.shown.arrays, columns, judge(columns, first)).edges(data="proposition")
    assert link[2] == columns.propositions[whole.shown.arrays.proposition[0]]
