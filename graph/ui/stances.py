"""The page of stances over time: who said what when, of an entity or of one statement, and who changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.knowledge.grounds import Asked
from graph.settings import LIMITS
from graph.timeline import StanceHistory, history_sentence
from graph.ui.bar import title
from graph.ui.choosing import Form
from graph.ui.chronicle import change_row, chronicle, key_to_marks, took_place
from graph.ui.leading import lead_on
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.plain import element, plain
from graph.ui.session import EXPLORE
from graph.ui.states import CONTRADICTIONS, ORIGINS, STANCES, StancesState, read_stances
from graph.ui.subject import begun_with, headline, named, subject_boxes
from graph.ui.timechart import busiest, marks, stance_chart
from graph.ui.words import say

_FORM = Form(STANCES, StancesState())


def stances(opened: Opened) -> None:
    """Draw the page."""
    state = recall(
        STANCES,
        lambda parameters: read_stances(parameters, lambda name: named(opened, name), opened.entity),
    )
    publish(STANCES, state)
    thing = begun_with(opened, state.of)
    if not thing:
        title(opened, say("stances.nobody"))
        return
    asked = opened.graph.asked(thing)
    title(opened, say("stances.title", what=headline(opened, asked)))
    history = opened.graph.stances(thing)
    *subject, speakers = st.columns([2, 3, 2], gap="medium")
    subject_boxes(_FORM, opened, asked, subject)
    with speakers:
        _speakers(state, history)
    if not history.moments:
        st.info(say("stances.silent"))
        return
    said = history_sentence(history)
    st.markdown(f"{plain(said[:1].upper() + said[1:])}\\.")
    _changes(opened, history)
    shown = narrowed(history, state.speaker)
    _chart(opened, shown)
    _listed(opened, shown)
    _onwards(opened, asked)


def narrowed(history: StanceHistory, speakers: Sequence[str]) -> StanceHistory:
    """Return `history` with only what these speakers said; all of it without any."""
    if not speakers:
        return history
    kept = tuple(one for one in history.moments if one.claim.claimant.iri in speakers)
    return replace(history, moments=kept)


def _changes(opened: Opened, history: StanceHistory) -> None:
    if not history.changes:
        return
    st.subheader(say("stances.changed", n=len(history.changes)), anchor=False)
    rows = [change_row(one, opened.lexicon.relations) for one in history.changes[: LIMITS.page_rows]]
    st.html(str(element("div", *rows, style="ag-card")))


def _speakers(state: StancesState, history: StanceHistory) -> None:
    spoke = {one.claim.claimant.iri: one.claim.claimant.label for one in history.moments}
    spoke |= {iri: iri for iri in state.speaker if iri not in spoke}
    if len(spoke) > 1:
        st.multiselect(
            say("stances.speakers"),
            sorted(spoke, key=spoke.__getitem__),
            format_func=lambda iri: spoke.get(iri, iri),
            placeholder=say("stances.all_speakers", n=len(spoke)),
            select_all=False,
            **_FORM.bound(state, "speaker"),
        )


def _chart(opened: Opened, history: StanceHistory) -> None:
    spec = stance_chart(history, opened.graph.sentence, dark=st.context.theme.type == "dark")
    if spec is None:
        st.caption(say("stances.undrawn"))
        return
    st.html(str(key_to_marks(events=bool(history.events))))
    st.vega_lite_chart(spec=spec, width="stretch", key="stances-chart")
    st.caption(plain(left_out(history)))


def left_out(history: StanceHistory) -> str:
    """Return what a number beside a mark is, and what of `history` the chart does not hold; often nothing."""
    found = marks(history.moments)
    said = []
    if any(len(one.claims) > 1 for one in found):
        said.append(say("stances.overlapping"))
    everybody, drawn = len({one.who for one in found}), len(busiest(found))
    if drawn < everybody:
        said.append(say("stances.busiest", drawn=drawn, n=everybody))
    undated = sum(one.when is None for one in history.moments)
    if undated:
        said.append(say("stances.undated", n=undated))
    return " ".join(said)


def _listed(opened: Opened, history: StanceHistory) -> None:
    st.subheader(say("stances.as_list"), anchor=False)
    if history.events:
        items = [element("li", took_place(one, opened.graph.sentence)) for one in history.events]
        st.html(
            str(
                element(
                    "div", element("p", say("stances.took_place")), element("ul", *items), style="ag-card"
                )
            )
        )
    st.html(str(chronicle(history.moments, opened.graph.sentence, LIMITS.page_rows)))


def _onwards(opened: Opened, asked: Asked) -> None:
    if asked.kind != "entity" and asked.claims:
        lead_on(opened, asked.claims[0].proposition, "onwards", to=(EXPLORE, ORIGINS, CONTRADICTIONS))
