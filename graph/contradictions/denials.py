"""What exactly is denied, and what the denier leaves open: to deny an approval is not to deny a use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.asking import ends
from graph.contradictions.revisions import voices
from graph.contradictions.values import Denial
from graph.lexicon import Lexicon
from graph.model import Claim, Proposition, Ref, Stance, Status, Value
from graph.namespaces import AG, XSD
from graph.settings import LIMITS

_OCCURRED = AG + "occurred"
TRUE = Value("true", XSD + "boolean")
_INCIDENT = "Incident"
_MATTERS = frozenset({_INCIDENT, "Weapon"})
_WHOLE_WAR = "Conflict"
"""A war as a whole is the frame of everything, so it makes no matter."""


@dataclass(frozen=True, slots=True)
class Matters:
    """What is said about each incident and weapon, so that it can be asked what belongs to one matter.

    A matter is a set of such things. Actors and places make none (a country is in everything), nor does a
    war as a whole, nor a hub about which more is said than `LIMITS.matter_max_propositions`.
    """

    claims: Mapping[str, tuple[Claim, ...]]
    """The claims by the IRI of their proposition."""
    about: Mapping[str, tuple[str, ...]]
    """The IRIs of the propositions about each thing."""
    incidents: frozenset[str]
    """Those of the things that are incidents."""
    settled: frozenset[str]
    """Those of the incidents of which nobody disputes that they took place."""
    concerning: frozenset[str]
    """Relations that say what an incident is (its item, its place), not something more about it."""

    def ends_of(self, propositions: Iterable[str]) -> frozenset[str]:
        """Return what those of `propositions` are about of which anybody tells."""
        told = (self.claims[iri][0] for iri in propositions if iri in self.claims)
        return frozenset(end for claim in told for end in ends(claim))

    def of(self, propositions: Iterable[str]) -> frozenset[str]:
        """Return the things of a matter that `propositions` are about."""
        return self.ends_of(propositions) & self.about.keys()

    def concerned_by(self, incidents: frozenset[str]) -> frozenset[str]:
        """Return the things that `incidents` concern, such as the vehicles of a transfer."""
        told = (self.claims[iri][0].proposition for thing in incidents for iri in self.about[thing])
        reached = (one.object for one in told if self._describes(one, incidents))
        return frozenset(one.iri for one in reached if isinstance(one, Ref)) & self.about.keys()

    def denials_near(self, propositions: Sequence[str]) -> tuple[Denial, ...]:
        """Return each denial of one of `propositions` or of something about one of their things.

        In the order of what is denied. To deny what somebody thinks of an incident that nobody disputes
        (that he wants it ended) is no denial in its matter.
        """
        things = self.of(propositions)
        told = {iri for thing in things for iri in self.about[thing] if self._belongs(iri, thing)}
        return tuple(
            denial for iri in sorted(told.union(propositions)) for denial in self.denials_of(iri, things)
        )

    def denials_of(self, proposition: str, things: frozenset[str] = frozenset()) -> tuple[Denial, ...]:
        """Return each denial of `proposition`, with what it leaves open about its matter and `things`."""
        denying = [one for one in self.claims.get(proposition, ()) if one.stance is Stance.DENIES]
        near = self.of([proposition]) | things
        return tuple(self._denial(one, near) for one in denying)

    def _denial(self, denial: Claim, near: frozenset[str]) -> Denial:
        gone = _denied_away(denial.proposition)
        further = self.concerned_by(near & self.incidents - gone) - near
        told = {iri for thing in near - gone for iri in self.about[thing]}
        told |= {iri for thing in further for iri in self.about[thing] if self.incidents & self._ends(iri)}
        told.discard(denial.proposition.iri)
        open_ones = [self.claims[iri][0].proposition for iri in told if self._left_open(iri, denial, gone)]
        open_ones.sort(key=_contested_first)
        shown = tuple(open_ones[: LIMITS.left_open_propositions])
        return Denial(denial, shown, len(open_ones) - len(shown))

    def _left_open(self, iri: str, denial: Claim, gone: frozenset[str]) -> bool:
        """Say whether somebody asserts it, beyond saying what an incident is, and the denier is silent."""
        claims = self.claims[iri]
        proposition = claims[0].proposition
        if proposition.predicate.iri in self.concerning or gone & self._ends(iri):
            return False
        if isinstance(proposition.object, Value) and proposition.object != TRUE:
            return False
        asserted = any(one.stance is Stance.ASSERTS and not one.reference for one in claims)
        return asserted and not any(voices(one) & voices(denial) for one in claims)

    def _belongs(self, iri: str, thing: str) -> bool:
        return self.claims[iri][0].proposition.subject.iri == thing or thing not in self.settled

    def _describes(self, proposition: Proposition, incidents: frozenset[str]) -> bool:
        return proposition.predicate.iri in self.concerning and proposition.subject.iri in incidents

    def _ends(self, iri: str) -> set[str]:
        return ends(self.claims[iri][0])


def matters(claims: Iterable[Claim], lexicon: Lexicon) -> Matters:
    """Return what `claims` say about the incidents and weapons among their ends."""
    by_proposition: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_proposition[claim.proposition.iri].append(claim)
    about: defaultdict[str, list[str]] = defaultdict(list)
    for iri in sorted(by_proposition):
        for thing in ends(by_proposition[iri][0]):
            if can_be_a_matter(lexicon.types.get(thing, ())):
                about[thing].append(iri)
    kept = {thing: told for thing, told in about.items() if len(told) <= LIMITS.matter_max_propositions}
    return Matters(
        {iri: tuple(group) for iri, group in by_proposition.items()},
        {thing: tuple(told) for thing, told in kept.items()},
        frozenset(thing for thing in kept if _INCIDENT in lexicon.types[thing]),
        frozenset(group[0].proposition.subject.iri for group in by_proposition.values() if _settles(group)),
        lexicon.concerning(),
    )


def can_be_a_matter(types: Iterable[str]) -> bool:
    """Return whether a thing of these classes makes a matter: incidents and weapons, but no whole war."""
    given = set(types)
    return bool(given & _MATTERS) and _WHOLE_WAR not in given


def _settles(claims: Sequence[Claim]) -> bool:
    proposition = claims[0].proposition
    took_place = proposition.predicate.iri == _OCCURRED and proposition.object == TRUE
    return took_place and proposition.standing.status is Status.UNDISPUTED


def _denied_away(proposition: Proposition) -> frozenset[str]:
    """Return the incident of which it is denied that it took place: everything about it falls with that."""
    return frozenset({proposition.subject.iri} if proposition.predicate.iri == _OCCURRED else ())


def _contested_first(proposition: Proposition) -> tuple[bool, int, int, str]:
    standing = proposition.standing
    settled = standing.status not in (Status.DISPUTED, Status.UNCONFIRMED)
    return (settled, -standing.origins, -standing.unknown_origins, proposition.iri)
