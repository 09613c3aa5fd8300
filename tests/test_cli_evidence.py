from __future__ import annotations

import pytest

from commandline import GREY_COLUMN, KESTREL, OFFICE, RAID, SAMPLE, answer_of, refusal_of
from graph.cli import main
from graph.ingest import build

CLAIM_FIELDS = {
    "iri", "gloss", "claimant", "on_behalf_of", "said_to", "stance", "certainty", "modality", "proposition",
    "document", "line", "start", "end", "anchor", "made_on", "made_on_precision", "made_on_basis",
    "relayed_from", "note", "reference", "evidence", "reported_in",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("evidence") / "store"
    build([SAMPLE], directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory))
        yield directory


def glosses(found) -> list[str]:
    return [claim["gloss"] for claim in found]


def test_a_claim_tells_who_says_what_where_and_how_surely(capsys):
    code, found = answer_of(capsys, "claims", "--by", "Ivan Petrov")
    assert (code, len(found)) == (0, 1)
    [claim] = found
    assert set(claim) == CLAIM_FIELDS
    assert claim["claimant"]["label"] == "Ivan Petrov"
    assert claim["on_behalf_of"] == {"iri": GREY_COLUMN, "label": "Grey Column"}
    assert [who["label"] for who in claim["said_to"] + claim["relayed_from"]] == ["Evening Wire"] * 2
    assert (claim["stance"], claim["certainty"], claim["modality"]) == ("asserts", "certain", "fact")
    assert (claim["line"], claim["start"], claim["end"], claim["anchor"]) == (2, 110, 121, "Grey Column")
    assert (claim["made_on"], claim["made_on_precision"], claim["made_on_basis"]) == (
        "2023-05-24",
        "day",
        "inferred",
    )
    assert claim["proposition"]["subject"] == RAID
    assert claim["proposition"]["object"] == GREY_COLUMN
    assert (claim["proposition"]["status"], claim["proposition"]["origins"]) == ("undisputed", 1)
    assert (claim["document"]["outlet"], claim["document"]["date"]) == ("Daily Post", "2023-05-25")
    assert claim["reference"] is False


def test_a_reference_claim_has_no_place_in_a_text(capsys):
    _, found = answer_of(capsys, "claims", "--document", "Handbook of offices")
    assert len(found) == 3
    assert all(claim["reference"] and claim["line"] is None and claim["start"] is None for claim in found)


def test_conditions_add_up(capsys):
    _, by_office = answer_of(capsys, "claims", "--by", "Northland Defence Office")
    _, denied = answer_of(capsys, "claims", "--by", "Northland Defence Office", "--stance", "denies")
    assert sorted(claim["stance"] for claim in by_office) == ["denies", "unsure"]
    assert glosses(denied) == ["Hale denies that the office approved a transfer."]


def test_claims_about_a_weapon_take_in_what_its_incidents_are_told(capsys):
    _, found = answer_of(capsys, "claims", "--about", "Kestrel")
    assert "Unnamed officials think that Kestrels were used." in glosses(found)
    assert "The Kestrel is a Northland product." in glosses(found)


def test_no_claim_is_a_negative_answer(capsys):
    assert answer_of(capsys, "claims", "--by", "White Fox", "--stance", "denies") == (1, [])
    code, message = refusal_of(capsys, "claims", "--by", "White Fox", "--stance", "denies")
    assert (code, message) == (1, "No claim meets these conditions.\n")


def test_an_unknown_document_is_wrong_usage(capsys):
    code, message = refusal_of(capsys, "claims", "--document", "Weekly Nothing")
    assert code == 2
    assert "Weekly Nothing" in message


