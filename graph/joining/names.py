"""Names taken to pieces: designations such as ``T-72B3``, marks, calibres, kinds, and the words left over.

``T 72 B3``, ``T-72B3`` and ``Т-72Б3`` are read alike. Letters of other scripts go through anyascii, as in
the search of names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.joining.vocabulary import Vocabulary, vocabulary
from graph.labels import latin_form

_CALIBRE = re.compile(r"\b(\d+(?:\.\d+)?) ?mm\b")
_MARK = re.compile(r"\b(?:obr|zr|mod|model|mk) ?\.? ?(\d{1,4}|[ivx]{1,4})\b")
_WHEELS = re.compile(r"\b(\d{1,2}x\d{1,2})\b")
_OPTIONAL = re.compile(r"(?<=\w)\(([a-z0-9]{1,3})\)")
_DIGITS_FIRST = re.compile(
    r"(?<![\w-])(\d{1,2}[a-z]{1,3})[ -]?(\d{1,4})([a-z][a-z0-9]*)?((?:[-/][a-z0-9]+)*)(?!\w)"
)
_LETTERS_FIRST = re.compile(
    r"(?<![\w-])([a-z]{1,12})(?P<gap>[ -]?)(\d{1,6})([a-z][a-z0-9]*)?((?:[-/][a-z0-9]+)*)(?!\w)"
)
_LETTERS_ONLY = re.compile(r"(?<![\w-])([a-z]{1,4})-([a-z]{1,3})(?![\w-])")
_LATE_SUFFIX = re.compile(r"^ ((?:[a-z]\d[a-z0-9]?|[a-z]{1,2}))(?![\w-])")
PIECES = frozenset({"launcher", "ammunition", "missile", "rocket", "shell", "munition"})
"""Kinds that may name a piece of a system, or the whole of it."""
_SPACED_STEM_LETTERS = 12
"""Letters that may stand before a number, apart from it, and still be one designation with it."""
_LAST_WORD = re.compile(r"(?<![\w-])([a-z]{3,12}) $")
_OTHER_LETTERS = {"x": "kh"}
"""Letters before a number by which one designation of another script is written, too: ``X-101``."""
_COULD_BE_MISSING = frozenset({"system", "unit", "launcher"})
_NUMBER_IN_A_LIST = re.compile(r"^\s*\d{1,4}\s+(?=\S)(?!mm\b)")
_SUFFIX = re.compile(r"[a-z]\d{0,2}[a-z]?")
"""What may stand behind a stroke and still be of one family: ``Mi-24V/P``, ``M109A3/A4``."""
_STEM = re.compile(r"[a-z]{4,}")
_LISTED = re.compile(r"\d[\w-]* and [a-z]{1,4}-?\d")


@dataclass(frozen=True, slots=True, order=True)
class Designation:
    """A designation of a model: the family it belongs to and what tells its variants apart.

    Examples
    --------
    >>> [one.text for one in name_parts("T 72 B3").designations]
    ['t72b3']
    """

    family: str
    """Letters and number without hyphens: ``t72``, ``9k33``, ``mtlb``."""
    suffix: str = ""

    @property
    def stem(self) -> str:
        """The word that it begins with, such as ``lancet`` of ``Lancet-3``; empty for mere letters."""
        found = _STEM.match(self.family)
        return found.group() if found else ""

    @property
    def text(self) -> str:
        """The whole designation."""
        return self.family + self.suffix


@dataclass(frozen=True, slots=True)
class NameParts:
    """What a name is made of."""

    text: str
    latin: str
    """In plain Latin letters, words apart."""
    designations: tuple[Designation, ...]
    marks: frozenset[str]
    """What else tells variants apart: the year of a model, its wheels."""
    calibre: str
    words: frozenset[str]
    """Words that name; no kinds, no parts."""
    kinds: frozenset[str]
    """Words that say what kind of thing it is."""
    parts: frozenset[str]
    """Words that make something else of it, such as a radar."""
    fitted: str
    """What it says to be fitted to the thing, evened out: ``82 mm mortar``."""
    unknown: bool
    """Whether it says that the model is not known further."""
    several: bool
    """Whether it names more than one model: ``Su-27/MiG-29``, ``M1114 and M1151``."""

    @property
    def bare_kinds(self) -> frozenset[str]:
        """Words of the kind without those that could as well be missing: *systems*, *units*, *launchers*."""
        return self.kinds - _COULD_BE_MISSING or self.kinds

    @property
    def is_a_kind(self) -> bool:
        """Whether it names no model: a kind of thing, perhaps that of one nation."""
        return not self.designations and self.words <= vocabulary().states.keys()

    @property
    def key(self) -> tuple[object, ...]:
        """What two ways of writing one name have in common."""
        designated = tuple(sorted(one.text for one in self.designations))
        return (
            designated,
            self.marks,
            self.words,
            self.parts,
            self.fitted,
            self.unknown,
            self.several,
            frozenset() if designated or not self.is_a_kind else self.kinds,
        )


@lru_cache(maxsize=65_536)
def name_parts(name: str) -> NameParts:
    """Return `name` taken to pieces.

    Examples
    --------
    >>> parts = name_parts("227mm M142 HIMARS")
    >>> parts.calibre, [one.text for one in parts.designations], sorted(parts.words)
    ('227', ['m142'], ['himars'])
    >>> name_parts("Т-72Б3") == name_parts("Т-72Б3"), name_parts("Tanks").kinds == name_parts("tank").kinds
    (True, True)
    """
    words = vocabulary()
    text = _OPTIONAL.sub(r"\1", _latin(name))
    head, fitted = _head(text, words)
    parts = _parts(name, head, fitted, words)
    # "Russian missiles for third countries" are no kind: nothing before "for" names them.
    if not parts.is_a_kind or parts.parts:
        return parts
    whole = _parts(name, text, "", words)
    served = PIECES & parts.kinds if not whole.is_a_kind and not fitted else frozenset()
    return replace(whole, parts=whole.parts | served)  # "launcher for S-300" is a piece of it


def _parts(name: str, head: str, fitted: str, words: Vocabulary) -> NameParts:
    """Return what `head`, the part of `name` that names the thing itself, is made of."""
    calibre = _CALIBRE.search(head)
    marks = frozenset(_MARK.findall(head)) | frozenset(_WHEELS.findall(head))
    rest = _WHEELS.sub(" ", _MARK.sub(" ", _CALIBRE.sub(" ", head)))
    designations, several, rest = _designations(rest, words)
    left = [words.spelt(one) for one in re.findall(r"[a-z0-9]+", rest)]
    written = [part for one in left for part in words.written_out.get(one, one).split()]
    named = tuple(dict.fromkeys(words.nicknames.get(one.text, "") for one in designations))
    naming = {one for one in written if one not in words.weightless} | set(filter(None, named))
    return NameParts(
        text=name,
        latin=latin_form(name),
        designations=designations,
        marks=marks,
        calibre=calibre.group(1) if calibre else "",
        words=frozenset(naming),
        kinds=frozenset(one for one in written if one in words.kinds),
        parts=frozenset(one for one in written if one in words.parts) | _carrier(written),
        fitted=latin_form(fitted),
        unknown=any(one in words.unknown for one in written),
        several=several or bool(_LISTED.search(head)),
    )


def _carrier(written: Sequence[str]) -> frozenset[str]:
    """Return what makes a carrier of weapons of a name: one of people is a kind of its own."""
    carries = "carrier" in written and "personnel" not in written
    return frozenset({"carrier"}) if carries else frozenset()


def _latin(name: str) -> str:
    """Return `name` in small plain letters, with the signs that designations are written with."""
    folded = name.casefold()
    if not folded.isascii():
        from anyascii import anyascii

        folded = anyascii(folded).lower()
    return " ".join(re.sub(r"[^a-z0-9()/.\- ]", " ", folded.replace("'", "")).split())


def _head(text: str, words: Vocabulary) -> tuple[str, str]:
    """Return what names the thing itself, and what is fitted to it; what it serves is left out."""
    outside = re.sub(r" ?\([^)]*\)?", " ", text)
    said = _NUMBER_IN_A_LIST.sub("", outside if outside.strip() else text.strip("()")).split()
    for place, word in enumerate(said):
        if place and word in words.fitted:
            return " ".join(said[:place]), " ".join(said[place + 1 :])
        if place and word in words.context:
            return " ".join(said[:place]), ""
    return " ".join(said), ""


def _designations(text: str, words: Vocabulary) -> tuple[tuple[Designation, ...], bool, str]:
    """Return the designations in `text`, whether they are alternatives, and what is left without them."""
    found: list[Designation] = []
    several = False
    for pattern in (_DIGITS_FIRST, _LETTERS_FIRST):
        while match := _next(pattern, text, words):
            groups = match.groups()
            stem, number, suffix, more = groups[0], groups[-3], groups[-2] or "", groups[-1] or ""
            end = match.end()
            late = None if suffix or more else _LATE_SUFFIX.match(text[end:])
            if late and late.group(1) not in words.weightless:
                suffix, end = late.group(1), end + late.end()
            own, *others = more.split("/")
            several = several or not all(map(_SUFFIX.fullmatch, others))
            stem = _OTHER_LETTERS.get(stem, stem)
            found.append(Designation(stem + number, suffix + own.replace("-", "")))
            text = f"{text[: match.start()]} {text[end:]}"
    for match in _LETTERS_ONLY.finditer(text):
        if match.group(1) not in words.kinds and match.group(2) not in words.kinds:
            found.append(Designation(match.group(1) + match.group(2)))
            text = text.replace(match.group(0), " ", 1)
    return tuple(dict.fromkeys(found)), several, text


def _goes_on(before: str, match: re.Match[str], words: Vocabulary) -> bool:
    """Say whether figures go on with a name: ``2A6`` of ``Leopard 2A6``, not of ``howitzer 2A65``."""
    name = _LAST_WORD.search(before)
    one_letter = len(match.group(1).lstrip("0123456789")) == 1 and len(match.group(2)) == 1
    return one_letter and name is not None and words.spelt(name.group(1)) not in words.weightless


def _next(pattern: re.Pattern[str], text: str, words: Vocabulary) -> re.Match[str] | None:
    for match in pattern.finditer(text):
        stem, gap = match.group(1), match.groupdict().get("gap", "")
        if pattern is _DIGITS_FIRST and _goes_on(text[: match.start()], match, words):
            continue  # "Leopard 2A6" is the sixth of Leopard 2, not one of a family called 2A
        apart = gap == " " and (len(stem) > _SPACED_STEM_LETTERS or stem in words.weightless)
        if not apart:
            return match
    return None
