"""Questions about the course of things: links, incidents, claims, losses and the killed, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graph import asking
from graph.analytics import Basis, Course, Each, Line, Series, What
from graph.analytics.periods import (
    UNDATED,
    earliest,
    periods_first_told,
    periods_of_claims,
    periods_of_spans,
    together,
)
from graph.analytics.series import Figures, figures_of, series_of
from graph.columns import NONE
from graph.errors import InputError
from graph.knowledge.parting import Parting
from graph.model import Ref
from graph.namespaces import AG
from graph.resources import application_query
from graph.selecting import marked, propositions_at
from graph.settings import BULK_LIMITS
from graph.tallies.scope import variants_of

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns.layout import Flags, Ids
    from graph.tallies import Point

_KILLED = {AG + "killedAtLeast": "low", AG + "killed": "best", AG + "killedAtMost": "high"}


class _Counted(NamedTuple):
    """What is counted: things, and the period of each."""

    things: Counts | Ids
    """Numbers of propositions, claims or entities."""
    periods: Counts
    lines: dict[str, Counts | None]
    """As `series_of` takes them."""
    weights: Counts | None = None
    """How much each counts where it is parted into lines; None for once."""


class Coursing(Parting):
    """What one can ask of everything that is dated."""

    def course(
        self,
        what: What | str,
        entity: str = "",
        *,
        basis: Basis | str = Basis.EVENT,
        each: Each | str = Each.MONTH,
        split: str = "",
        running: bool = False,
    ) -> Course:
        """Return how much there was of something week by week, month by month or year by year.

        What is dated less exactly than that is counted apart, as is what is not dated; nothing is spread.
        A link is in the period of the incident at its end, or by `basis` of the first claim that tells it.
        What is only denied counts as a claim and as nothing else.

        Parameters
        ----------
        what
            ``links``, ``incidents``, ``claims``, ``losses`` or ``killed``. Losses of a weapon of which there
            are lists or running counts are those counts, by each source (see `tally_series`), unless `split`
            parts them; otherwise they are the reported incidents of that class without running counts, each
            of which would hold those of the days before.
        entity
            Only what is linked to it or to a variant of it: its degree, its incidents, the claims about it.
            Without it everything.
        basis
            ``event``, ``said`` or ``published``.
        each
            ``week`` (ISO 8601, from Monday), ``month`` or ``year``.
        split
            What parts the count into lines: one of `SPLITS`, or for incidents any relation of theirs, such as
            ``losingSide``. What has several values counts in the line of each.
        running
            Count from the beginning on.

        Raises
        ------
        InputError
            If a name is unknown.
        """
        asked = asking.word_named(What, what, "a sort of series")
        dated = asking.word_named(Basis, basis, "a sort of date")
        length = asking.word_named(Each, each, "a length of time")
        of = self.named(entity) if entity else None
        if asked is What.LOSSES and of and not split and self._is_weapon(of):
            points = self.tally_series(of.iri)
            if points:
                return Course(asked, dated, of, of_tally(points, length))
        counted = self._counted(asked, dated, length, of)
        lines = counted.lines
        if split:
            lines = self.lines_of(asked, split, counted.things, counted.weights)
        series = series_of(counted.periods, lines, length, running=running)
        return Course(asked, dated, of, series, split)

    def _is_weapon(self, of: Ref) -> bool:
        return "Weapon" in self._reading.lexicon.types.get(of.iri, ())

    def _counted(self, what: What, basis: Basis, each: Each, of: Ref | None) -> _Counted:
        counting: dict[What, Callable[[Basis, Each, Ref | None], _Counted]] = {
            What.LINKS: self._links_counted,
            What.CLAIMS: self._claims_counted,
            What.INCIDENTS: self._incidents_counted,
            What.LOSSES: self._losses_counted,
            What.KILLED: self._killed_counted,
        }
        return counting[what](basis, each, of)

    def _links_counted(self, basis: Basis, each: Each, of: Ref | None) -> _Counted:
        told = self._links
        held = told.arrays.proposition[told.shown]
        held = held[(self._stands & self._holding(of))[held]]
        return _Counted(held, self._periods(basis, each)[held], {"links": None})

    def _claims_counted(self, basis: Basis, each: Each, of: Ref | None) -> _Counted:
        columns = self._columns
        rows = np.flatnonzero(self._counting & self._on(of)[columns.proposition])
        if basis is Basis.EVENT:
            periods = self._periods(basis, each)[columns.proposition[rows]]
        else:
            periods = periods_of_claims(columns, rows, basis, each)
        return _Counted(rows, periods, {"claims": None})

    def _incidents_counted(self, basis: Basis, each: Each, of: Ref | None) -> _Counted:
        incidents = np.flatnonzero(self._incidents("Incident", of))
        return _Counted(incidents, self._incident_periods(basis, each)[incidents], {"incidents": None})

    def _losses_counted(self, basis: Basis, each: Each, of: Ref | None) -> _Counted:
        losses = np.flatnonzero(self._incidents("EquipmentLoss", of) & ~self._running_counts)
        return _Counted(losses, self._incident_periods(basis, each)[losses], {"losses": None})

    def _killed_counted(self, basis: Basis, each: Each, of: Ref | None) -> _Counted:
        wanted = self._incidents("Incident", of)
        figures = {one: told for one, told in self._killed.items() if wanted[one]}
        numbers = np.array(sorted(figures), np.int64)
        lines: dict[str, Counts | None] = {
            name: np.array([getattr(figures[one], name) for one in numbers.tolist()], np.int64)
            for name in ("low", "best", "high")
        }
        return _Counted(numbers, self._incident_periods(basis, each)[numbers], lines, lines["best"])

    @cached_property
    def _killed(self) -> dict[int, Figures]:
        """What is told of how many were killed in each incident, by its number; denials apart. Read once."""
        columns, judged = self._columns, self._telling.judged
        told: defaultdict[int, list[tuple[str, int, int]]] = defaultdict(list)
        for relation, sort in _KILLED.items():
            for _, one, value in self.store.select(application_query("analysis_figures"), relation=relation):
                number = NONE if one is None else columns.propositions.index(str(one.value))
                text = "" if value is None else str(value.value)
                if number == NONE or not self._stands[number] or not text.isdecimal():
                    continue
                told[int(columns.subject[number])].append((sort, int(text), int(judged.origins[number])))
        return {one: found for one, each in told.items() if (found := figures_of(each))}

    @property
    def _running_counts(self) -> Flags:
        """Which entities count all losses up to a day, so that each holds those of the days before, too."""
        columns = self._columns
        counted = self._stands & (columns.predicate == columns.predicates.index(AG + "countedTo"))
        found = np.zeros(len(columns.entities), np.bool_)
        found[columns.subject[counted]] = True
        return found

    def _periods(self, basis: Basis, each: Each) -> Counts:
        """Return the period of each proposition."""
        if basis is not Basis.EVENT:
            return periods_first_told(self._columns, self._counting, basis, each)
        columns, events = self._columns, self._incident_periods(basis, each)
        ends = events[columns.object]
        return together(events[columns.subject], np.where(columns.object == NONE, UNDATED, ends))

    def _incident_periods(self, basis: Basis, each: Each) -> Counts:
        """Return the period of each entity: of incidents their dates, or when they were first told of."""
        columns = self._columns
        if basis is Basis.EVENT:
            return periods_of_spans(len(columns.entities), self._reading.ground.days, each)
        first = periods_first_told(columns, self._counting, basis, each)
        ends = [
            (columns.subject, first),
            (columns.object[columns.object != NONE], first[columns.object != NONE]),
        ]
        return earliest(len(columns.entities), ends)

    def _incidents(self, kind: str, of: Ref | None) -> Flags:
        """Return which incidents of a class are told of and looked at, and linked to `of` if given."""
        columns, stands = self._columns, self._stands
        near = np.flatnonzero(stands & self._holding(of))
        spoken = np.zeros(len(columns.entities) + 1, np.bool_)
        spoken[columns.subject[near]] = True
        spoken[columns.object[near]] = True  # -1, of a value, marks the place beyond the last
        found: Flags = spoken[:-1] & self._links.nodes & self._reading.ground.of_kind(kind)
        return found

    def _holding(self, of: Ref | None) -> Flags:
        """Return which propositions have the entity or a variant of it at an end; all without one."""
        columns = self._columns
        if of is None:
            return np.ones(len(columns.propositions), np.bool_)
        if columns.entities.index(of.iri) == NONE:
            raise InputError(f"Nothing is told of {of.label}, so there is nothing to count.")
        family = (of.iri, *variants_of(of.iri, self._reading.identity))
        return propositions_at(columns, marked(columns, family))

    def _on(self, of: Ref | None) -> Flags:
        """Return which propositions are about the entity or what concerns it; all without one."""
        return self._holding(None) if of is None else propositions_at(self._columns, self._matter(of.iri))


def of_tally(points: tuple[Point, ...], each: Each = Each.MONTH) -> Series:
    """Return running counts by each source as a series; a month without a count keeps that before it.

    They are known at the end of months, so that by weeks there is none: then months are told.
    """
    length = Each.MONTH if each is Each.WEEK else each
    ends = {point.day[:7] if length is Each.MONTH else point.day[:4]: point for point in points}
    names = tuple(dict.fromkeys(name for point in points for name, _ in point.counts))
    held: dict[str, int | None] = dict.fromkeys(names)
    counts: defaultdict[str, list[int | None]] = defaultdict(list)
    for point in ends.values():
        held.update(point.counts)
        for name in names:
            counts[name].append(held[name])
    last = BULK_LIMITS.series_periods
    lines = tuple(Line(name, tuple(counts[name][-last:])) for name in names)
    total = sum(one or 0 for one in held.values())
    return Series(tuple(ends)[-last:], lines, total, running=True, each=length)
