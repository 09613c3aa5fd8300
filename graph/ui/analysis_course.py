"""The course of things on the Analysis page: a sentence, a chart, the same as a table, and files."""

from __future__ import annotations

import streamlit as st

from graph.analytics import Course
from graph.analytics.series import What
from graph.analytics.tables import course_rows
from graph.analytics.wording import SERIES_SAYS_NOT, course_sentence
from graph.records.analyses import course_record
from graph.ui.analysis_chart import series_chart
from graph.ui.analysis_rows import Answer, files, number_cell, table
from graph.ui.plain import element, plain
from graph.ui.words import say

_OWN_WORDS = frozenset((*What, "low", "best", "high"))
"""Names of lines that stand for words of the page; all others are names in the data."""


def course(asked: Answer, found: Course) -> None:
    """Draw how it went period by period."""
    st.markdown(plain(course_sentence(found)))
    st.caption(plain(SERIES_SAYS_NOT[found.what]))
    series = found.series
    if not series.periods:
        st.info(say("analysis.nothing-dated"))
        return
    names = tuple(_line_name(found, line.name) for line in series.lines)
    unit = say(f"analysis.unit-{found.what.value}")
    spec = series_chart(series, names, unit, dark=asked.dark)
    st.vega_lite_chart(spec=spec, width="stretch", key="analysis-line")
    rows = [
        (element("td", period), *(number_cell(line.counts[place]) for line in series.lines))
        for place, period in enumerate(series.periods)
    ]
    heads = (say(f"analysis.period-{series.each.value}"), *names)
    with st.expander(say("analysis.as-table")):
        table("series", heads, rows, len(rows), opens=False)
    files(asked, lambda: (course_rows(found),), lambda: course_record(found))


def _line_name(found: Course, name: str) -> str:
    return say(f"analysis.line-{name}") if not found.split and name in _OWN_WORDS else name
