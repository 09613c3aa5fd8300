"""How alike two names are, and whether they name one thing or a model and one of its variants; with reasons.

Scores are of 0 to 100 and mean what `benchmarks/joining.py` measures on pairs judged by hand: from 90 the
names leave hardly another reading, from 75 they are likely right, below that a person must know more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from graph.joining.names import Designation, NameParts
from graph.joining.sounds import sound
from graph.joining.vocabulary import vocabulary

ONE_SPELLING = 98
ONE_DESIGNATION = 94
ONE_KIND = 92
ONE_WORD = 91
VARIANT_BY_DESIGNATION = 90
UNKNOWN_OF_FAMILY = 92
ONE_OF_MANY = 86
ONE_OF_ITS_VARIANTS = 84
NAME_AT_THE_END = 72
UNKNOWN_OF_KIND = 84
NARROWER_WORDS = 62
MISSPELT_AT_MOST = 88
_SPELT_ALIKE = 88
"""Percent of letters in common from which two words or names may be one, misspelt."""
_OTHER_WORDS = 12
"""What it costs when one designation stands with words that have nothing in common."""
_OTHER_CALIBRE = 30
_PIECES = frozenset({"launcher", "ammunition", "missile", "rocket", "shell", "munition"})
"""Kinds that may name a piece of a system, or the whole of it."""
_PIECE, _LAUNCHER = 18, 34
"""What it costs when only one of two names says such a kind."""
_SHORTEST_NAME = 3
"""Letters of the shortest word that names a weapon by itself."""
_SHORT_WORD = 4
SOUNDING_ALIKE = 74
_SHORT = 5
"""Letters below which two words are one only if they are written alike."""


class Relation(StrEnum):
    """What a proposal says of two entities."""

    SAME = "same"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two names have in common."""

    relation: Relation
    score: int
    reason: str
    first_is_narrower: bool = False
    """Of a variant: whether the first name is that of the variant, the second that of its family."""

    def less(self, points: int, reason: str) -> Likeness:
        """Return it with fewer points, and why."""
        return self._with(self.score - points, reason)

    def more(self, points: int, reason: str) -> Likeness:
        """Return it with more points, and why."""
        return self._with(min(self.score + points, 99), reason)

    def _with(self, score: int, reason: str) -> Likeness:
        return Likeness(self.relation, max(score, 0), f"{self.reason}; {reason}", self.first_is_narrower)


Sharing = Callable[[str], int]
"""How many families of designations stand with a word, among all names that are compared."""


def likeness(one: NameParts, other: NameParts, sharing: Sharing) -> Likeness | None:
    """Return how two names of weapons are alike; None if nothing suggests that they belong together.

    Examples
    --------
    >>> from graph.joining.names import name_parts
    >>> found = likeness(name_parts("HIMARS"), name_parts("227mm M142 HIMARS"), lambda word: 1)
    >>> found.relation.value, found.score
    ('same', 91)
    >>> found = likeness(name_parts("T-72B3"), name_parts("T-72"), lambda word: 1)
    >>> found.relation.value, found.first_is_narrower
    ('variant', True)
    """
    if one.parts != other.parts:
        return None  # a radar, a transloader, a command vehicle is another thing than what it serves
    if one.key == other.key:  # what is fitted is in the key
        whole = Likeness(Relation.SAME, ONE_SPELLING, "one name but for its spelling and general words")
        piece = (one.kinds ^ other.kinds) & _PIECES if one.words or one.designations else frozenset()
        cost = _LAUNCHER if "launcher" in piece else _PIECE
        return whole.less(cost, f"but only one says {' '.join(sorted(piece)).upper()}") if piece else whole
    if one.fitted and other.fitted and one.fitted != other.fitted:
        return None
    found = _compared(one, other, sharing)
    if found and one.fitted != other.fitted:
        found = _as_fitted(found, one, other)
    if found and one.calibre and other.calibre and one.calibre != other.calibre:
        return found.less(_OTHER_CALIBRE, f"but of {one.calibre} and {other.calibre} mm")
    return found


