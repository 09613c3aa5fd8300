"""What the columns of a table hold, guessed by their names and by their values.

A name proposes, values confirm: a column called "date" without a single date is none. Where no name tells,
values of a clear kind do. Each guess says why, and a person has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import CellError
from graph.matching.names import happening_of, score
from graph.matching.targets import Happening, Matching, Target
from graph.tables import Order, Row, order_of, read_count, read_date, read_number, read_point_of_one

Kinds = Callable[[str], str]
"""Returns ``actor``, ``weapon`` or ``place`` for a name that the graph knows; empty for another."""

_SURE = 0.8
"""The share of values that must be of a kind for it to tell without a name."""
_ENOUGH = 0.5
_SHORTEST = 2
_FOUND_BY_VALUES = 0.35
_FOUND_IN_GRAPH = 0.6
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    values: tuple[str, ...]
    """Those that are not empty."""

    def share(self, test: Callable[[str], bool]) -> float:
        return sum(map(test, self.values)) / len(self.values) if self.values else 0.0


def guess(columns: Sequence[str], rows: Sequence[Row], kinds: Kinds | None = None) -> Matching:
    """Return which column says what.

    Parameters
    ----------
    columns
        Their names.
    rows
        Some of the first rows.
    kinds
        What a name is that the graph knows.

    Returns
    -------
    Matching
        A column stands for one target at most; a target without a column is left out.

    Examples
    --------
    >>> rows = [Row(1, 2, {"When": "24.08.2024", "Town": "Sudzha", "Dead": "3"})]
    >>> for target, column in guess(("When", "Town", "Dead"), rows).columns.items():
    ...     print(target.value, column)
    date When
    place Town
    killed Dead
    """
    held = [_Column(name, _values(name, rows)) for name in columns]
    scores = [
        (found, -place, target, column.name, why)
        for place, column in enumerate(held)
        for target in Target
        for found, why in [_score(column, target, len(rows), kinds)]
        if found > 0.0
    ]
    taken: dict[Target, str] = {}
    reasons: dict[Target, str] = {}
    for _, _, target, name, why in sorted(scores, key=lambda one: one[:2], reverse=True):
        if target not in taken and name not in taken.values():
            taken[target], reasons[target] = name, why
    columns_found = _consistent(taken)
    order = order_for(columns_found.get(Target.DATE, ""), rows)
    kept = {target: reasons[target] for target in columns_found}
    return Matching(
        columns_found,
        _happening(columns_found),
        order=order,
        decimal=_decimal([value for column in _counted(columns_found) for value in _values(column, rows)]),
        reasons=kept,
    )


def order_for(column: str, rows: Sequence[Row]) -> Order | None:
    """Return whether day or month comes first in the dates of a column; None where that is not told."""
    try:
        return order_of(_values(column, rows)) if column else None
    except CellError:
        return None


def _consistent(taken: Mapping[Target, str]) -> dict[Target, str]:
    """Return the columns in the order of the targets; half a point is none, and two points are one."""
    pair = {Target.LATITUDE, Target.LONGITUDE}
    left_out = set() if pair <= set(taken) else pair
    if not left_out:
        left_out = {Target.POINT}
    return {target: taken[target] for target in Target if target in taken and target not in left_out}


def _happening(columns: Mapping[Target, str]) -> Happening:
    if Target.KIND in columns:
        return Happening.BY_ROW
    return happening_of([columns[side] for side in (Target.SIDE_A, Target.SIDE_B) if side in columns])


def _counted(columns: Mapping[Target, str]) -> list[str]:
    return [columns[target] for target in (Target.COUNT, Target.KILLED, Target.INJURED) if target in columns]


def _decimal(values: Sequence[str]) -> str:
    """Return the decimal sign under which more of the numbers can be read; a point where both do."""
    return max(".,", key=lambda sign: sum(_reads(value, sign) for value in values))


def _reads(text: str, decimal: str) -> bool:
    try:
        read_count(text, decimal)
    except CellError:
        return False
    return True


def _score(column: _Column, target: Target, rows: int, kinds: Kinds | None) -> tuple[float, str]:
    named = score(column.name, target)
    test = _date_or_year if named and target is Target.DATE else _TESTS.get(target)
    if test is not None and column.values:
        share = column.share(test)
        if share < _ENOUGH:
            return 0.0, ""
        if not named and share >= _SURE and target in _TELLING:
            return _FOUND_BY_VALUES, _TELLING[target]
    if target is Target.ID and named and len(set(column.values)) < max(rows, 1):
        return 0.0, ""
    in_graph = _in_graph(column, target, kinds)
    if in_graph >= _ENOUGH and (target is not Target.SIDE_B or named):
        return max(named, _FOUND_IN_GRAPH), "The graph knows most of its values."
    return named, "By its name." if named else ""


def _in_graph(column: _Column, target: Target, kinds: Kinds | None) -> float:
    wanted = _KNOWN_AS.get(target)
    if kinds is None or wanted is None:
        return 0.0
    different = tuple(dict.fromkeys(value for value in column.values if len(value) < _LONGEST_NAME))[:50]
    return _Column(column.name, different).share(lambda value: kinds(value) == wanted)


def _values(column: str, rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(value for row in rows if (value := row.values.get(column, "").strip()))


def _date(text: str) -> bool:
    try:
        read_date(text)
    except CellError as error:
        return "can be two dates" in str(error)
    return len(text) > len("2024")  # a year alone is a number like others


def _date_or_year(text: str) -> bool:
    """Say whether a cell is a date, or a year of a column that is called after dates."""
    return _date(text) or (text.isdigit() and len(text) == len("2024") and text[:2] in ("19", "20"))


def _day(text: str) -> bool:
    return _date(text) and not text.replace(".", "").isdigit()


def _within(most: float) -> Callable[[str], bool]:
    def test(text: str) -> bool:
        return _at_most(text, ".", most) or _at_most(text, ",", most)  # 48,595 is no 48 thousand degrees

    return test


def _at_most(text: str, decimal: str, most: float) -> bool:
    try:
        return abs(read_number(text, decimal)) <= most
    except CellError:
        return False


def _point(text: str) -> bool:
    try:
        read_point_of_one(text)
    except CellError:
        return False
    return True


def _count(text: str) -> bool:
    return _reads(text, ".") or _reads(text, ",")


def _address(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _words(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and not _address(text) and not _day(text)


_TESTS: dict[Target, Callable[[str], bool]] = {
    Target.DATE: _date,
    Target.LATITUDE: _within(90),
    Target.LONGITUDE: _within(180),
    Target.POINT: _point,
    Target.COUNT: _count,
    Target.KILLED: _count,
    Target.INJURED: _count,
    Target.URL: _address,
    Target.SIDE_A: _words,
    Target.SIDE_B: _words,
    Target.WEAPON: _words,
    Target.PLACE: _words,
    Target.KIND: _words,
    Target.NAME: _words,
    Target.SOURCE: _words,
}
_TELLING = {
    Target.DATE: "Its values are dates.",
    Target.POINT: "Its values are points.",
    Target.URL: "Its values are addresses of the web.",
}
_KNOWN_AS = {
    Target.SIDE_A: "actor",
    Target.SIDE_B: "actor",
    Target.WEAPON: "weapon",
    Target.PLACE: "place",
    Target.SOURCE: "outlet",
}
