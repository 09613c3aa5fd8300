"""Which things fields hold whole: what people wrote of them is just what a reader makes of the fields.

Anything else, such as a second label or a claim about a proposition that is held to be another, is told in
whole statements instead, from which a reader takes all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from graph.columns import NONE
from graph.namespaces import AG, OA, RDF, SKOS, XSD
from graph.triples import RDF_LANG_STRING, XSD_STRING, TermKind
from graph.wordings.layout import Flags
from graph.wordings.told import Told

TYPE = RDF + "type"
NOTE = SKOS + "note"
NUMBER = re.compile(rf'"(0|[1-9]\d{{0,8}})"\^\^<{re.escape(XSD)}integer>')
"""A whole number from 0 on that an array holds, written in the usual way."""
_DATE = re.compile(r'"(.*)"\^\^<(.*)>', re.DOTALL)
_DATES = {10: XSD + "date", 7: XSD + "gYearMonth", 4: XSD + "gYear"}
_ONE = tuple(AG + name for name in ("proposition", "claimant", "document", "stance", "certainty", "modality",
                                    "gloss"))  # fmt: skip
_AT_MOST_ONE = (
    *(AG + name for name in ("onBehalfOf", "line", "anchor", "madeOn", "madeOnPrecision", "madeOnBasis")),
    AG + "position",
    NOTE,
)
_MANY = (AG + "saidTo", AG + "relayedFrom")
_WORDS = {
    "stance": {"Asserts", "Denies", "Unsure"},
    "certainty": {"Certain", "Hedged"},
    "modality": {"Fact", "Plan", "Prediction", "Threat", "Demand", "Opinion"},
    "madeOnPrecision": {"Day", "Week", "Month", "Year"},
    "madeOnBasis": {"Stated", "Inferred"},
}


def plain_claims(told: Told) -> Flags:
    """Return of which claims fields hold all that the graph tells."""
    plain = _counted(told, (TYPE, *_ONE), _AT_MOST_ONE, _MANY)
    known = {name: getattr(told, name) != NONE for name in ("entity", "claim", "proposition", "document")}
    for names, good in (
        (("claimant", "onBehalfOf", "saidTo"), known["entity"]),
        (("relayedFrom",), known["entity"] | known["claim"]),
        (("proposition",), known["proposition"]),
        (("document",), known["document"]),
        (("line",), told.where(AG + "line", lambda text: bool(NUMBER.fullmatch(text)))),
        (("madeOn",), told.where(AG + "madeOn", _is_date)),
        (("anchor",), (told.terms.datatype == XSD_STRING) & told.writable),
        (("gloss",), told.english & told.writable),
        *(((name,), _of(told, words)) for name, words in _WORDS.items()),
    ):
        for name in names:
            _require(plain, told, AG + name, good)
    _require(plain, told, NOTE, told.english & told.writable)
    _require(plain, told, TYPE, _of(told, ("Claim", "ReferenceClaim")))
    subjects, targets = told.triples.of(AG + "position")
    plain[subjects[told.position[targets] != told.claim[subjects]]] = False
    return plain


def plain_positions(told: Told) -> Flags:
    """Return of which positions of claims fields hold all that the graph tells."""
    ends = (OA + "start", OA + "end")
    plain = _counted(told, (TYPE, *ends))
    for end in ends:
        _require(plain, told, end, told.where(end, lambda text: bool(NUMBER.fullmatch(text))))
    _require(plain, told, TYPE, _of(told, ("TextPositionSelector",), OA))
    return plain


def plain_propositions(told: Told) -> Flags:
    """Return of which propositions fields hold all that the graph tells."""
    parts = tuple(RDF + name for name in ("subject", "predicate", "object"))
    plain = _counted(told, (TYPE, *parts))
    terms, known = told.terms, told.entity != NONE
    values = (terms.kind == TermKind.LITERAL) & (terms.datatype != RDF_LANG_STRING) & told.writable
    _require(plain, told, parts[0], known)
    _require(plain, told, parts[2], known | values)
    _require(plain, told, TYPE, _of(told, ("Proposition",)))
    return plain


def plain_entities(told: Told, labels: Sequence[bytes], kinds: Sequence[str]) -> Flags:
    """Return of which entities the label and the class of each row hold all that the graph tells."""
    names = (SKOS + "prefLabel", TYPE)
    plain = _counted(told, names)
    _require(plain, told, names[0], told.english & told.writable)
    things = np.flatnonzero(plain & (told.entity != NONE))
    rows = told.entity[things].tolist()
    said = zip(*(told.texts(told.values(name)[things]) for name in names), strict=True)
    plain[things] = [
        label == labels[row] and kind == f"{AG}{kinds[row]}".encode()
        for row, (label, kind) in zip(rows, said, strict=True)
    ]
    return plain


def date_type(text: str) -> str:
    """Return the datatype of an ISO 8601 date as exact as it is written; empty for another text.

    Examples
    --------
    >>> date_type("2023-05")
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    return _DATES.get(len(text), "")


def _is_date(writing: str) -> bool:
    found = _DATE.fullmatch(writing)
    return found is not None and date_type(found[1]) == found[2]


def _counted(
    told: Told, ones: Iterable[str], at_most_one: Iterable[str] = (), many: Iterable[str] = ()
) -> Flags:
    """Return which terms have just one value as each of `ones`, not two as others, and nothing beside."""
    plain, beside = np.ones(len(told.terms), np.bool_), told.lines.copy()
    for properties, least, most in ((ones, 1, 1), (at_most_one, 0, 1), (many, 0, None)):
        for one in properties:
            count = told.count(one)
            plain &= (count >= least) & (True if most is None else count <= most)
            beside -= count
    plain &= beside == 0
    return plain


def _of(told: Told, names: Iterable[str], space: str = AG) -> Flags:
    """Return which terms are one of these IRIs."""
    found = np.zeros(len(told.terms) + 1, np.bool_)
    found[[told.iri(space + name) for name in names]] = True
    return found[:-1]  # those that are not there have fallen behind the last


def _require(plain: Flags, told: Told, property: str, good: Flags) -> None:
    """Let no thing be plain one of whose values is not good."""
    subjects, values = told.triples.of(property)
    plain[subjects[~good[values]]] = False
