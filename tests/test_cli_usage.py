from __future__ import annotations

import subprocess
import sys

import pytest

from commandline import SAMPLE, environment, refusal_of, run
from graph import __version__, cli
from graph.cli import main
from graph.cli.arguments import EXPORT_FORMATS, GRAPH_FORMATS, KINDS, STANCES, STATUSES, TABLE_FORMATS
from graph.cli.commands import COMMANDS
from graph.cli.disputes import COUNTS
from graph.contradictions import ContradictionKind
from graph.export import FORMATS
from graph.ingest import build
from graph.model import Stance, Status
from graph.sparql import GRAPH_FORMATS as ANSWER_GRAPH_FORMATS
from graph.sparql import TABLE_FORMATS as ANSWER_TABLE_FORMATS


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> str:
    directory = tmp_path_factory.mktemp("usage") / "store"
    build([SAMPLE], directory)
    return str(directory)


def test_the_version_is_that_of_the_package():
    done = run("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"armsgraph {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_command_has_a_function_and_a_help_with_examples(command, capsys):
    assert callable(command.load())
    assert main([command.name, "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"usage: armsgraph {command.name}")
    assert f"examples:\n  {command.epilog.splitlines()[1].strip()}" in printed
    assert max(map(len, printed.splitlines())) <= 100


def test_the_help_names_every_command_and_the_exit_codes(capsys):
    assert main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"    {command.name} " in printed for command in COMMANDS)
    assert "Exit codes: 0 done" in printed


def test_the_written_out_choices_are_those_of_the_library():
    assert list(STANCES) == [stance.value for stance in Stance]
    assert list(STATUSES) == [status.value for status in Status]
    assert list(KINDS) == [*(kind.value for kind in ContradictionKind), COUNTS]
    assert list(EXPORT_FORMATS) == list(FORMATS)
    assert set(TABLE_FORMATS) - {"table"} == set(ANSWER_TABLE_FORMATS)
    assert set(GRAPH_FORMATS) <= set(ANSWER_GRAPH_FORMATS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say which command to run"),
        (["dance"], "'dance'"),
        (["search"], "TEXT"),
        (["show", "a", "b"], "b"),
        (["path", "A", "B", "-k", "0"], "'0' is not a whole number from 1 on"),
        (["path", "A", "B", "-k", "many"], "'many' is not a whole number"),
        (["path", "A", "B", "--max-hops", "-1"], "'-1' is not a whole number from 1 on"),
        (["path", "A", "B", "--status", "true"], "undisputed"),
        (["claims", "--stance", "maybe"], "unsure"),
        (["export"], "--format"),
        (["export", "--format", "docx"], "graphml"),
        (["export", "--format", "gexf", "--around", "X", "--hops", "-2"], "'-2'"),
        (["export", "--format", "gexf", "--hops", "2"], "--around"),
        (["sparql", "--format", "yaml"], "csv"),
        (["app", "--port", "70000"], "65535"),
        (["search", "x", "--lim", "3"], "--lim"),
    ],
)
def test_wrong_usage_is_said_in_one_sentence_and_exits_with_2(arguments, said, capsys):
    code, message = refusal_of(capsys, *arguments)
    assert code == 2
    assert said in message
    assert message.startswith("armsgraph")
    assert len(message.splitlines()) == 1


def test_an_unexpected_error_is_a_sentence_and_a_traceback_only_when_asked_for(monkeypatch, capsys):
    def fail(_):
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("graph.cli.discovery.search", fail)
    assert main(["search", "x"]) == 3
    message = capsys.readouterr().err
    assert "ZeroDivisionError: boom" in message
    assert "ARMSGRAPH_DEBUG=1" in message
    assert "Traceback" not in message
    monkeypatch.setenv("ARMSGRAPH_DEBUG", "1")
    assert main(["search", "x"]) == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_refusal_by_the_machine_names_the_place(monkeypatch, capsys):
    def fail(_):
        raise OSError(28, "No space left on device", "disk")

    monkeypatch.setattr("graph.cli.discovery.search", fail)
    assert main(["search", "x"]) == 3
    assert capsys.readouterr().err == "armsgraph: This machine refused at 'disk': No space left on device.\n"


def test_an_interruption_is_quiet(monkeypatch, capsys):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.cli.discovery.search", interrupt)
    assert main(["search", "x"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_who_leaves_is_no_error(store):
    script = "import sys; from graph.cli import main; sys.exit(main(sys.argv[1:]))"
    writing = subprocess.Popen(
        [sys.executable, "-c", script, "export", "--format", "nquads", "--store", store],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert writing.stdout is not None
    assert writing.stderr is not None
    writing.stdout.close()
    assert writing.stderr.read() == b""
    writing.stderr.close()
    assert writing.wait(timeout=60) == cli.EXIT_PIPE_CLOSED


@pytest.mark.parametrize(
    ("arguments", "foreign"),
    [
        (["--version"], {"pyoxigraph", "rdflib", "networkx", "streamlit", "rich", "sqlite3", "json"}),
        (["show", "--help"], {"pyoxigraph", "rdflib", "networkx", "streamlit", "rich", "sqlite3"}),
        (["search", "Grey"], {"pyoxigraph", "rdflib", "networkx", "streamlit", "rich", "json.tool"}),
        (["search", "Grey", "--json"], {"pyoxigraph", "rdflib", "networkx", "streamlit", "rich"}),
        (["search", "Grey", "--json"], {"dataclasses", "graph.model", "graph.builds", "graph.cli.printing"}),
        (["show", "GC", "--json"], {"rdflib", "streamlit", "rich", "pyvis", "pyshacl"}),
        (["path", "GC", "Northland", "--json"], {"rdflib", "streamlit", "rich", "pyvis", "pyshacl"}),
    ],
    ids=lambda names: " ".join(sorted(names) if isinstance(names, set) else names),
)
def test_a_command_imports_nothing_it_does_not_need(arguments, foreign, store):
    script = (
        "import sys; from graph.cli import main; code = main(sys.argv[1:]); "
        "print('\\n'.join(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=environment(ARMSGRAPH_STORE=store),
    )
    imported = set(done.stderr.splitlines())
    assert "graph.cli.parser" in imported
    assert imported & foreign == set()
