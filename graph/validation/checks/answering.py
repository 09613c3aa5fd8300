"""Run a check over statements: its groups as tables, its expressions as columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from graph.triples import NONE
from graph.validation.checks.columns import TRUE, Column, Terms, Truth, as_terms, as_truths, at, truth
from graph.validation.checks.functions import applied
from graph.validation.checks.patterns import solved
from graph.validation.checks.tables import ONE_ROW, Table, joined, matching, stacked
from graph.validation.checks.values import (
    Bind,
    Call,
    Check,
    Constant,
    Element,
    Exists,
    Expression,
    Filter,
    Group,
    Minus,
    Optionally,
    Patterns,
    Union,
    Values,
    Variable,
    mentioned,
)
from graph.validation.statements import Many, Statements


class Answering:
    """What answers checks about some statements."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements

    def rows(self, check: Check) -> Table:
        """Return the rows of `check` with what its texts are made of, each once, and none of its texts.

        Raises
        ------
        TooManyRowsError
            If more rows would have to be compared than a check may.
        """
        kept, late = _late(check)
        needed = {*check.shown, *(name for one in late for name in mentioned(one.expression))}
        found = self._group(kept, ONE_ROW, needed)
        return found.only(needed, self._statements.size)

    def written(self, check: Check, rows: Table) -> Table:
        """Return `rows` of `check` with the texts that are made for them."""
        for one in _late(check)[1]:
            rows = rows.with_column(one.variable, self._terms(one.expression, rows))
        return rows

    def _group(self, group: Group, seed: Table, needed: Collection[str]) -> Table:
        """Return the rows of `group` that fit a row of `seed`, with the columns that are needed."""
        current = seed
        waiting: list[Filter] = []
        for number, element in enumerate(group.elements):
            rest = group.elements[number + 1 :]
            later = {*needed, *mentioned(rest), *mentioned(tuple(waiting))}
            if isinstance(element, Filter) and not self._is_ready(element, current, rest):
                waiting.append(element)
            else:
                current = self._added(element, current, later).only(later, self._statements.size)
        for one in waiting:
            current = self._filtered(one, current)
        return current

    @staticmethod
    def _is_ready(one: Filter, current: Table, rest: Sequence[Element]) -> bool:
        """Tell whether nothing that follows binds what a filter speaks of and what is not bound yet."""
        coming = mentioned(tuple(element for element in rest if not isinstance(element, Filter | Minus)))
        bound = {name for name, column in current.columns.items() if NONE not in column}
        return mentioned(one) & coming <= bound

    def _added(self, element: Element, current: Table, later: Collection[str]) -> Table:
        match element:
            case Patterns(patterns):
                found = solved(patterns, current, later, self._statements)
            case Filter():
                found = self._filtered(element, current)
            case Bind(expression, name):
                found = current.with_column(name, self._terms(expression, current))
            case Values():
                given = self._given(element)
                found = joined(current, given, self._statements.size)
            case Union(groups):
                found = stacked(self._group(one, current, later) for one in groups)
            case Optionally(group):
                found = self._with_optional(group, current, later)
            case Minus(group):
                taken = self._group(group, ONE_ROW, mentioned(group) & set(current.columns))
                found = current.at(~matching(current, taken, self._statements.size))
        return found

    def _given(self, values: Values) -> Table:
        numbers = [[self._statements.number(one.writing) for one in row] for row in values.rows]
        columns = np.array(numbers, np.int64).reshape(-1, len(values.variables)).T
        return Table(dict(zip(values.variables, columns, strict=True)), len(values.rows))

    def _filtered(self, one: Filter, current: Table) -> Table:
        truths = as_truths(self._column(one.condition, current), self._statements)
        return current.at(truths == TRUE)

    def _with_optional(self, group: Group, current: Table, later: Collection[str]) -> Table:
        names = mentioned(group) & set(current.columns)
        asked = current.only(names, self._statements.size)
        found = self._group(group, asked, {*later, *asked.columns})
        if not asked.columns:
            return joined(current, found, self._statements.size) if found.rows else current
        lonely = current.at(~matching(current, found, self._statements.size))
        return stacked([joined(current, found, self._statements.size), lonely])

    def _terms(self, expression: Expression, rows: Table) -> Many:
        return as_terms(self._column(expression, rows), self._statements)

    def _column(self, expression: Expression, rows: Table) -> Column:
        """Return what `expression` gives for each of `rows`; worked out once for each term it depends on."""
        if isinstance(expression, Variable):
            return Terms(rows.columns.get(expression.name, np.full(rows.rows, NONE, np.int64)))
        if isinstance(expression, Constant):
            return Terms(np.full(rows.rows, self._statements.number(expression.writing), np.int64))
        if isinstance(expression, Exists):
            return self._exists(expression, rows)
        names = mentioned(expression) & set(rows.columns)
        if len(names) != 1 or _holds_exists(expression):
            return self._call(expression, rows)
        [name] = names
        distinct, places = self._statements.placed(rows.columns[name])
        return at(self._call(expression, Table({name: distinct}, len(distinct))), places)

    def _call(self, call: Call, rows: Table) -> Column:
        given = [self._column(one, rows) for one in call.arguments]
        return applied(call.name, given, self._statements)

    def _exists(self, exists: Exists, rows: Table) -> Truth:
        asked = rows.only(mentioned(exists.group) & set(rows.columns), self._statements.size)
        found = self._group(exists.group, asked, set(asked.columns))
        if not asked.columns:
            return truth(np.full(rows.rows, (found.rows > 0) == exists.wanted))
        return truth(matching(rows, found, self._statements.size) == exists.wanted)


def _late(check: Check) -> tuple[Group, tuple[Bind, ...]]:
    """Set apart what is only shown, which is worked out for the rows that are."""
    elements = check.group.elements
    late = tuple(
        one
        for number, one in enumerate(elements)
        if isinstance(one, Bind)
        and one.variable in check.shown
        and one.variable not in mentioned(elements[:number] + elements[number + 1 :])
    )
    return Group(tuple(one for one in elements if one not in late)), late


def _holds_exists(expression: Expression) -> bool:
    if isinstance(expression, Call):
        return any(map(_holds_exists, expression.arguments))
    return isinstance(expression, Exists)
