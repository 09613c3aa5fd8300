"""The Join page: what imports and articles may have in common, decided one by one, and the counts it brings.

A decision is kept at once, in a file beside the store; it comes into the graph with all others by one button,
because that makes a new build.
"""

from __future__ import annotations

import streamlit as st

from graph.errors import ArmsgraphError
from graph.identity import Verdict
from graph.importing.costing import seconds_to_write
from graph.ingest.joined import seconds_to_join, unjoined
from graph.joining.decisions import Decision, Decisions, take_back
from graph.settings import LIMITS
from graph.ui.bar import title
from graph.ui.choosing import Form
from graph.ui.import_store import why_not_writable
from graph.ui.import_work import Job, Task, begin_writing
from graph.ui.joining_counts import counts
from graph.ui.joining_proposals import PROBLEM, author, decided_words, proposals
from graph.ui.memory import publish, recall
from graph.ui.notices import notices
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.states import JOIN, JoinState, read_join
from graph.ui.store_work import is_busy, told_of_others
from graph.ui.watching import duration
from graph.ui.words import say

_FORM = Form(JOIN, JoinState())


def joining(opened: Opened) -> None:
    """Draw the page."""
    state = recall(JOIN, lambda parameters: read_join(parameters, opened.entity))
    publish(JOIN, state)
    title(opened, say("joining.title"), needs_claims=False)
    _FORM.problem()
    refusal = why_not_writable(opened.location)
    if refusal:
        st.warning(plain(refusal))
    if problem := st.session_state.pop(PROBLEM, ""):
        st.error(plain(problem))
    decisions = opened.everything.decisions()
    # What comes and goes has one place, or a box below that was opened would be shut where it moves.
    with st.container(key="join-head"):
        told_of_others(opened)
        notices()
        _waiting(opened, decisions, refusal)
    counts(_FORM, opened, state)
    proposals(_FORM, opened, state, decisions, refusal)
    _decided(opened, decisions, refusal)


def _waiting(opened: Opened, decisions: Decisions, refusal: str) -> None:
    """Say how many decisions the graph does not hold yet, and bring them in."""
    number = unjoined(opened.everything.store, decisions.held.values())
    if not number:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        held = tuple(decisions.held.values())
        takes = duration(_seconds(opened.location, opened.build, held, opened))
        st.markdown(f"{say('joining.waiting', n=number)} {say('joining.takes', time=takes)}", width="stretch")
        st.button(
            say("joining.bring-in"),
            type="primary",
            disabled=bool(refusal) or is_busy(opened.location),
            key="join-bring-in",
            on_click=_bring_in,
            args=(opened.location,),
        )


@st.cache_data(show_spinner=False, max_entries=LIMITS.kept_builds)
def _seconds(  # `location` and `build` tell builds apart
    location: str,  # noqa: ARG001
    build: str,  # noqa: ARG001
    held: tuple[Decision, ...],
    _opened: Opened,
) -> float:
    """Return how long it takes to bring decisions into a build; a large one takes a second to tell that."""
    store = _opened.everything.store
    found = seconds_to_join(store, held)
    return seconds_to_write(len(store)) if found is None else found


def _bring_in(location: str) -> None:
    begin_writing(Job(Task.JOIN, location))


def _decided(opened: Opened, decisions: Decisions, refusal: str) -> None:
    """List what was decided, left undecided first, each to be taken back."""
    if not decisions.held:
        return
    open_ones = decisions.of(Verdict.UNDECIDED)
    with st.expander(say("joining.decided", n=len(decisions.held), undecided=len(open_ones))):
        latest = tuple(decisions.held.values())[::-1]
        for one in (*open_ones, *(each for each in latest if each.verdict is not Verdict.UNDECIDED)):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(str(decision_card(one)), width="stretch")
                st.button(
                    say("joining.undo"),
                    key=f"undo {one.iri}",
                    disabled=bool(refusal),
                    on_click=_undo,
                    args=(opened.location, one.iri),
                )


def decision_card(one: Decision) -> Markup:
    """Return a decision as people read it: what, why, by whom and when."""
    return element(
        "div",
        element("p", decided_words(one)),
        element("p", say("joining.by", reason=one.reason, by=one.by, on=one.on[:10]), style="ag-small"),
        style="ag-card",
    )


def _undo(location: str, iri: str) -> None:
    who = author()
    try:
        take_back(location, iri, by=who.by, on=who.on)
    except ArmsgraphError as error:
        st.session_state[PROBLEM] = str(error)
