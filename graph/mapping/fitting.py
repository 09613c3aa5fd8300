"""A mapping made to fit one table: its columns however they are spelt, its dates in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Table
from dataclasses import replace
from functools import lru_cache

from graph.errors import CellError
from graph.mapping.format import Kind, Mapping, ValueRule
from graph.mapping.reading import read_mapping, shipped_mappings
from graph.tables import order_of

_OTHER = re.compile(r"[\W_]+")


def missing_columns(mapping: Mapping, columns: Iterable[str]) -> tuple[str, ...]:
    """Return what a table with `columns` lacks for `mapping`, in words; nothing where it fits.

    Examples
    --------
    >>> missing_columns(read_mapping("uamod"), ["day"])
    ("'date'",)
    """
    there = {_folded(name) for name in columns}
    lacking = [group for group in mapping.needs() if not any(_folded(name) in there for name in group)]
    return tuple(" or ".join(map(repr, group)) for group in lacking)


def fitted(mapping: Mapping, columns: Sequence[str]) -> Mapping:
    """Return `mapping` with the names of its columns as the table spells them.

    Case, spaces and underscores make no difference, where the column is there once only.

    Examples
    --------
    >>> fitted(read_mapping("uamod"), ["DATE", "day"]).values[0].columns
    ('DATE',)
    """
    left_out = {name for rule in mapping.lists for name in rule.leave_out}
    names = {name: _spelt(name, columns) for name in {*mapping.columns(), *left_out}}
    if all(name == spelt for name, spelt in names.items()):
        return mapping
    values = tuple(replace(rule, columns=_renamed(rule.columns, names)) for rule in mapping.values)
    lists = tuple(
        replace(
            rule,
            column=names.get(rule.column, rule.column),
            columns=_renamed(rule.columns, names),
            leave_out=frozenset(_renamed(tuple(rule.leave_out), names)),
        )
        for rule in mapping.lists
    )
    return replace(mapping, values=values, lists=lists)


def undated(mapping: Mapping) -> tuple[ValueRule, ...]:
    """Return the rules of dates that do not say whether day or month comes first."""
    dates = (Kind.DATE, Kind.MONTH, Kind.YEAR)
    return tuple(rule for rule in mapping.values if rule.kind in dates and rule.columns and not rule.order)


def dated(mapping: Mapping, cells: Table[str, Iterable[str]]) -> Mapping:
    """Return `mapping` with what comes first in its dates, where all cells of a column tell it together.

    Parameters
    ----------
    mapping
        The mapping.
    cells
        All cells of each column of `undated` that writes dates with slashes.
    """
    orders = {column: _order(found) for column, found in cells.items()}
    changed = {rule.name: replace(rule, order=orders.get(rule.columns[0], "")) for rule in undated(mapping)}
    return replace(mapping, values=tuple(changed.get(rule.name, rule) for rule in mapping.values))


@lru_cache(maxsize=64)
def known_mapping(columns: tuple[str, ...]) -> str:
    """Return the name of the mapping that comes along for a table with these columns, or none.

    Of several whose columns are all there the one that needs most of them is meant.

    Examples
    --------
    >>> known_mapping(("country", "origin", "system", "status", "url", "date_recorded", "matID"))
    'oryx'
    >>> known_mapping(("date", "place"))
    ''
    """
    there = {_folded(name) for name in columns}
    fitting = {
        name: len(mapping.known_by) + len(mapping.needs())
        for name in shipped_mappings()
        for mapping in [read_mapping(name)]
        if not missing_columns(mapping, columns) and {_folded(one) for one in mapping.known_by} <= there
    }
    return max(fitting, key=lambda name: fitting[name], default="")


def _order(cells: Iterable[str]) -> str:
    try:
        found = order_of(cells)
    except CellError:  # each row is then refused by itself, with its line
        return ""
    return found.value if found else ""


def _renamed(columns: tuple[str, ...], names: Table[str, str]) -> tuple[str, ...]:
    return tuple(names.get(name, name) for name in columns)


def _spelt(name: str, columns: Sequence[str]) -> str:
    if name in columns:
        return name
    alike = [one for one in columns if _folded(one) == _folded(name)]
    return alike[0] if len(alike) == 1 else name


def _folded(name: str) -> str:
    return _OTHER.sub("", name.casefold())
