"""A perspective: which claims count.

A perspective is a value: it can be kept, compared, joined with another and written into an address.
`graph.telling` says which claims it lets count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.dates import span_of
from graph.errors import InputError
from graph.model import Modality, Status


class AsOf(StrEnum):
    """Which date decides what was known: when it was said, or when it was published."""

    SAID = "said"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Perspective:
    """Which claims count: every condition narrows, and none lets everything count.

    Examples
    --------
    >>> Perspective() == EVERYTHING
    True
    >>> Perspective(modalities=(Modality.FACT,), min_origins=2).is_everything
    False
    """

    told_by: tuple[str, ...] = ()
    """IRIs of actors whose word counts; those who count for them, such as a spokesman, count too."""
    own_voice: bool = False
    """What outlets say themselves counts: the claimant is the outlet of the document."""
    background: bool = False
    """Reference facts count too, whoever tells the rest."""
    without: tuple[str, ...] = ()
    """IRIs of actors, outlets and documents taken out, with all that was taken from them."""
    named_only: bool = False
    """What unnamed sources say does not count, nor what was taken from such a claim."""
    outlets: tuple[str, ...] = ()
    """IRIs of outlets: only what they printed counts."""
    documents: tuple[str, ...] = ()
    """IRIs of documents: only what stands in them counts."""
    as_of: str = ""
    """ISO 8601 date, of a month or year its last day: only what was surely said (or published) by then."""
    as_of_basis: AsOf = AsOf.SAID
    modalities: tuple[Modality, ...] = ()
    """The only modalities that count; facts only is ``(Modality.FACT,)``."""
    min_origins: int = 0
    """Least number of independent named origins a proposition must have."""
    statuses: tuple[Status, ...] = ()
    """Only propositions that stand so, as the claims that count make them stand."""
    apart: tuple[str, ...] = ()
    """IRIs of identity judgements that are switched off."""

    @property
    def is_everything(self) -> bool:
        """Whether every claim counts and every identity judgement holds."""
        return self == EVERYTHING

    @property
    def widest(self) -> Perspective:
        """The perspective on the same entities under which every claim counts."""
        return Perspective(apart=self.apart)

    @property
    def tells(self) -> bool:
        """Whether it says whose word counts."""
        return bool(self.told_by) or self.own_voice

    def joined(self, other: Perspective) -> Perspective:
        """Return this perspective with the conditions of `other`, its own first where only one can hold.

        Who may speak and what is taken out add up.

        Examples
        --------
        >>> Perspective(told_by=("a",)).joined(Perspective(told_by=("b",), as_of="2023-05-24")).told_by
        ('a', 'b')
        """
        return Perspective(
            told_by=_together(self.told_by, other.told_by),
            own_voice=self.own_voice or other.own_voice,
            background=self.background or other.background,
            without=_together(self.without, other.without),
            named_only=self.named_only or other.named_only,
            outlets=self.outlets or other.outlets,
            documents=self.documents or other.documents,
            as_of=self.as_of or other.as_of,
            as_of_basis=self.as_of_basis if self.as_of else other.as_of_basis,
            modalities=self.modalities or other.modalities,
            min_origins=self.min_origins or other.min_origins,
            statuses=self.statuses or other.statuses,
            apart=_together(self.apart, other.apart),
        )

    def less(self, sources: Iterable[str]) -> Perspective:
        """Return this perspective without `sources` as well."""
        return replace(self, without=_together(self.without, sources))


def _together(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


EVERYTHING = Perspective()
"""The perspective without conditions."""


def day_of(text: str) -> str:
    """Return the last day that an ISO 8601 date can mean, itself where it is a day.

    Raises
    ------
    InputError
        If `text` is no date.

    Examples
    --------
    >>> day_of("2023-05")
    '2023-05-31'
    """
    span = span_of(text)
    if span is None:
        raise InputError(f"{text!r} is not a date; give a day, month or year such as 2023-05-24 or 2023-05.")
    return span.end.isoformat()
