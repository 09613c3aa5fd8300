"""Tables that others made: their shape is told, every row comes whole or as a fault with its line."""

from __future__ import annotations

import csv
import gzip
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import TableError
from graph.tables import Row, RowFault, TableShape, Watch, read_rows, sniff
from graph.tables.encodings import encoding_of
from graph.tables.lines import Lines, raw_lines
from graph.tables.records import records
from sheets_read import rows_of, told, written


@pytest.mark.parametrize(
    ("text", "delimiter", "quote"),
    [
        ("date,place,tanks\n2024-08-24,Kursk,3\n2024-08-25,Sudzha,1\n", ",", '"'),
        ("date;price\n2024-08-24;1,5\n2024-08-25;2,5\n", ";", '"'),
        ("place\tnote\nKursk\ta, b, c\nSudzha\td, e, f\n", "\t", '"'),
        ("a|b\n1,2|3\n4,5|6\n", "|", '"'),
        ("place,note\n'Kursk, Russia','a'\n'Sudzha','b'\n", ",", "'"),
        ('place\tcalibre\nKursk\t"5" gun\nSudzha\t"7" gun\n', "\t", ""),
        ('id,names\n1,"Kursk;Sudzha"\n2,"Rylsk;Tyotkino"\n', ",", '"'),
    ],
    ids=["comma", "semicolon", "tab", "bar", "single-quotes", "no-quotes", "lists"],
)
def test_the_delimiter_is_the_one_under_which_rows_have_equally_many_cells(
    tmp_path: Path, text: str, delimiter: str, quote: str
) -> None:
    shape = sniff(written(tmp_path, text))
    assert (shape.delimiter, shape.quote, shape.header) == (delimiter, quote, 1)
    assert all(isinstance(row, Row) for row in read_rows(tmp_path / "table.csv"))


def test_a_spreadsheets_word_on_its_delimiter_is_believed(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfsep=;\r\na,b;c\r\n1,2;3\r\n")
    assert (sniff(path).delimiter, sniff(path).header, sniff(path).columns) == (";", 2, ("a,b", "c"))
    assert told(list(read_rows(path))) == [(1, 3, "1,2|3")]


def test_lines_above_the_header_are_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "Losses of August\n\nplace,tanks\nKursk,3\nSudzha,1\nRylsk,2\n")
    assert sniff(path).header == 3
    assert told(list(read_rows(path)))[0] == (1, 4, "Kursk|3")


def test_a_table_without_a_header_has_numbered_columns(tmp_path: Path) -> None:
    path = written(tmp_path, "1\t20240824\tRUS\n2\t20240825\tUKR\n")
    assert sniff(path).header == 0
    assert next(iter(read_rows(path))).values == {"column 1": "1", "column 2": "20240824", "column 3": "RUS"}  # type: ignore[union-attr]
    texts = written(tmp_path, "Russia,tank\nRussia,truck\n", "texts.csv")
    assert sniff(texts).header == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_and_marks_are_told_and_left_out_of_the_first_name(
    tmp_path: Path, encoding: str
) -> None:
    path = written(tmp_path, "place,note\nБілгород,ø\n".encode(encoding))
    assert sniff(path).columns == ("place", "note")
    assert told(list(read_rows(path))) == [(1, 2, "Білгород|ø")]


def test_letters_beyond_ascii_late_in_a_file_still_tell_its_encoding() -> None:
    early = b"place,note\n" + b"Kursk,x\n" * 20_000
    assert encoding_of(io.BytesIO(early + "Köln,schön für Bären\n".encode("cp1252"))) == "cp1252"
    assert encoding_of(io.BytesIO(early + "Köln,ø\n".encode())) == "utf-8"


def test_a_line_in_another_encoding_costs_that_line_and_names_the_byte() -> None:
    rows = rows_of(b"place,n\nKursk,1\nK\xf6ln,2\nRylsk,3\n")
    assert told(rows) == [(1, 2, "Kursk|1"), (2, 3, "!"), (3, 4, "Rylsk|3")]
    fault = rows[1]
    assert isinstance(fault, RowFault)
    assert "Byte 17 " in fault.sentence and "0xF6" in fault.sentence and fault.value == r"K\xf6ln,2"


def test_lines_of_another_encoding_that_were_put_into_a_file_do_not_garble_the_others(tmp_path: Path) -> None:
    path = written(tmp_path, "place,n\nКурськ,1\nРильськ,2\n".encode() + b"K\xf6ln,3\n")
    assert told(list(read_rows(path))) == [(1, 2, "Курськ|1"), (2, 3, "Рильськ|2"), (3, 4, "!")]


def test_a_header_that_comes_again_is_a_row_and_not_the_end_of_names(tmp_path: Path) -> None:
    path = written(tmp_path, "place,n\nKursk,1\nplace,n\nRylsk,2\n")
    assert sniff(path).columns == ("place", "n")
    assert told(list(read_rows(path)))[1] == (2, 3, "place|n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04rest", "spreadsheet"),
        (b"%PDF-1.4 rest", "a PDF"),
        (b"PAR1rest", "Parquet"),
        (b"<!DOCTYPE html><p>", "page of the web"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "not fetched"),
    ],
    ids=["zip", "pdf", "parquet", "page", "pointer"],
)
def test_what_people_take_for_a_table_is_called_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        sniff(written(tmp_path, content))


