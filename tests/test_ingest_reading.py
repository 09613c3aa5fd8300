from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DataError, InputError
from graph.ingest.locations import mention_line, subject_lines
from graph.ingest.reading import FORMATS, data_files, parse, read_source, source_of_bytes
from graph.namespaces import AG, BASE, GRAPH_CURATED, GRAPH_RELATIONS, ID, SKOS
from graph.settings import LIMITS
from graph.store import RDF_FORMATS

SAMPLE = Path(__file__).parent / "samples" / "raid.ttl"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_broken_turtle_names_file_line_and_column(tmp_path):
    path = written(tmp_path / "broken.ttl", "<a> <b> <c> .\n<d> <e> ;; 'x .\n")
    with pytest.raises(DataError) as raised:
        parse([read_source(path)])
    problem = raised.value.violations[0]
    assert (problem.file, problem.line, problem.rule) == (str(path), 2, "syntax")
    assert str(raised.value).startswith(f"{path}:2:{problem.column}: This is not Turtle:")
    assert problem.column > 8


def test_every_broken_place_in_every_file_is_named(tmp_path):
    first = written(tmp_path / "first.ttl", "<a> <b> .\n<c> <d> <e> .\n<f> x:y <g> .\n")
    second = written(tmp_path / "second.nt", "<https://a/> <https://b/> .\n")
    with pytest.raises(DataError) as raised:
        parse([read_source(first), read_source(second)])
    places = [(Path(problem.file).name, problem.line) for problem in raised.value.violations]
    assert places == [("first.ttl", 1), ("first.ttl", 3), ("second.nt", 1)]


def test_a_long_list_of_problems_is_cut_and_counted(tmp_path):
    many = LIMITS.listed_problems + 7
    path = written(tmp_path / "broken.nt", "<not an iri> .\n" * many)
    with pytest.raises(DataError, match=r"\.\.\. and 7 more\.$") as raised:
        parse([read_source(path)])
    assert len(raised.value.violations) == many
    assert len(str(raised.value).splitlines()) == LIMITS.listed_problems + 1