def test_claims_for_people_stand_under_their_proposition(capsys):
    assert main(["claims", "--stance", "denies"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 claim\n")
    assert "✕ Northland Defence Office" in printed
    assert "– Anna Hale for Northland Defence Office: denied, 2023-05-25" in printed
    assert "line 4: “did" in printed


def test_a_path_has_claims_on_every_hop(capsys):
    code, answer = answer_of(capsys, "path", "GC", "Northland", "-k", "1")
    assert code == 0
    assert answer["from"] == {"iri": GREY_COLUMN, "label": "Grey Column"}
    [path] = answer["paths"]
    assert [hop["to"]["label"] for hop in path["hops"]] == [
        "Raid on Southfield",
        "Kestrel armoured car",
        "Northland",
    ]
    assert [hop["direction"] for hop in path["hops"]] == ["in", "out", "out"]
    assert [hop["status"] for hop in path["hops"]] == ["undisputed", "unconfirmed", "undisputed"]
    assert all(hop["claims"] for hop in path["hops"])
    assert {"predicate", "predicate_label", "origins", "unknown_origins", "also"} <= set(path["hops"][0])


def test_hops_follow_each_other(capsys):
    _, answer = answer_of(capsys, "path", "GC", "Northland Defence Office", "--include-denied")
    for path in answer["paths"]:
        stops = [path["hops"][0]["from"]["iri"]] + [hop["to"]["iri"] for hop in path["hops"]]
        assert [hop["from"]["iri"] for hop in path["hops"]] == stops[:-1]
        assert (stops[0], stops[-1]) == (GREY_COLUMN, OFFICE)


def test_denied_links_are_walked_only_when_asked_for(capsys):
    question = ("path", "GC", "Northland Defence Office")

    def statuses(*more: str) -> set[str]:
        _, answer = answer_of(capsys, *question, *more)
        return {hop["status"] for path in answer["paths"] for hop in path["hops"]}

    assert "denied-only" not in statuses()
    assert "denied-only" in statuses("--include-denied")


def test_without_a_path_it_says_what_would_open_one(capsys):
    question = ("path", "GC", "Northland", "--max-hops", "2")
    code, answer = answer_of(capsys, *question)
    assert (code, answer["paths"]) == (1, [])
    code, message = refusal_of(capsys, *question)
    assert code == 1
    assert message.startswith("No path connects Grey Column with Northland under these conditions.\n")
    assert answer["opens"][0] in message
    assert "3 hops" in answer["opens"][0]


def test_conditions_of_a_path_may_be_repeated(capsys):
    code, answer = answer_of(
        capsys, "path", "GC", "Kestrel", "--relation", "perpetrator", "--relation", "weaponUsed",
        "--status", "undisputed", "--status", "unconfirmed",
    )  # fmt: skip
    assert code == 0
    assert [hop["to"]["iri"] for hop in answer["paths"][0]["hops"]] == [RAID, KESTREL]
    code, answer = answer_of(capsys, "path", "GC", "Kestrel", "--status", "undisputed")
    assert (code, answer["paths"]) == (1, [])
    code, answer = answer_of(capsys, "path", "GC", "Kestrel", "--avoid", "Raid on Southfield")
    assert (code, answer["paths"]) == (1, [])


def test_direction_counts_where_asked_for(capsys):
    assert answer_of(capsys, "path", "GC", "Kestrel")[0] == 0
    assert answer_of(capsys, "path", "GC", "Kestrel", "--directed")[0] == 1
    assert answer_of(capsys, "path", "Raid on Southfield", "GC", "--directed")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["GC", "grey column"], "different"),
        (["GC", "Nowhereland"], "'Nowhereland'"),
        (["GC", "Northland", "--avoid", "Nobody at all"], "'Nobody at all'"),
        (["GC", "Northland", "--relation", "perpetratr"], "perpetrator"),
        (["GC", "Northland", "--avoid", "Northland"], "avoided"),
        (["", "Northland"], "empty"),
    ],
)
def test_a_path_question_that_cannot_be_is_wrong_usage(arguments, said, capsys):
    code, message = refusal_of(capsys, "path", *arguments)
    assert code == 2
    assert said in message
    assert len(message.splitlines()) == 1


def test_a_path_for_people_reads_hop_by_hop_with_evidence(capsys):
    assert main(["path", "GC", "Northland", "-k", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Grey Column to Northland  1 path"
    assert "Path 1  3 hops" in lines
    assert any(line.startswith("  ○ Raid on Southfield - ") for line in lines)
    assert "      – Anna Hale for Northland Defence Office: unsure, 2023-05-23 (inferred)" in lines
    assert "        Hale says that the office is looking into it." in lines
    assert max(map(len, lines)) <= 80


def test_an_outlet_that_only_relays_is_asked_for_with_via(sample_directory, capsys):
    assert main(["claims", "--by", "Evening Wire", "--store", str(sample_directory)]) == 1
    assert "1 claim of others came through it: ask with --via" in capsys.readouterr().err
    assert main(["claims", "--via", "Evening Wire", "--store", str(sample_directory)]) == 0
    assert "Petrov says" in capsys.readouterr().out


def test_a_stance_is_taken_as_it_is_printed(sample_directory, capsys):
    assert main(["claims", "--stance", "denied", "--store", str(sample_directory)]) == 0
    assert "Hale denies that the office" in capsys.readouterr().out


def test_a_hop_over_an_incident_that_may_not_have_happened_says_so(tmp_path, capsys):
    before, claim, after = SAMPLE.read_text(encoding="utf-8").partition("<id/claim/post-1/1a> a ag:Claim")
    doubted = before + claim + after.replace("ag:Asserts", "ag:Unsure", 1)
    (tmp_path / "doubted.ttl").write_text(doubted, encoding="utf-8")
    build([tmp_path / "doubted.ttl"], tmp_path / "store")
    assert main(["path", "GC", "Southfield", "-k", "1", "--store", str(tmp_path / "store")]) == 0
    assert "whether it took place is unconfirmed: Raid on Southfield" in capsys.readouterr().out
