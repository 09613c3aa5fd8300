"""The quads that a perspective lets stand: what SPARQL and the RDF exports see of it.

Claims that do not count are not in it, and all that a build derives is derived anew from those that do, so
that a query written for everything answers for any perspective.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

import pyoxigraph as ox

from graph.identity import Identity, group_propositions
from graph.ingest.derive import contents_of, folding_quads, relation_quads, standing_quads
from graph.model import Claim, Stance
from graph.namespaces import AG, GRAPH_CURATED, GRAPH_DERIVED, GRAPH_ONTOLOGY
from graph.store import Store, open_store

_DERIVED_ANEW = frozenset(AG + name for name in ("status", "origins", "unknownOrigins", "canonicalEntity"))
_POSITION, _RELAYED_FROM = AG + "position", AG + "relayedFrom"


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
    A claim that was relayed from one which does not count keeps its relay: it then names the claimant of
    that one, so that nothing in the dataset points at what is missing.
    """
    counting = {claim.iri for claim in told}
    silent = {claim.iri: claim.claimant.iri for claim in everything if claim.iri not in counting}
    part = open_store()
    part.extend(store.quads(GRAPH_ONTOLOGY))
    part.extend(_curated(store, silent, frozenset(apart)))
    part.extend(quad for quad in store.quads(GRAPH_DERIVED) if quad.predicate.value not in _DERIVED_ANEW)
    part.extend(list(_derived(store, told, identity)))
    return part


def _curated(store: Store, silent: Mapping[str, str], apart: frozenset[str]) -> Iterator[ox.Quad]:
    """Yield what people wrote, without the claims in `silent` and the judgements in `apart`."""
    positions = {
        str(getattr(quad.object, "value", ""))
        for quad in store.quads(GRAPH_CURATED)
        if quad.predicate.value == _POSITION and _subject(quad) in silent
    }
    for quad in store.quads(GRAPH_CURATED):
        subject = _subject(quad)
        if subject not in silent and subject not in apart and subject not in positions:
            yield _relayed(quad, silent)


def _relayed(quad: ox.Quad, silent: Mapping[str, str]) -> ox.Quad:
    source = silent.get(str(getattr(quad.object, "value", "")))
    if source is None or quad.predicate.value != _RELAYED_FROM:
        return quad
    return ox.Quad(quad.subject, quad.predicate, ox.NamedNode(source), quad.graph_name)


def _derived(store: Store, told: Iterable[Claim], identity: Identity) -> Iterator[ox.Quad]:
    contents = contents_of(store, identity)
    claims = list(told)
    standing = {claim.proposition.iri: claim.proposition.standing for claim in claims}
    asserted = {claim.proposition.iri for claim in claims if claim.stance is Stance.ASSERTS}
    yield from relation_quads(contents, asserted)
    for proposition, group in group_propositions(contents).items():
        if group in standing:
            yield from standing_quads(proposition, standing[group])
    yield from folding_quads(identity)


def _subject(quad: ox.Quad) -> str:
    return str(getattr(quad.subject, "value", quad.subject))
