"""Where what is said comes from: documents, outlets, independent origins, and who cites whom in a circle.

Pure functions. Documents and outlets are counted to be held against the origins, which are fewer: only
origins corroborate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.citations.chains import OUTLET_UNKNOWN, Archive, Chain, StepKind, chains_of
from graph.model import Claim, Document, Proposition, Ref, Stance
from graph.origins import Chains, Origin, circles, origins_of_each, own_origin, reached, relayed_claims
from graph.sentences import counted
from graph.settings import LIMITS


@dataclass(frozen=True, slots=True)
class Backing:
    """On what one stance rests."""

    claims: int = 0
    documents: tuple[Document, ...] = ()
    """Where the claims stand, oldest first."""
    outlets: tuple[Ref, ...] = ()
    """Outlets that printed these documents or through which a claim came, by label."""
    unknown_outlets: tuple[Ref, ...] = ()
    """Unidentified outlets, each of which may be one of `outlets`; a document where it names none."""
    origins: tuple[Ref, ...] = ()
    """Independent named origins, by label."""
    unknown: tuple[Ref, ...] = ()
    """Unnamed sources: not known to be independent of any other."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Circular reporting: claims each of which leads back to itself."""

    claims: tuple[Claim, ...]
    """In the order in which one cites the next."""
    parties: tuple[Ref, ...]
    """The outlets that printed them; their claimants where one outlet printed all."""


@dataclass(frozen=True, slots=True)
class OriginReport:
    """Where propositions come from; a denial lends no strength, so it is reported apart."""

    propositions: tuple[Proposition, ...]
    claims: int
    """All claims about them that count, whatever their stance."""
    asserted: Backing
    denied: Backing
    chains: tuple[Chain, ...]
    """Of every claim, in the order of the claims."""
    circles: tuple[Circle, ...]
    """Those that a claim stands on or leads to."""
    cut: bool = False
    """True where a claim has more chains than are told."""
    left_out: int = 0
    """Claims about an entity that are not followed because there are very many."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that assert it."""
        return self.asserted.documents

    @property
    def outlets(self) -> tuple[Ref, ...]:
        """The outlets through which it is asserted."""
        return self.asserted.outlets

    @property
    def origins(self) -> tuple[Ref, ...]:
        """The independent named origins that assert it."""
        return self.asserted.origins

    @property
    def unknown(self) -> tuple[Ref, ...]:
        """The unnamed sources that assert it."""
        return self.asserted.unknown


def origin_report(
    claims: Iterable[Claim], archive: Archive, *, limit: int = LIMITS.chains_per_claim
) -> OriginReport:
    """Return where the propositions of `claims` come from.

    Parameters
    ----------
    claims
        Those that count, about one proposition or several.
    archive
        All claims through which chains are followed, whether they count or not; `claims` among them.
    limit
        Chains told of one claim.
    """
    given = tuple(claims)
    followed = [(claim, tuple(islice(chains_of(claim, archive), limit + 1))) for claim in given]
    told = {claim.iri: ways[:limit] for claim, ways in followed}
    return OriginReport(
        propositions=tuple({claim.proposition.iri: claim.proposition for claim in given}.values()),
        claims=len(given),
        asserted=_backing([one for one in given if one.stance is Stance.ASSERTS], told, archive),
        denied=_backing([one for one in given if one.stance is Stance.DENIES], told, archive),
        chains=tuple(chain for ways in told.values() for chain in ways),
        circles=_circles(given, archive),
        cut=any(len(ways) > limit for _, ways in followed),
    )


def _backing(claims: Sequence[Claim], told: dict[str, tuple[Chain, ...]], archive: Archive) -> Backing:
    found = origins_of_each((claim.iri for claim in claims), archive.chains)
    origins = frozenset().union(*found.values())
    named = _labels(found, archive)
    documents = {claim.document.iri: claim.document for claim in claims}
    steps = [step for claim in claims for chain in told[claim.iri] for step in chain.steps]
    outlets = {(one.ref, one.unnamed) for one in steps if one.kind is StepKind.OUTLET}
    without = {Ref(one.iri, f"outlet of {one.title}") for one in documents.values() if one.outlet is None}
    return Backing(
        claims=len(claims),
        documents=tuple(sorted(documents.values(), key=lambda one: (not one.date, one.date, one.iri))),
        outlets=_by_label(ref for ref, unnamed in outlets if not unnamed),
        unknown_outlets=_by_label(
            {ref for ref, unnamed in outlets if unnamed and ref != OUTLET_UNKNOWN} | without
        ),
        origins=_by_label(named[one] for one in origins if one.known),
        unknown=_by_label(named[one] for one in origins if not one.known),
    )


