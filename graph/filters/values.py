"""Filters: which of the statements that count are looked at.

A perspective decides which claims count, and so how a statement stands. A filter leaves out whole statements,
with all of their claims, so that what stays stands as it did. It is a value, as a perspective is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from graph.dates import Span, span_meant, span_of, span_published, span_said
from graph.errors import InputError
from graph.lexicon import Lexicon
from graph.model import Claim, Proposition, Ref, Stance
from graph.namespaces import AG

Days: TypeAlias = tuple[date, date]
"""The first and the last day looked at."""

LIES_IN = frozenset(AG + name for name in ("location", "locatedIn", "locatedAt"))
"""Relations whose subject lies in their object."""
PART_OF = AG + "partOf"
"""Of two places the first lies in the second."""


class When(StrEnum):
    """Which date a range of days is about."""

    EVENT = "event"
    """When the incident took place that a statement is about."""
    SAID = "said"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked at: every condition leaves something out, and none leaves all in.

    Examples
    --------
    >>> Filter() == NOTHING_LEFT_OUT, Filter(kinds=("Weapon",)) == NOTHING_LEFT_OUT
    (True, False)
    """

    kinds: tuple[str, ...] = ()
    """Local names of the only classes looked at, their subclasses included: a link needs both of its ends."""
    lacking: tuple[str, ...] = ()
    """Local names of classes left out; of classes named in both, an entity's most specific decides."""
    relations: tuple[str, ...] = ()
    """IRIs of the only relations looked at, and those that are special cases of them."""
    since: str = ""
    """A day, month or year in ISO 8601: its first day is the first looked at."""
    until: str = ""
    """Its last day is the last looked at."""
    when: When = When.EVENT
    places: tuple[str, ...] = ()
    """IRIs of the only places: what lies in them, in places within them, or is one of them."""

    @property
    def dated(self) -> bool:
        """Whether a range of days is asked for."""
        return bool(self.since or self.until)

    @property
    def by_kind(self) -> bool:
        """Whether classes are asked for."""
        return bool(self.kinds or self.lacking)


NOTHING_LEFT_OUT = Filter()
"""The filter without conditions."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a filter has to know of everything: where and when it was is told by anybody's word."""

    lexicon: Lexicon
    days: Mapping[str, tuple[Span, ...]]
    """The dates that somebody asserts of each incident."""
    within: Mapping[str, frozenset[str]]
    """What somebody asserts to lie in each thing, directly."""

    def inside(self, places: Iterable[str]) -> frozenset[str]:
        """Return `places` and all that lies in them, also by way of other places."""
        found: set[str] = set()
        waiting = set(places)
        while waiting:
            one = waiting.pop()
            found.add(one)
            waiting |= self.within.get(one, frozenset()) - found
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Passing:
    """What a filter lets through."""

    propositions: frozenset[str]
    undated: frozenset[str]
    """Those that only their lack of a date keeps out."""


def ground_of(claims: Iterable[Claim], lexicon: Lexicon) -> Ground:
    """Return what all `claims` assert of where and when things were."""
    days: defaultdict[str, set[Span]] = defaultdict(set)
    within: defaultdict[str, set[str]] = defaultdict(set)
    asserted = {one.proposition.iri: one.proposition for one in claims if one.stance is Stance.ASSERTS}
    for one in asserted.values():
        subject = one.subject.iri
        span = span_meant(one.object)
        if span and "Incident" in lexicon.types.get(subject, ()):
            days[subject].add(span)
        if isinstance(one.object, Ref) and _lies_in(one, one.object, lexicon):
            within[one.object.iri].add(subject)
    return Ground(
        lexicon,
        {iri: tuple(sorted(spans)) for iri, spans in days.items()},
        {iri: frozenset(found) for iri, found in within.items()},
    )


def _lies_in(one: Proposition, target: Ref, lexicon: Lexicon) -> bool:
    both_places = all("Place" in lexicon.types.get(end.iri, ()) for end in (one.subject, target))
    return one.predicate.iri in LIES_IN or (one.predicate.iri == PART_OF and both_places)


