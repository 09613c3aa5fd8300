"""Wider types are derived when a store is built and dropped when an export is read."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.ingest import build_in_memory
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, ID, RDF

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
COLUMN = ox.NamedNode(f"{ID}actor/grey-column")
TYPE = ox.NamedNode(RDF + "type")


def types_in(store, graph, thing=COLUMN):
    return {
        quad.object.value.removeprefix(AG)
        for quad in store.quads(graph)
        if quad.subject == thing and quad.predicate == TYPE
    }


def test_a_store_holds_the_written_type_and_every_wider_one_apart(sample_store):
    assert types_in(sample_store, GRAPH_CURATED) == {"ArmedGroup"}
    assert types_in(sample_store, GRAPH_DERIVED) == {"Organization", "Actor", "Entity"}


@pytest.mark.parametrize(("wide", "count"), [("Actor", 10), ("Weapon", 1), ("Incident", 2), ("Place", 1)])
def test_everyday_sparql_finds_things_by_a_wide_class(sample_store, wide, count):
    query = "SELECT DISTINCT ?it ?class WHERE { ?it a ?class }"
    assert len(list(sample_store.select(query, **{"class": AG + wide}))) == count


def test_a_reference_claim_is_a_claim(sample_store):
    rows = sample_store.select("SELECT ?claim WHERE { ?claim a ag:ReferenceClaim, ag:Claim }")
    assert len(list(rows)) == 3


def test_a_written_wider_type_is_taken_for_derived():
    raid = SAMPLE.read_text(encoding="utf-8")
    store = build_in_memory(raid + "\n<id/actor/grey-column> a ag:Entity, ag:Actor .")
    assert types_in(store, GRAPH_CURATED) == {"ArmedGroup"}
    assert types_in(store, GRAPH_DERIVED) == {"Organization", "Actor", "Entity"}
