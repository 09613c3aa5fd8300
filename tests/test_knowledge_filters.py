"""A graph that is looked at in part: every question answered for what passes, nothing standing otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import KnowledgeGraph
from graph.errors import InputError
from graph.filters import NOTHING_LEFT_OUT, Filter, When
from graph.ingest import build_in_memory
from graph.namespaces import AG, ID
from graph.perspective import Perspective

ASSERTED = """ ; ag:claimant <id/actor/editors> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ;
    ag:modality ag:Fact ; ag:document <id/document/handbook> ."""
DATES = f"""
@base <https://w3id.org/armsgraph/> .
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<id/place/lowlands> a ag:Place ; skos:prefLabel "The Lowlands"@en .
<id/proposition/raid-on> a ag:Proposition ;
    rdf:subject <id/incident/raid> ; rdf:predicate ag:occurredOn ; rdf:object "2023-05-22"^^xsd:date .
<id/proposition/southfield-in> a ag:Proposition ;
    rdf:subject <id/place/southfield> ; rdf:predicate ag:locatedIn ; rdf:object <id/place/lowlands> .
<id/claim/handbook/8> a ag:ReferenceClaim ; ag:proposition <id/proposition/raid-on> ;
    ag:gloss "The raid was on 22 May 2023."@en {ASSERTED}
<id/claim/handbook/9> a ag:ReferenceClaim ; ag:proposition <id/proposition/southfield-in> ;
    ag:gloss "Southfield lies in the Lowlands."@en {ASSERTED}
