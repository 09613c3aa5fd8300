"""What an expression gives for many rows at once: terms, truths, numbers or texts; and errors among them.

The rules are those of SPARQL 1.1, section 17: an error is no truth, and "or" and "and" may decide in spite of
one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from graph.namespaces import XSD
from graph.triples import NONE, XSD_STRING, TermKind
from graph.validation.statements import Flags, Many, Numbers, Statements

Texts: TypeAlias = NDArray[np.object_]
Truths: TypeAlias = NDArray[np.int8]
TRUE, FALSE, ERROR = 1, 0, -1


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Terms by number; `NONE` is an error or an unbound variable."""

    numbers: Many


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """`TRUE`, `FALSE` or `ERROR`."""

    truths: Truths


@dataclass(frozen=True, slots=True, eq=False)
class Amounts:
    """Numbers; not-a-number is an error."""

    numbers: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class Strings:
    """Plain texts; None is an error."""

    texts: Texts


Column: TypeAlias = Terms | Truth | Amounts | Strings


def truth(known: Flags, wrong: Flags | None = None) -> Truth:
    """Return truths of flags, an error where `wrong`."""
    found = known.astype(np.int8)
    if wrong is not None:
        found[wrong] = ERROR
    return Truth(found)


def lengthened(column: Column, rows: int) -> Column:
    """Return a column of one row as one of `rows`."""
    if isinstance(column, Terms):
        return Terms(np.repeat(column.numbers, rows))
    if isinstance(column, Truth):
        return Truth(np.repeat(column.truths, rows))
    if isinstance(column, Amounts):
        return Amounts(np.repeat(column.numbers, rows))
    return Strings(np.repeat(column.texts, rows))


def at(column: Column, places: Many) -> Column:
    """Return what stands at `places`."""
    if isinstance(column, Terms):
        return Terms(column.numbers[places])
    if isinstance(column, Truth):
        return Truth(column.truths[places])
    if isinstance(column, Amounts):
        return Amounts(column.numbers[places])
    return Strings(column.texts[places])


def as_terms(column: Column, statements: Statements) -> Many:
    """Return a column as terms, which it may have to make."""
    if isinstance(column, Terms):
        return column.numbers
    if isinstance(column, Truth):
        words = [statements.number(f'"{word}"^^<{XSD}boolean>') for word in ("false", "true")]
        return np.array([*words, NONE])[column.truths]
    if isinstance(column, Amounts):
        return np.array([_made_number(number, statements) for number in column.numbers.tolist()], np.int64)
    return statements.literals(column.texts.tolist())


def as_truths(column: Column, statements: Statements) -> Truths:
    """Return the effective boolean value of each row."""
    if isinstance(column, Truth):
        return column.truths
    if isinstance(column, Amounts):
        return truth(column.numbers != 0, np.isnan(column.numbers)).truths
    if isinstance(column, Strings):
        return truth(column.texts != "", column.texts == None).truths  # noqa: E711 elementwise
    return _truths_of_terms(column.numbers, statements)


def as_amounts(column: Column, statements: Statements) -> Numbers:
    """Return each row as a number, not-a-number where it is none."""
    if isinstance(column, Amounts):
        return column.numbers
    if isinstance(column, Terms):
        return statements.numeric(column.numbers)
    return np.full(len(column.texts if isinstance(column, Strings) else column.truths), np.nan)


def as_texts(column: Column, statements: Statements) -> Texts:
    """Return each row as a text, None where it is no literal of plain or tagged text."""
    if isinstance(column, Strings):
        return column.texts
    if not isinstance(column, Terms):
        return np.full(len(as_amounts(column, statements)), None, np.object_)
    distinct, places = statements.placed(column.numbers)
    found = np.full(len(distinct), None, np.object_)
    real = np.flatnonzero(distinct != NONE)
    real = real[statements.are_texts(distinct[real])]
    found[real] = statements.values(distinct[real])
    return found[places]


def written(column: Column, statements: Statements) -> Texts:
    """Return what STR gives: the IRI or lexical form of each row; None for a blank node or an error."""
    if isinstance(column, Strings):
        return column.texts
    numbers = as_terms(column, statements)
    distinct, places = statements.placed(numbers)
    found = np.full(len(distinct), None, np.object_)
    real = np.flatnonzero(distinct != NONE)
    real = real[statements.kinds(distinct[real]) != TermKind.BLANK]
    found[real] = statements.values(distinct[real])
    return found[places]


def _made_number(number: float, statements: Statements) -> int:
    if np.isnan(number):
        return NONE
    whole = number.is_integer()
    return statements.number(
        f'"{int(number) if whole else number}"^^<{XSD}{"integer" if whole else "decimal"}>'
    )


def _truths_of_terms(numbers: Many, statements: Statements) -> Truths:
    distinct, places = statements.placed(numbers)
    found = np.full(len(distinct), ERROR, np.int8)
    boolean = statements.iri(XSD + "boolean")
    real = np.flatnonzero(distinct != NONE)
    datatypes = statements.datatypes(distinct[real])
    amounts = statements.numeric(distinct[real])
    for place, datatype, amount in zip(real.tolist(), datatypes.tolist(), amounts.tolist(), strict=True):
        if datatype in {boolean, XSD_STRING}:
            value = statements.values(distinct[place : place + 1])[0]
            found[place] = value in {"true", "1"} if datatype == boolean else value != ""
        elif not np.isnan(amount):
            found[place] = amount != 0
    return found[places]
