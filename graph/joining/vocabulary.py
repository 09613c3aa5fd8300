"""The words by which names are read, kept as data in ``words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.labels import latin_form

_FILE = Path(__file__).parent / "words.toml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that say a kind, make a part, or weigh nothing, and spellings that are one."""

    kinds: frozenset[str]
    parts: frozenset[str]
    unknown: frozenset[str]
    context: frozenset[str]
    fitted: frozenset[str]
    weightless: frozenset[str]
    """Every word that names no model."""
    spellings: Mapping[str, str]
    written_out: Mapping[str, str]
    nicknames: Mapping[str, str]
    states: Mapping[str, str]
    """How a state and what belongs to it is called, to the state."""
    government: frozenset[str]
    known_states: frozenset[str]
    codes: Mapping[str, str]
    """Codes of three letters (ISO 3166-1) to the states they stand for."""
    translated: Mapping[str, str]
    """Words of other languages in names of actors, to English."""
    bodies: frozenset[str]
    """Words that say of an actor that it is one, and tell it from no other."""

    def spelt(self, word: str) -> str:
        """Return `word` in the spelling that stands for all of its spellings, in the singular.

        Examples
        --------
        >>> vocabulary().spelt("armored"), vocabulary().spelt("tanks"), vocabulary().spelt("humvees")
        ('armoured', 'tank', 'hmmwv')
        """
        for form in (word, _singular(word)):
            if form in self.spellings:
                return self.spellings[form]
        single = _singular(word)
        return single if single in self.kinds or single in self.parts else word


def _singular(word: str) -> str:
    """Return the singular of a regular English plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def vocabulary() -> Vocabulary:
    """Return the words that come with armsgraph."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    kinds, parts, unknown = (frozenset(read[name]) for name in ("kinds", "parts", "unknown"))
    states = {latin_form(name): state for name, state in _each_to_its(read["states"]).items()}
    return Vocabulary(
        kinds=kinds,
        parts=parts,
        unknown=unknown,
        context=frozenset(read["context"]),
        fitted=frozenset(read["fitted"]),
        weightless=kinds.union(
            parts, unknown, read["empty"], read["qualities"], read["context"], read["fitted"]
        ),
        spellings=_each_to_its(read["spellings"]),
        written_out=read["written_out"],
        nicknames=read["nicknames"],
        states=states,
        government=frozenset(read["government"]["words"]),
        known_states=frozenset(read["states"]),
        codes=read["codes"],
        translated=_each_to_its(read["translated"]),
        bodies=frozenset(read["bodies"]["words"]),
    )


def _each_to_its(groups: Mapping[str, list[str]]) -> dict[str, str]:
    """Return each of the words that stand for another, to the one they stand for."""
    return {word: target for target, words in groups.items() for word in words}
