"""The quads that a perspective lets stand: what SPARQL and the RDF exports see of it.

Claims that do not count are not in it, and all that a build derives is derived anew from those that do, so
that a query written for everything answers for any perspective.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.identity import Identity, group_propositions
from graph.ingest.derive import contents_of, folding_quads, relation_quads, standing_quads
from graph.model import Claim, Stance
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, GRAPH_ONTOLOGY
from graph.store import Store, open_store

_DERIVED_ANEW = frozenset(AG + name for name in ("status", "origins", "unknownOrigins", "canonicalEntity"))
_RELAYED_FROM, _CONTRADICTS = AG + "relayedFrom", AG + "contradicts"
_OF_CLAIMS = frozenset({AG + "position", AG + "proposition"})
_OF_PROPOSITIONS = frozenset({AG + "incompatibleWith", _CONTRADICTS})


def dataset_of(
    store: Store,
    told: Collection[Claim],
    everything: Iterable[Claim],
    identity: Identity,
    apart: Iterable[str],
) -> Store:
    """Return a store in memory with what the claims `told` leave of `store`.

    Parameters
    ----------
    store
        Where everything is.
    told
        The claims that count, their propositions standing as they make them.
    everything
        All claims.
    identity
        Who is held to be whom under the perspective.
    apart
        IRIs of the identity judgements that are switched off; they are not in the answer.

    Notes
    -----
    Every entity stays; a proposition stays as long as a claim that counts is about it. A claim that was
    relayed from one which does not count keeps its relay: it then names the claimant of that one, so that
    nothing in the dataset points at what is missing.
    """
    counting = {claim.iri for claim in told}
    silent = {claim.iri: claim.claimant.iri for claim in everything if claim.iri not in counting}
    curated = list(store.quads(GRAPH_CURATED))
    gone = frozenset(apart) | silent.keys() | _left_alone(curated, silent)
    derived = (quad for quad in store.quads(GRAPH_DERIVED) if quad.predicate.value not in _DERIVED_ANEW)
    part = open_store()
    part.extend(store.quads(GRAPH_ONTOLOGY))
    part.extend(_relayed(quad, silent) for quad in _without(curated, gone))
    part.extend(_without(derived, gone))
    part.extend(_derived(store, told, identity, gone))
    return part


def _without(quads: Iterable[ox.Quad], gone: Container[str]) -> Iterator[ox.Quad]:
    """Yield `quads` but what is said of things that are `gone`, and what sets a proposition against them."""
    for quad in quads:
        against = quad.predicate.value in _OF_PROPOSITIONS and _object(quad) in gone
        if _subject(quad) not in gone and not against:
            yield quad


def _left_alone(quads: Iterable[ox.Quad], silent: Container[str]) -> frozenset[str]:
    """Return the positions and propositions of claims that do not count, unless another claim needs them."""
    belongings = [
        (_subject(quad) in silent, _object(quad)) for quad in quads if quad.predicate.value in _OF_CLAIMS
    ]
    kept = {iri for left_out, iri in belongings if not left_out}
    alone = {iri for left_out, iri in belongings if left_out} - kept
    return frozenset(alone | _pointless(quads, alone))


def _pointless(quads: Iterable[ox.Quad], alone: Container[str]) -> set[str]:
    """Return the judgements that would set a proposition against nothing any more."""
    members = Counter(
        _subject(quad)
        for quad in quads
        if quad.predicate.value == _CONTRADICTS and _object(quad) not in alone
    )
    judgements = {_subject(quad) for quad in quads if quad.predicate.value == _CONTRADICTS}
    return {iri for iri in judgements if members[iri] < 2}


def _relayed(quad: ox.Quad, silent: Mapping[str, str]) -> ox.Quad:
    source = silent.get(_object(quad))
    if source is None or quad.predicate.value != _RELAYED_FROM:
        return quad
    return ox.Quad(quad.subject, quad.predicate, ox.NamedNode(source), quad.graph_name)


def _derived(
    store: Store, told: Iterable[Claim], identity: Identity, gone: Container[str]
) -> Iterator[ox.Quad]:
    """Yield what follows from `told`; for a content may stand a proposition that is itself `gone`."""
    contents = contents_of(store, identity)
    claims = list(told)
    standing = {claim.proposition.iri: claim.proposition.standing for claim in claims}
    asserted = {claim.proposition.iri for claim in claims if claim.stance is Stance.ASSERTS}
    yield from relation_quads(contents, asserted)
    for proposition, group in group_propositions(contents).items():
        if group in standing and proposition not in gone:
            yield from standing_quads(proposition, standing[group])
    yield from folding_quads(identity)


def _object(quad: ox.Quad) -> str:
    return str(getattr(quad.object, "value", ""))


def _subject(quad: ox.Quad) -> str:
    return str(getattr(quad.subject, "value", quad.subject))
