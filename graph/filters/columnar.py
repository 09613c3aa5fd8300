"""What a filter lets through, judged on integer columns: the same as `passing` says of claims as values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.columns import NONE, UNKNOWN_DAY
from graph.dates import DATE_TYPES, Span, span_meant
from graph.filters.values import LIES_IN, PART_OF, Filter, When, days_of, lets_kind
from graph.model import Value
from graph.resources import application_query
from graph.selecting import propositions_at

if TYPE_CHECKING:
    from graph.columns import Columns
    from graph.columns.layout import Flags, Ids
    from graph.lexicon import Lexicon
    from graph.store import Store
    from graph.wordings import Wordings


@dataclass(eq=False)
class ColumnGround:
    """What a filter has to know of everything: where and when it was is told by anybody's word."""

    store: Store
    columns: Columns
    lexicon: Lexicon
    asserted: Flags
    """Which propositions anybody asserts."""
    is_entity: Flags
    words: Wordings | None = None
    """The words of the claims by the rows of `columns`, if they are at hand: else the store is asked."""

    @cached_property
    def kinds(self) -> tuple[tuple[str, ...], ...]:
        """The combinations of classes that entities are of; the first stands for what is no entity."""
        return tuple(self._kinds[0])

    @cached_property
    def kind(self) -> Ids:
        """The place in `kinds` of each entity of the columns."""
        return self._kinds[1]

    @cached_property
    def _kinds(self) -> tuple[list[tuple[str, ...]], Ids]:
        if self.words is not None:
            written = (one.decode().split(",") for one in self.words.types)
            return [(), *(tuple(filter(None, types)) for types in written)], self.words.kinds + 1
        places: dict[tuple[str, ...], int] = {}
        types = self.lexicon.types
        len(types)  # they are wanted of all entities, which is quicker at once
        kind = np.zeros(len(self.is_entity), np.int32)
        for number, iri in enumerate(self.columns.entities):
            if iri in types:
                kind[number] = 1 + places.setdefault(types[iri], len(places))
        return [(), *places], kind

    def of_kind(self, name: str) -> Flags:
        """Return which entities are of the class with this local name."""
        of_it = np.array([name in types for types in self.kinds])
        found: Flags = of_it[self.kind]
        return found

    def let_kinds(self, asked: Filter) -> Flags:
        """Return which entities `asked` looks at; what is no entity stands in nobody's way."""
        let = np.array([True, *(lets_kind(asked, types) for types in self.kinds[1:])])
        found: Flags = let[self.kind]
        return found

    @cached_property
    def lying(self) -> tuple[Ids, Ids]:
        """What lies directly in what, as somebody asserts: the one inside, and what it lies in."""
        columns = self.columns
        lies = np.array([one in LIES_IN for one in columns.predicates], np.bool_)
        part = np.array([one == PART_OF for one in columns.predicates], np.bool_)
        places = self.of_kind("Place")
        held = self.asserted & (columns.object != NONE)
        both = places[columns.subject] & places[columns.object]
        held &= lies[columns.predicate] | (part[columns.predicate] & both)
        return columns.subject[held], columns.object[held]

    def inside(self, places: Iterable[str]) -> Flags:
        """Return which entities are `places` or lie in them, also by way of other places."""
        inner, outer = self.lying
        found = np.zeros(len(self.is_entity), np.bool_)
        found[[number for iri in places if (number := self.columns.entities.index(iri)) != NONE]] = True
        before = -1
        while (now := int(found.sum())) != before:
            before = now
            found[inner[found[outer]]] = True
        return found

    @cached_property
    def dates(self) -> tuple[tuple[int, Value], ...]:
        """The propositions whose object is a date, by their numbers, with it: it may be no day."""
        if self.words is not None:
            return self._dates_in(self.words)
        rows = [
            (str(one.value), Value(str(value.value), str(getattr(value, "datatype").value)))  # noqa: B009
            for one, value in self.store.select(application_query("dated_propositions"))
            if one is not None and value is not None
        ]
        numbers = self.columns.propositions.indices(iri for iri, _ in rows).tolist()
        return tuple((n, value) for n, (_, value) in zip(numbers, rows, strict=True) if n != NONE)

    @staticmethod
    def _dates_in(words: Wordings) -> tuple[tuple[int, Value], ...]:
        told = np.array([*(one.decode() in DATE_TYPES for one in words.datatypes), False])[words.datatype]
        return tuple((number, words.value_of(number)) for number in np.flatnonzero(told).tolist())

    @cached_property
    def dated(self) -> tuple[tuple[int, Span], ...]:
        """The propositions whose object is a date, by their numbers, and the days that can be meant."""
        meant = cache(span_meant)  # of very many propositions few dates are given
        return tuple((number, span) for number, value in self.dates if (span := meant(value)))

    @cached_property
    def days(self) -> dict[int, tuple[Span, ...]]:
        """The dates that somebody asserts of each incident, by its number."""
        columns, incidents, found = self.columns, self.of_kind("Incident"), dict[int, set[Span]]()
        for number, span in self.dated:
            if self.asserted[number] and incidents[columns.subject[number]]:
                found.setdefault(int(columns.subject[number]), set()).add(span)
        return {entity: tuple(sorted(spans)) for entity, spans in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Let:
    """What a filter lets through."""

    propositions: Flags
    undated: Flags
    """Those that only their lack of a date keeps out."""


def let_through(counting: Flags, asked: Filter, ground: ColumnGround) -> Let:
    """Return which of the propositions about which claims are `counting` the filter `asked` lets through.

    Raises
    ------
    InputError
        As `graph.filters.days_of` does.
    """
    columns, days = ground.columns, days_of(asked)
    let = np.zeros(len(columns.propositions), np.bool_)
    let[columns.proposition[counting]] = True
    let &= _by_content(asked, ground)
    if days is None:
        return Let(let, np.zeros_like(let))
    first, last = days[0].toordinal(), days[1].toordinal()
    if asked.when is When.EVENT:
        dated, meets = _events(ground, first, last)
    else:
        dated, meets = _sayings(columns, counting, asked.when, first, last)
    return Let(let & meets, let & ~dated)


def _by_content(asked: Filter, ground: ColumnGround) -> Flags:
    """Return which propositions are let through, apart from their dates."""
    columns = ground.columns
    let = np.ones(len(columns.propositions), np.bool_)
    if asked.relations:
        wanted = [_is_a(one, asked.relations, ground.lexicon) for one in columns.predicates]
        let &= np.array(wanted, np.bool_)[columns.predicate]
    if asked.places:
        let &= propositions_at(columns, ground.inside(asked.places))
    if asked.by_kind:
        out = ~ground.let_kinds(asked)
        let &= ~propositions_at(columns, out)
    return let


def _events(ground: ColumnGround, first: int, last: int) -> tuple[Flags, Flags]:
    """Return which propositions are about dated incidents, and of which a date lies in the days asked for."""
    dated, meets = np.zeros_like(ground.is_entity), np.zeros_like(ground.is_entity)
    for entity, spans in ground.days.items():
        dated[entity] = True
        meets[entity] = any(one.start.toordinal() <= last and first <= one.end.toordinal() for one in spans)
    return propositions_at(ground.columns, dated), propositions_at(ground.columns, meets)


def _sayings(columns: Columns, counting: Flags, when: When, first: int, last: int) -> tuple[Flags, Flags]:
    """Return about which propositions something was said or published, and in the days asked for."""
    if when is When.SAID:
        start, end = columns.said_from, columns.said_to
    else:
        start, end = columns.published_from[columns.document], columns.published_to[columns.document]
    known = counting & (start != UNKNOWN_DAY)
    inside = known & (start <= last) & (first <= end)
    dated, meets = (np.zeros(len(columns.propositions), np.bool_) for _ in range(2))
    dated[columns.proposition[known]] = True
    meets[columns.proposition[inside]] = True
    return dated, meets


def _is_a(relation: str, wanted: Sequence[str], lexicon: Lexicon) -> bool:
    known = lexicon.relations.get(relation)
    return relation in wanted or bool(known and known.broader.intersection(wanted))
