"""The way a claim came into its document: from the document back over every relay to who said it.

Pure: relays are followed through the claims that are known, whether or not they count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.lexicon import Lexicon
from graph.model import Claim, Document, Ref
from graph.origins import Chains, attribution_of, linked

OUTLET_UNKNOWN = Ref("", "outlet unknown")
"""Stands for who printed a document that names no outlet."""


class StepKind(StrEnum):
    """What a claim passed through."""

    DOCUMENT = "document"
    OUTLET = "outlet"
    """Who printed the document, right after it; after that, outlets through which the claim came."""
    CLAIM = "claim"
    """Another claim from which it was taken."""
    SPEAKER = "speaker"
    BODY = "body"
    """On whose behalf the speaker before it spoke."""
    PROPOSITION = "proposition"
    """What is said: where a drawing ends, never a step of a chain."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way back from a document to a speaker."""

    kind: StepKind
    ref: Ref
    unnamed: bool = False
    """True for an unnamed speaker and an unidentified outlet."""
    missing: bool = False
    """True for a claim that is not among those known: the chain ends there."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from the document of a claim back to who said it."""

    claim: Claim
    steps: tuple[Step, ...]
    circular: bool = False
    """True where it comes back to a claim that is on it already, whose document and outlet are its end."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What is known for following chains, whoever counts."""

    claims: Mapping[str, Claim]
    chains: Chains
    types: Mapping[str, tuple[str, ...]]
    """Each entity to the local names of its classes."""
    printers: frozenset[str]
    """Who printed one of the documents."""

    def sources(self, claim: str) -> tuple[str, ...]:
        """Return the claims that `claim` was taken from, also those that are not known."""
        if claim not in self.claims:
            return ()
        named = self.chains[claim].relayed_from
        return tuple(one for one in named if one in self.claims or one not in self.types)

    def relays(self, claim: Claim) -> list[Ref]:
        """Return the actors through whom `claim` came: outlets, which stand nearer to it, before others."""
        actors = [one for one in claim.relayed_from if one.iri not in self.claims and one.iri in self.types]
        return sorted(actors, key=lambda one: not self.is_outlet(one))

    def is_outlet(self, actor: Ref) -> bool:
        """Return whether `actor` is an outlet, by its class or because it printed a document."""
        return actor.iri in self.printers or "MediaOutlet" in self.types.get(actor.iri, ())

    def is_unnamed(self, actor: Ref) -> bool:
        """Return whether `actor` is an unnamed source."""
        return "UnnamedSource" in self.types.get(actor.iri, ())


def archive_of(
    known: Iterable[Claim],
    lexicon: Lexicon,
    chains: Chains | None = None,
    *,
    printers: frozenset[str] | None = None,
) -> Archive:
    """Return the archive of the claims `known`.

    Their relays are followed anew, unless `chains` from `graph.origins.linked` hold all of them. Who printed
    a document is told from their own, unless `printers` names those of all documents.
    """
    claims = {claim.iri: claim for claim in known}
    if chains is None or not claims.keys() <= chains.keys():
        chains = linked(map(attribution_of, claims.values()))
    chains = {iri: chains[iri] for iri in claims}
    if printers is None:
        outlets = (claim.document.outlet for claim in claims.values())
        printers = frozenset(outlet.iri for outlet in outlets if outlet)
    return Archive(claims, chains, lexicon.types, printers)


def chains_of(claim: Claim, archive: Archive) -> Iterator[Chain]:
    """Yield every way from the document of `claim` back to a speaker, at least one.

    There can be very many: take as many as are wanted.
    """
    for way in _ways(claim.iri, archive):
        yield Chain(claim, tuple(_steps(way, archive)), circular=way[-1] in way[:-1])


def _ways(claim: str, archive: Archive) -> Iterator[tuple[str, ...]]:
    """Yield the claims on each way back, from `claim` to one without a source or to one met before."""
    waiting: list[tuple[str, ...]] = [(claim,)]
    while waiting:
        way = waiting.pop()
        ahead = () if way[-1] in way[:-1] else archive.sources(way[-1])
        if not ahead:
            yield way
        waiting.extend((*way, one) for one in reversed(ahead))


def _steps(way: tuple[str, ...], archive: Archive) -> Iterator[Step]:
    behind: Claim | None = None
    for place, iri in enumerate(way):
        claim = archive.claims.get(iri)
        if behind is not None:
            yield Step(StepKind.CLAIM, _claim_ref(iri, claim, behind), missing=claim is None)
        if claim is None:
            return
        closing = iri in way[:place]
        if closing or behind is None or behind.document != claim.document:
            yield from _printed(claim.document, archive)
        if not closing:
            ahead = archive.claims.get(way[place + 1]) if place + 1 < len(way) else None
            yield from _told(claim, behind, ahead, archive)
        behind = claim


def _claim_ref(iri: str, claim: Claim | None, citing: Claim) -> Ref:
    if claim is not None:
        return Ref(iri, claim.gloss)
    return next((one for one in citing.relayed_from if one.iri == iri), Ref(iri, iri))


def _printed(document: Document, archive: Archive) -> Iterator[Step]:
    yield Step(StepKind.DOCUMENT, Ref(document.iri, document.title))
    outlet = document.outlet
    unnamed = outlet is None or archive.is_unnamed(outlet)
    yield Step(StepKind.OUTLET, outlet or OUTLET_UNKNOWN, unnamed)


def _told(claim: Claim, behind: Claim | None, ahead: Claim | None, archive: Archive) -> Iterator[Step]:
    """Yield through whom `claim` came and who said it; not who stands in the steps beside these anyway."""
    told_next = {claim.document.outlet, *_tellers(ahead)}
    told_before = behind.claimant if behind else None
    for relay in archive.relays(claim):
        if relay not in told_next and relay not in (claim.claimant, told_before):
            yield _actor(relay, archive.is_unnamed(relay), archive)
    if claim.claimant not in told_next:
        yield _actor(claim.claimant, claim.claimant_unnamed, archive)
    if claim.on_behalf_of and (ahead is None or ahead.claimant != claim.claimant):
        yield Step(StepKind.BODY, claim.on_behalf_of, archive.is_unnamed(claim.on_behalf_of))


def _tellers(claim: Claim | None) -> set[Ref | None]:
    return {claim.claimant, claim.document.outlet} if claim else set()


def _actor(actor: Ref, unnamed: bool, archive: Archive) -> Step:
    kind = StepKind.OUTLET if archive.is_outlet(actor) else StepKind.SPEAKER
    return Step(kind, actor, unnamed)


def chain_sentence(chain: Chain) -> str:
    """Return a chain as one line, from the document back to the speaker.

    Such as ``A briefing (Daily Post) <- Evening Wire <- unnamed officials (for Northland)``.
    """
    parts: list[str] = []
    after_document = False
    for step in chain.steps:
        if step.missing:
            parts.append("a claim that is not known here")
        elif step.kind is StepKind.BODY:
            parts[-1] += f" (for {step.ref.label})"
        elif after_document:
            parts[-1] += f" ({step.ref.label})"
        elif step.kind is not StepKind.CLAIM:
            parts.append(step.ref.label)
        after_document = step.kind is StepKind.DOCUMENT
    if chain.circular:
        parts[-1] = f"back to {parts[-1]}"
    return " <- ".join(parts)
