"""The timeline below the picture: when what took place, was said and was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial

import streamlit as st

from graph.chronology import Chronology, Dated, chronology, marks
from graph.dates import Span, span_of
from graph.filters import When
from graph.knowledge import KnowledgeGraph
from graph.model import DatePrecision
from graph.network import View
from graph.settings import LIMITS
from graph.ui.brushing import brushed, picked
from graph.ui.chronicle import key_to, without_date
from graph.ui.clickable import clickable, go_button
from graph.ui.narrowing import narrow, narrowing
from graph.ui.opening import Opened
from graph.ui.picture import picture, select
from graph.ui.plain import Markup, element, plain
from graph.ui.session import ExploreState, FilterState
from graph.ui.sides import smooth
from graph.ui.timeaxis import day_of
from graph.ui.timelanes import Drawn, Look, Range, lanes_chart, ordered
from graph.ui.words import say

_TURN = "timeline-turn"
"""Counts how often the chart was to begin anew, so that a brush drawn in it is gone."""
_WHEN, _SINCE, _UNTIL = "timeline-when", "timeline-since", "timeline-until"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)
"""Days a date box offers; a date asked for beyond them widens it."""


def timeline(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw it."""
    asked = narrowing()
    whole = _told(opened, view) if _range(asked) is None else _whole(opened, state)
    st.subheader(say("timeline.title"), anchor=False)
    if not whole.dated:
        st.info(say("timeline.nothing"))
        return
    dated = {one.key: one.claims[0].proposition.iri for one in whole.dated}
    looked_at = opened.graph.told_of(dated.values())
    inside = frozenset(key for key, proposition in dated.items() if proposition in looked_at)
    sentence = partial(_sentence, opened)
    look = Look(inside, state.selected, _range(asked), dark=st.context.theme.type == "dark")
    _chart(marks(whole.dated), sentence, look)
    _boxes(asked)
    st.markdown(plain(amount_line(whole)))
    _notes(whole, inside, asked)
    _listed(whole, sentence, inside)


def _told(opened: Opened, view: View) -> Chronology:
    shown = [node.iri for node in view.nodes]
    return chronology(shown, opened.graph.claims_within(shown), opened.lexicon.types)


def _whole(opened: Opened, state: ExploreState) -> Chronology:
    """Return what the picture holds of any date, so that the chosen days stand among all others."""
    wide = replace(opened, graph=_at_any_date(opened.graph))
    return _told(wide, picture(wide, state))


@lru_cache(maxsize=LIMITS.opened_perspectives)
def _at_any_date(graph: KnowledgeGraph) -> KnowledgeGraph:
    """Return `graph` without the days it is narrowed to; the same one for each, so that it is read once."""
    wide = graph.unnarrowed
    for each in graph.filters:
        wide = wide.narrowed(replace(each, since="", until=""))
    return wide


def amount_line(found: Chronology) -> str:
    """Return how much of the picture has a date, and how much has none."""
    counts = {lane: [one for one in found.dated if one.lane is lane] for lane in When}
    dated = {
        claim.iri for lane in (When.SAID, When.PUBLISHED) for one in counts[lane] for claim in one.claims
    }
    words = say(
        "timeline.amount",
        events=say("timeline.events", n=len(counts[When.EVENT])),
        claims=say("words.claims", n=len(dated)),
    )
    lacking = [say(f"timeline.undated_{lane.value}", n=n) for lane, n in found.undated.items() if n]
    return f"{words} {say('timeline.undated', what='; '.join(lacking))}" if lacking else words


def _sentence(opened: Opened, one: Dated) -> str:
    proposition = one.claims[0].proposition
    if one.lane is When.EVENT:
        return without_date(proposition, opened.graph.sentence)
    return smooth(opened.graph.sentence(proposition), [proposition])


def _range(asked: FilterState) -> Range | None:
    """Return the days that are asked for; None where any is looked at."""
    since, until = span_of(asked.since), span_of(asked.until)
    if since is None and until is None:
        return None
    first, last = since.start if since else date.min, until.end if until else date.max
    return Range(When(asked.when), Span(first, last, DatePrecision.DAY))


def _boxes(asked: FilterState) -> None:
    """Draw what does the same as the brush."""
    since, until = span_of(asked.since), span_of(asked.until)
    st.session_state[_WHEN] = When(asked.when)
    st.session_state[_SINCE] = since.start if since else None
    st.session_state[_UNTIL] = until.end if until else None
    days = [day for day in (st.session_state[_SINCE], st.session_state[_UNTIL]) if day]
    bounds = {"min_value": min([_EARLIEST, *days]), "max_value": max([_LATEST, *days])}
    with st.container(horizontal=True, vertical_alignment="bottom", key="timeline-boxes"):
        st.segmented_control(
            say("timeline.filter_by"),
            list(When),
            format_func=lambda lane: say(f"timeline.verb_{lane.value}"),
            key=_WHEN,
            required=True,
            on_change=lambda: narrow(when=st.session_state[_WHEN].value),
        )
        for key, name in ((_SINCE, "since"), (_UNTIL, "until")):
            st.date_input(
                say(f"timeline.{name}"),
                key=key,
                format="YYYY-MM-DD",
                width=150,
                on_change=_take_day,
                args=(name,),
                **bounds,
            )
        if since or until:
            st.button(say("timeline.any_date"), key="timeline-any", on_click=_any_date)


def _take_day(name: str) -> None:
    _begin_anew()
    narrow(**in_order(st.session_state[_SINCE], st.session_state[_UNTIL], typed=name))


