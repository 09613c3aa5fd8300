"""The page that takes sources out: what falls without them, what stands otherwise, and who bears most."""

from __future__ import annotations

from collections.abc import Callable, Sized
from typing import TYPE_CHECKING

import streamlit as st

from graph.consequences import (
    Consequences,
    Load,
    LoadBearing,
    Rerouting,
    consequences_sentence,
    path_load_sentence,
    rerouting_sentence,
)
from graph.errors import InputError
from graph.sentences import counted
from graph.settings import LIMITS
from graph.ui.bar import title
from graph.ui.choices import Choices, choices
from graph.ui.choosing import Form, entity_box
from graph.ui.falling import changes_list, fallen_list, path_lines, proposition_of, silent_list
from graph.ui.memory import known, publish, recall
from graph.ui.opening import Opened
from graph.ui.outlook import UNNAMED, source
from graph.ui.plain import Markup, plain
from graph.ui.states import MOST_SOURCES, WHAT_IF, WhatIfState, read_what_if

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

_LINKS = "Links that fall"
_FORM = Form(WHAT_IF, WhatIfState())
_LOADS = "what-if-loads"


def what_if(opened: Opened) -> None:
    """Draw the page."""
    state = recall(
        WHAT_IF,
        lambda parameters: read_what_if(
            parameters, opened.entity, lambda name: source(opened.everything, name)
        ),
    )
    publish(WHAT_IF, state)
    offered = choices(opened)
    title(opened, _headline(state, offered))
    _choice(opened, state, offered)
    _FORM.problem()
    if state.out:
        _answer(opened, state)
    else:
        st.markdown("Choose a source to take out, here or from the list of those that bear most.")
    _path_loads(opened, state)
    _loads(opened, state)


def _headline(state: WhatIfState, offered: Choices) -> str:
    if len(state.out) != 1:
        return "What if these sources are wrong?" if state.out else "What if a source is wrong?"
    return f"What if {plain(_say(offered, state.out[0]))} is wrong?"


def _say(offered: Choices, name: str) -> str:
    if name == UNNAMED:
        return "every unnamed source"
    return f"“{offered.say(name)}”" if name in offered.documents else offered.say(name)


def _choice(opened: Opened, state: WhatIfState, offered: Choices) -> None:
    out, start, end = st.columns([3, 2, 2], gap="medium")
    with out:
        _FORM.choose_several(
            "Take out",
            state,
            "out",
            (UNNAMED, *offered.sources),
            words=lambda name: UNNAMED.capitalize() if name == UNNAMED else offered.say(name),
            find=lambda name: source(opened.everything, name),
            most=MOST_SOURCES,
        )
    with start:
        entity_box(_FORM, opened, "And the paths from", state, "start")
    with end:
        entity_box(_FORM, opened, "to", state, "end")


def _answer(opened: Opened, state: WhatIfState) -> None:
    path = (state.start, state.end) if state.start and state.end else None
    if bool(state.start) != bool(state.end):
        st.info("Choose both ends, and what becomes of the paths between them is told as well.")
    try:
        found = opened.graph.what_if(state.out, path=path)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    st.markdown(plain(consequences_sentence(found)))
    if found.paths:
        _paths(opened, found.paths)
    _fallen(opened, found)


def _fallen(opened: Opened, found: Consequences) -> None:
    sentence, most = opened.graph.sentence, LIMITS.page_rows
    _part("Links that fall", found.links, lambda: fallen_list(found.links, found, sentence, most))
    _part(
        "Other statements that fall",
        found.statements,
        lambda: fallen_list(found.statements, found, sentence, most),
    )
    unheard = found.unheard
    _part("Denials and doubts that fall", unheard, lambda: changes_list(unheard, sentence, most))
    restated = found.restated
    _part("What stands otherwise", restated, lambda: changes_list(restated, sentence, most))
    single = found.single_origin
    _part("Left with a single origin", single, lambda: changes_list(single, sentence, most))
    unnamed = found.unnamed_only
    _part("Left with unnamed sources alone", unnamed, lambda: changes_list(unnamed, sentence, most))
    _part("Entities that fall silent", found.silent, lambda: silent_list(found.silent, most))
    if found.claims:
        st.caption(plain(found.separation.sentence))


