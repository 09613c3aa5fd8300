"""Why something derived is as it is: the rule in words, and the claims that it was applied to.

Pure functions. Every sentence is true of the claims that it is given: those that count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.contradictions import Contradiction, claims_of, contradiction_sentence
from graph.identity import Judgement, Verdict
from graph.model import Certainty, Claim, Stance, Status
from graph.origins import Chains, Origin, attribution_of, linked, origins_of_each
from graph.sentences import counted, listed, proposition_sentence
from graph.standing import status_of

if TYPE_CHECKING:
    from graph.lexicon import Relation

_UNDISPUTED = "at least one claim asserts it for certain, and none denies it or leaves it open"
_DENIED_ONLY = "at least one claim denies it, and none asserts it"
_DISPUTED_BY_DENIAL = "at least one claim asserts it, and at least one denies it"
_DISPUTED_BY_DOUBT = "at least one claim asserts it for certain, and at least one leaves it open"
_ONLY_HEDGED = "whoever asserts it does so with reserve, and no claim denies it"
_ONLY_LEFT_OPEN = "it is only left open: no claim asserts or denies it"
_STATUS_WORDS = {
    Status.UNDISPUTED: "Undisputed",
    Status.DISPUTED: "Disputed",
    Status.UNCONFIRMED: "Unconfirmed",
    Status.DENIED_ONLY: "Denied only",
}
_BASES = {"inferred": "; it is inferred, and no text states it", "stated": ", as a text states it"}
_WHAT_AN_ORIGIN_IS = (
    "An origin is the end of a relay chain: a spokesman counts as the body that he speaks for, a reprint as "
    "what it reprints, a reference fact as the work it is taken from."
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer to "why?" about one derived thing."""

    what: str
    """What is explained, in a sentence without its full stop."""
    rule: str
    """The rule and how it applies here, in whole sentences."""
    claims: tuple[Claim, ...]
    """The claims that decide it, in their order; empty where a judgement does."""


def why_status(claims: Sequence[Claim], relations: Mapping[str, Relation]) -> Explanation:
    """Return why the proposition of `claims` has its status.

    Parameters
    ----------
    claims
        All claims about one proposition that count, at least one.
    relations
        The relations of the ontology, for the words.
    """
    status = status_of((claim.stance, claim.certainty) for claim in claims)
    reason, deciding = _status_rule(claims)
    rule = f"{_STATUS_WORDS[status]}, because {reason}. {_tally(claims)}"
    if status is Status.UNDISPUTED:
        rule += " That does not mean that it is true."
    return Explanation(
        f"Why “{_content(claims, relations)}” is {status.value.replace('-', ' ')}", rule, deciding
    )


def why_origins(
    claims: Sequence[Claim],
    relations: Mapping[str, Relation],
    name: Callable[[str], str],
    chains: Chains | None = None,
) -> Explanation:
    """Return which origins the proposition of `claims` has, and which claims fold into which.

    Parameters
    ----------
    claims
        All claims about one proposition that count, at least one.
    relations
        The relations of the ontology, for the words.
    name
        Gives the label of an actor or document by its IRI.
    chains
        Attributions through which relays are followed; those of `claims` unless given.
    """
    known = linked(map(attribution_of, claims)) if chains is None else chains
    asserting = _taking(Stance.ASSERTS, claims)
    origins = origins_of_each((claim.iri for claim in asserting), known)
    folded: defaultdict[Origin, list[Claim]] = defaultdict(list)
    for claim in asserting:
        for origin in origins[claim.iri]:
            folded[origin].append(claim)
    what = f"How many origins “{_content(claims, relations)}” has"
    return Explanation(what, _origins_rule(folded, name), asserting)


def why_link(claims: Sequence[Claim], relations: Mapping[str, Relation]) -> Explanation:
    """Return why there is, or is not, a direct triple for the proposition of `claims`."""
    content, asserting = _content(claims, relations), _taking(Stance.ASSERTS, claims)
    if asserting:
        rule = "A direct link is derived wherever at least one claim asserts it, whoever denies it. "
        return Explanation(f"Why “{content}” is a direct link", rule + _tally(claims), asserting)
    rule = "A direct link is derived only where at least one claim asserts it. "
    return Explanation(f"Why “{content}” is no direct link", rule + _tally(claims), tuple(claims))


def why_proposition(
    claims: Sequence[Claim],
    relations: Mapping[str, Relation],
    name: Callable[[str], str],
    chains: Chains | None = None,
) -> tuple[Explanation, ...]:
    """Return why a proposition stands as it does: its status, its origins and its direct link.

    An empty tuple where no claim about it counts.
    """
    if not claims:
        return ()
    return (
        why_status(claims, relations),
        why_origins(claims, relations, name, chains),
        why_link(claims, relations),
    )


