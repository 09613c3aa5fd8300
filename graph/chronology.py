"""What of a picture has a date: incidents when they took place, claims when said and when published.

Pure functions over claims. A date that is not exact stays as wide as it is, and what has none is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from graph.dates import Span, span_of, span_published, span_said
from graph.filters import When
from graph.model import Claim, DatePrecision, Ref
from graph.settings import LIMITS
from graph.timeline import dates_of


@dataclass(frozen=True, slots=True)
class Dated:
    """An incident or a statement on one date; several claims of one statement and one date are one."""

    lane: When
    span: Span
    thing: str
    """IRI of what it is in the picture: the incident, the link, or the entity of which a value is told."""
    claims: tuple[Claim, ...]

    @property
    def key(self) -> tuple[str, str, date, date]:
        """What tells it from all others."""
        return (self.lane.value, self.claims[0].proposition.iri, self.span.start, self.span.end)

    def concerns(self, iri: str) -> bool:
        """Say whether it is `iri`, or a statement about it or by it."""
        return iri == self.thing or any(iri in _named(claim) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Chronology:
    """All that is dated in a picture."""

    dated: tuple[Dated, ...]
    """Lane by lane, each in the order of time."""
    undated: Mapping[When, int]
    """Incidents without any date, claims not known to be said or published on any."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of a timeline: one thing, or the number of those that would lie on each other."""

    lane: When
    span: Span
    """As wide as the date is inexact; of what is counted together, the time it is counted by."""
    row: int
    """Within its lane, from 0."""
    things: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """How the marks of a lane are put together."""

    unit: DatePrecision = DatePrecision.DAY
    """Dates within one of these are one mark."""
    stacked: int = LIMITS.timeline_stack
    """Things of one date that are drawn each for itself; more are one mark with their number."""


DENSITIES = (
    Density(),
    Density(stacked=1),
    Density(DatePrecision.MONTH, 1),
    Density(DatePrecision.YEAR, 1),
)
"""From the most exact on; the first that a lane has room for is drawn."""


def within(claims: Iterable[Claim], entities: Collection[str]) -> tuple[Claim, ...]:
    """Return the claims of a picture of `entities`: links between them, and values told of them."""
    inside = frozenset(entities)
    return tuple(claim for claim in claims if _ends(claim) <= inside)


def chronology(
    entities: Collection[str], claims: Iterable[Claim], types: Mapping[str, tuple[str, ...]]
) -> Chronology:
    """Return what of a picture of `entities` has a date, and how much has none.

    Parameters
    ----------
    entities
        IRIs of what is in the picture.
    claims
        All claims that count: links between the entities and values told of them are taken.
    types
        Each entity's classes: they tell incidents from others.
    """
    told = within(claims, entities)
    incidents = {iri for iri in entities if "Incident" in types.get(iri, ())}
    events = _events(told, incidents)
    said = _grouped(When.SAID, told, span_said)
    published = _grouped(When.PUBLISHED, told, lambda claim: span_published(claim.document))
    undated = {
        When.EVENT: len(incidents - {one.thing for one in events}),
        When.SAID: len(told) - sum(len(one.claims) for one in said),
        When.PUBLISHED: len(told) - sum(len(one.claims) for one in published),
    }
    return Chronology((*events, *said, *published), undated)


def _events(told: Iterable[Claim], incidents: set[str]) -> list[Dated]:
    claims = list(told)
    by_proposition: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_proposition[claim.proposition.iri].append(claim)
    return [
        Dated(
            When.EVENT,
            event.span,
            event.proposition.subject.iri,
            tuple(by_proposition[event.proposition.iri]),
        )
        for event in dates_of(incidents, claims)
    ]


def _grouped(lane: When, told: Iterable[Claim], dating: Callable[[Claim], Span | None]) -> list[Dated]:
    found: defaultdict[tuple[Span, str, str], list[Claim]] = defaultdict(list)
    for claim in told:
        # A reference fact is nobody's word of a day: its text only says when the editors looked it up.
        span = None if claim.reference else dating(claim)
        if span is not None:
            # Whether a date is stated or inferred is told with each claim; it is one date all the same.
            found[replace(span, basis=""), _shown_as(claim), claim.proposition.iri].append(claim)
    return [Dated(lane, span, thing, tuple(found[span, thing, iri])) for span, thing, iri in sorted(found)]


def _shown_as(claim: Claim) -> str:
    one = claim.proposition
    return one.iri if isinstance(one.object, Ref) else one.subject.iri


def _ends(claim: Claim) -> set[str]:
    one = claim.proposition
    return {one.subject.iri} | ({one.object.iri} if isinstance(one.object, Ref) else set())


def _named(claim: Claim) -> set[str]:
    speaking = {claim.claimant.iri} | ({claim.on_behalf_of.iri} if claim.on_behalf_of else set())
    return _ends(claim) | speaking


def marks(
    found: Iterable[Dated], rows: int = LIMITS.timeline_rows, across: int = LIMITS.timeline_across
) -> dict[When, tuple[tuple[Mark, ...], Density]]:
    """Return the marks of each lane that has any, and how they are put together.

    Each lane is drawn as exactly as it has room for: `rows` marks above each other, `across` of them beside
    each other.

    Examples
    --------
    >>> marks([])
    {}
    """
    given = list(found)
    lanes = {lane: [one for one in given if one.lane is lane] for lane in When}
    apart = _least_days_apart(given, across)
    return {lane: _fitting(lane, there, rows, apart) for lane, there in lanes.items() if there}


def _least_days_apart(given: list[Dated], across: int) -> int:
    """Return how many days wide a mark is, whatever it stands for."""
    if not given:
        return 1
    first, last = min(one.span.start for one in given), max(one.span.end for one in given)
    return max(1, (last - first).days // across + 1)


def _fitting(lane: When, there: list[Dated], rows: int, apart: int) -> tuple[tuple[Mark, ...], Density]:
    for density in DENSITIES:
        drawn = _stacked(lane, _bundles(there, density), apart)
        if max(one.row for one in drawn) < rows:
            break
    return drawn, density


def _bundles(there: Iterable[Dated], density: Density) -> Iterator[tuple[Span, tuple[Dated, ...]]]:
    """Yield what becomes one mark, in the order of time."""
    binned: defaultdict[tuple[date, date], list[Dated]] = defaultdict(list)
    for one in there:
        span = _bin(one.span, density.unit)
        binned[span.start, span.end].append(one)
    for _, things in sorted(binned.items()):
        span = _bin(things[0].span, density.unit)
        if len(things) > density.stacked:
            yield span, tuple(things)
        else:
            yield from ((one.span, (one,)) for one in things)


def _bin(span: Span, unit: DatePrecision) -> Span:
    """Return the month or year in which `span` lies; the span itself where it lies in no one of them."""
    if unit is DatePrecision.DAY:
        return span
    wide = span_of(span.start.isoformat(), unit.value)
    return wide if wide is not None and span.end <= wide.end else span


def _stacked(lane: When, bundles: Iterable[tuple[Span, tuple[Dated, ...]]], apart: int) -> tuple[Mark, ...]:
    """Return each bundle as a mark in the lowest row in which it lies on no other."""
    free_from: list[int] = []
    drawn = []
    for span, things in bundles:
        start = span.start.toordinal()
        row = next((number for number, free in enumerate(free_from) if free <= start), len(free_from))
        room = apart if len(things) == 1 else 2 * apart  # for the number beside it
        ends = max(span.end.toordinal() + 1, start + room)
        free_from[row : row + 1] = [ends]
        drawn.append(Mark(lane, span, row, things))
    return tuple(drawn)
