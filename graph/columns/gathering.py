"""The statements of a store from which columns are made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.namespaces import AG, OWL, RDF, RDFS
from graph.resources import application_query
from graph.triples import Triples, triples_of, triples_of_text

if TYPE_CHECKING:
    from graph.store import Store

_CLASSES = (
    *(AG + name for name in ("Entity", "Document", "Proposition", "ReferenceClaim", "UnnamedSource")),
    *(AG + name for name in ("ContradictionJudgement", "Relation")),
    OWL + "FunctionalProperty",
)
_PROPERTIES = (
    *(RDF + name for name in ("subject", "predicate", "object")),
    *(AG + name for name in ("proposition", "claimant", "onBehalfOf", "document", "outlet", "relayedFrom")),
    *(AG + name for name in ("stance", "certainty", "modality", "madeOn", "madeOnPrecision")),
    *(AG + name for name in ("published", "publishedPrecision", "canonicalEntity", "incompatibleWith")),
    *(AG + name for name in ("contradicts", "contradictionKind", "reason")),
    OWL + "propertyDisjointWith",
    RDFS + "subPropertyOf",
)


def statements_in(store: Store) -> Triples:
    """Return the triples of `store`: all of them, or of a server those that columns are made of."""
    return triples_of_text("".join(_asked(store))) if store.derives_here else triples_of(store)


def _asked(store: Store) -> Iterator[str]:
    """Yield lines of N-Triples, one property at a time, which is how an index is fastest."""
    for kind in _CLASSES:
        for _, member in store.select(application_query("columns_members"), kind=kind):
            yield f"{member} <{RDF}type> <{kind}> .\n"
    for property in _PROPERTIES:
        for _, thing, value in store.select(application_query("columns_property"), property=property):
            yield f"{thing} <{property}> {value} .\n"
