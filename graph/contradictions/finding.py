"""Which contradictions the claims that count make, heaviest first."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Protocol

from graph.conflicts import Conflict, ConflictKind, Member
from graph.contradictions.denials import matters
from graph.contradictions.revisions import Position, only_revised, revisions_among, sole_speaker, voices
from graph.contradictions.rules import conflict_rule, stance_rule
from graph.contradictions.values import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    Denial,
    Side,
    claims_of,
)
from graph.lexicon import Lexicon
from graph.model import Claim, Ref, Stance, Value
from graph.namespaces import local_name
from graph.origins import Chains, attribution_of, linked, origins_of_each

_STANCES = (Stance.ASSERTS, Stance.DENIES, Stance.UNSURE)
_LONGEST_NAME = 48
"""Letters of the readable part of a key."""


class Surroundings(Protocol):
    """What is told about propositions and what lies near them, as `graph.contradictions.denials` tells it."""

    @property
    def claims(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that count by the IRI of their proposition."""
        ...

    def ends_of(self, propositions: Iterable[str]) -> frozenset[str]:
        """Return what those of `propositions` are about of which anybody tells."""
        ...

    def denials_near(self, propositions: Sequence[str]) -> tuple[Denial, ...]:
        """Return each denial of one of `propositions` or of something about one of their things."""
        ...

    def denials_of(self, proposition: str) -> tuple[Denial, ...]:
        """Return each denial of `proposition`, with what it leaves open."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that decides what contradicts what."""

    matters: Surroundings
    origins: Callable[[Sequence[Claim]], tuple[int, int]]
    """Counts the named and the unnamed origins of claims."""
    weights: Mapping[str, int]

    def side(self, proposition: str, stance: Stance) -> Side | None:
        """Return those who take `stance` to `proposition`; None where nobody does."""
        told = self.matters.claims.get(proposition, ())
        claims = tuple(claim for claim in told if claim.stance is stance)
        if not claims:
            return None
        return Side(claims[0].proposition, stance, claims, *self.origins(claims))

    def sides(self, proposition: str) -> tuple[Side, ...]:
        """Return the sides that are taken to one proposition."""
        found = (self.side(proposition, stance) for stance in _STANCES)
        return tuple(side for side in found if side is not None)

    def denials(self, sides: Sequence[Side]) -> tuple[Denial, ...]:
        """Return what is denied of what `sides` are about, beyond what a side already says in full."""
        near = self.matters.denials_near([side.proposition.iri for side in sides])
        taken = frozenset(claim.iri for claim in claims_of(sides))
        return tuple(denial for denial in near if denial.left_open or denial.claim.iri not in taken)

    def weight(self, sides: Iterable[Side]) -> int:
        """Return how many shortest paths run through the one of `sides` that most run through."""
        return max((self.weights.get(side.proposition.iri, 0) for side in sides), default=0)


def contradictions(
    claims: Iterable[Claim],
    conflicts: Iterable[Conflict],
    weights: Mapping[str, int],
    lexicon: Lexicon,
    *,
    chains: Chains | None = None,
    kinds: frozenset[ContradictionKind] = CONTRADICTORY,
) -> tuple[Contradiction, ...]:
    """Return the contradictions that `claims` make, heaviest first; an empty tuple where there are none.

    What is only one speaker's change of mind is left out: that is a revision. A contradiction that also
    holds a change of mind tells it under its revisions.

    Parameters
    ----------
    claims
        The claims that count, standing as they make their propositions stand.
    conflicts
        What cannot all hold, from `graph.conflicts`.
    weights
        Paths through each proposition, from `paths_through`.
    lexicon
        Tells incidents and weapons from the rest, which is how a denial finds its matter.
    chains
        Attributions through which relays are followed; those of `claims` unless given. Give all of
        them where only some claims count.
    kinds
        Those asked for. Denials of what nobody asserts come only where they are asked for.

    Notes
    -----
    Differences of framing come last, since their sides can all hold. Among themselves, both are ordered
    by the shortest paths through them, then by the origins of the weaker side, then by the key.
    """
    given = tuple(claims)
    known = linked(attribution_of(claim) for claim in given) if chains is None else chains
    told = Told(matters(given, lexicon), partial(_origins, known), weights)
    found = [*_of_stances(told, kinds), *_of_conflicts(conflicts, told, kinds)]
    return tuple(sorted(found, key=_heaviest_first))