"""
RAID, KESTREL, COLUMN = f"{ID}incident/raid", f"{ID}weapon/kestrel", f"{ID}actor/grey-column"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    dates = tmp_path_factory.mktemp("dates") / "dates.ttl"
    dates.write_text(DATES, encoding="utf-8")
    return KnowledgeGraph(build_in_memory([Path(__file__).parent / "samples" / "raid.ttl", dates]))


def ends(graph: KnowledgeGraph) -> set[tuple[str, str]]:
    network = graph.network()
    return {(network.nodes[one]["label"], network.nodes[other]["label"]) for one, other in network.edges()}


def only(graph: KnowledgeGraph, **asked: object) -> KnowledgeGraph:
    return graph.narrowed(graph.only(**asked))


def test_entities_of_other_classes_vanish_with_their_links(graph: KnowledgeGraph) -> None:
    weapons = only(graph, kinds=["weapon", "State"])
    assert ends(weapons) == {("Kestrel armoured car", "Northland")}
    told, whole = weapons.told(), graph.told()
    assert (told.links, told.links_in_all) == (1, whole.links)
    assert (told.entities, told.entities_in_all) == (2, whole.entities)
    assert {claim.proposition.predicate.label for claim in weapons.claims()} == {"made in", "category"}
    assert weapons.counts()["links"] == 1
    assert [row["n"] for row in _count(weapons)] != [row["n"] for row in _count(graph)]


def _count(graph: KnowledgeGraph) -> list[dict[str, str]]:
    answer = graph.query("SELECT (COUNT(?c) AS ?n) WHERE { ?c ag:claimant ?who }")
    return [{"n": str(row[0])} for row in answer.rows]


def test_an_entity_is_still_found_and_shown_whatever_is_looked_at(graph: KnowledgeGraph) -> None:
    weapons = only(graph, kinds=["Weapon"])
    assert weapons.search("Grey Column") == graph.search("Grey Column")
    card = weapons.show("Grey Column")
    assert (card.label, card.links) == ("Grey Column", ())
    view = weapons.neighbourhood(["Grey Column"])
    assert [node.label for node in view.nodes] == ["Grey Column"]
    assert (view.total_nodes, view.total_links) == (graph.told().entities_in_all, graph.told().links_in_all)
    assert not view.silent


def test_a_view_drops_what_no_link_that_passes_leads_to(graph: KnowledgeGraph) -> None:
    used = only(graph, relations=["weaponUsed"])
    assert {node.iri for node in used.neighbourhood([RAID]).nodes} == {RAID, KESTREL}
    assert used.told().entities == graph.told().entities
    assert {node.iri for node in used.default_view().nodes} == {RAID, KESTREL}
    assert only(graph, kinds=["Person"]).default_view().links == ()


def test_the_default_view_surrounds_what_is_looked_at(graph: KnowledgeGraph) -> None:
    assert graph.most_told() == RAID
    assert only(graph, lacking=["Incident"]).most_told() not in {RAID, f"{ID}incident/alleged-transfer"}
    elsewhere = only(graph, until="2001")
    assert (elsewhere.most_told(), elsewhere.default_view().links) == (RAID, ()), "days change no subject"
    nobody = graph.narrowed(Filter(kinds=("Nothing",)))
    assert (nobody.most_told(), nobody.default_view().nodes) == ("", ())


def test_a_path_goes_only_by_what_passes_and_says_what_would_open_one(graph: KnowledgeGraph) -> None:
    weapons = only(graph, kinds=["Weapon", "State"])
    answer = weapons.paths("Grey Column", "Northland")
    assert answer.paths == ()
    assert "Showing every class opens a path of 3 hops." in answer.opens
    both = only(graph, kinds=["Weapon"], relations=["leads"]).paths("Grey Column", "Northland")
    assert "Showing everything opens a path of 3 hops." in both.opens
    assert graph.paths("Grey Column", "Northland").paths


def test_a_path_whose_ends_are_not_looked_at_is_none_with_and_without_a_source(graph: KnowledgeGraph) -> None:
    weapons = only(graph, kinds=["Weapon"])
    found = weapons.what_if(["Daily Post", "Anna Hale"], ("Grey Column", "Northland"))
    assert found.paths is not None and found.paths.before.paths == ()
    assert weapons.load_bearing_path("Grey Column", "Northland") == ()


def test_an_event_in_a_place_within_the_place_asked_for_is_there(graph: KnowledgeGraph) -> None:
    there = only(graph, places=["The Lowlands"])
    assert ends(there) == {
        ("Raid on Southfield", "Grey Column"),
        ("Raid on Southfield", "Kestrel armoured car"),
        ("Raid on Southfield", "Southfield"),
        ("Southfield", "The Lowlands"),
    }


def test_days_are_those_of_the_event_and_what_has_none_is_counted(graph: KnowledgeGraph) -> None:
    may = only(graph, since="2023-05", until="2023-05")
    assert {one for one, _ in ends(may)} == {"Raid on Southfield"}
    assert may.told().undated == graph.counts()["propositions"] - may.counts()["propositions"]
    assert only(graph, since="2023-06").claims() == ()


def test_when_it_was_is_told_by_anybody_and_when_it_was_said_by_those_who_count(
    graph: KnowledgeGraph,
) -> None:
    hale = graph.under(graph.outlook(told_by=["Anna Hale"]))
    assert only(hale, until="2023-05").told().links == 1, "the handbook dates the raid"
    assert only(hale, until="2023-05-23", when="said").told().claims == 1
    assert (
        only(graph.under(graph.outlook(without=["Anna Hale"])), until="2023-05-23", when="said").told().links
        == 1
    )


def test_contradictions_are_those_of_statements_that_pass(shipped_graph: KnowledgeGraph) -> None:
    known = {one.key: one for one in shipped_graph.contradictions()}
    narrowed = only(shipped_graph, lacking=["Person"]).contradictions()
    assert 0 < len(narrowed) < len(known)
    assert all(known[one.key] == one for one in narrowed)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"kinds": ["Submarine"]}, "No entity here is of a class called 'Submarine'; there are"),
        ({"lacking": ["Weapn"]}, "there are Weapon"),
        ({"relations": ["weaponUsd"]}, "weaponUsed"),
        ({"places": ["Narnia"]}, "Narnia"),
        ({"places": ["Anna Hale"]}, "Anna Hale is no place but of the class person"),
        ({"since": "soon"}, "'soon' is not a date"),
        ({"since": "2024", "until": "2023"}, "lies after the last"),
        ({"when": "written"}, "'written' is not a sort of date; choose from event, said, published"),
    ],
)
def test_what_cannot_be_looked_at_is_said(graph: KnowledgeGraph, asked: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        graph.only(**asked)


def test_what_is_looked_at_is_read_out(graph: KnowledgeGraph) -> None:
    asked = graph.only(
        kinds=["Weapon", "Actor"], relations=["weaponUsed"], since="2023-05", places=["Southfield"]
    )
    words = (
        "only the classes weapon and actor, only links that say “weapon used”, "
        "only events from May 2023 on, only in Southfield"
    )
    assert graph.looked_at(asked) == words
    assert graph.narrowed(asked).described() == f"as told by everybody, {words}"
    assert graph.narrowed(asked).described(Perspective()) == "as told by everybody"
    assert graph.looked_at() == ""


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=3).map(tuple)


FILTERS = st.builds(
    Filter,
    kinds=some(["Actor", "Incident", "Place", "Weapon", "State"]),
    lacking=some(["Person", "Transfer"]),
    relations=some([AG + name for name in ("weaponUsed", "perpetrator", "approved", "leads", "location")]),
    since=st.sampled_from(["", "2023-05-01", "2023-05-24"]),
    until=st.sampled_from(["", "2023-05-24", "2023-12"]),
    when=st.sampled_from(When),
    places=some([f"{ID}place/southfield", f"{ID}place/lowlands"]),
)
PERSPECTIVES = st.builds(
    Perspective,
    told_by=some([f"{ID}actor/anna-hale", f"{ID}actor/daily-post", COLUMN]),
    without=some([f"{ID}actor/evening-wire", f"{ID}actor/northland"]),
    background=st.booleans(),
    min_origins=st.integers(0, 1),
)


@settings(deadline=None, max_examples=60)
@given(asked=FILTERS, perspective=PERSPECTIVES)
def test_what_passes_stands_as_it_did_with_all_of_its_claims(
    graph: KnowledgeGraph, asked: Filter, perspective: Perspective
) -> None:
    whole = graph.under(perspective)
    part = whole.narrowed(asked)
    kept = {claim.proposition.iri for claim in part.claims()}
    assert part.claims() == tuple(one for one in whole.claims() if one.proposition.iri in kept)
    assert part.claims() == graph.narrowed(asked).under(perspective).claims()
    for iri in kept:
        assert part.origins(iri) == whole.origins(iri)


@settings(deadline=None, max_examples=60)
@given(one=FILTERS, other=FILTERS)
def test_narrowed_twice_is_narrowed_by_both(graph: KnowledgeGraph, one: Filter, other: Filter) -> None:
    both = graph.narrowed(one).narrowed(other)
    assert both.claims() == graph.narrowed(other).narrowed(one).claims()
    assert set(both.claims()) == set(graph.narrowed(one).claims()) & set(graph.narrowed(other).claims())
    assert graph.narrowed(one).narrowed(one).claims() == graph.narrowed(one).claims()
    assert both.unnarrowed.claims() == graph.claims()
    assert graph.narrowed(NOTHING_LEFT_OUT) is graph


@settings(deadline=None, max_examples=25)
@given(asked=FILTERS, perspective=PERSPECTIVES)
def test_a_picture_keeps_its_shape_under_another_perspective(
    graph: KnowledgeGraph, asked: Filter, perspective: Perspective
) -> None:
    if asked.when is not When.EVENT:
        asked = Filter(asked.kinds, asked.lacking, asked.relations)
    part = graph.narrowed(asked)
    assert (
        part.neighbourhood([RAID], hops=2).nodes
        == part.under(perspective).neighbourhood([RAID], hops=2).nodes
    )