def test_the_wrong_wide_encoding_is_said_of_the_whole_file() -> None:
    with pytest.raises(TableError, match="not UTF-16"):
        rows_of(b"place,n\nKursk,1\nx", TableShape(encoding="utf-16-le"))


def test_line_breaks_in_quotes_count_as_lines_and_not_as_rows() -> None:
    rows = rows_of('place,note\r\nKursk,"two\r\nlines"\r\n\r\nRylsk,"say ""yes"", now"\r\n')
    assert told(rows) == [(1, 2, "Kursk|two\r\nlines"), (2, 5, 'Rylsk|say "yes", now')]


def test_a_quote_that_never_closes_costs_its_own_row_only() -> None:
    rows = rows_of('place,note\nKursk,"open\nRylsk,1\nSudzha,"2"\nTyotkino,3\n')
    assert told(rows) == [(1, 2, "!"), (2, 3, "Rylsk|1"), (3, 4, "Sudzha|2"), (4, 5, "Tyotkino|3")]
    assert "line 2" in str(rows[0]) and "does not close" in str(rows[0])
    assert told(rows_of('place,note\nKursk,1\nRylsk,"open\n')) == [(1, 2, "Kursk|1"), (2, 3, "!")]


def test_one_stray_quote_among_many_rows_is_a_fault_and_no_sign_that_there_are_no_quotes(
    tmp_path: Path,
) -> None:
    rows = "".join(f"{number},Kursk\n" for number in range(9))
    path = written(tmp_path, f'number,place\n{rows}9,"Sudzha\n10,Rylsk\n')
    assert sniff(path).quote == '"'
    assert told(list(read_rows(path)))[-2:] == [(10, 11, "!"), (11, 12, "10|Rylsk")]


def test_rows_of_unequal_length_and_nul_bytes_are_faults_with_what_could_be_read() -> None:
    rows = rows_of("place,tanks,note\nKursk,3\nRylsk,1,a,b\nSud\0zha,1,a\nSudzha,1,a\n")
    assert told(rows) == [(1, 2, "!"), (2, 3, "!"), (3, 4, "!"), (4, 5, "Sudzha|1|a")]
    short, long, nul = (row for row in rows if isinstance(row, RowFault))
    assert (short.column, short.cells) == ("note", ("Kursk", "3"))
    assert "4 cells and the table 3 columns" in long.sentence
    assert "NUL" in nul.sentence


def test_a_fault_in_the_middle_of_a_quoted_row_costs_no_row_behind_it() -> None:
    rows = rows_of('place,note\nKursk,"open\nRyl\0sk,1\nSudzha,2\n')
    assert told(rows) == [(1, 2, "!"), (2, 3, "!"), (3, 4, "Sudzha|2")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date;place;tanks\n1;2;3\n", "a semicolon would part its header into 3 columns"),
        ("place,place\n1,2\n", "twice, in columns 1 and 2"),
        (" , \n1,2\n", "is empty"),
        ("place\xff,n\n".encode("latin-1"), "not utf-8: line 1 has byte 0xFF at place 5"),
    ],
    ids=["delimiter", "twice", "empty", "encoding"],
)
def test_what_is_wrong_with_a_header_is_said_of_the_whole_table(text: str | bytes, said: str) -> None:
    with pytest.raises(TableError, match=said):
        rows_of(text)


def test_a_column_without_a_name_is_called_after_its_place() -> None:
    assert next(iter(rows_of(",place\n0,Kursk\n"))).values == {"column 1": "0", "place": "Kursk"}  # type: ignore[union-attr]


def test_a_table_of_one_column_is_one() -> None:
    assert told(rows_of('"place, country"\nKursk\n"Rylsk, Russia"\n')) == [
        (1, 2, "Kursk"),
        (2, 3, "Rylsk, Russia"),
    ]


def test_a_line_or_row_beyond_the_limit_is_refused_and_not_held() -> None:
    endless = io.BytesIO(b"x" * 2_000_000)
    with pytest.raises(TableError, match="longer than 1,000 bytes"):
        list(raw_lines(endless, most=1_000))
    lines = Lines(io.BytesIO(b'a,"b\n' + b"c\n" * 600 + b'"\n'), "utf-8")
    _, first = next(records(lines, TableShape(), most=1_000))
    assert "never closes" in getattr(first, "sentence", "")


def test_what_is_no_table_is_said_before_anything_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, said in (("", "is a folder"), ("gone.csv", "There is no file"), ("pipe", "no ordinary file")):
        with pytest.raises(TableError, match=said):
            sniff(tmp_path / name)
    for content, said in ((b"", "is empty"), (b" \n\n", "only spaces")):
        with pytest.raises(TableError, match=said):
            sniff(written(tmp_path, content))
    with pytest.raises(TableError, match="No encoding is called 'utf-9'"):
        list(read_rows(written(tmp_path, "a,b\n"), TableShape(encoding="utf-9")))