def _origins(chains: Chains, claims: Sequence[Claim]) -> tuple[int, int]:
    found = origins_of_each((claim.iri for claim in claims), chains)
    origins = frozenset().union(*found.values())
    known = sum(origin.known for origin in origins)
    return known, len(origins) - known


def _of_stances(told: Told, kinds: frozenset[ContradictionKind]) -> Iterator[Contradiction]:
    """Yield what is said against single propositions."""
    for iri in sorted(told.matters.claims):
        kind = _kind_of({claim.stance for claim in told.matters.claims[iri]})
        if kind in kinds and kind is not None and (found := of_stances(iri, kind, told)):
            yield found


def of_stances(iri: str, kind: ContradictionKind, told: Told) -> Contradiction | None:
    """Return what is said against one proposition; None where that is only a change of mind."""
    sides = told.sides(iri)
    taken = [Position(side.claims, place, place) for place, side in enumerate(sides)]
    if kind is not ContradictionKind.DENIAL and only_revised(taken):
        return None
    rule = stance_rule(kind, _sole(sides))
    denials, concerns = told.matters.denials_of(iri), told.matters.ends_of([iri])
    return _contradiction(
        kind, sides, taken, denials, told.weight(sides), rule=rule, of=[iri], concerns=concerns
    )


def _kind_of(stances: set[Stance]) -> ContradictionKind | None:
    if Stance.ASSERTS not in stances:
        return ContradictionKind.DENIAL if Stance.DENIES in stances else None
    if Stance.DENIES in stances:
        return ContradictionKind.OPPOSITE
    return ContradictionKind.DOUBT if Stance.UNSURE in stances else None


def _of_conflicts(
    conflicts: Iterable[Conflict], told: Told, kinds: frozenset[ContradictionKind]
) -> Iterator[Contradiction]:
    """Yield the conflicts that claims that count really make."""
    for conflict in conflicts:
        if ContradictionKind(conflict.kind.value) in kinds and (found := of_conflict(conflict, told)):
            yield found


def of_conflict(conflict: Conflict, told: Told) -> Contradiction | None:
    """Return the contradiction that claims that count really make of a conflict; None where they do not."""
    held = is_held(conflict, told)
    if not held:
        return None
    opposed = tuple(side for _, side in held)
    sides = (*opposed, *_left_open(conflict, told))
    members = [member.proposition for member in conflict.members]
    framing = conflict.kind is ConflictKind.FRAMING
    low, high = _extremes(held) if conflict.kind is ConflictKind.FIGURES else (None, None)
    return _contradiction(
        ContradictionKind(conflict.kind.value),
        sides,
        [] if framing else _positions(held),
        told.denials(sides),
        told.weight(opposed),
        rule=conflict_rule(conflict, sides, None if framing else _sole(opposed)),
        judgement=conflict.judgement,
        low=low,
        high=high,
        of=members,
        concerns=told.matters.ends_of(members),
    )


def is_held(conflict: Conflict, told: Told) -> list[tuple[Member, Side]]:
    """Return the members that are told against each other, with their sides; none where none are."""
    if conflict.kind is ConflictKind.FRAMING:
        return _framed(conflict, told)
    asserted = _asserted(conflict, told)
    return [] if only_revised(_positions(asserted)) else asserted


