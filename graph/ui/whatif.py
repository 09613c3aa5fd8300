"""The page that takes sources out: what falls without them, what stands otherwise, and who bears most."""

from __future__ import annotations

from collections.abc import Callable
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
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.elements.lib.column_types import ColumnConfig

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
        st.markdown(say("whatif.begin"))
    _path_loads(opened, state)
    _loads(opened, state)


def _headline(state: WhatIfState, offered: Choices) -> str:
    if len(state.out) != 1:
        return say("whatif.title-several" if state.out else "whatif.title")
    return say("whatif.title-one", source=plain(_called(offered, state.out[0])))


def _called(offered: Choices, name: str) -> str:
    if name == UNNAMED:
        return say("whatif.every-unnamed")
    if name in offered.documents:
        return say("whatif.quoted", title=offered.say(name))
    return offered.say(name)


def _choice(opened: Opened, state: WhatIfState, offered: Choices) -> None:
    out, start, end = st.columns([3, 2, 2], gap="medium")
    with out:
        _FORM.choose_several(
            say("whatif.take-out"),
            state,
            "out",
            (UNNAMED, *offered.sources),
            words=lambda name: say("whatif.unnamed") if name == UNNAMED else offered.say(name),
            find=lambda name: source(opened.everything, name),
            most=MOST_SOURCES,
        )
    with start:
        entity_box(_FORM, opened, say("whatif.start"), state, "start")
    with end:
        entity_box(_FORM, opened, say("whatif.end"), state, "end")


def _answer(opened: Opened, state: WhatIfState) -> None:
    path = (state.start, state.end) if state.start and state.end else None
    if bool(state.start) != bool(state.end):
        st.info(say("whatif.both-ends"))
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
    lost = found.statements
    links, others = found.number("links"), found.number("statements")
    _part("links", links, lambda: fallen_list(found.links, found, sentence, most, links))
    _part("statements", others, lambda: fallen_list(lost, found, sentence, most, others))
    unheard = found.unheard
    number = found.number
    _part("unheard", number("unheard"), lambda: changes_list(unheard, sentence, most, number("unheard")))
    restated = found.restated
    _part("restated", number("restated"), lambda: changes_list(restated, sentence, most, number("restated")))
    single = found.single_origin
    in_all = number("single_origin")
    _part("single", in_all, lambda: changes_list(single, sentence, most, in_all))
    unnamed, of_them = found.unnamed_only, number("unnamed_only")
    _part("unnamed", of_them, lambda: changes_list(unnamed, sentence, most, of_them))
    _part("silent", number("silent"), lambda: silent_list(found.silent, most, number("silent")))
    if number("claims"):
        st.caption(plain(found.separation.sentence))


def _part(name: str, number: int, drawn: Callable[[], Markup]) -> None:
    if number:
        words = say("whatif.part", heading=say(f"whatif.part-{name}"), n=number)
        with st.expander(words, key=f"what-if-{name}"):
            st.html(str(drawn()))


def _paths(opened: Opened, found: Rerouting) -> None:
    ends = {"start": found.before.start.label, "end": found.before.end.label}
    st.subheader(plain(say("whatif.from-to", **ends)), anchor=False)
    st.markdown(plain(rerouting_sentence(found)))
    before, after = st.columns(2, gap="medium")
    broken = frozenset(proposition_of(hop) for path in found.fallen for hop in path.broken)
    with before:
        st.markdown(f"**{say('whatif.before')}**")
        if found.before.paths:
            st.html(str(path_lines(found.before.paths, opened.graph.sentence, broken)))
    with after:
        st.markdown(f"**{say('whatif.after')}**")
        if found.after.paths:
            st.html(str(path_lines(found.after.paths, opened.graph.sentence, frozenset())))
        else:
            st.markdown(say("whatif.no-path"))
        for way in found.after.opens:
            st.markdown(plain(way))


def _path_loads(opened: Opened, state: WhatIfState) -> None:
    """Draw the sources on which the connection that is asked about hangs; a click takes one out."""
    if not (state.start and state.end) or state.start == state.end:
        return
    st.subheader(say("whatif.hangs"), anchor=False)
    every = opened.graph.load_bearing_path(state.start, state.end)
    loads = [one for one in every if one.source.iri not in state.out]
    if not loads:
        st.markdown(say("whatif.hangs-none"))
        return
    st.markdown(say("whatif.hangs-click"))
    with st.container(key="what-if-path", gap=None):
        for load in loads[: LIMITS.load_bearing_sources]:
            words, key = plain(path_load_sentence(load)), f"what-if-path-{load.source.iri}"
            st.button(words, key=key, type="tertiary", on_click=_take_out, args=(load.source.iri,))
    rest = len(loads) - LIMITS.load_bearing_sources
    if rest > 0:
        st.caption(say("words.unlisted", n=rest))


def _take_out(source: str) -> None:
    out = known(WHAT_IF, WhatIfState()).out
    _FORM.change(out=tuple(dict.fromkeys((*out, source)))[:MOST_SOURCES])


def _loads(opened: Opened, state: WhatIfState) -> None:
    st.subheader(say("whatif.bears"), anchor=False)
    bearing = opened.graph.load_bearing()
    if not bearing.loads:
        st.markdown(say("whatif.bears-none"))
        return
    st.markdown(f"{plain(load_words(bearing))} {say('whatif.bears-click')}")
    # A table of its own for each step, so that no old click is taken twice.
    loads_table(bearing, f"{_LOADS}-{len(state.out)}")


def loads_table(bearing: LoadBearing, key: str) -> None:
    """Draw the sources that bear most as a table; a click on a row takes its source out."""
    st.dataframe(
        [_row(one) for one in bearing.loads],
        hide_index=True,
        selection_mode="single-cell",
        on_select=lambda: _take_row(key, bearing),
        key=key,
        column_config={say("whatif.column-links"): _bar(bearing.links), **_figures()},
    )


def _bar(most: int) -> ColumnConfig:
    return st.column_config.ProgressColumn(
        width="small", format="localized", min_value=0, max_value=max(1, most)
    )


def _figures() -> dict[str, ColumnConfig]:
    """Return how counts are written: with separators between thousands."""
    names = ("statements", "status", "single", "claims")
    return {say(f"whatif.column-{name}"): st.column_config.NumberColumn(format="localized") for name in names}


def load_words(bearing: LoadBearing) -> str:
    """Return of how many sources the list tells, and what the figures in it are parts of.

    Examples
    --------
    >>> load_words(LoadBearing((), 0, 3, 2, 1))
    '0 of 0 sources, by what falls if each alone is taken out of 2 links and 1 other statement.'
    """
    links = say("words.links", n=bearing.links)
    other = say("whatif.other-statements", n=bearing.statements)
    shown = len(bearing.loads)
    return say("whatif.bears-sentence", shown=shown, n=bearing.bearing, links=links, statements=other)


def _row(load: Load) -> dict[str, object]:
    return {
        say("whatif.column-links"): load.links,
        say("whatif.column-source"): load.source.label,
        say("whatif.column-kind"): say(f"whatif.kind-{load.kind.name.lower()}"),
        say("whatif.column-statements"): load.statements,
        say("whatif.column-status"): load.status_changes,
        say("whatif.column-single"): load.single_origin,
        say("whatif.column-claims"): load.claims,
    }


def _take_row(key: str, bearing: LoadBearing) -> None:
    cells = st.session_state[key].selection.cells
    if cells:
        _take_out(bearing.loads[cells[0][0]].source.iri)
