"""The quads that a perspective lets stand: what SPARQL and the RDF exports see of it.

Claims that do not count are not in it, and all that a build derives is derived anew from those that do, so
that a query written for everything answers for any perspective.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyoxigraph as ox

from graph.columns.reading import property_values
from graph.identity import Identity, group_propositions
from graph.ingest.derive import contents_of, folding_quads, relation_quads, standing_quads
from graph.model import Stance, Standing
from graph.namespaces import AG, GRAPH_DERIVED, GRAPH_ONTOLOGY
from graph.store import Store, open_store
from graph.wordings.deriving import authored_graphs

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags
    from graph.telling import Telling

_DERIVED_ANEW = frozenset(AG + name for name in ("status", "origins", "unknownOrigins", "canonicalEntity"))
_RELAYED_FROM, _CONTRADICTS = AG + "relayedFrom", AG + "contradicts"
_OF_CLAIMS = (AG + "position", AG + "proposition")
_OF_PROPOSITIONS = frozenset({AG + "incompatibleWith", _CONTRADICTS})
_ASSERTS = tuple(Stance).index(Stance.ASSERTS)


class Counting(NamedTuple):
    """The claims that count, by what they leave out and what they make of the rest."""

    silent: Mapping[str, str]
    """Each claim that does not count, with its claimant."""
    standing: Mapping[str, Standing]
    """How each proposition stands of which a claim that counts speaks."""
    asserted: set[str]
    """Which of these somebody asserts."""


def counting_of(columns: Columns, telling: Telling, claims: Flags) -> Counting:
    """Return what the claims marked in `claims` leave and make, standing as `telling` says."""
    silent = np.flatnonzero(~claims).tolist()
    told = np.unique(columns.proposition[claims]).tolist()
    asserted = np.unique(columns.proposition[claims & (columns.stance == _ASSERTS)]).tolist()
    stands = ((columns.propositions[number], telling.standing(number)) for number in told)
    return Counting(
        {columns.claims[row]: columns.entities[int(columns.claimant[row])] for row in silent},
        {iri: standing for iri, standing in stands if standing is not None},
        {columns.propositions[number] for number in asserted},
    )


def dataset_of(store: Store, told: Counting, identity: Identity, apart: Iterable[str]) -> Store:
    """Return a store in memory with what the claims that count leave of `store`.

    Parameters
    ----------
    store
        Where everything is.
    told
        The claims that count.
    identity
        Who is held to be whom under the perspective.
    apart
        IRIs of the identity judgements that are switched off; they are not in the answer.

    Notes
    -----
    Every entity stays; a proposition stays as long as a claim that counts is about it. A claim that was
    relayed from one which does not count keeps its relay: it then names the claimant of that one, so that
    nothing in the dataset points at what is missing. What imports brought stays in their graphs.
    """
    silent = told.silent
    gone = frozenset(apart) | silent.keys() | _left_alone(store, silent)
    derived = (quad for quad in store.quads(GRAPH_DERIVED) if quad.predicate.value not in _DERIVED_ANEW)
    part = open_store()
    part.extend(store.quads(GRAPH_ONTOLOGY))
    for graph in authored_graphs(store):
        part.extend(_relayed(quad, silent) for quad in _without(store.quads(graph), gone))
    part.extend(_without(derived, gone))
    part.extend(_derived(store, told, identity, gone))
    return part


def _without(quads: Iterable[ox.Quad], gone: Container[str]) -> Iterator[ox.Quad]:
    """Yield `quads` but what is said of things that are `gone`, and what sets a proposition against them."""
    for quad in quads:
        against = quad.predicate.value in _OF_PROPOSITIONS and _object(quad) in gone
        if _subject(quad) not in gone and not against:
            yield quad


def _left_alone(store: Store, silent: Container[str]) -> frozenset[str]:
    """Return the positions and propositions of claims that do not count, unless another claim needs them."""
    left_out, kept = set[str](), set[str]()
    for relation in _OF_CLAIMS:
        for claim, iri in property_values(store, relation):
            (left_out if claim in silent else kept).add(iri)
    alone = left_out - kept
    return frozenset(alone | _pointless(store, alone))


def _pointless(store: Store, alone: Container[str]) -> set[str]:
    """Return the judgements that would set a proposition against nothing any more."""
    sides = tuple(property_values(store, _CONTRADICTS))
    members = Counter(judgement for judgement, proposition in sides if proposition not in alone)
    return {judgement for judgement, _ in sides if members[judgement] < 2}


def _relayed(quad: ox.Quad, silent: Mapping[str, str]) -> ox.Quad:
    source = silent.get(_object(quad))
    if source is None or quad.predicate.value != _RELAYED_FROM:
        return quad
    return ox.Quad(quad.subject, quad.predicate, ox.NamedNode(source), quad.graph_name)


def _derived(store: Store, told: Counting, identity: Identity, gone: Container[str]) -> Iterator[ox.Quad]:
    """Yield what follows from `told`; for a content may stand a proposition that is itself `gone`."""
    contents = contents_of(store, identity)
    yield from relation_quads(contents, told.asserted)
    for proposition, group in group_propositions(contents).items():
        if group in told.standing and proposition not in gone:
            yield from standing_quads(proposition, told.standing[group])
    yield from folding_quads(identity)


def _object(quad: ox.Quad) -> str:
    return str(getattr(quad.object, "value", ""))


def _subject(quad: ox.Quad) -> str:
    return str(getattr(quad.subject, "value", quad.subject))
