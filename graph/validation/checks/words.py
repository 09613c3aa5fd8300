"""Cut a check into words, and say what is wrong with it by its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import OntologyError
from graph.namespaces import RDF, XSD

_WORD = re.compile(
    r"""\s+|\#[^\n]*
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<text>"(?:[^"\\\n]|\\.)*")
    |(?P<variable>[?$]\w+)
    |(?P<prefixed>(?:[A-Za-z][\w-]*)?:(?:\w(?:[\w.-]*[\w-])?)?)
    |(?P<number>\d+)
    |(?P<word>[A-Za-z]\w*)
    |(?P<sign>&&|\|\||!=|<=|>=|[{}().;,!<>=+\-*/|^?])""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Words:
    """The words of a check from a place on."""

    rule: str
    kinds: list[str]
    words: list[str]
    prefixes: dict[str, str]
    place: int = 0
    made: int = 0
    """How many variables were made for the steps of paths."""

    @property
    def next(self) -> str:
        """The word that comes, with keywords in capitals; empty at the end."""
        if self.place >= len(self.words):
            return ""
        word = self.words[self.place]
        return word.upper() if self.kinds[self.place] == "word" and word != "a" else word

    @property
    def kind(self) -> str:
        """What kind of word comes; empty at the end."""
        return self.kinds[self.place] if self.place < len(self.words) else ""

    def take(self) -> str:
        """Return the next word and go on."""
        word = self.next
        self.place += 1
        return word

    def took(self, *words: str) -> bool:
        """Go on if one of `words` comes."""
        if self.next and self.next in words:
            self.place += 1
            return True
        return False

    def expect(self, word: str) -> None:
        """Go on over `word`, which must come."""
        if not self.took(word):
            raise self.refusal(f"{word!r} should stand")

    def refusal(self, wanted: str) -> OntologyError:
        """Return the error that something else should stand here."""
        what = repr(self.next) if self.next else "its end"
        return OntologyError(
            f"The check {self.rule}.rq cannot be run: {wanted} where {what} stands. A check is a SELECT of "
            "variables over patterns, FILTER, BIND, VALUES, UNION, MINUS and, outermost, OPTIONAL."
        )

    def iri(self) -> str:
        """Return the IRI that comes, in its writing."""
        kind, word = self.kind, self.words[self.place] if self.kind else ""
        if kind == "word" and word == "a":
            self.place += 1
            return f"<{RDF}type>"
        if kind == "iri":
            self.place += 1
            return word
        prefix, _, name = word.partition(":")
        if kind == "prefixed" and prefix in self.prefixes:
            self.place += 1
            return f"<{self.prefixes[prefix]}{name}>"
        raise self.refusal("an IRI should stand")

    def literal(self) -> str:
        """Return the literal that comes, in its writing."""
        kind, word = self.kind, self.take()
        if kind == "number":
            return f'"{word}"^^<{XSD}integer>'
        if word in {"TRUE", "FALSE"}:
            return f'"{word.lower()}"^^<{XSD}boolean>'
        return word


def words_of(rule: str, query: str, prefixes: Mapping[str, str]) -> Words:
    """Cut the check `query` into words.

    Raises
    ------
    OntologyError
        If there is a sign that no check uses.
    """
    kinds, words, place = [], [], 0
    while place < len(query):
        found = _WORD.match(query, place)
        if found is None:
            raise OntologyError(f"The check {rule}.rq cannot be run: it holds {query[place]!r}.")
        if found.lastgroup:
            kinds.append(found.lastgroup)
            words.append(found.group())
        place = found.end()
    return Words(rule, kinds, words, dict(prefixes))
