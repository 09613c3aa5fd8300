"""From claims to a graph of entities."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from graph.model import Stance, Status, Value
from graph.network import Restriction, ViewNode, build_network, links, project
from graph.standing import restand
from making import claim, edges_as_claims, network_of, proposition

NAMES = "abcde"
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(list(Stance))),
    min_size=1,
    max_size=12,
)


def random_claims(steps):
    return [
        claim(f"c/{number}", proposition(a, "knows", b), f"actor/{number}", stance)
        for number, (a, b, stance) in enumerate(steps)
    ]


def test_an_edge_carries_its_claims_and_how_it_stands():
    fact = proposition("a", "knows", "b")
    network = network_of([claim("c/1", fact, "x"), claim("c/2", fact, "y", Stance.DENIES)])
    held = network.edges["a", "b", fact.iri]
    assert (held["predicate"], held["predicate_label"]) == ("knows", "KNOWS")
    assert (held["status"], held["origins"], held["unknown_origins"]) == ("disputed", 1, 0)
    assert [one.iri for one in held["claims"]] == ["c/1", "c/2"]
    assert network.nodes["a"] == {"label": "A", "type": "Actor", "types": ("Actor",)}


def test_a_link_that_is_only_denied_is_there_and_says_so():
    network = network_of(edges_as_claims([("a", "b")], stance=Stance.DENIES))
    [(_, _, held)] = network.edges(data=True)
    assert held["status"] == "denied-only"


def test_parallel_and_opposite_propositions_stay_apart():
    network = network_of(
        edges_as_claims([("a", "b"), ("b", "a")]) + edges_as_claims([("a", "b")], relation="leads")
    )
    assert network.number_of_edges() == 3


def test_values_and_things_that_are_no_entity_make_no_edge():
    count = replace(proposition("a", "count", "b"), object=Value("3", "xsd:integer"))
    category = proposition("a", "category", "concept")
    network = build_network([ViewNode("a", "A", ("Weapon",))], [claim("c/1", count), claim("c/2", category)])
    assert list(network) == ["a"]
    assert network.number_of_edges() == 0


def test_entities_without_claims_stay():
    assert set(network_of(edges_as_claims([("a", "b")]), extra=["z"])) == {"a", "b", "z"}


def test_links_read_back_from_a_network_are_those_it_was_built_from():
    claims = restand(edges_as_claims([("b", "c"), ("a", "b")]))
    read = links(network_of(claims))
    assert [(link.ends, link.claims) for link in read] == [
        (("a", "b"), (claims[1],)),
        (("b", "c"), (claims[0],)),
    ]


def test_a_projection_keeps_direction_only_where_it_is_asked_to():
    network = network_of(edges_as_claims([("a", "b")]))
    assert set(project(network, Restriction()).parallel) == {("a", "b"), ("b", "a")}
    assert set(project(network, Restriction(directed=True)).parallel) == {("a", "b")}


def test_restrictions_apply_to_links_before_anything_is_searched():
    network = network_of(
        edges_as_claims([("a", "b"), ("b", "c")])
        + edges_as_claims([("a", "c")], relation="leads")
        + edges_as_claims([("a", "d")], stance=Stance.DENIES)
    )

    def allowed(restriction):
        return {link.ends for link in links(network) if restriction.allows(link)}

    assert allowed(Restriction()) == {("a", "b"), ("b", "c"), ("a", "c")}
    assert allowed(Restriction(avoid=frozenset("b"))) == {("a", "c")}
    assert allowed(Restriction(relations=frozenset({"leads"}))) == {("a", "c")}
    assert allowed(Restriction(include_denied=True)) == {("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}
    assert allowed(Restriction(statuses=frozenset({Status.DENIED_ONLY}))) == {("a", "d")}
    assert allowed(Restriction(statuses=frozenset({Status.DISPUTED}))) == set()


@given(STEPS)
def test_adding_a_claim_never_removes_a_link(steps):
    claims = random_claims(steps)
    fewer, more = network_of(claims[:-1]), network_of(claims)
    assert set(fewer.edges(keys=True)) <= set(more.edges(keys=True))


@given(STEPS, st.randoms())
def test_the_network_does_not_depend_on_the_order_of_claims(steps, random):
    claims = random_claims(steps)
    shuffled = list(claims)
    random.shuffle(shuffled)
    stood, stood_shuffled = network_of(claims), network_of(shuffled)
    assert list(stood) == list(stood_shuffled)
    assert [(link.iri, link.standing) for link in links(stood)] == [
        (link.iri, link.standing) for link in links(stood_shuffled)
    ]
