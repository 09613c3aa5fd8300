"""Whether day or month comes first in the dates of a whole column, not only of its first rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from graph.errors import CellError
from graph.matching.targets import Matching, Target
from graph.settings import BULK_LIMITS
from graph.tables import Row, RowFault, order_of


def dated_by_all(
    matching: Matching,
    rows: Iterable[Row | RowFault],
    most: int = BULK_LIMITS.import_dated_rows,
) -> tuple[Matching, str]:
    """Return `matching` with what comes first in its dates, and why that is not told, in a sentence.

    Parameters
    ----------
    matching
        Where its first rows told the order already, it is returned as it is.
    rows
        The rows of the table, read only where dates are written with slashes or hyphens.
    most
        Rows that are looked at.

    Examples
    --------
    >>> rows = [Row(1, 2, {"When": "08/09/2024"}), Row(2, 3, {"When": "24/08/2024"})]
    >>> dated_by_all(Matching({Target.DATE: "When"}), rows)[0].order
    <Order.DAY_FIRST: 'day-first'>
    """
    column = matching.column(Target.DATE)
    if not column or matching.order is not None:
        return matching, ""
    values = (row.values.get(column, "") for row in islice(rows, most) if isinstance(row, Row))
    try:
        return replace(matching, order=order_of(values)), ""
    except CellError as error:
        return matching, str(error)
