from __future__ import annotations

import hashlib

import pytest

from commandline import SAMPLE, answer_of, refusal_of
from graph.cli import main
from graph.ingest import build

# Blank text with the anchors of the sample's claims where the sample says they stand.
LINES = {
    1: {12: "Southfield"},
    2: {110: "Grey Column", 130: "Ivan Petrov"},
    3: {210: "Kestrels", 260: "Hale"},
    4: {300: "did not approve"},
    5: {400: "Kestrels", 420: "Northland"},
    6: {500: "White Fox"},
}


def article() -> str:
    """Return a text of our own making with every anchor in its place: line N ends where N + 1 may begin."""
    letters = list("raid on Southfield".rjust(22)) + [" "] * 578
    for anchors in LINES.values():
        for start, anchor in anchors.items():
            letters[start : start + len(anchor)] = anchor
    for end in (100, 200, 290, 390, 490):
        letters[end] = "\n"
    return "".join(letters)


@pytest.fixture
def articles(tmp_path, monkeypatch):
    """A folder with the article of the sample, in a store that knows its digest."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "post.txt").write_text(article(), encoding="utf-8")
    digest = hashlib.sha256(article().encode()).hexdigest()
    data = tmp_path / "raid.ttl"
    data.write_text(SAMPLE.read_text(encoding="utf-8").replace("0" * 64, digest), encoding="utf-8")
    build([data], tmp_path / "store")
    monkeypatch.setenv("ARMSGRAPH_STORE", str(tmp_path / "store"))
    return folder


def test_every_paragraph_is_listed_with_its_claims(articles, capsys):
    code, report = answer_of(capsys, "coverage", "--articles", str(articles))
    assert (code, report["complete"]) == (0, True)
    assert [(each["line"], len(each["claims"])) for each in report["paragraphs"]] == [
        (1, 2), (2, 2), (3, 2), (4, 1), (5, 2), (6, 1),
    ]  # fmt: skip
    assert (report["misplaced"], report["missing"]) == ([], [])
    assert main(["coverage", "--articles", str(articles)]) == 0
    printed = capsys.readouterr().out
    assert "– Hale denies that the office approved a transfer." in printed
    assert "6 paragraphs, 10 claims; 0 without a claim" in printed


def test_a_missing_text_is_a_negative_answer(articles, capsys):
    (articles / "post.txt").unlink()
    code, report = answer_of(capsys, "coverage", "--articles", str(articles))
    assert (code, report["complete"]) == (1, False)
    assert [each["label"] for each in report["missing"]] == ["Armoured cars seen in Southfield"]


def test_articles_that_are_nowhere_are_wrong_usage(articles, capsys):
    code, message = refusal_of(capsys, "coverage", "--articles", str(articles / "none"))
    assert code == 2
    assert "is not a folder" in message
