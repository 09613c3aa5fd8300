"""The JSON schemas of what tools answer: those of the records in `graph.records`, told to machines."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from graph.model import Certainty, Modality, Stance, Status

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
TRUTH: Schema = {"type": "boolean"}
TEXTS: Schema = {"type": "array", "items": TEXT}


def record(**fields: Schema) -> Schema:
    """Return the schema of an object that has all of `fields`, and may have more."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def of(name: str) -> Schema:
    """Return a reference to one of the shapes that every answer is made of."""
    return {"$ref": f"#/$defs/{name}"}


def many(schema: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": schema}


def perhaps(schema: Schema) -> Schema:
    """Return the schema of what may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def paged(name: str, schema: Schema) -> dict[str, Schema]:
    """Return the fields of one page of a longer answer."""
    return {name: many(schema), "total": WHOLE, "offset": WHOLE, "next_offset": perhaps(WHOLE)}


def answer(*, told: bool, **fields: Schema) -> Schema:
    """Return the schema of an answer, with what every answer says beside its `fields`."""
    common: dict[str, Schema] = {"cut": TEXTS, "notice": TEXT}
    if told:
        common["perspective"] = record(sentence=TEXT, told=perhaps({"type": "object"}))
    shape = record(**fields, **common)
    used = _used(shape)
    return {**shape, "$defs": {name: _SHAPES[name] for name in _SHAPES if name in used}} if used else shape


def _used(schema: Schema) -> set[str]:
    """Return the shapes that `schema` refers to, also by way of others."""
    found: set[str] = set()
    waiting: list[object] = [schema]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            name = str(one.get("$ref", "")).removeprefix("#/$defs/")
            if name and name not in found:
                found.add(name)
                waiting.append(_SHAPES[name])
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return found


def _words(kind: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [one.value for one in kind]}


_STANDING: dict[str, Schema] = {"status": _words(Status), "origins": WHOLE, "unknown_origins": WHOLE}
_PREDICATE: dict[str, Schema] = {"predicate": TEXT, "predicate_label": TEXT}
_WITH_CLAIMS: dict[str, Schema] = {**_STANDING, "claims": many(of("claim")), "claims_in_all": WHOLE}
_HOP = {"from": of("ref"), "to": of("ref"), **_PREDICATE, "direction": TEXT, **_WITH_CLAIMS}

_SHAPES: dict[str, Schema] = {
    "ref": record(iri=TEXT, label=TEXT),
    "document": record(iri=TEXT, title=TEXT, outlet=perhaps(TEXT), date=TEXT),
    "proposition": record(
        iri=TEXT, subject=TEXT, subject_label=TEXT, **_PREDICATE, object=TEXT, object_label=TEXT, **_STANDING
    ),
    "claim": record(
        iri=TEXT,
        gloss=TEXT,
        claimant=of("ref"),
        on_behalf_of=perhaps(of("ref")),
        stance=_words(Stance),
        certainty=_words(Certainty),
        modality=_words(Modality),
        proposition=of("proposition"),
        document=of("document"),
        line=perhaps(WHOLE),
        start=perhaps(WHOLE),
        end=perhaps(WHOLE),
        anchor=TEXT,
        made_on=TEXT,
        relayed_from=many(of("ref")),
        reference=TRUTH,
    ),
    "match": record(iri=TEXT, label=TEXT, type=TEXT, matched=TEXT, score={"type": "number"}),
    "link": record(direction=TEXT, **_PREDICATE, entity=of("ref"), **_WITH_CLAIMS),
    "attribute": record(**_PREDICATE, value=TEXT, datatype=TEXT, **_WITH_CLAIMS),
    "single_hop": record(**_HOP),
    "hop": record(**_HOP, also=many(of("single_hop"))),
    "path": record(hops=many(of("hop"))),
    "side": record(
        proposition=of("proposition"),
        stance=_words(Stance),
        origins=WHOLE,
        unknown_origins=WHOLE,
        claims=many(of("claim")),
        claims_in_all=WHOLE,
    ),
    "contradiction": record(key=TEXT, kind=TEXT, rule=TEXT, sentence=TEXT, sides=many(of("side"))),
    "counts_apart": record(
        key=TEXT,
        title=TEXT,
        weapon=of("ref"),
        side=of("ref"),
        contradiction=TRUTH,
        says=TEXTS,
        may_explain=TEXTS,
        takes_in=TEXT,
        claims=many(of("claim")),
    ),
    "chain": record(claim=TEXT, stance=_words(Stance), text=TEXT, circular=TRUTH),
    "backing": record(
        claims=WHOLE, documents=many(of("document")), origins=many(of("ref")), unknown_origins=many(of("ref"))
    ),
    "explanation": record(what=TEXT, rule=TEXT, claims=many(of("claim")), claims_in_all=WHOLE),
    "moment": record(
        said=perhaps({"type": "object"}), published=perhaps({"type": "object"}), claim=of("claim")
    ),
    "difference": record(
        side=TEXT,
        proposition=of("proposition"),
        one=perhaps({"type": "object"}),
        other=perhaps({"type": "object"}),
    ),
    "change": record(
        proposition=of("proposition"),
        before=perhaps({"type": "object"}),
        after=perhaps({"type": "object"}),
    ),
}
