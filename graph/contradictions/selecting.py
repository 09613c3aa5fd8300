"""Which contradictions a question is about."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from graph.asking import ends
from graph.contradictions.revisions import voices
from graph.contradictions.values import Contradiction, claims_of
from graph.model import Claim


def about(found: Iterable[Contradiction], entities: frozenset[str]) -> tuple[Contradiction, ...]:
    """Return those of `found` that concern one of `entities`, in their order.

    A contradiction concerns all that is told in its conflict, be it only denied or left open, and what is
    denied of the same things.

    Parameters
    ----------
    found
        Contradictions.
    entities
        An entity with what concerns it, from `graph.asking.concerned`.
    """
    return tuple(one for one in found if entities & _subjects(one))


def between(
    found: Iterable[Contradiction], one: frozenset[str], other: frozenset[str]
) -> tuple[Contradiction, ...]:
    """Return those of `found` that stand between two parties, in their order.

    That is so where one party takes a side and the other an opposing one or a denial in the same matter,
    and where the sides are about both of them, such as a link that joins them.

    Parameters
    ----------
    found
        Contradictions.
    one, other
        Each an entity with those who count for it, such as a ministry with its spokesman.
    """
    return tuple(
        each for each in found if _opposed(each, one, other) or (_joins(each, one) and _joins(each, other))
    )


def _subjects(contradiction: Contradiction) -> set[str]:
    denied = [denial.claim for denial in contradiction.denials]
    return _sides_about(contradiction).union(contradiction.concerns, *map(ends, denied))


def _sides_about(contradiction: Contradiction) -> set[str]:
    return set().union(*(ends(side.claims[0]) for side in contradiction.sides))


def _joins(contradiction: Contradiction, party: frozenset[str]) -> bool:
    return bool(party & _sides_about(contradiction))


def _opposed(contradiction: Contradiction, one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether the two parties speak against each other."""
    sides = [side.claims for side in contradiction.sides]
    told = set(claims_of(contradiction.sides))
    denials = tuple(denial.claim for denial in contradiction.denials if denial.claim not in told)
    places = [*sides, denials]
    return any(_speaks(here, one) and _speaks(there, other) for here, there in permutations(places, 2))


def _speaks(claims: Iterable[Claim], party: frozenset[str]) -> bool:
    return any(voices(claim) & party for claim in claims)
