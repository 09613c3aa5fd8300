"""The one door inside, on the sample raid."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.errors import InputError, UnknownEntityError, UnknownRelationError
from graph.ingest import build_in_memory
from graph.model import Status
from graph.namespaces import AG, ID
from graph.store import open_store

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"


@pytest.fixture(scope="module")
def graph(sample_store):
    return KnowledgeGraph(sample_store)


def names(claims):
    return [claim.iri.removeprefix(f"{ID}claim/") for claim in claims]


def test_one_person_under_two_names_is_one_entity(graph):
    assert graph.resolve("White Fox") == graph.resolve("Ivan Petrov") == graph.resolve(f"{ID}actor/white-fox")
    card = graph.show("White Fox")
    assert (card.label, [ref.label for ref in card.same_as]) == ("Ivan Petrov", ["White Fox"])
    assert "no text says" in card.identity[0]
    assert "White Fox" in {name.text for name in card.aliases}
    [leads] = [link for link in card.links if link.predicate.iri == f"{AG}leads"]
    assert names(leads.claims) == ["post-1/2b", "post-1/6a"]


def test_a_card_tells_links_with_direction_claims_and_standing(graph):
    card = graph.show("GC")
    assert card.types == ("ArmedGroup", "Organization", "Actor")
    links = {(link.direction, link.predicate.iri.removeprefix(AG), link.entity.label) for link in card.links}
    assert links == {("in", "leads", "Ivan Petrov"), ("in", "perpetrator", "Raid on Southfield")}
    sources = {name.text: (name.document.label, name.line) for name in card.aliases if name.document}
    assert sources["GC"] == ("Armoured cars seen in Southfield", 2)
    assert sources["Серая колонна"] == ("Handbook of offices", None)
    assert [document.title for document in card.documents] == ["Armoured cars seen in Southfield"]


def test_that_an_incident_took_place_is_an_attribute_with_its_claim(graph):
    [occurred] = [
        one for one in graph.show("Raid on Southfield").attributes if one.predicate.iri == f"{AG}occurred"
    ]
    assert (occurred.value.text, occurred.standing.status) == ("true", Status.UNDISPUTED)
    assert names(occurred.claims) == ["post-1/1a"]


def test_claims_about_a_weapon_include_those_about_its_alleged_transfer(graph):
    found = names(graph.claims(about="Kestrel"))
    assert found[:4] == ["post-1/3a", "post-1/3b", "post-1/5a", "post-1/5b"]
    assert "post-1/4a" in found


def test_claims_are_chosen_by_speaker_document_and_stance(graph):
    assert names(graph.claims(by="Northland Defence Office")) == ["post-1/3b", "post-1/4a"]
    assert names(graph.claims(by="Anna Hale", stance="denies")) == ["post-1/4a"]
    assert {claim.document.title for claim in graph.claims(document="handbook")} == {"Handbook of offices"}
    assert len(graph.claims()) == graph.counts()["claims"]


def test_a_path_leads_from_the_raiders_to_the_office_with_claims_on_every_hop(graph):
    [path] = graph.paths("GC", "Northland Defence Office").paths
    assert [hop.end.label for hop in path.hops] == [
        "Raid on Southfield",
        "Kestrel armoured car",
        "Northland",
        "Northland Defence Office",
    ]
    assert all(hop.claims for hop in path.hops)
    assert graph.sentence(path).startswith("Grey Column - carried out - Raid on Southfield; ")


def test_what_the_office_only_denies_joins_nothing_unless_asked(graph):
    ends = "Northland Defence Office", "Alleged transfer of Kestrels to the Grey Column"
    shortest = graph.paths(*ends, k=1).paths[0]
    assert len(shortest.hops) == 3
    [denied] = graph.paths(*ends, k=1, include_denied=True).paths[0].hops
    assert (denied.standing.status, names(denied.claims)) == (Status.DENIED_ONLY, ["post-1/4a"])
    assert graph.paths(*ends, statuses=["denied-only"]).paths[0].hops == (denied,)


def test_no_path_says_what_would_open_one(graph):
    answer = graph.paths("GC", "Northland Defence Office", max_hops=3)
    assert answer.paths == ()
    assert "Allowing 4 hops instead of 3 opens a path." in answer.opens
    avoiding = graph.paths("GC", "Northland Defence Office", avoid=["Kestrel"])
    assert any("No longer avoiding Kestrel armoured car" in sentence for sentence in avoiding.opens)


def test_relations_are_named_in_every_way_people_write_them(graph):
    perpetrator = graph.resolve_relation("perpetrator")
    for name in ("ag:perpetrator", f"{AG}perpetrator", "PERPETRATOR", perpetrator.label):
        assert graph.resolve_relation(name) == perpetrator
    [path] = graph.paths("GC", "Raid on Southfield", relations=["ag:perpetrator"]).paths
    assert len(path.hops) == 1
    with pytest.raises(UnknownRelationError, match="perpetrator"):
        graph.resolve_relation("perpetrater")


def test_names_that_mean_nothing_are_refused_with_suggestions(graph):
    with pytest.raises(UnknownEntityError, match="Grey Column"):
        graph.show("Gray Colum")
    with pytest.raises(UnknownEntityError):
        graph.paths("GC", "Atlantis")
    with pytest.raises(InputError, match="two different entities"):
        graph.paths("White Fox", "Ivan Petrov")


def test_the_network_is_yours_to_change(graph):
    network = graph.network()
    assert f"{ID}actor/white-fox" not in network
    assert network.nodes[f"{ID}actor/ivan-petrov"]["type"] == "Person"
    before = network.number_of_nodes()
    network.clear()
    assert graph.network().number_of_nodes() == before


def test_the_first_view_is_the_raid_and_neighbourhoods_grow_from_any_name(graph):
    assert "Raid on Southfield" in {node.label for node in graph.default_view().nodes}
    view = graph.neighbourhood(["GC"], max_nodes=2)
    assert (len(view.nodes), view.hidden, view.cut) == (2, 1, True)


def test_counts_tell_claims_by_stance_and_links_by_status(graph):
    counts = graph.counts()
    assert (counts["documents"], counts["denies"], counts["unsure"]) == (2, 1, 1)
    assert counts["asserts"] + counts["denies"] + counts["unsure"] == counts["claims"]
    assert (counts["denied-only"], counts["unconfirmed"], counts["disputed"]) == (1, 1, 0)


def test_search_query_and_dataset_answer_from_the_same_store(graph):
    assert graph.search("Kestrl")[0].label == "Kestrel armoured car"
    assert graph.query("ASK { ?claim ag:stance ag:Denies }")
    assert len(list(graph.dataset.query("SELECT ?c WHERE { ?c a ag:ReferenceClaim }"))) >= 1


def test_an_empty_store_answers_that_there_is_nothing():
    empty = KnowledgeGraph(open_store())
    assert (empty.claims(), empty.documents(), empty.default_view().nodes) == ((), (), ())
    with pytest.raises(UnknownEntityError):
        empty.resolve("anything")


def test_opening_a_directory_gives_the_same_answers(graph, sample_directory):
    assert KnowledgeGraph.open(sample_directory).claims() == graph.claims()


def test_neither_networkx_nor_rdflib_nor_what_builds_is_imported_before_it_is_needed():
    heavy = {"networkx", "rdflib", "rich", "streamlit", "graph.ingest"}
    code = f"import sys, graph.knowledge; print(*({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_propositions_that_cannot_stand_together_name_each_other_in_both_directions():
    judged = SAMPLE.read_text(encoding="utf-8") + (
        "\n<id/proposition/raid-by-grey-column> ag:incompatibleWith <id/proposition/kestrel-used-in-raid> ."
    )
    graph = KnowledgeGraph(build_in_memory(judged))
    by_end = {claim.proposition.iri.rsplit("/", 1)[-1]: claim.proposition for claim in graph.claims()}
    raid, used = by_end["raid-by-grey-column"], by_end["kestrel-used-in-raid"]
    assert graph.rivals(raid) == (used,)
    assert graph.rivals(used) == (raid,)
    assert graph.rivals(by_end["raid-occurred"]) == ()


def test_two_names_of_one_person_are_no_ends_of_a_path_and_the_reason_is_told(graph):
    with pytest.raises(InputError, match=r"both mean Ivan Petrov.*no text says that they are one"):
        graph.paths("White Fox", "Ivan Petrov")


def test_whether_an_incident_took_place_is_known_where_somebody_speaks_of_it(graph):
    raid = graph.resolve("Raid on Southfield").iri
    assert graph.occurrence(raid).standing.status is Status.UNDISPUTED
    transfer = graph.resolve("Alleged transfer of Kestrels to the Grey Column").iri
    assert graph.occurrence(transfer) is None


def test_claims_that_came_through_an_outlet_are_found_via_it(graph):
    assert [claim.iri for claim in graph.claims(via="Evening Wire")] == [f"{ID}claim/post-1/2a"]
    assert graph.claims(by="Evening Wire") == ()


def test_a_document_is_known_by_its_outlet(graph):
    assert graph.document("Daily Post").iri == f"{ID}document/post-1"


def test_documents_with_most_claims_are_listed_first_and_all_are_counted(shipped_graph):
    told, works = shipped_graph.papers(), shipped_graph.papers(works=True)
    claims = Counter(one.document.iri for one in shipped_graph.claims())
    telling = {one.document.iri for one in shipped_graph.claims() if not one.reference}
    every = shipped_graph.documents()
    assert told.documents == tuple(one for one in every if one.iri in telling or one.digest)
    assert set(told.documents) | set(works.documents) == set(every)
    assert told.in_all + works.in_all == len(every)
    assert dict(told.claims) | dict(works.claims) == {one.iri: claims[one.iri] for one in every}
    few = shipped_graph.papers(most=2)
    assert (len(few.documents), few.in_all) == (2, told.in_all)
    assert min(few.claims.values()) >= sorted(told.claims.values())[-2]
