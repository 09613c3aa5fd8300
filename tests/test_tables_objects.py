"""Tables that are no lines of cells: JSON, entities of FollowTheMoney and RDF are rows, too."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from graph.errors import TableError
from graph.tables import Layout, Row, RowFault, TableShape, read_rows, sniff
from sheets_read import rows_of, told, written


def test_json_lists_and_lines_are_rows_with_their_lines(tmp_path: Path) -> None:
    listed = written(tmp_path, '[\n  {"id": 1.10, "at": {"lat": 50}},\n\n  {"id": null, "ok": true}\n]\n')
    assert sniff(listed).layout is Layout.LIST and sniff(listed).columns == ("id", "at.lat", "ok")
    assert told(list(read_rows(listed))) == [(1, 2, "1.10|50"), (2, 4, "|true")]
    lines = written(tmp_path, '{"id": "a"}\n\n{"id": \n{"id": "b", "id": "c"}\n[1]\n{"id": "d"}\n')
    assert sniff(lines).layout is Layout.LINES
    assert told(list(read_rows(lines))) == [(1, 1, "a"), (2, 3, "!"), (3, 4, "!"), (4, 5, "!"), (5, 6, "d")]


def test_a_list_within_a_servers_answer_is_found(tmp_path: Path) -> None:
    answer = '{"status": 200, "messages": [], "paging": {"next": 1}, "data": [{"id": 7}, {"id": 8}], "n": 2}'
    path = written(tmp_path, answer, "answer.json")
    shape = TableShape(layout=Layout.LIST)
    assert told(list(read_rows(path, shape))) == [(1, 1, "7"), (2, 1, "8")]
    spread = written(tmp_path, '{\n "status": 200,\n "data": [\n{"id": 7}\n]}', "spread.json")
    assert told(list(read_rows(spread))) == [(1, 4, "7")]


@pytest.mark.parametrize(
    ("text", "said"),
    [('[{"id": 1}, {"id": ', "cut off|cannot be read"), ('[{"id": 1}', "cut off"), ('{"a": 1}', "no list")],
    ids=["in-a-row", "between-rows", "no-list"],
)
def test_json_that_is_cut_off_is_refused(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        rows_of(text, TableShape(layout=Layout.LIST))


def test_rows_that_cross_the_window_are_read_whole() -> None:
    long = "я" * 200_000
    text = "[" + ",\n".join(f'{{"id": {n}, "text": "{long}"}}' for n in range(5)) + "]"
    rows = rows_of(text, TableShape(layout=Layout.LIST))
    assert [
        (row.line, row.values["id"], len(row.values["text"])) for row in rows if isinstance(row, Row)
    ] == [(n + 1, str(n), 200_000) for n in range(5)]


def test_links_of_followthemoney_know_the_names_of_their_ends_wherever_these_stand(tmp_path: Path) -> None:
    link = '{"id": "o", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b", "c"]}}'
    ends = [
        '{"id": "b", "schema": "Company", "properties": {"name": ["Bank", "Bank Ltd"]}, "datasets": ["x"]}',
        '{"id": "a", "schema": "Person", "caption": "Ann", "properties": {"alias": ["An"]}}',
        '{"id": "broken"}',
    ]
    path = written(tmp_path, "\n".join([link, *ends]), "entities.ftm.json")
    assert sniff(path).layout is Layout.ENTITIES and "target.caption" in sniff(path).columns
    first, second, bank, _, broken = read_rows(path)
    assert isinstance(first, Row) and isinstance(second, Row) and isinstance(bank, Row)
    assert [
        (row.values["link"], row.values["source.caption"], row.values["target.caption"])
        for row in (first, second)
    ] == [
        ("o", "Ann", "Bank"),
        ("o/2", "Ann", ""),
    ]
    assert (bank.values["name.all"], bank.values["datasets"]) == ('["Bank", "Bank Ltd"]', '["x"]')
    assert isinstance(broken, RowFault) and broken.line == 4 and "no FollowTheMoney entity" in broken.sentence


def test_rdf_is_read_as_triples_with_the_names_and_classes_of_their_ends(tmp_path: Path) -> None:
    turtle = """@prefix s: <https://schema.org/> . @prefix e: <https://example.org/> .
e:a s:memberOf e:b, e:b ; s:name "Anne"@fr, "Ann"@en ; a s:Person . e:b s:jobTitle "none"@en .
[] s:memberOf e:b ."""
    path = written(tmp_path, gzip.compress(turtle.encode()), "people.ttl.gz")
    assert sniff(path).layout is Layout.STATEMENTS
    member, title, nobody = (row.values for row in read_rows(path) if isinstance(row, Row))
    assert (member["subject.label"], member["subject.class"]) == ("Ann", "https://schema.org/Person")
    assert (member["object"], member["object.label"]) == ("https://example.org/b", "b")
    assert (title["value"], title["language"]) == ("none", "en") and nobody["subject"].startswith("_:")
    with pytest.raises(TableError, match="not the RDF that its name says on line 1"):
        list(read_rows(written(tmp_path, "<a> <b> .", "broken.nt")))
