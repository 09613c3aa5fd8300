"""Propositions in the words of RDF 1.2: one triple term instead of three triples about its parts.

``<p> rdf:reifies <<( s p o )>>`` says what `rdf:Statement` says with ``rdf:subject``, ``rdf:predicate`` and
``rdf:object``: that there is such a content, not that it is so. Only RDF 1.2 readers take it (Oxigraph, Jena
from 5.4 on), rdflib and rapper do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from graph.namespaces import RDF

REIFIES = ox.NamedNode(RDF + "reifies")
PARTS = tuple(ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))


def reified(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield `quads`, which stand by subjects, with the content of each proposition as a triple term."""
    for (subject, graph), group in groupby(quads, key=lambda quad: (quad.subject, quad.graph_name)):
        held = list(group)
        parts = {quad.predicate: quad.object for quad in held if quad.predicate in PARTS}
        if len(parts) < len(PARTS) or sum(quad.predicate in PARTS for quad in held) != len(PARTS):
            yield from held
            continue
        yield from (quad for quad in held if quad.predicate not in PARTS)
        # Their types cannot be told from those of any quad; the model has nothing else in these places.
        content = ox.Triple(*(parts[part] for part in PARTS))  # type: ignore[arg-type]
        yield ox.Quad(subject, REIFIES, content, graph)


def unreified(quad: ox.Quad) -> Iterator[ox.Quad]:
    """Yield `quad`, or the three that say in RDF 1.1 what it says with a triple term.

    Examples
    --------
    >>> a, graph = ox.NamedNode("https://example.org/a"), ox.DefaultGraph()
    >>> quad = ox.Quad(a, REIFIES, ox.Triple(a, a, a), graph)
    >>> len(list(unreified(quad))), list(reified(unreified(quad))) == [quad]
    (3, True)
    """
    content = quad.object
    if quad.predicate == REIFIES and isinstance(content, ox.Triple):
        ends = (content.subject, content.predicate, content.object)
        for part, end in zip(PARTS, ends, strict=True):
            yield ox.Quad(quad.subject, part, end, quad.graph_name)
    else:
        yield quad