def in_order(since: date | None, until: date | None, typed: str) -> dict[str, str]:
    """Return both ends as a filter takes them; where they are crossed, the one not `typed` moves along.

    Examples
    --------
    >>> in_order(date(2023, 6, 1), date(2023, 5, 1), typed="since")
    {'since': '2023-06-01', 'until': '2023-06-01'}
    """
    if since and until and since > until:
        since = until = since if typed == "since" else until
    return {"since": since.isoformat() if since else "", "until": until.isoformat() if until else ""}


def _any_date() -> None:
    _begin_anew()
    narrow(since="", until="")


def _begin_anew() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _chart(drawn: Drawn, sentence: Callable[[Dated], str], look: Look) -> None:
    key = f"timeline-chart-{st.session_state.get(_TURN, 0)}"
    found = ordered(drawn)
    told = st.vega_lite_chart(
        spec=lanes_chart(drawn, sentence, look),
        width="stretch",
        key=key,
        on_select=lambda: _take(key, drawn, look.inside),
    )
    signs = [(f"ag-sign ag-sign-lane-{lane.value}", say(f"timeline.key_{lane.value}")) for lane in drawn]
    st.html(str(key_to(say("timeline.key"), [*signs, ("ag-sign ag-sign-bar", say("timeline.key_bar"))])))
    st.caption(say("timeline.how"))
    mark = picked(told.selection, found)
    if mark is not None and len(mark.things) > 1:
        lane = say(f"timeline.lane_{mark.lane.value}")
        things = say("timeline.things", n=len(mark.things))
        heading = say("timeline.group", lane=lane, when=mark.span.text, things=things)
        clickable(_entries(heading, mark.things, sentence, look.inside), "timeline-group", select)


def _take(key: str, drawn: Drawn, inside: frozenset[tuple[object, ...]]) -> None:
    """Look only at the days that were brushed, or select the mark that was clicked."""
    selection = st.session_state[key].selection
    days = brushed(selection)
    asked = narrowing()
    if days is not None:
        since, until = (day_of(each).isoformat() for each in days)
        if (since, until) != (asked.since, asked.until):
            narrow(since=since, until=until, when=asked.when)
            return
    mark = picked(selection, ordered(drawn))
    if mark is not None and len(mark.things) == 1 and mark.things[0].key in inside:
        select(mark.things[0].thing)


def _notes(whole: Chronology, inside: frozenset[tuple[object, ...]], asked: FilterState) -> None:
    """Say what is counted together and what lies outside the chosen days."""
    said = [*density_words(marks(whole.dated)), *range_words(asked)]
    outside = sum(one.key not in inside for one in whole.dated)
    if outside:
        said.append(say("timeline.outside", n=outside))
    if said:
        st.caption(" ".join(map(plain, said)))


def density_words(drawn: Drawn) -> list[str]:
    """Return in sentences what of the chart stands for more than one thing; often none."""
    said = []
    for lane, (_, density) in drawn.items():
        if density.unit is not DatePrecision.DAY:
            said.append(
                say(f"timeline.counted_{density.unit.value}", lane=say(f"timeline.lane_{lane.value}"))
            )
    if any(len(mark.things) > 1 for mark in ordered(drawn)):
        said.append(say("timeline.counted_day"))
    return said


def range_words(asked: FilterState) -> list[str]:
    """Return which days are looked at, as a sentence; nothing where all are.

    Examples
    --------
    >>> range_words(FilterState(since="2023-05", when="said"))
    ['Only what was said on or after 1 May 2023 is looked at; a statement stays with all of its claims.']
    """
    since, until = span_of(asked.since), span_of(asked.until)
    ends: Mapping[str, str] = {
        **({"since": _day(since.start)} if since else {}),
        **({"until": _day(until.end)} if until else {}),
    }
    if not ends:
        return []
    form = "both" if len(ends) == 2 else next(iter(ends))
    lane = say(f"timeline.verb_{When(asked.when).value}")
    return [say("timeline.range_where", lane=lane, range=say(f"timeline.range_{form}", **ends))]


def _day(day: date) -> str:
    return Span(day, day, DatePrecision.DAY).text


def _listed(
    whole: Chronology, sentence: Callable[[Dated], str], inside: frozenset[tuple[object, ...]]
) -> None:
    with st.expander(say("timeline.as_list", n=len(whole.dated))):
        lanes = {lane: [one for one in whole.dated if one.lane is lane] for lane in When}
        parts = [
            _entries(say(f"timeline.lane_{lane.value}"), things, sentence, inside)
            for lane, things in lanes.items()
            if things
        ]
        clickable(element("div", *parts), "timeline-list", select)


def _entries(
    heading: str,
    things: Sequence[Dated],
    sentence: Callable[[Dated], str],
    inside: frozenset[tuple[object, ...]],
) -> Markup:
    items = [
        _entry(one, sentence, counts=one.key in inside)
        for one in sorted(things[: LIMITS.page_rows], key=lambda one: (one.span.start, one.span.end))
    ]
    rest = len(things) - LIMITS.page_rows
    more = element("p", say("timeline.unlisted", n=rest), style="ag-small") if rest > 0 else None
    return element("section", element("h4", heading), element("ul", *items), more, style="ag-card")


def _entry(one: Dated, sentence: Callable[[Dated], str], *, counts: bool) -> Markup:
    words = sentence(one)
    what = (
        go_button(one.thing, words) if counts else element("span", f"{words} {say('timeline.outside_mark')}")
    )
    claims = f" ({say('words.claims', n=len(one.claims))})"
    return element("li", f"{one.span.text}: ", what, claims)
