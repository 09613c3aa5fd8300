"""Tallies of a built store: what articles claim beside a list and a running count, asked and shown."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from commandline import answer_of, refusal_of, run
from graph import KnowledgeGraph
from graph.errors import InputError
from graph.ingest import build
from graph.ingest.joined import join
from graph.joining.deciding import Author, accepted
from graph.joining.decisions import keep_decisions
from graph.model import Ref
from graph.tallies import Excess, Finding, Manner
from graph.tallies.wording import takes_in
from graph.ui.counted import counts_card
from listed import Listing, entity


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped articles with a list of pieces and a running count, joined as proposed from 80 on."""
    location = tmp_path_factory.mktemp("tallied") / "store"
    build(None, location)
    listing = Listing()
    listing.loss("1", "227mm M142 HIMARS", "Ukraine", "2024-02-15")
    listing.loss("2", "227mm M142 HIMARS", "Ukraine", "2024-08-16", status="Damaged")
    listing.loss("3", "M1165 HMMWV", "Ukraine", "2023-05-25")
    listing.loss("4", "T-72B3", "Russia", "2022-03-01", category="tank")
    listing.loss("5", "T-80BV", "Russia", "2022-03-02", category="tank")
    listing.loss("6", "Wolf", "Russia", "2022-03-02")
    listing.loss(
        "7", "tank", "Russia", "2022-03-31", status="", count=1, counted_to="2022-03-31", category="tank"
    )
    listing.put(location, tmp_path_factory.mktemp("list"))
    graph = KnowledgeGraph.open(location)
    known = {one.iri: one for one in graph.joinable()}
    author = Author("anna", "2024-06-30T10:00:00Z")
    found = graph.proposals(min_score=80).found
    keep_decisions(location, accepted(found, graph.held_to_be, known.__getitem__, author))
    join(location)
    return location


def test_the_two_claims_of_three_himars_stand_beside_the_list(shipped: Path) -> None:
    found = KnowledgeGraph.open(shipped).tally("HIMARS", of="Ukraine", by="2024-08-24")
    assert [(one.manner, one.count, one.side_stated) for one in found.entries] == [
        (Manner.PIECES, 2, True),
        (Manner.STATEMENT, 3, False),  # the account of June names foreign specialists alone
        (Manner.STATEMENT, 3, True),
    ]
    [difference] = found.differences
    assert (difference.finding, difference.claimed_count, difference.at_least) == (
        Finding.NOT_DOCUMENTED,
        6,
        2,
    )
    before = KnowledgeGraph.open(shipped).tally("HIMARS", of="Ukraine", by="2024-06-30")
    assert [(one.manner, one.count) for one in before.entries] == [(Manner.PIECES, 1), (Manner.STATEMENT, 3)]


def test_counts_and_days_are_the_same_where_no_words_lie_beside_the_build(
    shipped: Path, tmp_path: Path
) -> None:
    with_words = KnowledgeGraph.open(shipped)
    wordless = Path(shutil.copytree(shipped, tmp_path / "store"))
    for folder in (wordless / "builds").glob("*/wordings"):
        shutil.rmtree(folder)
    without = KnowledgeGraph.open(wordless)
    assert (with_words._reading.words is None, without._reading.words) == (False, None)
    assert without.counts_apart() == with_words.counts_apart() != ()
    assert without.tally("Tanks") == with_words.tally("Tanks")
    days = with_words._reading.ground.dates
    assert sorted(without._reading.ground.dates, key=repr) == sorted(days, key=repr) != []
    assert without._reading.ground.days == with_words._reading.ground.days
    assert np.array_equal(*(each._reading.ground.of_kind("Incident") for each in (with_words, without)))
    assert (without.claims(), without.joinable()) == (with_words.claims(), with_words.joinable())
    assert not [*(wordless / "builds").glob("*/wordings")]  # asking for a few words derives none


