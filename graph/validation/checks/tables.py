"""Rows of numbers by variable, each row once; joined, kept and taken away as whole columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from graph.settings import BULK_LIMITS
from graph.triples import NONE
from graph.validation.statements import Flags, Many

_KEY_SPAN = 2**62


class TooManyRowsError(Exception):
    """A check would compare more rows than `BulkLimits.check_rows`."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows in no order; `NONE` stands where a variable is unbound."""

    columns: Mapping[str, Many]
    rows: int

    def at(self, places: Many | Flags) -> Table:
        """Return the rows at `places`, or those that are flagged."""
        picked = {name: column[places] for name, column in self.columns.items()}
        rows = int(np.count_nonzero(places)) if places.dtype == np.bool_ else len(places)
        return Table(picked, rows)

    def only(self, names: Iterable[str], size: int) -> Table:
        """Return the columns `names` as far as there are such, each row once; `size` is that of the terms."""
        kept = {name: self.columns[name] for name in names if name in self.columns}
        if not kept:
            return Table({}, min(self.rows, 1))
        if len(kept) == len(self.columns):
            return self
        _, places = np.unique(_keys(list(kept.values()), size), return_index=True)
        return Table(kept, self.rows).at(places)

    def with_column(self, name: str, column: Many) -> Table:
        """Return the table with one column more."""
        return Table({**self.columns, name: column}, self.rows)


ONE_ROW = Table({}, 1)
"""What is known before anything is: one row without variables."""


def stacked(tables: Iterable[Table]) -> Table:
    """Return the rows of all `tables`, unbound where a table lacks a column."""
    given = list(tables)
    names = list(dict.fromkeys(name for table in given for name in table.columns))
    columns = {
        name: np.concatenate([table.columns.get(name, _unbound(table.rows)) for table in given])
        for name in names
    }
    return Table(columns, sum(table.rows for table in given))


def joined(left: Table, right: Table, size: int) -> Table:
    """Return every pair of rows that agree in all variables that both bind.

    Raises
    ------
    TooManyRowsError
        If there are more of them than a check may compare.
    """
    name = _hollow(left, right)
    if name is None:
        return _joined_on(left, right, [name for name in left.columns if name in right.columns], size)
    left_bound, right_bound = left.columns[name] != NONE, right.columns[name] != NONE
    return stacked(
        [
            joined(left.at(left_bound), right.at(right_bound), size),
            joined(left.at(left_bound), _without(right.at(~right_bound), name), size),
            joined(_without(left.at(~left_bound), name), right, size),
        ]
    )


def matching(left: Table, right: Table, size: int) -> Flags:
    """Tell which rows of `left` agree with one of `right` in all variables, at least one, that both bind."""
    name = _hollow(left, right)
    if name is None:
        return _matching_on(left, right, [name for name in left.columns if name in right.columns], size)
    found = np.zeros(left.rows, np.bool_)
    left_bound, right_bound = left.columns[name] != NONE, right.columns[name] != NONE
    found[left_bound] = matching(left.at(left_bound), right.at(right_bound), size)
    found[left_bound] |= matching(left.at(left_bound), _without(right.at(~right_bound), name), size)
    found[~left_bound] = matching(_without(left.at(~left_bound), name), right, size)
    return found


def _unbound(rows: int) -> Many:
    return np.full(rows, NONE, np.int64)


def _without(table: Table, name: str) -> Table:
    return Table({one: column for one, column in table.columns.items() if one != name}, table.rows)


def _hollow(left: Table, right: Table) -> str | None:
    """Return a shared variable that some row leaves unbound."""
    for name, column in left.columns.items():
        other = right.columns.get(name)
        if other is not None and (_holds_none(column) or _holds_none(other)):
            return name
    return None


def _holds_none(column: Many) -> bool:
    return bool(len(column)) and int(column.min()) == NONE


def _joined_on(left: Table, right: Table, names: list[str], size: int) -> Table:
    if not names:
        _refuse(left.rows * right.rows)
        first = np.repeat(np.arange(left.rows), right.rows)
        second = np.tile(np.arange(right.rows), left.rows)
        return Table({**left.at(first).columns, **right.at(second).columns}, len(first))
    ours, theirs = _shared_keys(left, right, names, size)
    order = None if _is_sorted(theirs) else np.argsort(theirs, kind="stable")
    theirs = theirs if order is None else theirs[order]
    lowest = np.searchsorted(theirs, ours, "left")
    counts = np.searchsorted(theirs, ours, "right") - lowest
    total = int(counts.sum())
    _refuse(total)
    first = np.repeat(np.arange(left.rows), counts)
    second = np.arange(total) + np.repeat(lowest - (np.cumsum(counts) - counts), counts)
    second = second if order is None else order[second]
    more = Table({name: column for name, column in right.columns.items() if name not in names}, right.rows)
    return Table({**left.at(first).columns, **more.at(second).columns}, total)


def _matching_on(left: Table, right: Table, names: list[str], size: int) -> Flags:
    if not names or not right.rows:
        return np.zeros(left.rows, np.bool_)
    if len(names) == 1:
        marked = np.zeros(size + 1, np.bool_)
        marked[right.columns[names[0]]] = True
        flagged: Flags = marked[left.columns[names[0]]]
        return flagged
    ours, theirs = _shared_keys(left, right, names, size)
    found: Flags = np.isin(ours, theirs)
    return found


def _shared_keys(left: Table, right: Table, names: list[str], size: int) -> tuple[Many, Many]:
    whole = [np.concatenate([left.columns[name], right.columns[name]]) for name in names]
    keys = _keys(whole, size)
    return keys[: left.rows], keys[left.rows :]


def _keys(columns: list[Many], size: int) -> Many:
    """Return one number for each row, the same where all columns are the same."""
    keys, span = columns[0] + 1, size + 1
    for column in columns[1:]:
        if span > _KEY_SPAN // (size + 1):
            distinct, keys = np.unique(keys, return_inverse=True)
            span = len(distinct)
        keys = keys * (size + 1) + column + 1
        span *= size + 1
    return keys


def _is_sorted(keys: Many) -> bool:
    return bool(np.all(keys[1:] >= keys[:-1]))


def _refuse(rows: int) -> None:
    if rows > BULK_LIMITS.check_rows:
        raise TooManyRowsError
