"""Which claims, propositions and entities a question is about, found on columns before anything is read.

Pure functions over columns. A selection is by number; whoever asked reads just those.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph.columns import NONE, UNKNOWN_DAY
from graph.model import Certainty
from graph.settings import BULK_LIMITS

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
    marks = np.zeros(len(columns.entities) + 1, np.bool_)  # what is unknown marks the last
    marks[columns.entities.indices(entities)] = True
    return marks[:-1]


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


def of_most_told(columns: Columns, claims: Flags, most: int) -> Flags:
    """Return those of `claims` that are about the `most` propositions with most of them.

    Those are all where there are no more propositions; of two with as many claims the smaller IRI goes first.
    """
    counts = np.bincount(columns.proposition[claims], minlength=len(columns.propositions))
    told = np.flatnonzero(counts)
    if len(told) <= most:
        return claims
    kept = np.zeros(len(columns.propositions), np.bool_)
    kept[told[np.argsort(-counts[told], kind="stable")[:most]]] = True
    found: Flags = claims & kept[columns.proposition]
    return found


class OfRelation(NamedTuple):
    """The claims about one entity by one relation: those that are told, and the statements left out."""

    direction: str
    """``out`` where the entity is the subject, ``in`` where it is the object."""
    relation: str
    kept: Flags
    left: Ids
    """Numbers of propositions."""
    end: int
    """The entity at the other end of the first of those left out; `NONE` where it is a value."""


def of_each_relation(
    columns: Columns, claims: Flags, entity: str, most: int = BULK_LIMITS.card_statements
) -> tuple[OfRelation, ...]:
    """Return those of `claims` about an entity that its card tells: of each relation the `most` told ones."""
    number = columns.entities.index(entity)
    outward = columns.subject[columns.proposition] == number
    relations = columns.predicate[columns.proposition]
    found = []
    for relation in np.unique(relations[claims]).tolist():
        for direction, way in (("out", outward), ("in", ~outward)):
            given = claims & way & (relations == relation)
            kept = of_most_told(columns, given, most)
            left = np.unique(columns.proposition[given & ~kept])
            other = columns.object if direction == "out" else columns.subject
            end = int(other[left[0]]) if len(left) else NONE
            found.append(OfRelation(direction, columns.predicates[relation], kept, left, end))
    return tuple(found)


def either(columns: Columns, some: Iterable[Flags]) -> Flags:
    """Return which claims are among one of `some`; none where there are none of these."""
    found: Flags = np.logical_or.reduce([np.zeros(len(columns.claims), np.bool_), *some])
    return found


def latest(columns: Columns, claims: Flags, most: int) -> Flags:
    """Return the `most` of `claims` that were said last, or published where that is all that is known.

    Those of unknown date are left out first.
    """
    rows = np.flatnonzero(claims)
    if len(rows) <= most:
        return claims
    printed = columns.published_from[columns.document[rows]]
    said = columns.said_from[rows]
    when = np.where(said == UNKNOWN_DAY, printed, said) * ~columns.reference[rows]
    found = np.zeros(len(claims), np.bool_)
    found[rows[np.argsort(-when, kind="stable")[:most]]] = True
    return found


def differing(columns: Columns, claims: Flags) -> Flags:
    """Return about which propositions not all of `claims` take one stance with one certainty."""
    taken = columns.stance[claims].astype(np.int16) * len(Certainty) + columns.certainty[claims]
    lowest = np.full(len(columns.propositions), np.iinfo(np.int16).max, np.int16)
    highest = np.full(len(columns.propositions), -1, np.int16)
    np.minimum.at(lowest, columns.proposition[claims], taken)
    np.maximum.at(highest, columns.proposition[claims], taken)
    found: Flags = highest > lowest
    return found


def _with(values: Flags, offsets: Offsets) -> Flags:
    """Return for each stretch between two offsets whether one of its values is true."""
    before = np.concatenate(([0], np.cumsum(values)))
    found: Flags = before[offsets[1:]] > before[offsets[:-1]]
    return found
