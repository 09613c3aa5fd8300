"""Where the claims that count contradict each other: all of it as a list, and each as it is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from graph.asking import word_named
from graph.columns import NONE
from graph.contradictions import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    Listed,
    Maker,
    ToldByNumber,
    contradictions,
    of_kinds,
    paths_through,
    weights_of,
    with_key,
)
from graph.contradictions import about as contradictions_about
from graph.contradictions import between as contradictions_between
from graph.errors import InputError
from graph.knowledge.papers import Sources
from graph.knowledge.weighing import weights_by_all
from graph.model import Proposition
from graph.selecting import marked, spoken_of
from graph.sentences import listed
from graph.telling import voices

if TYPE_CHECKING:
    from graph.columns.layout import Flags, Offsets

_KEY = re.compile(rf"(?:{'|'.join(one.name.casefold() for one in ContradictionKind)})-.*[0-9a-f]{{8}}")
"""What the key of a contradiction looks like, see `graph.contradictions.key_of`."""


class Contradicting(Sources):
    """What one can ask of a graph whose sources contradict each other."""

    def contradictions(
        self,
        about: str | None = None,
        between: tuple[str, str] | None = None,
        kinds: Iterable[ContradictionKind | str] = (),
    ) -> Sequence[Contradiction]:
        """Return where the claims that count contradict each other, heaviest first; often none.

        Of a large graph the list is made at once and each contradiction when it is looked at.

        Parameters
        ----------
        about
            An entity: contradictions about it, what concerns it, the weapons in its incidents, and the
            incidents that an actor had a part in.
        between
            Two sides or actors: contradictions in which they, or those who count for them, take opposing
            sides, or which are about both.
        kinds
            Those asked for; without any, all that are contradictions by themselves.

        Raises
        ------
        InputError
            If an entity or a kind is unknown, or both entities are one.
        """
        asked = (word_named(ContradictionKind, kind, "a kind of contradiction") for kind in kinds)
        wanted = frozenset(asked) or CONTRADICTORY
        found = of_kinds(self._known_contradictions, wanted)
        if about is not None:
            found = self._about(found, self._disputed(self.resolve(about).iri))
        if between is not None:
            one, other = map(self._voices_of, between)
            if one == other:
                raise InputError(
                    f"{between[0]!r} and {between[1]!r} both mean {self._listed(one)}; give two."
                )
            found = self._between(found, self._party(one), self._party(other))
        return found

    def contradictions_in(self, propositions: Iterable[str]) -> Sequence[Contradiction]:
        """Return the contradictions of every kind that have a side about one of `propositions`, by IRI."""
        wanted = frozenset(propositions)
        known = self._known_contradictions
        if isinstance(known, Listed):
            names = self._columns.propositions
            return self._maker.with_any(known, (names.index(iri) for iri in wanted))
        return tuple(one for one in known if wanted & {each.iri for each in one.propositions})

    def _contradictions_called(self, key: str) -> Sequence[Contradiction]:
        """Return the contradiction with this key, if there is one; nothing is sought for what can be none."""
        if not _KEY.fullmatch(key):
            return ()
        return with_key(self._known_contradictions, key)

    def _about(self, found: Sequence[Contradiction], entities: frozenset[str]) -> Sequence[Contradiction]:
        if isinstance(found, Listed):
            return self._maker.about(found, entities)
        return contradictions_about(found, entities)

    def _between(
        self, found: Sequence[Contradiction], one: frozenset[str], other: frozenset[str]
    ) -> Sequence[Contradiction]:
        if isinstance(found, Listed):
            return self._maker.between(found, one, other)
        return contradictions_between(found, one, other)

    @cached_property
    def _known_contradictions(self) -> Sequence[Contradiction]:
        """Return those of every kind, heaviest first, if a filter lets all of their statements through."""
        if self.filters:
            return self._let_contradictions(self.unnarrowed._known_contradictions)
        if not self._reading.is_small:
            return self._maker.listed
        return contradictions(
            self._claims,
            self._reading.conflicts,
            paths_through(self._network, self._claims),
            self._reading.lexicon,
            chains=self._reading.chains,
            kinds=frozenset(ContradictionKind),
        )

    def _let_contradictions(self, found: Sequence[Contradiction]) -> Sequence[Contradiction]:
        if isinstance(found, Listed):
            return found.of([one for one in found.sketches if self._told[list(one.sides)].all()])
        return tuple(one for one in found if all(self._is_told(each.iri) for each in one.propositions))

    @cached_property
    def _maker(self) -> Maker:
        """Makes the contradictions of everything that counts, whatever is looked at of that."""
        if self.filters:
            return self.unnarrowed._maker
        reading = self._reading
        told = ToldByNumber(self._columns, self._counting, self._telling.judged, self._weights)
        return Maker(told, reading.lexicon, reading.rules, self._about_each, self._content_of)

    @property
    def _weights(self) -> Offsets:
        """The shortest paths through each proposition by the claims that count."""
        by_all = self._counts_all and not self._reading.apart
        return weights_by_all(self.store) if by_all else weights_of(self._links)

    def _content_of(self, numbers: Iterable[int]) -> dict[int, Proposition]:
        """Return propositions by their numbers, standing as the claims that count make them stand."""
        held, telling = self._reading.shelf.propositions(numbers), self._telling
        return {
            number: replace(one, standing=telling.standing(number) or one.standing)
            for number, one in held.items()
        }

    def _party(self, actors: Iterable[str]) -> frozenset[str]:
        """Return `actors` and all who count for them."""
        columns, given = self._reading.columns, tuple(actors)
        speaking = voices(columns, map(columns.entities.index, given))
        return frozenset((*given, *(columns.entities[int(one)] for one in speaking.nonzero()[0])))

    def _listed(self, iris: Iterable[str]) -> str:
        return listed(map(self._name_of, iris))

    def _is_told(self, proposition: str) -> bool:
        """Return whether a claim that counts about the proposition with this IRI is looked at."""
        return bool(self._told[self._columns.propositions.index(proposition)])

    def _disputed(self, entity: str) -> frozenset[str]:
        """Return what a dispute about `entity` may be about, which is wider than what concerns it.

        A dispute over how weapons came into a raid is one about the raid, and a dispute over a call is one
        about those who called.
        """
        matter, kinds = self._matter(entity), self._reading.ground
        incidents = kinds.of_kind("Incident")
        found = matter | (self._linked_to(matter & incidents) & kinds.of_kind("Weapon"))
        itself = marked(self._columns, [entity])
        if (itself & kinds.of_kind("Actor")).any():
            found |= self._linked_to(itself) & incidents
        return frozenset(self._named(found))

    def _linked_to(self, entities: Flags) -> Flags:
        """Return the things of which anybody tells a link with one of `entities`, in either direction."""
        columns = self._columns
        held = spoken_of(columns) & (columns.object != NONE) & (columns.object != columns.subject)
        subjects, objects = columns.subject[held], columns.object[held]
        others = marked(columns, ())
        others[objects[entities[subjects]]] = True
        others[subjects[entities[objects]]] = True
        return others
