"""Which of two columns is less, and where they are equal, as SPARQL compares terms."""

from __future__ import annotations

import operator

import numpy as np

from graph.triples import NONE, RDF_LANG_STRING, XSD_STRING, TermKind
from graph.validation.checks.columns import (
    Amounts,
    Column,
    Strings,
    Terms,
    Texts,
    Truth,
    as_amounts,
    as_terms,
    truth,
)
from graph.validation.readings import well_formed
from graph.validation.statements import Flags, Many, Statements

_OPERATORS = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}


def compared(name: str, one: Column, other: Column, statements: Statements) -> Truth:
    """Return where `one` is less or greater than `other`; an error where they cannot be put in order.

    Numbers are compared with numbers and plain texts with plain texts. Dates are not compared: no check asks.
    """
    if isinstance(one, Amounts) or isinstance(other, Amounts):
        return _by_amount(name, one, other, statements)
    found = _by_amount(name, one, other, statements).truths
    lost = np.flatnonzero(found < 0)
    if len(lost):
        texts, others = (_plain(column, lost, statements) for column in (one, other))
        both = np.array(
            [a is not None and b is not None for a, b in zip(texts, others, strict=True)], np.bool_
        )
        found[lost[both]] = _OPERATORS[name](texts[both], others[both]).astype(np.int8)
    return Truth(found)


def equal(one: Column, other: Column, statements: Statements) -> Truth:
    """Return where `one` equals `other`; an error where two literals of unlike datatypes cannot be told."""
    if isinstance(one, Strings) and isinstance(other, Strings):
        missing = np.array(
            [a is None or b is None for a, b in zip(one.texts, other.texts, strict=True)], np.bool_
        )
        return truth(np.asarray(one.texts == other.texts, np.bool_), missing)
    if isinstance(one, Truth) and isinstance(other, Truth):
        return truth(one.truths == other.truths, (one.truths < 0) | (other.truths < 0))
    if isinstance(one, Amounts) or isinstance(other, Amounts):
        amounts = (as_amounts(one, statements), as_amounts(other, statements))
        return truth(amounts[0] == amounts[1], np.isnan(amounts[0]) | np.isnan(amounts[1]))
    return _equal_terms(as_terms(one, statements), as_terms(other, statements), statements)


def _by_amount(name: str, one: Column, other: Column, statements: Statements) -> Truth:
    first, second = as_amounts(one, statements), as_amounts(other, statements)
    return truth(_OPERATORS[name](first, second), np.isnan(first) | np.isnan(second))


def _plain(column: Column, places: Many, statements: Statements) -> Texts:
    """Return the plain texts at some places, None for anything else."""
    if isinstance(column, Strings):
        return column.texts[places]
    found: Texts = np.full(len(places), None, np.object_)
    if isinstance(column, Terms):
        numbers = column.numbers[places]
        real = np.flatnonzero(numbers != NONE)
        real = real[statements.datatypes(numbers[real]) == XSD_STRING]
        found[real] = statements.values(numbers[real])
    return found


def _equal_terms(one: Many, other: Many, statements: Statements) -> Truth:
    found = truth(one == other, (one == NONE) | (other == NONE))
    unlike = np.flatnonzero((one != other) & (one != NONE) & (other != NONE))
    literal = (statements.kinds(one[unlike]) == TermKind.LITERAL) & (
        statements.kinds(other[unlike]) == TermKind.LITERAL
    )
    unlike = unlike[literal]
    first, second = statements.numeric(one[unlike]), statements.numeric(other[unlike])
    by_amount = ~np.isnan(first) & ~np.isnan(second)
    found.truths[unlike] = np.where(by_amount, first == second, 0)
    unknown = ~by_amount & (_unknown(one[unlike], statements) | _unknown(other[unlike], statements))
    found.truths[unlike[unknown]] = -1
    return found


def _unknown(numbers: Many, statements: Statements) -> Flags:
    """Return which literals have a datatype of which nothing is known, or a form that is none of it."""
    datatypes = statements.datatypes(numbers)
    known = np.isin(datatypes, (XSD_STRING, RDF_LANG_STRING))
    for place in np.flatnonzero(~known).tolist():
        datatype = statements.values(datatypes[place : place + 1])[0]
        try:
            fits = well_formed(datatype)
        except KeyError:
            continue
        known[place] = fits is not None and fits(statements.values(numbers[place : place + 1])[0])
    return ~known
