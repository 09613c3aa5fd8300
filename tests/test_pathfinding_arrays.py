"""Paths found in arrays are those found over the links as values: same hops, same order, same evidence."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import ArmsgraphError
from graph.knowledge import KnowledgeGraph
from graph.model import Status
from graph.namespaces import AG, ID
from graph.network import Restriction, links
from graph.pathfinding import PathQuestion, compare_paths, find_paths, finding, shortest_hops
from graph.pathfinding.columnar import in_arrays
from graph.perspective import EVERYTHING, Perspective
from worlds import ACTORS, claim, proposition, store_of

IRIS = [ID + name for name in ACTORS]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTORS),
        st.sampled_from(ACTORS),
        st.sampled_from(("supports", "worksFor")),
        st.lists(
            st.tuples(st.sampled_from(ACTORS), st.sampled_from(("Asserts", "Asserts", "Denies", "Unsure"))),
            min_size=1,
            max_size=2,
        ),
    ),
    min_size=6,
    max_size=14,
)
QUESTIONS = st.builds(
    PathQuestion,
    st.sampled_from(IRIS[:2]),
    st.sampled_from(IRIS[4:]),
    st.integers(1, 6),
    st.integers(1, 5),
    st.builds(
        Restriction,
        avoid=st.frozensets(st.sampled_from(IRIS[2:5]), max_size=1),
        relations=st.sampled_from([frozenset(), frozenset(), frozenset([AG + "supports"])]),
        directed=st.sampled_from([False, False, True]),
        statuses=st.none() | st.none() | st.frozensets(st.sampled_from(list(Status)), min_size=1),
        include_denied=st.booleans(),
        through=st.sampled_from([frozenset(), frozenset(), frozenset(IRIS[2:3]), frozenset(IRIS[2:4])]),
    ),
)
PERSPECTIVES = st.sampled_from(
    [EVERYTHING, Perspective(told_by=(IRIS[0], IRIS[1])), Perspective(without=(IRIS[2],))]
)


def graph_of(steps) -> KnowledgeGraph:
    statements = [f"id:{name} a ag:Actor ." for name in ACTORS]
    statements += ["ag:Actor rdfs:subClassOf ag:Entity .", *(f"id:{name} a ag:Entity ." for name in ACTORS)]
    for number, (one, other, relation, voices) in enumerate(steps):
        statements.append(proposition(f"p{number}", f"id:{one}", relation, f"id:{other}"))
        statements += [
            claim(f"c{number}-{place}", f"p{number}", by, stance) for place, (by, stance) in enumerate(voices)
        ]
    return KnowledgeGraph(store_of("id:paper a ag:Document .", *statements))


def answer(ask, *given, **named):
    """What is answered, or that it is refused and why."""
    try:
        return ask(*given, **named)
    except ArmsgraphError as error:
        return type(error), str(error)


@given(STEPS, QUESTIONS, PERSPECTIVES)
@settings(max_examples=60)
def test_answers_are_the_same_however_links_are_searched(steps, question, perspective):
    graph = graph_of(steps).seen_from(perspective)
    values, arrays = graph.network(), graph.links_told
    expected = answer(find_paths, values, question)
    assert answer(find_paths, arrays, question, arrays_from_links=0) == expected
    assert answer(find_paths, arrays, question, arrays_from_links=0, max_examined=2) == answer(
        find_paths, values, question, max_examined=2
    )


@given(STEPS, QUESTIONS)
@settings(max_examples=25)
def test_every_hop_is_a_link_that_the_perspective_tells_and_the_question_allows(steps, question):
    graph = graph_of(steps).seen_from(Perspective(without=(IRIS[2],)))
    told = {link.iri: link for link in links(graph.network())}
    found = answer(find_paths, graph.links_told, question, arrays_from_links=0)
    for path in getattr(found, "paths", ()):
        for hop in path.hops:
            for each in (hop, *hop.also):
                link = told[each.claims[0].proposition.iri]
                assert {link.source, link.target} == {each.start.iri, each.end.iri}
                assert question.restriction.allows(link)
                assert tuple(each.claims) == tuple(link.claims)


@given(STEPS, QUESTIONS)
@settings(max_examples=25)
def test_what_would_open_a_path_and_comparisons_are_the_same_too(steps, question):
    graph = graph_of(steps)
    values, arrays = graph.network(), graph.links_told
    ends, restriction = (question.start, question.end), question.restriction
    comparing = PathQuestion(*ends, 3, 4, Restriction(directed=restriction.directed))
    lengths, compared = [], []
    for network, from_links in ((values, 10**9), (arrays, 0)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(finding, "in_arrays", partial(_in_arrays, from_links))
            if not set(ends) & (restriction.avoid | restriction.through):  # else refused before
                lengths.append(shortest_hops(network, *ends, restriction, question.max_hops))
            compared.append(compare_paths(network, network, comparing))
    assert len(set(lengths)) <= 1
    assert compared[0] == compared[1]


def _in_arrays(from_links, network, _=0):
    return in_arrays(network, from_links)


def test_a_stop_half_way_leaves_all_of_the_way_to_be_walked():
    chain = [(one, other, "supports", [("cole", "Asserts")]) for one, other in pairwise(ACTORS)]
    network = graph_of(chain).links_told
    by_cole = Restriction(through=frozenset([ID + "cole"]))
    (path,) = find_paths(network, PathQuestion(IRIS[0], IRIS[5], 3, 5, by_cole), arrays_from_links=0).paths
    assert [hop.end.iri for hop in path.hops] == IRIS[1:]
    assert not find_paths(network, PathQuestion(IRIS[0], IRIS[5], 3, 4, by_cole), arrays_from_links=0).paths


def test_a_large_graph_is_searched_in_arrays_and_its_links_are_not_read(monkeypatch):
    graph = graph_of([("anna", "bell", "supports", [("cole", "Asserts")])])
    monkeypatch.setattr(finding, "ValueWalks", None)
    question = PathQuestion(IRIS[0], IRIS[1])
    assert len(find_paths(graph.links_told, question, arrays_from_links=1).paths) == 1
    with pytest.raises(TypeError):
        find_paths(graph.links_told, question, arrays_from_links=2)
