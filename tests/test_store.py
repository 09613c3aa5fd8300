from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef

from graph.builds import current_build
from graph.errors import InputError, StoreError, StoreLockedError, StoreMissingError, StoreVersionError
from graph.ingest import build
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_RELATIONS, ID
from graph.settings import STORE_FORMAT_VERSION
from graph.store import RDF_FORMATS, Store, create_store, open_store

LACKING = json.dumps({"format_version": STORE_FORMAT_VERSION})
KNOWN_GRAPHS = tuple(sorted([GRAPH_CURATED, GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_RELATIONS]))


def test_a_store_without_a_location_is_empty_and_in_memory():
    for location in (None, ":memory:"):
        store = open_store(location)
        assert (len(store), store.location, store.manifest, store.label_index_path) == (
            0,
            ":memory:",
            None,
            None,
        )


def test_a_query_sees_each_triple_of_all_graphs_once(sample_store):
    [(number,)] = sample_store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert number is not None
    assert int(number.value) == len(sample_store) == len(set(sample_store.quads()))


def test_select_binds_terms_instead_of_pasting_them(sample_store):
    query = "SELECT ?entity ?label WHERE { ?entity skos:prefLabel ?label }"
    by_entity = list(sample_store.select(query, entity=ID + "actor/northland"))
    assert [label.value for _, label in by_entity] == ["Northland"]
    hostile = ox.Literal('"} DROP ALL #', language="en")
    assert list(sample_store.select(query, label=hostile)) == []


def test_select_tells_its_variables_before_its_rows(sample_store):
    selection = sample_store.select("SELECT ?b ?a WHERE { ?a skos:prefLabel ?b } LIMIT 1")
    assert selection.variables == ("b", "a")
    assert len(list(selection)) == 1


def test_select_refuses_a_query_of_another_kind(sample_store):
    with pytest.raises(TypeError, match="SELECT"):
        sample_store.select("ASK {}")


def test_graphs_and_quads_are_told_apart(sample_store):
    assert sample_store.graphs() == KNOWN_GRAPHS
    parts = [set(sample_store.quads(graph)) for graph in KNOWN_GRAPHS]
    assert set().union(*parts) == set(sample_store.quads())
    assert sum(map(len, parts)) == len(sample_store)


def test_a_directory_opens_with_what_the_build_put_there(sample_directory, sample_store):
    store = open_store(sample_directory)
    assert set(store.quads(GRAPH_CURATED)) == set(sample_store.quads(GRAPH_CURATED))
    assert len(store) == len(sample_store)
    assert store.manifest is not None
    assert store.manifest.format_version == STORE_FORMAT_VERSION
    assert [file.name for file in store.manifest.inputs] == ["raid.ttl"]
    assert store.label_index_path is not None
    assert store.label_index_path.is_file()


def test_an_earlier_build_opens_by_its_name_until_it_is_removed(tmp_path, sample_directory):
    earlier = current_build(sample_directory).path.name
    before = open_store(sample_directory)
    sample = tmp_path / "renamed.ttl"
    text = (Path(__file__).parent / "samples" / "raid.ttl").read_text(encoding="utf-8")
    sample.write_text(text.replace('"Raid on Southfield"@en', '"Raid renamed"@en'), encoding="utf-8")
    build([sample], sample_directory)
    kept = open_store(sample_directory, build_name=earlier)
    assert set(kept.quads()) == set(before.quads()) != set(open_store(sample_directory).quads())
    build([sample], sample_directory)
    with pytest.raises(StoreMissingError, match=f"does not hold the build '{earlier}' any more"):
        open_store(sample_directory, build_name=earlier)
    with pytest.raises(StoreError, match="names no build"):
        open_store(sample_directory, build_name="../x")


def test_two_can_read_one_directory_at_once(sample_directory):
    first, second = open_store(sample_directory), open_store(str(sample_directory))
    assert len(first) == len(second) > 0


def test_a_finished_build_is_never_changed(sample_directory):
    store = open_store(sample_directory)
    node = ox.NamedNode(AG + "x")
    with pytest.raises(StoreError, match="never changed"):
        store.extend([ox.Quad(node, node, node)])
    with pytest.raises(RuntimeError, match="read-write"):
        store.dataset.add((URIRef(AG + "x"), URIRef(AG + "x"), URIRef(AG + "x")))
    with pytest.raises(InputError, match="only be opened for reading"):
        open_store(sample_directory, read_only=False)


def test_rdflib_sees_the_same_triples_as_one_graph(sample_store):
    dataset = sample_store.dataset
    claims = set(dataset.subjects(URIRef(AG + "stance"), URIRef(AG + "Denies")))
    assert claims == {URIRef(ID + "claim/post-1/4a")}
    assert dataset is sample_store.dataset


def _curated_as_rdflib(store: Store, name: str) -> Graph:
    content = store.dump(name, [GRAPH_CURATED])
    assert content is not None
    reader = {"jsonld": "json-ld", "rdfxml": "xml", "ntriples": "nt"}.get(name, name)
    return Graph().parse(data=content, format=reader)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_rdflib_reads_back_as_many_triples_as_were_dumped(sample_store, name):
    graph = _curated_as_rdflib(sample_store, name)
    assert len(graph) == len(list(sample_store.quads(GRAPH_CURATED)))
    assert (URIRef(ID + "actor/northland"), None, Literal("Northland", lang="en")) in graph


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_a_dump_with_graphs_reads_back_equal(sample_store, name):
    content = sample_store.dump(name)
    assert content is not None
    read = {quad for quad in ox.parse(content, RDF_FORMATS[name]) if not _has_blank(quad)}
    assert read == {quad for quad in sample_store.quads() if not _has_blank(quad)}


