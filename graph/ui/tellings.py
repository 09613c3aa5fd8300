"""The page of two tellings: one drawing in four kinds of line, and what they differ on with its claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.comparison import Comparison, Difference, TellingSide, comparison_sentence
from graph.knowledge import KnowledgeGraph
from graph.network import View
from graph.perspective import Perspective
from graph.settings import LIMITS
from graph.ui.address import MIN_NODES
from graph.ui.bar import title
from graph.ui.choices import Choices, choices
from graph.ui.choosing import Form
from graph.ui.component import Scene, draw
from graph.ui.differing import Tellers, difference_card, differences_list
from graph.ui.leading import lead_on
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.outlook import teller
from graph.ui.plain import plain
from graph.ui.session import EXPLORE
from graph.ui.sides import smooth
from graph.ui.states import CONTRADICTIONS, STANCES, TELLINGS, TellingsState, read_tellings
from graph.ui.tinted import tinted_payload
from graph.ui.words import say

_FORM = Form(TELLINGS, TellingsState())


def tellings(opened: Opened) -> None:
    """Draw the page."""
    asked = recall(
        TELLINGS, lambda parameters: read_tellings(parameters, lambda name: teller(opened.everything, name))
    )
    publish(TELLINGS, asked)
    offered = choices(opened)
    state = begun(asked, offered)
    title(opened, _headline(state, offered), needs_claims=False)
    _boxes(opened, state, offered)
    _FORM.problem()
    if opened.perspective.tells:
        st.caption(say("tellings.told-by-above"))
    if not (state.one and state.other):
        st.markdown(say("tellings.begin"))
    elif state.one == state.other:
        st.warning(say("tellings.same"))
    else:
        _answer(opened, state, Tellers(offered.say(state.one), offered.say(state.other)))


def begun(state: TellingsState, offered: Choices) -> TellingsState:
    """Return `state`, where nothing was chosen yet with the first two sides that the data names."""
    sides = [one.name for one in offered.named if one.shipped and one.perspective.told_by]
    if state.one or state.other or len(sides) < 2:
        return state
    return replace(state, one=sides[0], other=sides[1])


def _headline(state: TellingsState, offered: Choices) -> str:
    if state.one and state.other:
        one, other = plain(offered.say(state.one)), plain(offered.say(state.other))
        return say("tellings.title-of", one=one, other=other)
    return say("tellings.title")


def _boxes(opened: Opened, state: TellingsState, offered: Choices) -> None:
    one, swap, other = st.columns([4, 1, 4], gap="small", vertical_alignment="bottom")
    with one:
        _box(opened, say("tellings.one"), state, "one", offered, other=state.other, selected="")
    with swap:
        st.button(
            say("tellings.swap"),
            key="tellings-swap",
            width="stretch",
            on_click=_FORM.change,
            kwargs={"one": state.other, "other": state.one},
        )
    with other:
        _box(opened, say("tellings.other"), state, "other", offered, one=state.one, selected="")


def _box(
    opened: Opened, label: str, state: TellingsState, name: str, offered: Choices, **beside: str
) -> None:
    _FORM.choose(
        label,
        state,
        name,
        offered.tellers,
        words=offered.say,
        find=lambda text: teller(opened.everything, text),
        **beside,
    )


def _answer(opened: Opened, state: TellingsState, names: Tellers) -> None:
    graph = _whoever_tells(opened).graph
    found = graph.compare(*_perspectives(graph, state))
    st.markdown(plain(comparison_sentence(found, names.one, names.other)))
    if not found.differences:
        return
    reading, drawing = st.columns([1, 1], gap="medium")
    with reading:
        _listed(opened, found, names)
    with drawing, st.container(key="tellings-picture"):
        _drawn(opened, state, names)
        _selected(opened, state, found, names)


def _perspectives(graph: KnowledgeGraph, state: TellingsState) -> tuple[Perspective, Perspective]:
    return graph.outlook(told_by=[state.one]), graph.outlook(told_by=[state.other])


def _whoever_tells(opened: Opened) -> Opened:
    """Return the graph under the shared perspective, but whoever tells."""
    return opened.under(replace(opened.perspective, told_by=(), own_voice=False, background=False))


def _listed(opened: Opened, found: Comparison, names: Tellers) -> None:
    for side in TellingSide:
        on_it = found.on(side)
        number = found.number(side)
        heading = _heading(side, names, number)
        if side is TellingSide.OPPOSED:
            st.subheader(plain(heading), anchor=False)
            _rows(opened, on_it, names, number)
        elif on_it:
            with st.expander(plain(heading), key=f"tellings-{side.value}"):
                _rows(opened, on_it, names, number)


def _heading(side: TellingSide, names: Tellers, number: int) -> str:
    if side is TellingSide.OPPOSED:
        return say("tellings.opposed", n=number) if number else say("tellings.opposed-none")
    if side is TellingSide.BOTH:
        return say("tellings.told-both", n=number)
    teller = names.one if side is TellingSide.ONLY_ONE else names.other
    return say("tellings.told-only", teller=teller, n=number)


def _rows(opened: Opened, on_it: Sequence[Difference], names: Tellers, number: int) -> None:
    if on_it:
        rows = differences_list(on_it, names, opened.graph.sentence, LIMITS.page_rows, number)
        st.html(str(rows))


def _drawn(opened: Opened, state: TellingsState, names: Tellers) -> None:
    graph = _whoever_tells(opened).graph
    shown = graph.comparison_view(*_perspectives(graph, state), max_nodes=state.nodes)
    if not shown.view.links:
        st.caption(say("tellings.no-links"))
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(amount(shown.view))
        with st.popover(say("tellings.how-much")):
            most = LIMITS.comparison_view_max_nodes
            beside = {"one": state.one, "other": state.other}
            bound = _FORM.bound(state, "nodes", **beside)
            st.slider(say("tellings.entities"), MIN_NODES, most, **bound)
    payload = tinted_payload(shown, opened.presentation, names.one, names.other)
    place = f"{TELLINGS} {' '.join(sorted((state.one, state.other)))}"
    draw(
        Scene(
            TELLINGS,
            place,
            payload,
            selected=state.selected,
            height="clamp(20rem, calc(100vh - 32rem), 44rem)",
        ),
        on_select=lambda iri: _FORM.change(one=state.one, other=state.other, selected=iri),
    )


def _selected(opened: Opened, state: TellingsState, found: Comparison, names: Tellers) -> None:
    chosen = next((one for one in found.differences if one.proposition.iri == state.selected), None)
    if chosen is None:
        st.caption(say("tellings.click"))
        return
    said = smooth(opened.graph.sentence(chosen.proposition), [chosen.proposition])
    st.subheader(plain(said), anchor=False)
    st.html(str(difference_card(chosen, names, opened.graph.sentence)))
    lead_on(opened, chosen.proposition, "selected", to=(EXPLORE, STANCES, CONTRADICTIONS))


def amount(view: View) -> str:
    """Return how much of both tellings is drawn.

    Examples
    --------
    >>> amount(View((), (), total_links=3))
    'Drawn: 0 of 3 links, what they oppose each other on first.'
    """
    if len(view.links) == view.total_links:
        return say("tellings.drawn-all", n=view.total_links)
    return say("tellings.drawn", shown=len(view.links), n=view.total_links)
