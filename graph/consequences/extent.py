"""How much falls when sources are taken out, counted on integer columns, and which of it is to be told.

It counts the same as `graph.consequences.consequences` finds among claims as values, however many there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE
from graph.consequences.falling import Totals
from graph.model import Stance
from graph.selecting import of_most_told

if TYPE_CHECKING:
    from graph.columns import Columns, Judged
    from graph.columns.layout import Flags

_ASSERTS = tuple(Stance).index(Stance.ASSERTS)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """One side of what is held against each other: the claims that count, and how they make it stand."""

    columns: Columns
    counting: Flags
    judged: Judged
    nodes: Flags
    """Which entities of the columns are in the picture."""

    @property
    def told(self) -> Flags:
        """About which propositions a claim counts."""
        return _about(self.columns, self.counting)

    @property
    def asserted(self) -> Flags:
        """Which propositions somebody asserts."""
        return _about(self.columns, self.counting & (self.columns.stance == _ASSERTS))

    @property
    def is_link(self) -> Flags:
        """Which propositions join two entities of the picture."""
        target = self.columns.object
        found: Flags = self.nodes[self.columns.subject] & (target != NONE) & self.nodes[target]
        return found

    @property
    def spoken_of(self) -> Flags:
        """Of which entities something is told."""
        found = np.zeros(len(self.nodes) + 1, np.bool_)  # a value, -1, marks the place beyond the last
        found[self.columns.subject[self.told]] = True
        found[self.columns.object[self.told]] = True
        return found[:-1] & self.nodes


@dataclass(frozen=True, slots=True, eq=False)
class Extent:
    """How much is different."""

    totals: Totals
    counts: Mapping[str, int]
    """How many there are of each part of `Consequences`, by its name."""
    silent: Flags
    """The entities of which nothing is told any more."""
    telling: Flags
    """The propositions that are to be told: of each part those with most claims."""


def extent_of(before: Weighed, after: Weighed, most: int) -> Extent:
    """Return how much is different in `after`, and of each part the `most` told propositions."""
    columns, (was, now) = before.columns, (before.told, after.told)
    fallen = before.counting & ~after.counting
    parts = {**_lost(before, after), **_restood(before, after, was, now)}
    either = before.counting | after.counting
    telling = np.zeros(len(columns.propositions), np.bool_)
    for part in (*parts.values(), _about(columns, fallen)):
        telling |= _about(columns, of_most_told(columns, either & part[columns.proposition], most))
    silent = before.spoken_of & ~after.spoken_of
    counts = {name: int(np.count_nonzero(part)) for name, part in parts.items()}
    counts |= {"claims": int(np.count_nonzero(fallen)), "silent": int(np.count_nonzero(silent))}
    return Extent(_totals(before), counts, silent, telling)


def _lost(before: Weighed, after: Weighed) -> dict[str, Flags]:
    lost = before.asserted & ~after.asserted
    return {"links": lost & before.is_link, "statements": lost & ~before.is_link}


def _restood(before: Weighed, after: Weighed, was: Flags, now: Flags) -> dict[str, Flags]:
    """Return what is told on another footing, or no more though nobody asserted it."""
    one, other, both = before.judged, after.judged, was & now
    changes = (was != now) | (both & (one.status != other.status))
    return {
        "changes": changes,
        "restated": changes & both,
        "unheard": was & ~now & ~before.asserted,
        "single_origin": both & (one.origins > 1) & (other.origins == 1),
        "unnamed_only": both & (one.origins > 0) & (other.origins == 0) & (other.unknown_origins > 0),
    }


def _totals(before: Weighed) -> Totals:
    asserted, links = before.asserted, before.is_link
    return Totals(
        claims=int(np.count_nonzero(before.counting)),
        links=int(np.count_nonzero(asserted & links)),
        statements=int(np.count_nonzero(asserted & ~links)),
        entities=int(np.count_nonzero(before.spoken_of)),
    )


def _about(columns: Columns, claims: Flags) -> Flags:
    found = np.zeros(len(columns.propositions), np.bool_)
    found[columns.proposition[claims]] = True
    return found
