"""How alike two names without designations are: by their words, how these sound, and the kinds they say."""

from __future__ import annotations

from rapidfuzz import fuzz

from graph.joining.alike import (
    MISSPELT_AT_MOST,
    SHORT,
    SHORT_WORD,
    SHORTEST_NAME,
    SPELT_ALIKE,
    UNKNOWN_OF_FAMILY,
    Likeness,
    Relation,
)
from graph.joining.names import NameParts
from graph.joining.sounds import sound
from graph.joining.vocabulary import vocabulary

ONE_KIND = 92
NAME_AT_THE_END = 72
UNKNOWN_OF_KIND = 84
NARROWER_WORDS = 62
SOUNDING_ALIKE = 74


def by_words_alone(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare two names without designations; None if nothing suggests that they belong together."""
    if not one.words or not other.words:
        return _of_a_nation(one, other) if one.words or other.words else _by_kind(one, other)
    if one.is_a_kind and other.is_a_kind and one.bare_kinds != other.bare_kinds:
        return None  # "Russian tanks" and "Russian aircraft": of a nation both, and nothing else in common
    if one.words == other.words and one.marks == other.marks:  # general words differ, or what is known
        if one.unknown != other.unknown:
            reason = f"{' '.join(sorted(one.words)).upper()} of a variant that is not known"
            return Likeness(Relation.VARIANT, UNKNOWN_OF_FAMILY, reason, first_is_narrower=one.unknown)
        return Likeness(Relation.SAME, ONE_KIND, "one name with other general words")
    return _narrower(one, other) or _misspelt(one, other)


def _narrower(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare two names of which one only adds words to the other."""
    for narrow, wide in ((one, other), (other, one)):
        of_a_kind = not wide.is_a_kind or wide.kinds == narrow.kinds
        if narrow.words >= wide.words and narrow.marks >= wide.marks and not wide.unknown and of_a_kind:
            added = (narrow.words - wide.words) | (narrow.marks - wide.marks)
            reason = f"one name with {' '.join(sorted(added)).upper()} added"
            if _ends_alike(narrow, wide, added):
                return Likeness(Relation.SAME, NAME_AT_THE_END, f"{reason} before it, as makers are")
            return Likeness(Relation.VARIANT, NARROWER_WORDS, reason, first_is_narrower=narrow is one)
    return None


def _ends_alike(narrow: NameParts, wide: NameParts, added: frozenset[str]) -> bool:
    """Say whether `narrow` only puts words before the name `wide`: ``Roshel Senator``, ``AHS Krab``."""
    said = [one for one in narrow.latin.split() if one in narrow.words]
    named = said[-len(wide.words) :]
    longest = max(map(len, wide.words))
    before = added.isdisjoint(vocabulary().states) and not any(map(str.isdigit, "".join(added)))
    return before and set(named) == wide.words and narrow.marks == wide.marks and longest >= SHORTEST_NAME


def _misspelt(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare the words of two names letter by letter; figures and marks must be the same."""
    alike = fuzz.token_sort_ratio(" ".join(sorted(one.words)), " ".join(sorted(other.words)))
    if min(map(len, one.words ^ other.words), default=SHORT) < SHORT_WORD:
        return None  # "Iskander-K" and "Iskander-M", "SLM" and "SLS": short words are told apart by a letter
    if alike < SPELT_ALIKE and _sounding(one) == _sounding(other):
        return Likeness(Relation.SAME, SOUNDING_ALIKE, "names that sound alike in another script")
    long_enough = min(len("".join(one.words)), len("".join(other.words))) >= SHORT
    if alike < SPELT_ALIKE or not long_enough or one.marks != other.marks or figures(one) != figures(other):
        return None
    return Likeness(Relation.SAME, min(MISSPELT_AT_MOST, int(alike) - 8), f"names {alike:.0f} percent alike")


def _sounding(parts: NameParts) -> tuple[object, ...]:
    return tuple(sorted(map(sound, parts.words))), parts.marks, figures(parts)


def _by_kind(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare two names that say nothing but a kind."""
    if not one.kinds or one.bare_kinds != other.bare_kinds:
        return None
    if one.unknown == other.unknown:
        return Likeness(Relation.SAME, ONE_KIND, "one kind in general words")
    reason = "a kind, and one of it that is not known further"
    return Likeness(Relation.VARIANT, UNKNOWN_OF_KIND, reason, first_is_narrower=one.unknown)


def _of_a_nation(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare a kind with that kind of one nation: ``Russian tanks`` are a part of all tanks."""
    narrow = one if one.words else other
    known = not one.unknown and not other.unknown
    if (
        not known
        or not one.kinds
        or one.bare_kinds != other.bare_kinds
        or not narrow.words <= vocabulary().states.keys()
    ):
        return None
    reason = f"a kind, and that of one nation ({' '.join(sorted(narrow.words)).upper()})"
    return Likeness(Relation.VARIANT, UNKNOWN_OF_KIND, reason, first_is_narrower=narrow is one)


def figures(parts: NameParts) -> frozenset[str]:
    """Return the words of a name that hold figures."""
    return frozenset(word for word in parts.words if any(map(str.isdigit, word)))
