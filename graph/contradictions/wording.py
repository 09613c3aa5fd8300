"""Contradictions read out in plain English, from the phrases that the ontology gives each relation.

Plain text only: whoever shows it in HTML or on a terminal escapes it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.contradictions.revisions import when_said
from graph.contradictions.values import Contradiction, ContradictionKind, Denial, Revision, Side
from graph.dates import span_meant
from graph.model import Claim, Proposition, Ref, Stance, Value
from graph.sentences import counted, proposition_sentence

if TYPE_CHECKING:
    from graph.lexicon import Relation

_MOST_NAMED = 4
"""Figures, and speakers, named one by one; of more, the extremes or the first are named."""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_STANCES = {Stance.ASSERTS: "Asserted", Stance.DENIES: "Denied", Stance.UNSURE: "Left open"}
_VERDICTS = {
    ContradictionKind.OPPOSITE: "Asserted and denied.",
    ContradictionKind.DOUBT: "Asserted and left open.",
    ContradictionKind.DENIAL: "Denied, and nobody asserts it.",
}


def contradiction_sentence(contradiction: Contradiction, relations: Mapping[str, Relation]) -> str:
    """Return what a contradiction is about as a question, and how it stands.

    Examples
    --------
    >>> from graph.model import Standing, Status
    >>> by = Ref("r/by", "carried out by")
    >>> raid = Proposition("p/1", Ref("i/1", "Raid"), by, Ref("a/1", "Grey"), Standing(Status.DISPUTED, 1, 0))
    >>> sides = tuple(Side(raid, stance, (), 1, 0) for stance in (Stance.ASSERTS, Stance.DENIES))
    >>> opposite = ContradictionKind.OPPOSITE
    >>> contradiction_sentence(Contradiction(opposite, sides, "", "", None, None, (), (), 0, ""), {})
    'Raid - carried out by - Grey? Asserted and denied.'
    """
    told = contradiction.propositions
    if contradiction.kind in _VERDICTS:
        return f"{proposition_sentence(told[0], relations)}? {_VERDICTS[contradiction.kind]}"
    if contradiction.kind is ContradictionKind.FIGURES:
        return f"{_figures(contradiction, relations)}? {_how_many(contradiction)}"
    return f"{_alternatives(told, relations)}? {_how_many(contradiction)}"


def side_sentence(side: Side) -> str:
    """Return who takes a side and how many origins that makes."""
    known = counted(side.origins, "independent origin") if side.origins else ""
    unknown = counted(side.unknown_origins, "unnamed source") if side.unknown_origins else ""
    origins = " and ".join(part for part in (known, unknown) if part) or "no origin"
    return f"{_STANCES[side.stance]} by {_speakers(side.claims)} ({origins})."


def denial_sentence(denial: Denial, relations: Mapping[str, Relation]) -> str:
    """Return what exactly is denied, by whom, and what that leaves open."""
    denied = (
        f"{_speaker(denial.claim)} denies only: {proposition_sentence(denial.claim.proposition, relations)}."
    )
    if not denial.left_open:
        return denied
    listed = "; ".join(proposition_sentence(one, relations) for one in denial.left_open)
    more = f"; and {denial.more_left_open:,} more" if denial.more_left_open else ""
    return f"{denied} This leaves open: {listed}{more}."


def revision_sentence(revision: Revision, relations: Mapping[str, Relation]) -> str:
    """Return who took which stance first, and which one later."""
    before, after = (_stance_taken(one, relations) for one in (revision.before, revision.after))
    return f"{revision.speaker.label} changed: {before}; {after}."


def _alternatives(told: Sequence[Proposition], relations: Mapping[str, Relation]) -> str:
    """Return what is told as alternatives, saying once what they have in common."""
    first = told[0]
    same_relation = len({one.predicate.iri for one in told}) == 1
    same_subject = len({one.subject.iri for one in told}) == 1
    same_object = len({one.object for one in told}) == 1
    phrases = [proposition_sentence(one, relations) for one in told]
    if same_relation and same_subject and all(map(_says_its_object, told, phrases)):
        stem = phrases[0].removesuffix(first.object_text)
        return stem + either(one.object_text for one in told)
    if same_relation and same_object:
        return _of_one_object(told, relations)
    if same_subject and same_object and isinstance(first.object, Ref):
        said = either(_middle(one, phrase) for one, phrase in zip(told, phrases, strict=True))
        return f"{first.subject.label} - {said} - {first.object_text}"
    return either(phrases, ", or ")


def _of_one_object(told: Sequence[Proposition], relations: Mapping[str, Relation]) -> str:
    first, subjects = told[0], either(one.subject.label for one in told)
    relation = relations.get(first.predicate.iri)
    if relation and relation.inverse_phrase and isinstance(first.object, Ref):
        return f"{first.object_text} - {relation.inverse_phrase} - {subjects}"
    return subjects + proposition_sentence(first, relations).removeprefix(first.subject.label)


def _says_its_object(proposition: Proposition, phrase: str) -> bool:
    return phrase.endswith(f" - {proposition.object_text}")


def _middle(proposition: Proposition, phrase: str) -> str:
    """Return what stands between subject and object."""
    inner = phrase.removeprefix(f"{proposition.subject.label} - ")
    return inner.removesuffix(f" - {proposition.object_text}")


def _figures(contradiction: Contradiction, relations: Mapping[str, Relation]) -> str:
    told, low, high = contradiction.propositions, contradiction.low, contradiction.high
    if len(told) <= _MOST_NAMED or low is None or high is None:
        return _alternatives(told, relations)
    stem = proposition_sentence(told[0], relations).removesuffix(told[0].object_text)
    return f"{stem}from {low.text} to {high.text}"


def _how_many(contradiction: Contradiction) -> str:
    count = len(contradiction.propositions)
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    if contradiction.kind is ContradictionKind.FRAMING:
        return f"{number} framings of one matter."
    noun = "accounts"
    if isinstance(contradiction.low, Value):
        noun = "figures" if span_meant(contradiction.low) is None else "dates"
    return f"{number} {noun} that cannot {'both' if count == 2 else 'all'} hold."


def either(options: Iterable[str], last: str = " or ") -> str:
    """Return alternatives as one reads them.

    Examples
    --------
    >>> either(["bought", "found", "given"])
    'bought, found or given'
    """
    *others, final = options
    return last.join(part for part in (", ".join(others), final) if part)


def _speakers(claims: Sequence[Claim]) -> str:
    names = list(dict.fromkeys(_speaker(claim) for claim in claims)) or ["nobody"]
    shown, rest = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if rest > 0:
        shown.append(counted(rest, "other"))
    return either(shown, " and ")


def _speaker(claim: Claim) -> str:
    body = claim.on_behalf_of
    return (
        f"{claim.claimant.label} (for {body.label})"
        if body and body != claim.claimant
        else claim.claimant.label
    )


def _stance_taken(claim: Claim, relations: Mapping[str, Relation]) -> str:
    when = when_said(claim)
    dated = f" on {when.text}" if when and when.start == when.end else f" in {when.text}" if when else ""
    return f"{_STANCES[claim.stance].lower()}{dated}: {proposition_sentence(claim.proposition, relations)}"
