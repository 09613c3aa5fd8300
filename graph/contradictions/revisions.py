"""Who speaks, and who surely said something else before.

A body speaks through whoever speaks for it: two spokesmen of one ministry are one speaker here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from graph.contradictions.values import Revision
from graph.dates import Span, later, span_published, span_said
from graph.model import Claim, Ref


@dataclass(frozen=True, slots=True)
class Position:
    """What some claims hold, as an interval; two positions exclude each other where these do not meet."""

    claims: tuple[Claim, ...]
    low: float
    high: float

    def excludes(self, other: Position) -> bool:
        """Say whether this and `other` cannot both hold."""
        return self.low > other.high or other.low > self.high


@dataclass(frozen=True, slots=True)
class _Taken:
    """A position as it was taken once."""

    claim: Claim
    position: Position
    when: Span

    @property
    def place(self) -> tuple[float, float]:
        return (self.position.low, self.position.high)


def voices(claim: Claim) -> frozenset[str]:
    """Return the IRIs of those whose word `claim` is: the claimant and the body for which it was made."""
    body = {claim.on_behalf_of.iri} if claim.on_behalf_of else set()
    return frozenset({claim.claimant.iri} | body)


def sole_speaker(claims: Iterable[Claim]) -> Ref | None:
    """Return the one speaker who made all `claims`, a person before a body; None where there are several."""
    given = tuple(claims)
    shared = frozenset.intersection(*map(voices, given)) if given else frozenset()
    if not shared:
        return None
    if given[0].claimant.iri in shared:
        return given[0].claimant
    return given[0].on_behalf_of


def when_said(claim: Claim) -> Span | None:
    """Return when a claim was made, or published where that is all that is known; None for a reference."""
    return None if claim.reference else span_said(claim) or span_published(claim.document)


def only_revised(positions: Sequence[Position]) -> bool:
    """Say whether `positions` are nothing but one speaker's changes of mind.

    False where two of them that exclude each other may have been taken at one time, such as in one text.
    """
    if sole_speaker(claim for one in positions for claim in one.claims) is None:
        return False
    pairs = ((one, other) for one, other in product(positions, positions) if one.excludes(other))
    return all(
        later(when_said(a), when_said(b)) or later(when_said(b), when_said(a))
        for one, other in pairs
        for a, b in product(one.claims, other.claims)
    )


def revisions_among(positions: Sequence[Position]) -> tuple[Revision, ...]:
    """Return each change of position that a speaker surely made, in the order of the later claim."""
    found: dict[tuple[object, ...], Revision] = {}
    for taken in _by_speaker(positions).values():
        for after in taken:
            for before in _right_before(after, taken)[:1]:
                speaker = sole_speaker((before.claim, after.claim)) or after.claim.claimant
                change = (speaker.iri, before.place, before.when, after.place, after.when)
                found.setdefault(change, Revision(speaker, before.claim, after.claim))
    return tuple(sorted(found.values(), key=_order))


def _by_speaker(positions: Sequence[Position]) -> dict[str, list[_Taken]]:
    spoken: defaultdict[str, list[_Taken]] = defaultdict(list)
    for position in positions:
        for claim in position.claims:
            when = when_said(claim)
            if when is not None:
                for speaker in sorted(voices(claim)):
                    spoken[speaker].append(_Taken(claim, position, when))
    return {
        speaker: sorted(taken, key=lambda one: (one.when, one.claim.iri)) for speaker, taken in spoken.items()
    }


def _right_before(after: _Taken, taken: Sequence[_Taken]) -> list[_Taken]:
    """Return what the speaker held right before `after`; empty where that did not exclude it."""
    earlier = [one for one in taken if later(after.when, one.when)]
    if not earlier:
        return []
    latest_start = max(one.when.start for one in earlier)
    latest = [one for one in earlier if one.when.end >= latest_start]
    return latest if all(one.position.excludes(after.position) for one in latest) else []


def _order(revision: Revision) -> tuple[object, ...]:
    return (when_said(revision.after), revision.speaker.iri, revision.before.iri, revision.after.iri)
