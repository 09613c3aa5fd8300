"""Claims chosen by what they join and by who takes which stance: counted at once, the most told ones read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.columns import NONE
from graph.model import Claim, Stance
from graph.selecting import marked, of_most_told, propositions_at
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.columns import Columns, Judged
    from graph.columns.layout import Flags

    Entities: TypeAlias = Flags
    """One truth value for each entity of the columns."""


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Some of the claims that count. Each method leaves fewer of them; nothing is read before `read`.

    Parameters
    ----------
    columns
        All claims.
    judged
        How each proposition stands.
    claims
        Which claims are chosen.
    reader
        Reads the claims that it is given so.
    """

    columns: Columns
    judged: Judged
    claims: Flags
    reader: Callable[[Flags], tuple[Claim, ...]]

    def entities(self, iris: Iterable[str]) -> Entities:
        """Return the entities with these IRIs, to choose by."""
        return marked(self.columns, iris)

    def by_relation(self, *relations: str) -> Chosen:
        """Return the claims whose relation has one of these IRIs."""
        numbers = [self.columns.predicates.index(iri) for iri in relations]
        return self.about(np.isin(self.columns.predicate, numbers))

    def of(self, subjects: Entities) -> Chosen:
        """Return the claims about something that one of `subjects` does or is."""
        return self.about(subjects[self.columns.subject])

    def to(self, objects: Entities) -> Chosen:
        """Return the claims whose proposition ends in one of `objects`."""
        return self.about((self.columns.object != NONE) & objects[self.columns.object])

    def at(self, entities: Entities) -> Chosen:
        """Return the claims whose proposition has one of `entities` at either end."""
        return self.about(propositions_at(self.columns, entities))

    def taking(self, *stances: Stance) -> Chosen:
        """Return the claims that take one of `stances`."""
        places = [tuple(Stance).index(one) for one in stances]
        return self._among(np.isin(self.columns.stance, places))

    def about(self, propositions: Flags) -> Chosen:
        """Return the claims about `propositions`."""
        return self._among(propositions[self.columns.proposition])

    def on_unnamed_word(self) -> Chosen:
        """Return the claims about what rests on unnamed sources alone."""
        return self.about((self.judged.origins == 0) & (self.judged.unknown_origins > 0))

    def with_values(self) -> Chosen:
        """Return the claims whose proposition ends in a value: a number, a date, a text."""
        return self.about(self.columns.object == NONE)

    def __or__(self, other: Chosen) -> Chosen:
        return replace(self, claims=self.claims | other.claims)

    def __and__(self, other: Chosen) -> Chosen:
        return replace(self, claims=self.claims & other.claims)

    @property
    def propositions(self) -> Flags:
        """What the claims are about."""
        found = np.zeros(len(self.columns.propositions), np.bool_)
        found[self.columns.proposition[self.claims]] = True
        return found

    @property
    def subjects(self) -> Entities:
        """The entities that are subjects of what the claims are about."""
        found = np.zeros(len(self.columns.entities), np.bool_)
        found[self.columns.subject[self.propositions]] = True
        return found

    @property
    def ends(self) -> Entities:
        """The entities at either end of what the claims are about."""
        found = np.append(self.subjects, [False])  # a value, -1, marks the place beyond the last
        found[self.columns.object[self.propositions]] = True
        return found[:-1]

    def __len__(self) -> int:
        """How many statements the claims are about."""
        return int(np.count_nonzero(self.propositions))

    def read(self, most: int = BULK_LIMITS.statements_read) -> tuple[Claim, ...]:
        """Return the claims about the `most` statements with most of them, as their documents have them."""
        return self.reader(of_most_told(self.columns, self.claims, most))

    def _among(self, claims: Flags) -> Chosen:
        return replace(self, claims=self.claims & claims)