def days_of(asked: Filter) -> Days | None:
    """Return the first and the last day that `asked` looks at; None where it asks for none.

    Raises
    ------
    InputError
        If a date is none, or the first lies after the last.

    Examples
    --------
    >>> [day.isoformat() for day in days_of(Filter(since="2023-05", until="2023"))]
    ['2023-05-01', '2023-12-31']
    """
    if not asked.dated:
        return None
    first = _span(asked.since).start if asked.since else date.min
    last = _span(asked.until).end if asked.until else date.max
    if first > last:
        raise InputError(
            f"The first day looked at, {asked.since!r}, lies after the last, {asked.until!r}; exchange them."
        )
    return first, last


def _span(text: str) -> Span:
    span = span_of(text)
    if span is None:
        raise InputError(f"{text!r} is not a date; give a day, month or year such as 2023-05-24 or 2023-05.")
    return span


def lets_kind(asked: Filter, types: Iterable[str]) -> bool:
    """Return whether an entity of these classes, the most specific first, is looked at.

    Examples
    --------
    >>> facility, place = ("Facility", "Place"), ("Place",)
    >>> without = Filter(kinds=("Place",), lacking=("Facility",))
    >>> lets_kind(without, place), lets_kind(without, facility), lets_kind(without, ("Weapon",))
    (True, False, False)
    """
    for one in types:
        if one in asked.lacking:
            return False
        if one in asked.kinds:
            return True
    return not asked.kinds


def passing(claims: Iterable[Claim], asked: Filter, ground: Ground) -> Passing:
    """Return the propositions of `claims` that `asked` lets through.

    The cost grows linearly with the number of claims.

    Raises
    ------
    InputError
        As `days_of` does.
    """
    days = days_of(asked)
    inside = ground.inside(asked.places) if asked.places else frozenset()
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.proposition.iri].append(claim)
    left = {
        iri: group
        for iri, group in grouped.items()
        if _lets(group[0].proposition, asked, ground.lexicon, inside)
    }
    if days is None:
        return Passing(frozenset(left), frozenset())
    dates = {iri: _spans(group, asked.when, ground) for iri, group in left.items()}
    within = frozenset(iri for iri, spans in dates.items() if any(_meet(span, days) for span in spans))
    return Passing(within, frozenset(iri for iri, spans in dates.items() if not spans))


def _lets(one: Proposition, asked: Filter, lexicon: Lexicon, inside: Collection[str]) -> bool:
    """Return whether `asked` lets a proposition through, apart from its date."""
    ends = _ends(one)
    if asked.relations and not _is_a(one.predicate.iri, asked.relations, lexicon):
        return False
    if asked.places and not any(end in inside for end in ends):
        return False
    entities = [lexicon.types[end] for end in ends if end in lexicon.types]
    return not asked.by_kind or all(lets_kind(asked, types) for types in entities)


def _is_a(relation: str, wanted: Sequence[str], lexicon: Lexicon) -> bool:
    known = lexicon.relations.get(relation)
    return relation in wanted or bool(known and known.broader.intersection(wanted))


def _ends(one: Proposition) -> tuple[str, ...]:
    return (one.subject.iri, one.object.iri) if isinstance(one.object, Ref) else (one.subject.iri,)


def _spans(claims: Sequence[Claim], when: When, ground: Ground) -> tuple[Span, ...]:
    """Return the dates of one proposition, of the sort `when`, that are known."""
    if when is When.EVENT:
        return tuple(span for end in _ends(claims[0].proposition) for span in ground.days.get(end, ()))
    return tuple(_dates(claims, when))


def _dates(claims: Iterable[Claim], when: When) -> Iterator[Span]:
    for claim in claims:
        span = span_said(claim) if when is When.SAID else span_published(claim.document)
        if span:
            yield span


def _meet(span: Span, days: Days) -> bool:
    return span.start <= days[1] and days[0] <= span.end
