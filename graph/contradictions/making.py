"""Contradictions of a large graph: sketched for all of it from columns, made of claims where looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.conflicts import Conflict, ConflictKind, ConflictRules, Content, conflicts_among
from graph.contradictions.finding import Told, is_held, of_conflict, of_stances
from graph.contradictions.listing import Listed
from graph.contradictions.numbered import ClaimsRead, NumberedMatters
from graph.contradictions.selecting import about as about_any
from graph.contradictions.selecting import between as between_any
from graph.contradictions.sketching import Sketch, sketches
from graph.contradictions.told import ToldByNumber
from graph.model import Claim, Proposition, Ref
from graph.selecting import marked

if TYPE_CHECKING:
    from graph.columns.layout import Flags
    from graph.contradictions.values import Contradiction
    from graph.lexicon import Lexicon


@dataclass(eq=False)
class Maker:
    """Makes the contradictions that the claims told make, each when it is looked at.

    They are the same as `graph.contradictions.contradictions` finds among all claims as values.
    """

    told: ToldByNumber
    lexicon: Lexicon
    rules: ConflictRules
    read: Callable[[Sequence[int]], Mapping[int, tuple[Claim, ...]]] = field(repr=False)
    """Reads the claims that count about propositions, standing as they make them."""
    content: Callable[[Iterable[int]], Mapping[int, Proposition]] = field(repr=False)
    """Reads propositions, standing so."""
    _made: dict[str, Contradiction] = field(default_factory=dict)

    @cached_property
    def listed(self) -> Listed:
        """All of them, of every kind, heaviest first."""
        return Listed(sketches(self.told, self._exists), self.make)

    def make(self, wanted: Sequence[Sketch]) -> list[Contradiction]:
        """Return the contradictions of some sketches, whose claims are read together."""
        new = [one for one in wanted if one.key not in self._made]
        self._claims.know(number for one in new for number in one.of if self.told.told[number])
        conflicts = self._conflicts([one for one in new if one.conflict != NONE])
        for one in new:
            if one.conflict != NONE:
                found = of_conflict(conflicts[one.conflict], self._told)
            else:
                found = of_stances(self.told.columns.propositions[one.of[0]], one.kind, self._told)
            if found is not None:
                self._made[one.key] = found
        return [self._made[one.key] for one in wanted]

    def about(self, found: Listed, entities: frozenset[str]) -> Listed:
        """Return those of `found` that concern one of `entities`, as `graph.contradictions.about` does."""
        wanted = self._marked(entities)
        near = self._marked(())
        for number in np.flatnonzero(wanted).tolist():
            for one in self.told.about(number).tolist():
                if self.told.judged.denied[one]:
                    near[list(self.told.ends(one))] = True
        kept = []
        for one in found.sketches:
            ends = self._ends(one)
            if any(wanted[end] for end in ends):
                kept.append(one)
            elif one.conflict != NONE and any(near[end] for end in ends):
                kept += [one] if about_any(self.make([one]), entities) else []
        return found.of(kept)

    def between(self, found: Listed, one: frozenset[str], other: frozenset[str]) -> Listed:
        """Return those of `found` between two parties, as `graph.contradictions.between` does."""
        speaks = [self._spoken_by(party) for party in (one, other)]
        ends = [self._marked(party) for party in (one, other)]
        kept = []
        for each in found.sketches:
            told = {number for side in each.of for number in (side, *self._denied_near(each, side))}
            joined = all(any(flags[end] for end in self._ends(each)) for flags in ends)
            opposed = all(any(flags[number] for number in told) for flags in speaks)
            if (joined or opposed) and between_any(self.make([each]), one, other):
                kept.append(each)
        return found.of(kept)

    def with_any(self, found: Listed, propositions: Iterable[int]) -> Listed:
        """Return those of `found` with a side about one of `propositions`."""
        wanted = set(propositions)
        return found.of([one for one in found.sketches if wanted.intersection(one.sides)])

    def _denied_near(self, sketch: Sketch, number: int) -> list[int]:
        """Return what is denied of the ends of a member of a conflict."""
        if sketch.conflict == NONE:
            return []
        denied = self.told.judged.denied
        return [one for end in self.told.ends(number) for one in self.told.about(end).tolist() if denied[one]]

    def _spoken_by(self, party: frozenset[str]) -> Flags:
        """Return about which propositions somebody of a party speaks."""
        columns, members = self.told.columns, np.append(self._marked(party), False)
        spoken = self.told.counting & (members[columns.claimant] | members[columns.on_behalf_of])
        found = np.zeros(len(columns.propositions), np.bool_)
        found[columns.proposition[spoken]] = True
        return found

    def _ends(self, sketch: Sketch) -> set[int]:
        told = [number for number in (*sketch.of, *sketch.sides) if self.told.told[number]]
        return {end for number in told for end in self.told.ends(number)}

    def _marked(self, entities: Iterable[str]) -> Flags:
        return marked(self.told.columns, entities)

    def _exists(self, sketch: Sketch) -> bool:
        """Return whether it is more than one speaker's change of mind, by its claims."""
        self._claims.know(number for number in sketch.of if self.told.told[number])
        if sketch.conflict != NONE:
            return bool(is_held(self._conflicts([sketch])[sketch.conflict], self._told))
        iri = self.told.columns.propositions[sketch.of[0]]
        return of_stances(iri, sketch.kind, self._told) is not None

    def _conflicts(self, wanted: Sequence[Sketch]) -> dict[int, Conflict]:
        """Return the conflicts of some sketches by their numbers, with the ground of each."""
        if not wanted:
            return {}
        names = self.told.columns.propositions
        members = {names[number] for one in wanted for number in one.of}
        judged = (one.propositions for one in self.rules.judged if one.propositions & members)
        numbers = {names.index(iri) for iri in members.union(*judged)} - {NONE}
        contents = {one.iri: _content(one) for one in self.content(numbers).values()}
        found = {
            (one.kind, frozenset(each.proposition for each in one.members)): one
            for one in reversed(conflicts_among(contents, self.rules))
        }
        kinds = tuple(ConflictKind)
        of_each = self.told.columns.conflict_kind
        return {
            one.conflict: found[kinds[of_each[one.conflict]], frozenset(names[number] for number in one.of)]
            for one in wanted
        }

    @cached_property
    def _claims(self) -> ClaimsRead:
        return ClaimsRead(self.told, self.read)

    @cached_property
    def _told(self) -> Told:
        matters = NumberedMatters(self.told, self.lexicon, self._claims, self.content)
        return Told(matters, self._origins, _Weights(self.told))

    def _origins(self, claims: Sequence[Claim]) -> tuple[int, int]:
        columns = self.told.columns
        rows = (columns.claims.index(claim.iri) for claim in claims)
        pairs = {
            pair
            for row in rows
            for pair in columns.pairs[slice(*columns.pair_offsets[row : row + 2])].tolist()
        }
        origins = {(int(columns.pair_origin[pair]), bool(columns.pair_known[pair])) for pair in pairs}
        known = sum(named for _, named in origins)
        return known, len(origins) - known


class _Weights(Mapping[str, int]):
    """Shortest paths through each proposition, by its IRI."""

    def __init__(self, told: ToldByNumber) -> None:
        self._told = told

    def __getitem__(self, iri: str) -> int:
        number = self._told.columns.propositions.index(iri)
        if number == NONE:
            raise KeyError(iri)
        return int(self._told.weights[number])

    def __iter__(self) -> Iterator[str]:
        return iter(self._told.columns.propositions)

    def __len__(self) -> int:
        return len(self._told.columns.propositions)


def _content(one: Proposition) -> Content:
    target = one.object.iri if isinstance(one.object, Ref) else one.object
    return Content(one.subject.iri, one.predicate.iri, target)
