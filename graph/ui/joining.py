"""The Join page: what imports and articles may have in common, decided one by one, and the counts it brings.

A decision is kept at once, in a file beside the store; it comes into the graph with all others by one button,
because that builds the graph anew.
"""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

import streamlit as st

from graph.errors import ArmsgraphError, InputError
from graph.identity import Verdict
from graph.ingest.joined import unjoined
from graph.joining import Joinable, Proposal, Proposals, Relation
from graph.joining.deciding import VERDICTS, Author, decided
from graph.joining.decisions import Decision, Decisions, keep_decisions, take_back
from graph.namespaces import local_name
from graph.settings import BULK_LIMITS, LIMITS
from graph.ui.bar import title
from graph.ui.choosing import Form
from graph.ui.import_store import why_not_writable
from graph.ui.import_work import Job, Task, begin_writing
from graph.ui.joining_counts import counts
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.states import JOIN, JoinState, read_join
from graph.ui.store_work import is_busy, told_of_others
from graph.ui.words import say

_FORM = Form(JOIN, JoinState())
_REASON = "join-reason"
_PROBLEM = "join-problem"


def joining(opened: Opened) -> None:
    """Draw the page."""
    state = recall(JOIN, lambda parameters: read_join(parameters, opened.entity))
    publish(JOIN, state)
    title(opened, say("joining.title"), needs_claims=False)
    _FORM.problem()
    refusal = why_not_writable(opened.location)
    if refusal:
        st.warning(plain(refusal))
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(plain(problem))
    told_of_others(opened)
    decisions = opened.everything.decisions()
    _waiting(opened, decisions, refusal)
    _proposals(opened, state, refusal)
    _decided(opened, decisions, refusal)
    counts(_FORM, opened, state)


def _waiting(opened: Opened, decisions: Decisions, refusal: str) -> None:
    """Say how many decisions the graph does not hold yet, and bring them in."""
    number = unjoined(opened.everything.store, decisions.held.values())
    if not number:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say("joining.waiting", n=number), width="stretch")
        st.button(
            say("joining.bring-in"),
            type="primary",
            disabled=bool(refusal) or is_busy(opened.location),
            key="join-bring-in",
            on_click=_bring_in,
            args=(opened.location,),
        )


def _bring_in(location: str) -> None:
    begin_writing(Job(Task.JOIN, location))


def _proposals(opened: Opened, state: JoinState, refusal: str) -> None:
    imports = opened.everything.imports()
    st.subheader(say("joining.proposed"), anchor=False)
    if not imports:
        st.markdown(say("joining.no-import"))
        return
    with st.container(horizontal=True):
        names = ("", *imports)
        st.selectbox(
            say("joining.of"),
            names,
            format_func=lambda name: name or say("joining.all"),
            **_FORM.bound(state, "of", shown=LIMITS.page_cards),
        )
    try:
        found = _found(opened.location, opened.build, state.of, opened)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    left = [one for one in found.found if _still_open(opened, one)]
    st.markdown(_how_many(found, len(left)))
    for one in left[: state.shown]:
        _card(opened, one, refusal)
    rest = len(left) - state.shown
    if rest > 0:
        more = min(rest, LIMITS.page_cards)
        st.button(
            say("joining.more", number=more, all=len(left)),
            on_click=_FORM.change,
            kwargs={"shown": state.shown + more},
        )


@st.cache_data(show_spinner=False, max_entries=LIMITS.kept_builds)
def _found(location: str, build: str, of: str, _opened: Opened) -> Proposals:  # noqa: ARG001 - the key
    """Return what is proposed for a build: the same until there is another."""
    return _opened.everything.proposals(of)


def _still_open(opened: Opened, one: Proposal) -> bool:
    return opened.everything.decisions().on(one.one.iri, one.other.iri) is None


def _how_many(found: Proposals, left: int) -> str:
    words = [say("joining.found", n=left)]
    if found.passed_over:
        words.append(say("joining.passed-over", n=found.passed_over))
    if found.cut:
        words.append(say("joining.cut", most=BULK_LIMITS.joining_pairs))
    return " ".join(words)


def _card(opened: Opened, one: Proposal, refusal: str) -> None:
    key = f"{one.one.iri} {one.other.iri}"
    with st.container(border=True, key=f"join-{key}"):
        st.html(str(proposal_card(opened, one)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(say("joining.reason"), key=f"{_REASON} {key}", placeholder=one.reason)
            for verdict in _offered(one):
                st.button(
                    say(f"joining.verdict-{verdict}"),
                    key=f"{verdict} {key}",
                    disabled=bool(refusal),
                    type="primary" if verdict == one.relation.value else "secondary",
                    on_click=_decide,
                    args=(opened.location, one, verdict),
                )


def _offered(one: Proposal) -> tuple[str, ...]:
    """Return the verdicts that make sense: only weapons have variants."""
    return tuple(name for name in VERDICTS if name != "variant" or one.one.has_variants)


def proposal_card(opened: Opened, one: Proposal) -> Markup:
    """Return a proposal as people read it: what is proposed, why, and both sides."""
    words = say(
        "joining.is-same" if one.relation is Relation.SAME else "joining.is-variant",
        one=one.one.label,
        other=one.other.label,
    )
    return element(
        "div",
        element("p", element("strong", words), f" {say('joining.score', score=one.score)}"),
        element("p", one.reason, style="ag-small"),
        _side(opened, one.one),
        _side(opened, one.other),
    )


def _side(opened: Opened, one: Joinable) -> Markup:
    number = opened.everything.claims_counted(one.iri)
    graph = say("joining.articles") if one.is_curated else local_name(one.graph)
    kinds = ", ".join(sorted(local_name(each).replace("-", " ") for each in one.own_categories)) or one.kind
    also = " ".join(one.names[1:4])
    words = say("joining.side", label=one.label, kinds=kinds, graph=graph, n=number)
    return element("p", f"{words} {also}".strip(), style="ag-small")


def _decide(location: str, one: Proposal, verdict: str) -> None:
    """Keep what a button says; from within a callback."""
    key = f"{_REASON} {one.one.iri} {one.other.iri}"
    given = str(st.session_state.get(key, "")).strip()
    reason = given or say("joining.as-proposed", score=one.score, reason=one.reason)
    made = decided(one.one, one.other, VERDICTS[verdict], _author(), reason=reason, score=one.score)
    try:
        keep_decisions(location, [made])
    except ArmsgraphError as error:
        st.session_state[_PROBLEM] = str(error)


def _author() -> Author:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Author(getpass.getuser(), now)


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
    words = say(
        f"joining.was-{one.verdict.name.lower().replace('_', '-')}", one=one.names[0], other=one.names[1]
    )
    return element(
        "div",
        element("p", words),
        element("p", say("joining.by", reason=one.reason, by=one.by, on=one.on[:10]), style="ag-small"),
    )


def _undo(location: str, iri: str) -> None:
    author = _author()
    try:
        take_back(location, iri, by=author.by, on=author.on)
    except ArmsgraphError as error:
        st.session_state[_PROBLEM] = str(error)
