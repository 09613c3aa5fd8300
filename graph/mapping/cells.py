"""From a cell to a value: cleaned, held to its kind, and ready in every form that a template may need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping as Table
from decimal import Decimal

from graph.errors import CellError, UnclearOrderError
from graph.mapping.format import Kind, ValueRule
from graph.mapping.slugs import slug
from graph.mapping.writing import escaped, expanded, typed
from graph.namespaces import GEO, local_name
from graph.tables import Order, read_count, read_date, read_number, read_point, read_point_of_one

Forms = dict[str, str]
"""A value under its name, and under ``name/form`` in its other forms; an empty one under its name alone."""

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}
_PRECISIONS = {4: "Year", 7: "Month", 10: "Day"}
_FLAGS = {"true": "true", "1": "true", "yes": "true", "false": "false", "0": "false", "no": "false"}
ITSELF = "{cell}"
"""As the word for all other cells: they stay as they are."""
WHOLE_ROW = ("*",)
"""As the column of a key where a table has none of its own: all that stands in a row tells it from others."""
FILE = "*file"
"""As a column: the name of the file, where it alone says what all of its rows are about."""
_ROW_DIGITS = 16
_KEPT = 4_096
"""Cells whose forms one rule remembers."""


class Reader:
    """Reads the cells of one rule, and remembers those that it has read.

    Parameters
    ----------
    rule
        What a cell must be.
    quoted_letters
        How much of a text is told in a sentence.
    prefix
        What stands before the value's name: the name of its list and a point.
    """

    def __init__(self, rule: ValueRule, quoted_letters: int, prefix: str = "") -> None:
        self.rule = rule
        self.name = prefix + rule.name
        self._quoted = quoted_letters
        self._known: dict[tuple[str, ...], Forms] = {}
        self._empty = {self.name: ""}

    def read(self, cells: tuple[str, ...]) -> Forms:
        """Return the forms of the value that `cells` hold; that of an empty cell is an empty text.

        Raises
        ------
        CellError
            If it is missing and required, or not what the rule accepts.
        """
        found = self._known.get(cells)
        if found is None:
            found = self._forms(cells)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[cells] = found
        return found

    def _forms(self, cells: tuple[str, ...]) -> Forms:
        rule = self.rule
        if rule.kind is Kind.POINT:
            return self._point(cells)
        text = self._cleaned(cells[0])
        if not text:
            if rule.required:
                raise CellError("The cell is empty, and every row needs a value here.")
            return self._empty
        return self._typed(text)

    def _cleaned(self, cell: str) -> str:
        rule = self.rule
        text = " ".join(cell.split()) or rule.constant
        if text in rule.empty:
            text = ""
        for pattern, by in rule.replace:
            text = pattern.sub(by, text).strip()
        if rule.pattern is not None and text:
            found = rule.pattern.search(text)
            if found is None:
                raise CellError(f"{_short(text)!r} is not of the form {rule.pattern.pattern}.")
            text = found[1] if rule.pattern.groups else found[0]
        return self._worded(text)

    def _worded(self, text: str) -> str:
        rule = self.rule
        if rule.match:
            for pattern, word in rule.match:
                if pattern.search(text):
                    return word
            return text if rule.otherwise == ITSELF else rule.otherwise or ""
        if not rule.words or not text:
            return text
        found = rule.words.get(text.casefold(), rule.otherwise)
        if found is None:
            raise CellError(f"{_short(text)!r} is none of {', '.join(rule.words)}.")
        return text if found == ITSELF else found

    def _typed(self, text: str) -> Forms:
        rule = self.rule
        match rule.kind:
            case Kind.COUNT | Kind.NUMBER:
                return self._number(text)
            case Kind.DATE | Kind.MONTH | Kind.YEAR:
                return self._date(text)
            case Kind.URL:
                if not _URL.fullmatch(text):
                    raise CellError(
                        f"{_short(text)!r} is no address of the web, such as https://example.org/a."
                    )
                return self._all(text, slug(text), typed(escaped(text), "anyURI"))
            case Kind.TERM:
                return self._all(text, slug(local_name(expanded(text))), f"<{expanded(text)}>")
            case Kind.FLAG:
                return self._flag(text)
        return self._all(text, slug(text), f'"{escaped(text)}"')

    def _number(self, text: str) -> Forms:
        decimal = self.rule.decimal
        if self.rule.kind is Kind.COUNT:
            number = str(self._bounded(Decimal(read_count(text, decimal))))
            return self._all(number, number, typed(number, "integer"))
        number = decimal_text(self._bounded(read_number(text, decimal)))
        return self._all(number, number, typed(number, "decimal"))

    def _flag(self, text: str) -> Forms:
        if text.casefold() not in _FLAGS:
            raise CellError(f"{_short(text)!r} is neither true nor false.")
        flag = _FLAGS[text.casefold()]
        return self._all(flag, flag, typed(flag, "boolean"))

    def _date(self, text: str) -> Forms:
        rule = self.rule
        try:
            day = read_date(text, Order(rule.order) if rule.order else None).text
        except UnclearOrderError as error:
            section = f"the section [values.{rule.name}]" if self.name == rule.name else f"{self.name!r}"
            line = 'order = "day-first" or order = "month-first"'
            raise CellError(f"{error} In the mapping that is the line {line} in {section}.") from None
        day = day[:4] if rule.kind is Kind.YEAR else day[:7] if rule.kind is Kind.MONTH else day
        forms = self._all(day, day, typed(day, _DATATYPES[len(day)]))
        forms[f"{self.name}/precision"] = _PRECISIONS[len(day)]
        return forms

    def _point(self, cells: tuple[str, ...]) -> Forms:
        if not any(cell.strip() for cell in cells):
            if self.rule.required:
                raise CellError("The point is empty, and every row needs one.")
            return self._empty
        latitude, longitude = read_point(*cells) if len(cells) == 2 else read_point_of_one(cells[0])
        place = f"{decimal_text(longitude)} {decimal_text(latitude)}"
        return self._all(
            f"POINT({place})", place.replace(" ", "_"), typed(f"POINT({place})", GEO + "wktLiteral")
        )

    def _bounded(self, number: Decimal) -> Decimal:
        rule = self.rule
        if rule.least is not None and number < Decimal(str(rule.least)):
            raise CellError(f"{number} is below {rule.least:g}, the least that is accepted.")
        if rule.most is not None and number > Decimal(str(rule.most)):
            raise CellError(f"{number} is above {rule.most:g}, the most that is accepted.")
        return number

    def _all(self, text: str, name: str, term: str) -> Forms:
        short = text if len(text) <= self._quoted else text[: self._quoted - 1].rstrip() + "…"
        own = self.name
        return {
            own: text,
            f"{own}/full": escaped(text),
            f"{own}/quoted": escaped(short),
            f"{own}/slug": name,
            f"{own}/term": term,
        }


def decimal_text(number: Decimal) -> str:
    """Return a number as XML Schema writes it in short: no exponent, no zeros at the end.

    Examples
    --------
    >>> decimal_text(Decimal("36.70760")), decimal_text(Decimal("1E+2"))
    ('36.7076', '100')
    """
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def faulty_half(cells: tuple[str, ...]) -> int:
    """Return the place of the coordinate that is at fault: 0 for the latitude, 1 for the longitude.

    Examples
    --------
    >>> faulty_half(("50.5", "-181"))
    1
    """
    try:
        read_point(cells[0], "0")
    except CellError:
        return 0
    return 1


def cells_of(rule: ValueRule, values: Table[str, str]) -> tuple[str, ...]:
    """Return the cells that `rule` reads of a row; an empty text for a column that is not there."""
    if rule.kind is Kind.POINT:
        return tuple(values.get(column, "") for column in rule.columns)
    if rule.columns == WHOLE_ROW:
        return (hashlib.sha256("\x1f".join(values.values()).encode()).hexdigest()[:_ROW_DIGITS],)
    return (next((values[column] for column in rule.columns if column in values), ""),)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
