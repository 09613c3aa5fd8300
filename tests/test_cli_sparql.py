from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from rdflib import Graph

from commandline import SAMPLE, refusal_of, run
from graph.cli import main
from graph.ingest import build

DENIERS = "SELECT ?who WHERE { ?claim ag:stance ag:Denies ; ag:claimant ?who }"
ANNA = "https://w3id.org/armsgraph/id/actor/anna-hale"


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    directory = tmp_path_factory.mktemp("sparql") / "store"
    build([SAMPLE], directory)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ARMSGRAPH_STORE", str(directory))
        yield directory


def printed_by(capsys, *arguments: str) -> str:
    assert main(["sparql", *arguments]) == 0
    return capsys.readouterr().out


def test_the_table_writes_iris_short(capsys):
    printed = printed_by(capsys, DENIERS)
    assert printed.splitlines()[0].strip() == "who"
    assert "id:actor/anna-hale" in printed


def test_each_table_format_holds_the_same_answer(capsys):
    for arguments in (["--format", "json"], ["--json"]):
        [row] = json.loads(printed_by(capsys, DENIERS, *arguments))["results"]["bindings"]
        assert row["who"] == {"type": "uri", "value": ANNA}
    rows = list(csv.reader(io.StringIO(printed_by(capsys, DENIERS, "--format", "csv"))))
    assert rows == [["who"], [ANNA]]
    assert printed_by(capsys, DENIERS, "--format", "tsv").split() == ["?who", f"<{ANNA}>"]
    assert f"<uri>{ANNA}</uri>" in printed_by(capsys, DENIERS, "--format", "xml")


@pytest.mark.parametrize(
    ("name", "rdflib_name"), [("turtle", "turtle"), ("ntriples", "nt"), ("jsonld", "json-ld")]
)
def test_a_constructed_graph_reads_back(name, rdflib_name, capsys):
    query = "CONSTRUCT { ?claim ag:claimant ?who } WHERE { ?claim ag:claimant ?who }"
    text = printed_by(capsys, query, "--format", name)
    assert len(Graph().parse(data=text, format=rdflib_name)) == 13


def test_a_query_comes_from_a_file_or_stdin(tmp_path, store):
    file = tmp_path / "question.rq"
    file.write_text(DENIERS, encoding="utf-8")
    expected = run("sparql", DENIERS, "--format", "csv", "--store", str(store))
    assert (expected.returncode, ANNA in expected.stdout) == (0, True)
    for arguments in (["-f", str(file)], ["-"], ["-f", "-"]):
        done = run("sparql", *arguments, "--format", "csv", "--store", str(store), stdin=DENIERS)
        assert done.stdout == expected.stdout


def test_asking_answers_yes_and_no(capsys):
    assert main(["sparql", "ASK { ?claim a ag:Claim }"]) == 0
    assert capsys.readouterr().out == "yes\n"
    assert main(["sparql", "ASK { ?claim a ag:Nonsense }"]) == 1
    assert capsys.readouterr().out == "no\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SELECT ?x WHERE { ?x a }"], "line 1, column"),
        (["INSERT DATA { <a:a> <a:b> <a:c> }"], "update"),
        (["SELECT * WHERE { SERVICE <https://example.org/> { ?s ?p ?o } }"], "SERVICE"),
        (["SELECT * FROM <https://example.org/x> WHERE { ?s ?p ?o }"], "not in this store"),
        ([DENIERS, "--format", "turtle"], "csv"),
        (["CONSTRUCT WHERE { ?s ?p ?o }", "--format", "csv"], "turtle"),
        ([DENIERS, "--json", "--format", "csv"], "two formats"),
        ([], "no query"),
        ([DENIERS, "-f", "x.rq"], "twice"),
        (["-f", "missing.rq"], "missing.rq"),
        ([""], "empty"),
    ],
)
def test_a_query_that_cannot_be_answered_is_refused_with_the_reason(arguments, said, capsys):
    code, message = refusal_of(capsys, "sparql", *arguments)
    assert code == 2
    assert said.casefold() in message.casefold()


def test_an_answer_that_a_limit_cut_says_so(capsys):
    endless = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
    assert main(["sparql", endless, "--format", "csv"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 10_001
    assert printed.err == "Only the first 10,000 results are shown.\n"


def test_bytes_on_stdin_are_read_as_utf_8_and_nothing_else(store):
    def asked(content: bytes) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "graph", "sparql", "-", "--store", str(store)]
        return subprocess.run(command, input=content, capture_output=True, check=False, timeout=120)

    assert asked(b"\xef\xbb\xbfASK {}").stdout == b"yes\n"
    refused = asked(b'ASK { ?s ?p "\xff" }')
    assert (refused.returncode, refused.stderr) == (
        2,
        b"armsgraph: The query on stdin is not UTF-8 (byte 13); save it as UTF-8.\n",
    )
