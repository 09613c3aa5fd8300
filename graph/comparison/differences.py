"""Two tellings side by side: what only one of them tells, what both do, and where they oppose each other.

Pure: each telling is the claims that count in it, standing as they make each other stand.

A proposition is held against itself in the other telling by who asserts it there:

=====================  ===========================  =============================
asserted               the other tells it           the other does not
=====================  ===========================  =============================
by both                both                         (cannot be)
by one                 opposed: the other denies    only one, or opposed where the
                       or doubts it                 other asserts what excludes it
by neither             both: neither vouches for it only one
=====================  ===========================  =============================

So a telling that quarrels with itself, where one speaker asserts what another denies, agrees with itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from graph.conflicts import Conflict, ConflictKind, Member
from graph.consequences import is_link
from graph.model import Claim, Proposition, Stance, Standing
from graph.sentences import counted, proposition_sentence


class TellingSide(StrEnum):
    """Which of two tellings tells a proposition, in the order in which differences are listed."""

    OPPOSED = "opposed"
    BOTH = "both"
    ONLY_ONE = "only one"
    ONLY_OTHER = "only other"


@dataclass(frozen=True, slots=True)
class Difference:
    """One proposition as two tellings have it."""

    proposition: Proposition
    """As the first tells it, otherwise as the other does."""
    side: TellingSide
    one: tuple[Claim, ...]
    """The claims about it that count in the first telling."""
    other: tuple[Claim, ...]
    """Those that count in the other."""
    is_link: bool
    """Whether it joins two entities; other statements give a figure, a date or a category."""
    rivals: tuple[Proposition, ...] = ()
    """What the opposite telling asserts and what cannot hold together with it."""

    @property
    def standing_in_one(self) -> Standing | None:
        """How it stands in the first telling; None where nothing is told of it there."""
        return self.one[0].proposition.standing if self.one else None

    @property
    def standing_in_other(self) -> Standing | None:
        """How it stands in the other."""
        return self.other[0].proposition.standing if self.other else None


@dataclass(frozen=True, slots=True)
class SideCount:
    """How many propositions are on one side."""

    side: TellingSide
    links: int
    statements: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every proposition that at least one of two tellings tells, by the side it is on."""

    differences: tuple[Difference, ...]
    """Opposed ones first, then what both tell, then what only one does; each as it reads."""
    in_all: tuple[SideCount, ...] = ()
    """How many there are on each side where not all of them are held here."""

    @property
    def counts(self) -> tuple[SideCount, ...]:
        """How many links and other statements are on each side, the sides in their order."""
        if self.in_all:
            return self.in_all
        number = Counter((one.side, one.is_link) for one in self.differences)
        return tuple(SideCount(side, number[side, True], number[side, False]) for side in TellingSide)

    def number(self, side: TellingSide) -> int:
        """Return how many propositions are on `side`, also of those that are not held here."""
        return sum(one.links + one.statements for one in self.counts if one.side is side)

    def on(self, side: TellingSide) -> tuple[Difference, ...]:
        """Return the differences on `side`."""
        return tuple(one for one in self.differences if one.side is side)


class Excluding(NamedTuple):
    """What cannot all hold, without the rule that says so."""

    kind: ConflictKind
    members: tuple[Member, ...]


def compare(
    one: Iterable[Claim],
    other: Iterable[Claim],
    conflicts: Iterable[Conflict | Excluding] = (),
    *,
    entities: Container[str],
) -> Comparison:
    """Return where two tellings agree, differ and oppose each other.

    Parameters
    ----------
    one, other
        The claims that count in each, standing as they do there.
    conflicts
        What cannot all hold; differences of framing exclude nothing.
    entities
        IRIs of the entities: what joins two of them is a link, as in a network.

    Notes
    -----
    ``compare(other, one)`` is the mirror image, and ``compare(one, one)`` finds all on the side of both.
    """
    here, there = _told(one), _told(other)
    excluding = _excluding(conflicts, here.asserted | there.asserted)
    found = (
        _difference(iri, here, there, excluding.get(iri, frozenset()), entities)
        for iri in here.claims.keys() | there.claims.keys()
    )
    return Comparison(tuple(sorted(found, key=_reading_order)))


def comparison_sentence(
    comparison: Comparison, one: str = "the first telling", other: str = "the other"
) -> str:
    """Return how much is on each side in one sentence.

    Examples
    --------
    >>> comparison_sentence(Comparison(()), "Moscow", "Kyiv")
    'Neither Moscow nor Kyiv tells anything.'
    """
    if not comparison.differences:
        return f"Neither {one} nor {other} tells anything."
    opposed, both, only_one, only_other = map(_amount, comparison.counts)
    return (
        f"{one} and {other} oppose each other on {opposed}; both tell {both}; "
        f"only {one} tells {only_one}; only {other} tells {only_other}."
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The claims of one telling by their propositions, and which of these somebody asserts."""

    claims: Mapping[str, tuple[Claim, ...]]
    asserted: frozenset[str]


def _told(claims: Iterable[Claim]) -> _Told:
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.proposition.iri].append(claim)
    told = {iri: tuple(group) for iri, group in grouped.items()}
    asserted = (iri for iri, group in told.items() if any(one.stance is Stance.ASSERTS for one in group))
    return _Told(told, frozenset(asserted))


def _difference(
    iri: str, here: _Told, there: _Told, excluded: frozenset[str], entities: Container[str]
) -> Difference:
    one, other = here.claims.get(iri, ()), there.claims.get(iri, ())
    proposition = (one or other)[0].proposition
    rivals = _rivals(iri, here, there, excluded)
    side = _side(iri, here, there, bool(rivals))
    return Difference(proposition, side, one, other, is_link(proposition, entities), rivals)


def _side(iri: str, here: _Told, there: _Told, has_rivals: bool) -> TellingSide:
    if iri in here.claims and iri in there.claims:
        alike = (iri in here.asserted) == (iri in there.asserted)
        return TellingSide.BOTH if alike else TellingSide.OPPOSED
    if has_rivals:
        return TellingSide.OPPOSED
    return TellingSide.ONLY_ONE if iri in here.claims else TellingSide.ONLY_OTHER


def _rivals(iri: str, here: _Told, there: _Told, excluded: frozenset[str]) -> tuple[Proposition, ...]:
    """Return what the other telling asserts against a proposition that only one of them asserts."""
    if (iri in here.asserted) == (iri in there.asserted):
        return ()
    opposite = there if iri in here.asserted else here
    return tuple(opposite.claims[rival][0].proposition for rival in sorted(excluded & opposite.asserted))


def _excluding(
    conflicts: Iterable[Conflict | Excluding], asserted: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Return for each proposition of those `asserted` which others cannot hold together with it."""
    excluding: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for conflict in conflicts:
        members = [one for one in conflict.members if one.proposition in asserted]
        for one in members if conflict.kind is not ConflictKind.FRAMING else ():
            excluding[one.proposition] |= {rival.proposition for rival in members if _apart(one, rival)}
    return excluding


def _apart(one: Member, other: Member) -> bool:
    return one.high < other.low or other.high < one.low


def _reading_order(difference: Difference) -> tuple[int, str, str]:
    read = proposition_sentence(difference.proposition, {})
    return list(TellingSide).index(difference.side), read, difference.proposition.iri


def _amount(count: SideCount) -> str:
    parts = ((count.links, "link"), (count.statements, "other statement"))
    return " and ".join(counted(number, noun) for number, noun in parts if number) or "nothing"
