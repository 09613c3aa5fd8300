"""Contradictions read out in plain English, from the phrases that the ontology gives each relation.

Plain text only: whoever shows it in HTML or on a terminal escapes it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from graph.contradictions.revisions import sole_speaker, when_said
from graph.contradictions.values import Contradiction, ContradictionKind, Revision, Side, claims_of
from graph.dates import span_meant
from graph.model import Claim, Proposition, Ref, Stance, Value
from graph.sentences import counted, listed, proposition_sentence

if TYPE_CHECKING:
    from graph.lexicon import Relation

_Words: TypeAlias = tuple[str, str, str]
_OR = " or "
_MOST_NAMED = 4
"""Figures, and speakers, named one by one; of more, the extremes or the first are named."""
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_STANCES = {Stance.ASSERTS: "Asserted", Stance.DENIES: "Denied", Stance.UNSURE: "Left open"}
_VERBS = {Stance.ASSERTS: "assert", Stance.DENIES: "deny", Stance.UNSURE: "leave"}
_OF_ONE_THING = frozenset({ContradictionKind.OPPOSITE, ContradictionKind.DOUBT, ContradictionKind.DENIAL})


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
    'Raid carried out by Grey? Some assert it, some deny it.'
    """
    told = contradiction.propositions
    if contradiction.kind in _OF_ONE_THING:
        return f"{running_text(told[0], relations)}? {_verdict(contradiction)}"
    if contradiction.kind is ContradictionKind.FIGURES:
        return f"{_figures(contradiction, relations)}? {_how_many(contradiction)}"
    if contradiction.kind is ContradictionKind.FRAMING:
        return f"{_framings(contradiction, relations)}? {_how_many(contradiction)}"
    return f"{_alternatives(told, relations)}? {_how_many(contradiction)}"


def running_text(proposition: Proposition, relations: Mapping[str, Relation]) -> str:
    """Return a proposition as it stands within a sentence: nothing sets its ends off.

    Examples
    --------
    >>> from graph.model import Standing, Status
    >>> by, grey = Ref("r/by", "carried out by"), Ref("a/1", "Grey")
    >>> running_text(Proposition("p/1", Ref("i/1", "Raid"), by, grey, Standing(Status.DISPUTED, 1, 0)), {})
    'Raid carried out by Grey'
    """
    return _joined(*_words(proposition, relations))


def side_sentence(side: Side) -> str:
    """Return who takes a side and how many origins that makes."""
    known = counted(side.origins, "independent origin") if side.origins else ""
    unknown = counted(side.unknown_origins, "unnamed source") if side.unknown_origins else ""
    origins = " and ".join(part for part in (known, unknown) if part) or "no origin"
    return f"{_STANCES[side.stance]} by {_speakers(side.claims)} ({origins})."


def revision_sentence(revision: Revision, relations: Mapping[str, Relation]) -> str:
    """Return who took which stance first, and which one later."""
    before, after = (_stance_taken(one, relations) for one in (revision.before, revision.after))
    return f"{revision.speaker.label} changed: {before}; {after}."


def _verdict(contradiction: Contradiction) -> str:
    """Return how one thing stands; who alone takes all sides is not read as several."""
    if contradiction.kind is ContradictionKind.DENIAL:
        return "It is denied, and nobody asserts it."
    stances = [side.stance for side in contradiction.sides]
    speaker = sole_speaker(claims_of(contradiction.sides))
    if speaker:
        taken = listed(_STANCES[each].lower() for each in stances)
        return f"It is {taken} by {speaker.label}."
    said = (f"some {_VERBS[each]} it{' open' if each is Stance.UNSURE else ''}" for each in stances)
    return f"{', '.join(said).capitalize()}."


def _framings(contradiction: Contradiction, relations: Mapping[str, Relation]) -> str:
    """Return the framings as alternatives, those that nobody asserts marked."""
    told = contradiction.propositions
    marks = [_mark(contradiction, one) for one in told]
    if not any(marks):
        return _alternatives(told, relations)
    return _one_by_one([_words(one, relations) for one in told], marks)


