"""Chains of citations as one drawing, as records, and as read by hand in the articles."""

from __future__ import annotations

import json

import pytest

from citing import RAID, reported
from graph.citations import (
    ChainEdge,
    ChainGraph,
    archive_of,
    chain_graph,
    chain_sentence,
    origin_report,
    origin_sentence,
)
from graph.lexicon import read_lexicon
from graph.model import Stance
from graph.records.origins import origin_report_record
from making import claim, report


def edges(drawn: ChainGraph, *, circular: bool):
    return {(one.source, one.target) for one in drawn.edges if one.circular is circular}


def test_a_drawing_merges_what_chains_share_and_ends_at_the_proposition():
    one = claim("c/1", RAID, "a/hale", relayed_from=["a/wire"])
    other = claim("c/2", RAID, "a/petrov", Stance.DENIES, relayed_from=["a/wire"])
    drawn = chain_graph(reported(one, other).chains)
    assert edges(drawn, circular=False) == {
        ("a/hale", "a/wire"),
        ("a/petrov", "a/wire"),
        ("a/wire", "actor/paper"),
        ("actor/paper", "document/paper"),
        ("document/paper", RAID.iri),
    }
    assert edges(drawn, circular=True) == set()
    last = next(edge for edge in drawn.edges if edge.target == RAID.iri)
    assert (set(last.stances), last.claims) == ({Stance.ASSERTS, Stance.DENIES}, ("c/1", "c/2"))
    kinds = {node.ref.iri: node.kind.value for node in drawn.nodes}
    assert kinds == {
        "a/hale": "speaker",
        "a/petrov": "speaker",
        "a/wire": "outlet",
        "actor/paper": "outlet",
        "document/paper": "document",
        RAID.iri: "proposition",
    }


def test_a_drawing_marks_the_circle_and_not_the_way_to_it():
    post, wire = report("c/1", RAID, "a/post", ["a/wire"]), report("c/2", RAID, "a/wire", ["a/post"])
    blog = report("c/3", RAID, "a/blog", ["a/post"])
    drawn = chain_graph(reported(blog, known=(post, wire, blog)).chains)
    assert edges(drawn, circular=True) == {
        ("a/post", "document/of-c/1"),
        ("document/of-c/2", "a/post"),
        ("a/wire", "document/of-c/2"),
        ("document/of-c/1", "a/wire"),
    }
    assert edges(drawn, circular=False) == {
        ("document/of-c/3", RAID.iri),
        ("a/blog", "document/of-c/3"),
        ("document/of-c/1", "a/blog"),
    }


def test_a_circle_begins_where_it_closes_not_where_its_outlet_is_first_met():
    post, wire = report("c/1", RAID, "a/post", ["c/2"]), report("c/2", RAID, "a/wire", ["c/1"])
    again = report("c/3", RAID, "a/post", ["c/1"])
    drawn = chain_graph(reported(again, known=(post, wire, again)).chains)
    assert ("document/of-c/1", "a/post") in edges(drawn, circular=False)


def test_what_lies_on_a_circle_is_marked_also_where_another_chain_leaves_it():
    post = report("c/1", RAID, "a/post", ["c/2", "c/9"])
    wire, hale = report("c/2", RAID, "a/wire", ["c/1"]), claim("c/9", RAID, "a/hale")
    drawn = chain_graph(reported(post, known=(post, wire, hale)).chains)
    assert ("a/post", "document/of-c/1") in edges(drawn, circular=True)
    assert ("document/paper", "a/post") in edges(drawn, circular=False)


def test_a_missing_claim_is_drawn_as_unknown():
    drawn = chain_graph(reported(claim("c/1", RAID, "a/hale", relayed_from=["c/gone"])).chains)
    assert [node.ref.iri for node in drawn.nodes if node.missing] == ["c/gone"]
    assert ("c/gone", "a/hale") in edges(drawn, circular=False)


def test_a_report_and_its_drawing_as_records_are_plain_json():
    post, wire = report("c/1", RAID, "a/post", ["a/wire"]), report("c/2", RAID, "a/wire", ["a/post"])
    made = reported(post, wire, claim("c/3", RAID, "a/officials", Stance.DENIES, unnamed=True))
    record = json.loads(json.dumps(origin_report_record(made)))
    assert record["summary"] == origin_sentence(made)
    assert [one["label"] for one in record["asserted"]["origins"]] == ["POST"]
    assert [one["iri"] for one in record["denied"]["unknown_origins"]] == ["a/officials"]
    assert [one["circular"] for one in record["chains"]] == [True, True, False]
    assert record["chains"][2]["steps"][-1] == {
        "kind": "speaker",
        "iri": "a/officials",
        "label": "OFFICIALS",
        "unnamed": True,
        "missing": False,
    }
    assert [claim["iri"] for claim in record["circles"][0]["claims"]] == ["c/1", "c/2"]
    drawn = chain_graph(made.chains)
    assert ChainEdge("document/paper", RAID.iri, False, (Stance.DENIES,), ("c/3",)) in drawn.edges
    assert {node.kind for node in drawn.nodes} == {"document", "outlet", "speaker", "proposition"}


@pytest.mark.parametrize(
    ("proposition_end", "named", "unnamed", "line"),
    [
        (
            "kremlin-drone-assessment--confidence--low",
            0,
            1,
            "(The Washington Post) <- The New York Times <- U.S. officials (unnamed, ",
        ),
        (
            "biden-administration--fears--kursk-escalation",
            0,
            1,
            " <- The Washington Post <- Sources of the Washington Post (unnamed, August 2024)",
        ),
        (
            "pentagon-approved-transfer-to-raiders",
            0,
            0,
            " <- Patrick Ryder (for United States Department of Def",
        ),
        (
            "awol-cases-2023--count--1000",
            0,
            1,
            " <- British Ministry of Defence <- Independent Russian journ",
        ),
    ],
)
def test_chains_of_the_articles_are_those_read_by_hand(shipped_graph, proposition_end, named, unnamed, line):
    known, lexicon = shipped_graph.claims(), read_lexicon(shipped_graph.store)
    about = [one for one in known if one.proposition.iri.endswith(f"/{proposition_end}")]
    made = origin_report(about, archive_of(known, lexicon))
    assert (len(made.origins), len(made.unknown)) == (named, unnamed)
    assert line in chain_sentence(made.chains[0])
    assert made.circles == ()
