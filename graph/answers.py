"""What the answer to a SELECT query can be drawn as: the kind of each column, and the order of its rows.

Pure: it knows no store and no library of terms. A cell is a text (an IRI or a blank node), a `Value` (a
literal), or None where the variable is unbound.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeAlias

from graph.dates import Span, span_meant
from graph.model import Value
from graph.namespaces import GEO, XSD

Term: TypeAlias = str | Value | None
Rows: TypeAlias = Sequence[Sequence[Term]]

_NUMERIC = frozenset(
    XSD + name
    for name in (
        *("integer", "decimal", "double", "float", "long", "int", "short", "byte", "nonNegativeInteger"),
        *("positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte"),
    )
)
_WKT = GEO + "wktLiteral"
_COORDINATES = re.compile(r"(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s+(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)")
_SHAPE = re.compile(r"\s*(?:<[^>]*>\s*)?(?:MULTI)?(POINT|LINESTRING|POLYGON)\s*Z?\s*\(", re.IGNORECASE)
_LATITUDES, _LONGITUDES = ("lat", "latitude"), ("long", "lon", "lng", "longitude")


class Kind(StrEnum):
    """What the cells of a column are, as far as all that are bound agree."""

    THING = "thing"
    """IRIs and blank nodes."""
    NUMBER = "number"
    DATE = "date"
    """Dates, months, years and times."""
    SHAPE = "shape"
    """Points, lines and areas in well-known text."""
    TEXT = "text"
    MIXED = "mixed"
    EMPTY = "empty"
    """Nothing is bound."""


class Drawable(StrEnum):
    """Ways in which rows can be drawn."""

    TABLE = "table"
    CHART = "chart"
    TIMELINE = "timeline"
    MAP = "map"


@dataclass(frozen=True, slots=True)
class Point:
    """Where a row is, in WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of an answer, by what they are."""

    names: tuple[str, ...]
    kinds: tuple[Kind, ...]

    def of(self, *kinds: Kind) -> tuple[int, ...]:
        """Return the places of the columns of `kinds`, in their order."""
        return tuple(place for place, kind in enumerate(self.kinds) if kind in kinds)

    @property
    def position(self) -> tuple[int, int] | None:
        """The columns that hold latitude and longitude as numbers; None where the names tell of none.

        Examples
        --------
        >>> Columns(("place", "lat", "long"), (Kind.TEXT, Kind.NUMBER, Kind.NUMBER)).position
        (1, 2)
        """
        latitude = self._number_called(_LATITUDES)
        longitude = self._number_called(_LONGITUDES)
        return None if latitude is None or longitude is None else (latitude, longitude)

    def _number_called(self, names: tuple[str, ...]) -> int | None:
        return next((place for place in self.of(Kind.NUMBER) if self.names[place].casefold() in names), None)


def columns_of(names: Sequence[str], rows: Rows) -> Columns:
    """Return what the columns called `names` hold in `rows`.

    Examples
    --------
    >>> columns_of(["who", "n"], [["iri:a", Value("7", XSD + "integer")], ["iri:b", None]]).kinds
    (<Kind.THING: 'thing'>, <Kind.NUMBER: 'number'>)
    """
    kinds = (_agreed({kind_of(row[place]) for row in rows}) for place in range(len(names)))
    return Columns(tuple(names), tuple(kinds))


def kind_of(term: Term) -> Kind:
    """Return what one cell is."""
    if term is None:
        return Kind.EMPTY
    if not isinstance(term, Value):
        return Kind.THING
    if number_of(term) is not None:
        return Kind.NUMBER
    if span_meant(term) is not None:
        return Kind.DATE
    return Kind.SHAPE if point_of(term) is not None else Kind.TEXT


def drawables(columns: Columns, rows: Rows, is_located: Callable[[str], bool]) -> tuple[Drawable, ...]:
    """Return the ways in which `rows` can be drawn, the table first; only the table where there are none.

    Parameters
    ----------
    is_located
        Says of an IRI whether it is known where that is.
    """
    found = [Drawable.TABLE]
    numbers = set(columns.of(Kind.NUMBER)) - set(columns.position or ())
    if numbers and rows:
        found.append(Drawable.CHART)
    if columns.of(Kind.DATE):
        found.append(Drawable.TIMELINE)
    things = columns.of(Kind.THING)
    somewhere = any(
        isinstance(row[place], str) and is_located(str(row[place])) for row in rows for place in things
    )
    if columns.of(Kind.SHAPE) or columns.position or somewhere:
        found.append(Drawable.MAP)
    return tuple(found)


def number_of(term: Term) -> Decimal | None:
    """Return the number that a literal of a numeric datatype means; None for all else, and for NaN.

    Examples
    --------
    >>> number_of(Value("2.50", XSD + "decimal")), number_of(Value("7", XSD + "string"))
    (Decimal('2.50'), None)
    """
    if not isinstance(term, Value) or term.datatype not in _NUMERIC:
        return None
    try:
        number = Decimal(term.text)
    except InvalidOperation:
        return None
    return None if number.is_nan() else number


def point_of(term: Term) -> Point | None:
    """Return where a shape in well-known text is: a point, or the middle of what it stretches over.

    Examples
    --------
    >>> point_of(Value("POINT(36.5 50.6)", GEO + "wktLiteral"))
    Point(latitude=50.6, longitude=36.5)
    >>> point_of(Value("POLYGON((0 0, 4 0, 4 2, 0 2, 0 0))", GEO + "wktLiteral"))
    Point(latitude=1.0, longitude=2.0)
    >>> point_of(Value("nowhere", GEO + "wktLiteral")) is None
    True
    """
    if not isinstance(term, Value) or term.datatype not in (_WKT, XSD + "string"):
        return None
    shape = _SHAPE.match(term.text)
    if shape is None:
        return None
    pairs = [(float(x), float(y)) for x, y in _COORDINATES.findall(term.text[shape.end() :])]
    if not pairs:
        return None
    longitudes, latitudes = zip(*pairs, strict=True)
    return _on_earth((min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2)


def place_of(row: Sequence[Term], columns: Columns) -> Point | None:
    """Return where a row says that it is, by a shape or by two numbers; None where it says nothing."""
    for place in columns.of(Kind.SHAPE):
        found = point_of(row[place])
        if found is not None:
            return found
    if columns.position is None:
        return None
    latitude, longitude = (number_of(row[place]) for place in columns.position)
    return None if latitude is None or longitude is None else _on_earth(float(latitude), float(longitude))


def spans_of(rows: Rows, column: int) -> tuple[tuple[int, Span], ...]:
    """Return the number of each row that has a date in `column`, with the days it can mean."""
    found = ((number, _span(row[column])) for number, row in enumerate(rows))
    return tuple((number, span) for number, span in found if span is not None)


def sorted_rows(
    rows: Rows, column: int, label: Callable[[Term], str], *, descending: bool = False
) -> tuple[Sequence[Term], ...]:
    """Return `rows` in the order of one column: numbers, dates, then all else by what people read.

    Parameters
    ----------
    label
        Gives what a cell is read as.
    descending
        The other way round. Rows that hold nothing there are last in both; equal ones keep their order.

    Examples
    --------
    >>> nine, ten = (Value(text, XSD + "integer") for text in ("9", "10"))
    >>> [row[0].text for row in sorted_rows([[ten], [nine]], 0, str)]
    ['9', '10']
    """
    bound = [row for row in rows if row[column] is not None]
    unbound = [row for row in rows if row[column] is None]
    bound.sort(key=lambda row: _order(row[column], label), reverse=descending)
    return (*bound, *unbound)


def _order(term: Term, label: Callable[[Term], str]) -> tuple[int, Decimal, date, str]:
    number, span = number_of(term), _span(term)
    if number is not None:
        return 0, number, date.min, ""
    if span is not None:
        return 1, Decimal(0), span.start, term.text if isinstance(term, Value) else ""
    return 2, Decimal(0), date.min, label(term).casefold()


def _span(term: Term) -> Span | None:
    return span_meant(term) if isinstance(term, Value) else None


def _agreed(kinds: set[Kind]) -> Kind:
    bound = kinds - {Kind.EMPTY}
    if len(bound) > 1:
        return Kind.MIXED
    return next(iter(bound), Kind.EMPTY)


def _on_earth(latitude: float, longitude: float) -> Point | None:
    return Point(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
