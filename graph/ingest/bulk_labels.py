"""The entries of the label index, from the statements of a build as integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

import numpy as np

from graph.columns.statements import Statements
from graph.identity import Identity
from graph.ingest.bulk_deriving import Following
from graph.labels import LabelEntry, entries_of, narrowest
from graph.namespaces import AG, RDF, RDFS, SKOS
from graph.triples import RDF_LANG_STRING, Ids

_ENTITY = AG + "Entity"
_ENGLISH = "en"
T = TypeVar("T")


def label_entries_among(following: Following) -> Iterator[LabelEntry]:
    """Yield every name of every entity, as `graph.labels.label_entries` reads them from a store."""
    statements = following.derived.statements
    types = types_of(statements, narrowest)
    names = set(_names(statements, following, following.identity, types))
    return entries_of(names, _labels(statements), types)


def _names(
    statements: Statements, following: Following, identity: Identity, types: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    of = statements.triples.of
    for entities, texts in (of(SKOS + "prefLabel"), of(SKOS + "altLabel"), following.names):
        for entity, text in _told(statements, entities, texts):
            if entity in types:
                yield entity, text, identity.canonical(entity)


def _labels(statements: Statements) -> dict[str, str]:
    """Return the English label of each entity, the first of several."""
    entities, texts = statements.triples.of(SKOS + "prefLabel")
    terms = statements.terms
    known = np.unique(texts[terms.datatype[texts] == RDF_LANG_STRING])
    english = [one for one in known.tolist() if statements.language(one).partition("-")[0] == _ENGLISH]
    wanted = np.isin(texts, english) & statements.is_a("Entity")[entities]
    labels: dict[str, str] = {}
    for entity, text in _told(statements, entities[wanted], texts[wanted]):
        labels[entity] = min(text, labels.get(entity, text))
    return labels


def types_of(statements: Statements, named: Callable[[set[str], Mapping[str, set[str]]], T]) -> dict[str, T]:
    """Return what `named` makes of the classes of each entity, given the classes right above each of them."""
    broader, within = _hierarchy(statements)
    things, kinds = statements.triples.of(RDF + "type")
    entity = np.isin(kinds, [statements.terms.iri(one) for one in within])
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for thing, kind in zip(things[entity].tolist(), kinds[entity].tolist(), strict=True):
        classes[thing].append(kind)
    value = statements.terms.value
    names: dict[tuple[int, ...], T] = {}
    for found in {tuple(sorted(one)) for one in classes.values()}:
        names[found] = named({value(one) for one in found}, broader)
    iris = statements.terms.values(classes)
    return {iri: names[tuple(sorted(found))] for iri, found in zip(iris, classes.values(), strict=True)}


def _hierarchy(statements: Statements) -> tuple[dict[str, set[str]], set[str]]:
    """Return the classes right above each class of entities, without that of all, and all classes of them."""
    narrow, broad = statements.triples.of(RDFS + "subClassOf")
    pairs = list(_told(statements, narrow, broad))
    within = {_ENTITY}
    while more := {one for one, other in pairs if other in within} - within:
        within |= more
    broader: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if other in within and other not in (one, _ENTITY):
            broader[one].add(other)
    return broader, within


def _told(statements: Statements, ones: Ids, others: Ids) -> Iterator[tuple[str, str]]:
    values = statements.terms.values
    return zip(values(ones.tolist()), values(others.tolist()), strict=True)
