"""Charts of analyses: numbers month by month, a line each."""

from __future__ import annotations

from graph.analytics import Series
from graph.ui.timeaxis import Spec, ink
from graph.ui.words import say

_COLOURS = ("#2A7DBD", "#C4622D", "#3B8E5A", "#8A63B8", "#B03A5B", "#7A7A2E")
"""Stand out from a light and from a dark ground; each line has a pattern of its own besides."""
_PATTERNS = ((1, 0), (6, 3), (2, 2), (8, 2, 2, 2), (10, 4), (4, 2, 1, 2))
_HEIGHT = 300
_POINTS = 36
"""Months up to which each has a point: of more they would hide the line."""


def series_chart(series: Series, names: tuple[str, ...], *, dark: bool) -> Spec:
    """Return a series as a Vega-Lite specification: a line each, and bars where it has one month only.

    Examples
    --------
    >>> from graph.analytics import Line
    >>> spec = series_chart(Series(("2023-05",), (Line("links", (3,)),), 3), ("links",), dark=False)
    >>> spec["data"]["values"]
    [{'month': '2023-05', 'number': 3, 'line': 'links'}]
    """
    ink_of = {"labelColor": ink(dark=dark), "titleColor": ink(dark=dark)}
    label: Spec = {**ink_of, "labelFontSize": 13}
    values = [
        {"month": month, "number": number, "line": name}
        for line, name in zip(series.lines, names, strict=True)
        for month, number in zip(series.periods, line.counts, strict=True)
        if number is not None
    ]
    month: Spec = {"field": "month", "type": "temporal", "timeUnit": "utcyearmonth"}
    number: Spec = {"field": "number", "type": "quantitative"}
    line: Spec = {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": list(names), "range": list(_COLOURS)},
    }
    legend: Spec | None = (
        {**ink_of, "title": None, "orient": "top", "labelLimit": 300, "columns": 1}
        if len(names) > 1
        else None
    )
    mark: Spec = (
        {"type": "line", "point": len(series.periods) <= _POINTS}
        if len(series.periods) > 1
        else {"type": "bar", "width": 40}
    )
    encoding: Spec = {
        "x": {
            **month,
            "axis": {**label, "title": None, "labelOverlap": True, "format": "%b %Y", "tickCount": 8},
        },
        "y": {**number, "axis": {**label, "title": None, "tickMinStep": 1, "tickCount": 6}},
        "color": {**line, "legend": legend},
        "tooltip": [
            {**month, "title": say("analysis.month-column"), "format": "%B %Y"},
            {"field": "line", "title": say("analysis.line")},
            {**number, "title": say("analysis.number"), "format": ","},
        ],
    }
    if len(series.periods) > 1:
        patterns = {"domain": list(names), "range": [list(one) for one in _PATTERNS]}
        encoding["strokeDash"] = {"field": "line", "type": "nominal", "scale": patterns, "legend": legend}
    return {
        "description": say("analysis.series-of", names=", ".join(names)),
        "height": _HEIGHT,
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
    }
