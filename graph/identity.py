"""Who is held to be whom: identity judgements read as a folding of entities, which can be undone.

Nothing is merged in what people wrote. Reading through an `Identity` merges; reading without one, or
with fewer judgements, does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from graph.errors import DataError


class Verdict(StrEnum):
    """What a judgement says: ``ag:Same``, ``ag:NotSame``, ``ag:VariantOf`` or ``ag:Undecided``."""

    SAME = "Same"
    NOT_SAME = "NotSame"
    VARIANT = "VariantOf"
    """All but the canonical are variants of it, which stay entities of their own."""
    UNDECIDED = "Undecided"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision whether some entities are one, with its ground."""

    iri: str
    entities: frozenset[str]
    canonical: str
    verdict: Verdict
    basis: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """The folding that a set of judgements makes.

    Examples
    --------
    >>> judged = Judgement("j/1", frozenset({"a/fox", "a/petrov"}), "a/petrov", Verdict.SAME)
    >>> identity = fold([judged])
    >>> identity.canonical("a/fox"), identity.canonical("a/someone")
    ('a/petrov', 'a/someone')
    >>> identity.folded("a/petrov")
    ('a/fox',)
    """

    canonicals: Mapping[str, str] = field(default_factory=dict)
    """Each folded entity to the one it is held to be; an entity that is only itself is not in it."""
    judgements: tuple[Judgement, ...] = ()

    def canonical(self, entity: str) -> str:
        """Return the entity that `entity` is held to be: itself where nothing was judged."""
        return self.canonicals.get(entity, entity)

    def folded(self, canonical: str) -> tuple[str, ...]:
        """Return the entities folded into `canonical`, sorted."""
        return tuple(sorted(one for one, target in self.canonicals.items() if target == canonical))

    def reasons(self, canonical: str) -> tuple[str, ...]:
        """Return the reasons for which others are held to be `canonical`, each once, sorted."""
        members = {canonical, *self.folded(canonical)}
        grounds = (one for one in self.judgements if one.verdict is Verdict.SAME and one.entities & members)
        return tuple(sorted({one.reason for one in grounds if one.reason}))


def fold(judgements: Iterable[Judgement]) -> Identity:
    """Return the folding that `judgements` make together, whatever their order.

    Only ``Same`` folds. Chains fold into one: if B is A and C is B, C is A. The canonical entity of a
    group is the one that a judgement names and no judgement folds away, the smallest IRI of several.

    Raises
    ------
    DataError
        If entities are judged not the same, or variants, that other judgements make one.
    """
    given = tuple(sorted(judgements, key=lambda one: one.iri))
    same = [one for one in given if one.verdict is Verdict.SAME]
    named: defaultdict[str, list[Judgement]] = defaultdict(list)
    for one in same:
        named[one.canonical].append(one)
    canonicals: dict[str, str] = {}
    for group in _groups(same):
        target = _canonical_of(group, named)
        canonicals.update({entity: target for entity in group if entity != target})
    identity = Identity(canonicals, given)
    for one in given:
        if one.verdict in (Verdict.NOT_SAME, Verdict.VARIANT):
            _refuse_contradiction(one, identity)
    return identity


def group_propositions(contents: Mapping[str, Hashable]) -> dict[str, str]:
    """Return, for each proposition, the one that stands for all of the same content: the smallest IRI.

    Examples
    --------
    >>> group_propositions({"p/2": ("a", "leads", "b"), "p/1": ("a", "leads", "b")})
    {'p/2': 'p/1', 'p/1': 'p/1'}
    """
    smallest: dict[Hashable, str] = {}
    for iri, content in contents.items():
        smallest[content] = min(iri, smallest.get(content, iri))
    return {iri: smallest[content] for iri, content in contents.items()}


def _groups(same: list[Judgement]) -> list[set[str]]:
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    for one in same:
        members = one.entities | {one.canonical}
        for entity in members:
            neighbours[entity] |= members
    groups: list[set[str]] = []
    seen: set[str] = set()
    for entity in neighbours:
        if entity not in seen:
            groups.append(_reached(entity, neighbours))
            seen |= groups[-1]
    return groups


def _reached(entity: str, neighbours: Mapping[str, set[str]]) -> set[str]:
    group: set[str] = set()
    waiting = {entity}
    while waiting:
        one = waiting.pop()
        group.add(one)
        waiting |= neighbours[one] - group
    return group


def _canonical_of(group: set[str], named: Mapping[str, list[Judgement]]) -> str:
    """Return what stands for `group`, given the judgements by the entity that each names canonical."""
    candidates = group & named.keys()
    within = [one for candidate in candidates for one in named[candidate]]
    folded_away = {entity for one in within for entity in one.entities if entity != one.canonical}
    return min(candidates - folded_away or candidates)


def _refuse_contradiction(judgement: Judgement, identity: Identity) -> None:
    targets = [identity.canonical(entity) for entity in sorted(judgement.entities)]
    if len(set(targets)) < len(targets):
        named = ", ".join(f"<{one}>" for one in sorted(judgement.entities))
        said = "variants of each other" if judgement.verdict is Verdict.VARIANT else "not to be the same"
        raise DataError(
            f"<{judgement.iri}> judges {named} {said}, but other judgements fold some of them "
            "into one. Take one of these judgements back or set its ag:verdict to ag:Undecided."
        )
