"""Where claims come from: relay chains followed to their ends, so that ten reprints count once.

Pure: it knows no store. A build hands it what it read, a perspective hands it the claims that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from graph.model import Claim, Stance


@dataclass(frozen=True, slots=True)
class Attribution:
    """What of a claim decides whose word it is in the end."""

    claim: str
    claimant: str
    on_behalf_of: str = ""
    relayed_from: tuple[str, ...] = ()
    """Actors and claims; `linked` adds claims in which those whom it names are known to say it."""
    unnamed: bool = False
    """True where the claimant is an unnamed source."""
    reference_document: str = ""
    """The document of a reference claim, which is its origin; empty for any other claim."""
    proposition: str = ""
    """The proposition that stands for its content."""
    stance: Stance = Stance.ASSERTS
    outlet: str = ""
    """Who printed its document; empty where the document names none."""


Chains: TypeAlias = Mapping[str, Attribution]
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
    """Return the attributions by claim, each relayed also from what those whom it names are known to say.

    A claim names the claimant whom it quotes; in an outlet's own voice (the claimant printed it) it names
    those from whom it was relayed. Where the one named is known to have printed the same stance on the
    same proposition, the chain goes on there; from an outlet's own voice also to the words of the one
    named, wherever they are printed. So a reprint is no second origin, and outlets that cite each other
    in a circle have one origin together. A quoted speaker who prints nothing stays the origin of what he
    says, through whatever outlet it came.

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
    given = sorted(attributions, key=lambda one: one.claim)
    printed: _Known = defaultdict(list)
    said: _Known = defaultdict(list)
    for one in given:
        printed[canonical(one.outlet), one.proposition, one.stance].append(one.claim)
        said[canonical(one.claimant), one.proposition, one.stance].append(one.claim)
    return {one.claim: _followed(one, printed, said, canonical) for one in given}


_Known: TypeAlias = defaultdict[tuple[str, str, Stance], list[str]]
"""Claims by who printed or said them, and what they say."""


def speaks_itself(one: Attribution, canonical: Callable[[str], str] = itself) -> bool:
    """Return whether an outlet says it in its own voice: who claims it also printed it."""
    return canonical(one.claimant) == canonical(one.outlet)


def _followed(
    one: Attribution, printed: _Known, said: _Known, canonical: Callable[[str], str]
) -> Attribution:
    """Return `one` relayed also from what the others whom it names are known to print or say."""
    own_voice = speaks_itself(one, canonical)
    named = {canonical(name) for name in (one.relayed_from if own_voice else (one.claimant,))}
    found: list[str] = []
    for name in sorted(named - {canonical(one.outlet), ""}):
        key = (name, one.proposition, one.stance)
        found += printed.get(key, ())
        if own_voice:
            found += said.get(key, ())
    if not found:
        return one
    return replace(one, relayed_from=tuple(dict.fromkeys((*one.relayed_from, *found))))


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
    return origins_of_each([claim], chains, canonical)[claim]


def origins_of_each(
    claims: Iterable[str], chains: Chains, canonical: Callable[[str], str] = itself
) -> dict[str, frozenset[Origin]]:
    """Return the origins of each of `claims`, as `origins_of` does, following every relay only once."""
    given = tuple(claims)
    origins: dict[str, frozenset[Origin]] = {}
    for knot in _knots(given, chains):
        beyond = {origins[one] for one in _sources(knot, chains) - knot}
        own = frozenset({own_origin(chains[min(knot)], canonical)})
        origins.update(dict.fromkeys(knot, frozenset().union(*beyond) if beyond else own))
    return {one: origins[one] for one in given}


def own_origin(attribution: Attribution, canonical: Callable[[str], str] = itself) -> Origin:
    """Return whose word a claim is that no relay leads on from."""
    if attribution.reference_document:
        return Origin(attribution.reference_document, known=True)
    if attribution.unnamed:
        return Origin(canonical(attribution.claimant), known=False)
    return Origin(canonical(attribution.on_behalf_of or attribution.claimant), known=True)


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


def reached(claims: Iterable[str], chains: Chains) -> set[str]:
    """Return `claims` and every claim that the relays of one of them lead to, near and far."""
    found: set[str] = set()
    waiting = list(claims)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(relayed_claims(one, chains))
    return found


def _sources(claims: Iterable[str], chains: Chains) -> set[str]:
    return {source for one in claims for source in relayed_claims(one, chains)}


def _knots(claims: Iterable[str], chains: Chains) -> list[set[str]]:
    """Return the strongly connected parts of what `claims` lead to, each after all that it leads to.

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
    return knots[::-1]


def _finished(claims: Iterable[str], chains: Chains) -> list[str]:
    """Return `claims` and what they lead to, in the order in which a walk in depth is done with them."""
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
