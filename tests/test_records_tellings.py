"""What falls and what differs, as plain dicts."""

from __future__ import annotations

import json

from graph.comparison import compare
from graph.consequences import Load, LoadBearing, Picture, SourceKind, consequences
from graph.model import Ref, Stance
from graph.pathfinding import PathQuestion
from graph.records.tellings import comparison_record, consequences_record, load_bearing_record
from graph.standing import restand
from making import claim, network_of, proposition, ref

RAID = proposition("i/raid", "perpetrator", "a/grey")
LEADS = proposition("a/petrov", "leads", "a/grey")
CLAIMS = [
    claim("c/1", RAID, "a/post"),
    claim("c/2", LEADS, "a/post"),
    claim("c/3", LEADS, "a/hale", Stance.DENIES),
]
ENDS = ("i/raid", "a/grey", "a/petrov")


def picture(claims):
    return Picture(restand(claims), network_of(claims, ENDS))


def iris(records):
    return [one["iri"] for one in records]


def test_consequences_as_a_record_hold_each_part_and_of_how_many_it_is():
    question = PathQuestion("i/raid", "a/petrov")
    found = consequences([ref("a/post")], picture(CLAIMS), picture(CLAIMS[2:]), question)
    record = json.loads(json.dumps(consequences_record(found)))
    assert iris(record["without"]) == ["a/post"]
    assert iris(record["claims"]) == ["c/1", "c/2"]
    assert iris(record["links"]) == [LEADS.iri, RAID.iri]
    assert (record["claims_in_all"], record["links_in_all"], record["statements_in_all"]) == (3, 2, 0)
    assert (record["pairs_separated"], record["pairs_in_all"]) == (3, 3)
    assert (iris(record["silent"]), record["entities_in_all"]) == (["i/raid"], 3)
    assert record["summary"].startswith("Without POST 2 of 3 claims fall")
    stood, told_no_more = record["changes"]
    assert (stood["before"]["status"], stood["after"]["status"]) == ("disputed", "denied-only")
    assert (told_no_more["proposition"]["iri"], told_no_more["after"]) == (RAID.iri, None)
    assert [hop["predicate"] for hop in record["paths"]["fallen"][0]["broken"]] == ["perpetrator", "leads"]
    assert record["paths"]["after"]["opens"][0].startswith("Letting POST count again")
    assert consequences_record(consequences([], picture(CLAIMS), picture(CLAIMS)))["paths"] is None


def test_load_bearing_sources_as_a_record_say_when_they_are_cut():
    load = Load(Ref("a/post", "Post"), SourceKind.OUTLET, 3, 2, 1, 4, 5)
    record = json.loads(json.dumps(load_bearing_record(LoadBearing((load,), 7, 30, 20, 10))))
    assert (record["bearing"], record["cut"]) == (7, True)
    assert (record["claims_in_all"], record["links_in_all"], record["statements_in_all"]) == (30, 20, 10)
    assert record["sources"] == [
        {
            "source": {"iri": "a/post", "label": "Post"},
            "kind": "outlet",
            "summary": "Without Post 3 claims fall, and with them 2 links and 1 other statement.",
            "claims": 3,
            "links": 2,
            "statements": 1,
            "status_changes": 4,
            "single_origin": 5,
        }
    ]


def test_a_comparison_as_a_record_holds_how_each_side_has_it():
    found = compare(restand(CLAIMS[:2]), restand(CLAIMS[2:]), entities=ENDS)
    record = json.loads(json.dumps(comparison_record(found, "Moscow", "Kyiv")))
    assert (record["one"], record["other"]) == ("Moscow", "Kyiv")
    assert record["summary"].startswith("Moscow and Kyiv oppose each other on 1 link")
    assert record["counts"]["opposed"] == {"links": 1, "statements": 0}
    opposed, alone = record["differences"]
    assert (opposed["side"], opposed["proposition"]["iri"]) == ("opposed", LEADS.iri)
    assert (opposed["one"]["status"], opposed["other"]["status"]) == ("undisputed", "denied-only")
    assert iris(opposed["other"]["claims"]) == ["c/3"]
    assert (alone["side"], alone["other"], alone["rivals"], alone["is_link"]) == ("only one", None, [], True)
