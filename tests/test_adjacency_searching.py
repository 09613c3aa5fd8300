"""Compiled searches answer as networkx does over the same links, in the same order, on any small graph."""

from __future__ import annotations

import sys
from itertools import islice, pairwise
from threading import Thread

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit
from numba.core.errors import TypingError

from graph.adjacency import backend, leaving, searching, spurs
from graph.adjacency.graphs import LinkGraph
from graph.adjacency.shown import ALL, Shown, sealed
from linked import LINKS, SIZE, arrays_of, columns_of, graph_with, judged_as, plain, views_of

NODES = st.integers(0, SIZE - 1)
MANY = 60
"""Paths compared at most: there are thousands where everything is linked with everything."""
QUESTIONS = {
    "a shortest path": nx.bidirectional_shortest_path,
    "a path": nx.shortest_path,
    "how far": nx.shortest_path_length,
    "whether": nx.has_path,
    "all shortest paths": lambda graph, a, b: list(islice(nx.all_shortest_paths(graph, a, b), MANY)),
    "the strongest path": lambda graph, a, b: nx.bidirectional_dijkstra(graph, a, b, weight="cost"),
    "the strongest path alone": lambda graph, a, b: nx.shortest_path(graph, a, b, weight="cost"),
    "simple paths": lambda graph, a, b: list(islice(nx.shortest_simple_paths(graph, a, b), MANY)),
    "simple paths by strength": lambda graph, a, b: list(
        islice(nx.shortest_simple_paths(graph, a, b, weight="cost"), MANY)
    ),
    "all within reach": lambda graph, a, _: list(nx.single_source_shortest_path_length(graph, a).items()),
    "within two hops": lambda graph, a, _: list(nx.single_source_shortest_path_length(graph, a, 2).items()),
    "within less than two": lambda graph, a, _: list(
        nx.single_source_shortest_path_length(graph, a, 1.5).items()
    ),
    "here only": lambda graph, a, _: list(nx.single_source_shortest_path_length(graph, a, 0).items()),
    "from within two hops": lambda graph, a, _: list(
        nx.single_target_shortest_path_length(graph, a, 2).items()
    ),
}


@pytest.fixture(autouse=True)
def compiled_at_once(monkeypatch):
    """The very first paths of a process are found without compiled searches; not here."""
    monkeypatch.setattr(backend, "_is_loaded_or_due", lambda: True)


def outcome(question, graph, *ends):
    try:
        return question(graph, *ends)
    except nx.NetworkXException as error:
        return type(error), str(error)


@given(LINKS, st.lists(st.booleans(), min_size=20, max_size=20), NODES, NODES)
@settings(max_examples=60)
def test_answers_and_their_order_are_those_of_networkx(links, kept, start, end):
    whole = graph_with(links)
    for graph in (whole, whole.only(np.array(kept[: len(links)], np.bool_))):
        for view in views_of(graph):
            ordinary = plain(view)
            for name, question in QUESTIONS.items():
                found = outcome(question, view, start, end)
                assert found == outcome(question, ordinary, start, end), name


@pytest.mark.parametrize("weight", [None, "cost"])
def test_many_simple_paths_of_a_wide_graph_come_in_the_order_of_networkx(weight):
    """Wide enough that ways on are put off, and many enough that what is held outgrows its first room."""
    ends = [(a, b) for a in range(100) for b in (a + 1, a + 10, a * 7 % 100) if b < 100 and b != a]
    judged = judged_as([(place % 4, place % 3, place % 2) for place in range(len(ends))])
    shown = Shown(arrays_of(ends, 100), columns_of(ends, 100), judged)
    graph = LinkGraph.of(shown, compiled_from_links=0).to_undirected(as_view=True).simple()
    found, expected = (
        list(islice(nx.shortest_simple_paths(each, 0, 99, weight=weight), 150))
        for each in (graph, plain(graph))
    )
    assert found == expected


def test_paths_of_fewest_hops_wait_for_no_search_by_costs_to_be_compiled(monkeypatch):
    """That takes as long as all the rest, on each new machine: here it could not be compiled at all."""
    monkeypatch.setattr(spurs, "lightest_path", None)
    links = [(0, 1, (0, 1, 0)), (1, 2, (0, 1, 0))]
    shown = graph_with(links).shown
    room = shown.take_room()
    ground = (room.marks, (sealed(ALL), room.banned))
    search = njit(spurs._search.py_func)
    assert search(shown.road(True), (0, 2), ground, None, spurs.begun(0), 0) == (3.0, 3)
    weighed = shown.road(True, weighed=True), (0, 2), ground, room.scales, spurs.begun(0), 0
    with pytest.raises(TypingError):
        search(*weighed)


