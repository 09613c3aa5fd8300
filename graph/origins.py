"""Where claims come from: relay chains followed to their ends, so that ten reprints count once.

Pure: it knows no store. A build hands it what it read, a perspective hands it the claims that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from graph.model import Claim, Stance


@dataclass(frozen=True, slots=True)
class Attribution:
    """What of a claim decides whose word it is in the end."""

    claim: str
    claimant: str
    on_behalf_of: str = ""
    relayed_from: tuple[str, ...] = ()
    """Actors and claims; `linked` adds the claims that an outlet among the actors printed itself."""
    unnamed: bool = False
    """True where the claimant is an unnamed source."""
    reference_document: str = ""
    """The document of a reference claim, which is its origin; empty for any other claim."""
    proposition: str = ""
    """The proposition that stands for its content."""
    stance: Stance = Stance.ASSERTS
    outlet: str = ""
    """Who printed its document; empty where the document names none."""


Chains = Mapping[str, Attribution]
"""Attributions by their claim, as `linked` gives them: everything through which relays are followed."""


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
        proposition=claim.proposition.iri,
        stance=claim.stance,
        outlet=claim.document.outlet.iri if claim.document.outlet else "",
    )


def linked(
    attributions: Iterable[Attribution], canonical: Callable[[str], str] = itself
) -> dict[str, Attribution]:
    """Return the attributions by claim, each relayed also from the claims that an outlet it names made.

    Only what an outlet says in its own voice (it is the claimant and printed the document) is linked,
    and only to what the outlet that it names says in its own voice: the same stance on the same
    proposition. So a reprint of a report is no second origin, and outlets that cite each other in a
    circle have one origin together. A claim that quotes a speaker is no reprint: whoever passed it on,
    the speaker is its origin.

    Parameters
    ----------
    attributions
        All that are known: a relay can only be followed to a claim among them.
    canonical
        Maps an entity to the one it is held to be.

    Examples
    --------
    >>> report = Attribution("c/1", "post", proposition="p/1", outlet="post")
    >>> reprint = Attribution("c/2", "wire", relayed_from=("post",), proposition="p/1", outlet="wire")
    >>> linked([report, reprint])["c/2"].relayed_from
    ('post', 'c/1')
    """
    given = tuple(attributions)
    printed: defaultdict[tuple[str, str, Stance], list[str]] = defaultdict(list)
    for one in given:
        if speaks_itself(one, canonical):
            printed[canonical(one.outlet), one.proposition, one.stance].append(one.claim)
    return {one.claim: _with_reports(one, printed, canonical) for one in given}


def speaks_itself(one: Attribution, canonical: Callable[[str], str] = itself) -> bool:
    """Return whether an outlet says it in its own voice: who claims it also printed it."""
    return canonical(one.claimant) == canonical(one.outlet)


def _with_reports(
    one: Attribution,
    printed: Mapping[tuple[str, str, Stance], list[str]],
    canonical: Callable[[str], str],
) -> Attribution:
    if not (one.relayed_from and speaks_itself(one, canonical)):
        return one
    named = dict.fromkeys(canonical(source) for source in one.relayed_from)
    named.pop(canonical(one.outlet), None)  # to name oneself is not to take it from somebody
    reports = [
        report
        for outlet in named
        for report in sorted(printed.get((outlet, one.proposition, one.stance), ()))
    ]
    return replace(one, relayed_from=tuple(dict.fromkeys((*one.relayed_from, *reports))))


def origins_of(claim: str, chains: Chains, canonical: Callable[[str], str] = itself) -> frozenset[Origin]:
    """Return the origins of `claim`: whose word it is at the ends of its relay chains.

    Parameters
    ----------
    claim
        IRI of a claim that `chains` holds.
    chains
        Every attribution by claim, from `linked`. A relay from a claim that is not in it ends there.
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
    >>> origins_of("c/2", linked([first, reprint]))
    frozenset({Origin(key='actor/office', known=True)})
    """
    return frozenset(own_origin(chains[end], canonical) for end in chain_ends(claim, chains))


def own_origin(attribution: Attribution, canonical: Callable[[str], str] = itself) -> Origin:
    """Return whose word a claim is that no relay leads on from."""
    if attribution.reference_document:
        return Origin(attribution.reference_document, known=True)
    if attribution.unnamed:
        return Origin(canonical(attribution.claimant), known=False)
    return Origin(canonical(attribution.on_behalf_of or attribution.claimant), known=True)


def chain_ends(claim: str, chains: Chains) -> frozenset[str]:
    """Return the claims at which the relay chains of `claim` end; itself where it is relayed from none.

    A circle that no relay leaves ends at its claim with the smallest IRI.
    """
    if not relayed_claims(claim, chains):
        return frozenset({claim})
    knots = _knots(_reach(claim, chains), chains)
    return frozenset(min(knot) for knot in knots if not _leaves(knot, chains))


def circles(chains: Chains) -> tuple[tuple[str, ...], ...]:
    """Return the circles of claims that cite each other, each sorted: circular reporting.

    A circle is told whole, with every claim from which a relay leads round to itself, also where
    some relay leaves it. No circle gives an empty tuple.

    Examples
    --------
    >>> post = Attribution("c/1", "post", relayed_from=("wire",), proposition="p/1", outlet="post")
    >>> wire = Attribution("c/2", "wire", relayed_from=("post",), proposition="p/1", outlet="wire")
    >>> circles(linked([post, wire]))
    (('c/1', 'c/2'),)
    """
    found = (knot for knot in _knots(chains, chains) if len(knot) > 1 or knot & _sources(knot, chains))
    return tuple(sorted(tuple(sorted(knot)) for knot in found))


def relayed_claims(claim: str, chains: Chains) -> tuple[str, ...]:
    """Return the claims that `claim` was taken from, as far as `chains` holds them."""
    return tuple(source for source in chains[claim].relayed_from if source in chains)


def _sources(claims: Iterable[str], chains: Chains) -> set[str]:
    return {source for one in claims for source in relayed_claims(one, chains)}


def _leaves(knot: set[str], chains: Chains) -> bool:
    return not _sources(knot, chains) <= knot


def _reach(claim: str, chains: Chains) -> set[str]:
    """Return `claim` and every claim one or more relays away."""
    reached: set[str] = set()
    waiting = [claim]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting.extend(relayed_claims(one, chains))
    return reached


def _knots(claims: Iterable[str], chains: Chains) -> list[set[str]]:
    """Return the strongly connected parts of `claims`, which hold all that they are relayed from.

    Kosaraju's algorithm, without recursion: a relay chain may be longer than Python's stack.
    """
    finished = _finished(claims, chains)
    relayed_by: defaultdict[str, list[str]] = defaultdict(list)
    for one in finished:
        for source in relayed_claims(one, chains):
            relayed_by[source].append(one)
    knots: list[set[str]] = []
    tied: set[str] = set()
    for one in reversed(finished):
        if one not in tied:
            knots.append(_still_free(one, relayed_by, tied))
            tied |= knots[-1]
    return knots


def _finished(claims: Iterable[str], chains: Chains) -> list[str]:
    """Return `claims` in the order in which a walk in depth along the relays is done with them."""
    finished: list[str] = []
    seen: set[str] = set()
    waiting = [(one, False) for one in claims]
    while waiting:
        one, done = waiting.pop()
        if done:
            finished.append(one)
        elif one not in seen:
            seen.add(one)
            waiting.append((one, True))
            waiting.extend((source, False) for source in relayed_claims(one, chains))
    return finished


def _still_free(start: str, relayed_by: Mapping[str, list[str]], tied: set[str]) -> set[str]:
    """Return `start` and whatever leads to it, without what is tied into a knot already."""
    knot: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one not in knot and one not in tied:
            knot.add(one)
            waiting.extend(relayed_by.get(one, ()))
    return knot
