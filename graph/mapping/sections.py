"""A section of a mapping file, asked for what it must hold; what nobody asks for is a misspelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, TypeVar, overload

from graph.errors import MappingError

T = TypeVar("T", str, None)
_NEEDED = object()


class Section:
    """A table of TOML under its name."""

    def __init__(self, content: dict[str, Any], called: str, name: str) -> None:
        self._content = content
        self._called = called
        self.name = name.rpartition(".")[2]
        self._place = name
        self._asked: set[str] = set()

    def fault(self, key: str, sentence: str) -> MappingError:
        """Return the error that says what is wrong with `key`."""
        place = f"[{self._place}] {key}" if self._place else key
        end = "" if sentence.endswith("?") else "."
        return MappingError(f"In the mapping {self._called!r}, {place} {sentence}{end}")

    def raw(self, key: str) -> Any:  # noqa: ANN401 - as TOML has it
        """Return what stands under `key`; None where nothing does."""
        self._asked.add(key)
        return self._content.get(key)

    def section(self, key: str) -> Section:
        """Return the section `key`.

        Raises
        ------
        MappingError
            If there is none.
        """
        found = self.raw(key)
        if not isinstance(found, dict):
            raise self.fault(key, "is missing: it is a section of the file")
        return Section(found, self._called, f"{self._place}.{key}".strip("."))

    def sections(self, key: str) -> list[Section]:
        """Return the sections below `key`, in their order; none where it is not there."""
        found = self.raw(key) or {}
        if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
            raise self.fault(key, "holds sections with a name each")
        place = f"{self._place}.{key}".strip(".")
        return [Section(one, self._called, f"{place}.{name}") for name, one in found.items()]

    @overload
    def text(self, key: str, default: T, pattern: str = "") -> str | T: ...
    @overload
    def text(self, key: str, *, pattern: str = "") -> str: ...
    def text(self, key: str, default: Any = _NEEDED, pattern: str = "") -> Any:
        """Return the text under `key`, or `default`.

        Raises
        ------
        MappingError
            If it is missing and there is no default, or is no text of this pattern.
        """
        found = self.raw(key)
        if found is None and default is not _NEEDED:
            return default
        if not isinstance(found, str) or (pattern and not re.fullmatch(pattern, found)):
            given = "is missing" if found is None else f"is {found!r}"
            wanted = f"a text of the form {pattern} stands there" if pattern else "a text stands there"
            raise self.fault(key, f"{given}; {wanted}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts under `key`, of which one may stand alone."""
        found = self.raw(key)
        given = [found] if isinstance(found, str) else found or []
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise self.fault(key, "is a text or a list of texts")
        return tuple(given)

    def flag(self, key: str) -> bool:
        """Return the truth value under `key`; False where there is none."""
        found = self.raw(key)
        if found not in (None, True, False):
            raise self.fault(key, "is true or false")
        return bool(found)

    def number(self, key: str) -> float | None:
        """Return the number under `key`; None where there is none."""
        found = self.raw(key)
        if found is not None and (isinstance(found, bool) or not isinstance(found, int | float)):
            raise self.fault(key, "is a number")
        return found

    def one_of(self, key: str, choices: Sequence[str], default: str) -> str:
        """Return the text under `key`, which is one of `choices`, or `default`."""
        found = self.text(key, default)
        if found != default and found not in choices:
            raise self.fault(key, f"is {found!r}, which is none of {', '.join(choices)}")
        return found

    def words(self, key: str) -> dict[str, str]:
        """Return the texts by text under `key`."""
        found = self.raw(key) or {}
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            raise self.fault(key, "gives one text for each text")
        return dict(found)

    def choices(self, key: str) -> dict[str, frozenset[str]]:
        """Return the accepted texts of each value under `key`."""
        found = self.raw(key) or {}
        if not isinstance(found, dict):
            raise self.fault(key, "gives the accepted texts of each value")
        return {name: frozenset([one] if isinstance(one, str) else one) for name, one in found.items()}

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """Return the regular expression under `key`; None where there is none."""
        text = self.text(key, None)
        return None if text is None else self._compiled(key, text)

    def replacements(self, key: str) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Return pairs of a regular expression and a text under `key`."""
        found = self.raw(key) or []
        if not all(isinstance(pair, list) and len(pair) == 2 for pair in found):
            raise self.fault(key, "holds pairs: a regular expression and a text")
        return tuple((self._compiled(key, one), by) for one, by in found)

    def _compiled(self, key: str, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text)
        except re.error as error:
            raise self.fault(key, f"holds {text!r}, which is no regular expression: {error}") from None

    def require_all_read(self) -> None:
        """Raise for the first word that nobody asked for: it would be passed over in silence."""
        for key in self._content:
            if key not in self._asked:
                near = get_close_matches(key, self._asked, 1)
                hint = (
                    f"; did you mean {near[0]!r}?"
                    if near
                    else f"; here stand {', '.join(sorted(self._asked))}"
                )
                raise self.fault(key, f"is not a word of mappings{hint}")
