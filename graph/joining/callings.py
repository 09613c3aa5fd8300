"""How actors and places are called: nationalities read as states, governments as what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from graph.joining.alike import Likeness, Relation
from graph.joining.sounds import sound
from graph.joining.vocabulary import vocabulary
from graph.labels import latin_form

ONE_CALLING = 98
ONE_CALLING_EVENED = 94
FOR_THE_STATE = 78
SOUNDING_ALIKE = 74
INITIALS = 72
_OTHER_ASIDE = 30
"""What it costs when only one of two names says something in brackets that is no other name of a state."""
_MOST_MORE_LETTERS = 1
"""By how many letters names that sound alike may differ."""
_FEWEST_CONSONANTS = 2
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_ARTICLES = frozenset({"al", "el", "ar", "as", "ash", "az", "ez", "ad", "an", "at"})
_JOINING = frozenset({"the", "of", "and", "for", "in"})
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
    aside: str = ""
    """What stands in brackets behind it, unless that is another name of a state."""
    acronym: str = ""
    """The name itself where it is two to six capital letters, made small."""
    initials: str = ""
    """The first letters of its words, where it has several."""

    @property
    def sounds(self) -> tuple[str, ...]:
        """How its words sound, sorted; see `graph.joining.sounds`."""
        return tuple(sorted(map(sound, self.words)))


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
    latin = words.codes.get(name.strip(), "") or latin_form(outside) or latin_form(name)
    left = _weighty(_with_states(latin.split()))
    state_words = tuple(one for one in left if one not in words.government)
    state = state_words[0] if len(state_words) == 1 else ""
    is_state = state in words.known_states or len(left) > len(state_words)
    naming = [one for one in latin.split() if one not in _JOINING and one not in _ARTICLES]
    return Calling(
        latin,
        left,
        state if is_state else "",
        state_words != left,
        aside=_aside(name) if latin_form(outside) else "",
        acronym=name.strip().lower() if _ACRONYM.fullmatch(name.strip()) else "",
        initials="".join(one[0] for one in naming) if len(naming) > 1 else "",
    )


def _weighty(said: Iterable[str]) -> tuple[str, ...]:
    """Return the words that tell an actor or place from others, as they are spelt here; all if none does."""
    words = vocabulary()
    left = tuple(
        words.spelt(words.translated.get(one, one))
        for one in said
        if one not in _JOINING and one not in _ARTICLES
    )
    return tuple(one for one in left if one not in words.bodies) or left or tuple(said)


def _aside(name: str) -> str:
    said = latin_form(" ".join(re.findall(r"\(([^)]*)\)", name)))
    words = vocabulary()
    return "" if said in words.states or said in words.known_states else said


def callings_alike(one: Calling, other: Calling) -> Likeness | None:
    """Return how two names of actors or places are alike; None if nothing suggests that they are one."""
    known = vocabulary().known_states
    if one.state != other.state and {one.state, other.state} <= known:
        return None  # Niger and Nigeria, Iran and Iraq: whatever is alike in them
    found = _called_alike(one, other)
    if found and one.aside != other.aside:
        aside = " and ".join(sorted(filter(None, (one.aside, other.aside))))
        return found.less(_OTHER_ASIDE, f"but {aside.upper()} is said of one only")
    return found


def _called_alike(one: Calling, other: Calling) -> Likeness | None:
    if one.latin == other.latin:
        return Likeness(Relation.SAME, ONE_CALLING, "one name")
    if sorted(one.words) == sorted(other.words):
        return Likeness(Relation.SAME, ONE_CALLING_EVENED, "one name but for spelling and order of words")
    for government, other_one in ((one, other), (other, one)):
        if government.state and government.state == (other_one.state or " ".join(other_one.words)):
            return _for_the_state(government)
    for short, long in ((one, other), (other, one)):
        if short.acronym and short.acronym == long.initials:
            reason = f"{short.acronym.upper()} are the first letters of the other name"
            return Likeness(Relation.SAME, INITIALS, reason)
    return _misspelt(one, other) or _sounding_alike(one, other)


def _sounding_alike(one: Calling, other: Calling) -> Likeness | None:
    apart = abs(len("".join(one.words)) - len("".join(other.words)))
    if (
        one.state in vocabulary().known_states
        or other.state in vocabulary().known_states
        or one.sounds != other.sounds
        or apart > _MOST_MORE_LETTERS
        or len("".join(one.sounds)) < _FEWEST_CONSONANTS
        or _figures(one) != _figures(other)
        or one.acronym
        or other.acronym
    ):
        return None
    return Likeness(
        Relation.SAME, SOUNDING_ALIKE, "names that sound alike, as if written from another script"
    )


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
    states, known = vocabulary().states, vocabulary().known_states
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
