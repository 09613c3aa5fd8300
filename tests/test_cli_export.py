from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import GREY_COLUMN, SAMPLE, refusal_of, run
from graph import KnowledgeGraph
from graph.cli import main
from graph.cli.arguments import EXPORT_FORMATS
from graph.errors import ExportStoppedError
from graph.export import FORMATS, prepare
from graph.ingest import build, build_in_memory
from graph.knowledge.reading import Reading
from graph.namespaces import GRAPH_CURATED
from graph.store import open_store


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("export") / "store"
    build([SAMPLE], directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory))
        yield directory


@pytest.mark.parametrize("name", EXPORT_FORMATS)
def test_each_format_is_written_to_a_file(name, tmp_path, capsys):
    target = tmp_path / "out.put"
    assert main(["export", "--format", name, "-o", str(target)]) == 0
    printed = capsys.readouterr()
    assert target.stat().st_size > 500
    assert printed.out == ""
    assert f"Wrote {target}: 13 nodes, 8 links, 13 claims" in printed.err
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("name", ["csv", "parquet", "neo4j"])
def test_a_name_without_extension_is_a_new_folder_that_is_read_back(name, tmp_path, store, capsys):
    folder, package = tmp_path / "tables", tmp_path / "tables.zip"
    assert main(["export", "--format", name, "-o", str(folder)]) == 0
    assert main(["export", "--format", name, "-o", str(package)]) == 0
    with zipfile.ZipFile(package) as held:
        files = {one: held.read(one) for one in held.namelist()}
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == files
    assert f"Wrote {folder}: 13 nodes" in capsys.readouterr().err
    one, other = build_in_memory([folder]), open_store(store)
    assert set(one.quads(GRAPH_CURATED)) == set(other.quads(GRAPH_CURATED))


@pytest.mark.parametrize("name", ["csv", "parquet", "neo4j"])
def test_what_stands_where_a_folder_shall_be_is_left_as_it_is(name, tmp_path, capsys):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "mine.txt").write_text("mine", encoding="utf-8")
    code, message = refusal_of(capsys, "export", "--format", name, "-o", str(tmp_path / "held"))
    assert code == 3
    assert "is there already" in message
    assert [one.name for one in (tmp_path / "held").iterdir()] == ["mine.txt"]


def test_a_folder_that_is_stopped_does_not_appear(tmp_path, store):
    prepared = prepare(KnowledgeGraph.open(store), "neo4j")
    with pytest.raises(ExportStoppedError):
        prepared.write_folder(tmp_path / "half", stop=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_the_surroundings_alone_hold_only_what_is_near(capsys):
    assert main(["export", "--format", "node-link", "--around", "GC"]) == 0
    nodes = {node["id"] for node in json.loads(capsys.readouterr().out)["nodes"]}
    assert main(["export", "--format", "node-link", "--around", "GC", "--hops", "0"]) == 0
    alone = {node["id"] for node in json.loads(capsys.readouterr().out)["nodes"]}
    assert alone == {GREY_COLUMN}
    assert nodes == {GREY_COLUMN} | {
        f"https://w3id.org/armsgraph/id/{slug}" for slug in ("incident/raid", "actor/ivan-petrov")
    }


def test_stdout_and_a_file_get_the_same_bytes(tmp_path, store):
    target = tmp_path / "graph.nt"
    assert main(["export", "--format", "ntriples", "-o", str(target)]) == 0
    done = run("export", "--format", "ntriples", "--store", str(store))
    assert done.stdout.encode() == target.read_bytes()


def test_an_archive_is_not_thrown_at_a_terminal(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("graph.cli.exporting.to_terminal", lambda: True)
    code, message = refusal_of(capsys, "export", "--format", "csv")
    assert code == 2
    assert "-o graph.zip" in message
    assert main(["export", "--format", "csv", "-o", str(tmp_path / "graph.zip")]) == 0
    assert "claims.csv" in zipfile.ZipFile(io.BytesIO((tmp_path / "graph.zip").read_bytes())).namelist()


def test_a_page_that_no_browser_would_open_is_refused_before_anything_is_read(monkeypatch, capsys, tmp_path):
    monkeypatch.setitem(FORMATS, "html", replace(FORMATS["html"], most=12))
    target = tmp_path / "graph.html"
    target.write_text("before", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(Reading, "some_claims", lambda *_: pytest.fail("claims are read"))
        for asked in (["-o", str(target)], ["--estimate"], []):
            code, message = refusal_of(capsys, "export", "--format", "html", *asked)
            assert code == 2
            assert "up to 12 entities and as many claims, and this one would hold 13 entities" in message
            assert "--around" in message and "svg" in message and "graphml" in message
    assert target.read_text(encoding="utf-8") == "before"
    asked = ["--around", GREY_COLUMN, "--hops", "0", "-o", str(target)]
    assert main(["export", "--format", "html", *asked]) == 0
    assert "<!DOCTYPE html>" in target.read_text(encoding="utf-8")


def test_an_unknown_centre_is_wrong_usage(capsys):
    code, message = refusal_of(capsys, "export", "--format", "gexf", "--around", "Grey Colum")
    assert code == 2
    assert "Grey Column" in message


@pytest.mark.parametrize("place", ["missing/graph.nt", "."])
def test_a_place_that_cannot_be_written_is_the_machines_fault(place, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, message = refusal_of(capsys, "export", "--format", "ntriples", "-o", place)
    assert code == 3
    assert f"{str(Path(place))!r} cannot be written" in message
    assert list(tmp_path.iterdir()) == []