def test_packed_tables_are_read_and_cut_ones_refused(tmp_path: Path) -> None:
    packed = gzip.compress(b"place,tanks\n" + b"".join(b"Kursk,%d\n" % n for n in range(9_000)), mtime=0)
    assert len(list(read_rows(written(tmp_path, packed, "table.csv.gz")))) == 9_000
    cut = written(tmp_path, packed[:-20], "cut.csv.gz")
    with pytest.raises(TableError, match="gzip is broken"):
        list(read_rows(cut))


def test_a_file_that_changes_while_it_is_read_is_refused_at_the_end(tmp_path: Path) -> None:
    path = written(tmp_path, "place,n\n" + "Kursk,1\n" * 50_000)
    rows = read_rows(path, TableShape())
    next(rows)
    with path.open("ab") as more:
        more.write(b"Rylsk,2\n")
    with pytest.raises(TableError, match="changed while it was read"):
        list(rows)


def test_a_second_reading_must_find_the_same_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, "place,n\nKursk,1\n")
    watch = Watch(path)
    assert len(list(read_rows(path, TableShape(), watch=watch))) == 1
    first = watch.digest
    assert len(list(read_rows(path, TableShape(), watch=watch))) == 1
    assert watch.digest == first and len(first) == 64
    watch.digest = "0" * 64
    with pytest.raises(TableError, match="changed"):
        list(read_rows(path, TableShape(), watch=watch))
    path.write_bytes(b"place,n\nKursk,2\n")
    with pytest.raises(TableError, match="changed"):
        list(read_rows(path, TableShape(), watch=watch))


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@settings(max_examples=60)
@given(
    table=TABLES,
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    quote=st.sampled_from("\"'"),
    end=st.sampled_from(["\r\n", "\n"]),
)
def test_what_the_csv_module_writes_is_read_back(
    table: list[list[str]], delimiter: str, quoting: int, quote: str, end: str
) -> None:
    text = io.StringIO()
    # A lone carriage return ends a line for every reader of files: csv only quotes what is in its own end.
    kept = [[cell.replace("\r", "") for cell in row] for row in table]
    kept = [[cell.replace("\n", " ") if end == "\r" else cell for cell in row] for row in kept]
    writer = csv.writer(text, delimiter=delimiter, quoting=quoting, quotechar=quote, lineterminator=end)  # type: ignore[arg-type]
    writer.writerows(kept)
    shape = TableShape(delimiter, header=0, quote=quote)
    assert [
        list(row.values.values()) for row in rows_of(text.getvalue(), shape) if isinstance(row, Row)
    ] == kept


WORDS = st.text("abcdefgh ,;'\"", min_size=1, max_size=6).map(lambda text: "w" + text)


@settings(max_examples=40)
@given(
    rows=st.lists(st.tuples(WORDS, st.integers(0, 999), st.dates()), min_size=2, max_size=12),
    delimiter=st.sampled_from(",;\t|"),
)
def test_the_shape_of_what_the_csv_module_writes_is_told(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, int, object]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("sniffed") / "table.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows([("name", "count", "date"), *rows])
    read = [list(row.values.values()) for row in read_rows(path) if isinstance(row, Row)]
    assert read == [[name, str(count), str(day)] for name, count, day in rows]


def test_a_table_that_changes_is_refused_at_once_not_at_its_end(tmp_path: Path) -> None:
    path = written(tmp_path, b"place,tanks\n" + b"Bridge town,1\n" * 60_000)
    rows = read_rows(path)
    next(rows)
    path.write_bytes(path.read_bytes() + b"Bridge town,2\n")
    with pytest.raises(TableError, match="changed while it was read"):
        for number, _ in enumerate(rows):  # noqa: B007
            pass
    assert number < 30_000


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-16", "is not UTF-16.*utf-16-le"),
        ("utf_16", "is not UTF_16"),
        ("idna", "No encoding"),
        ("hex", "No"),
    ],
)
def test_an_encoding_that_the_file_has_not_is_said_in_a_sentence(
    tmp_path: Path, encoding: str, said: str
) -> None:
    path = written(tmp_path, "place,tanks\nKursk,1\n")
    with pytest.raises(TableError, match=said):
        list(read_rows(path, TableShape(encoding=encoding)))


@pytest.mark.parametrize("encoding", ["utf-16", "UTF16", "utf_16_le", "u32", "utf-8", "cp1251", "gb18030"])
def test_encodings_are_known_by_all_their_names(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, "место,tanks\nКурск,1\n".encode(encoding))
    (row,) = read_rows(path, TableShape(encoding=encoding))
    assert isinstance(row, Row) and row.values["место"] == "Курск"


def test_standard_input_is_no_table_and_says_what_to_do() -> None:
    with pytest.raises(TableError, match=r"Standard input cannot be read twice.*write it to a file"):
        sniff("-")
