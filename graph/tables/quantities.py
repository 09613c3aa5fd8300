"""Numbers, counts and coordinates in cells, exactly as written and held to what they can be."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from graph.errors import CellError
from graph.tables.records import shortened

_SPACES = " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'\N{RIGHT SINGLE QUOTATION MARK}"
_GROUPED = {
    sign: re.compile(rf"[-+]?\d{{1,3}}(?:([{group}{_SPACES}])\d{{3}})(?:\1\d{{3}})*(?:{re.escape(sign)}\d+)?")
    for sign, group in ((".", ","), (",", "."))
}
_PLAIN = {
    ".": re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?"),
    ",": re.compile(r"[-+]?(?:\d+(?:,\d*)?|,\d+)(?:[eE][-+]?\d{1,3})?"),
}
_DIRECTION = re.compile(r"(.*?)\s*°?\s*([NSEWnsew])?", re.DOTALL)
_POINT = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+)\s*\)", re.IGNORECASE)
_PAIR = re.compile(r"\(?\s*([^,;]+)[,;]\s*([^,;]+?)\s*\)?")
MOST_LATITUDE, MOST_LONGITUDE = 90, 180


def read_number(text: str, decimal: str = ".") -> Decimal:
    """Return the number that a cell holds.

    Parameters
    ----------
    text
        With or without separators between thousands: a comma (a point where the comma is the decimal
        sign), a space or an apostrophe.
    decimal
        The decimal sign of the table, ``.`` or ``,``.

    Raises
    ------
    CellError
        If it is no finite number so written.

    Examples
    --------
    >>> [str(read_number(text)) for text in ("1,234", "12.0", "-0.5", "1 234 567")]
    ['1234', '12.0', '-0.5', '1234567']
    >>> str(read_number("1.234,5", ","))
    '1234.5'
    """
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    if _GROUPED[decimal].fullmatch(written):
        group = "," if decimal == "." else "."
        written = written.translate({ord(sign): None for sign in group + _SPACES})
    elif not _PLAIN[decimal].fullmatch(written):
        raise CellError(_no_number(text, decimal))
    try:
        return Decimal(written.replace(decimal, "."))
    except InvalidOperation:
        raise CellError(_no_number(text, decimal)) from None


def read_count(text: str, decimal: str = ".") -> int:
    """Return the whole number from 0 on that a cell holds, also where it is written as ``12.0``.

    Raises
    ------
    CellError
        If it is no number, a part of one, or below 0.

    Examples
    --------
    >>> read_count("12.0"), read_count("1,234")
    (12, 1234)
    """
    number = read_number(text, decimal)
    if number < 0:
        raise CellError(f"{shortened(text)!r} is below 0; a count is a whole number from 0 on.")
    if number != number.to_integral_value():
        raise CellError(f"{shortened(text)!r} is not whole; a count is a whole number from 0 on.")
    return int(number)


def read_point(latitude: str, longitude: str, decimal: str = ".") -> tuple[Decimal, Decimal]:
    """Return latitude and longitude in degrees, WGS 84.

    Parameters
    ----------
    latitude, longitude
        Decimal degrees; ``N``, ``S``, ``E`` or ``W`` may follow.
    decimal
        The decimal sign of the table.

    Raises
    ------
    CellError
        If one is no number, or lies off the globe.

    Examples
    --------
    >>> [str(part) for part in read_point("50.6 N", "-36.6")]
    ['50.6', '-36.6']
    """
    north, east = _degrees(latitude, "NS", decimal), _degrees(longitude, "EW", decimal)
    if abs(north) > MOST_LATITUDE:
        swapped = (
            " Latitude and longitude may stand in each other's place." if abs(east) <= MOST_LATITUDE else ""
        )
        raise CellError(
            f"The latitude {shortened(latitude)!r} is off the globe: it lies between -90 and 90.{swapped}"
        )
    if abs(east) > MOST_LONGITUDE:
        raise CellError(
            f"The longitude {shortened(longitude)!r} is off the globe: it lies between -180 and 180."
        )
    return north, east


def read_point_of_one(text: str) -> tuple[Decimal, Decimal]:
    """Return latitude and longitude from one cell: ``50.6, 36.6`` or the WKT ``POINT (36.6 50.6)``.

    Raises
    ------
    CellError
        If it is neither, or off the globe.

    Examples
    --------
    >>> [str(part) for part in read_point_of_one("POINT (36.7 34.8)")]
    ['34.8', '36.7']
    """
    if found := _POINT.fullmatch(text.strip()):
        return read_point(found[2], found[1])
    if found := _PAIR.fullmatch(text.strip()):
        return read_point(found[1], found[2])
    raise CellError(
        f"{shortened(text)!r} is no point; write latitude and longitude with a comma between, as 50.6, 36.6."
    )


def _degrees(text: str, directions: str, decimal: str) -> Decimal:
    found = _DIRECTION.fullmatch(text.strip())
    assert found is not None
    letter = (found[2] or "").upper()
    if letter and letter not in directions:
        raise CellError(
            f"{shortened(text)!r} names another direction than {directions[0]} or {directions[1]}."
        )
    # Degrees have no thousands: a single comma is a decimal sign, whatever other numbers of the table have.
    sign = "," if "," in found[1] and "." not in found[1] else decimal
    degrees = read_number(found[1], sign)
    return -degrees if letter == directions[1] else degrees


def _no_number(text: str, decimal: str) -> str:
    example = "1234.5 or 1,234.5" if decimal == "." else "1234,5 or 1.234,5"
    return f"{shortened(text)!r} is no number; it is written as {example}."
