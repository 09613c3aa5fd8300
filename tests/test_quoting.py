"""Paths as text with citations, against texts worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from graph.model import Certainty, Modality, PathAnswer, Stance
from graph.network import Restriction
from graph.pathfinding import PathQuestion, find_paths
from graph.quoting import citation, narrowing_sentences, quoted_paths
from graph.sentences import hop_sentence
from making import claim, network_of, proposition, ref, reference

AB, BZ, ARMS = proposition("a", "knows", "b"), proposition("b", "knows", "z"), proposition("b", "arms", "z")


def text_of(claims, restriction=None, k=5) -> str:
    question = PathQuestion("a", "z", k, restriction=restriction or Restriction())
    return quoted_paths(find_paths(network_of(claims), question), lambda hop: hop_sentence(hop, {}))


def test_each_hop_says_how_it_stands_and_who_asserts_denies_and_doubts_it():
    claims = [
        claim("c1", AB, "actor/anna", line=3),
        claim("c2", AB, "actor/ben", Stance.DENIES, on_behalf_of="actor/office", line=4),
        claim("c3", AB, "actor/cora", Stance.UNSURE, line=5),
        claim("c4", BZ, "al", certainty=Certainty.HEDGED, line=6),
        reference(claim("c5", ARMS, "actor/editors"), "document/handbook"),
    ]
    assert (
        text_of(claims)
        == """A to Z: 1 path

1. 2 hops
   - A KNOWS B (disputed: 1 independent origin asserts it; asserted by [1]; denied by [2]; left open by [3]).
   - B ARMS Z (undisputed: 1 independent origin asserts it; asserted by [4]).
     also: B KNOWS Z (unconfirmed: 1 independent origin asserts it; asserted by [5]).

Claims
[1] ANNA: asserted. Gloss of c1. Said 2023-05-25. Paper, “The paper”, 2023-05-25, line 3.
[2] BEN, on behalf of OFFICE: denied. Gloss of c2. Said 2023-05-25. Paper, “The paper”, 2023-05-25, line 4.
[3] CORA: left open. Gloss of c3. Said 2023-05-25. Paper, “The paper”, 2023-05-25, line 5.
[4] EDITORS: asserted. Gloss of c5. Said 2023-05-25. Paper, “The paper”, 2023-05-25, reference fact.
[5] AL: asserted with reserve. Gloss of c4. Said 2023-05-25. Paper, “The paper”, 2023-05-25, line 6.
"""
    )


def test_a_claim_on_two_paths_keeps_its_number():
    direct = [claim("c1", AB), claim("c2", BZ)]
    detour = [claim("c3", proposition("b", "knows", "y")), claim("c4", proposition("y", "knows", "z"))]
    lines = text_of(direct + detour).splitlines()
    first = "   - A KNOWS B (undisputed: 1 independent origin asserts it; asserted by [1])."
    assert lines.count(first) == 2
    assert [line[:3] for line in lines[lines.index("Claims") + 1 :]] == ["[1]", "[2]", "[3]", "[4]"]


def test_a_name_with_a_dash_of_its_own_stays_as_it_is():
    plan = "b - second part"
    steps = proposition("a", "knows", plan), proposition(plan, "knows", "z")
    text = text_of([claim("c1", steps[0]), claim("c2", steps[1])])
    assert "   - A - KNOWS - B - SECOND PART (" in text


def test_a_denied_hop_says_that_nobody_asserts_it():
    claims = [claim("c1", AB), claim("c2", BZ, stance=Stance.DENIES)]
    text = text_of(claims, Restriction(include_denied=True))
    assert "   - B KNOWS Z (only denied: nobody asserts it; denied by [2])." in text


def test_conditions_and_a_cut_search_are_told_before_the_paths():
    said = narrowing_sentences(
        relations=["knows"], statuses=["disputed", "unconfirmed"], directed=True, denied=True
    )
    lines = quoted_paths(PathAnswer(ref("a"), ref("z"), (), cut=True), str, said).splitlines()
    assert lines == [
        "A to Z: 0 paths",
        "Only these relations are followed: knows.",
        "Only links of this status are used: disputed or unconfirmed.",
        "Links are followed in their direction only.",
        "Links that are only denied are used, too.",
        "There may be more paths: the search was cut.",
    ]


def test_a_citation_tells_kind_unnamed_speaker_dates_and_a_web_address_only():
    one = claim("c1", AB, "actor/officials", certainty=Certainty.HEDGED, unnamed=True)
    document = replace(one.document, url="javascript:alert(1)", date="2023-06", date_basis="inferred")
    told = replace(
        one, modality=Modality.THREAT, document=document, line=None, made_on_precision="week",
        gloss="They may\nstrike.", relayed_from=(ref("actor/wire"),),
    )  # fmt: skip
    assert citation(told) == (
        "OFFICIALS (not named): asserted with reserve as a threat. They may strike. "
        "Relayed from WIRE. Said week of 2023-05-25. Paper, “The paper”, 2023-06 (inferred), line unknown."
    )
    assert citation(replace(told, on_behalf_of=told.claimant)) == citation(told)
    web = replace(told, document=replace(document, url="https://paper.example/1", date=""), made_on="")
    assert citation(web).endswith(
        "They may strike. Relayed from WIRE. Paper, “The paper”, date unknown, line unknown. https://paper.example/1"
    )
