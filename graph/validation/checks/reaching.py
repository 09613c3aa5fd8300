"""Which triples a path stands for, and what it leads to from where it begins."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graph.validation.checks.tables import Table, joined, stacked
from graph.validation.checks.values import Alternative, Inverse, Path, Repeat, Sequence, Step
from graph.validation.statements import Many, Statements

START, END = "start", "end"


def related(path: Path, statements: Statements) -> Table:
    """Return the pairs of terms that `path` joins, once each.

    Raises
    ------
    NotImplementedError
        If it repeats something, so that where it begins must be known.
    """
    match path:
        case Step(predicate):
            subjects, objects = statements.of(statements.number(predicate.writing))
            return Table({START: subjects, END: objects}, len(subjects))
        case Inverse(within):
            pairs = related(within, statements)
            return Table({START: pairs.columns[END], END: pairs.columns[START]}, pairs.rows)
        case Alternative(paths):
            return _once(stacked(related(one, statements) for one in paths), statements)
        case Sequence((first, *rest)):
            found = related(first, statements)
            for one in rest:
                found = _followed(found, related(one, statements), statements)
            return found
    raise NotImplementedError


def reached(path: Path, starts: Many, statements: Statements) -> Table:
    """Return each of the distinct `starts` with all that `path` leads to from there, once each."""
    beginning = Table({START: starts, END: starts}, len(starts))
    match path:
        case Sequence(paths):
            for one in paths:
                beginning = _further(beginning, one, statements)
            return beginning
        case Repeat(within, sign):
            return _repeated(within, sign, beginning, statements)
        case _:
            return _followed(beginning, related(path, statements), statements)


def backwards(path: Path) -> Path:
    """Return the path from the end of `path` to its beginning."""
    match path:
        case Inverse(within):
            return within
        case Alternative(paths):
            return Alternative(tuple(map(backwards, paths)))
        case Sequence(paths):
            return Sequence(tuple(map(backwards, reversed(paths))))
        case Repeat(within, sign):
            return Repeat(backwards(within), sign)
    return Inverse(path)


def on_circles(path: Repeat, statements: Statements) -> Many:
    """Return the terms from which `path`, followed at least once, leads back to themselves."""
    step = related(path.path, statements)
    nodes, places = statements.placed(np.concatenate([step.columns[START], step.columns[END]]))
    starts, ends = places[: step.rows], places[step.rows :]
    links = coo_array((np.ones(step.rows, np.int8), (starts, ends)), shape=(len(nodes), len(nodes)))
    _, part = connected_components(links.tocsr(), directed=True, connection="strong")
    large = np.bincount(part, minlength=1)[part] > 1
    large[starts[starts == ends]] = True
    found: Many = nodes[large]
    return found


def _repeated(path: Path, sign: str, beginning: Table, statements: Statements) -> Table:
    size = statements.size
    found = np.zeros(0, np.int64) if sign == "+" else _keys(beginning, size)
    frontier = beginning
    while frontier.rows:
        keys = np.unique(_keys(_further(frontier, path, statements), size))
        fresh = keys[~np.isin(keys, found)]
        found = np.concatenate([found, fresh])
        if sign == "?":
            break
        frontier = _pairs(fresh, size)
    return _pairs(found, size)


def _further(pairs: Table, path: Path, statements: Statements) -> Table:
    """Return where `path` leads from the end of each pair."""
    return _followed(pairs, reached(path, statements.distinct(pairs.columns[END]), statements), statements)


def _followed(pairs: Table, step: Table, statements: Statements) -> Table:
    through = Table({START: pairs.columns[START], "through": pairs.columns[END]}, pairs.rows)
    further = Table({"through": step.columns[START], END: step.columns[END]}, step.rows)
    return joined(through, further, statements.size).only((START, END), statements.size)


def _once(pairs: Table, statements: Statements) -> Table:
    return pairs.at(np.unique(_keys(pairs, statements.size), return_index=True)[1])


def _keys(pairs: Table, size: int) -> Many:
    keys: Many = pairs.columns[START] * size + pairs.columns[END]
    return keys


def _pairs(keys: Many, size: int) -> Table:
    return Table({START: keys // size, END: keys % size}, len(keys))
