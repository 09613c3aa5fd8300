"""Which claims, propositions and entities a question is about, found on columns before anything is read.

Pure functions over columns. A selection is by number; whoever asked reads just those.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags, Ids, Offsets


def propositions_at(columns: Columns, entities: Flags) -> Flags:
    """Return which propositions have one of `entities` at either end.

    Parameters
    ----------
    entities
        One truth value for each entity of the columns.
    """
    found: Flags = entities[columns.subject] | ((columns.object != NONE) & entities[columns.object])
    return found


def marked(columns: Columns, entities: Iterable[str]) -> Flags:
    """Return one truth value for each entity of `columns`: whether its IRI is among `entities`."""
    marks = np.zeros(len(columns.entities), np.bool_)
    marks[[number for iri in entities if (number := columns.entities.index(iri)) != NONE]] = True
    return marks


def concerned(columns: Columns, entities: Flags, relations: Iterable[str]) -> Flags:
    """Return `entities` and everything that concerns them, as `graph.asking.concerned` does of values.

    Parameters
    ----------
    relations
        IRIs of those through which what is said of the subject is also said of the object.
    """
    numbers = [number for iri in relations if (number := columns.predicates.index(iri)) != NONE]
    held = np.isin(columns.predicate, numbers) & (columns.object != NONE) & spoken_of(columns)
    about, concerning = columns.object[held], columns.subject[held]
    found, before = entities.copy(), -1
    while (now := int(found.sum())) != before:
        before = now
        found[concerning[found[about]]] = True
    return found


def spoken_of(columns: Columns) -> Flags:
    """Return about which propositions there is any claim."""
    found: Flags = np.diff(columns.first_claim) > 0
    return found


def claims_by(columns: Columns, entity: int) -> Flags:
    """Return which claims an entity makes, and which somebody makes on its behalf."""
    found: Flags = (columns.claimant == entity) | (columns.on_behalf_of == entity)
    return found & (entity != NONE)


def claims_via(columns: Columns, entity: int) -> Flags:
    """Return which claims were taken from an entity, such as an outlet that quotes somebody."""
    return _with(columns.relay_actors == entity, columns.relay_actor_offsets)


def voices_and_ends(columns: Columns, counting: Flags) -> Flags:
    """Return the entities of which a claim that counts speaks, and those that make, back or passed on one."""
    named = np.zeros(len(columns.entities) + 1, np.bool_)
    told = columns.proposition[counting]
    for numbers in (columns.subject[told], columns.object[told]):
        named[numbers] = True
    for numbers in (columns.claimant[counting], columns.on_behalf_of[counting]):
        named[numbers] = True
    relayed = np.repeat(counting, np.diff(columns.relay_actor_offsets))
    named[columns.relay_actors[relayed]] = True
    return named[:-1]  # what has no entity (-1) has marked the place beyond the last


def citing_together(columns: Columns, propositions: Iterable[int]) -> Ids:
    """Return all claims about `propositions`, and about those of claims from which one of them was taken.

    Near and far: whatever decides whose word one of these claims is lies among them.
    """
    found = np.zeros(len(columns.propositions), np.bool_)
    found[list(propositions)] = True
    before = -1
    while (now := int(found.sum())) != before:
        before = now
        rows = found[columns.proposition]
        sources = columns.relay_claims[np.repeat(rows, np.diff(columns.relay_claim_offsets))]
        found[columns.proposition[sources]] = True
    rows_found: Ids = np.flatnonzero(found[columns.proposition]).astype(np.int32)
    return rows_found


def _with(values: Flags, offsets: Offsets) -> Flags:
    """Return for each stretch between two offsets whether one of its values is true."""
    before = np.concatenate(([0], np.cumsum(values)))
    found: Flags = before[offsets[1:]] > before[offsets[:-1]]
    return found
