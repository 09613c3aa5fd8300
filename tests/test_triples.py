"""Statements as integers: what a store holds, whichever way they were read."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.namespaces import RDF, XSD
from graph.store import open_store
from graph.triples import NONE, TermKind, Triples, read_triples, triples_of, triples_of_text
from graph.triples.plain import scanned_in_python
from graph.triples.scanning import Scanning, scanned

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = ["01", "1", "+5", "-0", "5.00", "5", "5.50", "1e3", "0.1", "x", "10000000000000000000000"]
DATES = ["2023-05-24", "2023-05-24Z", "2023-05-24+00:00", "2023-05", "2023", "-0001", "2023-05-24T24:00:00"]
DATATYPES = [
    "integer",
    "int",
    "decimal",
    "double",
    "float",
    "boolean",
    "date",
    "gYear",
    "gYearMonth",
    "dateTime",
]
NODES = st.sampled_from([ox.NamedNode("http://x/é"), ox.NamedNode("u:a"), ox.NamedNode("u:b")])
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["en", "EN-us"])),
    st.builds(
        lambda text, name: ox.Literal(text, datatype=ox.NamedNode(XSD + name)),
        st.sampled_from([*NUMBERS, *DATES, "true", "1", "0"]),
        st.sampled_from(DATATYPES),
    ),
    TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("u:type"))),
)
STATEMENTS = st.lists(st.builds(ox.Triple, NODES, NODES, NODES | LITERALS), max_size=12)


def lines(triples: Triples) -> set[str]:
    columns = (triples.subject.tolist(), triples.predicate.tolist(), triples.object.tolist())
    return {" ".join(map(triples.terms.text, row)) + " ." for row in zip(*columns, strict=True)}


def held(statements: list[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*one) for one in statements)
    return store


def written(statements: list[ox.Triple]) -> bytes:
    return ox.serialize(statements, format=ox.RdfFormat.N_TRIPLES) or b""


@settings(max_examples=150)
@given(STATEMENTS)
def test_what_is_read_is_what_a_store_holds_and_writes(statements):
    expected = held(statements).dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    triples = triples_of_text(written(statements))
    assert sorted(lines(triples)) == sorted((expected or b"").decode().split("\n")[:-1])
    assert len(triples) == len(lines(triples))


@settings(max_examples=60)
@given(STATEMENTS)
@example([ox.Triple(ox.NamedNode("u:a"), ox.NamedNode("u:b"), ox.Literal("\\0"))])
@example([ox.Triple(ox.NamedNode("u:a"), ox.NamedNode("u:b"), ox.Literal("\\\\u0041"))])
@example(
    [
        ox.Triple(
            ox.NamedNode("u:a"), ox.NamedNode("u:b"), ox.Literal("", datatype=ox.NamedNode("u:" + "c" * 999))
        )
    ]
)
def test_compiled_code_reads_as_python_does(statements):
    letters = written(statements)
    one, other = scanned([BytesIO(letters)]), scanned_in_python([BytesIO(letters)])
    assert one is not None and other is not None
    for mine, theirs in zip(one, other, strict=True):
        assert mine.dtype == theirs.dtype and np.array_equal(mine, theirs)


@settings(max_examples=60)
@given(STATEMENTS)
def test_every_term_is_there_once_and_is_found_again(statements):
    terms = triples_of_text(written(statements)).terms
    texts = [terms.text(number) for number in range(len(terms))]
    assert len(set(texts)) == len(texts)
    assert [terms.number(text) for text in texts] == list(range(len(texts)))
    for number, text in enumerate(texts):
        [quad] = ox.parse(f"<u:s> <u:p> {text} .".encode(), ox.RdfFormat.N_TRIPLES)
        assert terms.value(number) == quad.object.value
        datatype = getattr(quad.object, "datatype", None)
        assert (datatype is None) == (terms.kind[number] != TermKind.LITERAL)
        assert terms.datatype[number] == (terms.iri(datatype.value) if datatype else NONE)


def test_triples_lie_in_the_order_of_predicate_subject_and_object():
    text = "".join(f"<u:s{one % 3}> <u:p{one % 2}> <u:o{one}> .\n" for one in (5, 3, 1, 4, 2, 0, 5))
    triples = triples_of_text(text)
    rows = list(zip(triples.predicate, triples.subject, triples.object, strict=True))
    assert len(rows) == 6 and rows == sorted(rows)
    subjects, objects = triples.of("u:p1")
    told = [(triples.terms.value(s), triples.terms.value(o)) for s, o in zip(subjects, objects, strict=True)]
    assert sorted(told) == [("u:s0", "u:o3"), ("u:s1", "u:o1"), ("u:s2", "u:o5")]
    assert [len(column) for column in triples.of("u:nobody")] == [0, 0]


def test_files_are_read_together_with_their_blank_nodes_and_in_any_writing(tmp_path):
    one, other = tmp_path / "one.nt", tmp_path / "other.nt"
    one.write_text('_:b <u:p> "a\\u0062" .\r\n# a remark\n<u:s>   <u:p> <u:o>.', encoding="utf-8")
    other.write_text('_:b <u:p> "ab"^^<http://www.w3.org/2001/XMLSchema#string> .', encoding="utf-8")
    assert lines(read_triples([one, other])) == {'_:b <u:p> "ab" .', "<u:s> <u:p> <u:o> ."}


@pytest.mark.parametrize(
    "broken", ["<u:s> <u:p> .", '<u:s> "p" <u:o> .', '<u:s> <u:p> "x .', "<u:s> <u:p> <u o> ."]
)
def test_what_is_no_n_triples_is_refused(broken):
    assert scanned([BytesIO(broken.encode())]) is None
    with pytest.raises(SyntaxError):
        triples_of_text(broken)


def test_a_chunk_may_end_anywhere_and_a_line_be_longer_than_it(monkeypatch):
    text = "".join(f'<u:s{one}> <u:p> "{"x" * one}" .\n' for one in range(60)).encode()
    whole = scanned_in_python([BytesIO(text)])
    for size in (40, 41, 97):
        monkeypatch.setattr("graph.triples.scanning.CHUNK_BYTES", size)
        scanning = Scanning()
        assert scanning.read(BytesIO(text))
        for mine, theirs in zip(scanning.result(), whole or (), strict=True):
            assert np.array_equal(mine, theirs)


def test_a_store_gives_the_graphs_that_are_asked_for():
    store = open_store()
    node, graph = ox.NamedNode("u:a"), ox.NamedNode("u:g")
    store.extend([ox.Quad(node, node, node, graph), ox.Quad(node, node, ox.Literal("x"))])
    assert lines(triples_of(store)) == {"<u:a> <u:a> <u:a> .", '<u:a> <u:a> "x" .'}
    assert lines(triples_of(store, ["u:g"])) == {"<u:a> <u:a> <u:a> ."}
    assert lines(triples_of(open_store())) == set()


def test_nothing_gives_two_datatypes_and_no_triple():
    triples = triples_of_text("")
    assert [triples.terms.value(number) for number in range(len(triples.terms))] == [
        XSD + "string",
        RDF + "langString",
    ]
    assert len(triples) == 0 and len(triples.of(RDF + "type")[0]) == 0


def test_the_sample_is_read_the_same_in_both_ways(sample_store):
    letters = b"".join(sample_store.dump("ntriples", [graph]) or b"" for graph in sample_store.graphs())
    one, other = scanned([BytesIO(letters)]), scanned_in_python([BytesIO(letters)])
    assert all(np.array_equal(*pair) for pair in zip(one or (), other or (), strict=True))


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        read_triples([Path(tmp_path / "nowhere.nt")])
