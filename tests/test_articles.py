"""A claim's span is found in the text that the user has, or the passage says why it is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import making
from graph.articles import digest_of, passage, read_text, texts_by_digest
from graph.errors import InputError
from graph.model import Claim
from graph.settings import LIMITS, articles_folder
from graph.ui.reading_pane import passage_markup, read_button

TEXT = "The raid on Southfield.\n\nKestrels — three of them — were seen.\n\nNobody spoke."


def pointing(start: int, end: int, text: str = TEXT) -> Claim:
    line = text.count("\n", 0, start) + 1
    made = making.claim("claim/seen", making.proposition("raid", "weaponUsed", "kestrel"))
    return replace(made, start=start, end=end, anchor=text[start:end], line=line)


def test_the_paragraph_is_cut_where_the_span_begins_and_ends() -> None:
    found = passage(pointing(36, 49), TEXT)
    assert (found.head, found.marked, found.tail) == ("Kestrels — ", "three of them", " — were seen.")
    assert (found.line, found.before, found.after) == (3, "The raid on Southfield.", "Nobody spoke.")
    assert found.misplaced == ""


def test_the_first_and_the_last_line_have_nothing_beyond_them() -> None:
    assert passage(pointing(4, 8), TEXT).before == ""
    assert passage(pointing(len(TEXT) - 6, len(TEXT)), TEXT).after == ""


def test_an_anchor_that_stands_elsewhere_marks_nothing_and_says_so() -> None:
    found = passage(replace(pointing(36, 49), start=35, end=48), TEXT)
    assert (found.head, found.marked) == ("Kestrels — three of them — were seen.", "")
    assert "on line 3 it stands at 36 to 49" in found.misplaced
    lost = passage(replace(pointing(36, 49), start=900, end=913, line=90), TEXT)
    assert (lost.head, lost.marked) == ("", "")
    assert "outside the text" in lost.misplaced


def test_a_span_on_another_line_or_on_none_says_where_it_stands() -> None:
    assert "stands on line 3, not on line 1" in passage(replace(pointing(36, 49), line=1), TEXT).misplaced
    assert "line 1 does not hold it" in passage(replace(pointing(36, 49), start=0, line=1), TEXT).misplaced
    assert "line 9 does not exist" in passage(replace(pointing(36, 49), start=0, line=9), TEXT).misplaced
    here = passage(replace(pointing(36, 49), start=30, end=43), TEXT).misplaced
    assert "on line 3 it stands at 36 to 49" in here


@given(st.text(alphabet="ab \n\u05d0\U0001f600<&", min_size=1), st.data())
def test_every_span_of_every_text_is_marked_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = passage(pointing(start, end, text), text)
    assert found.marked == text[start:end]
    assert found.head + found.marked + found.tail in text
    assert "\n" not in found.head
    assert found.marked.endswith("\n") or "\n" not in found.tail


def test_positions_count_code_points_and_a_broken_byte_is_one_sign() -> None:
    assert read_text("a\U0001f600\r\nb".encode() + b"\xff") == "a\U0001f600\r\nb\ufffd"


def test_texts_are_known_by_their_digest_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "any name.md").write_bytes(TEXT.encode())
    (tmp_path / "folder").mkdir()
    assert texts_by_digest(tmp_path) == {digest_of(TEXT.encode()): tmp_path / "any name.md"}


def test_a_file_that_no_article_can_be_is_passed_over(tmp_path: Path) -> None:
    with (tmp_path / "film").open("wb") as film:
        film.truncate(LIMITS.article_max_bytes + 1)
    assert texts_by_digest(tmp_path) == {}


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.*is not a folder"):
        texts_by_digest(tmp_path / "nowhere")


def test_the_folder_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARMSGRAPH_ARTICLES", raising=False)
    assert articles_folder() is None
    monkeypatch.setenv("ARMSGRAPH_ARTICLES", "texts")
    assert articles_folder() == Path("texts")


def test_the_text_of_an_article_is_never_html() -> None:
    text = "<script>alert(1)</script> & <b>Kestrel</b>"
    shown = str(passage_markup(passage(pointing(28, 39, text), text)))
    assert "<mark>&lt;b&gt;Kestrel&lt;</mark>" in shown
    assert "<script" not in shown and "<b>" not in shown


def test_what_is_not_in_its_place_is_shown_without_a_mark() -> None:
    shown = str(passage_markup(passage(replace(pointing(36, 49), start=35, end=48), TEXT)))
    assert "<mark" not in shown
    assert "Nothing is marked" in shown


def test_the_nearest_lines_that_are_not_empty_stand_around_the_paragraph() -> None:
    text = "far\r\nnear\r\n\r\nthe raid\r\n\r\nnext\r\nlater"
    start = text.index("raid")
    claimed = replace(pointing(start, start + 4, text), line=4)
    for claim in (claimed, replace(claimed, anchor="other")):
        found = passage(claim, text)
        assert (found.before.strip(), found.after.strip()) == ("near", "next")
    assert not found.marked and found.head.strip() == "the raid"


def test_only_what_stands_on_a_line_of_an_article_can_be_read_there() -> None:
    told = pointing(36, 49)
    assert 'data-go="read:claim/seen"' in str(read_button(told))
    assert read_button(replace(told, reference=True)) is None
    assert read_button(replace(told, line=None)) is None
