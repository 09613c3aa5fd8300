"""Patterns of links as data: relations in a row with blanks between them, in ``graph/patterns/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from graph.errors import InputError

PATTERNS = Path(__file__).resolve().parent.parent / "patterns"
"""The folder of the patterns that come with this package."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a pattern: the blanks at its ends and the relations it may have."""

    subject: str
    relations: tuple[str, ...]
    """Local names; special cases of them count, too."""
    object: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """Links that hang together, with blanks for entities. Different blanks stand for different entities."""

    name: str
    title: str
    sentence: str
    """What one finding says, with blanks in braces."""
    caution: str
    """What it does not say."""
    steps: tuple[Step, ...]
    kinds: Mapping[str, str]
    """Local names of the classes of which the entities for some blanks must be."""
    each: tuple[str, ...]
    """The blanks for whose entities findings are counted together."""
    counted: str
    """The blank whose different entities are counted."""
    at_least: int = 1
    """How many of these there must be."""
    unordered: tuple[str, ...] = ()
    """Blanks that may be exchanged: each choice of entities for them is found once."""

    @property
    def blanks(self) -> tuple[str, ...]:
        """All blanks, in the order in which they are met."""
        return tuple(dict.fromkeys(end for step in self.steps for end in (step.subject, step.object)))


@cache
def known_patterns() -> Mapping[str, Pattern]:
    """Return the patterns that come with this package by their names, in the order of these.

    Examples
    --------
    >>> "supplied-used" in known_patterns()
    True
    """
    return {path.stem: read_pattern(path) for path in sorted(PATTERNS.glob("*.toml"))}


def pattern_named(name: str) -> Pattern:
    """Return the pattern called `name`, or the one in a file of this path.

    Raises
    ------
    InputError
        If there is none, or the file holds no pattern.
    """
    known = known_patterns()
    if name in known:
        return known[name]
    if name.endswith(".toml"):
        return read_pattern(Path(name))
    raise InputError(f"No pattern is called {name!r}; there are {', '.join(known)}, or give a .toml file.")


def read_pattern(path: Path) -> Pattern:
    """Return the pattern in the TOML file at `path`.

    Raises
    ------
    InputError
        If it cannot be read, or is no pattern.
    """
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The pattern {str(path)!r} cannot be read: {error}.") from error
    try:
        pattern = _made(path.stem, written)
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{str(path)!r} is no pattern: {error} is missing or of another sort than in graph/patterns."
        ) from error
    _refuse_what_hangs_loose(pattern, path)
    return pattern


def _made(name: str, written: Mapping[str, Any]) -> Pattern:
    steps = tuple(
        Step(str(one["subject"]), tuple(map(str, one["relations"])), str(one["object"]))
        for one in written["steps"]
    )
    return Pattern(
        name=name,
        title=str(written.get("title", name)),
        sentence=str(written["sentence"]),
        caution=str(written.get("caution", "")),
        steps=steps,
        kinds={str(blank): str(kind) for blank, kind in written.get("kinds", {}).items()},
        each=tuple(map(str, written["each"])),
        counted=str(written["counted"]),
        at_least=int(written.get("at_least", 1)),
        unordered=tuple(map(str, written.get("unordered", ()))),
    )


def _refuse_what_hangs_loose(pattern: Pattern, path: Path) -> None:
    """Say which step shares no blank with those before it, and which blank is in no step."""
    met: set[str] = set()
    for number, step in enumerate(pattern.steps, 1):
        ends = {step.subject, step.object}
        if len(ends) == 1 or (met and not met & ends):
            raise InputError(
                f"Step {number} of {str(path)!r}, from {step.subject!r} to {step.object!r}, must join two"
                " blanks, one of which a step before it has."
            )
        met |= ends
    in_sentence = {field for _, field, _, _ in Formatter().parse(pattern.sentence) if field}
    named = {*pattern.each, pattern.counted, *pattern.kinds, *pattern.unordered, *in_sentence}
    if loose := sorted(named - met):
        raise InputError(
            f"{str(path)!r} names {loose[0]!r}, which is no blank of its steps: {', '.join(sorted(met))}."
        )
