"""The IRIs of the model: plain strings, so that importing them costs nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

BASE = "https://w3id.org/armsgraph/"
AG = BASE + "ontology#"
ID = BASE + "id/"

GRAPH_CURATED = BASE + "graph/curated"
"""What people wrote: entities, names, documents, propositions, claims, judgements."""
GRAPH_IMPORTS = BASE + "graph/import/"
"""What the names of graphs begin with that hold an imported table each: in the words of the model, whole."""
GRAPH_RELATIONS = BASE + "graph/relations"
"""Derived: one direct triple for each proposition that at least one claim asserts."""
GRAPH_DERIVED = BASE + "graph/derived"
"""Derived: status and origins of each proposition, alternative labels of each entity."""
GRAPH_ONTOLOGY = BASE + "graph/ontology"
"""The ontology, so that labels and class hierarchy can be queried beside the data."""
GRAPH_BUILD = BASE + "graph/build"
"""On a server only: what the build says about itself, which lies in a file beside a local store."""
GRAPH_LOADING = BASE + "graph/loading"
"""On a server only: who loads there, and what of which build has arrived."""
GRAPH_STAGING = BASE + "graph/staging/"
"""On a server only: what the names of graphs begin with into which a build arrives before the switch."""

KNOWN_GRAPHS = (GRAPH_CURATED, GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_RELATIONS)
"""The graphs of a build, in order: what every query sees as one, whatever else a server holds."""

DERIVED_GRAPHS = frozenset({GRAPH_RELATIONS, GRAPH_DERIVED, GRAPH_ONTOLOGY})

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
ORG = "http://www.w3.org/ns/org#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
OA = "http://www.w3.org/ns/oa#"
GEO = "http://www.opengis.net/ont/geosparql#"
SH = "http://www.w3.org/ns/shacl#"
VOID = "http://rdfs.org/ns/void#"

PREFIXES: dict[str, str] = {
    "ag": AG,
    "id": ID,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "dcterms": DCTERMS,
    "prov": PROV,
    "schema": SCHEMA,
    "org": ORG,
    "sem": SEM,
    "oa": OA,
    "geo": GEO,
    "sh": SH,
}


def local_name(iri: str) -> str:
    """Return the part of `iri` after its last ``#`` or ``/``.

    Examples
    --------
    >>> local_name("https://w3id.org/armsgraph/ontology#Asserts")
    'Asserts'
    """
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def shorten(iri: str) -> str:
    """Return `iri` as a CURIE where a prefix of the model fits, otherwise unchanged.

    Examples
    --------
    >>> shorten("https://w3id.org/armsgraph/ontology#Claim")
    'ag:Claim'
    """
    fitting = [(len(base), prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"


def web_address(text: str) -> str | None:
    """Return `text` if it is an http or https address that a link may lead to, else None.

    Examples
    --------
    >>> web_address("javascript:alert(1)") is None
    True
    """
    text = text.strip()
    if any(character.isspace() or not character.isprintable() for character in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname else None
