"""Proposals: which entities of different graphs are one, or a model and its variant, scored with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, hypot, radians

from graph.joining.alike import Likeness, Relation
from graph.joining.blocking import candidates
from graph.joining.callings import calling, callings_alike
from graph.joining.entities import Joinable
from graph.joining.likeness import Sharing, likeness
from graph.joining.names import name_parts
from graph.namespaces import local_name
from graph.settings import BULK_LIMITS

_NEAR_KILOMETRES, _FAR_KILOMETRES = 15, 60
_KILOMETRES_A_DEGREE = 111.2
_NO_POINT, _NEAR, _APART = 12, 3, 12
_SAME_CATEGORY, _OTHER_CATEGORY = 2, 15
_OTHER_CLASS = 10
_STATE = "State"
_VAGUE_CLASSES = frozenset({"Actor", "Entity", "Organization", "Weapon", "Place"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may belong together."""

    one: Joinable
    """The variant where one is proposed, else that of the import."""
    other: Joinable
    """The family where a variant is proposed, else the one that stays: of the articles, if one is."""
    relation: Relation
    score: int
    """0 to 100; see `graph.joining.likeness` for what it means."""
    reason: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed, best first, and what was not looked at."""

    found: tuple[Proposal, ...]
    compared: int
    """Pairs whose names were compared."""
    passed_over: int
    """Words and designations that too many entities share to say anything."""
    cut: bool
    """Whether there were more pairs than are looked at."""


def propose(
    entities: Sequence[Joinable],
    *,
    min_score: int = BULK_LIMITS.joining_min_score,
    within: bool = False,
    settled: Callable[[str, str], bool] | None = None,
    about: Callable[[Joinable], bool] | None = None,
) -> Proposals:
    """Return which of `entities` may belong together, best first.

    Parameters
    ----------
    entities
        Those of all graphs.
    min_score
        What is proposed has at least this score.
    within
        Also pairs of one graph.
    settled
        Says of two IRIs whether they were decided upon; such pairs are left out.
    about
        Says of an entity whether it is asked about; of each pair one must be. All are unless given.
    """
    found = candidates(entities, within=within)
    sharing = _sharing(entities)
    pairs = ((entities[a], entities[b]) for a, b in found.pairs)
    proposals = (
        compared(one, other, sharing)
        for one, other in pairs
        if (about is None or about(one) or about(other))
        and (settled is None or not settled(one.iri, other.iri))
    )
    good = [one for one in proposals if one is not None and one.score >= min_score]
    best = sorted(
        good, key=lambda one: (-one.score, one.one.label, one.other.label, one.one.iri, one.other.iri)
    )
    return Proposals(tuple(best), len(found.pairs), found.passed_over, found.cut)


def compared(one: Joinable, other: Joinable, sharing: Sharing) -> Proposal | None:
    """Return what is proposed of two entities by the names that are most alike; None if nothing is."""
    if one.kind != other.kind:
        return None
    alike = (_names_alike(one, a, b, sharing) for a in one.names for b in other.names)
    best = max((each for each in alike if each), key=lambda each: each.score, default=None)
    if best is None:
        return None
    judged = _WITH_MORE[one.kind](best, one, other)
    turned = judged.first_is_narrower if judged.relation is Relation.VARIANT else _first_stays(other, one)
    first, second = (one, other) if turned else (other, one)
    return Proposal(first, second, judged.relation, judged.score, judged.reason)


def _names_alike(one: Joinable, a: str, b: str, sharing: Sharing) -> Likeness | None:
    if one.kind == "Weapon":
        return likeness(name_parts(a), name_parts(b), sharing)
    return callings_alike(calling(a), calling(b))


def _first_stays(one: Joinable, other: Joinable) -> bool:
    """Say whether `one` is the entity under which both would be shown."""
    return (not one.is_curated, len(one.label), one.iri) < (not other.is_curated, len(other.label), other.iri)


def _weapons(best: Likeness, one: Joinable, other: Joinable) -> Likeness:
    """Weigh what is known of two weapons beside their names."""
    if not one.categories or not other.categories:
        return best
    common = one.categories & other.categories
    if common:
        return best.more(_SAME_CATEGORY, f"both {_named(common)}")
    kinds = f"{_named(one.categories)}, {_named(other.categories)}"
    return best.less(_OTHER_CATEGORY, f"but of kinds that have nothing in common: {kinds}")


def _named(categories: Iterable[str]) -> str:
    return " and ".join(sorted(local_name(each).replace("-", " ") for each in categories))


def _actors(best: Likeness, one: Joinable, other: Joinable) -> Likeness:
    mine, theirs = one.types - _VAGUE_CLASSES, other.types - _VAGUE_CLASSES
    if mine and theirs and not mine & theirs and _STATE not in mine | theirs:
        return best.less(_OTHER_CLASS, f"but {_classes(mine)} and {_classes(theirs)}")
    if mine and theirs and mine & theirs:
        return best.more(1, f"both {_classes(mine & theirs)}")
    return best


def _classes(types: Iterable[str]) -> str:
    return " and ".join(sorted(types))


def _places(best: Likeness, one: Joinable, other: Joinable) -> Likeness:
    if one.point is None or other.point is None:
        return best.less(_NO_POINT, "but no points to compare")
    apart = kilometres_apart(one.point, other.point)
    if apart <= _NEAR_KILOMETRES:
        return best.more(_NEAR, f"{apart:.0f} km apart")
    if apart <= _FAR_KILOMETRES:
        return best.less(_APART, f"but {apart:.0f} km apart")
    return best.less(best.score, f"but {apart:,.0f} km apart")


_WITH_MORE = {"Weapon": _weapons, "Actor": _actors, "Place": _places}


def kilometres_apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two points (latitude, longitude) lie apart, good enough within some hundred kilometres.

    Examples
    --------
    >>> round(kilometres_apart((50.0, 36.0), (50.0, 36.1)))
    7
    """
    shrunk = cos(radians((one[0] + other[0]) / 2))
    return _KILOMETRES_A_DEGREE * hypot(one[0] - other[0], (one[1] - other[1]) * shrunk)


def _sharing(entities: Iterable[Joinable]) -> Sharing:
    """Return how many families of designations stand with a word among the names of all weapons."""
    families: defaultdict[str, set[str]] = defaultdict(set)
    for one in entities:
        for name in one.names if one.kind == "Weapon" else ():
            parts = name_parts(name)
            for word in parts.words:
                families[word].update(each.family for each in parts.designations)
    return lambda word: len(families.get(word, ()))
