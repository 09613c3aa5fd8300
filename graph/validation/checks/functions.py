"""The operators and functions that checks use, each for many rows at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from graph.namespaces import XSD
from graph.triples import NONE, TermKind
from graph.validation.checks.columns import (
    ERROR,
    FALSE,
    TRUE,
    Amounts,
    Column,
    Strings,
    Terms,
    Texts,
    Truth,
    as_amounts,
    as_terms,
    as_texts,
    as_truths,
    truth,
    written,
)
from graph.validation.checks.comparing import compared, equal
from graph.validation.readings import number_in
from graph.validation.statements import Statements

Function: TypeAlias = Callable[[Sequence[Column], Statements], Column]


def applied(name: str, given: Sequence[Column], statements: Statements) -> Column:
    """Return what the operator or function `name` makes of columns of the same length."""
    if name in {"<", ">", "<=", ">="}:
        return compared(name, given[0], given[1], statements)
    return _FUNCTIONS[name](given, statements)


def _or(given: Sequence[Column], statements: Statements) -> Truth:
    one, other = (as_truths(column, statements) for column in given)
    either = (one == TRUE) | (other == TRUE)
    return truth(either, ~either & ((one == ERROR) | (other == ERROR)))


def _and(given: Sequence[Column], statements: Statements) -> Truth:
    one, other = (as_truths(column, statements) for column in given)
    neither = (one == FALSE) | (other == FALSE)
    return truth(~neither, ~neither & ((one == ERROR) | (other == ERROR)))


def _not(given: Sequence[Column], statements: Statements) -> Truth:
    truths = as_truths(given[0], statements)
    return truth(truths == FALSE, truths == ERROR)


def _equal(given: Sequence[Column], statements: Statements) -> Truth:
    return equal(given[0], given[1], statements)


def _unequal(given: Sequence[Column], statements: Statements) -> Truth:
    return _not([equal(given[0], given[1], statements)], statements)


def _within(given: Sequence[Column], statements: Statements) -> Truth:
    found: Column = equal(given[0], given[1], statements)
    for other in given[2:]:
        found = _or([found, equal(given[0], other, statements)], statements)
    return Truth(as_truths(found, statements))


def _same_term(given: Sequence[Column], statements: Statements) -> Truth:
    one, other = (as_terms(column, statements) for column in given)
    return truth(one == other, (one == NONE) | (other == NONE))


def _plus(given: Sequence[Column], statements: Statements) -> Amounts:
    return Amounts(as_amounts(given[0], statements) + as_amounts(given[1], statements))


def _less(given: Sequence[Column], statements: Statements) -> Amounts:
    return Amounts(as_amounts(given[0], statements) - as_amounts(given[1], statements))


def _absolute(given: Sequence[Column], statements: Statements) -> Amounts:
    return Amounts(np.abs(as_amounts(given[0], statements)))


def _bound(given: Sequence[Column], statements: Statements) -> Truth:
    return truth(as_terms(given[0], statements) != NONE)


def _text(given: Sequence[Column], statements: Statements) -> Strings:
    return Strings(written(given[0], statements))


def _lower(given: Sequence[Column], statements: Statements) -> Strings:
    return Strings(_each(str.lower, as_texts(given[0], statements)))


def _length(given: Sequence[Column], statements: Statements) -> Amounts:
    texts = as_texts(given[0], statements)
    return Amounts(np.array([np.nan if text is None else len(text) for text in texts], np.float64))


def _joined(given: Sequence[Column], statements: Statements) -> Strings:
    parts = [as_texts(column, statements).tolist() for column in given]
    rows = [None if None in row else "".join(row) for row in zip(*parts, strict=True)]
    return Strings(_objects(rows))


def _choice(given: Sequence[Column], statements: Statements) -> Terms:
    truths = as_truths(given[0], statements)
    one, other = (as_terms(column, statements) for column in given[1:])
    return Terms(np.where(truths == TRUE, one, np.where(truths == FALSE, other, NONE)))


def _matches(given: Sequence[Column], statements: Statements) -> Truth:
    texts, forms = (as_texts(column, statements).tolist() for column in given)
    found = [
        ERROR if text is None or form is None else _compiled(form).search(text) is not None
        for text, form in zip(texts, forms, strict=True)
    ]
    return Truth(np.array(found, np.int8))


def _replaced(given: Sequence[Column], statements: Statements) -> Strings:
    texts, forms, others = (as_texts(column, statements).tolist() for column in given)
    found = [
        None if None in (text, form, other) else _compiled(form).sub(re.sub(r"\$(\d)", r"\\\1", other), text)
        for text, form, other in zip(texts, forms, others, strict=True)
    ]
    return Strings(_objects(found))


def _begins(given: Sequence[Column], statements: Statements) -> Truth:
    texts, heads = (as_texts(column, statements).tolist() for column in given)
    found = [
        ERROR if text is None or head is None else text.startswith(head)
        for text, head in zip(texts, heads, strict=True)
    ]
    return Truth(np.array(found, np.int8))


def _is_kind(*kinds: TermKind) -> Function:
    def judged(given: Sequence[Column], statements: Statements) -> Truth:
        numbers = as_terms(given[0], statements)
        real = numbers != NONE
        found = np.full(len(numbers), ERROR, np.int8)
        found[real] = np.isin(statements.kinds(numbers[real]), kinds)
        return Truth(found)

    return judged


def _is_number(given: Sequence[Column], statements: Statements) -> Truth:
    unbound = as_terms(given[0], statements) == NONE
    return truth(~np.isnan(as_amounts(given[0], statements)), unbound)


def _datatype(given: Sequence[Column], statements: Statements) -> Terms:
    numbers = as_terms(given[0], statements)
    found = np.full(len(numbers), NONE, np.int64)
    found[numbers != NONE] = statements.datatypes(numbers[numbers != NONE])
    return Terms(found)


def _language(given: Sequence[Column], statements: Statements) -> Strings:
    distinct, places = statements.placed(as_terms(given[0], statements))
    found = np.full(len(distinct), None, np.object_)
    real = np.flatnonzero(distinct != NONE)
    real = real[statements.kinds(distinct[real]) == TermKind.LITERAL]
    found[real] = statements.languages(distinct[real])
    return Strings(found[places])


def _decimal(given: Sequence[Column], statements: Statements) -> Amounts:
    texts = as_texts(given[0], statements).tolist()
    read = [np.nan if text is None else number_in(text, XSD + "decimal") for text in texts]
    return Amounts(np.array(read, np.float64))


def _each(function: Callable[[str], str], texts: Texts) -> Texts:
    return _objects([None if text is None else function(text) for text in texts.tolist()])


def _objects(texts: Sequence[str | None]) -> Texts:
    found: Texts = np.full(len(texts), None, np.object_)
    found[:] = texts
    return found


@lru_cache(maxsize=64)
def _compiled(form: str) -> re.Pattern[str]:
    """Compile a form of SPARQL, whose ``$`` is the very end of a text."""
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", form))


_FUNCTIONS: dict[str, Function] = {
    "||": _or,
    "&&": _and,
    "!": _not,
    "=": _equal,
    "!=": _unequal,
    "IN": _within,
    "+": _plus,
    "-": _less,
    "ABS": _absolute,
    "BOUND": _bound,
    "CONCAT": _joined,
    "DATATYPE": _datatype,
    "DECIMAL": _decimal,
    "IF": _choice,
    "ISBLANK": _is_kind(TermKind.BLANK),
    "ISIRI": _is_kind(TermKind.IRI),
    "ISLITERAL": _is_kind(TermKind.LITERAL),
    "ISNUMERIC": _is_number,
    "LANG": _language,
    "LCASE": _lower,
    "REGEX": _matches,
    "REPLACE": _replaced,
    "SAMETERM": _same_term,
    "STR": _text,
    "STRLEN": _length,
    "STRSTARTS": _begins,
}
