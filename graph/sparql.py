"""Answer people's SPARQL queries: reading only, on this machine, within limits that say when they cut."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import pyoxigraph as ox

from graph.errors import QueryError
from graph.model import Value
from graph.namespaces import PREFIXES
from graph.query_guard import Guarded, guard, syntax_error
from graph.settings import LIMITS, Limits
from graph.store import RDF_FORMATS, QueryResult, Store

T = TypeVar("T")
Cell = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

TABLE_FORMATS: dict[str, ox.QueryResultsFormat] = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""Formats for the answers to SELECT and ASK."""
GRAPH_FORMATS: dict[str, ox.RdfFormat] = {
    name: RDF_FORMATS[name] for name in ("turtle", "ntriples", "jsonld", "rdfxml")
}
"""Formats for the answers to CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True, slots=True)
class SelectAnswer:
    """The rows of a SELECT query."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    cut: bool
    """True when there are more rows than are here."""
    reason: str = ""
    """Which limit cut the answer, as a sentence; empty where none did."""

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows as plain texts: IRIs and values as they are, empty where unbound."""
        return tuple(tuple(_text(cell) for cell in row) for row in self.rows)

    def terms(self) -> tuple[tuple[str | Value | None, ...], ...]:
        """Return the rows free of library terms: a text is an IRI or a blank node, a `Value` a literal.

        None where a variable is unbound.
        """
        return tuple(tuple(None if cell is None else _plain(cell) for cell in row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """The answer to an ASK query."""

    value: bool
    cut: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GraphAnswer:
    """The triples of a CONSTRUCT or DESCRIBE query."""

    triples: tuple[ox.Triple, ...]
    cut: bool
    reason: str = ""

    def statements(self) -> tuple[tuple[str, str, str | Value], ...]:
        """Return the triples free of library terms: a text is an IRI or a blank node, a `Value` a literal."""
        return tuple(
            (_text(triple.subject), _text(triple.predicate), _plain(triple.object)) for triple in self.triples
        )


Answer = SelectAnswer | AskAnswer | GraphAnswer


def run_query(store: Store, text: str, limits: Limits = LIMITS) -> Answer:
    """Return the answer of `store` to the SPARQL query `text`.

    The prefixes of `graph.namespaces.PREFIXES` need no declaration. Without FROM, all graphs are seen as
    one. The time limit is looked at between two rows; one row that takes long is not interrupted.

    Raises
    ------
    QueryError
        If `text` is malformed, an update, or would leave this machine; the message says where and why.

    Examples
    --------
    >>> from graph.store import open_store
    >>> run_query(open_store(), "ASK { ?claim a ag:Claim }")
    AskAnswer(value=False, cut=False, reason='')
    """
    guarded = guard(text, store.graphs, limits=limits, parse_from=limits.query_parsed_letters)
    with refusals(guarded):
        return collect(put(store, guarded), limits)


def put(
    store: Store, guarded: Guarded, graphs: tuple[Iterable[str], Iterable[str]] | None = None
) -> QueryResult:
    """Put a guarded query to `store`; `graphs` are its default and named ones, where FROM has no say."""
    if graphs is not None:
        return store.query(guarded.text, union=False, graphs=graphs)
    return store.query(guarded.text, union=not guarded.names_graphs)


@contextmanager
def refusals(guarded: Guarded) -> Iterator[None]:
    """Make sentences of what Oxigraph refuses, when a query is put and while its answer is read.

    Raises
    ------
    QueryError
        With line and column where the query is malformed.
    """
    try:
        yield
    except SyntaxError as error:
        raise syntax_error(error, guarded) from error
    except (ValueError, RuntimeError) as error:
        raise QueryError(f"The query cannot be answered: {error}.") from error


def collect(result: QueryResult, limits: Limits) -> Answer:
    """Read what `store.query` gave, as far as the limits let it; the answer says where they cut."""
    if isinstance(result, ox.QueryBoolean):
        return AskAnswer(bool(result))
    if isinstance(result, ox.QuerySolutions):
        variables = tuple(variable.value for variable in result.variables)
        rows, reason = _collected((tuple(solution) for solution in result), limits)
        return SelectAnswer(variables, rows, bool(reason), reason)
    triples, reason = _collected(result, limits)
    return GraphAnswer(triples, bool(reason), reason)


def serialise(answer: Answer, format: str) -> bytes:
    """Return `answer` as the bytes of a file.

    Parameters
    ----------
    answer
        What `run_query` gave.
    format
        One of `TABLE_FORMATS` for SELECT and ASK, of `GRAPH_FORMATS` for CONSTRUCT and DESCRIBE.

    Raises
    ------
    QueryError
        If `format` does not fit the kind of query; those that do are named.
    """
    fitting = GRAPH_FORMATS if isinstance(answer, GraphAnswer) else TABLE_FORMATS
    if format not in fitting:
        kind = "CONSTRUCT or DESCRIBE" if isinstance(answer, GraphAnswer) else "SELECT or ASK"
        raise QueryError(
            f"The answer to a {kind} query cannot be written as {format!r}; choose from {', '.join(fitting)}."
        )
    if isinstance(answer, GraphAnswer):
        prefixes = _prefixes_in(answer) if format == "turtle" else None
        return ox.serialize(answer.triples, format=GRAPH_FORMATS[format], prefixes=prefixes) or b""
    # Oxigraph writes only results of its own making, so they go through its reader of JSON results.
    results = ox.parse_query_results(_results_json(answer), ox.QueryResultsFormat.JSON)
    return results.serialize(format=TABLE_FORMATS[format]) or b""


def _prefixes_in(answer: GraphAnswer) -> dict[str, str]:
    """Return the usual prefixes that shorten something in `answer`: all of them would hide a few triples."""
    ends = (end for triple in answer.triples for end in (triple.subject, triple.predicate, triple.object))
    iris = {end.value for end in ends if isinstance(end, ox.NamedNode)}
    return {name: space for name, space in PREFIXES.items() if any(iri.startswith(space) for iri in iris)}


def _collected(found: Iterable[T], limits: Limits) -> tuple[tuple[T, ...], str]:
    """Return what fits the limits, and a sentence where one of them cut."""
    deadline = time.monotonic() + limits.sparql_timeout_seconds
    kept: list[T] = []
    for one in found:
        if len(kept) >= limits.sparql_max_rows:
            return tuple(kept), f"Only the first {limits.sparql_max_rows:,} results are shown."
        kept.append(one)
        if time.monotonic() > deadline:
            seconds = f"{limits.sparql_timeout_seconds:g}"
            return tuple(kept), f"The query was stopped after {seconds} seconds; there may be more results."
    return tuple(kept), ""


def _results_json(answer: SelectAnswer | AskAnswer) -> str:
    """Return `answer` in the W3C's JSON format for query results."""
    if isinstance(answer, AskAnswer):
        return json.dumps({"head": {}, "boolean": answer.value})
    bindings = [
        {name: _cell_json(cell) for name, cell in zip(answer.variables, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    return json.dumps({"head": {"vars": answer.variables}, "results": {"bindings": bindings}})


def _cell_json(cell: Cell) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if isinstance(cell, ox.Literal):
        written = {"type": "literal", "value": cell.value}
        tag = {"xml:lang": cell.language} if cell.language else {"datatype": cell.datatype.value}
        return written | tag
    return {"type": "literal", "value": str(cell)}


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, ox.NamedNode | ox.Literal):
        return cell.value
    return str(cell)


def _plain(term: Cell) -> str | Value:
    if isinstance(term, ox.Literal):
        return Value(term.value, term.datatype.value, term.language or "")
    return _text(term)
