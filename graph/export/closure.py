"""What a part of the authored graph needs so that it can stand alone: it points at nothing that is missing.

A proposition brings all its claims, else its status would change; a claim brings its speakers, its
document and the claims it was relayed from; an entity brings its names and the judgements about who it is.
Two propositions bring the judgements that set them against each other.
Rules that ask for company (a transfer has an end) can still be broken at the edge of a view.

Statements are integers here, so that a part of millions takes memory for numbers and not for each thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from graph.columns.contents import contents_of
from graph.columns.statements import numbers_of, read_as
from graph.columns.stretches import offsets_of, stretches
from graph.export.extent import Extent, Mask, Rows
from graph.identity import Identity
from graph.namespaces import AG
from graph.triples import Triples

_CONTRADICTS = AG + "contradicts"
NOT_FOLLOWED = (AG + "incompatibleWith", _CONTRADICTS)
"""Predicates that lead out of a part: kept only where both ends are in it."""
_BROUGHT_BY_OBJECT = (AG + "proposition", AG + "nameOf", AG + "sameEntity")
"""Predicates whose subject comes along with their object: claims, names and judgements."""


def stated_in(triples: Triples, extent: Extent, identity: Identity) -> list[str]:
    """Return the propositions that say what an extent holds, those of equal content among them.

    Parameters
    ----------
    triples
        All that people wrote: the propositions of the extent are numbered by it.
    extent
        The part.
    identity
        Who is held to be whom in it.
    """
    contents = contents_of(read_as(triples, identity))
    chosen = np.zeros(len(extent.columns.propositions), np.bool_)
    chosen[extent.links] = chosen[extent.values] = True
    return triples.terms.values(contents.stated.numbers[chosen[contents.standing_for]].tolist())


def standalone_subjects(triples: Triples, extent: Extent, stated: Iterable[str]) -> frozenset[str]:
    """Return the things whose statements make up an extent, as IRIs and labels of blank nodes.

    Parameters
    ----------
    triples
        What people wrote, as far as it is told.
    extent
        The part; an entity of which a perspective says nothing does not belong to it.
    stated
        The propositions that say what it holds, of `stated_in`.
    """
    terms = triples.terms
    described = np.zeros(len(terms), np.bool_)
    described[triples.subject] = True
    kept = np.zeros(len(terms), np.bool_)
    edges = _edges(triples)
    found = np.concatenate([_spoken_of(triples, extent), numbers_of(terms, stated)])
    while len(found):
        found = np.unique(found)
        found = found[described[found] & ~kept[found]]
        kept[found] = True
        found = _reached(edges, found)
    kept[_judgements_among(triples, kept)] = True
    return frozenset(terms.values(np.flatnonzero(kept).tolist()))


def _spoken_of(triples: Triples, extent: Extent) -> Rows:
    names = extent.columns.entities
    return numbers_of(
        triples.terms, (names[row] for row in extent.nodes[~extent.silent[extent.nodes]].tolist())
    )


def _edges(triples: Triples) -> tuple[Rows, Rows]:
    """Return what each thing brings along, by its number: one array, and where the part of each begins."""
    terms = triples.terms
    along = ~np.isin(triples.predicate, numbers_of(terms, NOT_FOLLOWED))
    back = np.isin(triples.predicate, numbers_of(terms, _BROUGHT_BY_OBJECT))
    source = np.concatenate([triples.subject[along], triples.object[back]])
    target = np.concatenate([triples.object[along], triples.subject[back]])
    order = np.argsort(source, kind="stable")
    return offsets_of(source[order], len(terms)), target[order]


def _reached(edges: tuple[Rows, Rows], things: Rows) -> Rows:
    offsets, target = edges
    found: Rows = target[stretches(offsets[things], offsets[things + 1] - offsets[things])]
    return found


def _judgements_among(triples: Triples, kept: Mask) -> Sequence[int]:
    """Return the judgements that set two of `kept` against each other."""
    judgements, members = triples.of(_CONTRADICTS)
    held, counts = np.unique(judgements[kept[members]], return_counts=True)
    found: list[int] = held[counts > 1].tolist()
    return found
