"""What the Paths page is asked: the two ends, what paths keep to, and whose telling stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import streamlit as st

from graph.model import Status
from graph.presentation import LINES
from graph.settings import LIMITS
from graph.ui.choices import Choices
from graph.ui.choosing import Form, entity_box, entity_words
from graph.ui.clickable import clickable, go_button
from graph.ui.opening import Opened
from graph.ui.outlook import teller
from graph.ui.plain import Markup, element
from graph.ui.session import PATHS, PathState
from graph.ui.words import say

FORM = Form(PATHS, PathState())


def ends(opened: Opened, state: PathState, offered: Choices) -> None:
    """Draw the boxes for the two ends, the telling beside, and how many and how long paths may be."""
    start, end, beside, count, hops = st.columns(
        [4, 4, 3, 1.4, 1.4], gap="small", vertical_alignment="bottom"
    )
    with start:
        entity_box(FORM, opened, say("paths.from"), state, "start", selected="")
    with end:
        entity_box(FORM, opened, say("paths.to"), state, "end", selected="")
    with beside:
        _telling_beside(opened, state, offered)
    with count:
        st.number_input(say("paths.count"), 1, LIMITS.path_max_count, **FORM.bound(state, "count"))
    with hops:
        st.number_input(say("paths.hops"), 1, LIMITS.path_opening_max_hops, **FORM.bound(state, "hops"))


def _telling_beside(opened: Opened, state: PathState, offered: Choices) -> None:
    FORM.choose(
        say("paths.beside"),
        state,
        "beside",
        offered.tellers,
        words=offered.say,
        find=lambda text: teller(opened.everything, text),
        selected="",
    )


def narrowing(opened: Opened, state: PathState) -> None:
    """Draw what narrows the search, folded up."""
    asked = (state.through, state.avoid, state.relations, state.statuses, state.directed, state.denied)
    count = sum(map(bool, asked))
    label = say("paths.narrow-set", n=count) if count else say("paths.narrow")
    with st.expander(label, key="paths-narrowing"):
        left, right = st.columns(2, gap="medium")
        with left:
            _entities(opened, state, "through", LIMITS.path_max_stops)
            _entities(opened, state, "avoid", None)
        with right:
            _links(opened, state)


def _entities(opened: Opened, state: PathState, name: str, most: int | None) -> None:
    FORM.choose_several(
        say(f"paths.{name}"),
        state,
        name,
        [iri for iri in opened.entities() if iri not in {state.start, state.end}],
        words=lambda iri: entity_words(opened, iri),
        find=opened.entity,
        most=most,
    )


def _links(opened: Opened, state: PathState) -> None:
    relations = {ref.iri: ref.label for ref in opened.graph.relations()}
    st.multiselect(
        say("paths.relations"),
        list(relations),
        format_func=lambda iri: relations.get(iri, iri),
        **FORM.bound(state, "relations"),
    )
    st.multiselect(
        say("paths.statuses"),
        [status.value for status in Status],
        format_func=lambda value: LINES[Status(value)].label,
        **FORM.bound(state, "statuses"),
    )
    st.toggle(say("paths.directed"), **FORM.bound(state, "directed"))
    st.toggle(say("paths.denied"), **FORM.bound(state, "denied"))


def chips(opened: Opened, state: PathState) -> None:
    """Draw what every path must pass and what it avoids, each to be removed by a click."""
    drawn = [
        *(
            _chip("through", iri, say("paths.chip-through", entity=opened.label(iri)))
            for iri in state.through
        ),
        *(_chip("avoid", iri, say("paths.chip-avoid", entity=opened.label(iri))) for iri in state.avoid),
    ]
    if drawn:
        row = element("div", *drawn, **{"class": "ag-path-chips", "role": "group"}, **_named("paths.chips"))
        clickable(row, "paths-chips", lambda target: drop(state, *target.split(":", 1)))


def _chip(name: str, iri: str, words: str) -> Markup:
    cross = element("span", " ×", **{"aria-hidden": "true"})
    told = {"aria-label": say("paths.chip-drop", words=words)}
    return go_button(f"{name}:{iri}", words, cross, style="ag-path-chip", **told)


def _named(key: str) -> Mapping[str, str]:
    return {"aria-label": say(key)}


def drop(state: PathState, name: str, iri: str) -> None:
    """Ask no longer to pass or to avoid `iri`, from within a callback."""
    FORM.change(**{name: tuple(one for one in getattr(state, name) if one != iri)})


def keep_to(state: PathState, name: str, iri: str) -> None:
    """Ask to pass or to avoid `iri`, and no longer the other of the two; asked twice, ask neither."""
    if iri in getattr(state, name):
        drop(state, name, iri)
        return
    other = "avoid" if name == "through" else "through"
    kept = tuple(one for one in getattr(state, other) if one != iri)
    FORM.change(**{name: (*getattr(state, name), iri), other: kept, "selected": ""})


def without_ends(state: PathState) -> PathState:
    """Return `state` without an end among what must be passed: every path passes its ends."""
    return replace(state, through=tuple(_others(state)))


def _others(state: PathState) -> Iterator[str]:
    return (iri for iri in state.through if iri not in {state.start, state.end})
