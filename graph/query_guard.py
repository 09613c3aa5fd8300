"""Tell whether a query only reads this store, by parsing it: what pattern matching on text would guess at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef

from graph.errors import QueryError
from graph.namespaces import BASE, PREFIXES

_ESCAPE = re.compile(r"\\(.)")
_OXIGRAPH_PLACE = re.compile(r"error at (\d+):(\d+)")
_SHOWN_LETTERS = 40
_BYTE_ORDER_MARK = "\ufeff"
_READ_ONLY = "Queries here only read: SELECT, ASK, CONSTRUCT and DESCRIBE"


@dataclass(frozen=True, slots=True)
class Guarded:
    """A query that only reads this store."""

    text: str
    """As it was given, without a byte order mark."""
    names_graphs: bool
    """Whether it chooses its own graphs with FROM."""


def guard(text: str, graphs: frozenset[str]) -> Guarded:
    """Return the query `text` if it may be put to a store that holds `graphs`.

    Raises
    ------
    QueryError
        If it is empty, malformed (with line and column), an update, asks another server with SERVICE,
        or reads with FROM from a graph that is not in the store.
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        raise QueryError(f"The query is empty. {_READ_ONLY}.")
    prologue, query = _parsed(text)
    parts = list(_parts(query))
    base, prefixes = _declared(prologue)
    _refuse_service(parts)
    _refuse_unknown_prefixes(parts, prefixes)
    named = [_graph_iri(part, base, prefixes) for part in parts if part.name == "DatasetClause"]
    for iri in named:
        if iri not in graphs:
            listed = ", ".join(f"<{graph}>" for graph in sorted(graphs))
            raise QueryError(
                f"FROM <{iri}> asks for a graph that is not in this store, and nothing is fetched from "
                f"elsewhere. Its graphs are {listed}."
            )
    return Guarded(text, bool(named))


def syntax_error(error: SyntaxError) -> QueryError:
    """Return Oxigraph's refusal of a query that rdflib's parser takes, as a sentence."""
    found = _OXIGRAPH_PLACE.search(str(error))
    if not found:
        return QueryError(f"The query is malformed: {error}.")
    return QueryError(f"The query has a syntax error near line {found[1]}, column {found[2]}.")


def _parsed(text: str) -> tuple[list[CompValue], CompValue]:
    try:
        prologue, query = parseQuery(text)
    except ParseBaseException as error:
        raise _refused(text, error) from None
    except RecursionError:
        raise QueryError("The query is nested too deeply to be checked.") from None
    return list(prologue), query


def _refused(text: str, error: ParseBaseException) -> QueryError:
    """Say why `text` is no query: an update, or malformed at a place."""
    try:
        update = parseUpdate(text)
    except (ParseBaseException, RecursionError):
        return _malformed(error)
    if "request" not in update:  # rdflib takes declarations alone for an update of nothing
        return QueryError(f"The query asks nothing: it holds only declarations or remarks. {_READ_ONLY}.")
    return QueryError(f"This is an update, which would change the data. {_READ_ONLY}.")


def _malformed(error: ParseBaseException) -> QueryError:
    """Say where rdflib's parser stopped: it names the beginning of the part that cannot be read."""
    rest = error.line[error.col - 1 :].strip()
    if len(rest) > _SHOWN_LETTERS:
        rest = f"{rest[:_SHOWN_LETTERS]}..."
    place = f"at line {error.lineno}, column {error.col}"
    if not rest:
        return QueryError(f"The query has a syntax error {place}: it ends too early.")
    hint = ""
    if rest.startswith("/") and error.col > 1:
        hint = (
            " Inside a prefixed name a slash is written \\/, as in id:actor\\/x; <id/actor/x> means the same."
        )
    return QueryError(f"The query has a syntax error {place}: {rest!r} cannot be read as SPARQL 1.1.{hint}")


def _parts(node: object) -> Iterator[CompValue]:
    """Yield every part of a parsed query, those inside subqueries, filters and EXISTS too."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, CompValue):
            yield one
            waiting.extend(one.values())
        elif not isinstance(one, str) and hasattr(one, "__iter__"):
            waiting.extend(one)


def _refuse_service(parts: list[CompValue]) -> None:
    if any(part.name == "ServiceGraphPattern" for part in parts):
        raise QueryError(
            "SERVICE would send part of the query to another server; queries here never leave this machine. "
            "Take the SERVICE part out."
        )


def _refuse_unknown_prefixes(parts: list[CompValue], prefixes: Mapping[str, str]) -> None:
    used = {_member(part, "prefix") for part in parts if part.name == "pname"}
    unknown = sorted(used - set(prefixes))
    if unknown:
        raise QueryError(
            f"The prefix '{unknown[0]}:' is not declared. Declare it with PREFIX, or use one of those known "
            f"anyway: {', '.join(PREFIXES)}."
        )


def _declared(prologue: list[CompValue]) -> tuple[str, dict[str, str]]:
    """Return the base and the prefixes that hold; each is resolved against the base before it."""
    base, prefixes = BASE, dict(PREFIXES)
    for one in prologue:
        iri = str(URIRef(one["iri"], base=base))
        if one.name == "Base":
            base = iri
        else:
            prefixes[_member(one, "prefix")] = iri
    return base, prefixes


def _graph_iri(clause: CompValue, base: str, prefixes: Mapping[str, str]) -> str:
    term = clause["default"] if "default" in clause else clause["named"]
    if isinstance(term, CompValue):
        return prefixes[_member(term, "prefix")] + _ESCAPE.sub(r"\1", str(term["localname"]))
    return str(URIRef(term, base=base))


def _member(part: CompValue, name: str) -> str:
    """Return a member as text; rdflib's own `get` answers a missing one with its name."""
    return str(part[name]) if name in part else ""
