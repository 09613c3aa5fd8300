from __future__ import annotations

import errno
import io
import json
import os
import threading
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from graph.cli.output import harmless, json_text
from graph.cli.printing import console, plain, print_wrapped, table
from graph.errors import StoreError
from graph.files import write_file

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs as well
OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def is_harmful(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in OVERRIDES


@given(ANY_TEXT)
def test_nothing_harmful_and_no_line_break_gets_out(text):
    shown = harmless(text)
    assert not any(is_harmful(character) for character in shown)
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9b", "\ud800", "\U000e0041", *OVERRIDES])
def test_a_harmful_character_is_shown_by_its_number(character):
    shown = character.encode("unicode_escape").decode()
    assert harmless(f"a{character}b") == f"a{shown}b"
    assert character not in json_text([character])
    assert json.loads(json_text([character])) == [character]


@given(st.text(st.characters(categories=("L", "N", "P", "Zs", "So"))))
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(text) == text


@given(st.recursive(ANY_TEXT, lambda inner: st.lists(inner) | st.dictionaries(ANY_TEXT, inner)))
def test_json_is_the_same_data_and_safe_to_look_at(value):
    text = json_text(value)
    # A lone half escaped beside another half reads back as one character, which is what JSON means by it.
    assert json.loads(text) == json.loads(json.dumps(value))
    assert not any(is_harmful(character) and character != "\n" for character in text)


def test_markup_in_data_is_shown_and_not_obeyed(capsys):
    out = console()
    out.print("[bold]as text[/bold]")
    out.print(table("na[b]me", rows=[["[red]x[/red] :smile: \x1b[31m"]]))
    print_wrapped(out, plain("[link=https://example.org]y[/link]"), 2)
    printed = capsys.readouterr().out
    assert "[red]x[/red] :smile: \\x1b[31m" in printed
    assert "na[b]me" in printed
    assert "[bold]as text[/bold]" in printed
    assert "  [link=https://example.org]y[/link]\n" in printed


def test_colours_are_for_terminals_and_no_color_is_respected(monkeypatch, capsys):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    console().print(plain("x", "red"))
    assert capsys.readouterr().out == "x\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert console().color_system is not None
    monkeypatch.setenv("NO_COLOR", "1")
    assert console().no_color


@given(st.text(min_size=1), st.integers(0, 12))
def test_wrapped_lines_fit_the_width(text, columns):
    out = Console(width=60, record=True, file=io.StringIO())
    print_wrapped(out, plain(text), columns, hanging=2)
    assert all(len(line) <= 60 for line in out.export_text().splitlines())


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    target = tmp_path / "graph.nt"
    target.write_bytes(b"old")

    def failing():
        yield b"new"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        write_file(target, failing())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
    write_file(target, [b"new", b"er"])
    assert target.read_bytes() == b"newer"


def test_a_written_file_has_the_rights_a_plain_one_would_have(tmp_path):
    fresh, kept = tmp_path / "fresh", tmp_path / "kept"
    kept.write_bytes(b"")
    kept.chmod(0o640)
    plainly = tmp_path / "plain"
    plainly.write_bytes(b"")
    write_file(fresh, [b"x"])
    write_file(kept, [b"x"])
    assert fresh.stat().st_mode == plainly.stat().st_mode
    assert kept.stat().st_mode & 0o777 == 0o640


def test_a_link_is_followed(tmp_path):
    target = tmp_path / "target"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    write_file(link, [b"new"])
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_file(pipe, [b"through"])
    reader.join(timeout=60)
    assert pipe.is_fifo()
    assert read == [b"through"]
