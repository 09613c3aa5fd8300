"""Decisions about joins: kept beside the store, brought into it, taken back, and lost by no build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import KESTREL, SAMPLE, answer_of, refusal_of, run
from graph import KnowledgeGraph
from graph.cli import main
from graph.errors import DataError, InputError
from graph.identity import Verdict
from graph.ingest import build
from graph.ingest.joined import Joined, join
from graph.joining.deciding import Author, accepted
from graph.joining.decisions import FILE, Decision, keep_decisions, kept_decisions, take_back
from graph.namespaces import shorten
from graph.store import open_store
from listed import Listing, entity, listed

LOSSES = [
    ("1", "9K77 Kestrel", "Northland", "2023-05-01"),
    ("2", "Kestrel UAV", "Northland", "2023-05-02"),
    ("3", "Unknown truck", "Northland", "2023-05-03"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample with a list beside it; nothing is decided."""
    location = tmp_path_factory.mktemp("joined") / "store"
    build([SAMPLE], location)
    listed(location, tmp_path_factory.mktemp("list"), LOSSES)
    return location


def decision(
    one: str, other: str, verdict: Verdict = Verdict.SAME, reason: str = "They look alike."
) -> Decision:
    return Decision(one, other, verdict, reason, "anna", "2024-06-30T10:00:00Z", ("One", "Other"))


def test_the_last_word_on_a_pair_holds_whatever_the_order_and_the_file_forgets_nothing(
    tmp_path: Path,
) -> None:
    keep_decisions(tmp_path, [decision("a", "b"), decision("c", "d", Verdict.UNDECIDED)])
    keep_decisions(tmp_path, [decision("b", "a", Verdict.VARIANT)])
    kept = kept_decisions(tmp_path)
    assert [(one.one, one.other, one.verdict) for one in kept.held.values()] == [
        ("c", "d", Verdict.UNDECIDED),
        ("b", "a", Verdict.VARIANT),
    ]
    take_back(tmp_path, decision("a", "b").iri, by="anna", on="2024-07-01T10:00:00Z")
    assert kept_decisions(tmp_path).on("a", "b") is None
    assert kept_decisions(tmp_path).taken_back == 1
    assert len((tmp_path / "judgements" / FILE).read_text("utf-8").splitlines()) == 4


def test_a_broken_line_is_named_and_a_decision_needs_two_entities_and_a_reason(tmp_path: Path) -> None:
    path = keep_decisions(tmp_path, [decision("a", "b")])
    with pytest.raises(InputError, match="given twice"):
        keep_decisions(tmp_path, [decision("a", "a")])
    with pytest.raises(InputError, match="at least 10 letters; 'so' is too short"):
        keep_decisions(tmp_path, [decision("a", "c", reason="so")])
    with pytest.raises(InputError, match="no decision 'x' to take back"):
        take_back(tmp_path, "x", by="", on="")
    path.write_text(path.read_text("utf-8") + '{"one": "a"}\n', "utf-8")
    with pytest.raises(DataError, match=r"decisions.jsonl, line 2: This is no decision"):
        kept_decisions(tmp_path)


