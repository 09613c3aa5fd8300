"""Claims are held against the texts they point into."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import making
from graph import KnowledgeGraph
from graph.coverage import coverage, misplacement
from graph.errors import InputError
from graph.model import Claim

ARTICLES = Path(
    os.environ.get("ARMSGRAPH_ARTICLES", Path(__file__).parent.parent.parent / "shared" / "articles")
)
TEXT = "The raid on Southfield.\n\nHeading\nKestrels — three of them — were seen.\n"


PLACED = replace(
    making.claim("claim/seen", making.proposition("raid", "weaponUsed", "kestrel")),
    line=4,
    anchor="three of them",
    start=44,
    end=57,
)


@pytest.fixture
def claim() -> Claim:
    return PLACED


def test_an_anchor_in_its_place_is_not_reported(claim: Claim) -> None:
    assert TEXT[44:57] == "three of them"
    assert misplacement(claim, TEXT) == ""


def test_a_wrong_position_is_reported_with_the_right_one(claim: Claim) -> None:
    reason = misplacement(replace(claim, start=43, end=56), TEXT)
    assert "on line 4 it stands at 44 to 57" in reason


def test_a_position_outside_the_text_is_reported_with_the_length_of_the_text(claim: Claim) -> None:
    assert f"{len(TEXT)} characters" in misplacement(replace(claim, end=900), TEXT)


def test_a_wrong_line_is_reported(claim: Claim) -> None:
    assert "stands on line 4, not on line 1" in misplacement(replace(claim, line=1), TEXT)


def test_an_anchor_that_is_nowhere_on_its_line_is_reported(claim: Claim) -> None:
    assert "line 4 does not hold it" in misplacement(replace(claim, anchor="four of them!"), TEXT)
    assert "line 9 does not exist" in misplacement(replace(claim, anchor="four", line=9), TEXT)


@given(st.text(), st.text(min_size=1), st.text())
def test_every_anchor_is_found_where_it_was_put(before: str, anchor: str, after: str) -> None:
    start = len(before)
    placed = replace(PLACED, anchor=anchor, start=start, end=start + len(anchor), line=before.count("\n") + 1)
    assert misplacement(placed, before + anchor + after) == ""


def test_paragraphs_say_which_claims_were_made_from_them(claim: Claim, tmp_path: Path) -> None:
    (tmp_path / "any-name.txt").write_text(TEXT, encoding="utf-8", newline="")
    digest = "sha256:" + hashlib.sha256(TEXT.encode()).hexdigest()
    document = replace(claim.document, digest=digest, furniture_lines=(3,))
    report = coverage([document], [replace(claim, document=document)], tmp_path)
    assert [(one.line, one.words, one.furniture, len(one.claims)) for one in report.paragraphs] == [
        (1, 4, False, 0),
        (3, 1, True, 0),
        (4, 7 + 1, False, 1),
    ]
    assert [one.line for one in report.silent] == [1]
    assert not report.complete


def test_a_document_without_its_text_is_named_as_missing(claim: Claim, tmp_path: Path) -> None:
    document = replace(claim.document, digest="sha256:" + "0" * 64)
    report = coverage([document], [replace(claim, document=document)], tmp_path)
    assert [one.iri for one in report.missing] == [document.iri]
    assert report.paragraphs == ()


def test_a_text_of_any_size_is_found(claim: Claim, tmp_path: Path) -> None:
    text = TEXT + "x" * 4_000_001
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    report = coverage([replace(claim.document, digest=digest)], [], tmp_path)
    assert report.missing == ()


def test_a_folder_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a folder"):
        coverage([], [], tmp_path / "nowhere")


def test_every_shipped_claim_has_an_anchor_of_at_most_five_words(shipped_graph: KnowledgeGraph) -> None:
    pointing = [claim for claim in shipped_graph.claims() if not claim.reference]
    assert len(pointing) > 150
    assert [claim.iri for claim in pointing if not 1 <= len(claim.anchor.split()) <= 5] == []


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the five articles are not part of this repository")
def test_every_claim_of_the_five_articles_stands_where_it_says(shipped_graph: KnowledgeGraph) -> None:
    report = coverage(shipped_graph.documents(), shipped_graph.claims(), ARTICLES)
    assert [one.reason for one in report.misplaced] == []
    assert report.missing == ()


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the five articles are not part of this repository")
def test_no_paragraph_of_the_five_articles_is_without_claims(shipped_graph: KnowledgeGraph) -> None:
    report = coverage(shipped_graph.documents(), shipped_graph.claims(), ARTICLES)
    assert [(one.document.iri, one.line) for one in report.silent] == []
    assert len({one.document.iri for one in report.paragraphs}) == 5
