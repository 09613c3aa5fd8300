"""Questions about the course of things: links, incidents, claims, losses and the killed, month by month."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from graph import asking
from graph.analytics import Basis, Course, Line, Series, What
from graph.analytics.months import (
    UNDATED,
    Figures,
    earliest,
    figures_of,
    months_first_told,
    months_of_claims,
    months_of_spans,
    series_of,
    together,
)
from graph.columns import NONE
from graph.errors import InputError
from graph.knowledge.recurring import Recurring
from graph.model import Ref, Status
from graph.namespaces import AG
from graph.resources import application_query
from graph.selecting import propositions_at
from graph.settings import BULK_LIMITS

if TYPE_CHECKING:
    from graph.analytics.nets import Counts
    from graph.columns.layout import Flags
    from graph.tallies import Point

_KILLED = {AG + "killedAtLeast": "low", AG + "killed": "best", AG + "killedAtMost": "high"}
_DENIED = tuple(Status).index(Status.DENIED_ONLY)


class Coursing(Recurring):
    """What one can ask of everything that is dated."""

    def course(self, what: What | str, entity: str = "", *, basis: Basis | str = Basis.EVENT) -> Course:
        """Return how much there was of something month by month.

        What is dated less exactly than a month is counted apart, as is what is not dated; nothing is spread.
        A link is in the month of the incident at its end, or by `basis` of the first claim that tells it.
        What is only denied counts as a claim and as nothing else.

        Parameters
        ----------
        what
            ``links``, ``incidents``, ``claims``, ``losses`` or ``killed``. Losses of a weapon of which there
            are lists or running counts are those counts, by each source (see `tally_series`); otherwise they
            are the reported incidents of that class without running counts, each of which would hold those of
            the days before.
        entity
            Only what is linked to it: its degree, its incidents, the claims about it. Without it everything.
        basis
            ``event``, ``said`` or ``published``.

        Raises
        ------
        InputError
            If a name is unknown.
        """
        asked, dated = asking.word_named(What, what, "a sort of series"), self._basis(basis)
        of = self.named(entity) if entity else None
        if asked is What.LOSSES and of and "Weapon" in self._reading.lexicon.types.get(of.iri, ()):
            points = self.tally_series(of.iri)
            if points:
                return Course(asked, dated, of, of_tally(points))
        if asked is What.LINKS:
            return Course(asked, dated, of, self._links_course(dated, of))
        if asked is What.CLAIMS:
            return Course(asked, dated, of, self._claims_course(dated, of))
        if asked is What.KILLED:
            return Course(asked, dated, of, self._killed_course(dated, of))
        kind = "EquipmentLoss" if asked is What.LOSSES else "Incident"
        return Course(asked, dated, of, self._incidents_course(kind, asked, dated, of))

    def _basis(self, basis: Basis | str) -> Basis:
        return asking.word_named(Basis, basis, "a sort of date")

    def _links_course(self, basis: Basis, of: Ref | None) -> Series:
        told = self._links
        held = told.arrays.proposition[told.shown]
        held = held[(self._stands & self._holding(of))[held]]
        return series_of(self._months(basis)[held], {"links": None})

    def _claims_course(self, basis: Basis, of: Ref | None) -> Series:
        columns = self._columns
        rows = np.flatnonzero(self._counting & self._on(of)[columns.proposition])
        if basis is Basis.EVENT:
            return series_of(self._months(basis)[columns.proposition[rows]], {"claims": None})
        return series_of(months_of_claims(columns, rows, basis), {"claims": None})

    def _incidents_course(self, kind: str, what: What, basis: Basis, of: Ref | None) -> Series:
        told = self._incidents(kind, of)
        if what is What.LOSSES:
            told &= ~self._running_counts
        incidents = np.flatnonzero(told)
        return series_of(self._incident_months(basis)[incidents], {what.value: None})

    def _killed_course(self, basis: Basis, of: Ref | None) -> Series:
        wanted = self._incidents("Incident", of)
        figures = {one: each for one, each in self._killed().items() if wanted[one]}
        numbers = np.array(sorted(figures), np.int64)
        lines = {
            name: np.array([getattr(figures[one], name) for one in numbers.tolist()], np.int64)
            for name in ("low", "best", "high")
        }
        return series_of(self._incident_months(basis)[numbers], lines)

    def _killed(self) -> dict[int, Figures]:
        """Return what is told of how many were killed in each incident, by its number; denials apart."""
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

    @property
    def _stands(self) -> Flags:
        """Which propositions are told and looked at, and not only denied."""
        found: Flags = self._told & (self._telling.judged.status != _DENIED)
        return found

    def _months(self, basis: Basis) -> Counts:
        """Return the month of each proposition."""
        if basis is not Basis.EVENT:
            return months_first_told(self._columns, self._counting, basis)
        columns, events = self._columns, self._incident_months(basis)
        ends = events[columns.object]
        return together(events[columns.subject], np.where(columns.object == NONE, UNDATED, ends))

    def _incident_months(self, basis: Basis) -> Counts:
        """Return the month of each entity: of incidents their dates, or when they were first told of."""
        columns = self._columns
        if basis is Basis.EVENT:
            return months_of_spans(len(columns.entities), self._reading.ground.days)
        first = months_first_told(columns, self._counting, basis)
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
        """Return which propositions have the entity at an end; all without one."""
        columns = self._columns
        if of is None:
            return np.ones(len(columns.propositions), np.bool_)
        number = columns.entities.index(of.iri)
        if number == NONE:
            raise InputError(f"Nothing is told of {of.label}, so there is nothing to count.")
        return propositions_at(columns, np.arange(len(columns.entities)) == number)

    def _on(self, of: Ref | None) -> Flags:
        """Return which propositions are about the entity or what concerns it; all without one."""
        return self._holding(None) if of is None else propositions_at(self._columns, self._matter(of.iri))


def of_tally(points: tuple[Point, ...]) -> Series:
    """Return running counts by each source as a series; a month without a count keeps that before it."""
    names = tuple(dict.fromkeys(name for point in points for name, _ in point.counts))
    held: dict[str, int | None] = dict.fromkeys(names)
    counts: defaultdict[str, list[int | None]] = defaultdict(list)
    for point in points[-BULK_LIMITS.series_months :]:
        held.update(point.counts)
        for name in names:
            counts[name].append(held[name])
    months = tuple(point.day[:7] for point in points[-BULK_LIMITS.series_months :])
    lines = tuple(Line(name, tuple(counts[name])) for name in names)
    return Series(months, lines, sum(one or 0 for one in held.values()), running=True)
