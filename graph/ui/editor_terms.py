"""What the SPARQL editor knows of the graph: names to complete, and the place of a mistake."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from graph.errors import InputError
from graph.labels import Match
from graph.lexicon import properties, text_in_english, words_of
from graph.namespaces import PREFIXES, RDFS, SKOS, shorten
from graph.presentation import spaced
from graph.resources import application_query
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

Kind = Literal["class", "property", "constant"]
Find = Callable[[str], tuple[Match, ...]]
_NAME = re.compile(r"([a-z]+):([A-Za-z_][A-Za-z0-9_-]*)")
"""A prefixed name that needs no escapes."""
_PROPERTIES = {
    "owl:ObjectProperty",
    "owl:DatatypeProperty",
    "owl:AnnotationProperty",
    "rdf:Property",
    "ag:Relation",
}
_ELSEWHERE = (
    *("rdf:type", "rdf:subject", "rdf:predicate", "rdf:object", "rdfs:label", "rdfs:subClassOf"),
    *("rdfs:subPropertyOf", "skos:prefLabel", "skos:altLabel", "skos:definition", "skos:exactMatch"),
    *("dcterms:title", "dcterms:date", "prov:wasDerivedFrom", "geo:asWKT", "rdfs:domain", "rdfs:range"),
)
"""Properties of other vocabularies that the data uses."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is wrong in a text, and where."""

    line: int
    """From 1; 0 where it is not known."""
    column: int
    """From 1; 0 where only the line is known."""
    message: str
    """A sentence, which names the place where it is known."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a fixed value that a query can name."""

    prefix: str
    local: str
    kind: Kind
    label: str
    definition: str = ""


def _nobody(text: str) -> tuple[Match, ...]:
    del text
    return ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be completed in a query."""

    version: str = ""
    """Changes with what is known, so that an answer of another build is not taken for one of this."""
    terms: tuple[Term, ...] = ()
    find: Find = field(default=_nobody, compare=False, repr=False)
    """Entities with a name like a text, best first."""

    def message(self) -> dict[str, Any]:
        """Return what the browser is sent, once a build."""
        return {
            "prefixes": PREFIXES,
            "terms": [asdict(term) for term in self.terms],
            "offered": {"names": LIMITS.offered_names, "entities": LIMITS.offered_entities},
        }

    def entities(self, text: str) -> list[dict[str, str]]:
        """Return what the browser shows of the entities called like `text`; empty where there is none.

        Those come first that are called so letter by letter, as far as it was typed.
        """
        wanted = text.strip()[: LIMITS.search_max_letters]
        try:
            found = self.find(wanted) if wanted else ()
        except InputError:  # A text that cannot be a name has no entity.
            found = ()
        typed = wanted.casefold()
        ranked = sorted(found, key=lambda one: typed not in one.matched.casefold())
        return [
            {"iri": one.iri, "label": one.label, "type": spaced(one.type), "name": one.matched}
            for one in ranked[: LIMITS.completed_entities]
        ]


def terms_of(graph: KnowledgeGraph, *, build: str = "") -> Terms:
    """Return what can be completed in a query of `graph`.

    Parameters
    ----------
    graph
        Its ontology gives the names; entities are searched in it while one types.
    build
        Name of the build that it was opened from.
    """
    rows = list(graph.store.select(application_query("query_words")))
    kinds: dict[str, set[str]] = {}
    for term, kind, _, _ in rows:
        if term is not None and kind is not None:
            kinds.setdefault(str(term.value), set()).add(shorten(str(kind.value)))
    said = properties((term, name, value) for term, _, name, value in rows)
    terms = named((iri, _kind(kinds[iri]), *_words(said[iri])) for iri in said)
    written = json.dumps([build, [asdict(term) for term in terms]])
    version = hashlib.sha256(written.encode()).hexdigest()[:16]
    return Terms(version, terms, lambda text: graph.search(text, limit=LIMITS.completed_entities))


def named(found: Iterable[tuple[str, Kind, str, str]]) -> tuple[Term, ...]:
    """Return the terms that have a plain prefixed name, in its order, with those of other vocabularies.

    Examples
    --------
    >>> named([("https://w3id.org/armsgraph/ontology#Claim", "class", "Claim", "")])[0].local
    'Claim'
    """
    terms = {}
    for name in _ELSEWHERE:
        prefix, _, local = name.partition(":")
        terms[name] = Term(prefix, local, "property", words_of(local))
    for iri, kind, label, definition in found:
        match = _NAME.fullmatch(shorten(iri))
        if match is not None:
            terms[match[0]] = Term(match[1], match[2], kind, label or words_of(match[2]), definition)
    return tuple(terms[name] for name in sorted(terms))


def _kind(types: set[str]) -> Kind:
    if types & _PROPERTIES:
        return "property"
    return "class" if "owl:Class" in types else "constant"


def _words(said: dict[str, list[Any]]) -> tuple[str, str]:
    label = said.get(RDFS + "label") or said.get(SKOS + "prefLabel") or []
    return text_in_english(label), text_in_english(said.get(SKOS + "definition", []))
