"""What a graph and the command tell of networks: perspectives, parts, rows, sentences, refusals."""

from __future__ import annotations

import pytest

from commandline import answer_of, refusal_of, shipped_store
from graph import KnowledgeGraph
from graph.analytics import Basis, Each, Measure, Part, What
from graph.analytics.wording import centrality_sentence
from graph.cli import main
from graph.cli.analysing_arguments import BASES, MEASURES, PERIODS, SERIES
from graph.ingest.derive import derived_quads
from graph.store import open_store
from worlds import claim, proposition, store_of


@pytest.fixture(scope="module")
def shipped() -> KnowledgeGraph:
    return KnowledgeGraph.open(shipped_store())


def test_an_empty_graph_has_nothing_to_tell_and_says_so() -> None:
    nothing = KnowledgeGraph(open_store())
    assert [nothing.centrality(measure).top for measure in Measure] == [()] * len(Measure)
    assert nothing.communities().found == nothing.structure().points == nothing.structure().components == ()
    assert nothing.course("links").series.periods == ()
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


def test_what_the_command_offers_is_what_there_is() -> None:
    assert (tuple(Measure), tuple(What), tuple(Basis), tuple(Each)) == (MEASURES, SERIES, BASES, PERIODS)


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


def test_flags_may_stand_before_the_entity(capsys) -> None:
    before = answer_of(capsys, "analyse", "centrality", "--steps", "1", "Ukraine", "--store", shipped_store())
    after = answer_of(capsys, "analyse", "centrality", "Ukraine", "--steps", "1", "--store", shipped_store())
    assert before == after
    assert before[1]["network"]["around"]["label"] == "Ukraine"


def test_links_of_one_relation_in_a_stretch_of_time_are_looked_at_alone(capsys) -> None:
    asked = ("analyse", "centrality", "--by", "links", "--store", shipped_store())
    whole = answer_of(capsys, *asked)[1]["network"]["links"]
    supplied = answer_of(capsys, *asked, "--relation", "supplier")[1]["network"]["links"]
    late = answer_of(capsys, *asked, "--since", "2024-08", "--when", "said")[1]["network"]["links"]
    assert 0 < supplied < late < whole
    assert "is not a date" in refusal_of(capsys, *asked, "--since", "soon")[1]


def test_members_of_one_name_in_different_communities_are_told_apart() -> None:
    pairs = (("anna", "losses/state/north"), ("bell", "actor/north"))
    store = store_of(
        "ag:Actor rdfs:subClassOf ag:Entity .",
        *(f"<id/{one}> a ag:Actor, ag:Entity ." for pair in pairs for one in pair),
        *(f'<id/{north}> skos:prefLabel "North"@en .' for _, north in pairs),
        *(proposition(f"p-{one}", f"id:{one}", "supports", f"<id/{north}>") for one, north in pairs),
        *(claim(f"c-{one}", f"p-{one}") for one, _ in pairs),
    )
    store.extend(list(derived_quads(store)))
    found = KnowledgeGraph(store).communities().found
    names = {member.entity.label for one in found for member in one.members}
    assert len(found) == 2 and names >= {"North (actor, of losses)", "North (actor, of the articles)"}
