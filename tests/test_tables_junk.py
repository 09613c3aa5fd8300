"""Files that are no tables, and tables in the encodings that are met: refused in a sentence, or read."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest

from graph.cli import main
from graph.tables import Row, read_rows

PLAIN = "When;Town;Dead\n24.08.2024;Séguin;3\n25.08.2024;Millford;2\n"
CYRILLIC = "Дата;Город;Убито\n24.08.2024;Белгород;3\n25.08.2024;Курск;2\n"
BY_CHANCE = random.Random(7)
JUNK = {
    "bytes by chance": BY_CHANCE.randbytes(6_000),
    "few bytes by chance": BY_CHANCE.randbytes(300),
    "UTF-16 by chance": b"\xff\xfe" + BY_CHANCE.randbytes(6_000),
    "UTF-16 by chance, the other way": b"\xfe\xff" + BY_CHANCE.randbytes(6_000),
    "NULs": bytes(5_000),
    "NULs, packed": gzip.compress(bytes(5_000)),
}
KNOWN = {
    b"PK\x03\x04\x14\x00\x06\x00": "a zip archive or a spreadsheet",
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n": "a PDF",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": "a picture",
    b"\x7fELF\x02\x01\x01": "a program",
}
READ = {
    "UTF-16 with its mark": CYRILLIC.encode("utf-16"),
    "UTF-16 without, little end first": PLAIN.encode("utf-16-le"),
    "UTF-16 without, big end first": PLAIN.encode("utf-16-be"),
    "Latin-1": PLAIN.encode("latin-1"),
    "Windows-1251": CYRILLIC.encode("cp1251"),
    "packed": gzip.compress(PLAIN.encode()),
    "a NUL in a row": (PLAIN + "26.08.2024;\0;1\n").encode(),
}


def refused(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["import", "oryx", str(path), "--store", str(path.parent / "store")]) == 2
    assert not (path.parent / "store").exists()
    return capsys.readouterr().err


@pytest.mark.parametrize("name", JUNK)
def test_bytes_that_only_decode_are_no_table_and_what_is_one_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "junk.csv"
    path.write_bytes(JUNK[name])
    said = refused(path, capsys)
    assert f"{str(path)!r} is no text table: of its first " in said
    assert "are such as no text holds" in said
    assert "Give a table saved as text: CSV, TSV or JSON (it may be packed by gzip)." in said
    assert main(["import", "--guess", str(path)]) == 2
    assert "is no text table" in capsys.readouterr().err


@pytest.mark.parametrize("head", KNOWN)
def test_a_file_of_a_known_kind_is_called_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], head: bytes
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(head + bytes(range(256)))
    assert f"is {KNOWN[head]}" in refused(path, capsys)


def test_a_file_without_a_byte_and_one_of_spaces_are_said_to_be_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.csv"
    path.touch()
    assert "is empty; a table has at least one line" in refused(path, capsys)
    path.write_text(" \n \n")
    assert "holds only spaces" in refused(path, capsys)


@pytest.mark.parametrize("name", READ)
def test_a_table_in_any_encoding_that_is_met_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(READ[name])
    rows = [row for row in read_rows(path) if isinstance(row, Row)]
    assert [list(row.values.values()) for row in rows] in (
        [["24.08.2024", "Séguin", "3"], ["25.08.2024", "Millford", "2"]],
        [["24.08.2024", "Белгород", "3"], ["25.08.2024", "Курск", "2"]],
    )
