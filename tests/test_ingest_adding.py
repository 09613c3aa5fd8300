"""Files added to what a store holds: judged together, all or nothing, and twice is once."""

from __future__ import annotations

import gzip
import io
import json
import shutil

import pyoxigraph as ox
import pytest
from filelock import FileLock

from commandline import RIVALS, SAMPLE, answer_of, refusal_of, run
from graph import KnowledgeGraph
from graph.builds import current_build
from graph.errors import DataError, InputError, StoreMissingError
from graph.ingest import build
from graph.ingest.adding import add, put, sources_named, unpack
from graph.ingest.reading import source_of_bytes
from graph.namespaces import GRAPH_CURATED, GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_RELATIONS, ID
from graph.store import open_store

NOTES = "https://example.org/notes"
HEAD = """
@base <https://w3id.org/armsgraph/> .
@prefix ag: <https://w3id.org/armsgraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
MORE = (
    HEAD
    + """
<id/actor/southland> a ag:State ; skos:prefLabel "Southland"@en .
<id/proposition/southland-supports> a ag:Proposition ;
    rdf:subject <id/actor/southland> ; rdf:predicate ag:supports ; rdf:object <id/actor/grey-column> .
<id/claim/handbook/9> a ag:ReferenceClaim ; ag:proposition <id/proposition/southland-supports> ;
    ag:claimant <id/actor/editors> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ; ag:modality ag:Fact ;
    ag:document <id/document/handbook> ; ag:gloss "Southland supports the Grey Column."@en .
