"""Read a query with rdflib's grammar: which graphs and servers it names, and what is wrong with it where."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from threading import Lock

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef, Variable

from graph.errors import QueryError, QueryForbiddenError
from graph.namespaces import BASE, PREFIXES

_ESCAPE = re.compile(r"\\(.)")
_SHOWN_LETTERS = 40
_PARSING = Lock()
"""A grammar finds out how to call its parts while it parses first: two at once break it for good."""
_READ_ONLY = "Queries here only read: SELECT, ASK, CONSTRUCT and DESCRIBE"


def named_graphs(text: str, services: Collection[str]) -> tuple[str, ...]:
    """Return the IRIs that the query `text` names with FROM and FROM NAMED.

    Raises
    ------
    QueryError
        If it is malformed (with line and column), an update, or asks another server than `services`.
    """
    prologue, query = _parsed(text)
    parts = list(_parts(query))
    base, prefixes = _declared(prologue)
    _refuse_unknown_prefixes(parts, prefixes)
    _refuse_services(parts, services, base, prefixes)
    clauses = [part for part in parts if part.name == "DatasetClause"]
    return tuple(_iri(part["default" if "default" in part else "named"], base, prefixes) for part in clauses)


def parsed_update(text: str) -> Iterator[CompValue]:
    """Yield every part of the update `text`.

    Raises
    ------
    QueryError
        If it is malformed, empty, or a query.
    """
    with _PARSING:
        try:
            update = parseUpdate(text)
        except ParseBaseException as error:
            refusal = _malformed(error)
            raise QueryError(
                str(refusal).replace("The query", "The update", 1), refusal.line, refusal.column
            ) from None
        except RecursionError:
            raise QueryError("The update is nested too deeply to be checked.") from None
        except ValueError as error:
            raise QueryError(f"The update is malformed: {error}.") from None
    if "request" not in update:
        raise QueryError("The update changes nothing: it holds no operation.")
    yield from _parts(update.request)


def _parsed(text: str) -> tuple[list[CompValue], CompValue]:
    with _PARSING:
        try:
            prologue, query = parseQuery(text)
        except ParseBaseException as error:
            raise _refused(text, error) from None
        except RecursionError:
            raise QueryError("The query is nested too deeply to be checked.") from None
        except ValueError as error:  # an escape such as \\UFFFFFFFF, undone before parsing begins
            raise QueryError(f"The query is malformed: {error}.") from None
    return list(prologue), query


def _refused(text: str, error: ParseBaseException) -> QueryError:
    """Say why `text` is no query: an update, or malformed at a place."""
    try:
        update = parseUpdate(text)
    except (ParseBaseException, RecursionError):
        return _malformed(error)
    if "request" not in update:  # rdflib takes declarations alone for an update of nothing
        return QueryError(f"The query asks nothing: it holds only declarations or remarks. {_READ_ONLY}.")
    return QueryForbiddenError(f"This is an update, which would change the data. {_READ_ONLY}.")


def _malformed(error: ParseBaseException) -> QueryError:
    """Say where rdflib's parser stopped: it names the beginning of the part that cannot be read."""
    rest = error.line[error.col - 1 :].strip()
    if len(rest) > _SHOWN_LETTERS:
        rest = f"{rest[:_SHOWN_LETTERS]}..."
    place = f"at line {error.lineno}, column {error.col}"
    if not rest:
        return QueryError(
            f"The query has a syntax error {place}: it ends too early.", error.lineno, error.col
        )
    hint = ""
    if rest.startswith("/") and error.col > 1:
        hint = (
            " Inside a prefixed name a slash is written \\/, as in id:actor\\/x; <id/actor/x> means the same."
        )
    return QueryError(
        f"The query has a syntax error {place}: {rest!r} cannot be read as SPARQL 1.1.{hint}",
        error.lineno,
        error.col,
    )


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


def _refuse_services(
    parts: list[CompValue], services: Collection[str], base: str, prefixes: Mapping[str, str]
) -> None:
    for part in parts:
        if part.name == "ServiceGraphPattern" and _service(part["term"], base, prefixes) not in services:
            others = f" Those allowed are {', '.join(f'<{one}>' for one in services)}." if services else ""
            raise QueryForbiddenError(
                "SERVICE would send part of the query to another server; queries here never leave this "
                f"machine. Take the SERVICE part out.{others}"
            )


def _service(term: object, base: str, prefixes: Mapping[str, str]) -> str:
    """Return the server asked; empty where a variable would choose it."""
    return "" if isinstance(term, Variable) else _iri(term, base, prefixes)


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


def _iri(term: object, base: str, prefixes: Mapping[str, str]) -> str:
    if isinstance(term, CompValue):
        return prefixes[_member(term, "prefix")] + _ESCAPE.sub(r"\1", str(term["localname"]))
    return str(URIRef(str(term), base=base))


def _member(part: CompValue, name: str) -> str:
    """Return a member as text; rdflib's own `get` answers a missing one with its name."""
    return str(part[name]) if name in part else ""
