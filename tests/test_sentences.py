"""Links, paths and claims in plain English."""

from __future__ import annotations

from dataclasses import replace

from graph.lexicon import Relation
from graph.model import Certainty, Modality, Stance, Value
from graph.namespaces import XSD
from graph.pathfinding import PathQuestion, find_paths
from graph.sentences import claim_sentence, hop_sentence, path_sentence, proposition_sentence
from making import claim, network_of, proposition, ref

RAID = proposition("i/raid", "perpetrator", "a/grey")
RELATIONS = {
    "perpetrator": Relation(ref("perpetrator"), "was carried out by", "carried out"),
    "leads": Relation(ref("leads"), "leads", ""),
}
LEADS = proposition("a/petrov", "leads", "a/grey")


def answer(start: str, end: str):
    network = network_of(
        [claim("c/1", RAID), claim("c/2", LEADS), claim("c/3", LEADS, "a/hale", Stance.DENIES)]
    )
    return find_paths(network, PathQuestion(start, end)).paths[0]


def test_a_path_is_read_in_the_direction_it_is_walked_and_disputes_are_marked():
    assert path_sentence(answer("i/raid", "a/petrov"), RELATIONS) == (
        "RAID - was carried out by - GREY; PETROV - leads - GREY (disputed)"
    )
    assert path_sentence(answer("a/petrov", "i/raid"), RELATIONS) == (
        "PETROV - leads - GREY (disputed); GREY - carried out - RAID"
    )


def test_a_relation_without_words_is_read_by_its_label():
    [_, hop] = answer("a/petrov", "i/raid").hops
    assert hop_sentence(hop, {}) == "RAID - PERPETRATOR - GREY"


def test_a_claim_names_speaker_stance_content_and_place():
    denial = claim("c/1", RAID, "a/hale", Stance.DENIES, on_behalf_of="a/office", line=4)
    assert claim_sentence(denial, RELATIONS) == (
        "HALE (for OFFICE) denies: RAID - was carried out by - GREY (Paper, The paper, 2023-05-25, line 4)"
    )


def test_hedging_and_what_is_only_planned_are_said():
    plan = replace(claim("c/1", RAID, certainty=Certainty.HEDGED), modality=Modality.PLAN, line=None)
    assert claim_sentence(plan, RELATIONS) == (
        "ANNA says with reserve: RAID - was carried out by - GREY [plan] (Paper, The paper, 2023-05-25)"
    )


def test_true_is_left_unsaid_and_other_values_are_read_out():
    relations = {"occurred": Relation(ref("occurred"), "took place", "")}
    occurred = replace(proposition("i/raid", "occurred", "x"), object=Value("true", XSD + "boolean"))
    assert proposition_sentence(occurred, relations) == "RAID - took place"
    dead = replace(proposition("i/raid", "killed", "x"), object=Value("3", XSD + "integer"))
    assert proposition_sentence(dead, relations) == "RAID - KILLED - 3"


def test_labels_are_handed_on_as_plain_text():
    evil = replace(RAID, subject=replace(RAID.subject, label='<script>alert("x")</script> 🚁 שלום'))
    assert proposition_sentence(evil, RELATIONS).startswith('<script>alert("x")</script> 🚁 שלום - ')