def _compared(one: NameParts, other: NameParts, sharing: Sharing) -> Likeness | None:
    """Compare what the names themselves say."""
    if one.designations and other.designations:
        return _by_designation(one, other)
    if one.designations or other.designations:
        return _by_word(one, other, sharing)
    return _by_words_alone(one, other)


def _as_fitted(found: Likeness, one: NameParts, other: NameParts) -> Likeness | None:
    """Return `found` of two things of which one has something fitted to it: that one is a variant at most."""
    first = bool(one.fitted)
    if found.relation is Relation.VARIANT and found.first_is_narrower != first:
        return None
    added = (one.fitted or other.fitted).upper()
    reason = f"{found.reason}; with {added} fitted"
    return Likeness(Relation.VARIANT, min(found.score, ONE_OF_MANY), reason, first_is_narrower=first)


def _by_designation(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare two names that both have a designation: the closest of each decides."""
    found = [_designated(one, a, other, b) for a in one.designations for b in other.designations]
    best = max((each for each in found if each), key=lambda each: each.score, default=None)
    if not best:
        return None
    if one.words and other.words and not _words_alike(one.words, other.words):
        if max(map(len, one.words ^ other.words)) < _SHORT_WORD:
            return None  # "IRIS-T SLM" and "IRIS-T SLS"
        return best.less(_OTHER_WORDS, "but the names beside it differ")
    wide, narrow = (other, one) if best.first_is_narrower else (one, other)
    if best.relation is Relation.VARIANT and wide.words - narrow.words and not narrow.words:
        return best.less(_OTHER_WORDS, f"but {' '.join(sorted(wide.words)).upper()} is named only there")
    return best


def _designated(one: NameParts, a: Designation, other: NameParts, b: Designation) -> Likeness | None:
    if a.family != b.family or one.several != other.several:
        return None  # of several models nobody knows which it is
    mine, theirs = _distinction(one, a), _distinction(other, b)
    if mine == theirs:
        return _one_designation(one, a, other)
    if one.unknown != other.unknown and a.suffix == b.suffix:
        reason = f"{a.family.upper()} of a variant that is not known"
        return Likeness(Relation.VARIANT, UNKNOWN_OF_FAMILY, reason, first_is_narrower=one.unknown)
    if one.unknown or other.unknown:
        return None
    if _within(mine, theirs) or _within(theirs, mine):
        narrower_first = _within(theirs, mine)
        return _variant(a, b, narrower_first, one if narrower_first else other)
    return None


def _one_designation(one: NameParts, designation: Designation, other: NameParts) -> Likeness:
    """Compare two names of one designation: what only one of them numbers beside it makes a variant of it."""
    mine, theirs = _figures(one), _figures(other)
    reason = f"one designation, {designation.text.upper()}"
    if mine == theirs or not (mine < theirs or theirs < mine):
        return Likeness(Relation.SAME, ONE_DESIGNATION, reason)
    added = " ".join(sorted(mine ^ theirs)).upper()
    return Likeness(Relation.VARIANT, ONE_OF_MANY, f"{reason}, with {added} added", mine > theirs)


def _distinction(parts: NameParts, designation: Designation) -> tuple[str, frozenset[str], bool, bool]:
    """Return what tells this variant of its family from others."""
    return designation.suffix, parts.marks, parts.unknown, parts.several


def _within(
    wide: tuple[str, frozenset[str], bool, bool], narrow: tuple[str, frozenset[str], bool, bool]
) -> bool:
    """Say whether `narrow` only adds to `wide`."""
    return narrow[0].startswith(wide[0]) and wide[1] <= narrow[1] and not wide[3]


def _variant(a: Designation, b: Designation, first_is_narrower: bool, narrower: NameParts) -> Likeness:
    small, large = (a, b) if first_is_narrower else (b, a)
    added = " ".join((small.suffix.removeprefix(large.suffix).upper(), *sorted(narrower.marks))).strip()
    reason = f"{large.text.upper()} with {added or 'another'} added"
    steps = len(small.suffix) - len(large.suffix) + len(narrower.marks)
    return Likeness(
        Relation.VARIANT, VARIANT_BY_DESIGNATION - min(steps, 6), reason, first_is_narrower=first_is_narrower
    )


def _by_word(one: NameParts, other: NameParts, sharing: Sharing) -> Likeness | None:
    """Compare a name that has a designation with one that has none: a model's name may stand alone."""
    designated, bare = (one, other) if one.designations else (other, one)
    short = max(map(len, bare.words), default=0) < _SHORTEST_NAME
    if short or bare.unknown:
        return None
    if not _each_found(bare.words, designated.words):
        return _by_stem(one, designated, bare)
    families = min(sharing(word) for word in bare.words)
    named = " ".join(sorted(bare.words)).upper()
    told = " and ".join(each.text.upper() for each in designated.designations)
    if families > 1 or designated.unknown:
        reason = f"{named} is a name of {families} designations, {told} is one of them"
        return Likeness(Relation.VARIANT, ONE_OF_MANY, reason, first_is_narrower=designated is one)
    score = ONE_WORD if bare.words <= designated.words else MISSPELT_AT_MOST
    if any(each.suffix for each in designated.designations):
        score = min(score, ONE_OF_ITS_VARIANTS)  # "M1A1 Abrams": there may be others
    found = Likeness(Relation.SAME, score, f"{named} stands with no other designation than {told}")
    beside = designated.words - bare.words
    return found.less(6, f"but {' '.join(sorted(beside)).upper()} beside it") if beside else found


def _by_stem(one: NameParts, designated: NameParts, bare: NameParts) -> Likeness | None:
    """Compare a numbered name with the name alone: ``Lancet-3`` is a ``Lancet``."""
    stems = {each.stem: each for each in designated.designations if each.stem}
    if len(bare.words) != 1 or not bare.words <= stems.keys() or designated.several:
        return None
    numbered = stems[next(iter(bare.words))]
    reason = f"{numbered.text.upper()} is numbered, the other is not"
    return Likeness(Relation.VARIANT, ONE_OF_MANY, reason, first_is_narrower=designated is one)


def _by_words_alone(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare two names without designations."""
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
    return before and set(named) == wide.words and narrow.marks == wide.marks and longest >= _SHORTEST_NAME


def _misspelt(one: NameParts, other: NameParts) -> Likeness | None:
    """Compare the words of two names letter by letter; figures and marks must be the same."""
    alike = fuzz.token_sort_ratio(" ".join(sorted(one.words)), " ".join(sorted(other.words)))
    if min(map(len, one.words ^ other.words), default=_SHORT) < _SHORT_WORD:
        return None  # "Iskander-K" and "Iskander-M", "SLM" and "SLS": short words are told apart by a letter
    if alike < _SPELT_ALIKE and _sounding(one) == _sounding(other):
        return Likeness(Relation.SAME, SOUNDING_ALIKE, "names that sound alike in another script")
    long_enough = min(len("".join(one.words)), len("".join(other.words))) >= _SHORT
    if (
        alike < _SPELT_ALIKE
        or not long_enough
        or one.marks != other.marks
        or _figures(one) != _figures(other)
    ):
        return None
    return Likeness(Relation.SAME, min(MISSPELT_AT_MOST, int(alike) - 8), f"names {alike:.0f} percent alike")


def _sounding(parts: NameParts) -> tuple[object, ...]:
    return tuple(sorted(map(sound, parts.words))), parts.marks, _figures(parts)


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


def _figures(parts: NameParts) -> frozenset[str]:
    return frozenset(word for word in parts.words if any(map(str.isdigit, word)))


def _each_found(wanted: frozenset[str], among: frozenset[str]) -> bool:
    return all(any(_alike(word, other) for other in among) for word in wanted)


def _words_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_alike(a, b) for a in one for b in other)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= _SHORT and fuzz.ratio(a, b) >= _SPELT_ALIKE