def test_searches_are_compiled_and_not_only_right(monkeypatch):
    links = [(0, 1, (0, 1, 0)), (1, 2, (0, 1, 0))]
    called = []
    for name in ("shortest_path", "lightest_path", "all_shortest_paths", "simple_paths", "hops_from"):
        place = leaving if name == "simple_paths" else searching
        monkeypatch.setattr(place, name, lambda *_, name=name, **__: called.append(name) or [])
    graph = graph_with(links)
    nx.bidirectional_shortest_path(graph, 0, 2)
    nx.bidirectional_dijkstra(graph, 0, 2, weight="cost")
    nx.all_shortest_paths(graph, 0, 2)
    nx.shortest_simple_paths(graph.simple(), 0, 2)
    nx.ego_graph(graph, 0, radius=1)
    assert called == ["shortest_path", "lightest_path", "all_shortest_paths", "simple_paths", "hops_from"]


def test_a_small_graph_is_searched_by_networkx_itself(monkeypatch):
    monkeypatch.setattr(searching, "shortest_path", None)
    links = [(0, 1, (0, 1, 0)), (1, 2, (0, 1, 0))]
    assert nx.shortest_path(graph_with(links, compiled_from_links=3), 0, 2) == [0, 1, 2]
    with pytest.raises(TypeError):
        nx.shortest_path(graph_with(links, compiled_from_links=2), 0, 2)


def test_what_is_weighed_otherwise_runs_as_networkx_has_it():
    graph = graph_with([(0, 1, (0, 2, 0)), (1, 2, (0, 2, 0)), (0, 2, (0, 9, 0))])
    assert nx.shortest_path(graph, 0, 2, weight="origins") == [0, 1, 2]
    assert nx.shortest_path(graph, 0, 2, weight="cost") == [0, 2]
    assert nx.shortest_path(graph, 0, 2, weight=lambda *_: 1) == [0, 2]
    assert list(nx.all_shortest_paths(graph, 0, 2, weight="origins")) == [[0, 1, 2]]


def test_parallel_links_weigh_as_the_strongest_of_them():
    weak, strong = (0, 1, 0), (3, 2, 0)
    graph = graph_with([(0, 1, weak), (0, 1, strong), (1, 2, strong), (0, 3, weak), (3, 2, strong)])
    cost, path = nx.bidirectional_dijkstra(graph, 0, 2, weight="cost")
    assert path == [0, 1, 2]
    assert cost == sum(min(held["cost"] for held in graph[u][v].values()) for u, v in pairwise(path))


def test_unknown_ends_are_told_as_networkx_tells_them():
    graph = graph_with([(0, 1, (0, 1, 0))])
    for ends in ((0, 99), (99, 0), ("e/0000", 0), (-1, 0)):
        with pytest.raises(nx.NodeNotFound):
            nx.shortest_path(graph, *ends)


def test_paths_are_handed_out_one_at_a_time_while_others_are_searched():
    """Two searches at once, of which one is only begun, do not write into each other."""
    links = [(a, b, (0, 1, 0)) for a in range(SIZE) for b in range(SIZE) if a != b]
    graph = graph_with(links).to_undirected(as_view=True).simple()
    alone = list(islice(nx.shortest_simple_paths(graph, 0, 6), 40))
    begun = nx.shortest_simple_paths(graph, 0, 6)
    mixed = []
    for other in islice(nx.shortest_simple_paths(graph, 6, 1), 40):
        mixed.append(next(begun))
        assert other[0] == 6
    assert mixed == alone


def test_many_threads_search_one_graph():
    links = [(a, (a * 3 + 1) % SIZE, (0, 1, 0)) for a in range(SIZE)]
    graph = graph_with(links)
    expected = {a: outcome(nx.shortest_path, graph, a, 0) for a in range(SIZE)}
    wrong = []

    def search():
        for number in range(300):
            start = number % SIZE
            if outcome(nx.shortest_path, graph, start, 0) != expected[start]:
                wrong.append(start)

    threads = [Thread(target=search) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_first_paths_of_a_process_do_not_wait_for_compiled_searches(monkeypatch):
    monkeypatch.undo()
    monkeypatch.delitem(sys.modules, "graph.adjacency.kernels", raising=False)
    monkeypatch.setattr(backend, "_asked", iter(range(9)))
    assert [backend._is_loaded_or_due() for _ in range(5)] == [False, False, False, True, True]
