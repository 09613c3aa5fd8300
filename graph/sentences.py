"""Links, paths and claims read out in plain English, from the phrases that the ontology gives each relation.

Plain text only: whoever shows it in HTML or on a terminal escapes it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.lexicon import Relation
from graph.model import Certainty, Claim, Hop, Modality, Path, Proposition, Stance, Standing, Status, Value
from graph.namespaces import XSD

_TRUE = Value("true", XSD + "boolean")
_STANCE_VERBS = {
    (Stance.ASSERTS, Certainty.CERTAIN): "says",
    (Stance.ASSERTS, Certainty.HEDGED): "says with reserve",
    (Stance.DENIES, Certainty.CERTAIN): "denies",
    (Stance.DENIES, Certainty.HEDGED): "denies with reserve",
    (Stance.UNSURE, Certainty.CERTAIN): "does not say whether",
    (Stance.UNSURE, Certainty.HEDGED): "does not say whether",
}
_STATUS_WORDS = {
    Status.UNDISPUTED: "undisputed",
    Status.DISPUTED: "disputed",
    Status.UNCONFIRMED: "unconfirmed",
    Status.DENIED_ONLY: "only denied",
}


def read_out(thing: Path | Hop | Claim | Proposition, relations: Mapping[str, Relation]) -> str:
    """Return a path, hop, claim or proposition in plain English."""
    if isinstance(thing, Path):
        return path_sentence(thing, relations)
    if isinstance(thing, Hop):
        return hop_sentence(thing, relations)
    if isinstance(thing, Claim):
        return claim_sentence(thing, relations)
    return proposition_sentence(thing, relations)


def proposition_sentence(proposition: Proposition, relations: Mapping[str, Relation]) -> str:
    """Return a proposition as subject - phrase - object; it says nothing of who holds it.

    The object "true" is not read out: that an incident took place is said by the phrase alone.
    """
    phrase = _phrase(proposition.predicate.iri, proposition.predicate.label, relations)
    said = f"{proposition.subject.label} - {phrase}"
    return said if proposition.object == _TRUE else f"{said} - {proposition.object_text}"


def hop_sentence(hop: Hop, relations: Mapping[str, Relation]) -> str:
    """Return a hop as it is walked: against its direction with the inverse phrase.

    A relation without an inverse phrase is read from its subject, whichever way it is walked.

    Examples
    --------
    >>> from graph.model import Ref
    >>> by = Relation(Ref("r/by", "perpetrator"), "was carried out by", "carried out")
    >>> raid, group = Ref("i/raid", "Raid on Southfield"), Ref("a/grey", "Grey Column")
    >>> sure = Standing(Status.UNDISPUTED, 1, 0)
    >>> hop_sentence(Hop(raid, group, by.ref, "out", sure, ()), {"r/by": by})
    'Raid on Southfield - was carried out by - Grey Column'
    >>> hop_sentence(Hop(group, raid, by.ref, "in", sure, ()), {"r/by": by})
    'Grey Column - carried out - Raid on Southfield'
    """
    start, end = hop.start.label, hop.end.label
    phrase = _phrase(hop.predicate.iri, hop.predicate.label, relations)
    if hop.direction == "out":
        return f"{start} - {phrase} - {end}"
    relation = relations.get(hop.predicate.iri)
    if relation and relation.inverse_phrase:
        return f"{start} - {relation.inverse_phrase} - {end}"
    return f"{end} - {phrase} - {start}"


def path_sentence(path: Path, relations: Mapping[str, Relation]) -> str:
    """Return a path as one line, its hops one after the other, what is not undisputed marked."""
    return "; ".join(f"{hop_sentence(hop, relations)}{_marked(hop)}" for hop in path.hops)


def standing_sentence(standing: Standing) -> str:
    """Return how a proposition stands and on whose word.

    Examples
    --------
    >>> standing_sentence(Standing(Status.DISPUTED, 2, 1))
    'disputed: 2 independent origins and 1 unnamed source assert it'
    >>> standing_sentence(Standing(Status.DENIED_ONLY, 0, 0))
    'only denied: nobody asserts it'
    """
    parts = []
    if standing.origins:
        parts.append(counted(standing.origins, "independent origin"))
    if standing.unknown_origins:
        parts.append(counted(standing.unknown_origins, "unnamed source"))
    verb = "asserts" if standing.origins + standing.unknown_origins == 1 else "assert"
    said = f"{' and '.join(parts)} {verb} it" if parts else "nobody asserts it"
    return f"{_STATUS_WORDS[standing.status]}: {said}"


def claim_sentence(claim: Claim, relations: Mapping[str, Relation]) -> str:
    """Return who takes which stance to what, and where that is written."""
    speaker = claim.claimant.label
    if claim.on_behalf_of and claim.on_behalf_of != claim.claimant:
        speaker += f" (for {claim.on_behalf_of.label})"
    content = proposition_sentence(claim.proposition, relations)
    kind = "" if claim.modality is Modality.FACT else f" [{claim.modality.value}]"
    return f"{speaker} {_STANCE_VERBS[claim.stance, claim.certainty]}: {content}{kind} ({_place(claim)})"


def _phrase(iri: str, label: str, relations: Mapping[str, Relation]) -> str:
    relation = relations.get(iri)
    return relation.phrase if relation else label


def _marked(hop: Hop) -> str:
    status = hop.standing.status
    return "" if status is Status.UNDISPUTED else f" ({_STATUS_WORDS[status]})"


def _place(claim: Claim) -> str:
    document = claim.document
    parts = [document.outlet.label if document.outlet else "", document.title, document.date]
    if claim.line is not None:
        parts.append(f"line {claim.line}")
    return ", ".join(part for part in parts if part)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    Examples
    --------
    >>> counted(1, "hop"), counted(2, "hop"), counted(0, "entity", "entities")
    ('1 hop', '2 hops', '0 entities')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], last: str = " and ") -> str:
    """Return words one after the other as one reads them, with `last` before the last; empty for none.

    Examples
    --------
    >>> listed(["Kirby", "Miller", "Ryder"]), listed(["bought", "found"], " or ")
    ('Kirby, Miller and Ryder', 'bought or found')
    """
    *others, final = tuple(words) or ("",)
    return last.join(part for part in (", ".join(others), final) if part)
