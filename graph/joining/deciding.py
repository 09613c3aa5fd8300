"""From proposals and words to decisions: which of two stays, and many proposals accepted in a sound order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph.identity import Verdict
from graph.joining.alike import Relation
from graph.joining.decisions import Decision
from graph.joining.entities import Joinable
from graph.joining.proposing import Proposal

VERDICTS = {
    "same": Verdict.SAME,
    "variant": Verdict.VARIANT,
    "different": Verdict.NOT_SAME,
    "undecided": Verdict.UNDECIDED,
}
"""What people type or press, to what a judgement says."""
_OF = {Relation.SAME: Verdict.SAME, Relation.VARIANT: Verdict.VARIANT}


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, and when."""

    by: str
    on: str
    """ISO 8601 in UTC: ``2024-06-30T10:00:00Z``."""


def decided(
    one: Joinable,
    other: Joinable,
    verdict: Verdict,
    author: Author,
    *,
    reason: str,
    score: int | None = None,
) -> Decision:
    """Return the decision about two entities.

    Of a variant the order counts: `one` is the variant, `other` the family. Otherwise the entity of the
    articles is the one that both are read as, of two imports the one with the shorter name.
    """
    first, second = (one, other) if verdict is Verdict.VARIANT else _ordered(one, other)
    return Decision(
        one=first.iri,
        other=second.iri,
        verdict=verdict,
        reason=reason.strip(),
        by=author.by,
        on=author.on,
        names=(first.label, second.label),
        score=score,
    )


def accepted(
    proposals: Iterable[Proposal],
    canonical: Callable[[str], str],
    named: Callable[[str], Joinable],
    author: Author,
    *,
    reason: str = "",
) -> Iterator[Decision]:
    """Yield a decision for each of `proposals`, as proposed; those that follow from others are left out.

    What is held to be another is decided about as that other one, so that no entity is folded into two.

    Parameters
    ----------
    proposals
        Best first.
    canonical
        The IRI that an entity is held to be.
    named
        The entity with an IRI.
    author
        Who accepts them.
    reason
        Kept with each of them, beside the reason of its proposal.
    """
    folded: dict[str, str] = {}

    def root(iri: str) -> str:
        iri = canonical(iri)
        while iri in folded:
            iri = folded[iri]
        return iri

    seen: set[frozenset[str]] = set()
    for each in proposals:
        ends = root(each.one.iri), root(each.other.iri)
        if ends[0] == ends[1] or frozenset(ends) in seen:
            continue
        seen.add(frozenset(ends))
        made = decided(
            named(ends[0]),
            named(ends[1]),
            _OF[each.relation],
            author,
            reason=_reason(each, reason),
            score=each.score,
        )
        if made.verdict is Verdict.SAME:
            folded[made.one] = made.other
        yield made


def _reason(one: Proposal, given: str) -> str:
    proposed = f"Accepted as proposed with {one.score} of 100: {one.reason}."
    return f"{given.strip()} {proposed}".strip()


def _ordered(one: Joinable, other: Joinable) -> tuple[Joinable, Joinable]:
    """Return the entity that is read as the other, and that other one."""
    kept = min(one, other, key=lambda each: (not each.is_curated, len(each.label), each.iri))
    return (other, one) if kept is one else (one, other)
