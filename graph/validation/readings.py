"""What the lexical form of a literal means: numbers, and which forms of a datatype there are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from graph.namespaces import RDF, XSD

_INTEGERS = (
    "integer byte short int long unsignedByte unsignedShort unsignedInt unsignedLong positiveInteger "
    "negativeInteger nonPositiveInteger nonNegativeInteger"
)
_INTEGER = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_DOUBLE = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?")
_YEAR = re.compile(r"([0-9]{4})(Z|[+-][0-9]{2}:[0-9]{2})?")
_LARGEST_INTEGER = 2**63
"""Beyond it a store takes an integer for a text."""


@lru_cache(maxsize=1)
def numeric_datatypes() -> tuple[str, ...]:
    """Return the IRIs of all datatypes of numbers."""
    return tuple(XSD + name for name in (*_INTEGERS.split(), "decimal", "double", "float"))


def number_in(text: str, datatype: str) -> float:
    """Return the number that `text` is in `datatype`; not-a-number where it is none.

    Examples
    --------
    >>> number_in("7", XSD + "integer"), number_in("7.5", XSD + "integer")
    (7.0, nan)
    """
    kind = datatype.removeprefix(XSD)
    form = {"decimal": _DECIMAL, "double": _DOUBLE, "float": _DOUBLE}.get(kind, _INTEGER)
    if not form.fullmatch(text):
        return math.nan
    found = float(text)
    return math.nan if form is _INTEGER and abs(found) >= _LARGEST_INTEGER else found


def well_formed(datatype: str) -> Callable[[str], bool] | None:
    """Return what tells a form of `datatype` that means something from one that does not.

    None is for a datatype of which every form is good, as of texts.

    Raises
    ------
    KeyError
        If nothing is known of `datatype`.

    Examples
    --------
    >>> well_formed(XSD + "date")("2023-02-30")
    False
    """
    return _FORMS[datatype]


def _is_date(text: str) -> bool:
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return False
    return True


def _is_moment(text: str) -> bool:
    found = _MOMENT.fullmatch(text)
    return found is not None and _is_date(found[1])


def _is_month(text: str) -> bool:
    found = _MONTH.fullmatch(text)
    return found is not None and int(found[1]) > 0 and 1 <= int(found[2]) <= 12


def _is_year(text: str) -> bool:
    found = _YEAR.fullmatch(text)
    return found is not None and int(found[1]) > 0


def _matches(form: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: form.fullmatch(text) is not None


_FORMS: dict[str, Callable[[str], bool] | None] = {
    XSD + "string": None,
    RDF + "langString": None,
    XSD + "anyURI": None,
    XSD + "integer": _matches(_INTEGER),
    XSD + "decimal": _matches(_DECIMAL),
    XSD + "boolean": lambda text: text in {"true", "false", "1", "0"},
    XSD + "date": _is_date,
    XSD + "dateTime": _is_moment,
    XSD + "gYearMonth": _is_month,
    XSD + "gYear": _is_year,
}
