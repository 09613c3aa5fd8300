"""The Analysis page: who is central, who belongs together, what recurs, and how things went over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from graph.analytics import Basis, Measure, Part, What, known_patterns
from graph.settings import LIMITS
from graph.ui.address import Parameters, Reading, read_explore
from graph.ui.analysis_answers import Answer, Found, draw
from graph.ui.bar import title
from graph.ui.choosing import Form, entity_box
from graph.ui.memory import known, publish, recall, remember
from graph.ui.opening import Opened
from graph.ui.picture import EXPLORE, picture
from graph.ui.session import ExploreState
from graph.ui.states import ANALYSES, ANALYSIS, AnalysisState, read_analysis
from graph.ui.words import say

_FORM = Form(ANALYSIS, AnalysisState())
_BOX_PIXELS = 310
_NETWORKS = ("centrality", "communities", "structure", "motifs")
"""What is asked of a network, which can be that of a picture."""


def analysis(opened: Opened) -> None:
    """Draw the page."""
    state = recall(ANALYSIS, lambda parameters: _read(opened, parameters))
    on_view = state.scope == "view" and state.ask in _NETWORKS
    publish(ANALYSIS, state, *([known(EXPLORE, ExploreState())] if on_view else []))
    title(opened, say("analysis.title_view" if on_view else "analysis.title"))
    _boxes(opened, state)
    _FORM.problem()
    shown = picture(opened, known(EXPLORE, ExploreState())) if on_view else None
    if shown is not None and not shown.links:
        st.info(say("analysis.empty-view"))
        return
    entities = None if shown is None else tuple(node.iri for node in shown.nodes)
    part = Part(entities=entities, with_denied=state.denied)
    draw(Answer(opened, state, part), _found(_key(opened), state, part, opened))


def _read(opened: Opened, parameters: Parameters) -> Reading[AnalysisState]:
    """Read this page's URL, which may hold the state of the picture that is analysed."""
    reading = read_analysis(parameters, opened.entity)
    if reading.state.scope != "view":
        return reading
    explored = read_explore(parameters, opened.entity, lambda name: opened.graph.resolve_relation(name).iri)
    if explored.state != ExploreState():
        remember(EXPLORE, explored.state)
    return Reading(reading.state, (*reading.problems, *explored.problems))


def _boxes(opened: Opened, state: AnalysisState) -> None:
    """Draw what is asked, and the choices that belong to it."""
    own = _CHOICES.get(state.ask, ())
    with st.container(width=_BOX_PIXELS * (1 + len(own))):
        ask, *others = st.columns(1 + len(own), gap="medium")
    with ask:
        _one_of("ask", ANALYSES, state, say)
    for column, choose in zip(others, own, strict=True):
        with column:
            choose(opened, state)
    if state.ask in _NETWORKS:
        with st.container(horizontal=True, vertical_alignment="center", key="analysis-where"):
            scopes = ("everything", "view")
            st.radio(
                say("analysis.scope"),
                scopes,
                format_func=lambda name: say(f"analysis.scope-{name}"),
                horizontal=True,
                label_visibility="collapsed",
                **_FORM.bound(state, "scope"),
            )
            st.checkbox(say("analysis.denied"), **_FORM.bound(state, "denied"))


def _one_of(name: str, offered: tuple[str, ...], state: AnalysisState, words: Callable[[str], str]) -> None:
    st.selectbox(
        say(f"analysis.{name}"),
        offered,
        format_func=lambda each: words(f"analysis.{name}-{each}"),
        **_FORM.bound(state, name),
    )


def _measure(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001 - as all choices are
    _one_of("measure", tuple(one.value for one in Measure), state, say)


def _pattern(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    patterns = known_patterns()
    st.selectbox(
        say("analysis.pattern"),
        tuple(patterns),
        format_func=lambda name: patterns[name].title,
        **_FORM.bound(state, "pattern"),
    )


def _counted(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    _one_of("counted", tuple(one.value for one in What), state, say)


def _month(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    _one_of("month", tuple(one.value for one in Basis), state, say)


def _of(opened: Opened, state: AnalysisState) -> None:
    label = say("analysis.of-series" if state.ask == "series" else "analysis.of-chain")
    entity_box(_FORM, opened, label, state, "of")


_CHOICES: Mapping[str, tuple[Callable[[Opened, AnalysisState], None], ...]] = {
    "centrality": (_measure,),
    "motifs": (_pattern, _of),
    "series": (_counted, _month, _of),
}


def _key(opened: Opened) -> tuple[object, ...]:
    return (opened.location, opened.build, opened.perspective, opened.filter)


@st.cache_resource(show_spinner=say("analysis.working"), max_entries=LIMITS.opened_perspectives)
def _found(key: tuple[object, ...], state: AnalysisState, part: Part, _opened: Opened) -> Found:  # noqa: ARG001
    """Return the answer, worked out once for all who ask the same of the same build."""
    graph = _opened.graph
    if state.ask == "centrality":
        return graph.centrality(state.measure, part=part)
    if state.ask == "communities":
        return graph.communities(part=part)
    if state.ask == "structure":
        return graph.structure(part=part)
    if state.ask == "motifs":
        return graph.motifs(state.pattern, passing=state.of, part=part)
    return graph.course(state.counted, state.of, basis=state.month)
