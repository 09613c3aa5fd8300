"""How many solutions a CONSTRUCT or DESCRIBE query has: a question for servers that cut its answer silently.

Virtuoso says in a header that a table is cut, but sends a part of the triples as if they were all. The
solutions of such a query are those of a SELECT with the same dataset, pattern and modifiers.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"""(?P<passed>\#[^\n]*|<[^<>"{}|^`\\\x00-\x20]*>
        |\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
        |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      |(?P<brace>[{}])|(?P<word>[^\s{}\#<"']+)""",
    re.VERBOSE | re.DOTALL,
)
"""What a query consists of, as far as it takes to tell where a part begins: the rules of SPARQL 1.1, 19.8."""


def solutions_of(text: str) -> str:
    """Return a SELECT with one row for each solution of the query `text`; empty where it has no pattern.

    Parameters
    ----------
    text
        A CONSTRUCT or DESCRIBE query without syntax errors.

    Examples
    --------
    >>> solutions_of("CONSTRUCT { ?s ?p '}' } WHERE { ?s ?p ?o } LIMIT 5")
    'SELECT (1 AS ?row)  WHERE { ?s ?p ?o } LIMIT 5'
    >>> solutions_of("DESCRIBE ?s { ?s a <https://example.org/A> }")
    'SELECT (1 AS ?row) { ?s a <https://example.org/A> }'
    >>> solutions_of("DESCRIBE <https://example.org/a>")
    ''
    """
    begin, rest = 0, -1
    kind, depth = "", 0
    for sign in _SIGNS.finditer(text):
        word = (sign["word"] or "").upper()
        if not kind:
            if word in ("CONSTRUCT", "DESCRIBE"):
                begin, kind = sign.start(), word
        elif depth == 0 and (word in ("WHERE", "FROM") or (kind == "DESCRIBE" and sign["brace"])):
            rest = sign.start()
            break
        elif sign["brace"]:
            depth += 1 if sign["brace"] == "{" else -1
            if depth == 0:
                rest = sign.end()
                break
    return "" if rest < 0 or "{" not in text[rest:] else f"{text[:begin]}SELECT (1 AS ?row) {text[rest:]}"
