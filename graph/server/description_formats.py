"""The formats of graphs and pages about what a server holds, and when a client has the newest of one."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox
from starlette.requests import Request
from werkzeug.http import parse_etags

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")

RDF_TYPES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""Media types of a graph, the preferred first, with their names in `graph.store.RDF_FORMATS`."""
SUFFIXES: Mapping[str, str] = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".html": "text/html",
}
"""What an address ends in where it asks for one format and no other."""


def can_be_iri(text: str) -> bool:
    """Tell whether `text` can be an absolute IRI.

    Examples
    --------
    >>> can_be_iri("https://example.org/x"), can_be_iri("x"), can_be_iri("a:b c")
    (True, False, False)
    """
    if not _SCHEME.match(text):
        return False
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True


def unchanged(request: Request, etag: str) -> bool:
    """Tell whether the client holds what bears this tag; the weak comparison of RFC 9110."""
    return parse_etags(request.headers.get("if-none-match")).contains_weak(etag.strip('"'))