def _labels(claims: Iterable[str], archive: Archive) -> dict[Origin, Ref]:
    """Return every origin that `claims` can have, as people read it."""
    labels: dict[Origin, Ref] = {}
    for iri in reached(claims, archive.chains):
        claim = archive.claims[iri]
        origin = own_origin(archive.chains[iri])
        candidates = (claim.claimant, claim.on_behalf_of, Ref(claim.document.iri, claim.document.title))
        labels[origin] = next(one for one in candidates if one and one.iri == origin.key)
    return labels


def _circles(claims: Sequence[Claim], archive: Archive) -> tuple[Circle, ...]:
    counting = {claim.iri: claim for claim in claims}
    near = reached(counting, archive.chains)
    found = circles({iri: archive.chains[iri] for iri in near})
    return tuple(_circle(round_trip, archive, counting) for round_trip in found)


def _circle(claims: tuple[str, ...], archive: Archive, counting: Mapping[str, Claim]) -> Circle:
    """Return the circle of `claims`, those that count standing as they do."""
    ordered = _in_citing_order(claims, archive.chains)
    on_it = tuple(counting.get(iri) or archive.claims[iri] for iri in ordered)
    printed = tuple(dict.fromkeys(claim.document.outlet or claim.claimant for claim in on_it))
    said = tuple(dict.fromkeys(claim.claimant for claim in on_it))
    return Circle(on_it, printed if len(printed) > 1 else said)


def _in_citing_order(claims: tuple[str, ...], chains: Chains) -> list[str]:
    """Return `claims` as one comes to them from the first by following relays in depth."""
    met: dict[str, None] = {}
    waiting = [claims[0]]
    while waiting:
        one = waiting.pop()
        if one not in met:
            met[one] = None
            waiting.extend(source for source in reversed(relayed_claims(one, chains)) if source in claims)
    return list(met)


def _by_label(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(sorted(set(refs), key=lambda one: (one.label, one.iri)))


def origin_sentence(report: OriginReport) -> str:
    """Return a report in a sentence.

    Such as ``4 documents, 3 outlets, 2 origins and 1 unnamed source; denied in 1 document, 1 outlet and
    1 origin``. Where nobody asserts it, that is said.
    """
    asserted = backing_sentence(report.asserted) if report.asserted.claims else "nobody asserts it"
    denied = f"; denied in {backing_sentence(report.denied)}" if report.denied.claims else ""
    return asserted + denied + "".join(f"; {circle_sentence(one)}" for one in report.circles)


def backing_sentence(backing: Backing) -> str:
    """Return on what a stance rests, in words.

    Examples
    --------
    >>> from graph.model import Ref
    >>> backing_sentence(Backing(outlets=(Ref("a/post", "Post"),), unknown=(Ref("a/x", "Officials"),)))
    '0 documents, 1 outlet, no named origin and 1 unnamed source'
    """
    parts = [counted(len(backing.documents), "document")]
    if backing.outlets:
        parts.append(counted(len(backing.outlets), "outlet"))
    if backing.unknown_outlets:
        parts.append(counted(len(backing.unknown_outlets), "unknown outlet"))
    parts.append(counted(len(backing.origins), "origin") if backing.origins else "no named origin")
    if backing.unknown:
        parts.append(counted(len(backing.unknown), "unnamed source"))
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def circle_sentence(circle: Circle) -> str:
    """Return who cites whom in a circle.

    Examples
    --------
    >>> from graph.model import Ref
    >>> circle_sentence(Circle((), (Ref("a/post", "Post"), Ref("a/wire", "Wire"))))
    'in a circle: Post cites Wire, which cites Post'
    """
    first, *others = (party.label for party in circle.parties)
    cited = [*others, first] if others else ["itself"]
    return f"in a circle: {first} cites {', which cites '.join(cited)}"
