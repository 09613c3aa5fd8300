"""What is looked at, as widgets: classes, relations, days and places, in a panel beside whose word counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.errors import InputError
from graph.filters import Filter, When, days_of
from graph.lexicon import words_of
from graph.ui.conditions import complain
from graph.ui.memory import look_at
from graph.ui.narrowing import narrow, narrowing, show_everything
from graph.ui.opening import Opened
from graph.ui.outlook import filter_of
from graph.ui.plain import plain
from graph.ui.session import FilterState
from graph.ui.words import say

_EASINGS: Mapping[str, Mapping[str, Any]] = {
    "filter.ease_kinds": {"kinds": (), "lacking": ()},
    "filter.ease_relations": {"relations": ()},
    "filter.ease_days": {"since": "", "until": ""},
    "filter.ease_places": {"places": ()},
}
"""What can be given up, by the words on its button."""


def showing(opened: Opened) -> None:
    """Draw the panel's button, which says how much is set, and the panel."""
    number = conditions_set(narrowing())
    label = say("filter.only_set", n=number) if number else say("filter.only")
    with st.popover(label, key="filter-more"), st.container(key="filter-panel"):
        st.caption(say("filter.why"))
        what, where = st.columns(2, gap="medium")
        with what:
            _what(opened)
        with where:
            _when_and_where(opened)


def conditions_set(state: FilterState) -> int:
    """Return how many conditions leave something out.

    Examples
    --------
    >>> conditions_set(FilterState(kinds=("Weapon",), since="2023", until="2024", when="said"))
    2
    """
    return sum(
        bool(part) for part in (state.kinds or state.lacking, state.relations, _days(state), state.places)
    )


def _days(state: FilterState) -> bool:
    return bool(state.since or state.until)


def _what(opened: Opened) -> None:
    graph = opened.everything
    kinds = {kind: words_of(kind) for kind in graph.kinds_present()}
    relations = {one.iri: one.label for one in graph.relations_present()}
    _several("filter.kinds", "filter.all_kinds", "kinds", kinds)
    _several("filter.lacking", "filter.no_kind", "lacking", kinds)
    _several("filter.relations", "filter.all_relations", "relations", relations)


def _when_and_where(opened: Opened) -> None:
    first, last = st.columns(2, gap="small")
    with first:
        _day("since")
    with last:
        _day("until")
    key = "filter-when"
    st.session_state[key] = narrowing().when
    st.radio(
        say("filter.when"),
        [one.value for one in When],
        format_func=lambda one: say(f"filter.{one}"),
        horizontal=True,
        key=key,
        disabled=not _days(narrowing()),
        on_change=lambda: narrow(when=st.session_state[key]),
    )
    places = {one.iri: one.label for one in opened.everything.places()}
    _several("filter.places", "filter.all_places", "places", places)


def _several(label: str, placeholder: str, name: str, words: Mapping[str, str]) -> None:
    """Draw a box for several of what `words` names, tied to one field of the filter."""
    key, held = f"filter-{name}", getattr(narrowing(), name)
    st.session_state[key] = list(held)
    st.multiselect(
        say(label),
        list(dict.fromkeys((*words, *held))),
        key=key,
        format_func=lambda one: words.get(one, one),
        placeholder=say(placeholder),
        select_all=False,
        on_change=lambda: narrow(**{name: tuple(st.session_state[key])}),
    )


def _day(name: str) -> None:
    key = f"filter-{name}"
    st.session_state[key] = getattr(narrowing(), name)
    st.text_input(
        say(f"filter.{name}"),
        key=key,
        placeholder=say("filter.any_day"),
        max_chars=40,
        on_change=lambda: _take_day(name, st.session_state[key]),
    )


def _take_day(name: str, text: str) -> None:
    """Look at the days that begin or end with `text`; one that cannot be is said and changes nothing."""
    day = text.strip()
    asked = replace(narrowing(), since=day) if name == "since" else replace(narrowing(), until=day)
    try:
        days_of(Filter(since=asked.since, until=asked.until))
    except InputError as error:
        complain(str(error))
    else:
        look_at(asked)


def nothing_left(opened: Opened) -> None:
    """Say that nothing that counts is looked at, and offer to give up one condition or all."""
    counting = opened.graph.unnarrowed.told().claims
    with st.container(border=True, key="filter-nothing", width=760):
        st.subheader(say("filter.nothing_title"), anchor=False)
        st.markdown(say("filter.nothing", n=counting, looked_at=plain(opened.graph.looked_at())))
        with st.container(horizontal=True):
            st.button(
                say("filter.everything"), key="filter-nothing-reset", type="primary", on_click=show_everything
            )
            for number, (words, eased, claims) in enumerate(_openings(opened)):
                label = say("filter.way", words=words, claims=say("words.claims", n=claims))
                st.button(label, key=f"filter-nothing-{number}", on_click=look_at, args=(eased,))


def _openings(opened: Opened) -> Iterator[tuple[str, FilterState, int]]:
    """Return each condition that, given up alone, leaves something to look at, and how many claims."""
    state = narrowing()
    for key, fields in _EASINGS.items():
        eased = replace(state, **fields)
        if eased != state:
            claims = opened.narrowed(filter_of(eased, opened.everything)).graph.told().claims
            if claims:
                yield say(key), eased, claims
