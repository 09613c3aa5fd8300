"""An answer as a timeline: a mark for a day, a bar for days that may be meant, a row for each row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from graph.answers import Kind, spans_of
from graph.dates import Span
from graph.settings import LIMITS
from graph.ui.answer_chart import choose_columns, naming_column
from graph.ui.answer_reading import Read
from graph.ui.plain import plain
from graph.ui.timeaxis import Spec, ink, is_exact, middle, time_axis
from graph.ui.words import say

_ROW_PIXELS, _AXIS_PIXELS = 26, 70
_COLOUR = "#2A7DBD"


def dates(shown: Read) -> None:
    """Draw the dates of a column."""
    of, by = shown.column(shown.state.of, Kind.DATE), naming_column(shown)
    choose_columns(shown, by, of, (Kind.DATE,))
    found = spans_of(shown.rows, of) if of is not None else ()
    if not found or of is None:
        st.info(say("sparql.dates-none"))
        return
    named = [(shown.name_of(number, by), span) for number, span in found]
    st.markdown(" ".join(_sentences(shown.columns.names[of], named, len(shown.rows))))
    dark = st.context.theme.type == "dark"
    spec = dates_chart(named[: LIMITS.answer_dates], dark=dark)
    st.vega_lite_chart(spec=spec, width="stretch", key="sparql-dates")


def _sentences(name: str, named: Sequence[tuple[str, Span]], rows: int) -> list[str]:
    (early, first), (late, last) = (
        min(named, key=lambda one: one[1].start),
        max(named, key=lambda one: one[1].end),
    )
    ends = {"early": plain(early), "first": first.text, "late": plain(late), "last": last.text}
    said = [say("sparql.dates-one" if len(named) == 1 else "sparql.dates-ends", name=plain(name), **ends)]
    if any(not is_exact(span) for _, span in named):
        said.append(say("sparql.dates-bars"))
    if len(named) > LIMITS.answer_dates:
        said.append(say("sparql.drawn-first", drawn=LIMITS.answer_dates, n=len(named)))
    if rows > len(named):
        said.append(say("sparql.dates-without", n=rows - len(named)))
    return said


def dates_chart(named: Sequence[tuple[str, Span]], *, dark: bool) -> Spec:
    """Return the chart as a Vega-Lite specification; rows that bear one name share a line."""
    names = list(dict.fromkeys(name for name, _ in named))
    time = time_axis([span for _, span in named], dark=dark)
    shared = _rows_and_words(names, dark=dark)
    bar = {"type": "bar", "height": 9, "cornerRadius": 4, "color": _COLOUR, "opacity": 0.75}
    point = {"type": "point", "filled": True, "size": 80, "color": _COLOUR, "opacity": 1}
    inexact, exact = ([one for one in named if is_exact(one[1]) is wanted] for wanted in (False, True))
    return {
        "description": say("sparql.dates-of", n=len(named)),
        "height": _ROW_PIXELS * len(names) + _AXIS_PIXELS,
        "layer": [
            _layer(inexact, bar, {**shared, "x": time, "x2": {"field": "end"}}),
            _layer(exact, point, {**shared, "x": {**time, "field": "middle"}}),
        ],
    }


def _layer(named: Sequence[tuple[str, Span]], mark: Spec, encoding: Spec) -> Spec:
    values = [
        {
            "name": name,
            "when": span.text,
            "start": span.start.isoformat(),
            "end": (span.end + timedelta(days=1)).isoformat(),
            "middle": middle(span),
        }
        for name, span in named
    ]
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _rows_and_words(names: Sequence[str], *, dark: bool) -> Spec:
    """Return the axis of names, and what a mark tells."""
    looks: Spec = {
        "labelColor": ink(dark=dark),
        "labelFontSize": 13,
        "labelLimit": 260,
        "labelOverlap": False,
    }
    axis: Spec = {**looks, "title": None, "domain": False, "ticks": False, "grid": True}
    row: Spec = {"field": "name", "type": "nominal"}
    return {
        "y": {**row, "sort": list(names), "axis": axis},
        "tooltip": [
            {**row, "title": say("sparql.by")},
            {"field": "when", "type": "nominal", "title": say("sparql.of")},
        ],
    }
