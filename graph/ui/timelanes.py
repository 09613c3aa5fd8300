"""The timeline's chart: three lanes above each other on one time axis, as a Vega-Lite specification.

What changes with a click or with the chosen days is in the data alone, so that the browser keeps the drawing
and the brush that somebody has just drawn in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from graph.chronology import Dated, Density, Mark
from graph.dates import Span
from graph.filters import When
from graph.ui.timeaxis import Spec, ink, instant, is_exact, middle, time_axis
from graph.ui.words import say

BRUSH, PICK, PICK_BAR = "brush", "pick", "pick_bar"
"""Names of what can be selected in the chart: a range of days, and a mark by its sign or its bar."""
COLOUR, FAINT = "#2A7DBD", "#8A9197"
"""Of marks that count and of those outside the chosen days; both can be told from either ground."""
_SHAPES = {When.EVENT: "diamond", When.SAID: "circle", When.PUBLISHED: "circle"}
_ROW_PIXELS, _NAME_PIXELS, _GAP_PIXELS, _AXIS_PIXELS = 17, 22, 10, 34
_LEFT = 8
_TOLD = 3
"""Things that a tooltip tells; of more the number is told."""

Drawn = dict[When, tuple[tuple[Mark, ...], Density]]


@dataclass(frozen=True, slots=True)
class Range:
    """The days that are looked at, and which of the three dates that is about."""

    when: When
    span: Span


def ordered(drawn: Drawn) -> tuple[Mark, ...]:
    """Return all marks in the order in which they are numbered in the chart."""
    return tuple(mark for marks, _ in drawn.values() for mark in marks)


@dataclass(frozen=True, slots=True)
class Look:
    """What stands out in the chart, and on which ground it stands."""

    inside: frozenset[tuple[object, ...]]
    """Keys of the things that are looked at; all others are faint."""
    selected: str = ""
    """IRI of what is selected in the picture: what concerns it stands out."""
    chosen: Range | None = None
    """The days looked at, where not all are."""
    dark: bool = False


def lanes_chart(drawn: Drawn, sentence: Callable[[Dated], str], look: Look) -> Spec:
    """Return the chart of `drawn`, the marks of each lane, at least one; `sentence` says what a thing is."""
    tops = _tops(drawn)
    total = max(bottom for _, bottom in tops.values())
    time = _in_milliseconds(time_axis([mark.span for mark in ordered(drawn)], dark=look.dark))
    shared: Spec = {"x": {**time, "scale": {"type": "utc"}}, "y": _height("y", total)}
    values = [
        _value(number, mark, look, sentence) | {"y": tops[mark.lane][0] + _middle_of(mark.row)}
        for number, mark in enumerate(ordered(drawn))
    ]
    return {
        "description": say("timeline.chart", n=sum(len(mark.things) for mark in ordered(drawn))),
        "height": total + _AXIS_PIXELS,
        "datasets": {
            "lanes": [_lane(lane, tops[lane], time) for lane in drawn],
            "range": [_range(look.chosen, tops, time)],
            "marks": values,
        },
        "params": [
            {"name": BRUSH, "select": {"type": "interval", "encodings": ["x"]}, "views": ["lanes"]},
            {"name": PICK, "select": _picking(), "views": ["points"]},
            {"name": PICK_BAR, "select": _picking(), "views": ["bars"]},
        ],
        "layer": [
            _lane_ground({**shared, "x": time}, dark=look.dark),
            _chosen_range(shared),
            _bars(shared),
            _points(shared, dark=look.dark),
            _numbers(shared, dark=look.dark),
            _names(total, dark=look.dark),
        ],
    }


def _in_milliseconds(time: Spec) -> Spec:
    """Return an axis for data that the browser gets as numbers."""
    scale = {**time["scale"], "domain": [instant(day) for day in time["scale"]["domain"]]}
    return {**time, "scale": scale}


def _tops(drawn: Drawn) -> dict[When, tuple[int, int]]:
    """Return where each lane begins and ends, in pixels from above."""
    found, at = {}, 0
    for lane, (marks, _) in drawn.items():
        rows = 1 + max(mark.row for mark in marks)
        end = at + _NAME_PIXELS + rows * _ROW_PIXELS + _ROW_PIXELS // 3
        found[lane] = (at, end)
        at = end + _GAP_PIXELS
    return found


def _middle_of(row: int) -> int:
    return _NAME_PIXELS + round((row + 0.5) * _ROW_PIXELS)


def _value(number: int, mark: Mark, look: Look, sentence: Callable[[Dated], str]) -> Spec:
    things = [thing for thing in mark.things if thing.key in look.inside]
    many = len(mark.things) > 1
    return {
        "id": number,
        "lane": say(f"timeline.lane_{mark.lane.value}"),
        "shape": _SHAPES[mark.lane],
        "hollow": mark.lane is When.PUBLISHED,
        "start": instant(mark.span.start.isoformat()),
        "end": instant((mark.span.end + timedelta(days=1)).isoformat()),
        "middle": instant(middle(mark.span)),
        "bar": not is_exact(mark.span) and not many,
        "count": str(len(mark.things)) if many else "",
        "inside": bool(things),
        "selected": bool(look.selected) and any(thing.concerns(look.selected) for thing in mark.things),
        "when": mark.span.text,
        "what": _what(mark, sentence),
        "name": say(
            "timeline.mark",
            lane=say(f"timeline.lane_{mark.lane.value}"),
            when=mark.span.text,
            what=_what(mark, sentence),
        ),
    }


def _what(mark: Mark, sentence: Callable[[Dated], str]) -> str:
    words = [sentence(thing) for thing in mark.things[:_TOLD]]
    more = len(mark.things) - _TOLD
    return "; ".join([*words, *([say("timeline.more", n=more)] if more > 0 else [])])


def _lane(lane: When, edges: tuple[int, int], time: Spec) -> Spec:
    first, last = time["scale"]["domain"]
    return {
        "start": first,
        "end": last,
        "y": edges[0],
        "bottom": edges[1],
        "name": say(f"timeline.lane_{lane.value}"),
    }


def _range(chosen: Range | None, tops: dict[When, tuple[int, int]], time: Spec) -> Spec:
    """Return the chosen days as a band over their lane; where none are chosen, one that is not seen."""
    if chosen is None or chosen.when not in tops:
        first = time["scale"]["domain"][0]
        return {"start": first, "end": first, "y": 0, "bottom": 0, "name": ""}
    first, last = time["scale"]["domain"]
    top, bottom = tops[chosen.when]
    start = max(first, instant(chosen.span.start.isoformat()))
    end = min(last, instant(chosen.span.end.isoformat()) + instant("1970-01-02"))
    return {
        "start": min(start, last),
        "end": max(end, first),
        "y": top,
        "bottom": bottom,
        "name": chosen.span.text,
    }


def _picking() -> Spec:
    return {"type": "point", "fields": ["id"], "toggle": False, "nearest": False}


def _height(field: str, total: int) -> Spec:
    return {
        "field": field,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, total], "reverse": True, "nice": False, "zero": False},
    }


def _lane_ground(shared: Spec, *, dark: bool) -> Spec:
    encoding = {**shared, "x2": {"field": "end"}, "y2": {"field": "bottom"}}
    mark = {"type": "rect", "fill": ink(dark=dark), "fillOpacity": 0.05, "cursor": "crosshair", "aria": False}
    return {"name": "lanes", "data": {"name": "lanes"}, "mark": mark, "encoding": encoding}


def _chosen_range(shared: Spec) -> Spec:
    mark = {"type": "rect", "fill": COLOUR, "fillOpacity": 0.14, "stroke": COLOUR, "strokeWidth": 1.5}
    encoding = {**shared, "x2": {"field": "end"}, "y2": {"field": "bottom"}}
    return {"data": {"name": "range"}, "mark": {**mark, "aria": False}, "encoding": encoding}


def _colour() -> Spec:
    return {"condition": {"test": "datum.inside", "value": COLOUR}, "value": FAINT}


def _bars(shared: Spec) -> Spec:
    faint = {"condition": {"test": "datum.inside", "value": 0.5}, "value": 0.25}
    return {
        "name": "bars",
        "data": {"name": "marks"},
        "transform": [{"filter": "datum.bar"}],
        "mark": {"type": "rule", "strokeWidth": 9, "strokeCap": "round", "cursor": "pointer", "aria": False},
        "encoding": {**shared, "x2": {"field": "end"}, "stroke": _colour(), "strokeOpacity": faint}
        | {"tooltip": _tooltip()},
    }


def _points(shared: Spec, *, dark: bool) -> Spec:
    edge = {"condition": {"test": "datum.selected", "value": ink(dark=dark)}, **{"value": COLOUR}}
    outside = {"test": "!datum.inside && !datum.selected", "value": FAINT}
    return {
        "name": "points",
        "data": {"name": "marks"},
        "mark": {"type": "point", "opacity": 1, "cursor": "pointer"},
        "encoding": {
            "x": {**shared["x"], "field": "middle"},
            "y": shared["y"],
            "shape": {"field": "shape", "type": "nominal", "scale": None, "legend": None},
            "size": {
                "condition": [
                    {"test": "datum.selected", "value": 190},
                    {"test": "datum.count != ''", "value": 130},
                ],
                "value": 75,
            },
            "fill": _colour(),
            "fillOpacity": {
                "condition": [
                    {"test": "datum.hollow", "value": 0},
                    {"test": "!datum.inside", "value": 0.35},
                ],
                "value": 1,
            },
            "stroke": {"condition": [edge["condition"], outside], "value": COLOUR},
            "strokeWidth": {"condition": {"test": "datum.selected", "value": 3}, "value": 1.8},
            "tooltip": _tooltip(),
            "description": {"field": "name", "type": "nominal"},
        },
    }


def _numbers(shared: Spec, *, dark: bool) -> Spec:
    return {
        "name": "numbers",
        "data": {"name": "marks"},
        "transform": [{"filter": "datum.count != ''"}],
        "mark": {"type": "text", "align": "left", "dx": 9, "fontSize": 12, "color": ink(dark=dark)}
        | {"cursor": "pointer", "aria": False},
        "encoding": {
            "x": {**shared["x"], "field": "middle"},
            "y": shared["y"],
            "text": {"field": "count", "type": "nominal"},
            "tooltip": _tooltip(),
        },
    }


def _names(total: int, *, dark: bool) -> Spec:
    text = {"type": "text", "align": "left", "baseline": "top", "dy": 5, "fontSize": 13, "fontWeight": 600}
    return {
        "data": {"name": "lanes"},
        "mark": {**text, "color": ink(dark=dark), "aria": False},
        "encoding": {
            "x": {"value": _LEFT},
            "y": _height("y", total),
            "text": {"field": "name", "type": "nominal"},
        },
    }


def _tooltip() -> list[Spec]:
    return [
        {"field": name, "type": "nominal", "title": say(f"timeline.tooltip_{name}")}
        for name in ("lane", "when", "what")
    ]
