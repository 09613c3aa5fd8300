"""Charts of analyses: numbers period by period, a line each."""

from __future__ import annotations

from collections.abc import Sequence

from graph.analytics import Each, Series
from graph.analytics.periods import first_day
from graph.ui.timeaxis import Spec, ink
from graph.ui.words import say

_COLOURS = ("#2A7DBD", "#C4622D", "#3B8E5A", "#8A63B8", "#B03A5B", "#7A7A2E", "#7B848C")
"""Stand out from a light and from a dark ground; each line has a pattern of its own besides."""
_PATTERNS = ((1, 0), (6, 3), (2, 2), (8, 2, 2, 2), (10, 4), (4, 2, 1, 2), (1, 3))
_HEIGHT, _LEGEND_ROW = 320, 22
_LABEL_PIXELS = 230
"""Room for a name in the legend: a narrow screen has no more."""
_POINTS = 36
"""Periods up to which each has a point: of more they would hide the line."""
_FORMATS = {Each.WEEK: "%-d %b %Y", Each.MONTH: "%b %Y", Each.YEAR: "%Y"}
_TOLD = {Each.WEEK: "%G-W%V", Each.MONTH: "%B %Y", Each.YEAR: "%Y"}
_MOST_TICKS = 8


def series_chart(series: Series, names: tuple[str, ...], unit: str, *, dark: bool) -> Spec:
    """Return a series as a Vega-Lite specification: a line each, and bars where it has one period only.

    Parameters
    ----------
    names
        The words for each line.
    unit
        What is counted: the title of the upright axis, which begins at 0.

    Examples
    --------
    >>> from graph.analytics import Line
    >>> spec = series_chart(Series(("2023-05",), (Line("links", (3,)),), 3), ("links",), "Links", dark=False)
    >>> spec["data"]["values"]
    [{'period': '2023-05-01', 'number': 3, 'line': 'links'}]
    """
    one_only = len(series.periods) == 1
    return {
        "description": say("analysis.series-of", names=", ".join(names)),
        "height": _HEIGHT + (_LEGEND_ROW * len(names) if len(names) > 1 else 0),
        "data": {"values": _values(series, names)},
        "mark": {"type": "bar", "width": 40} if one_only else _line_mark(series),
        "encoding": {**_axes(series, unit, dark=dark), **_lines(names, dark=dark, dashed=not one_only)},
    }


def _values(series: Series, names: Sequence[str]) -> list[Spec]:
    days = [first_day(period) for period in series.periods]
    return [
        {"period": day, "number": number, "line": name}
        for line, name in zip(series.lines, names, strict=True)
        for day, number in zip(days, line.counts, strict=True)
        if number is not None
    ]


def _line_mark(series: Series) -> Spec:
    return {"type": "line", "point": len(series.periods) <= _POINTS, "strokeWidth": 2}


def _axes(series: Series, unit: str, *, dark: bool) -> Spec:
    """Return the axes, with what a point tells."""
    label = {
        "labelColor": ink(dark=dark),
        "titleColor": ink(dark=dark),
        "labelFontSize": 13,
        "titleFontSize": 13,
    }
    title = say(f"analysis.period-{series.each.value}")
    period: Spec = {"field": "period", "type": "temporal", "scale": {"type": "utc"}, "title": title}
    number: Spec = {"field": "number", "type": "quantitative", "title": unit}
    ticks = min(len(series.periods), _MOST_TICKS)
    across = {
        **label,
        "format": _FORMATS[series.each],
        "labelOverlap": True,
        "tickCount": ticks,
        "grid": False,
    }
    upright = {**label, "titleFontWeight": "normal", "tickMinStep": 1, "tickCount": 6, "format": ",d"}
    return {
        "x": {**period, "axis": {**across, "titleFontWeight": "normal"}},
        "y": {**number, "scale": {"zero": True}, "axis": upright},
        "tooltip": [
            {**period, "format": _TOLD[series.each], "formatType": "time"},
            {"field": "line", "title": say("analysis.line")},
            {**number, "format": ","},
        ],
    }


def _lines(names: tuple[str, ...], *, dark: bool, dashed: bool) -> Spec:
    """Return what tells the lines apart: colour, and a pattern for whom colours do not."""
    words = {"labelColor": ink(dark=dark), "labelFontSize": 13, "labelLimit": _LABEL_PIXELS}
    sample = {"symbolType": "stroke", "symbolSize": 500, "symbolStrokeWidth": 3}
    placed = {"title": None, "orient": "top", "columns": 1, "rowPadding": 4}
    legend = {**words, **sample, **placed} if len(names) > 1 else None
    line: Spec = {"field": "line", "type": "nominal", "legend": legend}
    encoding: Spec = {"color": {**line, "scale": {"domain": list(names), "range": list(_COLOURS)}}}
    if dashed:
        patterns = {"domain": list(names), "range": [list(one) for one in _PATTERNS]}
        encoding["strokeDash"] = {**line, "scale": patterns}
    return encoding
