"""The zip of tables, read back by Python's csv."""

from __future__ import annotations

import csv
import io
import zipfile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export_graphs import (
    CLAIMS,
    DENIALS,
    DENIED_LINK,
    DENIED_VALUE,
    DISPUTED_LINK,
    HOSTILE,
    HOSTILE_PERSON,
    LINKS,
    NODES,
    RAID,
    contested_graph,
)
from graph.export import export
from graph.export.arrow import arrow_array
from graph.export.tables import guarded, unguarded
from graph.export.xml_text import allowed
from graph.network import View


def package(view: View | None = None) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(export(contested_graph(), "csv", view).content))


def table(name: str, view: View | None = None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package(view).read(name).decode("utf-8"), newline="")))


def test_the_tables_hold_the_same_counts() -> None:
    claims = table("claims.csv")
    assert len(table("nodes.csv")) == NODES
    assert len(table("edges.csv")) == LINKS
    assert len(claims) == len({claim["iri"] for claim in claims}) == CLAIMS
    assert sum(claim["stance"] == "denies" for claim in claims) == DENIALS


def test_a_denied_link_never_reads_as_a_fact() -> None:
    edges = {edge["iri"]: edge for edge in table("edges.csv")}
    assert edges[DENIED_LINK]["status"] == "denied-only"
    assert edges[DENIED_LINK]["label"].endswith(" (denied)")
    assert edges[DISPUTED_LINK]["label"].endswith(" (disputed)")
    assert (edges[DENIED_LINK]["origins"], edges[DENIED_LINK]["denying"]) == ("0", "1")


def test_each_denial_carries_its_stance_and_a_label_that_says_so() -> None:
    denials = [claim for claim in table("claims.csv") if claim["stance"] == "denies"]
    assert DENIED_VALUE in {claim["proposition"] for claim in denials}
    assert all(claim["label"].endswith((" (denied)", " (disputed)")) for claim in denials)


def test_a_claim_says_who_where_and_when() -> None:
    claim = next(claim for claim in table("claims.csv") if claim["iri"].endswith("claim/post-1/2a"))
    assert (claim["claimant_label"], claim["on_behalf_of_label"]) == ("Ivan Petrov", "Grey Column")
    assert (claim["document_title"], claim["outlet"]) == ("Armoured cars seen in Southfield", "Daily Post")
    assert (claim["line"], claim["start"], claim["end"], claim["anchor"]) == (
        "2",
        "110",
        "121",
        "Grey Column",
    )
    assert (claim["made_on"], claim["published"]) == ("2023-05-24", "2023-05-25")
    assert claim["relayed_from"] == '["https://w3id.org/armsgraph/id/actor/evening-wire"]'


def test_a_reference_claim_has_no_place_in_a_text() -> None:
    claim = next(claim for claim in table("claims.csv") if claim["iri"].endswith("claim/handbook/1"))
    assert (claim["reference"], claim["line"], claim["start"], claim["made_on"]) == ("true", "", "", "")


def test_hostile_text_stays_in_its_cell() -> None:
    labels = {node["iri"]: node["label"] for node in table("nodes.csv")}
    assert labels[HOSTILE_PERSON] == allowed(HOSTILE)


def test_a_view_restricts_every_table() -> None:
    view = contested_graph().neighbourhood([RAID])
    assert {node["iri"] for node in table("nodes.csv", view)} == {node.iri for node in view.nodes}
    assert {edge["iri"] for edge in table("edges.csv", view)} == {link.iri for link in view.links}
    assert "post-1/4a" not in {claim["iri"].partition("/claim/")[2] for claim in table("claims.csv", view)}


def test_the_note_says_counts_and_guard() -> None:
    note = package().read("README.txt").decode()
    assert f"{NODES} nodes, {LINKS} links, {CLAIMS} claims, {DENIALS} denials" in note
    assert "apostrophe" in note
    assert b"claims" in package().comment


def test_the_zip_is_the_same_on_any_day() -> None:
    assert {entry.date_time for entry in package().infolist()} == {(1980, 1, 1, 0, 0, 0)}


RISKY = st.text(st.sampled_from("=+-@\t\r'ab\n\","), max_size=6)


@given(RISKY | st.text(alphabet=st.characters(codec="utf-8")))
def test_no_cell_is_a_formula_and_the_text_can_be_had_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == allowed(text)


CELLS = {
    pa.string(): st.text(st.characters(codec="utf-8"), max_size=5),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.bool_(): st.booleans(),
    pa.date32(): st.dates(),
    pa.list_(pa.string()): st.lists(st.text(st.characters(codec="utf-8"), max_size=3), max_size=3),
}


@pytest.mark.parametrize("kind", CELLS, ids=str)
@settings(max_examples=20)
@given(data=st.data())
def test_columns_made_of_buffers_are_those_that_arrow_makes(kind: pa.DataType, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.none() | CELLS[kind], max_size=20))
    made = arrow_array(cells, kind)
    made.validate(full=True)
    assert made.equals(pa.array(cells, kind))
