"""The Analysis page: who is central, who belongs together, what recurs, and how things went over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import streamlit as st

from graph.analytics import SPLITS, Basis, Each, Measure, Part, What, known_patterns
from graph.analytics.central import WEIGHED
from graph.errors import ArmsgraphError
from graph.progress import Progress, Step
from graph.ui.address import Parameters, Reading, read_explore
from graph.ui.analysis_answers import draw
from graph.ui.analysis_asking import Found, found_for
from graph.ui.analysis_rows import Answer
from graph.ui.bar import title
from graph.ui.choosing import Form, entity_box
from graph.ui.memory import known, publish, recall, remember
from graph.ui.opening import Opened
from graph.ui.picture import EXPLORE, picture
from graph.ui.session import ExploreState
from graph.ui.states import ANALYSES, ANALYSIS, RESOLUTIONS, AnalysisState, read_analysis
from graph.ui.watching import watch
from graph.ui.words import say
from graph.ui.working import InThread, WorkStoppedError, begun, forget

_FORM = Form(ANALYSIS, AnalysisState())
_BOX_PIXELS, _IN_A_ROW = 310, 3
_PATIENCE_SECONDS = 0.4
"""What takes no longer is shown without a bar before it."""
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
    found = _found(opened, state, part)
    if found is not None:
        draw(Answer(opened, state, part), found)


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
    with st.container(width=_BOX_PIXELS * min(1 + len(own), _IN_A_ROW)):
        choices = (lambda *_: _one_of("ask", ANALYSES, state, say), *own)
        for start in range(0, len(choices), _IN_A_ROW):
            row = choices[start : start + _IN_A_ROW]
            for column, choose in zip(
                st.columns(min(len(choices), _IN_A_ROW), gap="medium"), row, strict=False
            ):
                with column:
                    choose(opened, state)
    with st.container(horizontal=True, vertical_alignment="center", key="analysis-where"):
        if state.ask in _NETWORKS:
            scopes = ("everything", "view")
            st.radio(
                say("analysis.scope"),
                scopes,
                format_func=lambda name: say(f"analysis.scope-{name}"),
                horizontal=True,
                label_visibility="collapsed",
                **_FORM.bound(state, "scope"),
            )
            _flag("denied", state)
        if state.ask == "communities" or (state.ask == "centrality" and Measure(state.measure) in WEIGHED):
            _flag("weighted", state, help=say("analysis.weighted-help"))
        if state.ask == "series":
            _flag("running", state)


def _flag(name: str, state: AnalysisState, help: str | None = None) -> None:
    st.checkbox(say(f"analysis.{name}"), help=help, **_FORM.bound(state, name))


def _one_of(
    name: str, offered: tuple[str, ...], state: AnalysisState, words: Callable[[str], str], **beside: object
) -> None:
    st.selectbox(
        say(f"analysis.{name}"),
        offered,
        format_func=lambda each: words(f"analysis.{name}-{each}"),
        **_FORM.bound(state, name, **beside),
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
    offered = tuple(one.value for one in What)
    _one_of("counted", offered, state, say, split="")


def _each(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    _one_of("each", tuple(one.value for one in Each), state, say)


def _split(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    _one_of(
        "split",
        ("", *SPLITS[What(state.counted)]),
        state,
        lambda key: say(f"{key}whole" if key[-1] == "-" else key),
    )


def _resolution(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    _one_of("resolution", RESOLUTIONS, state, say)


def _month(opened: Opened, state: AnalysisState) -> None:  # noqa: ARG001
    _one_of("month", tuple(one.value for one in Basis), state, say)


def _of(opened: Opened, state: AnalysisState) -> None:
    label = say("analysis.of-series" if state.ask == "series" else "analysis.of-chain")
    entity_box(_FORM, opened, label, state, "of")


_CHOICES: Mapping[str, tuple[Callable[[Opened, AnalysisState], None], ...]] = {
    "centrality": (_measure,),
    "communities": (_resolution,),
    "motifs": (_pattern, _of),
    "series": (_counted, _of, _each, _month, _split),
}


def _found(opened: Opened, state: AnalysisState, part: Part) -> Found | None:
    """Return the answer, worked out once for all who ask the same of the same build; None while it is not.

    Then what is drawn says how far it is, and lets it be stopped.
    """
    key = ("analysis", opened.location, opened.build, opened.perspective, opened.filter, state, part)
    work = begun(key, lambda: InThread(lambda progress, _: _worked_out(opened, state, part, progress)))
    work.wait(_PATIENCE_SECONDS)
    if not work.done:
        watch(work, "analysis", words="analysis")
        return None
    try:
        return cast("InThread[Found]", work).result()
    except WorkStoppedError:
        st.info(say("analysis.stopped"))
        st.button(say("analysis.again"), on_click=forget, args=(key,))
        return None
    except ArmsgraphError:
        forget(key)  # who asks again shall not be told of what may have passed
        raise


def _worked_out(opened: Opened, state: AnalysisState, part: Part, progress: Progress) -> Found:
    progress(Step("network"))
    return found_for(opened.graph, state, part, progress=progress)