def _mark(contradiction: Contradiction, proposition: Proposition) -> str:
    taken = {side.stance for side in contradiction.sides if side.proposition.iri == proposition.iri}
    strongest = next(stance for stance in Stance if stance in taken)
    return "" if strongest is Stance.ASSERTS else f" ({_STANCES[strongest].lower()})"


def _alternatives(told: Sequence[Proposition], relations: Mapping[str, Relation]) -> str:
    """Return what is told as alternatives, saying once what they have in common."""
    words = [_words(one, relations) for one in told]
    subject, phrase, target = words[0]
    same_relation = len({one.predicate.iri for one in told}) == 1
    same_subject = len({one.subject.iri for one in told}) == 1
    same_object = len({one.object for one in told}) == 1
    if same_relation and same_subject and all(each for *_, each in words):
        return _joined(subject, phrase, listed((each for *_, each in words), _OR))
    if same_relation and same_object:
        return _of_one_object(told, relations)
    if same_subject and same_object and target:
        return _joined(subject, listed((each for _, each, _ in words), _OR), target)
    return _one_by_one(words, [""] * len(words))


def _one_by_one(words: Sequence[_Words], marks: Sequence[str]) -> str:
    """Return alternatives one after the other, without what one shares with the one before it."""
    before = [("", "", ""), *words]
    told = [
        f"{_joined(*_beyond(one, other))}{mark}"
        for one, other, mark in zip(words, before, marks, strict=False)
    ]
    return listed(told, ", or ")


def _beyond(words: _Words, before: _Words) -> _Words:
    subject, phrase, target = words
    if subject != before[0]:
        return words
    return "", "" if phrase == before[1] and target and before[2] else phrase, target


def _of_one_object(told: Sequence[Proposition], relations: Mapping[str, Relation]) -> str:
    first, subjects = told[0], listed((one.subject.label for one in told), _OR)
    relation = relations.get(first.predicate.iri)
    if relation and relation.inverse_phrase and isinstance(first.object, Ref):
        return _joined(first.object_text, relation.inverse_phrase, subjects)
    _, phrase, target = _words(first, relations)
    return _joined(subjects, phrase, target)


def _words(proposition: Proposition, relations: Mapping[str, Relation]) -> _Words:
    """Return subject, phrase and object; an object that is not read out is empty."""
    subject, target = proposition.subject.label, proposition.object_text
    said = proposition_sentence(proposition, relations).removeprefix(f"{subject} - ")
    phrase = said.removesuffix(f" - {target}")
    return subject, phrase, target if phrase != said else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _figures(contradiction: Contradiction, relations: Mapping[str, Relation]) -> str:
    told, low, high = contradiction.propositions, contradiction.low, contradiction.high
    if len(told) <= _MOST_NAMED or low is None or high is None:
        return _alternatives(told, relations)
    subject, phrase, _ = _words(told[0], relations)
    return _joined(subject, phrase, f"from {low.text} to {high.text}")


def _how_many(contradiction: Contradiction) -> str:
    count = len(contradiction.propositions)
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
    if contradiction.kind is ContradictionKind.FRAMING:
        return f"{number} framings of one matter."
    noun = "accounts"
    if isinstance(contradiction.low, Value):
        noun = "figures" if span_meant(contradiction.low) is None else "dates"
    return f"{number} {noun} that cannot {'both' if count == 2 else 'all'} hold."


def _speakers(claims: Sequence[Claim]) -> str:
    names = list(dict.fromkeys(_speaker(claim) for claim in claims)) or ["nobody"]
    shown, rest = names[:_MOST_NAMED], len(names) - _MOST_NAMED
    if rest > 0:
        shown.append(counted(rest, "other"))
    return listed(shown)


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
    return f"{_STANCES[claim.stance].lower()}{dated}: {running_text(claim.proposition, relations)}"
