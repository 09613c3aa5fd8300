"""Tell whether a query only reads this store, by parsing it: what pattern matching on text would guess at.

Only where a text cannot even hold the word that would lead elsewhere is the parsing left to Oxigraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from graph.errors import QueryError, QueryForbiddenError
from graph.settings import LIMITS, Limits

_OXIGRAPH_PLACE = re.compile(r"error at (\d+):(\d+)")
_LISTED_GRAPHS = 20
_EXPLAINED_LETTERS = 20_000
"""Letters of the longest query that is read a second time to explain what is wrong with it."""
_BYTE_ORDER_MARK = "\ufeff"
_READ_ONLY = "Queries here only read: SELECT, ASK, CONSTRUCT and DESCRIBE"
_LEADS_ELSEWHERE = ("service", "from", "\\u")
"""Keywords that can leave the store, and the escape that can hide them, as case folding leaves them."""
_OWN_NAME = re.compile(r":[a-z]+from")
"""A word after a colon is the rest of a prefixed name to its end: ag:relayedFrom holds no keyword."""
_CHANGING = re.compile(r"(?:rand|now|uuid|bnode)(?=[\s#(])|service|\\u")
"""What gives another answer each time; STRUUID ends in one of the words."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A query that only reads this store."""

    text: str
    """As it was given, without a byte order mark."""
    names_graphs: bool
    """Whether it chooses its own graphs with FROM."""
    repeatable: bool = True
    """Whether it gives the same answer each time: no RAND, NOW, UUID, STRUUID, BNODE or SERVICE."""
    parsed: bool = True
    """Whether it was parsed here; otherwise Oxigraph's refusal is to be explained with `syntax_error`."""


def guard(
    text: str,
    graphs: Callable[[], Iterable[str]],
    *,
    services: Collection[str] = (),
    limits: Limits = LIMITS,
    parse_from: int | None = None,
) -> Guarded:
    """Return the query `text` if it may be put to a store that holds `graphs`.

    Parameters
    ----------
    text
        A SPARQL 1.1 query.
    graphs
        Gives the names of the graphs in the store; called only where the query has FROM.
    services
        IRIs that SERVICE may name.
    parse_from
        Letters from which the query is parsed here in any case, because Oxigraph's parser overflows the
        stack of its process on what is nested too deeply; never where it is None.

    Raises
    ------
    QueryError
        If it is empty, too long, malformed (with line and column), an update, asks another server with
        SERVICE, or reads with FROM from a graph that is not in the store.

    Examples
    --------
    >>> guard("ASK { ?claim ag:relayedFrom ?claim }", tuple).parsed
    False
    """
    text = text.removeprefix(_BYTE_ORDER_MARK)
    _refuse_length(text, limits)
    folded = text.casefold()
    repeatable = _CHANGING.search(folded) is None
    if _stays_here(folded) and (parse_from is None or len(text) < parse_from):
        return Guarded(text, False, repeatable, parsed=False)
    from graph.query_parsing import named_graphs

    named = named_graphs(text, services)
    _refuse_unknown_graphs(named, graphs)
    return Guarded(text, bool(named), repeatable)


def _refuse_unknown_graphs(named: Sequence[str], graphs: Callable[[], Iterable[str]]) -> None:
    """Refuse graphs that are not in the store: they would have to be fetched."""
    held = frozenset(graphs()) if named else frozenset()
    for iri in named:
        if iri not in held:
            listed = ", ".join(f"<{graph}>" for graph in sorted(held)[:_LISTED_GRAPHS])
            more = f" and {len(held) - _LISTED_GRAPHS:,} more" if len(held) > _LISTED_GRAPHS else ""
            raise QueryForbiddenError(
                f"FROM <{iri}> asks for a graph that is not in this store, and nothing is fetched from "
                f"elsewhere. Its graphs are {listed}{more}."
            )


def syntax_error(error: SyntaxError, guarded: Guarded) -> QueryError:
    """Return Oxigraph's refusal of a query as a sentence, where the text says more than Oxigraph does.

    A text that was not parsed before is parsed now, because rdflib's parser knows where a part begins.
    """
    if not guarded.parsed and len(guarded.text) <= _EXPLAINED_LETTERS:
        from graph.query_parsing import named_graphs

        try:
            named_graphs(guarded.text, ())
        except QueryError as refusal:
            return refusal
    found = _OXIGRAPH_PLACE.search(str(error))
    if not found:
        return QueryError(f"The query is malformed: {error}.")
    line, column = int(found[1]), int(found[2])
    return QueryError(f"The query has a syntax error near line {line}, column {column}.", line, column)


def _stays_here(folded: str) -> bool:
    """Return whether a query cannot hold SERVICE or FROM.

    A keyword is spelt out in the text letter by letter, or with the escapes of section 19.2 of SPARQL 1.1.
    Where neither is found there is none, whatever else the text may be.
    """
    if "from" in folded:
        folded = _OWN_NAME.sub("", folded)
    return not any(word in folded for word in _LEADS_ELSEWHERE)


def _refuse_length(text: str, limits: Limits) -> None:
    if len(text) > limits.query_max_letters:
        raise QueryError(
            f"The query has {len(text):,} letters; one of up to {limits.query_max_letters:,} is answered."
        )
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        raise QueryError(f"The query is empty. {_READ_ONLY}.")