def why_contradiction(contradiction: Contradiction, relations: Mapping[str, Relation]) -> Explanation:
    """Return why `contradiction` is one: its kind and the rule that makes it one."""
    sentence = contradiction_sentence(contradiction, relations).removesuffix(".")
    what = f"Why this is listed as “{contradiction.kind.value}”: {sentence}"
    return Explanation(what, contradiction.rule, claims_of(contradiction.sides))


def why_identity(judgement: Judgement, name: Callable[[str], str], *, applied: bool = True) -> Explanation:
    """Return on what grounds entities are held, or not held, to be one.

    Parameters
    ----------
    judgement
        The decision.
    name
        Gives the label of an entity by its IRI.
    applied
        False where the perspective switches this judgement off.
    """
    named = listed(sorted(name(iri) for iri in judgement.entities))
    held = {
        Verdict.SAME: f"Why {named} are held to be one",
        Verdict.NOT_SAME: f"Why {named} are held not to be one",
        Verdict.VARIANT: f"Why of {named} one is held to be a variant of the other",
        Verdict.UNDECIDED: f"Why it is left undecided whether {named} are one",
    }[judgement.verdict]
    return Explanation(held, " ".join(_identity_rule(judgement, name, applied)), ())


def _content(claims: Sequence[Claim], relations: Mapping[str, Relation]) -> str:
    return proposition_sentence(claims[0].proposition, relations)


def _status_rule(claims: Sequence[Claim]) -> tuple[str, tuple[Claim, ...]]:
    """Return why the status of a proposition is what it is, and the claims that alone make it so."""
    asserting, denying, unsure = (_taking(stance, claims) for stance in Stance)
    certain = tuple(claim for claim in asserting if claim.certainty is Certainty.CERTAIN)
    if not asserting:
        return (_DENIED_ONLY, denying) if denying else (_ONLY_LEFT_OPEN, unsure)
    if denying:
        return _DISPUTED_BY_DENIAL, tuple(one for one in claims if one.stance is not Stance.UNSURE)
    if not certain:
        return _ONLY_HEDGED, asserting
    if unsure:
        return _DISPUTED_BY_DOUBT, tuple(one for one in claims if one in certain or one in unsure)
    return _UNDISPUTED, certain


def _taking(stance: Stance, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(claim for claim in claims if claim.stance is stance)


def _tally(claims: Sequence[Claim]) -> str:
    """Return how many claims take which stance, as a sentence."""
    hedged = sum(one.certainty is Certainty.HEDGED for one in _taking(Stance.ASSERTS, claims))
    verbs = {
        Stance.ASSERTS: ("asserts it", "assert it"),
        Stance.DENIES: ("denies it", "deny it"),
        Stance.UNSURE: ("leaves it open", "leave it open"),
    }
    parts = []
    for stance, (one, several) in verbs.items():
        count = len(_taking(stance, claims))
        reserve = f" ({hedged:,} with reserve)" if stance is Stance.ASSERTS and hedged else ""
        if count:
            parts.append(f"{counted(count, 'claim')} {one if count == 1 else several}{reserve}")
    return f"{listed(parts)}."


def _origins_rule(folded: Mapping[Origin, Sequence[Claim]], name: Callable[[str], str]) -> str:
    if not folded:
        return f"No claim asserts it, and only what is asserted has origins. {_WHAT_AN_ORIGIN_IS}"
    known = [_folded(one, folded[one], name) for one in sorted(folded) if one.known]
    unknown = [_folded(one, folded[one], name) for one in sorted(folded) if not one.known]
    parts = []
    if known:
        parts.append(f"{counted(len(known), 'independent origin')}: {'; '.join(known)}.")
    if unknown:
        number = counted(len(unknown), "unnamed source")
        parts.append(f"{number}, unknown rather than independent: {'; '.join(unknown)}.")
    return " ".join([*parts, _WHAT_AN_ORIGIN_IS])


def _folded(origin: Origin, claims: Sequence[Claim], name: Callable[[str], str]) -> str:
    """Return an origin with the claims that fold into it, by whom they are made where it is not itself."""
    titles = {claim.document.iri: claim.document.title for claim in claims}
    speakers = sorted({claim.claimant.label for claim in claims if claim.claimant.iri != origin.key})
    through = f" by {listed(speakers)}" if speakers else ""
    return f"{titles.get(origin.key) or name(origin.key)} ({counted(len(claims), 'claim')}{through})"


def _identity_rule(judgement: Judgement, name: Callable[[str], str], applied: bool) -> Iterator[str]:
    yield f"The editors judged so{_BASES.get(judgement.basis, '')}."
    if judgement.reason:
        yield judgement.reason
    if not applied:
        yield "This perspective switches the judgement off, so each of them stands for itself."
    elif judgement.verdict is Verdict.SAME:
        yield f"Every claim about one of them is read as a claim about {name(judgement.canonical)}."
    elif judgement.verdict is Verdict.VARIANT:
        yield f"What is counted of a variant counts for {name(judgement.canonical)} as well; they stay apart."
    else:
        yield "They are kept apart."
