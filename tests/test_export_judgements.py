"""What the editors judge travels with an export: built again, it contradicts itself where it did before."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from graph import KnowledgeGraph
from graph.export import export
from graph.export.rdf import texts
from graph.ingest import build_in_memory
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, ID
from graph.network import View
from graph.views import view_of

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"
TRIPLE_FORMATS = ("turtle", "ntriples", "rdfxml")
QUAD_FORMATS = ("trig", "nquads", "jsonld")
JUDGEMENT = ID + "contradiction/ways"
USED, MADE, LED = (
    f"{ID}proposition/{name}"
    for name in ("kestrel-used-in-raid", "kestrel-made-in-northland", "petrov-leads")
)
RAID, KESTREL, NORTHLAND = f"{ID}incident/raid", f"{ID}weapon/kestrel", f"{ID}actor/northland"
JUDGED = """
<id/contradiction/ways> a ag:ContradictionJudgement ;
    ag:contradicts <id/proposition/kestrel-used-in-raid>, <id/proposition/kestrel-made-in-northland>,
        <id/proposition/petrov-leads> ;
    ag:contradictionKind ag:Incompatible ; ag:reason "Only for this test."@en .
<id/proposition/raid-by-grey-column> ag:incompatibleWith <id/proposition/petrov-leads> .
"""
WRITTEN = (f"{ID}proposition/raid-by-grey-column", AG + "incompatibleWith", LED)


@cache
def judged_graph() -> KnowledgeGraph:
    return KnowledgeGraph(build_in_memory(SAMPLE.read_text(encoding="utf-8") + JUDGED))


def again(tmp_path: Path, format_name: str, view: View | None = None) -> KnowledgeGraph:
    """Return what a build of the export gives."""
    exported = export(judged_graph(), format_name, view)
    file = tmp_path / f"again.{exported.extension}"
    file.write_bytes(exported.content)
    return KnowledgeGraph(build_in_memory([file]))


def said(graph: KnowledgeGraph, predicate: str, of: str = GRAPH_CURATED) -> set[tuple[str, str, str]]:
    return {triple for quad in graph.store.quads(of) if (triple := texts(quad))[1] == AG + predicate}


def members(graph: KnowledgeGraph) -> set[str]:
    return {end for subject, _, end in said(graph, "contradicts") if subject == JUDGEMENT}


@pytest.mark.parametrize("format_name", (*TRIPLE_FORMATS, *QUAD_FORMATS))
def test_what_is_derived_from_a_judgement_does_not_become_hand_written(format_name, tmp_path):
    loaded = again(tmp_path, format_name)
    assert said(loaded, "incompatibleWith") == {WRITTEN}
    derived = said(judged_graph(), "incompatibleWith", GRAPH_DERIVED)
    assert len(derived) == 3
    assert said(loaded, "incompatibleWith", GRAPH_DERIVED) == derived


@pytest.mark.parametrize("format_name", ("turtle", "trig"))
def test_a_part_brings_a_judgement_along_with_those_of_its_members_that_it_holds(format_name, tmp_path):
    part = view_of(judged_graph().network(), [RAID, KESTREL, NORTHLAND])
    loaded = again(tmp_path, format_name, part)
    assert members(loaded) == {USED, MADE}
    assert len(said(loaded, "incompatibleWith", GRAPH_DERIVED)) == 1
    [reason] = said(loaded, "reason") - said(loaded, "sameEntity")
    assert reason[0] == JUDGEMENT


def test_a_judgement_of_which_a_part_holds_one_member_stays_behind(tmp_path):
    loaded = again(tmp_path, "turtle", view_of(judged_graph().network(), [RAID, KESTREL]))
    assert USED in {subject for subject, _, _ in map(texts, loaded.store.quads(GRAPH_CURATED))}
    assert members(loaded) == set()
    assert JUDGEMENT not in {subject for subject, _, _ in said(loaded, "reason")}


@pytest.mark.parametrize("format_name", ("trig", "turtle"))
def test_a_perspective_built_again_contradicts_itself_where_it_did(format_name, shipped_graph, tmp_path):
    told = shipped_graph.under(shipped_graph.outlook(without=["Viktor Orban"]))
    exported = export(told, format_name)
    file = tmp_path / f"told.{exported.extension}"
    file.write_bytes(exported.content)
    rebuilt = KnowledgeGraph(build_in_memory([file]))
    judged = {one.judgement for one in told.contradictions() if one.judgement}
    assert len(judged) > 20
    assert {one.judgement for one in rebuilt.contradictions()} - {""} == judged
