"""Stance over time: who said what when, when somebody changed, and when what is spoken of took place.

Three dates are kept apart: when something happened, when it was said, and when that was published. Each is
an interval as wide as it is inexact, and a change is told only where one lies surely after the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from graph.contradictions.revisions import Position, revisions_among, when_said
from graph.dates import Span, span_meant, span_published, span_said
from graph.lexicon import Lexicon, Relation
from graph.model import Certainty, Claim, Proposition, Ref, Stance
from graph.sentences import claim_sentence, counted


class ChangeKind(StrEnum):
    """What became of a speaker's stance to one proposition."""

    REVERSED = "reversed"
    """From asserting to denying, or the other way round."""
    SOFTENED = "softened"
    """Less sure: now with reserve, or left open."""
    FIRMED = "firmed"
    """Surer: no longer with reserve, or no longer left open."""


_WORDS = {
    ChangeKind.REVERSED: "now says the opposite",
    ChangeKind.SOFTENED: "is now less sure",
    ChangeKind.FIRMED: "is now surer",
}


class Event(NamedTuple):
    """When an incident took place, as somebody asserts it."""

    proposition: Proposition
    """What gives the date; its claims are the sources."""
    span: Span


@dataclass(frozen=True, slots=True)
class Moment:
    """One claim in time."""

    claim: Claim
    said: Span | None
    """None where it is not known, as of every reference claim."""
    published: Span | None

    @property
    def when(self) -> Span | None:
        """When it was said, otherwise when it was published; None for a reference claim and without both."""
        return when_said(self.claim)


@dataclass(frozen=True, slots=True)
class Change:
    """A speaker who surely took another stance before, or was surely more or less certain."""

    speaker: Ref
    """The claimant of both claims, or the body for which both were made."""
    before: Claim
    after: Claim
    kind: ChangeKind


@dataclass(frozen=True, slots=True)
class StanceHistory:
    """Who took which stance when, on one proposition or on all that concern an entity."""

    thing: Ref
    events: tuple[Event, ...]
    """When the incidents concerned took place, earliest first."""
    moments: tuple[Moment, ...]
    """By when they were said, otherwise published; those without a date last."""
    changes: tuple[Change, ...]
    """In the order of the later claim."""
    left_out: int = 0
    """Claims that were not read because there are very many; those that are told are the latest, and those of
    statements on which not all agree."""


def stance_history(
    thing: Ref, claims: Iterable[Claim], told: Iterable[Claim], lexicon: Lexicon
) -> StanceHistory:
    """Return who said what when about `thing`, and who changed.

    Parameters
    ----------
    thing
        What was asked for, a proposition or an entity.
    claims
        The claims about it that count.
    told
        All claims that count: some of them date the incidents concerned.
    lexicon
        Tells incidents from other entities.
    """
    given = tuple(claims)
    moments = [Moment(claim, span_said(claim), span_published(claim.document)) for claim in given]
    return StanceHistory(
        thing,
        events=dates_of(_incidents(thing, given, lexicon), told),
        moments=tuple(sorted(moments, key=_in_time)),
        changes=tuple(_changes(given)),
    )


def _in_time(moment: Moment) -> tuple[object, ...]:
    when = moment.when
    return (when is None, *((when.start, when.end) if when else ()), moment.claim.iri)


def _incidents(thing: Ref, claims: Iterable[Claim], lexicon: Lexicon) -> set[str]:
    ends = {end.iri for claim in claims for end in _ends(claim.proposition)} | {thing.iri}
    return {iri for iri in ends if "Incident" in lexicon.types.get(iri, ())}


def _ends(proposition: Proposition) -> Iterator[Ref]:
    yield proposition.subject
    if isinstance(proposition.object, Ref):
        yield proposition.object


def dates_of(incidents: Collection[str], told: Iterable[Claim]) -> tuple[Event, ...]:
    """Return when each of `incidents` took place, as somebody of those who `told` asserts; earliest first."""
    found: dict[str, Event] = {}
    for claim in told:
        one = claim.proposition
        span = span_meant(one.object) if one.subject.iri in incidents else None
        if span is not None and claim.stance is Stance.ASSERTS:
            found[one.iri] = Event(one, span)
    return tuple(sorted(found.values(), key=lambda event: (event.span, event.proposition.iri)))


def _changes(claims: Iterable[Claim]) -> list[Change]:
    grouped: defaultdict[str, defaultdict[float, list[Claim]]]
    grouped = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        grouped[claim.proposition.iri][_attitude(claim)].append(claim)
    found = [
        Change(one.speaker, one.before, one.after, _kind(one.before, one.after))
        for attitudes in grouped.values()
        for one in revisions_among([Position(tuple(held), at, at) for at, held in attitudes.items()])
    ]
    return sorted(found, key=lambda one: (when_said(one.after), one.after.iri, one.before.iri))


def _attitude(claim: Claim) -> float:
    """Return how a claim stands to its proposition: from a sure denial, -2, over 0, left open, to 2."""
    sure = 2.0 if claim.certainty is Certainty.CERTAIN else 1.0
    return {Stance.ASSERTS: sure, Stance.DENIES: -sure, Stance.UNSURE: 0.0}[claim.stance]


def _kind(before: Claim, after: Claim) -> ChangeKind:
    held, now = _attitude(before), _attitude(after)
    if held * now < 0:
        return ChangeKind.REVERSED
    return ChangeKind.SOFTENED if abs(now) < abs(held) else ChangeKind.FIRMED


def history_sentence(history: StanceHistory) -> str:
    """Return over what time how many spoke, and how many changes there were.

    Such as ``14 claims, the first of 23 May 2023, the last of 25 May 2023, 1 of them undated; 1 change``.
    """
    dated = [moment.when for moment in history.moments if moment.when]
    said = counted(len(history.moments), "claim")
    if history.left_out:
        said = f"the latest {len(history.moments):,} of {len(history.moments) + history.left_out:,} claims"
    if dated:
        first, last = dated[0], max(dated, key=lambda span: (span.end, span.start))
        said += (
            f", the first of {first.text}, the last of {last.text}" if first != last else f" of {first.text}"
        )
    undated = len(history.moments) - len(dated)
    if undated:
        said += f", {undated:,} of them undated"
    return f"{said}; {counted(len(history.changes), 'change') if history.changes else 'nobody changed'}"


def moment_sentence(moment: Moment, relations: Mapping[str, Relation]) -> str:
    """Return when who took which stance to what.

    Such as ``24 May 2023: John Kirby (for White House) does not say whether: ... (Post, ..., line 18)``.
    """
    when = moment.when.text if moment.when else "without a date"
    published = "published " if moment.when and moment.said is None else ""
    return f"{published}{when}: {claim_sentence(moment.claim, relations)}"


def change_sentence(change: Change, relations: Mapping[str, Relation]) -> str:
    """Return who changed in what way, with both claims and their dates."""
    before, after = (
        moment_sentence(Moment(claim, span_said(claim), span_published(claim.document)), relations)
        for claim in (change.before, change.after)
    )
    return f"{change.speaker.label} {_WORDS[change.kind]}. Before - {before}; after - {after}"
