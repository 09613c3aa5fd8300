"""Which part of the network is shown."""

from __future__ import annotations

import pytest

from graph.errors import InputError, UnknownEntityError
from graph.model import Stance
from graph.network import ViewNode, build_network
from graph.views import default_view, neighbourhood
from making import claim, edges_as_claims, network_of, proposition, ref

STAR = edges_as_claims([("hub", "a"), ("b", "hub"), ("hub", "c"), ("c", "d"), ("a", "b")])


def shown(view):
    return [node.iri for node in view.nodes]


def test_a_neighbourhood_holds_what_is_near_in_either_direction_and_the_links_among_it():
    view = neighbourhood(network_of(STAR), ["hub"])
    assert shown(view) == ["a", "b", "c", "hub"]
    assert {link.ends for link in view.links} == {("hub", "a"), ("b", "hub"), ("hub", "c"), ("a", "b")}
    assert (view.hidden, view.cut, view.total_nodes, view.total_links) == (0, False, 5, 5)


def test_two_hops_reach_farther_and_none_shows_only_what_was_asked():
    assert shown(neighbourhood(network_of(STAR), ["hub"], hops=2)) == ["a", "b", "c", "d", "hub"]
    assert shown(neighbourhood(network_of(STAR), ["hub", "d"], hops=0)) == ["d", "hub"]


def test_a_view_that_is_cut_keeps_the_nearest_and_says_how_many_are_hidden():
    view = neighbourhood(network_of(STAR), ["hub"], hops=2, max_nodes=3)
    assert shown(view) == ["a", "b", "hub"]
    assert (view.hidden, view.cut) == (2, True)


def test_what_hangs_on_a_hub_is_farther_than_what_hangs_on_little_else():
    network = network_of(
        edges_as_claims([("x", "hub"), ("x", "quiet"), ("quiet", "z")] + [("hub", one) for one in "abcd"])
    )
    assert shown(neighbourhood(network, ["x"], hops=2, max_nodes=4)) == ["hub", "quiet", "x", "z"]


def test_links_that_are_only_denied_are_shown():
    [link] = neighbourhood(network_of(edges_as_claims([("a", "b")], stance=Stance.DENIES)), ["a"]).links
    assert link.standing.status.value == "denied-only"


def test_impossible_views_are_refused():
    network = network_of(STAR)
    with pytest.raises(UnknownEntityError, match="nowhere"):
        neighbourhood(network, ["nowhere"])
    with pytest.raises(InputError, match="not -1"):
        neighbourhood(network, ["hub"], hops=-1)
    with pytest.raises(InputError, match="at least 1 entity"):
        neighbourhood(network, ["hub"], max_nodes=0)


def test_the_default_view_surrounds_the_incident_with_most_claims():
    claims = [
        claim("c/1", proposition("raid", "by", "group"), "x"),
        claim("c/2", proposition("raid", "by", "group"), "y", Stance.DENIES),
        claim("c/3", proposition("strike", "by", "army"), "x"),
        *edges_as_claims([("hub", "a"), ("hub", "b"), ("hub", "c")]),
    ]
    types = {"raid": ("Incursion", "Incident"), "strike": ("Attack", "Incident")}
    everything = ("raid", "group", "strike", "army", "hub", "a", "b", "c")
    nodes = [ViewNode(iri, ref(iri).label, types.get(iri, ("Actor",))) for iri in everything]
    assert shown(default_view(build_network(nodes, claims))) == ["group", "raid"]


def test_the_default_view_of_nothing_is_empty_and_without_incidents_surrounds_the_busiest_entity():
    assert default_view(build_network([], [])).nodes == ()
    assert "hub" in shown(default_view(network_of(STAR), max_nodes=1))
