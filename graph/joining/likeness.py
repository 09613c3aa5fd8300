"""How alike two names are, and whether they name one thing or a model and one of its variants; with reasons.

Scores are of 0 to 100 and mean what `benchmarks/joining.py` measures on pairs judged by hand: from 90 the
names leave hardly another reading, from 75 they are likely right, below that a person must know more.
"""

from __future__ import annotations

from collections.abc import Callable

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
from graph.joining.names import PIECES, Designation, NameParts
from graph.joining.unnumbered import by_words_alone, figures

ONE_SPELLING = 98
ONE_DESIGNATION = 94
ONE_WORD = 91
VARIANT_BY_DESIGNATION = 90
ONE_OF_MANY = 86
ONE_OF_ITS_VARIANTS = 84
_OTHER_WORDS = 12
"""What it costs when one designation stands with words that have nothing in common."""
_OTHER_CALIBRE = 30
_PIECE, _LAUNCHER = 18, 34
"""What it costs when only one of two names says a kind that may be a piece of a system."""

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
        piece = (one.kinds ^ other.kinds) & PIECES if one.words or one.designations else frozenset()
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
    return by_words_alone(one, other)


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
        if max(map(len, one.words ^ other.words)) < SHORT_WORD:
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
    mine, theirs = figures(one), figures(other)
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
    short = max(map(len, bare.words), default=0) < SHORTEST_NAME
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


def _each_found(wanted: frozenset[str], among: frozenset[str]) -> bool:
    return all(any(_alike(word, other) for other in among) for word in wanted)


def _words_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_alike(a, b) for a in one for b in other)


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    return min(len(a), len(b)) >= SHORT and fuzz.ratio(a, b) >= SPELT_ALIKE
