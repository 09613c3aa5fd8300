"""Paths by frontiers: the same answers as over the whole network, and no more read than they need."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SAMPLE
from graph import KnowledgeGraph
from graph.errors import InputError, UnknownEntityError
from graph.frontiers import Supplier
from graph.ingest import build, build_in_memory
from graph.model import Stance, Status
from graph.network import Network, Restriction, ViewLink, ViewNode, links, node
from graph.pathfinding import Direction, PathQuestion, find_by_frontiers, find_paths
from making import claim, edges_as_claims, network_of, proposition

OFFICE = "Northland Defence Office"
NAMES = "abcdefgh"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(list(Stance)), st.integers(1, 3)
    ),
    max_size=24,
)
ENTITIES = st.frozensets(st.sampled_from(NAMES[1:-1]), max_size=2)
RESTRICTIONS = st.builds(
    Restriction,
    avoid=ENTITIES,
    relations=st.sampled_from([frozenset(), frozenset({"r0"})]),
    directed=st.booleans(),
    statuses=st.sampled_from([None, frozenset({Status.DISPUTED, Status.DENIED_ONLY})]),
    include_denied=st.booleans(),
)


def made(steps: Iterable[tuple[str, str, Stance, int]]) -> Network:
    claims = []
    for number, (a, b, stance, voices) in enumerate(steps):
        fact = proposition(a, f"r{number % 2}", b)
        claims += [claim(f"c/{number}/{one}", fact, f"actor/{one}", stance) for one in range(voices)]
    return network_of(claims, extra=NAMES)


def supplied(
    network: Network, asked: list[frozenset[str]] | None = None
) -> Callable[..., Iterator[ViewLink]]:
    def links_of(entities: Collection[str], direction: Direction) -> Iterator[ViewLink]:
        if asked is not None:
            asked.append(frozenset(entities))
        for link in links(network):
            if (direction is not Direction.IN and link.source in entities) or (
                direction is not Direction.OUT and link.target in entities
            ):
                yield link

    return links_of


def named(network: Network, question: PathQuestion) -> list[ViewNode]:
    asked = {question.start, question.end, *question.restriction.through, *question.restriction.avoid}
    return [node(network, iri) for iri in sorted(asked)]


@settings(max_examples=150)
@given(STEPS, RESTRICTIONS, st.one_of(st.just(frozenset()), ENTITIES), st.integers(1, 4), st.integers(1, 5))
def test_the_answer_is_that_over_the_whole_network(
    steps: list[tuple[str, str, Stance, int]],
    restriction: Restriction,
    through: frozenset[str],
    k: int,
    max_hops: int,
) -> None:
    if through:
        restriction = Restriction(**{**as_dict(restriction), "through": through - restriction.avoid})
    network = made(steps)
    question = PathQuestion("a", "h", k, max_hops, restriction)
    grown = find_by_frontiers(question, named(network, question), supplied(network))
    whole = find_paths(network, question)
    assert [nodes(path) for path in grown.answer.paths] == [nodes(path) for path in whole.paths]
    assert [path.hops for path in grown.answer.paths] == [
        renamed(path.hops, grown.network) for path in whole.paths
    ]
    walked = {hop.predicate.iri for path in whole.paths for hop in path.hops}
    assert walked <= {link.predicate.iri for link in grown.links}


def as_dict(restriction: Restriction) -> dict[str, object]:
    return {name: getattr(restriction, name) for name in Restriction.__slots__}


def nodes(path) -> list[str]:
    return [path.hops[0].start.iri, *(hop.end.iri for hop in path.hops)]


def renamed(hops, network: Network):
    """The same hops between entities of which a frontier knows no label."""
    from dataclasses import replace

    from graph.network import ref

    def bare(hop):
        ends = {"start": ref(network, hop.start.iri), "end": ref(network, hop.end.iri)}
        return replace(hop, **ends, also=tuple(map(bare, hop.also)))

    return tuple(map(bare, hops))


def test_nothing_is_asked_of_what_lies_beyond_the_answer() -> None:
    near = edges_as_claims([("a", "b"), ("b", "z")])
    beyond = edges_as_claims([("a", "f"), *((f"f{n}", f"f{n + 1}") for n in range(20)), ("f", "f0")])
    asked: list[frozenset[str]] = []
    network = network_of([*near, *beyond])
    question = PathQuestion("a", "z", k=1)
    grown = find_by_frontiers(question, named(network, question), supplied(network, asked))
    assert nodes(grown.answer.paths[0]) == ["a", "b", "z"] and not grown.answer.cut
    assert asked == [{"a"}, {"z"}] and grown.hops_seen == 2


def test_no_end_is_passed_and_nobody_asked_twice_or_who_is_avoided() -> None:
    network = network_of(edges_as_claims([("a", "b"), ("b", "c"), ("a", "x"), ("x", "z"), ("z", "y")]))
    asked: list[frozenset[str]] = []
    question = PathQuestion("a", "z", restriction=Restriction(avoid=frozenset("x")))
    grown = find_by_frontiers(question, named(network, question), supplied(network, asked))
    every = [one for batch in asked for one in batch]
    assert grown.answer.paths == () and not grown.answer.cut
    assert "x" not in every and len(every) == len(set(every))


@pytest.mark.parametrize("limits", [{"max_links": 5}, {"max_entities": 5}])
def test_a_hub_that_stops_it_is_said(limits: dict[str, int]) -> None:
    hubs = (
        [("a", "h")]
        + [("h", f"m{n}") for n in range(30)]
        + [(f"n{n}", "i") for n in range(30)]
        + [("i", "z")]
    )
    network = network_of(edges_as_claims(hubs))
    question = PathQuestion("a", "z")
    grown = find_by_frontiers(question, named(network, question), supplied(network), **limits)
    assert grown.answer.cut and not grown.answer.paths
    assert not find_by_frontiers(question, named(network, question), supplied(network)).answer.cut


def test_who_is_unknown_or_one_is_refused_before_anything_is_read() -> None:
    asked: list[frozenset[str]] = []
    network = network_of(edges_as_claims([("a", "b")]))
    with pytest.raises(UnknownEntityError):
        find_by_frontiers(PathQuestion("a", "q"), [node(network, "a")], supplied(network, asked))
    with pytest.raises(InputError, match="two different"):
        find_by_frontiers(PathQuestion("a", "a"), [node(network, "a")], supplied(network, asked))
    assert asked == []


def test_a_store_gives_the_same_answer_with_all_evidence_by_frontiers(shipped_graph: KnowledgeGraph) -> None:
    """Identity, rivals, relays and figures of the real graph; among the pairs the most linked entities."""
    chance, network = random.Random(3), shipped_graph.network()
    busy = sorted(network, key=lambda iri: (-network.degree(iri), iri))[:8]
    apart = KnowledgeGraph(shipped_graph.store)
    for start, end in [chance.sample(sorted(network), 2) for _ in range(6)] + [
        chance.sample(busy, 2) for _ in range(8)
    ]:
        asked = {"include_denied": chance.random() < 0.5, "directed": chance.random() < 0.3}
        whole = shipped_graph.paths(start, end, **asked)
        assert apart.paths(start, end, by_frontiers=True, **asked) == whole
    assert "claims" not in vars(apart._reading)


def test_folded_entities_are_one_and_their_statements_meet(tmp_path: Path) -> None:
    graph = KnowledgeGraph(build_in_memory([SAMPLE]))
    whole = graph.paths("White Fox", "Kestrel", k=1)
    assert graph.paths("White Fox", "Kestrel", k=1, by_frontiers=True) == whole
    leading = whole.paths[0].hops[0]
    assert leading.start.label == "Ivan Petrov" and len(leading.claims) == 2
    links_ = Supplier(graph.store, batch=1).links_of([leading.start.iri])
    assert [link.iri for link in links_ if link.predicate.iri == leading.predicate.iri] == [
        leading.claims[0].proposition.iri
    ]


def test_a_perspective_is_not_judged_by_frontiers(shipped_graph: KnowledgeGraph) -> None:
    moscow = shipped_graph.under(shipped_graph.outlook(told_by=["Moscow"]))
    with pytest.raises(InputError, match="under a perspective"):
        moscow.paths("RVC", "Pentagon", by_frontiers=True)


@pytest.mark.parametrize("kind", ["oxigraph_server", "virtuoso_server"])
def test_over_a_server_the_answer_is_the_same_and_the_graph_is_not_read(
    kind: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = request.getfixturevalue(kind)
    monkeypatch.setenv("ARMSGRAPH_STORE_USER", server.user)
    monkeypatch.setenv("ARMSGRAPH_STORE_PASSWORD", server.password)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    build([SAMPLE], server.query)
    far, near = KnowledgeGraph.open(server.query), KnowledgeGraph(build_in_memory([SAMPLE]))
    for start, end, denied in (("White Fox", "Kestrel", 0), ("GC", "Anna Hale", 0), ("Kestrel", OFFICE, 1)):
        asked = {"include_denied": bool(denied), "avoid": ["Daily Post"]}
        whole = near.paths(start, end, **asked)
        found = far.paths(start, end, **asked)
        assert found == whole
        assert [far.sentence(path) for path in found.paths] == [near.sentence(path) for path in whole.paths]
    assert not {"lexicon", "claims", "network"} & vars(far._reading).keys()
    with pytest.raises(InputError, match="both mean Ivan Petrov"):
        far.paths("White Fox", "Ivan Petrov")
    with pytest.raises(UnknownEntityError, match="Did you mean"):
        far.paths("Kestrl armoured car", "GC")
