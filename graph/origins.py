"""Where claims come from: relay chains followed to their ends, so that ten reprints count once.

Pure: it knows no store. A build hands it what it read, a perspective hands it the claims that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from graph.model import Claim


@dataclass(frozen=True, slots=True)
class Attribution:
    """What of a claim decides whose word it is in the end."""

    claim: str
    claimant: str
    on_behalf_of: str = ""
    relayed_from: tuple[str, ...] = ()
    """Actors and claims; only the claims make a chain."""
    unnamed: bool = False
    """True where the claimant is an unnamed source."""
    reference_document: str = ""
    """The document of a reference claim, which is its origin; empty for any other claim."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """The end of a relay chain; an unnamed one is unknown, not independent of the others."""

    key: str
    known: bool


def itself(iri: str) -> str:
    """Return `iri`: nobody is held to be anybody else."""
    return iri


def attribution_of(claim: Claim) -> Attribution:
    """Return what of `claim` decides its origin."""
    return Attribution(
        claim=claim.iri,
        claimant=claim.claimant.iri,
        on_behalf_of=claim.on_behalf_of.iri if claim.on_behalf_of else "",
        relayed_from=tuple(source.iri for source in claim.relayed_from),
        unnamed=claim.claimant_unnamed,
        reference_document=claim.document.iri if claim.reference else "",
    )


def by_claim(attributions: Iterable[Attribution]) -> dict[str, Attribution]:
    """Return the attributions by the IRI of their claim, as `origins_of` wants them."""
    return {attribution.claim: attribution for attribution in attributions}


def origins_of(
    claim: str, chains: Mapping[str, Attribution], canonical: Callable[[str], str] = itself
) -> frozenset[Origin]:
    """Return the origins of `claim`: whose word it is at the ends of its relay chains.

    Parameters
    ----------
    claim
        IRI of a claim that `chains` holds.
    chains
        Every attribution by claim. A relay from a claim that is not in it ends the chain there.
    canonical
        Maps an entity to the one it is held to be, so that one person under two names is one origin.

    Notes
    -----
    Claims that cite each other in a circle, with no way out, have one origin together: that of the claim
    with the smallest IRI on the circle.

    Examples
    --------
    >>> first = Attribution("c/1", "actor/anna", on_behalf_of="actor/office")
    >>> reprint = Attribution("c/2", "actor/daily-post", relayed_from=("c/1",))
    >>> origins_of("c/2", by_claim([first, reprint]))
    frozenset({Origin(key='actor/office', known=True)})
    """
    return frozenset(_own_origin(chains[end], canonical) for end in chain_ends(claim, chains))


def chain_ends(claim: str, chains: Mapping[str, Attribution]) -> frozenset[str]:
    """Return the claims at which the relay chains of `claim` end; itself where it is relayed from none."""
    if not _relayed_claims(claim, chains):
        return frozenset({claim})
    reached = _reach(claim, chains)
    ends = {one for one in reached if not _relayed_claims(one, chains)}
    endless = reached - _leading_to(ends, reached, chains)
    return frozenset(ends | {min(circle) for circle in _closed_circles(endless, chains)})


def _own_origin(attribution: Attribution, canonical: Callable[[str], str]) -> Origin:
    if attribution.reference_document:
        return Origin(attribution.reference_document, known=True)
    if attribution.unnamed:
        return Origin(canonical(attribution.claimant), known=False)
    return Origin(canonical(attribution.on_behalf_of or attribution.claimant), known=True)


def _relayed_claims(claim: str, chains: Mapping[str, Attribution]) -> list[str]:
    return [source for source in chains[claim].relayed_from if source in chains]


def _reach(claim: str, chains: Mapping[str, Attribution]) -> set[str]:
    """Return every claim one or more relays away; `claim` itself only if it stands on a circle."""
    reached: set[str] = set()
    waiting = _relayed_claims(claim, chains)
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting.extend(_relayed_claims(one, chains))
    return reached


def _leading_to(ends: set[str], reached: set[str], chains: Mapping[str, Attribution]) -> set[str]:
    """Return those of `reached` from which some relay chain comes to one of `ends`."""
    relayed_by: defaultdict[str, list[str]] = defaultdict(list)
    for one in reached:
        for source in _relayed_claims(one, chains):
            relayed_by[source].append(one)
    leading: set[str] = set()
    waiting = list(ends)
    while waiting:
        one = waiting.pop()
        if one not in leading:
            leading.add(one)
            waiting.extend(relayed_by[one])
    return leading


def _closed_circles(endless: set[str], chains: Mapping[str, Attribution]) -> list[set[str]]:
    """Return the circles that no relay leaves among `endless`, claims whose chains come to no end."""
    reach = {one: _reach(one, chains) for one in endless}
    on_circle = [one for one in endless if one in reach[one]]
    return [reach[one] for one in on_circle if all(one in reach[other] for other in reach[one])]
