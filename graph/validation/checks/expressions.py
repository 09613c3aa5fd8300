"""Read the expressions of a check."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from graph.namespaces import XSD
from graph.validation.checks.values import Call, Constant, Exists, Expression, Group, Variable
from graph.validation.checks.words import Words

FUNCTIONS = frozenset(
    ("ABS", "BOUND", "CONCAT", "DATATYPE", "IF", "ISBLANK", "ISIRI", "ISLITERAL", "ISNUMERIC", "LANG")
) | frozenset(("LCASE", "REGEX", "REPLACE", "SAMETERM", "STR", "STRLEN", "STRSTARTS"))
"""What a check may call; xsd:decimal besides."""
DECIMAL = f"<{XSD}decimal>"
_COMPARING = ("=", "!=", "<", ">", "<=", ">=")
GroupReader: TypeAlias = Callable[[Words], Group]


def condition(words: Words, group: GroupReader) -> Expression:
    """Read what stands after FILTER."""
    return _primary(words, group)


def expression(words: Words, group: GroupReader) -> Expression:
    """Read an expression."""
    found = _all(words, group)
    while words.took("||"):
        found = Call("||", (found, _all(words, group)))
    return found


def _all(words: Words, group: GroupReader) -> Expression:
    found = _compared(words, group)
    while words.took("&&"):
        found = Call("&&", (found, _compared(words, group)))
    return found


def _compared(words: Words, group: GroupReader) -> Expression:
    found = _sum(words, group)
    if words.next in _COMPARING:
        return Call(words.take(), (found, _sum(words, group)))
    if words.took("IN"):
        return Call("IN", (found, *_arguments(words, group)))
    return found


def _sum(words: Words, group: GroupReader) -> Expression:
    found = _primary(words, group)
    while words.next in {"+", "-"}:
        found = Call(words.take(), (found, _primary(words, group)))
    return found


def _primary(words: Words, group: GroupReader) -> Expression:
    if words.took("!"):
        return Call("!", (_primary(words, group),))
    if words.took("("):
        found = expression(words, group)
        words.expect(")")
        return found
    if words.next in {"NOT", "EXISTS"}:
        wanted = not words.took("NOT")
        words.expect("EXISTS")
        return Exists(group(words), wanted)
    if words.kind == "variable":
        return Variable(words.take()[1:])
    if words.kind in {"text", "number"} or words.next in {"TRUE", "FALSE"}:
        return Constant(words.literal())
    return _called(words, group)


def _called(words: Words, group: GroupReader) -> Expression:
    if words.next in FUNCTIONS:
        return Call(words.take(), _arguments(words, group))
    if words.kind == "word" and words.next != "a":
        raise words.refusal("a function that checks know should stand")
    iri = words.iri()
    if words.next != "(":
        return Constant(iri)
    if iri != DECIMAL:
        words.place -= 1
        raise words.refusal("a function that checks know should stand")
    return Call("DECIMAL", _arguments(words, group))


def _arguments(words: Words, group: GroupReader) -> tuple[Expression, ...]:
    words.expect("(")
    found = [expression(words, group)]
    while words.took(","):
        found.append(expression(words, group))
    words.expect(")")
    return tuple(found)
