"""Read a check: the part of SPARQL that the checks are written in, and a loud refusal of anything else.

It is no SPARQL parser beyond that. There is no subquery, no aggregate, no GRAPH and no SERVICE, and OPTIONAL
stands in the outermost group only, so that what is found does not depend on the order of the parts.
"""

from __future__ import annotations

from collections.abc import Callable

from graph.errors import OntologyError
from graph.namespaces import PREFIXES
from graph.validation.checks.expressions import condition, expression
from graph.validation.checks.paths import path_of, plain_steps
from graph.validation.checks.values import (
    Bind,
    Check,
    Constant,
    Element,
    Filter,
    Group,
    Minus,
    Node,
    Optionally,
    Path,
    Pattern,
    Patterns,
    Union,
    Values,
    Variable,
)
from graph.validation.checks.words import Words, words_of


def parse_check(rule: str, query: str) -> Check:
    """Return the check `query`, called `rule`.

    Raises
    ------
    OntologyError
        If it is no SELECT query, projects no ``?focus`` or ``?message``, or uses what checks do not know.

    Examples
    --------
    >>> check = parse_check("typed", "SELECT ?focus ?message WHERE { ?focus a ?class . }")
    >>> check.shown, len(check.group.elements)
    (('focus', 'message'), 1)
    """
    words = words_of(rule, query, PREFIXES)
    while words.took("PREFIX"):
        prefix = words.take().removesuffix(":")
        words.prefixes[prefix] = words.take()[1:-1]
    if not words.took("SELECT"):
        raise OntologyError(
            f"The check {rule}.rq is not a SELECT query; a check projects ?focus and ?message."
        )
    words.took("DISTINCT")
    shown = []
    while words.kind == "variable":
        shown.append(words.take()[1:])
    words.took("WHERE")
    group = _group(words, outermost=True)
    if words.next:
        raise words.refusal("nothing more should stand")
    if missing := {"focus", "message"} - set(shown):
        raise OntologyError(f"The check {rule}.rq does not project ?{', ?'.join(sorted(missing))}.")
    return Check(rule, tuple(shown), group)


def _group(words: Words, *, outermost: bool = False) -> Group:
    words.expect("{")
    elements: list[Element] = []
    while not words.took("}"):
        found = _element(words, outermost)
        if isinstance(found, Patterns) and elements and isinstance(elements[-1], Patterns):
            found = Patterns(elements.pop().patterns + found.patterns)  # type: ignore[union-attr]
        elements.append(found)
        words.took(".")
    return Group(tuple(elements))


def _element(words: Words, outermost: bool) -> Element:
    if words.next == "{":
        groups = [_group(words)]
        while words.took("UNION"):
            groups.append(_group(words))
        return Union(tuple(groups))
    reader = _READERS.get(words.next)
    if reader is None or (words.next == "OPTIONAL" and not outermost):
        return Patterns(tuple(_triples(words)))
    words.take()
    return reader(words)


def _bind(words: Words) -> Bind:
    words.expect("(")
    found = expression(words, _group)
    words.expect("AS")
    name = words.take()[1:]
    words.expect(")")
    return Bind(found, name)


def _values(words: Words) -> Values:
    several = words.took("(")
    names = []
    while words.kind == "variable":
        names.append(words.take()[1:])
    if several:
        words.expect(")")
    words.expect("{")
    rows = []
    while not words.took("}"):
        if several:
            words.expect("(")
        rows.append(tuple(_constant(words) for _ in names))
        if several:
            words.expect(")")
    return Values(tuple(names), tuple(rows))


def _triples(words: Words) -> list[Pattern]:
    """Read patterns of one subject, joined by ``;`` and ``,``."""
    subject, found = _node(words), []
    while True:
        path = _predicate(words)
        while True:
            found += _pattern(words, subject, path, _node(words))
            if not words.took(","):
                break
        if not words.took(";"):
            return found


def _predicate(words: Words) -> Path | Variable:
    return Variable(words.take()[1:]) if words.kind == "variable" else path_of(words)


def _pattern(words: Words, subject: Node, path: Path | Variable, target: Node) -> list[Pattern]:
    if isinstance(path, Variable):
        return [Pattern(subject, path, target)]
    return plain_steps(words, subject, path, target)


def _node(words: Words) -> Node:
    return Variable(words.take()[1:]) if words.kind == "variable" else _constant(words)


def _constant(words: Words) -> Constant:
    if words.kind in {"text", "number"} or words.next in {"TRUE", "FALSE"}:
        return Constant(words.literal())
    return Constant(words.iri())


_READERS: dict[str, Callable[[Words], Element]] = {
    "FILTER": lambda words: Filter(condition(words, _group)),
    "BIND": _bind,
    "VALUES": _values,
    "OPTIONAL": lambda words: Optionally(_group(words)),
    "MINUS": lambda words: Minus(_group(words)),
}