def test_a_file_that_is_not_utf_8_names_the_byte_and_its_place(tmp_path):
    path = tmp_path / "latin.ttl"
    path.write_bytes("<a> <b> 'x' .\n<c> <d> 'é' .".encode("latin-1"))
    with pytest.raises(DataError, match=r"latin\.ttl:2:10: The file is not UTF-8: byte 0xe9"):
        read_source(path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "marked.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + b"<a> <b> <c> .")
    assert len(parse([read_source(path)])) == 1


def test_files_that_cannot_be_taken_are_all_named(tmp_path):
    table = written(tmp_path / "table.xlsx", "x")
    with pytest.raises(InputError) as raised:
        data_files([tmp_path / "missing.ttl", table, tmp_path / "gone.ttl"])
    message = str(raised.value)
    assert message.count("does not exist") == 2
    assert "unknown extension '.xlsx'" in message
    assert ".ttl, .trig, .nt" in message


def test_a_folder_stands_for_its_data_files_in_order(tmp_path):
    for name in ("b.ttl", "a.TRIG", "notes.md"):
        written(tmp_path / name, "")
    assert [path.name for path in data_files([tmp_path])] == ["a.TRIG", "b.ttl"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(InputError, match="holds no data file"):
        data_files([empty])


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    folder = tmp_path / "folder.ttl"
    folder.mkdir()
    with pytest.raises(InputError, match=r"folder\.ttl' cannot be read"):
        read_source(folder)


def test_whatever_the_graph_everything_written_by_hand_is_curated():
    text = f"<a> <p> <b> . <{BASE}graph/mine> {{ <c> <p> <d> }}"
    quads = parse([source_of_bytes(text.encode(), "x.trig", ".trig")])
    assert {quad.graph_name.value for quad in quads} == {GRAPH_CURATED}
    assert {quad.subject.value for quad in quads} == {BASE + "a", BASE + "c"}


def test_what_an_export_holds_beside_the_curated_is_left_out():
    text = f"""PREFIX ag: <{AG}> PREFIX skos: <{SKOS}> PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
    <{GRAPH_RELATIONS}> {{ <a> ag:leads <b> }}
    <p> ag:status ag:Disputed ; ag:origins 3 ; ag:unknownOrigins 0 . <x> ag:canonicalEntity <a> .
    <n> ag:nameOf <a> ; skosxl:literalForm "A"@en . <a> skos:altLabel "A"@en , "by hand"@en ."""
    quads = parse([source_of_bytes(text.encode(), "x.trig", ".trig")])
    assert {
        (quad.subject.value.removeprefix(BASE), quad.object.value.removeprefix(BASE)) for quad in quads
    } == {
        ("n", "a"),
        ("n", "A"),
        ("a", "by hand"),
    }


@pytest.mark.parametrize("extension", sorted(FORMATS))
def test_every_format_is_read_to_the_same_quads(tmp_path, extension):
    quads = parse([read_source(SAMPLE)])
    path = tmp_path / f"sample{extension}"
    statements = quads if FORMATS[extension].supports_datasets else [quad.triple for quad in quads]
    ox.serialize(statements, str(path), FORMATS[extension])
    assert set(parse([read_source(path)])) == set(quads)


def test_a_built_store_can_be_dumped_and_read_again(sample_store):
    written_by_hand = set(sample_store.quads(GRAPH_CURATED))
    for name in RDF_FORMATS:
        graphs = [graph for graph in sample_store.graphs() if not graph.endswith(("ontology", "relations"))]
        content = sample_store.dump(name, graphs)
        extension = next(suffix for suffix, format_ in FORMATS.items() if format_ == RDF_FORMATS[name])
        assert set(parse([source_of_bytes(content, name, extension)])) == written_by_hand


def test_subjects_are_found_whatever_stands_around_them():
    text = '''# <commented> a <x> .
@base <https://example.org/> .
PREFIX ex: <https://example.org/ns#>
<first> ex:says "not <this> . nor" , """nor
<this> . """ ; ex:in [ ex:of <nested> ; ex:has ( <one> <two> ) ] .

ex:second.one ex:number 3.5, 4 . ex:third a ex:Thing .
GRAPH <g> { <fourth> ex:p 'it''s' . }
<first> ex:again true .
'''
    lines = subject_lines(text, "https://base/")
    example = "https://example.org/"
    assert lines[example + "first"] == 4
    assert lines[example + "ns#second.one"] == 7
    assert lines[example + "ns#third"] == 7
    assert lines[example + "fourth"] == 8
    assert not {example + "this", example + "nested", example + "one", example + "commented"} & set(lines)


def test_an_escaped_slash_is_read_as_a_slash():
    text = f"PREFIX id: <{ID}>\nid:actor\\/x a <y> ."
    assert subject_lines(text, BASE) == {ID + "actor/x": 2}


def test_every_subject_of_the_sample_is_located():
    source = read_source(SAMPLE)
    lines = source.text.splitlines()
    for quad in parse([source]):
        line = source.line_of(quad.subject.value)
        assert lines[line - 1].startswith(f"<{quad.subject.value.removeprefix(BASE)}>")


def test_a_node_that_nobody_describes_is_found_where_it_is_mentioned():
    assert mention_line("{\n\n  '@id': 'id/claim/1'\n}", ID + "claim/1") == 3
    assert mention_line("1", ID + "claim/1") == 0


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80))
def test_no_text_breaks_the_search_for_subjects(text):
    assert all(1 <= line <= text.count("\n") + 1 for line in subject_lines(text, BASE).values())


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("<c> <p> <<( <x> <y> <z> )>> .", "a triple stands here as a term"),
        ("<< <x> <y> <z> >> <p> 1 .", "a triple stands here as a term"),
        ('<c> <p> "text"@en--ltr .', "write the language alone"),
    ],
)
def test_terms_that_only_rdf_1_2_knows_are_refused_with_their_place(statement, said):
    source = source_of_bytes(f"<a> <b> 1 .\n{statement}".encode(), "new.ttl", ".ttl")
    with pytest.raises(DataError, match=said) as raised:
        parse([source])
    [problem] = raised.value.violations
    assert (problem.file, problem.line) == ("new.ttl", 2 if statement.startswith("<c>") else 0)


def xml_with_entities(*declared: str, text: str) -> str:
    inner = "\n".join(declared)
    return (
        f"<?xml version='1.0'?>\n<!DOCTYPE r [\n{inner}\n]>\n"
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="https://e.example/">'
        f'<rdf:Description rdf:about="https://e.example/a"><e:b>{text}</e:b></rdf:Description></rdf:RDF>'
    )


def test_an_entity_made_of_entities_is_refused_before_it_grows():
    grows = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))]
    source = source_of_bytes(xml_with_entities(*grows, text="&a8;").encode(), "bomb.rdf", ".rdf")
    with pytest.raises(DataError, match=r"bomb\.rdf:4:1: An XML entity is made of other entities"):
        parse([source])


def test_an_entity_that_stands_for_plain_text_is_read():
    text = xml_with_entities('<!ENTITY e "https://e.example/">', text="&e;thing")
    [quad] = parse([source_of_bytes(text.encode(), "plain.rdf", ".rdf")])
    assert quad.object.value == "https://e.example/thing"
