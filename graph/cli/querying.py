"""`sparql`: a question in the query language, read-only, in the format asked for."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.cli import EXIT_DONE, EXIT_NEGATIVE
from graph.cli.output import note, to_terminal, write_bytes, write_line
from graph.cli.perspective import nothing_counts, open_graph
from graph.errors import InputError
from graph.model import Value
from graph.namespaces import shorten
from graph.settings import LIMITS
from graph.sparql import Answer, AskAnswer, SelectAnswer, serialise
from graph.workers import Question, Running, readable

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

STDIN = "-"


def sparql(arguments: Namespace) -> int:
    """Print the answer to a SPARQL query; 1 where an ASK query is answered with no, or no claim counts."""
    wanted = _format(arguments)
    text = _query_text(arguments)
    graph = open_graph(arguments)
    answer = _answer(graph, text, arguments.timeout)
    if wanted == "table":
        _print_table(answer)
    else:
        write_bytes(_ending_line(serialise(answer, wanted)))
    if answer.cut:
        note(answer.reason)
    negative = isinstance(answer, AskAnswer) and not answer.value
    return EXIT_NEGATIVE if negative or nothing_counts(graph) else EXIT_DONE


def _answer(graph: KnowledgeGraph, text: str, timeout_seconds: int | None) -> Answer:
    """Return the answer of a child process, which is stopped when the time is over or on Ctrl+C."""
    limits = LIMITS
    if timeout_seconds is not None:
        limits = limits._replace(sparql_timeout_seconds=float(timeout_seconds))
    if sys.platform == "win32":  # no process is given a socket there: the time is looked at between rows
        return graph.query(text, limits)
    running = Running.start(*readable(graph.told_store), Question(text), limits, last=True)
    try:
        return running.answer()
    finally:
        running.cancel()


def _format(arguments: Namespace) -> str:
    if not arguments.json:
        return str(arguments.format or "table")
    if arguments.format not in (None, "json"):
        raise InputError(f"--json and --format {arguments.format} ask for two formats; give one of them.")
    return "json"


def _query_text(arguments: Namespace) -> str:
    """Return the query from the one place it was given in."""
    if arguments.query is not None and arguments.file is not None:
        raise InputError("The query is given twice, as text and with -f; give one of them.")
    if arguments.query is None and arguments.file is None:
        raise InputError("There is no query. Give its text, a file with -f FILE, or - to read it from stdin.")
    if STDIN in (arguments.query, arguments.file):
        # A stdin that was replaced by a text stream, as tests do, has no bytes beneath.
        buffer = getattr(sys.stdin, "buffer", None)
        return sys.stdin.read() if buffer is None else _decoded(buffer.read(), "The query on stdin")
    return str(arguments.query) if arguments.file is None else _file_text(arguments.file)


def _file_text(name: str) -> str:
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"The query file {name!r} cannot be read ({error.strerror}).") from error
    return _decoded(content, f"The query file {name!r}")


def _decoded(content: bytes, place: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{place} is not UTF-8 (byte {error.start}); save it as UTF-8.") from error


def _ending_line(content: bytes) -> bytes:
    return content if content.endswith(b"\n") or not to_terminal() else content + b"\n"


def _print_table(answer: Answer) -> None:
    if isinstance(answer, AskAnswer):
        write_line("yes" if answer.value else "no")
        return
    from graph.cli.printing import console, table

    columns, rows = _cells(answer)
    if rows:
        console().print(table(*columns, rows=rows))
    note(f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}")


def _cells(answer: Answer) -> tuple[Sequence[str], list[list[str]]]:
    """Return column names and cells, IRIs written short."""
    if isinstance(answer, SelectAnswer):
        return answer.variables, [[shorten(cell) for cell in row] for row in answer.texts()]
    if isinstance(answer, AskAnswer):
        return (), []
    rows = [
        [shorten(cell.text if isinstance(cell, Value) else cell) for cell in statement]
        for statement in answer.statements()
    ]
    return ("subject", "predicate", "object"), rows
