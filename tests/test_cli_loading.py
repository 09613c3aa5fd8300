from __future__ import annotations

import json
import shutil

import pytest
from filelock import FileLock

from commandline import SAMPLE, answer_of, refusal_of, run
from graph.builds import current_build
from graph.cli import main
from graph.ingest import build
from graph.settings import BULK_LIMITS

CLAIM_WITHOUT_CLAIMANT = """
@base <https://w3id.org/armsgraph/> .
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
<id/claim/post-1/9a> a ag:Claim ; ag:proposition <id/proposition/raid-occurred> ;
    ag:stance ag:Asserts ; ag:certainty ag:Certain ; ag:modality ag:Fact ; ag:document <id/document/post-1> ;
    ag:line 1 ; ag:gloss "Nobody says it."@en .
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    directory = tmp_path_factory.mktemp("loading") / "store"
    build([SAMPLE], directory)
    return directory


@pytest.fixture
def store(built, tmp_path):
    """A copy of a finished store, to be broken."""
    return shutil.copytree(built, tmp_path / "store")


def test_build_makes_a_store_that_answers(tmp_path):
    location = str(tmp_path / "new" / "store")
    done = run("build", str(SAMPLE), "--store", location)
    assert done.returncode == 0, done.stderr  # which tells of progress where the machine is slow
    assert done.stdout.startswith(f"Built {location} in ")
    assert "14 entities" in done.stdout
    assert run("search", "GC", "--store", location).returncode == 0


def test_build_tells_programs_what_it_made(tmp_path, capsys):
    code, made = answer_of(capsys, "build", str(SAMPLE), "--store", str(tmp_path / "store"))
    assert code == 0
    assert made["counts"]["claims"] == 13
    assert [entry["name"] for entry in made["inputs"]] == ["raid.ttl"]


def test_broken_turtle_is_told_by_file_line_and_column(tmp_path, capsys):
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix ag: <https://w3id.org/armsgraph/ontology#> .\nag:a ag:b .\n", encoding="utf-8")
    assert main(["validate", str(broken)]) == 1
    printed = capsys.readouterr()
    assert f"{broken}:2:" in printed.out
    assert printed.err == ""
    assert "1 file is not valid" in printed.out
    code, report = answer_of(capsys, "validate", str(broken))
    assert (code, report["conforms"]) == (1, False)
    assert (report["violations"][0]["line"], report["violations"][0]["rule"]) == (2, "syntax")


def test_a_broken_rule_is_told_by_file_line_node_and_rule(tmp_path, capsys):
    more = tmp_path / "more.ttl"
    more.write_text(CLAIM_WITHOUT_CLAIMANT, encoding="utf-8")
    code, report = answer_of(capsys, "validate", str(SAMPLE), str(more))
    assert (code, report["conforms"]) == (1, False)
    places = {(problem["file"], problem["line"]) for problem in report["violations"]}
    assert (str(more), 4) in places
    assert any("post-1/9a" in problem["focus"] for problem in report["violations"])
    assert all(problem["rule"] for problem in report["violations"])


def test_valid_data_is_said_to_be_valid(capsys):
    assert main(["validate", str(SAMPLE)]) == 0
    assert capsys.readouterr().out == "1 file is valid.\n"


def test_invalid_data_leaves_the_store_in_use_as_it_is(store, tmp_path, capsys):
    before = current_build(store)
    more = tmp_path / "more.ttl"
    more.write_text(CLAIM_WITHOUT_CLAIMANT, encoding="utf-8")
    code, message = refusal_of(capsys, "build", str(SAMPLE), str(more), "--store", str(store))
    assert code == 1
    assert f"{more}:4" in message
    assert current_build(store) == before


@pytest.mark.parametrize("command", [("build",), ("validate",)])
def test_a_file_that_is_not_there_is_wrong_usage(command, capsys):
    code, message = refusal_of(capsys, *command, "nowhere.ttl")
    assert code == 2
    assert "'nowhere.ttl' does not exist" in message


READING = [
    ("search", "GC"),
    ("show", "GC"),
    ("claims",),
    ("path", "GC", "Northland"),
    ("sparql", "ASK {}"),
    ("export", "--format", "turtle"),
    ("app",),
]


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_a_missing_store_is_told_with_the_way_to_make_one(command, tmp_path, capsys):
    code, message = refusal_of(capsys, *command, "--store", str(tmp_path / "none"))
    assert code == 3
    assert str(tmp_path / "none") in message
    assert "armsgraph build" in message


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_a_half_built_store_is_refused(command, store, capsys):
    (current_build(store).path / "manifest.json").unlink()
    code, message = refusal_of(capsys, *command, "--store", str(store))
    assert code == 3
    assert "half-built" in message


@pytest.mark.parametrize("command", READING, ids=lambda command: command[0])
def test_a_store_of_an_older_version_is_refused(command, store, capsys):
    manifest = current_build(store).path / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(content | {"format_version": 0}), encoding="utf-8")
    code, message = refusal_of(capsys, *command, "--store", str(store))
    assert code == 3
    assert "older format 0" in message


def test_a_locked_store_refuses_a_second_build_and_still_answers(store, capsys):
    with FileLock(store / "build.lock"):
        code, message = refusal_of(capsys, "build", str(SAMPLE), "--store", str(store))
        assert main(["search", "GC", "--store", str(store)]) == 0
    assert code == 3
    assert "another process" in message


def test_an_address_that_no_server_has_is_wrong_usage(capsys):
    code, message = refusal_of(capsys, "search", "GC", "--store", "ftp://example.org/sparql")
    assert code == 2
    assert "ftp:// is not supported" in message


def test_a_build_from_large_files_says_first_what_it_takes_unless_told_to_be_quiet(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr("graph.cli.loading.BULK_LIMITS", BULK_LIMITS._replace(cost_told_bytes=1_000))
    asked = ["build", str(SAMPLE), "--store", str(tmp_path / "store")]
    assert main(asked) == 0
    assert "MB of files are about" in capsys.readouterr().err
    assert main([*asked, "--quiet"]) == 0
    assert capsys.readouterr().err == ""
