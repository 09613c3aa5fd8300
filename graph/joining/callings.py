"""How actors and places are called: nationalities read as states, governments as what they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from graph.joining.likeness import Likeness, Relation
from graph.joining.vocabulary import vocabulary
from graph.labels import latin_form

ONE_CALLING = 98
ONE_CALLING_EVENED = 94
FOR_THE_STATE = 78
_SPELT_ALIKE = 90
"""Percent of letters in common, in whatever order of words, from which two names may be one, misspelt."""
_SHORT = 6
"""Letters below which a name is never held to be another one, misspelt."""
_MOST_WORDS_OF_A_STATE = 5


@dataclass(frozen=True, slots=True)
class Calling:
    """The name of an actor or a place, evened out."""

    latin: str
    words: tuple[str, ...]
    """Its words in order, nationalities as their states and words without weight left out."""
    state: str
    """The state that it names, or whose government it names; else empty."""
    is_government: bool


@lru_cache(maxsize=65_536)
def calling(name: str) -> Calling:
    """Return the name of an actor or a place, evened out.

    Examples
    --------
    >>> calling("Ministry of Defence of the Russian Federation").words
    ('ministry', 'defence', 'russia')
    >>> calling("Government of Syria").state, calling("USA").state
    ('syria', 'united states')
    """
    words = vocabulary()
    outside = re.sub(r"\([^)]*\)", " ", name)
    latin = latin_form(outside) or latin_form(name)
    evened = _with_states(latin.split())
    left = tuple(words.spelt(one) for one in evened if one not in ("the", "of", "and", "for", "in"))
    state_words = tuple(one for one in left if one not in words.government)
    known = set(words.states.values())
    state = state_words[0] if len(state_words) == 1 else ""
    return Calling(
        latin, left, state if state in known or len(left) > len(state_words) else "", state_words != left
    )


def callings_alike(one: Calling, other: Calling) -> Likeness | None:
    """Return how two names of actors or places are alike; None if nothing suggests that they are one."""
    if one.latin == other.latin:
        return Likeness(Relation.SAME, ONE_CALLING, "one name")
    if sorted(one.words) == sorted(other.words):
        return Likeness(Relation.SAME, ONE_CALLING_EVENED, "one name but for spelling and order of words")
    for government, other_one in ((one, other), (other, one)):
        if government.state and government.state == (other_one.state or " ".join(other_one.words)):
            return _for_the_state(government)
    return _misspelt(one, other)


def _misspelt(one: Calling, other: Calling) -> Likeness | None:
    if min(len(one.latin), len(other.latin)) < _SHORT or _figures(one) != _figures(other):
        return None
    alike = fuzz.token_sort_ratio(" ".join(one.words), " ".join(other.words))
    if alike < _SPELT_ALIKE:
        return None
    return Likeness(Relation.SAME, int(alike) - 10, f"names {alike:.0f} percent alike")


def _for_the_state(named: Calling) -> Likeness:
    reason = f"a government, which stands for its state ({named.state.title()}) where parties are listed"
    return Likeness(Relation.SAME, FOR_THE_STATE, reason)


def _with_states(said: list[str]) -> list[str]:
    """Return the words with each name of a state, however long, replaced by the one it is read as."""
    states = vocabulary().states
    known = frozenset(states.values())
    out: list[str] = []
    place = 0
    while place < len(said):
        for length in range(min(_MOST_WORDS_OF_A_STATE, len(said) - place), 0, -1):
            named = " ".join(said[place : place + length])
            if named in states or named in known:
                out.append(states.get(named, named))
                place += length
                break
        else:
            out.append(said[place])
            place += 1
    return out


def _figures(one: Calling) -> frozenset[str]:
    return frozenset(word for word in one.words if any(map(str.isdigit, word)))
