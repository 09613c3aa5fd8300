"""What a part of the authored graph needs so that it can stand alone: it points at nothing that is missing.

A proposition brings all its claims, else its status would change; a claim brings its speakers, its
document and the claims it was relayed from; an entity brings its names and the judgements about who it is.
Two propositions bring the judgements that set them against each other.
Rules that ask for company (a transfer has an end) can still be broken at the edge of a view.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from graph.model import Ref, Value
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, RDF

if TYPE_CHECKING:
    from graph.store import Store

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate and object of a proposition between canonical entities, as `text_of` writes them."""

_CONTRADICTS = AG + "contradicts"
NOT_FOLLOWED = frozenset({AG + "incompatibleWith", _CONTRADICTS})
"""Predicates that lead out of a part: kept only where both ends are in it."""

_BROUGHT_BY_OBJECT = frozenset({AG + "proposition", AG + "nameOf", AG + "sameEntity"})
"""Predicates whose subject comes along with their object: claims, names and judgements."""
_CONTENT = (RDF + "subject", RDF + "predicate", RDF + "object")


def standalone_subjects(store: Store, wanted: Iterable[Triple], entities: Iterable[str]) -> frozenset[str]:
    """Return the subjects whose quads make up the propositions `wanted` and the entities `entities`.

    Parameters
    ----------
    store
        Where the authored graph is.
    wanted
        Contents of propositions, between canonical entities.
    entities
        IRIs of canonical entities that belong to the part even if nothing is said of them.
    """
    described, brought = _index(store)
    contents = frozenset(wanted)
    canonical = _canonical(store)
    open_ = [*entities, *(iri for iri, triple in _propositions(described, canonical) if triple in contents)]
    kept: set[str] = set()
    while open_:
        iri = open_.pop()
        if iri in described and iri not in kept:
            kept.add(iri)
            open_ += brought[iri]
            open_ += [end for predicate, end in described[iri] if predicate not in NOT_FOLLOWED]
    return frozenset(kept | _judgements_among(kept, described))


def texts(quad: ox.Quad) -> Triple:
    """Return subject, predicate and object of `quad` as `text_of` writes them."""
    return _text(quad.subject), _text(quad.predicate), _text(quad.object)


def text_of(target: Ref | Value) -> str:
    """Return an object as text: an IRI, or a literal with language or datatype, so that no two are alike.

    Examples
    --------
    >>> text_of(Value("Peace", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "en"))
    '"Peace"@en'
    """
    if isinstance(target, Ref):
        return target.iri
    if target.language:
        return str(ox.Literal(target.text, language=target.language))
    return str(ox.Literal(target.text, datatype=ox.NamedNode(target.datatype)))


def _text(term: object) -> str:
    # pyoxigraph also types triple terms, which have no value; nothing here writes them.
    return str(term) if isinstance(term, ox.Literal) else str(getattr(term, "value", term))


_Described: TypeAlias = Mapping[str, list[tuple[str, str]]]


def _index(store: Store) -> tuple[_Described, Mapping[str, list[str]]]:
    """Return what each subject says, and for each object the claims, names and judgements it brings."""
    described: dict[str, list[tuple[str, str]]] = defaultdict(list)
    brought: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads(GRAPH_CURATED):
        subject, predicate, target = texts(quad)
        described[subject].append((predicate, target))
        if predicate in _BROUGHT_BY_OBJECT:
            brought[target].append(subject)
    return described, brought


def _judgements_among(kept: Set[str], described: _Described) -> set[str]:
    """Return the judgements that set two of `kept` against each other."""
    members = {
        iri: {end for predicate, end in pairs if predicate == _CONTRADICTS}
        for iri, pairs in described.items()
    }
    return {iri for iri, judged in members.items() if len(judged & kept) > 1}


def _canonical(store: Store) -> Mapping[str, str]:
    triples = (texts(quad) for quad in store.quads(GRAPH_DERIVED))
    return {subject: target for subject, predicate, target in triples if predicate == AG + "canonicalEntity"}


def _propositions(described: _Described, canonical: Mapping[str, str]) -> Iterator[tuple[str, Triple]]:
    """Yield each proposition with its content between canonical entities."""
    for iri, pairs in described.items():
        held = dict(pairs)
        if all(name in held for name in _CONTENT):
            subject, predicate, target = (held[name] for name in _CONTENT)
            yield iri, (canonical.get(subject, subject), predicate, canonical.get(target, target))
