"""In which line of a file a subject is described, so that a broken rule can be looked up in an editor."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|\#[^\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|\"{1,2}(?!\"))*\"{3}|'{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\s]*>)
    | (?P<directive>@?\b(?:prefix|base)\b(?!:))
    | (?P<punctuation>[\[\](){};,]|\.(?![\w:%]))
    | (?P<word>(?:[^\s<>"'\[\](){};,.\#]|\\.|\.(?=[\w:%-])|(?<=[\w:-])\#)+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def subject_lines(text: str, base: str) -> dict[str, int]:
    """Return the line, from 1, in which each subject of a Turtle-like text is first described.

    Works for Turtle, TriG, N-Triples and N-Quads. It reads tokens, not triples, because no parser at
    hand tells where a triple stood; a text that is not well-formed gives fewer lines, never an error.

    Examples
    --------
    >>> subject_lines("@prefix x: <http://x/> .\\n\\nx:a x:p 1 .\\n<b> x:p 2 .", "http://base/")
    {'http://x/a': 3, 'http://base/b': 4}
    """
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: dict[str, int] = {}
    for iri, offset in _subjects(text, base):
        found.setdefault(iri, bisect_right(line_starts, offset))
    return found


def mention_line(text: str, iri: str) -> int:
    """Return the first line in which `iri`, or the longest end of it, is mentioned; 0 where none is.

    An end without a slash says too little to look for.

    Examples
    --------
    >>> mention_line('{\\n "@id": "claim/7a"\\n}', "https://example.org/claim/7a")
    2
    """
    rest = iri
    while "/" in rest:
        position = text.find(rest)
        if position >= 0:
            return text.count("\n", 0, position) + 1
        rest = rest.partition("/")[2]
    return 0


def _subjects(text: str, base: str) -> Iterator[tuple[str, int]]:
    """Yield each term that opens a statement, with where it stands."""
    prefixes: dict[str, str] = {}
    directive: list[str] | None = None
    depth, opening = 0, True
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind in {"skip", "other"}:
            continue
        if directive is not None and kind in {"iri", "word"}:
            directive.append(token)
            if kind == "iri":
                base = _declare(directive, base, prefixes)
                # SPARQL's PREFIX ends without a full stop; the one after @prefix opens a statement anyway.
                directive, opening = None, True
        elif kind == "directive" and opening:
            directive = [token]
        elif kind == "punctuation":
            depth += {"[": 1, "(": 1, "]": -1, ")": -1}.get(token, 0)
            opening = depth == 0 and token in {".", "{", "}"}
        elif opening:
            opening = False
            iri = _expand(token, base, prefixes)
            if iri:
                yield iri, match.start()


def _declare(directive: list[str], base: str, prefixes: dict[str, str]) -> str:
    """Take in a prefix or a base declaration and return the base that holds from here on."""
    iri = _resolve(base, directive[-1][1:-1])
    if len(directive) == 3:
        prefixes[directive[1].removesuffix(":")] = iri
        return base
    return iri


def _expand(token: str, base: str, prefixes: Mapping[str, str]) -> str:
    if token.startswith("<"):
        return _resolve(base, token[1:-1])
    prefix, colon, local = token.partition(":")
    if not colon or prefix not in prefixes:
        return ""
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _resolve(base: str, reference: str) -> str:
    """Resolve an IRI against `base`, keeping the bare ``#`` at its end that `urljoin` drops."""
    joined = urljoin(base, reference)
    return f"{joined}#" if reference.endswith("#") and not joined.endswith("#") else joined
