"""The page of stances over time: who said what when, of an entity or of one statement, and who changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.knowledge.grounds import Asked
from graph.sentences import counted
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
        title(opened, "There is nobody in this graph to take a stance.")
        return
    asked = opened.graph.asked(thing)
    title(opened, f"Who said what when: {headline(opened, asked)}")
    history = opened.graph.stances(thing)
    *subject, speakers = st.columns([2, 3, 2], gap="medium")
    subject_boxes(_FORM, opened, asked, subject)
    with speakers:
        _speakers(state, history)
    if not history.moments:
        st.info("No claim that counts says anything of it. Let more claims count, or choose something else.")
        return
    st.markdown(f"{plain(history_sentence(history))}\\.")
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
    st.subheader(f"Who changed ({len(history.changes)})", anchor=False)
    rows = [change_row(one, opened.lexicon.relations) for one in history.changes[: LIMITS.page_rows]]
    st.html(str(element("div", *rows, style="ag-card")))


def _speakers(state: StancesState, history: StanceHistory) -> None:
    spoke = {one.claim.claimant.iri: one.claim.claimant.label for one in history.moments}
    spoke |= {iri: iri for iri in state.speaker if iri not in spoke}
    if len(spoke) > 1:
        st.multiselect(
            "Only these speakers",
            sorted(spoke, key=spoke.__getitem__),
            format_func=lambda iri: spoke.get(iri, iri),
            placeholder=f"All {len(spoke)}",
            select_all=False,
            **_FORM.bound(state, "speaker"),
        )


def _chart(opened: Opened, history: StanceHistory) -> None:
    spec = stance_chart(history, opened.graph.sentence, dark=st.context.theme.type == "dark")
    if spec is None:
        st.caption("Nothing of this is dated, so there is nothing to draw. The list tells it all.")
        return
    st.html(str(key_to_marks(events=bool(history.events))))
    st.vega_lite_chart(spec=spec, width="stretch", key="stances-chart")
    st.caption(plain(left_out(history)))


def left_out(history: StanceHistory) -> str:
    """Return what a number beside a mark is, and what of `history` the chart does not hold; often nothing."""
    found = marks(history.moments)
    said = []
    if any(len(one.claims) > 1 for one in found):
        said.append("A number counts the claims of one speaker that would lie on each other.")
    everybody, drawn = len({one.who for one in found}), len(busiest(found))
    if drawn < everybody:
        said.append(f"Drawn are the {drawn} of {everybody} speakers who say most.")
    undated = sum(one.when is None for one in history.moments)
    if undated:
        are = "is" if undated == 1 else "are"
        said.append(f"{counted(undated, 'claim')} without a date {are} in the list only.")
    return " ".join(said)


def _listed(opened: Opened, history: StanceHistory) -> None:
    st.subheader("The same as a list", anchor=False)
    if history.events:
        items = [element("li", took_place(one, opened.graph.sentence)) for one in history.events]
        st.html(str(element("div", element("p", "What took place:"), element("ul", *items), style="ag-card")))
    st.html(str(chronicle(history.moments, opened.graph.sentence, LIMITS.page_rows)))


def _onwards(opened: Opened, asked: Asked) -> None:
    if asked.kind != "entity" and asked.claims:
        lead_on(opened, asked.claims[0].proposition, "onwards", to=(EXPLORE, ORIGINS, CONTRADICTIONS))