def _part(heading: str, things: Sized, drawn: Callable[[], Markup]) -> None:
    if things:
        with st.expander(f"{heading} ({len(things):,})", key=f"what-if-{heading}"):
            st.html(str(drawn()))


def _paths(opened: Opened, found: Rerouting) -> None:
    st.subheader(plain(f"From {found.before.start.label} to {found.before.end.label}"), anchor=False)
    st.markdown(plain(rerouting_sentence(found)))
    before, after = st.columns(2, gap="medium")
    broken = frozenset(proposition_of(hop) for path in found.fallen for hop in path.broken)
    with before:
        st.markdown("**Before**")
        if found.before.paths:
            st.html(str(path_lines(found.before.paths, opened.graph.sentence, broken)))
    with after:
        st.markdown("**After**")
        if found.after.paths:
            st.html(str(path_lines(found.after.paths, opened.graph.sentence, frozenset())))
        else:
            st.markdown("No path is left.")
        for way in found.after.opens:
            st.markdown(plain(way))


def _path_loads(opened: Opened, state: WhatIfState) -> None:
    """Draw the sources on which the connection that is asked about hangs; a click takes one out."""
    if not (state.start and state.end) or state.start == state.end:
        return
    st.subheader("On whom this connection hangs", anchor=False)
    every = opened.graph.load_bearing_path(state.start, state.end)
    loads = [one for one in every if one.source.iri not in state.out]
    if not loads:
        st.markdown("No single source makes the shortest path longer, or there is no path.")
        return
    st.markdown("Click one to take it out.")
    with st.container(key="what-if-path", gap=None):
        for load in loads[: LIMITS.load_bearing_sources]:
            words, key = plain(path_load_sentence(load)), f"what-if-path-{load.source.iri}"
            st.button(words, key=key, type="tertiary", on_click=_take_out, args=(load.source.iri,))
    rest = len(loads) - LIMITS.load_bearing_sources
    if rest > 0:
        st.caption(f"And {rest:,} more that are not listed here.")


def _take_out(source: str) -> None:
    out = known(WHAT_IF, WhatIfState()).out
    _FORM.change(out=tuple(dict.fromkeys((*out, source)))[:MOST_SOURCES])


def _loads(opened: Opened, state: WhatIfState) -> None:
    st.subheader("Who bears most", anchor=False)
    bearing = opened.graph.load_bearing()
    if not bearing.loads:
        st.markdown("No claim that counts has a source that could be taken out.")
        return
    st.markdown(plain(load_words(bearing)) + " Click a row to take its source out.")
    key = (
        f"{_LOADS}-{len(state.out)}"  # a table of its own for each step, so that no old click is taken twice
    )
    st.dataframe(
        [_row(one) for one in bearing.loads],
        hide_index=True,
        selection_mode="single-cell",
        on_select=lambda: _take_row(key, bearing),
        key=key,
        column_config={_LINKS: _bar(bearing.links)},
    )


def _bar(most: int) -> ColumnConfig:
    return st.column_config.ProgressColumn(width="small", format="%d", min_value=0, max_value=max(1, most))


def load_words(bearing: LoadBearing) -> str:
    """Return of how many sources the list tells, and what the figures in it are parts of.

    Examples
    --------
    >>> load_words(LoadBearing((), 0, 3, 2, 1))
    '0 of 0 sources, by what falls if each alone is taken out of 2 links and 1 other statement.'
    """
    of_all = f"{len(bearing.loads)} of {counted(bearing.bearing, 'source')}"
    told = f"{counted(bearing.links, 'link')} and {counted(bearing.statements, 'other statement')}"
    return f"{of_all}, by what falls if each alone is taken out of {told}."


def _row(load: Load) -> dict[str, object]:
    return {
        _LINKS: load.links,
        "Source": load.source.label,
        "Kind": load.kind.value,
        "Other statements": load.statements,
        "Other status": load.status_changes,
        "Left with one origin": load.single_origin,
        "Claims": load.claims,
    }


def _take_row(key: str, bearing: LoadBearing) -> None:
    cells = st.session_state[key].selection.cells
    if cells:
        _take_out(bearing.loads[cells[0][0]].source.iri)
