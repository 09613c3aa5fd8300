"""Where a server answers queries, takes updates, and hands out and takes in whole graphs."""

from __future__ import annotations

import os
from dataclasses import dataclass

from graph.settings import STORE_GRAPHS_VARIABLE, STORE_UPDATE_VARIABLE


@dataclass(frozen=True, slots=True)
class Addresses:
    """The three addresses of a SPARQL 1.1 server."""

    query: str
    update: str
    graphs: str
    """The Graph Store HTTP Protocol, which names the graph in a parameter."""


def addresses_of(query: str, software: str, *, signed_in: bool) -> Addresses:
    """Return where the server behind `query` takes updates and graphs.

    The environment (``ARMSGRAPH_STORE_UPDATE``, ``ARMSGRAPH_STORE_GRAPHS``) decides; else it is guessed by
    the names that the well-known servers use.

    Parameters
    ----------
    query
        The address of the queries.
    software
        What the server calls itself in its header ``Server``.
    signed_in
        Whether there is something to sign in with: Virtuoso has addresses of their own for that.

    Examples
    --------
    >>> addresses_of("http://127.0.0.1:7878/query", "oxigraph/0.5", signed_in=False).graphs
    'http://127.0.0.1:7878/store'
    >>> addresses_of("http://127.0.0.1:8890/sparql", "Virtuoso/07.20", signed_in=True).graphs
    'http://127.0.0.1:8890/sparql-graph-crud-auth'
    """
    update, graphs = _guessed(query.rstrip("/"), software.lower(), "-auth" if signed_in else "")
    return Addresses(
        query,
        os.environ.get(STORE_UPDATE_VARIABLE) or update,
        os.environ.get(STORE_GRAPHS_VARIABLE) or graphs,
    )


def _guessed(query: str, software: str, signed: str) -> tuple[str, str]:
    above, _, last = query.rpartition("/")
    if "virtuoso" in software:
        base = query.removesuffix("-auth")
        return base + signed, f"{base}-graph-crud{signed}"
    if "fuseki" in software:
        return f"{above}/update", f"{above}/data"
    if last == "query":
        return f"{above}/update", f"{above}/store"
    if "/repositories/" in query:
        return f"{query}/statements", f"{query}/rdf-graphs/service"
    if last == "sparql":
        return query, f"{above}/store"
    return query, query