"""
)
NOBODY_SAYS = (
    HEAD
    + """<id/claim/handbook/8> a ag:ReferenceClaim ;
    ag:proposition <id/proposition/raid-occurred> ; ag:stance ag:Asserts ; ag:certainty ag:Certain ;
    ag:modality ag:Fact ; ag:document <id/document/handbook> ; ag:gloss "Nobody says it."@en ."""
)


def source(text: str, name: str = "more.ttl"):
    return source_of_bytes(text.encode(), name, ".ttl")


def held(location, graph: str = GRAPH_CURATED):
    return {quad.triple for quad in open_store(location).quads(graph)}


@pytest.fixture
def more(tmp_path):
    path = tmp_path / "more.ttl"
    path.write_text(MORE, encoding="utf-8")
    return path


def test_what_is_added_stands_beside_what_was_held_as_if_built_together(sample_directory, more, tmp_path):
    report = add([source(MORE)], sample_directory)
    build([SAMPLE, more], tmp_path / "together")
    for graph in (GRAPH_CURATED, GRAPH_RELATIONS, GRAPH_DERIVED):
        assert held(sample_directory, graph) == held(tmp_path / "together", graph) != set()
    assert (report.before.counts["entities"], report.after.counts["entities"]) == (14, 15)
    assert (report.after.counts["claims"], report.removed, report.made) == (14, 0, True)
    assert [one.name for one in current_build(sample_directory).manifest.inputs] == ["raid.ttl", "more.ttl"]
    graph = KnowledgeGraph.open(sample_directory)
    assert [claim.iri for claim in graph.claims(about="Southland")] == [ID + "claim/handbook/9"]


def test_the_same_twice_makes_no_second_build(sample_directory, more):
    first = json.loads(run("load", str(more), "--store", str(sample_directory), "--json").stdout)
    assert (first["changed"], first["added"]["claims"]) == (True, [ID + "claim/handbook/9"])
    assert first["added"]["entities"] == [ID + "actor/southland"]
    again = run("load", str(more), str(SAMPLE), "--store", str(sample_directory))
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == f"{sample_directory} holds all of this already: no new build is needed.\n"
    assert current_build(sample_directory).path.name == first["build"]


def test_numbers_and_nodes_without_a_name_are_known_again(sample_directory):
    decimal = '"01.50"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    odd = source(f"<a:a> <a:p> 007, [ <a:q> {decimal} ] .")
    assert add([odd], sample_directory, NOTES).made
    assert not add([odd], sample_directory, NOTES).differs
    assert len(held(sample_directory, NOTES)) == 3


def test_a_try_changes_nothing_and_says_what_would_change(sample_directory, more, capsys):
    before = current_build(sample_directory)
    with FileLock(sample_directory / "build.lock"):
        code, report = answer_of(capsys, "load", "--check", str(more), "--store", str(sample_directory))
    assert (code, report["changed"], report["differs"]) == (0, False, True)
    assert (report["before"]["claims"], report["after"]["claims"]) == (13, 14)
    assert current_build(sample_directory) == before


def test_what_breaks_a_rule_is_told_by_file_and_line_and_changes_nothing(sample_directory, tmp_path, capsys):
    before = current_build(sample_directory)
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text(MORE + NOBODY_SAYS, encoding="utf-8")
    code, message = refusal_of(capsys, "load", str(wrong), "--store", str(sample_directory))
    assert code == 1
    assert f"{wrong}:18: id:claim/handbook/8" in message
    assert current_build(sample_directory) == before
    # Two labels in English are one too many, although each file alone is right.
    second = source(HEAD + '<id/actor/northland> a ag:State ; skos:prefLabel "North"@en .')
    with pytest.raises(DataError, match=r"more\.ttl:6: id:actor/northland"):
        add([second], sample_directory)


def test_stdin_folders_and_packed_files_are_read(sample_directory, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.copy(RIVALS, folder)
    packed = tmp_path / "more.ttl.gz"
    half = MORE.encode().partition(b"<id/claim")
    packed.write_bytes(gzip.compress(half[0]) + gzip.compress(half[1] + half[2]))
    sources = sources_named([str(folder), str(packed), "-"], io.BytesIO(b"<a:b> <a:c> <a:d> ."), "nt")
    assert [len(one.text) > 0 for one in sources] == [True, True, True]
    assert (sources[1].text, sources[2].extension) == (MORE, ".nt")
    done = run("load", "-", "--format", "ttl", "--store", str(sample_directory), stdin=MORE)
    assert done.returncode == 0, done.stderr  # which tells of progress where the machine is slow
    assert "14 claims (+1)" in done.stdout


@pytest.mark.parametrize(
    ("names", "content", "sentence"),
    [
        (["-"], b"", "needs a format, and none is given"),
        (["x.gz"], b"", "must end in .ttl.gz"),
        (["x.ttl.gz"], b"no gzip", "is not packed by gzip"),
        (["x.ttl.gz"], gzip.compress(b"a" * 99, mtime=0)[:-9], "is cut off"),
        (["x.csv"], b"", "unknown extension '.csv'"),
    ],
)
def test_what_cannot_be_read_is_said(names, content, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / names[0]).write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        sources_named(names, io.BytesIO())


def test_a_packed_file_cannot_grow_without_bound():
    with pytest.raises(InputError, match="more than 1000 bytes"):
        unpack(gzip.compress(b"a" * 500) + gzip.compress(b"b" * 501), "bomb.ttl.gz", most=1000)
    assert unpack(gzip.compress(b"a" * 1000), "full.ttl.gz", most=1000) == b"a" * 1000


def test_a_missing_or_locked_store_refuses(tmp_path, sample_directory, more, capsys):
    code, message = refusal_of(capsys, "load", str(more), "--store", str(tmp_path / "none"))
    assert (code, "armsgraph build" in message, (tmp_path / "none").exists()) == (3, True, False)
    with FileLock(sample_directory / "build.lock"):
        code, message = refusal_of(capsys, "load", str(more), "--store", str(sample_directory))
    assert (code, "another process" in message) == (3, True)
    with pytest.raises(StoreMissingError):
        add([source(MORE)], tmp_path / "none")


def test_a_graph_beside_may_point_at_the_model_but_not_speak_its_words(sample_directory):
    about = ox.NamedNode(ID + "actor/grey-column")
    note = source(f"<#1> <http://purl.org/dc/terms/subject> <{about.value}> .", "notes.ttl")
    put([note], sample_directory, NOTES)
    [triple] = held(sample_directory, NOTES)
    assert (triple.subject.value, triple.object) == (NOTES + "#1", about)
    assert add([source(MORE)], sample_directory).made
    assert held(sample_directory, NOTES) == {triple}, "a graph beside stays when the curated one changes"
    for said in (f"<{about.value}> a <a:b>", f"<a:b> a <{ID[:-3]}ontology#Claim>"):
        with pytest.raises(DataError, match="graph-beside"):
            put([source(f"{said} .")], sample_directory, NOTES)
    put([], sample_directory, NOTES)
    assert NOTES not in open_store(sample_directory).graphs()


@pytest.mark.parametrize("graph", [GRAPH_DERIVED, GRAPH_ONTOLOGY, ID + "actor/x", "notes"])
def test_derived_graphs_the_ontology_and_names_of_things_cannot_be_written(graph, sample_directory):
    with pytest.raises(InputError, match="cannot be written"):
        add([source(MORE)], sample_directory, graph)
