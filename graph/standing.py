"""How well a proposition stands: its status and its number of origins, from any sequence of claims.

Pure: the same functions serve the build (all claims) and whoever lets only some claims count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model import Certainty, Claim, Stance, Standing, Status
from graph.origins import Attribution, Chains, Origin, attribution_of, itself, linked, origins_of_each


@dataclass(frozen=True, slots=True)
class Voice:
    """What of a claim decides how its proposition stands: one voice about it."""

    proposition: str
    stance: Stance
    certainty: Certainty
    attribution: Attribution


def voice_of(claim: Claim) -> Voice:
    """Return what of `claim` decides how its proposition stands."""
    return Voice(claim.proposition.iri, claim.stance, claim.certainty, attribution_of(claim))


def status_of(stances: Iterable[tuple[Stance, Certainty]]) -> Status:
    """Return the status that these stances make, in whatever order they come.

    Examples
    --------
    >>> status_of([(Stance.ASSERTS, Certainty.CERTAIN), (Stance.DENIES, Certainty.CERTAIN)]).value
    'disputed'
    >>> status_of([(Stance.ASSERTS, Certainty.HEDGED), (Stance.UNSURE, Certainty.CERTAIN)]).value
    'unconfirmed'
    """
    given = set(stances)
    taken = {stance for stance, _ in given}
    if Stance.ASSERTS not in taken:
        return Status.DENIED_ONLY if Stance.DENIES in taken else Status.UNCONFIRMED
    if Stance.DENIES in taken:
        return Status.DISPUTED
    if (Stance.ASSERTS, Certainty.CERTAIN) not in given:
        return Status.UNCONFIRMED
    return Status.DISPUTED if Stance.UNSURE in taken else Status.UNDISPUTED


def standing_of(voices: Iterable[Voice], origins: Mapping[str, frozenset[Origin]]) -> Standing:
    """Return how one proposition stands by these voices about it, given the origins of each claim.

    Only asserting claims lend strength: a denial is no corroboration.
    """
    given = list(voices)
    lent = {
        one for voice in given if voice.stance is Stance.ASSERTS for one in origins[voice.attribution.claim]
    }
    known = sum(origin.known for origin in lent)
    return Standing(status_of((one.stance, one.certainty) for one in given), known, len(lent) - known)


def standings(
    voices: Iterable[Voice],
    *,
    chains: Chains | None = None,
    canonical: Callable[[str], str] = itself,
) -> dict[str, Standing]:
    """Return how each proposition stands that at least one voice is about.

    Parameters
    ----------
    voices
        Those that count. Whoever folds propositions gives them the folded IRI before.
    chains
        Attributions through which relays are followed, from `graph.origins.linked`; those of `voices`
        unless given. Give all of them where only some claims count: an origin is what it is.
    canonical
        Maps an entity to the one it is held to be.
    """
    given = list(voices)
    if chains is None:
        chains = linked((one.attribution for one in given), canonical)
    origins = origins_of_each((one.attribution.claim for one in given), chains, canonical)
    grouped: defaultdict[str, list[Voice]] = defaultdict(list)
    for one in given:
        grouped[one.proposition].append(one)
    return {proposition: standing_of(group, origins) for proposition, group in grouped.items()}


def restand(
    claims: Iterable[Claim], canonical: Callable[[str], str] = itself, *, chains: Chains | None = None
) -> tuple[Claim, ...]:
    """Return `claims` with their propositions standing as these claims alone make them stand.

    Adding claims or taking some away and standing them again is how any selection of claims is judged.
    Give `chains` of all claims, from `graph.origins.linked`, to follow relays beyond the selection.
    """
    given = tuple(claims)
    stand = standings((voice_of(claim) for claim in given), chains=chains, canonical=canonical)
    return tuple(
        replace(claim, proposition=replace(claim.proposition, standing=stand[claim.proposition.iri]))
        for claim in given
    )
