"""An answer as a chart: one bar a row, of a column of numbers; a sentence tells the ends before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import streamlit as st

from graph.answers import Kind, number_of
from graph.settings import LIMITS
from graph.ui.answer_reading import Read
from graph.ui.memory import remember
from graph.ui.plain import plain
from graph.ui.query_desk import SPARQL
from graph.ui.timeaxis import Spec, ink
from graph.ui.words import say

_BAR_PIXELS, _AXIS_PIXELS = 26, 84
_COLOUR = "#2A7DBD"
"""Stands out from a light and from a dark ground."""
_JOINER = "\N{WORD JOINER}"
"""Set after a name that another row bears too, so that each keeps a bar of its own."""
NAMING = (Kind.THING, Kind.TEXT, Kind.DATE, Kind.MIXED, Kind.NUMBER)
"""Kinds of columns that can name a row."""


def chart(shown: Read) -> None:
    """Draw the numbers of a column as bars."""
    of = shown.column(shown.state.of, Kind.NUMBER)
    by = naming_column(shown)
    choose_columns(shown, by, of, (Kind.NUMBER,))
    bars = [(name, float(number)) for name, number in numbers(shown, by, of) if number.is_finite()]
    drawn = bars[: LIMITS.answer_bars]
    if not drawn or of is None:
        st.info(say("sparql.chart-none"))
        return
    st.markdown(" ".join(_sentences(shown.columns.names[of], bars, len(shown.rows))))
    dark = st.context.theme.type == "dark"
    spec = bar_chart(unlike(drawn), shown.columns.names[of], dark=dark)
    st.vega_lite_chart(spec=spec, width="stretch", key="sparql-chart")


def numbers(shown: Read, by: int | None, of: int | None) -> list[tuple[str, Decimal]]:
    """Return the name and the number of each row that has one."""
    found = (
        (number, number_of(row[of]) if of is not None else None) for number, row in enumerate(shown.rows)
    )
    return [(shown.name_of(number, by), value) for number, value in found if value is not None]


def naming_column(shown: Read) -> int | None:
    """Return the column that names the rows: the one asked for, otherwise what tells them apart best."""
    best = shown.naming
    default = shown.columns.names[best] if best is not None else ""
    return shown.column(shown.state.by or default, *NAMING)


def choose_columns(shown: Read, by: int | None, of: int | None, kinds: tuple[Kind, ...]) -> None:
    """Draw the choice of what is drawn and of what names it, where there is any."""
    names = shown.columns.names
    choices = {"of": (of, shown.columns.of(*kinds)), "by": (by, shown.columns.of(*NAMING))}
    with st.container(horizontal=True, key="sparql-columns"):
        for field, (now, offered) in choices.items():
            if len(offered) > 1 and now is not None:
                key = f"sparql-{field}"
                st.session_state[key] = names[now]
                offer = [names[place] for place in offered]
                st.selectbox(
                    say(key.replace("-", ".")),
                    offer,
                    key=key,
                    width=240,
                    on_change=_take,
                    args=(shown, field),
                )


def _take(shown: Read, field: str) -> None:
    remember(SPARQL, replace(shown.tab.state, **{field: st.session_state[f"sparql-{field}"]}))


def _sentences(name: str, bars: list[tuple[str, float]], rows: int) -> Iterable[str]:
    (least, low), (most, high) = min(bars, key=lambda one: one[1]), max(bars, key=lambda one: one[1])
    ends = {"most": plain(most), "high": _figure(high), "least": plain(least), "low": _figure(low)}
    yield say("sparql.chart-one" if len(bars) == 1 else "sparql.chart-ends", name=plain(name), **ends)
    if len(bars) > LIMITS.answer_bars:
        yield say("sparql.drawn-first", drawn=LIMITS.answer_bars, n=len(bars))
    if rows > len(bars):
        yield say("sparql.chart-without", n=rows - len(bars))


def _figure(number: float) -> str:
    """Return a number as people read it, with separators and, as long as that is short, no exponent."""
    return f"{number:,.15g}"


def unlike(bars: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return `bars` with names that are all different, though they read the same.

    Examples
    --------
    >>> [len(name) for name, _ in unlike([("a", 1.0), ("a", 2.0)])]
    [1, 2]
    """
    seen: Counter[str] = Counter()
    made = []
    for name, value in bars:
        made.append((name + _JOINER * seen[name], value))
        seen[name] += 1
    return made


def bar_chart(bars: list[tuple[str, float]], name: str, *, dark: bool) -> Spec:
    """Return the chart of `bars`, the first at the top, as a Vega-Lite specification."""
    label: Spec = {"labelColor": ink(dark=dark), "titleColor": ink(dark=dark), "labelFontSize": 13}
    row: Spec = {"field": "name", "type": "nominal", "sort": None}
    length: Spec = {"field": "value", "type": "quantitative", "title": name}
    return {
        "description": say("sparql.chart-of", name=name, n=len(bars)),
        "height": _BAR_PIXELS * len(bars) + _AXIS_PIXELS,
        "data": {"values": [{"name": bar, "value": value} for bar, value in bars]},
        "mark": {"type": "bar", "color": _COLOUR, "cornerRadiusEnd": 2},
        "encoding": {
            "y": {
                **row,
                "axis": {
                    **label,
                    "title": None,
                    "labelLimit": 260,
                    "labelOverlap": False,
                    "domain": False,
                    "ticks": False,
                },
            },
            "x": {
                **length,
                "axis": {**label, "titleFontWeight": "normal", "labelOverlap": True, "tickCount": 5},
            },
            "tooltip": [{**row, "title": say("sparql.by")}, {**length, "format": ",.10~g"}],
        },
    }