def test_what_is_decided_is_read_through_not_proposed_again_and_can_be_taken_back(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ("--store", str(built))
    code, found = answer_of(capsys, "match", "--import", "list", *store)
    pairs = {(one["one"]["iri"], one["other"]["iri"], one["relation"]) for one in found["proposals"]}
    assert code == 0
    assert (entity("weapon/9k77-kestrel"), KESTREL, "same") in pairs
    answer_of(
        capsys, "judge", entity("weapon/9k77-kestrel"), KESTREL, "variant", "--reason", "One of two.", *store
    )
    answer_of(
        capsys, "judge", entity("weapon/kestrel-uav"), KESTREL, "same", "--reason", "The same name.", *store
    )
    graph = KnowledgeGraph.open(built)
    assert graph.resolve(entity("weapon/kestrel-uav")).iri == KESTREL
    assert graph.resolve(entity("weapon/9k77-kestrel")).iri == entity("weapon/9k77-kestrel")
    assert all(one.one.kind != "Weapon" for one in graph.proposals().found)
    listed(built, tmp_path, LOSSES[1:])  # a newer list without the first
    assert len(join(built).waiting) == 1
    listed(built, tmp_path, LOSSES)
    assert join(built).waiting == ()
    build([SAMPLE], built)  # a rebuild, then the list again
    listed(built, tmp_path, LOSSES)
    assert join(built).held == 2
    [_, undone] = kept_decisions(built).held.values()
    code, answer = answer_of(capsys, "judge", "--undo", shorten(undone.iri), *store)  # as --list gives it
    assert (code, answer["held"], answer["taken_back"]) == (0, 1, undone.iri)
    assert KnowledgeGraph.open(built).resolve(entity("weapon/kestrel-uav")).iri == entity(
        "weapon/kestrel-uav"
    )


def test_a_rebuild_keeps_what_is_decided_and_drops_what_was_taken_back_since(tmp_path: Path) -> None:
    listing, path = Listing(), tmp_path / "list.ttl"
    for loss in LOSSES:
        listing.loss(*loss)
    path.write_text(listing.text(), "utf-8")
    kept, undone = (decision(entity(f"weapon/{name}"), KESTREL) for name in ("kestrel-uav", "9k77-kestrel"))
    build([SAMPLE, path], tmp_path / "store")
    keep_decisions(tmp_path / "store", [kept, undone])
    assert join(tmp_path / "store").held == 2
    take_back(tmp_path / "store", undone.iri, by="anna", on="2024-07-01T10:00:00Z")
    build([SAMPLE, path], tmp_path / "store")
    graph = KnowledgeGraph.open(tmp_path / "store")
    read_as = [graph.resolve(one.one).iri == graph.resolve(one.other).iri for one in (kept, undone)]
    assert read_as == [True, False]
    assert not join(tmp_path / "store").made
    build([SAMPLE], tmp_path / "store")  # which holds neither: the decision waits
    assert join(tmp_path / "store").waiting == (kept,)


def test_many_are_accepted_at_once_only_after_a_look(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = ("--store", str(built))
    before = dict(kept_decisions(built).held)
    _, preview = answer_of(capsys, "judge", "--accept-above", "70", *store)
    assert preview["would_accept"]
    assert kept_decisions(built).held == before
    _, done = answer_of(capsys, "judge", "--accept-above", "70", "--yes", "--by", "anna", *store)
    assert [one["iri"] for one in done["decided"]] == [one["iri"] for one in preview["would_accept"]]
    assert {one["by"] for one in done["decided"]} == {"anna"}


def test_decisions_that_exclude_each_other_are_refused_and_leave_nothing(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ends = entity("weapon/unknown-truck"), KESTREL
    before = dict(kept_decisions(built).held)
    assert main(["judge", *ends, "same", "--reason", "", "--store", str(built)]) == 2
    capsys.readouterr()
    code, said = refusal_of(
        capsys, "judge", KESTREL, KESTREL, "same", "--reason", "x" * 10, "--store", str(built)
    )
    assert (code, "held to be one already" in said) == (2, True)
    code, said = refusal_of(capsys, "judge", *ends, "perhaps", "--store", str(built))
    assert (code, "same, variant, different, undecided" in said) == (2, True)
    assert kept_decisions(built).held == before


def test_the_file_of_decisions_can_be_read_by_people(tmp_path: Path) -> None:
    path = keep_decisions(tmp_path, [decision("a", "b")])
    said = json.loads(path.read_text("utf-8"))
    assert (said["names"], said["verdict"], said["by"]) == (["One", "Other"], "Same", "anna")


@pytest.fixture(scope="module")
def undone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, for tests that take back what they decide."""
    location = tmp_path_factory.mktemp("undone") / "store"
    build([SAMPLE], location)
    listed(location, tmp_path_factory.mktemp("list"), LOSSES)
    return location


def test_taking_decisions_back_brings_back_the_graph_exactly_and_accepting_many_is_one_build(
    undone: Path,
) -> None:
    location, graph = undone, KnowledgeGraph.open(undone)
    known = {one.iri: one for one in graph.joinable()}
    author = Author("anna", "2024-06-30T10:00:00Z")
    made = tuple(accepted(graph.proposals().found, graph.held_to_be, known.__getitem__, author))
    assert len(made) > 1
    before = dumped(location)
    keep_decisions(location, made)
    assert join(location) == Joined(len(made), (), True)
    assert join(location) == Joined(len(made), (), False)  # all of them came with one build
    joined = dumped(location)
    assert joined != before
    for one in reversed(made):
        take_back(location, one.iri, by="anna", on="2024-07-01T10:00:00Z")
    join(location)
    assert dumped(location) == before


def dumped(location: Path) -> list[bytes]:
    """All triples of a store in order, each with its graph; blank nodes of the ontology are called anew."""
    lines = (open_store(location).dump("nquads") or b"").splitlines()
    return sorted(line for line in lines if b"_:" not in line)


def test_counts_tell_of_likely_joins_that_nobody_decided(undone: Path) -> None:
    location, graph = undone, KnowledgeGraph.open(undone)
    assert {one.other.iri for one in graph.undecided([KESTREL])} == {KESTREL}
    said = run("tally", KESTREL, "--store", str(location)).stderr
    assert "likely joins not decided, such as that of" in " ".join(said.split())
    keep_decisions(location, [decision(entity("weapon/kestrel-uav"), KESTREL)])
    left = KnowledgeGraph.open(location).undecided([KESTREL])
    assert [one.one.iri for one in left] == [entity("weapon/9k77-kestrel")]
    [kept] = kept_decisions(location).held
    take_back(location, kept, by="anna", on="2024-07-01T10:00:00Z")