def test_of_a_place_no_counts_are_sought(shipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = KnowledgeGraph.open(shipped)
    monkeypatch.setattr(type(graph), "_parting", lambda *_: pytest.fail("sought all the same"))
    assert graph.counts_apart(about="Bakhmut") == ()
    with pytest.raises(pytest.fail.Exception):
        graph.counts_apart(about="Russia")


def test_a_kind_takes_in_its_weapons_and_says_what_it_leaves_out(shipped: Path) -> None:
    graph = KnowledgeGraph.open(shipped)
    found = graph.tally("tank", of="Russia", by="2022-12")
    assert [(one.manner, one.count) for one in found.entries] == [(Manner.PIECES, 2), (Manner.RUNNING, 1)]
    assert [one.finding for one in found.differences] == [Finding.EXCLUDED]
    assert takes_in(found, graph.weapon_names()).endswith(
        "Not counted: 1 piece of weapons whose kind their names do not tell; some may belong here."
    )


def test_the_losses_of_one_side_are_not_counted_for_the_other(shipped: Path) -> None:
    graph = KnowledgeGraph.open(shipped)
    assert [one.count for one in graph.tally("Tanks", of="Ukraine").entries] == [69]
    assert [one.manner for one in graph.tally("Tanks", of="Russia").entries] == [
        Manner.PIECES,
        Manner.RUNNING,
    ]


def test_variants_count_for_their_family_and_not_the_other_way_round(shipped: Path) -> None:
    graph = KnowledgeGraph.open(shipped)
    assert [one.count for one in graph.tally("Humvee").entries] == [1]
    variant = graph.tally(entity("weapon/m1165-hmmwv"))
    assert [one.count for one in variant.entries] == [1]
    assert graph.tally(entity("weapon/wolf"), of="Ukraine").entries == ()


def test_only_claims_that_count_are_tallied(shipped: Path) -> None:
    graph = KnowledgeGraph.open(shipped)
    told = graph.under(graph.outlook(told_by=["Moscow"])).tally("HIMARS", by="2024-08-24")
    assert [one.manner for one in told.entries] == [Manner.STATEMENT, Manner.STATEMENT]


def test_the_command_prints_sentences_and_says_what_it_does_not_know(
    shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ("--store", str(shipped))
    told = run("tally", "HIMARS", "--of", "Ukraine", "--by", "2024-08-24", "--series", *store)
    assert told.returncode == 0
    assert "The List shows at least 2 (1 damaged, 1 destroyed)" in " ".join(told.stdout.split())
    code, record = answer_of(capsys, "tally", "tank", "--of", "Russia", *store)
    assert (code, record["comparisons"][0]["finding"], record["takes_in"]["categories"]) == (
        0,
        "cannot both hold",
        ["tank"],
    )
    assert refusal_of(capsys, "tally", "Pentagon", *store)[0] == 2
    with pytest.raises(InputError, match="'lost' is no status"):
        KnowledgeGraph.open(shipped).tally("HIMARS", status="lost")


def test_counts_that_part_are_told_with_both_sides_their_rows_and_what_may_explain_it(shipped: Path) -> None:
    graph = KnowledgeGraph.open(shipped)
    [one] = graph.counts_apart("HIMARS")
    assert (one.weapon.label, one.side.label, one.difference.claimed_count, one.difference.at_least) == (
        "HIMARS",
        "Ukraine",
        6,
        2,
    )
    assert not one.is_contradiction  # a list shows at least what was lost
    assert {claim.claimant.label for claim in one.claims} == {"Russian Ministry of Defence"}
    assert [(piece.day, set(piece.statuses)) for piece in one.pieces] == [
        ("2024-02-15", {"destroyed"}),
        ("2024-08-16", {"damaged"}),
    ]
    assert [row.claimant.label for row in one.rows] == ["The List", "The List"]
    assert [text.partition(":")[0] for text in one.explanations] == [
        "Fate",
        "Days",
        "Days",
        "Days",
        "Side",
        "Sum",
    ]
    assert one.explanations[1] == (
        "Days: by 2024-06-30 3 were claimed; The List shows 1 up to then (1 destroyed)."
    )


def test_a_running_count_below_what_a_list_shows_is_a_contradiction_and_comes_first(shipped: Path) -> None:
    graph = KnowledgeGraph.open(shipped)
    [tanks] = graph.counts_apart("Tanks")
    assert tanks.is_contradiction
    assert tanks.excess == Excess("2022-03-31", 1, 2, 1, "2022-03-31", "2022-03-31")
    assert graph.counts_apart()[0] == tanks
    assert graph.counts_apart("The List") == graph.counts_apart()
    against = graph.counts_apart(between=("Moscow", "The List"))
    assert [(one.weapon.label, one.difference.claimed_count) for one in against] == [
        ("HIMARS", 6),
        ("MLRS launchers", 14),  # HIMARS are such launchers; the three of Kursk are among the eleven
    ]
    told = graph.under(graph.outlook(without=["The List"]))
    assert told.counts_apart() == ()


def test_contradictions_cards_and_why_show_counts_that_part(
    shipped: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ("--store", str(shipped))
    for command in (("contradictions", "--about", "HIMARS"), ("why", "HIMARS"), ("show", "HIMARS")):
        told = run(*command, *store)
        assert told.returncode == 0
        assert "3 and 3, together 6 if they are different losses" in " ".join(told.stdout.split())
    code, record = answer_of(capsys, "contradictions", "--kind", "counts", *store)
    [key, *_] = [one["key"] for one in record["counts_apart"] if one["weapon"]["label"] == "HIMARS"]
    assert (code, record["contradictions"]) == (0, [])
    _, why = answer_of(capsys, "why", key, *store)
    assert [len(one["claims"]) for one in why["explanations"]] == [4]  # two statements, two rows
    _, others = answer_of(capsys, "contradictions", "--kind", "figures", *store)
    assert others["counts_apart"] == []


def test_the_card_of_counts_that_part_holds_both_sides_and_stays_text(shipped: Path) -> None:
    [one] = KnowledgeGraph.open(shipped).counts_apart("HIMARS")
    hostile = replace(one, weapon=Ref(one.weapon.iri, "<script>HIMARS"), takes_in="<script>all")
    words = str(counts_card(hostile))
    assert "<script>" not in words
    assert "&lt;script&gt;HIMARS lost by Ukraine: 6 by Russian Ministry of Defence, at least 2" in words
    assert "The 2 pieces that it shows up to then" in words
    assert "2024-08-16, damaged: A row of the list says so." in words
    assert "What may explain it" in words


def test_counts_asked_of_one_thing_are_those_among_all_and_no_others_are_made(shipped: Path) -> None:
    every = KnowledgeGraph.open(shipped).counts_apart()
    asked = {one.weapon.iri for one in every} | {
        loss.iri for one in every for loss in one.difference.claimed.losses
    }
    assert len(asked) > len(every) > 1
    for iri in sorted(asked):
        alone, whole = KnowledgeGraph.open(shipped), KnowledgeGraph.open(shipped)
        assert whole.counts_apart() == every
        assert alone.counts_apart(iri) == whole.counts_apart(iri)
        assert "_known_counts_apart" not in alone.__dict__
        assert [one.rule for one in alone.why(iri)] == [one.rule for one in whole.why(iri)]
    himars = KnowledgeGraph.open(shipped)
    assert himars.counts_apart("HIMARS")
    assert {himars.resolve(iri).label for iri in himars._apart_held} == {"HIMARS", "MLRS launchers"}
