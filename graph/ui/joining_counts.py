"""The counts that joining brings: losses of a weapon by each source, and where the counts part."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.errors import InputError
from graph.tallies import Finding, Manner, Point, Tally
from graph.tallies.wording import (
    LOWER_BOUND,
    difference_sentence,
    entry_sentence,
    fall_sentences,
    question,
    takes_in,
)
from graph.ui.choosing import Form, entity_box
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.states import JoinState
from graph.ui.words import say


def counts(form: Form, opened: Opened, state: JoinState) -> None:
    """Draw the section, above what may be many proposals: what is asked, and what each source counts."""
    with st.expander(say("joining.counts"), expanded=bool(state.weapon)):
        _asked(form, opened, state)
        _answered(opened, state)


def _asked(form: Form, opened: Opened, state: JoinState) -> None:
    st.markdown(say("joining.counts-how"))
    weapon, side, day = st.columns([2, 2, 1], gap="medium")
    with weapon:
        entity_box(form, opened, say("joining.weapon"), state, "weapon")
    with side:
        entity_box(form, opened, say("joining.side-of"), state, "side")
    with day:
        st.text_input(say("joining.by-day"), placeholder="2024-06-30", **form.bound(state, "by"))


def _answered(opened: Opened, state: JoinState) -> None:
    if not state.weapon:
        return
    try:
        found = opened.graph.tally(state.weapon, of=state.side, by=state.by)
        points = opened.graph.tally_series(state.weapon, of=state.side, by=state.by)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    st.html(str(tally_card(found, opened.graph.weapon_names())))
    if len(points) > 1:
        rows = [{say("joining.up-to"): point.day, **dict(point.counts)} for point in points]
        st.line_chart(rows, x=say("joining.up-to"), y_label=_counted_by(points))
        with st.popover(say("joining.as-table")):
            st.dataframe(rows, hide_index=True)


def _counted_by(points: Sequence[Point]) -> str:
    """Return what the chart counts; of one source alone whose, since there is no legend then."""
    sources = sorted({source for point in points for source, _ in point.counts})
    return say("joining.pieces-of", source=sources[0]) if len(sources) == 1 else say("joining.pieces")


def tally_card(found: Tally, names: dict[str, str]) -> Markup:
    """Return a tally as people read it: the question, the counts, what they say of each other."""
    lines = [element("li", entry_sentence(one)) for one in found.entries]
    bound = LOWER_BOUND if any(one.manner is Manner.PIECES for one in found.entries) else None
    return element(
        "div",
        element("p", element("strong", question(found))),
        element("p", takes_in(found, names), style="ag-small"),
        element("ul", *lines) if lines else element("p", say("joining.nobody-counts")),
        *(_difference(one.finding, difference_sentence(one)) for one in found.differences),
        *(element("p", text) for text in fall_sentences(found)),
        element("p", bound, style="ag-small") if bound else None,
        style="ag-card",
    )


def _difference(finding: Finding, words: str) -> Markup:
    if finding in (Finding.EXCLUDED, Finding.DIFFERENT_FIGURES):
        return element("p", element("strong", words))
    return element("p", words)
