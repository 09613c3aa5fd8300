"""Several values in one cell."""

from __future__ import annotations

import csv
import json

from graph.errors import CellError
from graph.tables.records import shortened


def read_list(text: str, separator: str = ";") -> tuple[str, ...]:
    """Return the values of a cell, without the spaces around them and without empty ones.

    Parameters
    ----------
    text
        A JSON list of texts, or values with a separator between; in quotes, a separator is a letter.
    separator
        Of one letter.

    Raises
    ------
    CellError
        If a quote never closes.

    Examples
    --------
    >>> read_list('RVC; "Freedom; Legion";')
    ('RVC', 'Freedom; Legion')
    >>> read_list('["a;b", "c"]')
    ('a;b', 'c')
    """
    if text.startswith("["):
        return _json_values(text)
    try:
        rows = list(csv.reader([text], delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error:
        raise CellError(
            f"The quotes in {shortened(text)!r} do not close before a {separator!r} or the end."
        ) from None
    return tuple(value.strip() for row in rows for value in row if value.strip())


def _json_values(text: str) -> tuple[str, ...]:
    try:
        found = json.loads(text)
    except ValueError:
        raise CellError(f"{shortened(text)!r} begins as a JSON list and is none.") from None
    return tuple(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for value in found
    )
