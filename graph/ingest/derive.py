"""Derive what nobody writes by hand: direct relations, statuses, origins, rivals, labels, foldings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

import pyoxigraph as ox

from graph.claims import read_identity
from graph.identity import Identity, group_propositions
from graph.lexicon import properties
from graph.model import Certainty, Stance, Standing
from graph.namespaces import AG, GRAPH_DERIVED, GRAPH_RELATIONS, SKOS, XSD, local_name
from graph.origins import Attribution
from graph.resources import application_query
from graph.standing import Voice, standings
from graph.store import Store, Term

_RELATIONS = ox.NamedNode(GRAPH_RELATIONS)
_DERIVED = ox.NamedNode(GRAPH_DERIVED)
_STATUS = ox.NamedNode(AG + "status")
_ORIGINS = ox.NamedNode(AG + "origins")
_UNKNOWN_ORIGINS = ox.NamedNode(AG + "unknownOrigins")
_INCOMPATIBLE_WITH = ox.NamedNode(AG + "incompatibleWith")
_INCOMPATIBLE = ox.NamedNode(AG + "Incompatible")
_CANONICAL_ENTITY = ox.NamedNode(AG + "canonicalEntity")
_ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
_INTEGER = ox.NamedNode(XSD + "integer")

_Content = tuple[ox.NamedNode, ox.NamedNode, Term]


def derived_quads(store: Store) -> Iterator[ox.Quad]:
    """Yield every quad that follows from the curated graph of `store`, which is not changed.

    Propositions that say the same of entities held to be one stand or fall together: each of them
    carries the standing that all their claims make.

    Raises
    ------
    DataError
        If identity judgements contradict each other.
    """
    identity = read_identity(store)
    contents = contents_of(store, identity)
    groups = group_propositions(contents)
    voices = list(_voices(store, groups))
    asserted = {voice.proposition for voice in voices if voice.stance is Stance.ASSERTS}
    yield from relation_quads(contents, asserted)
    standing = standings(voices, canonical=identity.canonical)
    for proposition, group in groups.items():
        if group in standing:
            yield from standing_quads(proposition, standing[group])
    yield from _incompatibilities(store)
    yield from folding_quads(identity)
    yield from _alternative_labels(store)


def contents_of(store: Store, identity: Identity) -> dict[str, _Content]:
    """Return what each proposition says, of canonical entities."""
    rows = store.select(application_query("propositions"))
    return {
        _text(proposition): (
            ox.NamedNode(identity.canonical(_text(subject))),
            ox.NamedNode(_text(predicate)),
            ox.NamedNode(identity.canonical(object_.value)) if isinstance(object_, ox.NamedNode) else object_,
        )
        for proposition, subject, predicate, object_ in rows
        if object_ is not None
    }


def _voices(store: Store, groups: Mapping[str, str]) -> Iterator[Voice]:
    relays: defaultdict[str, list[str]] = defaultdict(list)
    for claim, source in store.select(application_query("derive_relays")):
        relays[_text(claim)].append(_text(source))
    rows = store.select(application_query("derive_voices"))
    for claim, proposition, stance, certainty, claimant, on_behalf_of, unnamed, document, outlet in rows:
        attribution = Attribution(
            claim=_text(claim),
            claimant=_text(claimant),
            on_behalf_of=_text(on_behalf_of),
            relayed_from=tuple(sorted(relays[_text(claim)])),
            unnamed=_text(unnamed) == "true",
            reference_document=_text(document),
            proposition=groups[_text(proposition)],
            stance=Stance(local_name(_text(stance)).lower()),
            outlet=_text(outlet),
        )
        certain = Certainty(local_name(_text(certainty)).lower())
        yield Voice(attribution.proposition, attribution.stance, certain, attribution)


def relation_quads(contents: Mapping[str, _Content], asserted: set[str]) -> Iterator[ox.Quad]:
    """Yield a direct triple for each proposition that somebody asserts, and for no other."""
    for proposition in sorted(asserted):
        yield ox.Quad(*contents[proposition], _RELATIONS)


def standing_quads(proposition: str, standing: Standing) -> Iterator[ox.Quad]:
    """Yield the status and the counts of origins of one proposition."""
    node = ox.NamedNode(proposition)
    yield ox.Quad(node, _STATUS, ox.NamedNode(standing.status.iri), _DERIVED)
    for predicate, number in ((_ORIGINS, standing.origins), (_UNKNOWN_ORIGINS, standing.unknown_origins)):
        yield ox.Quad(node, predicate, ox.Literal(str(number), datatype=_INTEGER), _DERIVED)


def _incompatibilities(store: Store) -> Iterator[ox.Quad]:
    """Yield a triple for each two propositions that a judgement holds incompatible, unless one is written."""
    written = {frozenset(pair) for pair in store.select(application_query("incompatibilities"))}
    pairs = {
        (one, other)
        for said in properties(store.select(application_query("contradiction_judgements"))).values()
        if _INCOMPATIBLE in said.get(AG + "contradictionKind", ())
        for one, other in combinations(sorted(said.get(AG + "contradicts", ()), key=_text), 2)
        if one != other and frozenset((one, other)) not in written
    }
    for one, other in sorted(pairs, key=lambda pair: (_text(pair[0]), _text(pair[1]))):
        yield ox.Quad(ox.NamedNode(_text(one)), _INCOMPATIBLE_WITH, ox.NamedNode(_text(other)), _DERIVED)


def folding_quads(identity: Identity) -> Iterator[ox.Quad]:
    """Yield for each entity that is folded into another under which one it is shown."""
    for folded, canonical in sorted(identity.canonicals.items()):
        yield ox.Quad(ox.NamedNode(folded), _CANONICAL_ENTITY, ox.NamedNode(canonical), _DERIVED)


def _alternative_labels(store: Store) -> Iterator[ox.Quad]:
    for entity, name in store.select(application_query("derive_names")):
        if isinstance(entity, ox.NamedNode) and name is not None:
            yield ox.Quad(entity, _ALT_LABEL, name, _DERIVED)


def _text(term: Term | None) -> str:
    return "" if term is None else term.value