def _has_blank(quad: ox.Quad) -> bool:
    return any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object))


def test_a_dump_in_an_unknown_format_names_those_known(sample_store):
    with pytest.raises(InputError, match=r"'docx' .* turtle, trig, nquads"):
        sample_store.dump("docx")


def test_a_server_is_opened_for_reading_only_and_shown_without_its_password():
    with pytest.raises(InputError, match=r"'https://example.org/query' can only be opened for reading"):
        open_store("HTTPS://ann:secret@example.org/query", read_only=False)


def test_a_missing_store_is_named_with_the_way_to_make_one(tmp_path):
    with pytest.raises(StoreMissingError, match=r"no store at .*nowhere.*armsgraph build"):
        open_store(tmp_path / "nowhere")


def test_a_folder_of_something_else_is_no_store(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(StoreMissingError, match="holds no armsgraph store"):
        open_store(tmp_path)


def test_a_file_is_no_store(tmp_path):
    file = tmp_path / "store"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(StoreMissingError, match="no store"):
        open_store(file)


def test_a_store_whose_first_build_is_at_work_is_locked(tmp_path):
    (tmp_path / "builds").mkdir()
    with FileLock(tmp_path / "build.lock"), pytest.raises(StoreLockedError, match="being built by another"):
        open_store(tmp_path)


def test_a_store_stays_readable_while_another_process_builds(sample_directory):
    with FileLock(sample_directory / "build.lock"):
        assert len(open_store(sample_directory)) > 0


def test_a_store_whose_first_build_died_is_half_built(tmp_path):
    (tmp_path / "builds" / ".partial-1").mkdir(parents=True)
    with pytest.raises(StoreError, match="half-built: no build in it has finished"):
        open_store(tmp_path)


@pytest.mark.parametrize("current", ["", "../elsewhere", ".partial-1", "a/b"])
def test_a_store_that_names_no_build_is_half_built(sample_directory, current):
    (sample_directory / "CURRENT").write_text(current, encoding="utf-8")
    with pytest.raises(StoreError, match="half-built: its file CURRENT names no build"):
        open_store(sample_directory)


def test_a_current_file_that_is_no_text_is_said(sample_directory):
    (sample_directory / "CURRENT").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(sample_directory)


@pytest.mark.parametrize("part", ["manifest.json", "labels.sqlite", "oxigraph"])
def test_a_build_without_one_of_its_parts_is_half_built(sample_directory, part):
    path = current_build(sample_directory).path / part
    path.rename(path.with_suffix(".gone"))
    with pytest.raises(StoreError, match=rf"half-built: .*{part}"):
        open_store(sample_directory)


@pytest.mark.parametrize("content", ["", "{", "[]", LACKING, '{"format_version": "one"}'])
def test_a_damaged_manifest_is_half_built(sample_directory, content):
    (current_build(sample_directory).path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=r"half-built: manifest\.json"):
        open_store(sample_directory)


def test_damaged_quads_are_said_with_the_place_of_the_store(sample_directory):
    (current_build(sample_directory).path / "oxigraph" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(sample_directory)


@pytest.mark.parametrize(
    ("version", "words"),
    [(STORE_FORMAT_VERSION - 1, "older format"), (STORE_FORMAT_VERSION + 1, "newer format")],
)
def test_a_store_of_another_version_is_refused(sample_directory, version, words):
    path = current_build(sample_directory).path / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "format_version": version}), encoding="utf-8")
    with pytest.raises(StoreVersionError, match=rf"{words} {version}"):
        open_store(sample_directory)


def test_a_build_over_an_old_version_makes_the_store_readable(sample_directory):
    path = current_build(sample_directory).path / "manifest.json"
    path.write_text('{"format_version": 0}', encoding="utf-8")
    build([Path(__file__).parent / "samples" / "raid.ttl"], sample_directory)
    assert len(open_store(sample_directory)) > 0


def test_opening_a_store_does_not_load_rdflib(sample_directory):
    program = (
        "import sys; from graph.store import open_store; store = open_store(sys.argv[1]); "
        "heavy = ('rdflib', 'oxrdflib', 'pyshacl', 'networkx'); "
        "print(len(store) > 0, [name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(sample_directory)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True []"


_IRIS = st.sampled_from([ox.NamedNode(f"https://example.org/{name}") for name in "abcdé"])
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_LITERALS = st.one_of(
    _TEXTS.map(ox.Literal),
    _TEXTS.map(lambda text: ox.Literal(text, language="uk")),
    st.integers(-(2**62), 2**62).map(ox.Literal),
    st.booleans().map(ox.Literal),
)
_QUADS = st.lists(st.builds(ox.Quad, _IRIS, _IRIS, _IRIS | _LITERALS, _IRIS), max_size=20)


@settings(max_examples=25, deadline=None)
@given(quads=_QUADS)
def test_a_written_store_reads_back_the_same_quads(tmp_path_factory, quads):
    path = tmp_path_factory.mktemp("written") / "oxigraph"
    written = create_store(path)
    written.extend(quads)
    written.flush()
    del written
    assert set(Store(ox.Store.read_only(str(path))).quads()) == set(quads)
