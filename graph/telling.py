"""What a perspective tells: which claims it lets count, and how each proposition stands by them.

It is judged on integer columns, so that a change of perspective costs milliseconds however many claims
there are; `graph.standing` says the same of claims as values, and tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graph.columns import NOT_TOLD, UNKNOWN_DAY, Columns, Judged, judge
from graph.model import Claim, Modality, Proposition, Stance, Standing, Status
from graph.perspective import AsOf, Perspective, day_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Mask: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a perspective tells: the claims that count, and how each proposition stands by them."""

    counting: Mask
    """One truth value for each row of the columns."""
    judged: Judged

    def standing(self, proposition: int) -> Standing | None:
        """Return how the proposition with this number stands; None where nothing is told of it."""
        status = int(self.judged.status[proposition])
        if status == NOT_TOLD:
            return None
        origins = int(self.judged.origins[proposition])
        return Standing(tuple(Status)[status], origins, int(self.judged.unknown_origins[proposition]))


def tell(columns: Columns, perspective: Perspective) -> Telling:
    """Return what `perspective` tells of everything in `columns`.

    The cost grows linearly with the number of claims.
    """
    return judged_telling(columns, counting(columns, perspective))


def counting(columns: Columns, perspective: Perspective) -> Mask:
    """Return which claims of `columns` count, one truth value a row."""
    admitted = counts(columns, perspective)
    if not (perspective.min_origins or perspective.statuses):
        return admitted
    judged = judge(columns, admitted)
    kept = judged.origins >= perspective.min_origins
    if perspective.statuses:
        kept &= np.isin(judged.status, [tuple(Status).index(one) for one in perspective.statuses])
    return admitted & kept[columns.proposition]


def only_about(columns: Columns, chosen: Mask, propositions: Iterable[str]) -> Mask:
    """Return which of the claims `chosen` are about one of `propositions`."""
    wanted = np.zeros(len(columns.propositions), dtype=bool)
    wanted[[number for iri in propositions if (number := columns.propositions.index(iri)) >= 0]] = True
    about: Mask = chosen & wanted[columns.proposition]
    return about


def judged_telling(columns: Columns, chosen: Mask) -> Telling:
    """Return what the claims `chosen` tell, however they were chosen."""
    return Telling(chosen, judge(columns, chosen))


def counts(columns: Columns, perspective: Perspective) -> Mask:
    """Return which claims of `columns` count, before any condition on propositions."""
    admitted = ~fallen(columns, perspective)
    if perspective.tells:
        admitted &= _told(columns, perspective)
    if perspective.outlets:
        printed = _among(columns.outlet, _ids(columns, perspective.outlets), len(columns.entities))
        admitted &= printed[columns.document]
    if perspective.documents:
        wanted = [columns.documents.index(iri) for iri in perspective.documents]
        admitted &= np.isin(columns.document, wanted)
    if perspective.as_of:
        admitted &= _known_by(columns, perspective)
    if perspective.modalities:
        wanted = [tuple(Modality).index(one) for one in perspective.modalities]
        admitted &= np.isin(columns.modality, wanted)
    return admitted


def fallen(columns: Columns, perspective: Perspective) -> Mask:
    """Return which claims fall because a source is taken out.

    A claim falls with its claimant, with the body it is made for, with its document and the outlet of that,
    with any actor it was relayed from, and with any claim it was relayed from that has fallen itself.
    """
    if not (perspective.without or perspective.named_only):
        return np.zeros(len(columns.claims), np.bool_)
    taken = voices(columns, _ids(columns, perspective.without))
    papers = taken[columns.outlet]
    documents = (columns.documents.index(iri) for iri in perspective.without)
    papers[[number for number in documents if number >= 0]] = True
    falls = taken[columns.claimant] | taken[columns.on_behalf_of] | papers[columns.document]
    falls[_holding(taken[columns.relay_actors], columns.relay_actor_offsets)] = True
    if perspective.named_only:
        falls |= columns.unnamed
    return _spread(falls, columns)


