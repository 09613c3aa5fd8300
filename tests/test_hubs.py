"""An entity of which very much is told: questions tell a part of it, count the rest and read few claims."""

from __future__ import annotations

from functools import partialmethod

import pyoxigraph as ox
import pytest

from graph.ingest.derive import derived_quads
from graph.inquiries import answered
from graph.knowledge import KnowledgeGraph
from graph.knowledge.chosen import Chosen
from graph.knowledge.reading import Reading
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_IMPORTS, ID
from graph.perspective import Perspective
from graph.settings import BULK_LIMITS
from graph.ui.card import Asked, entity_card
from worlds import claim, proposition, store_of

CLASSES = (
    "ag:Actor rdfs:subClassOf ag:Entity . ag:Incident rdfs:subClassOf ag:Entity .",
    "id:anna a ag:Actor, ag:Entity . id:bell a ag:Actor, ag:Entity .",
    "id:paper a ag:Document . id:table a ag:Document .",
)
ANNA = ID + "anna"
LOSSES = BULK_LIMITS.card_statements + 30


def losses(count: int) -> list[str]:
    """So many losses of Anna's, all told by one table, the last one also by a newspaper, which denies it."""
    told = [proposition(f"p{n:03}", f"id:loss{n:03}", "target", "id:anna") for n in range(count)]
    named = [f"id:loss{n:03} a ag:Incident, ag:Entity ." for n in range(count)]
    said = [claim(f"c{n:03}", f"p{n:03}", by="bell", more="ag:document id:table ;") for n in range(count)]
    return [*named, *told, *said, claim("no", f"p{count - 1:03}", by="anna", stance="Denies")]


@pytest.fixture(scope="module")
def hub() -> KnowledgeGraph:
    store = store_of(*CLASSES, *losses(LOSSES))
    store.extend(list(derived_quads(store)))
    return KnowledgeGraph(store, reading=Reading(store, whole_below=0))


@pytest.fixture
def read(hub: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of claims that are read, one number a reading."""
    shelf, counts = type(hub._reading.shelf), list[int]()
    original = shelf._claims

    def counted(self, rows):
        counts.append(len(rows))
        return original(self, rows)

    monkeypatch.setattr(shelf, "_claims", counted)
    return counts


def test_a_card_tells_of_each_relation_what_most_claims_tell_and_counts_the_rest(hub, read):
    card = hub.show(ANNA)
    assert len(card.links) == BULK_LIMITS.card_statements
    assert [(one.direction, one.statements, one.links) for one in card.untold] == [("in", 30, True)]
    assert any(len(link.claims) == 2 for link in card.links)  # though it is the last by its name
    assert sum(read) == BULK_LIMITS.card_statements + 1


def test_a_card_says_how_many_links_it_leaves_out_and_shows_more_claims_step_by_step(hub):
    card = hub.show(ANNA)
    drawn = str(entity_card(card, hub.sentence, Asked()))
    assert f"Its links ({LOSSES})" in drawn
    assert f"({BULK_LIMITS.card_statements} of {LOSSES})" in drawn
    claims = hub.claims_found(about=ANNA)
    steps = [("about",), ("about", "more 1 about"), ("about", "more 1 about", "more 2 about")]
    shown = [str(entity_card(card, hub.sentence, Asked(claims, open=one))).count("ag-claim") for one in steps]
    assert shown == sorted(shown)
    assert "more claims" not in str(entity_card(card, hub.sentence, Asked(claims, open=steps[-1])))


def test_the_claims_of_a_large_document_are_read_a_part_at_a_time(hub, read):
    found = hub.claims_found(by=ID + "bell")
    found._ends = [0, 50, 100, LOSSES]
    assert (len(found), len(found[:5]), sum(read)) == (LOSSES, 5, 50)
    assert [one.iri[-4:] for one in found][:2] == ["c000", "c001"]
    assert len(list(found)) == LOSSES


def test_of_very_many_claims_the_latest_are_put_in_the_order_of_time_and_the_rest_is_counted(
    hub, read, monkeypatch
):
    monkeypatch.setattr("graph.knowledge.grounds.BULK_LIMITS", BULK_LIMITS._replace(moments_read=20))
    history = hub.stances(ANNA)
    assert (len(history.moments) + history.left_out, history.left_out > 100) == (LOSSES + 1, True)
    assert {one.claim.stance.value for one in history.moments} == {"asserts", "denies"}
    assert sum(read) < 40


def test_origins_and_reasons_of_a_hub_are_those_of_what_is_told_most(hub, read, monkeypatch):
    monkeypatch.setattr("graph.knowledge.grounds.BULK_LIMITS", BULK_LIMITS._replace(grounds_statements=10))
    report = hub.origins(ANNA)
    assert (len(report.propositions), report.claims + report.left_out) == (10, LOSSES + 1)
    assert "disputed" in hub.why(ANNA)[0].what
    assert sum(read) < 40


def test_a_ready_question_reads_the_most_told_statements_and_counts_all(hub, read, monkeypatch):
    monkeypatch.setattr(Chosen, "read", partialmethod(Chosen.read, 7))
    reply = answered(hub, "said-of", {"actor": ID + "bell", "thing": ANNA})
    assert (len(reply.rows), reply.statements, sum(read)) == (7, LOSSES, 7)
    denied = answered(hub, "denied", {"actor": ANNA})
    assert (len(denied.rows), denied.statements) == (1, 0)


def test_what_a_side_tells_holds_what_imports_say_and_reads_no_claim_for_it(monkeypatch):
    store = store_of(*CLASSES, proposition("p", "id:anna", "supports", "id:bell"), claim("c", "p"))
    imported = ox.NamedNode(GRAPH_IMPORTS + "table")
    brought = store_of(proposition("q", "id:bell", "supports", "id:anna"), claim("d", "q", by="bell"))
    store.extend([ox.Quad(*quad.triple, imported) for quad in brought.quads(GRAPH_CURATED)])
    store.extend(list(derived_quads(store)))
    graph = KnowledgeGraph(store, reading=Reading(store, whole_below=0))
    monkeypatch.setattr(type(graph._reading.shelf), "_claims", None)
    told = graph.under(Perspective(told_by=(ID + "bell",))).told_store
    assert [quad.subject.value for quad in told.quads(imported.value) if quad.object.value == ID + "q"] == [
        ID + "d"
    ]
    assert not any(quad.subject.value in {ID + "c", ID + "p"} for quad in told.quads(GRAPH_CURATED))


def test_what_a_relation_is_told_of_is_named_without_reading_a_claim(hub, read):
    named = hub.subjects_of(AG + "target")
    assert (len(named), ID + "loss000" in named, ANNA in named, read) == (LOSSES, True, False, [])
    assert hub.subjects_of(AG + "location") == frozenset()
    [one] = hub.claims_of([ID + "loss000", ANNA], AG + "target")
    assert (one.proposition.subject.iri, read) == (ID + "loss000", [1])
    assert hub.claims_of([ID + "loss000"], AG + "location") == ()
