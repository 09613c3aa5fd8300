"""Triple patterns as tables: narrowed by each other, joined subject by subject, then along paths."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np

from graph.triples import NONE
from graph.validation.checks.reaching import END, START, backwards, on_circles, reached, related
from graph.validation.checks.tables import ONE_ROW, Table, joined
from graph.validation.checks.values import Constant, Node, Path, Pattern, Repeat, Variable
from graph.validation.statements import Flags, Many, Statements

_FEW_PREDICATES = 64
"""So many predicates are looked up one by one, more of them are found among all triples."""


def solved(
    patterns: Iterable[Pattern], seed: Table, needed: Collection[str], statements: Statements
) -> Table:
    """Return the rows of `seed`, joined with those of all `patterns`, as far as columns are `needed`.

    Raises
    ------
    TooManyRowsError
        If more rows would have to be compared than a check may.
    """
    given = list(patterns)
    reaching = [one for one in given if isinstance(one.path, Repeat) and not _is_plain(one)]
    tables = [_table(one, seed, statements) for one in given if one not in reaching]
    tables = _narrowed(tables, seed, statements)
    stars = _stars(tables, {*needed, *seed.columns, *_ends(reaching)}, statements.size)
    return _connected(stars, reaching, seed, needed, statements)


def _is_plain(pattern: Pattern) -> bool:
    """Tell whether where a repeated path begins or ends is written, or is the same variable."""
    ends = (pattern.subject, pattern.object)
    return ends[0] == ends[1] or any(isinstance(end, Constant) for end in ends)


def _ends(patterns: Iterable[Pattern]) -> set[str]:
    return {end.name for one in patterns for end in (one.subject, one.object) if isinstance(end, Variable)}


def _table(pattern: Pattern, seed: Table, statements: Statements) -> Table:
    if isinstance(pattern.path, Variable):
        return _of_any_predicate(pattern, pattern.path, seed, statements)
    if isinstance(pattern.path, Repeat):
        return _of_repeat(pattern, pattern.path, statements)
    pairs = related(pattern.path, statements)
    return _bound(((pattern.subject, pairs.columns[START]), (pattern.object, pairs.columns[END])), statements)


def _bound(ends: Iterable[tuple[Node, Many]], statements: Statements) -> Table:
    """Return the columns of variables, in rows where constants and repeated variables fit."""
    columns: dict[str, Many] = {}
    fitting: Flags | None = None
    rows = 0
    for node, column in ends:
        rows = len(column)
        wanted = statements.number(node.writing) if isinstance(node, Constant) else columns.get(node.name)
        if wanted is not None:
            fits = column == wanted
            fitting = fits if fitting is None else fitting & fits
        if isinstance(node, Variable):
            columns.setdefault(node.name, column)
    found = Table(columns, rows)
    return found if fitting is None else found.at(fitting).only(list(columns), statements.size)


def _of_any_predicate(pattern: Pattern, path: Variable, seed: Table, statements: Statements) -> Table:
    triples = statements.triples
    known = seed.columns.get(path.name)
    few = np.zeros(0, np.int64) if known is None else statements.distinct(known)
    if known is not None and len(few) <= _FEW_PREDICATES and NONE not in known:
        parts = [statements.of(int(one)) for one in few]
        subjects = np.concatenate([np.zeros(0, np.int64), *(part[0] for part in parts)])
        objects = np.concatenate([np.zeros(0, np.int64), *(part[1] for part in parts)])
        predicates = np.repeat(few, [len(part[0]) for part in parts])
    else:
        subjects, predicates, objects = (
            column.astype(np.int64) for column in (triples.subject, triples.predicate, triples.object)
        )
    ends = ((pattern.subject, subjects), (path, predicates), (pattern.object, objects))
    return _bound(ends, statements)


def _of_repeat(pattern: Pattern, path: Repeat, statements: Statements) -> Table:
    if isinstance(pattern.subject, Variable) and pattern.subject == pattern.object:
        if path.sign != "+":  # it is on a circle of no step
            return ONE_ROW
        circles = on_circles(path, statements)
        return Table({pattern.subject.name: circles}, len(circles))
    start, end = pattern.subject, pattern.object
    along: Path = path
    if isinstance(end, Constant):
        start, end, along = end, start, backwards(path)
    starts = np.array([statements.number(start.writing)] if isinstance(start, Constant) else [], np.int64)
    pairs = reached(along, starts, statements)
    return _bound(((start, pairs.columns[START]), (end, pairs.columns[END])), statements)


def _narrowed(tables: list[Table], seed: Table, statements: Statements) -> list[Table]:
    """Leave out rows whose terms do not stand in another table, from the smallest table on."""
    names = [name for table in (seed, *tables) for name in table.columns]
    shared = {name for name in names if names.count(name) > 1}
    domains = {
        name: statements.flags(column)
        for name, column in seed.columns.items()
        if name in shared and NONE not in column
    }
    found: list[Table] = []
    for table in sorted(tables, key=lambda one: one.rows):
        narrowed = table
        for name in shared & set(domains) & set(table.columns):
            narrowed = narrowed.at(statements.among(narrowed.columns[name], domains[name]))
        for name in shared & set(table.columns):
            domains[name] = statements.flags(narrowed.columns[name])
        found.append(narrowed)
    return found


def _stars(tables: list[Table], needed: Collection[str], size: int) -> list[Table]:
    """Join the tables that begin with the same variable, which none of them multiplies by a hub."""
    stars: list[Table] = []
    waiting = list(tables)
    while waiting:
        center = next(iter(waiting[0].columns), None)
        arms = [one for one in waiting if next(iter(one.columns), None) == center]
        waiting = [one for one in waiting if not any(one is arm for arm in arms)]
        elsewhere = {*needed, *(name for one in (*waiting, *stars) for name in one.columns)}
        star = ONE_ROW
        for number, arm in enumerate(arms):
            later = {*elsewhere, *(name for one in arms[number + 1 :] for name in one.columns)}
            kept = arm.only([name for name in arm.columns if name in later or name in star.columns], size)
            star = joined(star, kept, size).only(later, size)
        stars.append(star)
    return stars


def _connected(
    stars: list[Table], reaching: list[Pattern], seed: Table, needed: Collection[str], statements: Statements
) -> Table:
    current, size = seed, statements.size
    while stars or reaching:
        star = _nearest(stars, current)
        path = next((one for one in reaching if _ends([one]) & set(current.columns)), None)
        if path is not None and (star is None or not set(star.columns) & set(current.columns)):
            reaching = [one for one in reaching if one is not path]
            current = _along(path, current, statements)
        elif star is not None:
            stars = [one for one in stars if one is not star]
            current = joined(current, star, size)
        else:
            raise NotImplementedError
        later = {*needed, *_ends(reaching), *(name for one in stars for name in one.columns)}
        current = current.only(later, size)
    return current


def _nearest(stars: list[Table], current: Table) -> Table | None:
    """Return the table that shares most variables with what is known, the smallest of several."""
    return min(
        stars,
        key=lambda star: (-len(set(star.columns) & set(current.columns)), star.rows),
        default=None,
    )


def _along(pattern: Pattern, current: Table, statements: Statements) -> Table:
    """Follow a repeated path from the end that is known."""
    path, start, end = pattern.path, pattern.subject, pattern.object
    if not (isinstance(path, Repeat) and isinstance(start, Variable) and isinstance(end, Variable)):
        raise TypeError(pattern)
    along: Path = path
    if start.name not in current.columns:
        start, end, along = end, start, backwards(path)
    pairs = reached(along, statements.distinct(current.columns[start.name]), statements)
    leading = Table({start.name: pairs.columns[START], end.name: pairs.columns[END]}, pairs.rows)
    return joined(current, leading, statements.size)