def voices(columns: Columns, actors: Iterable[int]) -> Mask:
    """Return which entities count for one of `actors`, themselves among them.

    The answer has one place more than there are entities, which is never true: what has no entity (-1)
    looks itself up there.
    """
    speaking = np.zeros(len(columns.entities) + 1, dtype=bool)
    speaking[[actor for actor in actors if actor >= 0]] = True
    before = -1
    while (now := int(speaking.sum())) != before:
        before = now
        speaking[columns.counts_child[speaking[columns.counts_parent]]] = True
    return speaking


def told_claims(claims: Iterable[Claim], columns: Columns, telling: Telling) -> tuple[Claim, ...]:
    """Return those of `claims` that count, in their order, their propositions standing as they make them.

    Every claim must be one of `columns`.
    """
    rows = {iri: row for row, iri in enumerate(columns.claims)}
    return standing_as((one for one in claims if telling.counting[rows[one.iri]]), columns, telling)


def standing_as(claims: Iterable[Claim], columns: Columns, telling: Telling) -> tuple[Claim, ...]:
    """Return `claims`, all of which count, their propositions standing as `telling` says."""
    standing: dict[str, Proposition] = {}
    kept = []
    for claim in claims:
        proposition = claim.proposition
        if proposition.iri not in standing:
            stands = telling.standing(columns.propositions.index(proposition.iri)) or proposition.standing
            standing[proposition.iri] = replace(proposition, standing=stands)
        kept.append(replace(claim, proposition=standing[proposition.iri]))
    return tuple(kept)


def tally(columns: Columns, chosen: Mask, judged: Judged) -> dict[str, int]:
    """Return how many propositions, claims, stances and statuses there are; contents count once.

    Parameters
    ----------
    chosen
        The claims that count and are looked at.
    judged
        How the propositions stand by all that count.
    """
    told = np.zeros(len(columns.propositions), np.bool_)
    told[columns.proposition[chosen]] = True
    stances = np.bincount(columns.stance[chosen], minlength=len(Stance)).tolist()
    statuses = np.bincount(judged.status[told], minlength=len(Status)).tolist()
    return {
        "propositions": int(told.sum()),
        "claims": int(chosen.sum()),
        **{stance.value: stances[place] for place, stance in enumerate(Stance)},
        **{status.value: statuses[place] for place, status in enumerate(Status)},
    }


def _ids(columns: Columns, iris: Iterable[str]) -> list[int]:
    return [columns.entities.index(iri) for iri in iris]


def _told(columns: Columns, perspective: Perspective) -> Mask:
    speaking = voices(columns, _ids(columns, perspective.told_by))
    told = speaking[columns.claimant] | speaking[columns.on_behalf_of]
    if perspective.own_voice:
        told |= columns.claimant == columns.outlet[columns.document]
    return told & ~columns.reference | (columns.reference if perspective.background else False)


def _known_by(columns: Columns, perspective: Perspective) -> Mask:
    """Return which claims were surely made by a day; reference facts are of no date."""
    last = date.fromisoformat(day_of(perspective.as_of))
    published = columns.published_to[columns.document]
    known = published
    if perspective.as_of_basis is AsOf.SAID:
        known = np.where(columns.said_to == UNKNOWN_DAY, published, columns.said_to)
    by_then: Mask = columns.reference | ((known != UNKNOWN_DAY) & (known <= last.toordinal()))
    return by_then


def _among(ids: NDArray[np.int32], wanted: Iterable[int], size: int) -> Mask:
    chosen = np.zeros(size + 1, dtype=bool)
    chosen[[one for one in wanted if one >= 0]] = True
    found: Mask = chosen[ids]
    return found


def _holding(values: Mask, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the stretches between two offsets that hold a true value; one that holds several comes often.

    Only the true ones are looked at: most sources are relayed by few, and every source is taken out once to
    see which bear most.
    """
    found: NDArray[np.int64] = np.searchsorted(offsets, np.flatnonzero(values), side="right") - 1
    return found


def _spread(falls: Mask, columns: Columns) -> Mask:
    """Return `falls` with every claim that was relayed from one of them, near and far; changes it."""
    before = -1
    while (now := int(falls[columns.relay_claims].sum())) != before:
        before = now
        falls[_holding(falls[columns.relay_claims], columns.relay_claim_offsets)] = True
    return falls
