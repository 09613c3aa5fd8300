"""What was selected in the timeline's chart: a range of days, or a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from graph.chronology import Mark
from graph.ui.timelanes import BRUSH, PICK, PICK_BAR

Selection: TypeAlias = Mapping[str, object]
"""What Streamlit tells of a chart's selections, by their names."""


def brushed(selection: Selection) -> tuple[float, float] | None:
    """Return the two ends of a range that was drawn in the chart, in milliseconds; None without any.

    Examples
    --------
    >>> brushed({"brush": {"start": [5.0, 9.0]}}), brushed({"brush": {}})
    ((5.0, 9.0), None)
    """
    found = selection.get(BRUSH)
    ends: Sequence[float] = next(iter(found.values()), ()) if isinstance(found, Mapping) else ()
    if len(ends) != 2 or ends[0] == ends[1]:
        return None
    return min(ends), max(ends)


def picked(selection: Selection, found: Sequence[Mark]) -> Mark | None:
    """Return the mark that was clicked; None without any, or where it is no longer there."""
    for name in (PICK, PICK_BAR):
        clicked = selection.get(name)
        for one in clicked if isinstance(clicked, Sequence) else ():
            number = one.get("id")
            if isinstance(number, int | float) and 0 <= number < len(found):
                return found[int(number)]
    return None
