"""`armsgraph perspectives`: those with a name, and keeping one's own."""

from __future__ import annotations

import json

import pytest

from commandline import ANNA, GREY_COLUMN, answer_of, refusal_of, shipped_store
from graph.cli import main


@pytest.fixture(autouse=True)
def store(sample_directory, monkeypatch):
    monkeypatch.setenv("ARMSGRAPH_STORE", str(sample_directory))
    return sample_directory


@pytest.fixture
def shipped(monkeypatch):
    monkeypatch.setenv("ARMSGRAPH_STORE", shipped_store())


def test_the_shipped_ones_are_listed_with_how_much_they_tell(shipped, capsys):
    assert main(["perspectives"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"Kyiv", "Moscow", "The militias", "The outlets' own voice", "The West", "Washington"} <= set(
        lines
    )
    assert sum(line.startswith("  Tells ") and line.endswith(" claims.") for line in lines) == 6
    assert max(map(len, lines)) <= 80
    code, found = answer_of(capsys, "perspectives")
    moscow = next(one for one in found if one["name"] == "Moscow")
    assert (code, moscow["shipped"], "Russia" in moscow["also"]) == (0, True, True)
    assert moscow["perspective"]["sentence"] == "as told by Moscow"
    assert 0 < moscow["perspective"]["told"]["claims"] < moscow["perspective"]["told"]["claims_in_all"]


def test_without_any_it_says_how_to_keep_one(capsys):
    code, message = refusal_of(capsys, "perspectives")
    assert (code, "`armsgraph perspectives save NAME` keeps one" in message) == (1, True)
    assert answer_of(capsys, "perspectives") == (1, [])


def test_one_is_saved_shown_used_and_removed(capsys):
    code, message = refusal_of(
        capsys, "perspectives", "save", "My side", "--as-told-by", "GC", "--as-of", "2023-05",
        "--definition", "What I look at.",
    )  # fmt: skip
    assert code == 0
    assert message == (
        "Saved 'My side': as told by Grey Column, as of 31 May 2023 (said by then). "
        "Use it with --perspective.\n"
    )
    assert main(["perspectives", "show", "my side"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("My side  saved here\n  What I look at.\n")
    assert "  Tells 1 of 8 links, 1 of 13 claims.\n" in shown
    code, found = answer_of(capsys, "claims", "--perspective", "my side")
    assert (code, len(found)) == (0, 1)
    assert main(["perspectives", "remove", "My side"]) == 0
    assert capsys.readouterr().err == "Removed 'My side'.\n"
    assert answer_of(capsys, "perspectives") == (1, [])


def test_a_saved_one_is_built_upon_and_read_by_programs(capsys):
    code, first = answer_of(capsys, "perspectives", "save", "a", "--as-told-by", "GC", "--named-only")
    assert (code, first["perspective"]["told_by"], first["shipped"]) == (0, [GREY_COLUMN], False)
    _, second = answer_of(
        capsys, "perspectives", "save", "b", "--perspective", "a", "--as-told-by", "Anna Hale"
    )
    assert sorted(second["perspective"]["told_by"]) == sorted([GREY_COLUMN, ANNA])
    assert second["perspective"]["named_only"] is True
    assert answer_of(capsys, "perspectives", "show", "b") == (0, second)
    assert answer_of(capsys, "perspectives", "remove", "b") == (0, {"removed": "b"})
    assert [one["name"] for one in answer_of(capsys, "perspectives")[1]] == ["a"]


def test_one_under_which_nothing_counts_is_kept_with_a_word(capsys):
    code, message = refusal_of(capsys, "perspectives", "save", "none", "--as-told-by", "Evening Wire")
    assert (code, message.splitlines()[1]) == (0, "Nothing counts under it now.")
    assert main(["perspectives", "show", "none"]) == 0
    assert "  Tells nothing here.\n" in capsys.readouterr().out


def test_what_stands_before_the_action_holds_behind_it(tmp_path, monkeypatch, sample_directory, capsys):
    monkeypatch.setenv("ARMSGRAPH_STORE", str(tmp_path / "nowhere"))
    place = str(sample_directory)
    assert main(["perspectives", "--store", place, "save", "x", "--named-only"]) == 0
    assert main(["perspectives", "show", "x", "--store", place]) == 0
    capsys.readouterr()
    assert main(["perspectives", "--json", "--store", place, "show", "x"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "x"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["save"], "NAME"),
        (["save", "", "--named-only"], "cannot be called ''"),
        (["save", "***", "--named-only"], "cannot be called '***'"),
        (["save", "all"], "must say which claims count"),
        (["save", "x", "--as-of", "soon"], "'soon' is not a date"),
        (["save", "x", "--dated", "said"], "--as-of"),
        (["remove", "Nobody's"], 'No perspective called "Nobody\'s" is kept here. Kept are: none.'),
        (["show", "Nobody's"], 'No perspective is called "Nobody\'s". Those with a name are: none.'),
        (["forget", "x"], "'forget'"),
        (["show"], "NAME"),
    ],
)
def test_what_cannot_be_done_with_a_name_is_said_in_one_sentence(arguments, said, capsys):
    code, message = refusal_of(capsys, "perspectives", *arguments)
    assert code == 2
    assert said in message
    assert len(message.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["remove", "Moscow"], ["save", "moscow", "--named-only"]])
def test_a_shipped_one_stays_as_it_is(arguments, shipped, capsys):
    code, message = refusal_of(capsys, "perspectives", *arguments)
    assert (code, "came with the data" in message) == (2, True)


@pytest.mark.parametrize("content", ["{", "[]", '{"name": "x", "min_origins": "two"}', '{"told_by": []}'])
@pytest.mark.parametrize("question", [["perspectives"], ["claims", "--perspective", "x"]], ids=" ".join)
def test_a_broken_file_is_named(question, content, sample_directory, capsys):
    folder = sample_directory / "perspectives"
    folder.mkdir()
    broken = folder / "x.json"
    broken.write_text(content, encoding="utf-8")
    code, message = refusal_of(capsys, *question)
    assert code == 1
    assert message.startswith(f"{broken}: This is not a perspective that armsgraph has kept")
    assert "armsgraph perspectives save" in message
