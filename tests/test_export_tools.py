"""Exports for particular tools: Parquet, Neo4j's import, STIX 2.1, FollowTheMoney, RDF 1.2, dates in GEXF."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

import networkx as nx
import pandas as pd
import pyoxigraph as ox
import pytest
from stix2validator import ValidationOptions, validate_string

from export_graphs import (
    CLAIMS,
    DENIALS,
    DENIED_LINK,
    DENIED_VALUE,
    HOSTILE,
    LINKS,
    NODES,
    RAID,
    contested_graph,
)
from graph.export import FORMATS, export
from graph.namespaces import AG, RDF

REIFIES = ox.NamedNode(RDF + "reifies")


@cache
def content(format_name: str) -> bytes:
    return export(contested_graph(), format_name).content


def member(format_name: str, name: str) -> io.BytesIO:
    return io.BytesIO(zipfile.ZipFile(io.BytesIO(content(format_name))).read(name))


def test_pandas_reads_typed_columns_from_parquet() -> None:
    nodes, edges, claims = (
        pd.read_parquet(member("parquet", f"{one}.parquet")) for one in ("nodes", "edges", "claims")
    )
    assert (len(nodes), len(edges), len(claims)) == (NODES, LINKS, CLAIMS)
    assert claims["reference"].dtype == bool
    assert str(claims["origins"].dtype) == "int64"
    assert (claims["stance"] == "denies").sum() == DENIALS
    hedged = claims[claims["iri"].str.endswith("claim/post-1/3a")].iloc[0]
    assert (hedged["made_on"], hedged["made_on_precision"]) == ("2023-05", "month")
    assert (hedged["made_on_from"], hedged["made_on_to"]) == (date(2023, 5, 1), date(2023, 5, 31))
    taken = claims[claims["iri"].str.endswith("claim/post-1/2a")].iloc[0]
    assert list(taken["relayed_from"]) == ["https://w3id.org/armsgraph/id/actor/evening-wire"]


def neo4j(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.TextIOWrapper(member("neo4j", name), "utf-8", newline="")))


def test_neo4j_gets_headers_ids_labels_and_types_of_its_import() -> None:
    nodes, claims, links, claimed = (neo4j(f"{one}.csv") for one in ("nodes", "claims", "links", "claimed"))
    assert {"iri:ID", "types:string[]", "claims:long", ":LABEL"} <= nodes[0].keys()
    assert (len(nodes), len(claims), len(links)) == (NODES, CLAIMS, LINKS)
    ids = [row["iri:ID"] for row in (*nodes, *claims)] + [row["about:ID"] for row in neo4j("statements.csv")]
    assert len(set(ids)) == len(ids)
    assert all(row[":START_ID"] in ids and row[":END_ID"] in ids for row in (*links, *claimed))
    assert Counter(row[":TYPE"] for row in claimed)["SAID_BY"] == CLAIMS
    assert {row["stance"] for row in claims if row["reference:boolean"] == "true"} == {"asserts"}


def test_no_relationship_type_offers_a_denial_as_a_fact() -> None:
    types = {row["iri"]: row[":TYPE"] for row in neo4j("links.csv")}
    assert types[DENIED_LINK] == "SUPPLIER_DENIED"
    assert "SUPPLIER" not in types.values()


def test_the_note_for_neo4j_holds_the_command() -> None:
    note = member("neo4j", "README.txt").read().decode()
    assert "neo4j-admin database import full" in note
    assert all(f"={name}" in note for name in ("nodes.csv", "claims.csv", "links.csv", "claimed.csv"))


@cache
def stix() -> dict[str, Any]:
    return json.loads(content("stix"))


def objects(kind: str) -> list[dict[str, Any]]:
    return [one for one in stix()["objects"] if one["type"] == kind]


def test_the_official_validator_takes_the_bundle() -> None:
    found = validate_string(content("stix").decode(), ValidationOptions(version="2.1"))
    assert found.is_valid, [str(error) for error in found.errors]


def test_stix_holds_who_says_what_as_opinions_of_identities() -> None:
    assert len(objects("relationship")) == LINKS
    opinions = objects("opinion")
    assert len(opinions) == CLAIMS
    assert Counter(one["opinion"] for one in opinions)["strongly-disagree"] == DENIALS
    ids = {one["id"] for one in stix()["objects"]}
    assert len(ids) == len(stix()["objects"])
    named = {one for opinion in opinions for one in (*opinion["object_refs"], opinion["created_by_ref"])}
    assert named <= ids
    denied = next(one for one in objects("relationship") if DENIED_LINK in str(one["external_references"]))
    assert denied["relationship_type"] == "supplier-denied"


def test_stix_names_of_objects_are_the_standards_where_it_has_them() -> None:
    kinds = Counter(one["type"] for one in stix()["objects"])
    assert (kinds["incident"], kinds["location"], kinds["armsgraph-weapon"], kinds["report"]) == (2, 1, 1, 2)
    place = objects("location")[0]
    assert (place["latitude"], place["longitude"]) == (50.25, 36.5)
    value = next(one for one in objects("armsgraph-value") if DENIED_VALUE in str(one["external_references"]))
    extension = next(iter(value["extensions"].values()))
    assert extension["status"] == "denied-only"


def ftm() -> list[dict[str, Any]]:
    return [json.loads(line) for line in content("ftm").decode().splitlines()]


def test_followthemoney_says_who_denies_in_words() -> None:
    _, *lines = ftm()
    schemata = Counter(line["schema"] for line in lines)
    assert (schemata["UnknownLink"], schemata["Note"], schemata["Document"]) == (LINKS, CLAIMS, 2)
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        if line["schema"] == "UnknownLink":
            assert {*line["properties"]["subject"], *line["properties"]["object"]} <= ids
    said = [line["properties"]["name"][0] for line in lines if line["schema"] == "Note"]
    assert sum(" denies: " in one for one in said) == DENIALS
    assert any(HOSTILE in line["properties"].get("name", [""])[0] for line in lines)


def test_followthemoney_notes_hold_only_what_its_model_knows() -> None:
    documents = {line["id"] for line in ftm() if line["schema"] == "Document"}
    notes = [line["properties"] for line in ftm()[1:] if line["schema"] == "Note"]
    # `Note` of the published model has no date: one that stands there is dropped without a word.
    assert {*chain(*notes)} <= {"name", "description", "summary", "entity", "proof", "sourceUrl"}
    assert all(documents.issuperset(note["proof"]) for note in notes)
    hedged = next(note for note in notes if note["sourceUrl"][0].endswith("claim/post-1/3a"))
    assert "Said on 2023-05." in hedged["summary"]
    assert all("" not in held for line in ftm() for held in line["properties"].values())
    denied = next(line for line in ftm() if DENIED_LINK in line["properties"].get("sourceUrl", []))
    assert denied["properties"]["status"] == ["denied-only"]


@pytest.mark.parametrize("format_name", [name for name, each in FORMATS.items() if each.lossy])
def test_a_file_that_cannot_hold_all_says_so_itself(format_name: str) -> None:
    assert FORMATS[format_name].lossy in content(format_name).decode()


def test_lossy_files_say_what_they_hold_where_their_standard_has_a_place_for_it() -> None:
    (note,) = objects("note")
    first = ftm()[0]["properties"]
    assert note["abstract"] == first["name"][0] == "armsgraph: the whole graph"
    assert f"{NODES} nodes, {LINKS} links, {CLAIMS} claims, {DENIALS} denials." in note["content"]
    assert first["summary"][0] in note["content"]


@pytest.mark.parametrize(("format_name", "syntax"), [("turtle12", "TURTLE"), ("ntriples12", "N_TRIPLES")])
def test_rdf_12_holds_contents_as_triple_terms(format_name: str, syntax: str) -> None:
    quads = list(ox.parse(content(format_name), getattr(ox.RdfFormat, syntax)))
    propositions = [quad for quad in quads if quad.object == ox.NamedNode(AG + "Proposition")]
    contents = [quad.object for quad in quads if quad.predicate == REIFIES]
    assert len(contents) == len(propositions)
    assert all(isinstance(one, ox.Triple) for one in contents)
    assert not {quad.predicate.value for quad in quads} & {RDF + "subject", RDF + "predicate", RDF + "object"}
    assert not any(
        quad.subject == ox.NamedNode(RAID) and quad.predicate.value == AG + "perpetrator" for quad in quads
    )


def test_gexf_says_when_a_link_was_said_and_how_exactly() -> None:
    network = nx.read_gexf(io.BytesIO(content("gexf")))
    said = {held["id"]: held for *_, held in network.edges(data=True)}
    used = next(held for iri, held in said.items() if iri.endswith("kestrel-used-in-raid"))
    assert (used["start"], used["end"], used["said_precision"]) == ("2023-05-01", "2023-05-25", "month")
    led = next(held for iri, held in said.items() if iri.endswith("raid-by-grey-column"))
    assert (led["start"], led["end"], led["said_precision"]) == ("2023-05-24", "2023-05-24", "day")
    assert b'mode="dynamic" timeformat="date"' in content("gexf")
