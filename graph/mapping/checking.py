"""Whether a mapping can be carried out: every name in it is defined, every word is one of the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from graph.errors import MappingError
from graph.mapping.cells import ITSELF
from graph.mapping.format import ClaimRule, Dataset, Kind, Mapping, ThingRule, ValueRule
from graph.mapping.templates import fields
from graph.mapping.vocabulary import vocabulary
from graph.mapping.writing import expanded
from graph.namespaces import GEO, XSD

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_DATATYPES = {
    Kind.TEXT: {XSD + "string"},
    Kind.COUNT: {XSD + "integer", XSD + "decimal"},
    Kind.NUMBER: {XSD + "decimal"},
    Kind.DATE: {XSD + "date", XSD + "gYearMonth", XSD + "gYear"},
    Kind.MONTH: {XSD + "gYearMonth"},
    Kind.YEAR: {XSD + "gYear"},
    Kind.POINT: {GEO + "wktLiteral"},
    Kind.URL: {XSD + "anyURI"},
    Kind.FLAG: {XSD + "boolean"},
}


def check(mapping: Mapping, called: str) -> None:
    """Raise for the first thing in `mapping` that cannot be carried out.

    Raises
    ------
    MappingError
        Naming the rule and what would be accepted.
    """
    for sentence in _faults(mapping):
        raise MappingError(f"In the mapping {called!r}, {sentence}{'' if sentence.endswith('?') else '.'}")


def _faults(mapping: Mapping) -> Iterator[str]:
    values = _values(mapping)
    if mapping.key not in values or "." in mapping.key:
        yield f"[import] key names {mapping.key!r}, which is no value; define [values.{mapping.key}]"
    elif not values[mapping.key].required:
        yield f"[values.{mapping.key}] is the key of the rows, so it must be required"
    publisher = mapping.thing(mapping.dataset.publisher)
    if publisher is None or fields(publisher.iri):
        yield f"[dataset] publisher names {mapping.dataset.publisher!r}, which is no thing of a fixed IRI"
    yield from _dataset_faults(mapping.dataset, values)
    yield from _value_faults(mapping, values)
    for thing in mapping.things:
        yield from (f"[things.{thing.name}] {one}" for one in _thing_faults(thing, mapping, values))
    for claim in mapping.claims:
        yield from (f"[claims.{claim.name}] {one}" for one in _claim_faults(claim, mapping, values))


def _dataset_faults(dataset: Dataset, values: dict[str, ValueRule]) -> Iterator[str]:
    for key, found in (("licence", dataset.licence), ("url", dataset.url)):
        if found and not _IRI.fullmatch(found):
            example = (
                "https://creativecommons.org/licenses/by/4.0/" if key == "licence" else "https://example.org/"
            )
            yield f"[dataset] {key} is {found!r}, which is no IRI; write it in full, such as {example}"
    first, _, value = dataset.published.partition(" ")
    if first == "latest":
        if value not in values or values[value].kind is not Kind.DATE:
            yield f"[dataset] published names {_unknown(value, values, 'value of the kind date')}"
    elif dataset.published and not _DATE.fullmatch(dataset.published):
        yield (
            f"[dataset] published is {dataset.published!r}; it is a date such as 2024-08-24 or 2024-08, "
            "or `latest` and the name of a value"
        )


def _values(mapping: Mapping) -> dict[str, ValueRule]:
    """Return every value by the name that a template calls it."""
    listed = {f"{one.name}.{field.name}": field for one in mapping.lists for field in one.fields}
    return {rule.name: rule for rule in mapping.values} | listed


def _value_faults(mapping: Mapping, values: dict[str, ValueRule]) -> Iterator[str]:
    seen: set[str] = set()
    for rule in mapping.values:
        if rule.source and rule.source not in seen:
            yield f"[values.{rule.name}] from names {rule.source!r}, which no value before it is called"
        for name in rule.joined:
            if name not in seen:
                yield f"[values.{rule.name}] joined names {name!r}, which no value before it is called"
        seen.add(rule.name)
        if rule.kind is Kind.POINT and not 1 <= len(rule.columns) <= 2:
            yield f"[values.{rule.name}] a point has the columns latitude and longitude, or one with both"
    for rule in values.values():
        if rule.kind is Kind.TERM:
            words = [*rule.words.values(), *(word for _, word in rule.match), rule.otherwise or ""]
            yield from (f"[values.{rule.name}] {one}" for one in _unknown_terms(words))


def _unknown_terms(words: list[str]) -> Iterator[str]:
    for word in words:
        if word in ("", ITSELF):
            continue
        try:
            known = expanded(word) in vocabulary().individuals
        except ValueError as error:
            yield str(error).rstrip(".")
            continue
        if not known:
            yield f"gives {word!r}, which the ontology does not declare"


def _thing_faults(thing: ThingRule, mapping: Mapping, values: dict[str, ValueRule]) -> Iterator[str]:
    if thing.kind.startswith("{"):
        yield from _unknown_names(thing.kind, values)
    elif thing.kind not in vocabulary().classes:
        yield f"class {_unknown(thing.kind, vocabulary().classes, 'class of the ontology')}"
    for key in ("iri", "label", "title", "definition"):
        yield from (f"{key} {one}" for one in _unknown_names(getattr(thing, key), values))
    if thing.kind == "Document":
        if not thing.title:
            yield "is a document, so it needs a title"
        if thing.outlet and mapping.thing(thing.outlet) is None:
            yield f"outlet names {thing.outlet!r}, which is no thing"
    elif not thing.label:
        yield "needs a label"
    for name in (thing.published, thing.url):
        if name and name not in values:
            yield f"names {name!r}, which is no value"


def _claim_faults(claim: ClaimRule, mapping: Mapping, values: dict[str, ValueRule]) -> Iterator[str]:
    subject, relation, target = claim.says
    things = {thing.name for thing in mapping.things}
    if subject not in things:
        yield f"says begins with {_unknown(subject, things, 'thing')}"
    if relation not in vocabulary().relations:
        yield f"says {_unknown(relation, vocabulary().relations, 'relation of the ontology')}"
    else:
        yield from _target_faults(relation, target, things, values)
    named = [("by", claim.by), ("for", claim.on_behalf_of), ("reported_in", claim.reported_in)]
    named += [("relayed_from_said_by", one) for one in claim.relayed_from_said_by]
    for key, one in named:
        if one and one not in things:
            yield f"{key} names {_unknown(one, things, 'thing')}"
    claims = {one.name for one in mapping.claims}
    for one in claim.relayed_from:
        if one in things & claims:
            yield f"relayed_from names {one!r}, which is both a thing and a claim; give one another name"
        elif one not in things | claims:
            yield f"relayed_from names {_unknown(one, things | claims, 'thing or claim')}"
    if claim.each and claim.each not in {one.name for one in mapping.lists}:
        yield f"each names {claim.each!r}, which is no list"
    valued = [
        ("made_on", claim.made_on),
        ("evidence", claim.evidence),
        *(("when", one) for one in claim.when),
    ]
    for key, name in valued:
        if name and name not in values:
            yield f"{key} names {_unknown(name, values, 'value')}"
    for key, template in (("gloss", claim.gloss), ("certainty", claim.certainty), ("stance", claim.stance)):
        yield from (f"{key} {one}" for one in _unknown_names(template, values))


def _target_faults(
    relation: str, target: str | bool, things: set[str], values: dict[str, ValueRule]
) -> Iterator[str]:
    to_thing = relation in vocabulary().to_things
    accepted = vocabulary().relations[relation]
    if isinstance(target, bool):
        if XSD + "boolean" not in accepted:
            yield f"says that {relation} is {target}, and it takes no truth value"
    elif target in things or ":" in target:
        if not to_thing:
            yield f"says {relation} of the thing {target!r}, and it leads to a value"
    elif target not in values:
        yield f"says ends with {_unknown(target, things | values.keys(), 'thing or value')}"
    elif values[target].kind is Kind.TERM:
        if not to_thing:
            yield f"says {relation} of a term, and it leads to a value"
    elif to_thing:
        yield f"says {relation} of the value {target!r}, and it leads to a thing"
    elif accepted and not _DATATYPES[values[target].kind] & accepted:
        yield f"says {relation} of {target!r}, a {values[target].kind}, which is not what it takes"


def _unknown_names(template: str, values: dict[str, ValueRule]) -> Iterator[str]:
    for name in fields(template):
        if name not in values:
            yield f"names {_unknown(name, values, 'value')}"


def _unknown(name: object, known: object, what: str) -> str:
    near = get_close_matches(str(name), [str(one) for one in known], 1)  # type: ignore[attr-defined]
    return f"{name!r}, which is no {what}" + (f"; did you mean {near[0]!r}?" if near else "")
