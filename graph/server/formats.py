"""The formats in which answers travel: their media types, their short names, and which a client takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

ANYTHING = "*/*"

TABLE_TYPES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/plain": "tsv",
}
"""Media types of the answers to SELECT and ASK, the preferred first: the W3C's, then what is often sent."""
GRAPH_TYPES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "application/trig": "trig",
    "application/n-quads": "nquads",
    "application/x-turtle": "turtle",
    "application/turtle": "turtle",
    "text/n3": "turtle",
    "text/rdf+n3": "turtle",
    "application/json": "jsonld",
    "application/xml": "rdfxml",
    "text/xml": "rdfxml",
    "text/plain": "ntriples",
}
"""Media types of the answers to CONSTRUCT and DESCRIBE, the preferred first."""
SHORT_NAMES: Mapping[str, tuple[str, str]] = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv", ""),
    "tsv": ("text/tab-separated-values", ""),
    "turtle": ("", "text/turtle"),
    "ttl": ("", "text/turtle"),
    "ntriples": ("", "application/n-triples"),
    "nt": ("", "application/n-triples"),
    "n3": ("", "text/turtle"),
    "jsonld": ("", "application/ld+json"),
    "json-ld": ("", "application/ld+json"),
    "rdfxml": ("", "application/rdf+xml"),
    "rdf": ("", "application/rdf+xml"),
    "rdf+xml": ("", "application/rdf+xml"),
    "trig": ("", "application/trig"),
    "nquads": ("", "application/n-quads"),
    "nq": ("", "application/n-quads"),
}
"""What a client may write as `format`: the media type for a table, and the one for a graph."""
_QUALITY_WITHOUT_ZERO = re.compile(r"q\s*=\s*\.")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a client takes: a media type for tables and one for graphs, empty where it takes none."""

    table_type: str
    graph_type: str

    @property
    def table_format(self) -> str:
        """Key of `graph.sparql.TABLE_FORMATS`; empty where the client takes no table."""
        return TABLE_TYPES.get(self.table_type, "")

    @property
    def graph_format(self) -> str:
        """Key of `graph.store.RDF_FORMATS`; empty where the client takes no graph."""
        return GRAPH_TYPES.get(self.graph_type, "")

    def content_type(self, kind: str) -> str:
        """Return the header for an answer of this kind: ``select``, ``ask`` or ``graph``."""
        return with_charset(self.graph_type if kind == "graph" else self.table_type)


@lru_cache(maxsize=256)
def wanted(accept: str, short_name: str = "") -> Wanted | None:
    """Return which formats a client takes, or None where there is not one.

    Parameters
    ----------
    accept
        Its header, by RFC 9110: the best quality counts, then what is named more exactly, then what it
        names first. Empty for anything.
    short_name
        A key of `SHORT_NAMES` or a media type, which counts instead of the header; empty where none is given.

    Examples
    --------
    >>> wanted("text/csv;q=0.5, application/sparql-results+xml, */*;q=0.1")
    Wanted(table_type='application/sparql-results+xml', graph_type='text/turtle')
    >>> wanted("", "xml").graph_format
    'rdfxml'
    >>> wanted("image/png") is None
    True
    """
    if short_name.lower() in SHORT_NAMES:
        return Wanted(*SHORT_NAMES[short_name.lower()])
    header = short_name or accept
    found = Wanted(best_type(header, tuple(TABLE_TYPES)), best_type(header, tuple(GRAPH_TYPES)))
    return found if found.table_type or found.graph_type else None


def best_type(accept: str, offered: tuple[str, ...]) -> str:
    """Return which of the media types `offered`, the preferred first, the header `accept` asks for.

    Returns
    -------
    str
        One of `offered`, or an empty text where none of them is accepted.

    Examples
    --------
    >>> best_type("text/*, text/csv;q=0", ("text/csv", "text/turtle"))
    'text/turtle'
    """
    header = _relevant(_without_parameters(accept), offered)
    ranked = [
        (-header.quality(one), header.find(one), place)
        for place, one in enumerate(offered)
        if header.quality(one) > 0
    ]
    return offered[min(ranked)[2]] if ranked else ""


def with_charset(media_type: str) -> str:
    """Return `media_type` as a header that says how a text is coded; JSON and XML say so themselves.

    Examples
    --------
    >>> with_charset("text/csv"), with_charset("application/ld+json")
    ('text/csv; charset=utf-8', 'application/ld+json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _relevant(named: list[tuple[str, float]], offered: tuple[str, ...]) -> MIMEAccept:
    """Return what a header names of `offered`, each once, so that thousands cost no more."""
    known = {ANYTHING, *offered, *(one.partition("/")[0] + "/*" for one in offered)}
    best: dict[str, float] = {}
    for value, quality in named:
        if value.lower() in known:
            best[value] = max(quality, best.get(value, 0.0))
    return MIMEAccept(best.items())


def _without_parameters(accept: str) -> list[tuple[str, float]]:
    """Return the header with media types alone; ``*; q=.2``, which Java sends, is ``*/*; q=0.2``."""
    parsed = parse_accept_header(_QUALITY_WITHOUT_ZERO.sub("q=0.", accept).strip() or ANYTHING)
    plain = [(value.partition(";")[0].strip(), quality) for value, quality in parsed]
    return [(ANYTHING if value == "*" else value, quality) for value, quality in plain]
