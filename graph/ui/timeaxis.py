"""What charts over time share: the axis, its ink, and where on it a date lies that may not be exact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeAlias

from graph.dates import Span
from graph.model import DatePrecision

Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification, or a part of one."""

_LEAST_DAYS = 7
"""A chart of fewer days would show hours, which nobody states."""
_LONG_DAYS = 400
"""From here on an axis names months, not days."""
_DAY_MILLISECONDS = 86_400_000


def time_axis(spans: Sequence[Span], *, dark: bool) -> Spec:
    """Return the encoding of a horizontal axis that holds all `spans`, with a margin."""
    first, last = min(one.start for one in spans), max(one.end for one in spans) + timedelta(days=1)
    margin = max(timedelta(days=_LEAST_DAYS) - (last - first), (last - first) * 0.06, timedelta(days=1)) / 2
    domain = [_moved(first, -margin), _moved(last, margin)]
    format = "%b %Y" if (last - first).days > _LONG_DAYS else "%-d %b %Y"
    axis: Spec = {"title": None, "grid": True, "tickMinStep": _DAY_MILLISECONDS, "format": format}
    axis |= {"labelColor": ink(dark=dark), "labelOverlap": True, "labelFlush": True, "tickCount": 6}
    return {"field": "start", "type": "temporal", "scale": {"type": "utc", "domain": domain}, "axis": axis}


def is_exact(span: Span) -> bool:
    """Return whether the day is known."""
    return span.precision is DatePrecision.DAY


def middle(span: Span) -> str:
    """Return the time at which a mark for `span` stands: noon of a day, the middle of what may be many."""
    if is_exact(span):
        return f"{span.start}T12:00:00Z"
    return (span.start + (span.end + timedelta(days=1) - span.start) / 2).isoformat()


def instant(text: str) -> int:
    """Return a date or time in ISO 8601 as milliseconds since 1970, as a browser counts.

    Examples
    --------
    >>> instant("1970-01-02"), instant("1970-01-01T12:00:00Z")
    (86400000, 43200000)
    """
    time = datetime.fromisoformat(text)
    return round((time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp() * 1000)


def day_of(milliseconds: float) -> date:
    """Return the day of a time in milliseconds since 1970; the nearest that the calendar has."""
    days = int(milliseconds // _DAY_MILLISECONDS) + date(1970, 1, 1).toordinal()
    return date.fromordinal(min(max(days, date.min.toordinal()), date.max.toordinal()))


def ink(*, dark: bool) -> str:
    """Return the colour of words, on a dark or a light ground."""
    return "#E6E8EA" if dark else "#1F2529"


def _moved(day: date, by: timedelta) -> str:
    try:
        return (day + by).isoformat()
    except OverflowError:
        return day.isoformat()
