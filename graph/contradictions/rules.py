"""Why something is a contradiction, in a sentence: the stances, the ontology or a judgement decides."""

from __future__ import annotations

from collections.abc import Sequence

from graph.conflicts import Conflict, ConflictKind, Rule
from graph.contradictions.values import ContradictionKind, Side
from graph.model import Ref

_STANCES_CLASH = {
    ContradictionKind.OPPOSITE: "At least one claim asserts it and at least one denies it.",
    ContradictionKind.DOUBT: "At least one claim asserts it and at least one leaves it open; none denies it.",
    ContradictionKind.DENIAL: "At least one claim denies it and none asserts it, so none is contradicted.",
}


def stance_rule(kind: ContradictionKind, speaker: Ref | None) -> str:
    """Return why different stances to one proposition are a contradiction.

    Parameters
    ----------
    kind
        One of those that a single proposition can make.
    speaker
        Who takes all the stances, if it is one and the same.
    """
    alone = None if kind is ContradictionKind.DENIAL else speaker
    return _STANCES_CLASH[kind] + _one_and_the_same(alone)


def conflict_rule(conflict: Conflict, sides: Sequence[Side], speaker: Ref | None) -> str:
    """Return why the propositions of `sides` cannot all hold, by the rule of `conflict`."""
    return f"{_ground(conflict, sides)}{_one_and_the_same(speaker)}"


def _ground(conflict: Conflict, sides: Sequence[Side]) -> str:
    if conflict.rule is Rule.JUDGEMENT:
        return _judgement(conflict, sides)
    relations = sorted({side.proposition.predicate.label for side in sides})
    named = " and ".join(f"“{label}”" for label in relations)
    also = f" The editors judge so as well: {_sentence(conflict.reason)}" if conflict.reason else ""
    if conflict.rule is Rule.FUNCTIONAL:
        return (
            f"The ontology declares that the relation {named} can have one value only for one subject.{also}"
        )
    return f"The ontology declares that the relations {named} cannot both join the same two.{also}"


def _judgement(conflict: Conflict, sides: Sequence[Side]) -> str:
    if conflict.kind is ConflictKind.FRAMING:
        verdict = "The editors judge that these are different framings of one matter"
    else:
        verdict = f"The editors judge that these cannot {'both' if len(sides) == 2 else 'all'} hold"
    return f"{verdict}: {_sentence(conflict.ground)}" if conflict.ground else f"{verdict}, giving no reason."


def _sentence(text: str) -> str:
    ended = text.strip()
    return ended if ended.endswith((".", "!", "?")) else f"{ended}."


def _one_and_the_same(speaker: Ref | None) -> str:
    """Return a sentence that says who contradicts himself; nothing where there are several speakers."""
    if speaker is None:
        return ""
    return f" All sides are taken by one and the same speaker, {speaker.label}, with no sure time between."
