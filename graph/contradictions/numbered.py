"""What is denied and what that leaves open, found by numbers: as `denials` tells it of claims as values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.contradictions.denials import TRUE, can_be_a_matter
from graph.contradictions.told import ToldByNumber
from graph.contradictions.values import Denial
from graph.model import Claim, Proposition, Stance, Status
from graph.namespaces import AG
from graph.settings import LIMITS

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.lexicon import Lexicon

_SETTLED = tuple(tuple(Status).index(one) for one in (Status.UNDISPUTED, Status.DENIED_ONLY))
_UNDISPUTED = tuple(Status).index(Status.UNDISPUTED)


class ClaimsRead(Mapping[str, tuple[Claim, ...]]):
    """The claims that count by the IRI of their proposition, read when asked for and kept."""

    def __init__(
        self, told: ToldByNumber, read: Callable[[Sequence[int]], Mapping[int, tuple[Claim, ...]]]
    ) -> None:
        self._told, self._read = told, read
        self._held: dict[int, tuple[Claim, ...]] = {}

    def know(self, numbers: Iterable[int]) -> None:
        """Read the claims about several propositions at once."""
        wanted = sorted({number for number in numbers if number not in self._held})
        if wanted:
            self._held.update(self._read(wanted))

    def of(self, number: int) -> tuple[Claim, ...]:
        """Return the claims about the proposition with this number."""
        self.know([number])
        return self._held[number]

    def __getitem__(self, iri: str) -> tuple[Claim, ...]:
        number = self._told.columns.propositions.index(iri)
        if number == NONE or not self._told.told[number]:
            raise KeyError(iri)
        return self.of(number)

    def __iter__(self) -> Iterator[str]:
        names = self._told.columns.propositions
        return (names[number] for number in np.flatnonzero(self._told.told).tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._told.told))


@dataclass(eq=False)
class NumberedMatters:
    """What is said about each incident and weapon, found on columns.

    A matter is what `graph.contradictions.denials.Matters` says it is.
    """

    told: ToldByNumber
    lexicon: Lexicon
    claims: ClaimsRead
    content: Callable[[Iterable[int]], Mapping[int, Proposition]] = field(repr=False)
    """Reads propositions by their numbers, standing as the claims that count make them stand."""
    _kinds: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _true: dict[int, bool] = field(default_factory=dict)

    def ends_of(self, propositions: Iterable[str]) -> frozenset[str]:
        """Return what those of `propositions` are about of which anybody tells."""
        names, told = self.told.columns.entities, self.told
        numbers = (told.columns.propositions.index(iri) for iri in propositions)
        there = [number for number in numbers if number != NONE and told.told[number]]
        return frozenset(names[end] for number in there for end in told.ends(number))

    def denials_near(self, propositions: Sequence[str]) -> tuple[Denial, ...]:
        """Return each denial of one of `propositions` or of something about one of their things."""
        numbers = [self.told.columns.propositions.index(iri) for iri in propositions]
        things = self._of(numbers)
        near = {*numbers, *(one for thing in things for one in self._belonging(thing))}
        denied = sorted(number for number in near if self.told.judged.denied[number])
        self.claims.know(denied)
        return tuple(denial for number in denied for denial in self._denials_of(number, things))

    def denials_of(self, proposition: str) -> tuple[Denial, ...]:
        """Return each denial of `proposition`, with what it leaves open."""
        number = self.told.columns.propositions.index(proposition)
        denied = number != NONE and bool(self.told.judged.denied[number])
        return tuple(self._denials_of(number, frozenset())) if denied else ()

    def _denials_of(self, number: int, things: frozenset[int]) -> Iterator[Denial]:
        near = self._of([number]) | things
        for claim in self.claims.of(number):
            if claim.stance is Stance.DENIES:
                yield self._denial(claim, number, near)

    def _denial(self, denial: Claim, number: int, near: frozenset[int]) -> Denial:
        columns = self.told.columns
        gone = {int(columns.subject[number])} if columns.predicate[number] == self._occurred else set()
        incidents = {thing for thing in near - gone if self._is_incident(thing)}
        further = self._concerned_by(incidents) - near
        told = {one for thing in near - gone for one in self._about(thing)}
        told |= {one for thing in further for one in self._about(thing) if self._has_incident(one)}
        told.discard(number)
        row = columns.claims.index(denial.iri)
        left = [one for one in told if self._left_open(one, row, gone)]
        open_ones = sorted(self._links_and_true(left), key=self._contested_first)
        shown = open_ones[: LIMITS.left_open_propositions]
        content = self.content(shown)
        return Denial(denial, tuple(content[one] for one in shown), len(open_ones) - len(shown))

    def _left_open(self, number: int, denial: int, gone: set[int]) -> bool:
        """Say whether somebody asserts it, beyond saying what an incident is, and the denier is silent."""
        told, columns = self.told, self.told.columns
        if self._concerning[columns.predicate[number]] or gone.intersection(told.ends(number)):
            return False
        denier = told.voices(denial)
        silent = not any(told.voices(row) & denier for row in told.rows(number).tolist())
        return bool(told.asserted_by_somebody[number]) and silent

    def _links_and_true(self, numbers: Sequence[int]) -> list[int]:
        """Return `numbers` without those of figures and texts, which nobody leaves open."""
        targets = self.told.columns.object
        self._know_whether_true(one for one in numbers if targets[one] == NONE)
        return [one for one in numbers if targets[one] != NONE or self._true[one]]

    def _know_whether_true(self, numbers: Iterable[int]) -> None:
        """Read which of some propositions have the truth value true as their object."""
        read = self.content([one for one in numbers if one not in self._true])
        self._true.update({one: content.object == TRUE for one, content in read.items()})

    def _contested_first(self, number: int) -> tuple[bool, int, int, int]:
        judged = self.told.judged
        settled = int(judged.status[number]) in _SETTLED
        return (settled, -int(judged.origins[number]), -int(judged.unknown_origins[number]), number)

    def _of(self, propositions: Iterable[int]) -> frozenset[int]:
        """Return the things of a matter that `propositions` are about, of which anybody tells."""
        told = [number for number in propositions if number != NONE and self.told.told[number]]
        ends = {end for number in told for end in self.told.ends(number)}
        return frozenset(end for end in ends if self._is_thing(end))

    def _concerned_by(self, incidents: set[int]) -> frozenset[int]:
        """Return the things that `incidents` concern, such as the vehicles of a transfer."""
        columns = self.told.columns
        found = {
            int(columns.object[one])
            for thing in incidents
            for one in self._about(thing)
            if self._concerning[columns.predicate[one]] and int(columns.subject[one]) in incidents
        }
        return frozenset(end for end in found - {NONE} if self._is_thing(end))

    def _belonging(self, thing: int) -> Iterator[int]:
        settled = self._is_settled(thing)
        subject = self.told.columns.subject
        return (one for one in self._about(thing) if subject[one] == thing or not settled)

    def _is_settled(self, thing: int) -> bool:
        """Return whether it is an incident of which nobody disputes that it took place."""
        told, columns = self.told, self.told.columns
        about = told.about(thing)
        took_place = (columns.subject[about] == thing) & (columns.predicate[about] == self._occurred)
        settling = about[took_place & (told.judged.status[about] == _UNDISPUTED)].tolist()
        self._know_whether_true(settling)
        return any(self._true[one] for one in settling)

    def _about(self, thing: int) -> list[int]:
        found: list[int] = self.told.about(thing).tolist()
        return found

    def _is_thing(self, entity: int) -> bool:
        count = len(self.told.about(entity))
        return 0 < count <= LIMITS.matter_max_propositions and can_be_a_matter(self._types(entity))

    def _is_incident(self, entity: int) -> bool:
        return self._is_thing(entity) and "Incident" in self._types(entity)

    def _has_incident(self, number: int) -> bool:
        return any(self._is_incident(end) for end in self.told.ends(number))

    def _types(self, entity: int) -> tuple[str, ...]:
        if entity not in self._kinds:
            self._kinds[entity] = self.lexicon.types.get(self.told.columns.entities[entity], ())
        return self._kinds[entity]

    @cached_property
    def _occurred(self) -> int:
        return self.told.columns.predicates.index(AG + "occurred")

    @cached_property
    def _concerning(self) -> Flags:
        """Which relations say what an incident is, not something more about it."""
        concerning = self.lexicon.concerning()
        return np.array([iri in concerning for iri in self.told.columns.predicates], np.bool_)
