"""The rows of an analysis as a CSV file that no spreadsheet runs."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from graph.export.tables import guarded

if TYPE_CHECKING:
    from graph.analytics.tables import Rows


def csv_of(found: Rows) -> str:
    """Return rows as CSV (RFC 4180); a cell that a spreadsheet would run has an apostrophe in front.

    Examples
    --------
    >>> from graph.analytics.tables import Rows
    >>> csv_of(Rows(("a", "b"), ((-1, "x, y"), (2, "=1+1"))))
    'a,b\\r\\n-1,"x, y"\\r\\n2,\\'=1+1\\r\\n'
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(found.columns)
    for row in found.rows:
        writer.writerow([cell if isinstance(cell, int | float) else guarded(cell) for cell in row])
    return out.getvalue()
