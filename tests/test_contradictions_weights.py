"""How many shortest paths run through a proposition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandline import SAMPLE
from graph import KnowledgeGraph
from graph.contradictions import paths_through, weights_of
from graph.ingest import build
from graph.model import Stance, Value
from graph.namespaces import AG, XSD
from graph.standing import restand
from making import claim, edges_as_claims, network_of, proposition, ref

TWO_OF = st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda step: step[0] < step[1])


def weights(claims, **given_):
    return paths_through(network_of(claims), restand(claims), **given_)


def link(a: str, b: str) -> str:
    return proposition(a, "knows", b).iri


def test_a_bridge_carries_every_path_between_its_two_banks():
    chain = edges_as_claims([("a", "b"), ("b", "c"), ("c", "d")])
    assert weights(chain) == {link("a", "b"): 3, link("b", "c"): 4, link("c", "d"): 3}


def test_links_between_the_same_two_share_one_number_whatever_their_direction():
    both = edges_as_claims([("a", "b"), ("b", "a")])
    assert set(weights(both).values()) == {1}


def test_what_is_only_denied_carries_no_path_and_opens_none():
    claims = edges_as_claims([("a", "b")]) + edges_as_claims([("b", "c")], stance=Stance.DENIES)
    assert weights(claims) == {link("a", "b"): 1, link("b", "c"): 0}


def test_that_an_incident_took_place_weighs_what_runs_through_it_and_a_figure_nothing():
    chain = edges_as_claims([("a", "b"), ("b", "c"), ("c", "d")])
    true = Value("true", XSD + "boolean")
    occurred = replace(proposition("b", AG + "occurred", "true"), iri="p/occurred", object=true)
    denied = replace(occurred, iri="p/denied", subject=ref("c"))
    figure = replace(proposition("b", "count", "3"), iri="p/figure", object=Value("3", XSD + "integer"))
    said = [claim("c/3", occurred), claim("c/4", denied, stance=Stance.DENIES), claim("c/5", figure)]
    found = paths_through(network_of(chain), restand([*chain, *said]))
    assert (found["p/occurred"], found["p/denied"], found["p/figure"]) == (2, 0, 0)


def test_nothing_at_all_weighs_nothing():
    assert paths_through(network_of([])) == {}
    assert weights(edges_as_claims([("a", "a")])) == {link("a", "a"): 0}


@settings(deadline=None)
@given(st.lists(TWO_OF, unique=True))
def test_the_numbers_are_those_of_networkx(steps):
    claims = edges_as_claims([(str(a), str(b)) for a, b in steps])
    graph = nx.Graph([(str(a), str(b)) for a, b in steps])
    exact = nx.edge_betweenness_centrality(graph, normalized=False)
    found = weights(claims)
    for (one, other), value in exact.items():
        number = found[link(*sorted((one, other)))]
        assert number == pytest.approx(value, abs=0.5 + 1e-9)


def test_a_sample_is_the_same_each_time_and_near_the_whole():
    ring = edges_as_claims([(f"{i:03}", f"{(i + 1) % 60:03}") for i in range(60)])
    whole, drawn = weights(ring), weights(ring, sources=20)
    assert drawn == weights(ring, sources=20)
    assert sum(drawn.values()) == pytest.approx(sum(whole.values()), rel=0.02)


def test_more_paths_than_thirty_two_bits_can_count_are_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    many = 3_000_000_000  # the pairs of some 77,000 entities around one: two large imports joined
    build([SAMPLE], tmp_path / "store")
    told = KnowledgeGraph.open(tmp_path / "store")._links

    def counted(entities: int, steps: list[tuple[int, int]], sources: int) -> tuple[list[int], list[int]]:
        return [many] * len(steps), [many] * entities

    monkeypatch.setattr("graph.contradictions.weights._betweenness", counted)
    assert weights_of(told).max() == many