def _framed(conflict: Conflict, told: Told) -> list[tuple[Member, Side]]:
    """Return each stance to each member, what is left open last; none where nobody frames it otherwise.

    To deny something is an accent as well. Two ministers of one government can frame a matter otherwise,
    one speaker alone cannot, nor can he and the body in whose name he speaks.
    """
    taken = [(member, side) for member in conflict.members for side in told.sides(member.proposition)]
    several = len({member.proposition for member, _ in taken}) > 1
    if not several or not _by_two(claims_of(side for _, side in taken)):
        return []
    return sorted(taken, key=lambda each: each[1].stance is Stance.UNSURE)


def _by_two(claims: Sequence[Claim]) -> bool:
    """Say whether two of `claims` have claimants neither of whom speaks for the other."""
    spoken: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for claim in claims:
        spoken[claim.claimant.iri] |= voices(claim)
    return any(a not in spoken[b] and b not in spoken[a] for a, b in combinations(spoken, 2))


def _positions(held: Iterable[tuple[Member, Side]]) -> list[Position]:
    return [Position(side.claims, member.low, member.high) for member, side in held]


def _asserted(conflict: Conflict, told: Told) -> list[tuple[Member, Side]]:
    """Return the asserted members that exclude another asserted one, each with its side."""
    found = [(member, told.side(member.proposition, Stance.ASSERTS)) for member in conflict.members]
    asserted = [(member, side) for member, side in found if side is not None]
    least = min((member.high for member, _ in asserted), default=0.0)
    most = max((member.low for member, _ in asserted), default=0.0)
    return [(member, side) for member, side in asserted if member.low > least or member.high < most]


def _left_open(conflict: Conflict, told: Told) -> tuple[Side, ...]:
    """Return the accounts that are only raised: somebody says that he cannot tell, and nobody more."""
    if conflict.kind is not ConflictKind.INCOMPATIBLE:
        return ()
    sides = (told.sides(member.proposition) for member in conflict.members)
    return tuple(each[0] for each in sides if each and each[0].stance is Stance.UNSURE)


def _extremes(asserted: Sequence[tuple[Member, Side]]) -> tuple[Value | None, Value | None]:
    least = min(asserted, key=lambda each: (each[0].low, each[0].proposition))[1]
    most = max(asserted, key=lambda each: (each[0].high, each[0].proposition))[1]
    low, high = least.proposition.object, most.proposition.object
    return (low if isinstance(low, Value) else None, high if isinstance(high, Value) else None)


def _sole(sides: Sequence[Side]) -> Ref | None:
    return sole_speaker(claims_of(sides))


def _contradiction(
    kind: ContradictionKind,
    sides: tuple[Side, ...],
    taken: Sequence[Position],
    denials: tuple[Denial, ...],
    weight: int,
    *,
    rule: str,
    of: Iterable[str],
    concerns: frozenset[str],
    judgement: str = "",
    low: Value | None = None,
    high: Value | None = None,
) -> Contradiction:
    changes = revisions_among(taken)
    key = key_of(kind, of)
    return Contradiction(kind, sides, rule, judgement, low, high, changes, denials, weight, key, concerns)


def key_of(kind: ContradictionKind, propositions: Iterable[str]) -> str:
    """Return a name for the contradiction of `propositions` that fits into an address.

    Examples
    --------
    >>> key_of(ContradictionKind.DOUBT, ["id/proposition/raid-occurred"])
    'doubt-raid-occurred-0cd9139a'
    """
    iris = sorted(set(propositions))
    name = re.sub(r"[^a-z0-9]+", "-", local_name(iris[0]).casefold())[:_LONGEST_NAME].strip("-")
    digest = hashlib.sha256("\n".join([kind.name, *iris]).encode()).hexdigest()[:8]
    return "-".join(part for part in (kind.name.casefold(), name, digest) if part)


def _heaviest_first(one: Contradiction) -> tuple[bool, int, int, str]:
    framing = one.kind is ContradictionKind.FRAMING
    return (framing, -one.paths_through, -min(side.origins for side in one.opposing), one.key)
