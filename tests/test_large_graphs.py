"""A large graph answers as a small one does, which is read whole, and reads only what a question is about."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.claims import read_claims, read_claims_of, read_documents, read_identity, stream_claims
from graph.contradictions import ContradictionKind
from graph.ingest.derive import derived_quads
from graph.knowledge import KnowledgeGraph
from graph.knowledge.reading import Reading
from graph.lexicon import lazy_lexicon, read_lexicon
from graph.namespaces import ID
from graph.network.values import build_network, group_links
from graph.store import Store
from worlds import store_of, worlds

KINDS = tuple(ContradictionKind)
CLASSES = """
ag:supports a ag:Relation ; rdfs:subPropertyOf ag:concerns .
ag:occurred a ag:Relation .
ag:Actor rdfs:subClassOf ag:Entity . ag:Incident rdfs:subClassOf ag:Entity .
ag:Weapon rdfs:subClassOf ag:Entity .
id:anna a ag:Actor, ag:Entity . id:bell a ag:Incident, ag:Entity . id:cole a ag:Incident, ag:Entity .
id:daily a ag:Actor, ag:Entity . id:evening a ag:Weapon, ag:Entity . id:unnamed a ag:Entity .
"""


def whole(store: Store) -> KnowledgeGraph:
    return KnowledgeGraph(store, reading=Reading(store, whole_below=1_000_000))


def large(store: Store) -> KnowledgeGraph:
    """The same graph as if it had more claims than are read whole."""
    return KnowledgeGraph(store, reading=Reading(store, whole_below=0))


def built(statements: list[str]) -> Store:
    store = store_of(CLASSES, *statements)
    store.extend(list(derived_quads(store)))
    return store


def answers(graph: KnowledgeGraph, entities: list[str]) -> Iterator[tuple[str, object]]:
    """What is answered about each of some entities, and about everything."""
    yield "told", graph.told()
    yield "counts", graph.counts()
    yield "silent", graph.silent()
    yield "default", graph.default_view()
    yield "contradictions", tuple(graph.contradictions(kinds=KINDS))
    for one in entities:
        yield f"show {one}", graph.show(one)
        yield f"claims {one}", (graph.claims(about=one), graph.claims(by=one), graph.claims(via=one))
        yield f"view {one}", graph.neighbourhood([one], hops=2, max_nodes=12)
        yield f"grounds {one}", (graph.why(one), graph.origins(one), graph.stances(one))
        yield f"contradictions {one}", tuple(graph.contradictions(about=one, kinds=KINDS))
    for one, other in pairwise(entities):
        yield f"between {one} {other}", tuple(graph.contradictions(between=(one, other), kinds=KINDS))


def assert_same(one: KnowledgeGraph, other: KnowledgeGraph, entities: list[str]) -> None:
    for (question, expected), (_, found) in zip(
        answers(one, entities), answers(other, entities), strict=True
    ):
        assert found == expected, question


@settings(max_examples=8, deadline=None)
@given(worlds(), st.data())
def test_a_large_graph_answers_as_one_that_is_read_whole(statements, data):
    store = built(statements)
    small, big = whole(store), large(store)
    entities = sorted(small.links_told)
    assume(len(entities) > 1)
    asked = data.draw(st.lists(st.sampled_from(entities), min_size=2, max_size=2, unique=True))
    assert_same(small, big, asked)
    conditions = {
        "told_by": [one for one in entities if "Actor" in small.kinds(one)][: data.draw(st.integers(0, 2))],
        "named_only": data.draw(st.booleans()),
        "min_origins": data.draw(st.integers(0, 1)),
    }
    outlook = small.outlook(**conditions)
    assert_same(small.under(outlook), big.under(outlook), asked[:1])


@pytest.fixture(scope="module")
def shipped(shipped_graph) -> tuple[KnowledgeGraph, KnowledgeGraph]:
    return whole(shipped_graph.store), large(shipped_graph.store)


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"told_by": ["Moscow"], "background": True},
        {"without": ["The Washington Post"], "as_of": "2023-06"},
    ],
    ids=["everything", "as told by one side", "without a source, up to a day"],
)
def test_the_shipped_graph_answers_alike_when_read_in_parts(shipped, conditions):
    small, big = shipped
    entities = [
        f"{ID}{end}" for end in ("weapon/humvee", "actor/denis-kapustin", "incident/belgorod-raid-2023")
    ]
    known = [one for one in entities if small.kinds(one)]
    assert len(known) > 1
    outlook = small.outlook(**conditions)
    assert_same(small.under(outlook), big.under(outlook), known)


@pytest.mark.parametrize(
    "conditions",
    [
        {"kinds": ["Weapon", "Incident"]},
        {"since": "2023-05", "until": "2023-12", "when": "said"},
        {"since": "2023-05-22", "until": "2023-05-23", "when": "event"},
        {"places": ["Ukraine"]},
    ],
    ids=["classes", "when it was said", "when it took place", "where"],
)
def test_a_filter_lets_the_same_through_when_the_graph_is_read_in_parts(shipped, conditions):
    small, big = shipped
    only = small.only(**conditions)
    assert_same(small.narrowed(only), big.narrowed(only), [f"{ID}weapon/humvee"])


def test_claims_come_one_after_the_other_as_they_come_all_at_once(shipped_graph):
    store, lexicon = shipped_graph.store, read_lexicon(shipped_graph.store)
    identity = read_identity(store)
    expected = read_claims(store, lexicon, identity, read_documents(store, lexicon))
    assert tuple(stream_claims(store, batch=7)) == expected
    some = expected[10:20]
    about = {one.proposition.iri for one in some}
    assert read_claims_of(store, lexicon, identity, claims=[one.iri for one in some]) == some
    assert read_claims_of(store, lexicon, identity, propositions=about) == tuple(
        one for one in expected if one.proposition.iri in about
    )
    assert read_claims_of(store, lexicon, identity, claims=["no IRI", f"{ID}claim/none"]) == ()


def test_words_read_when_asked_for_are_those_of_everything(shipped_graph):
    expected, found = read_lexicon(shipped_graph.store), lazy_lexicon(shipped_graph.store)
    assert {iri: found.types[iri] for iri in expected.types} == expected.types
    assert {iri: found.labels[iri] for iri in expected.labels} == expected.labels
    assert found.relations == expected.relations
    assert (len(found.types), found.types.get("White Rex")) == (len(expected.types), None)


def test_a_network_that_looks_into_columns_is_that_of_all_claims(shipped):
    small, big = shipped
    expected = build_network((), ())
    expected.add_nodes_from(small.links_told.nodes(data=True))
    claims = small.claims()
    links = [one for one in group_links(claims) if {*one.ends} <= set(expected)]
    looked_at = big.links_told
    assert {key: (u, v) for u, v, key in looked_at.edges(keys=True)} == {one.iri: one.ends for one in links}
    copied = big.network()
    assert all(copied.edges[*one.ends, one.iri]["claims"] == one.claims for one in links)
    assert dict(looked_at.degree) == dict(copied.degree)
    assert looked_at.number_of_edges() == copied.number_of_edges() == len(links)


def test_a_question_about_one_thing_reads_few_claims(shipped_graph, monkeypatch):
    graph = large(shipped_graph.store)
    read: list[int] = []
    shelf = graph._reading.shelf
    monkeypatch.setattr(type(shelf), "_claims", _counting(type(shelf)._claims, read))
    card = graph.show("Denis Kapustin")
    graph.neighbourhood([card.iri], hops=1)
    graph.told()
    assert 0 < sum(read) < len(shipped_graph.claims()) / 4


def _counting(original, read: list[int]):
    def counted(self, rows):
        read.append(len(rows))
        return original(self, rows)

    return counted


def test_boxes_list_what_most_is_told_of_and_no_more_than_asked(shipped_graph):
    assert len(shipped_graph.entities(5)) == 5
    assert set(shipped_graph.entities(10_000)) == set(shipped_graph.links_told)
    speakers = {
        one.iri
        for claim in shipped_graph.claims()
        if not claim.reference
        for one in (claim.claimant, claim.on_behalf_of)
        if one
    }
    assert {one.iri for one in shipped_graph.speakers(10_000)} == speakers


def test_claims_found_are_counted_at_once_and_read_as_far_as_somebody_looks(shipped):
    _, big = shipped
    expected, found = big.claims(about="Humvee"), big.claims_found(about="Humvee")
    assert len(found) == len(expected) > 10
    assert (tuple(found[:3]), found[-1], tuple(found)) == (expected[:3], expected[-1], expected)
    assert tuple(big.claims_found(by="Moscow Times")) == big.claims(by="Moscow Times")
    assert len(big.claims_found(about="Humvee")[:0]) == 0
