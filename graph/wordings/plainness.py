"""Which things fields hold whole: what people wrote of them is just what a reader makes of the fields.

Anything else, such as a second label or a claim about a proposition that is held to be another, is told in
whole statements instead, from which a reader takes all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from graph.namespaces import AG, OA, RDF, SKOS, XSD

Said = Mapping[str, Sequence[ox.NamedNode | ox.BlankNode | ox.Literal]]
"""The values of each property of one thing."""

TYPE = RDF + "type"
POSITION = "#position"
"""How the IRI of a claim's position goes on after that of the claim."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no place for; N-Triples write them with an escape."""

_INTEGER, _STRING = XSD + "integer", XSD + "string"
_DATES = {10: XSD + "date", 7: XSD + "gYearMonth", 4: XSD + "gYear"}
_ONE = {"proposition", "claimant", "document", "stance", "certainty", "modality", "gloss"}
_AT_MOST_ONE = {"onBehalfOf", "line", "anchor", "madeOn", "madeOnPrecision", "madeOnBasis", "position"}
_MANY = {"saidTo", "relayedFrom"}
_KNOWN = {AG + name for name in _ONE | _AT_MOST_ONE | _MANY} | {TYPE, SKOS + "note"}
_WORDS = {
    "stance": {"Asserts", "Denies", "Unsure"},
    "certainty": {"Certain", "Hedged"},
    "modality": {"Fact", "Plan", "Prediction", "Threat", "Demand", "Opinion"},
    "madeOnPrecision": {"Day", "Week", "Month", "Year"},
    "madeOnBasis": {"Stated", "Inferred"},
}


@dataclass(frozen=True, slots=True)
class Standing:
    """By which names things stand in the columns: those that are held to be another have none."""

    claims: Mapping[str, int]
    propositions: Mapping[str, int]
    entities: Mapping[str, int]
    documents: Mapping[str, int]


def plain_claim(iri: str, said: Said, known: Standing) -> bool:
    """Say whether fields hold all that was written of a claim."""
    if not said.keys() <= _KNOWN or any(len(said.get(AG + name, ())) != 1 for name in _ONE):
        return False
    if any(len(said.get(name, ())) > 1 for name in (*map(_ours, _AT_MOST_ONE), SKOS + "note")):
        return False
    return _ends_plain(iri, said, known) and _words_plain(said) and _texts_plain(said)


def _ends_plain(iri: str, said: Said, known: Standing) -> bool:
    actors = (term for name in ("claimant", "onBehalfOf", "saidTo") for term in said.get(AG + name, ()))
    sources = said.get(AG + "relayedFrom", ())
    return (
        all(_iri(term) in known.entities for term in actors)
        and all(_iri(term) in known.entities or _iri(term) in known.claims for term in sources)
        and _iri(said[AG + "proposition"][0]) in known.propositions
        and _iri(said[AG + "document"][0]) in known.documents
        and all(_iri(term) == iri + POSITION for term in said.get(AG + "position", ()))
    )


def _words_plain(said: Said) -> bool:
    kinds = [_iri(term) for term in said.get(TYPE, ())]
    return kinds in ([AG + "Claim"], [AG + "ReferenceClaim"]) and all(
        _iri(term).removeprefix(AG) in words
        for name, words in _WORDS.items()
        for term in said.get(AG + name, ())
    )


def _texts_plain(said: Said) -> bool:
    english = (*said[AG + "gloss"], *said.get(SKOS + "note", ()))
    written = (*english, *said.get(AG + "anchor", ()))
    return (
        all(_language(term) == "en" for term in english)
        and not any(UNWRITABLE.search(str(term.value)) for term in written)
        and all(_typed(term) == _STRING for term in said.get(AG + "anchor", ()))
        and all(plain_number(term) for term in said.get(AG + "line", ()))
        and all(_typed(term) == date_type(str(term.value)) for term in said.get(AG + "madeOn", ()))
    )


def plain_position(said: Said) -> bool:
    """Say whether fields hold all that was written of a claim's position."""
    ends = [said.get(OA + name, ()) for name in ("start", "end")]
    kinds = [_iri(term) for term in said.get(TYPE, ())]
    return (
        len(said) == 3
        and kinds == [OA + "TextPositionSelector"]
        and all(len(end) == 1 and plain_number(end[0]) for end in ends)
    )


def plain_proposition(said: Said, known: Standing) -> bool:
    """Say whether fields hold all that was written of a proposition."""
    parts = [said.get(RDF + name, ()) for name in ("subject", "predicate", "object")]
    kinds = [_iri(term) for term in said.get(TYPE, ())]
    if len(said) != 4 or kinds != [AG + "Proposition"] or any(len(part) != 1 for part in parts):
        return False
    subject, target = parts[0][0], parts[2][0]
    held = _value_plain(target) if isinstance(target, ox.Literal) else _iri(target) in known.entities
    return _iri(subject) in known.entities and held


def plain_entity(said: Said, label: str, kind: str) -> bool:
    """Say whether the label and the class `kind` hold all that was written of an entity."""
    labels, kinds = said.get(SKOS + "prefLabel", ()), [_iri(term) for term in said.get(TYPE, ())]
    return (
        len(said) == 2
        and kinds == [AG + kind]
        and [(str(term.value), _language(term)) for term in labels] == [(label, "en")]
        and not UNWRITABLE.search(label)
    )


def _value_plain(value: ox.Literal) -> bool:
    return not _language(value) and not UNWRITABLE.search(str(value.value))


def date_type(text: str) -> str:
    """Return the datatype of an ISO 8601 date as exact as it is written; empty for another text.

    Examples
    --------
    >>> date_type("2023-05")
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    return _DATES.get(len(text), "")


def plain_number(term: object) -> bool:
    """Say whether a term is a whole number from 0 on that an array holds, written in the usual way."""
    text = str(getattr(term, "value", ""))
    return _typed(term) == _INTEGER and text.isdecimal() and str(int(text)) == text and len(text) < 10


def _ours(name: str) -> str:
    return AG + name


def _iri(term: object) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode) else ""


def _typed(term: object) -> str:
    return str(term.datatype.value) if isinstance(term, ox.Literal) else ""


def _language(term: object) -> str:
    return str(term.language or "") if isinstance(term, ox.Literal) else ""
