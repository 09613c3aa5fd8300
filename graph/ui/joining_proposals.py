"""The proposals of the Join page: filtered, page by page, decided one by one or all that are left at once."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from graph.errors import ArmsgraphError, InputError
from graph.joining import Joinable, Proposal, Proposals, Relation
from graph.joining.deciding import VERDICTS, Author, accepted, decided
from graph.joining.decisions import Decision, Decisions, keep_decisions
from graph.joining.entities import KINDS
from graph.knowledge import KnowledgeGraph
from graph.namespaces import local_name
from graph.sentences import counted, listed
from graph.settings import BULK_LIMITS, LIMITS
from graph.ui.choosing import Form
from graph.ui.notices import say_once
from graph.ui.opening import Opened
from graph.ui.plain import Markup, element, plain
from graph.ui.states import JoinState
from graph.ui.words import say

PROBLEM = "join-problem"
"""Where the session keeps what went wrong in a callback, until it is told."""
_REASON, _BULK_REASON = "join-reason", "join-bulk-reason"
_ALSO = 3
"""Other names of an entity that a proposal shows."""
_KEYS = {"same": "s", "variant": "v", "different": "d", "undecided": "l"}
"""Keys that decide the first proposal of a page."""


def proposals(form: Form, opened: Opened, state: JoinState, decisions: Decisions, refusal: str) -> None:
    """Draw what may belong together, as far as `state` asks for it."""
    st.subheader(say("joining.proposed"), anchor=False)
    if not opened.everything.imports():
        st.markdown(say("joining.no-import"))
        return
    _filters(form, opened, state)
    try:
        found = _found(opened.location, opened.build, state.of, opened)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    left = chosen(found.found, state, decisions)
    st.markdown(_how_many(found, len(left)))
    if left:
        _accept_all(opened, left, refusal)
    pages = -(-len(left) // LIMITS.page_cards)
    page = min(state.page, max(pages, 1))
    first = (page - 1) * LIMITS.page_cards
    for place, one in enumerate(left[first : first + LIMITS.page_cards]):
        _card(opened, one, refusal, by_key=not place)
    if pages > 1:
        _turning(form, page, pages)


def chosen(found: Sequence[Proposal], state: JoinState, decisions: Decisions) -> tuple[Proposal, ...]:
    """Return the proposals of the kind and from the score that `state` asks for, and not decided yet."""
    return tuple(
        one
        for one in found
        if one.score >= state.least
        and state.kind in ("", one.one.kind)
        and decisions.on(one.one.iri, one.other.iri) is None
    )


def _filters(form: Form, opened: Opened, state: JoinState) -> None:
    imports, kind, least = st.columns([2, 2, 3], gap="medium")
    with imports:
        st.selectbox(
            say("joining.of"),
            ("", *opened.everything.imports()),
            format_func=lambda name: name or say("joining.all"),
            **form.bound(state, "of", page=1),
        )
    with kind:
        st.selectbox(
            say("joining.kind"),
            ("", *KINDS),
            format_func=lambda name: say(f"joining.kind-{name.lower() or 'all'}"),
            **form.bound(state, "kind", page=1),
        )
    with least:
        lowest = BULK_LIMITS.joining_min_score
        st.slider(say("joining.least"), lowest, 100, **form.bound(state, "least", page=1))


def _turning(form: Form, page: int, pages: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="join-pages"):
        for words, to in (("joining.before", page - 1), ("joining.after", page + 1)):
            outside = not 1 <= to <= pages
            st.button(say(words), disabled=outside, on_click=form.change, kwargs={"page": to})
        st.markdown(say("joining.page", page=page, pages=pages))


@st.cache_data(show_spinner=False, max_entries=LIMITS.kept_builds)
def _found(location: str, build: str, of: str, _opened: Opened) -> Proposals:  # noqa: ARG001 - the key
    """Return what is proposed for a build: the same until there is another."""
    return _opened.everything.proposals(of)


def _how_many(found: Proposals, left: int) -> str:
    words = [say("joining.found", n=left)]
    if found.passed_over:
        words.append(say("joining.passed-over", n=found.passed_over))
    if found.cut:
        words.append(say("joining.cut", most=BULK_LIMITS.joining_pairs))
    return " ".join(words)


def _accept_all(opened: Opened, left: Sequence[Proposal], refusal: str) -> None:
    """Offer to accept all that the filters leave, after saying what that would change."""
    with st.expander(say("joining.accept-all", n=len(left)), key="join-accept"):
        made = _as_proposed(opened.everything, left, "")
        st.html(str(element("p", what_changes(opened.everything, made))))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(say("joining.reason-all"), key=_BULK_REASON)
            st.button(
                say("joining.accept", n=len(made)),
                key="join-accept-all",
                disabled=bool(refusal),
                on_click=_keep_all,
                args=(opened, tuple(left)),
            )


def _as_proposed(graph: KnowledgeGraph, left: Sequence[Proposal], reason: str) -> tuple[Decision, ...]:
    known = {one.iri: one for one in graph.joinable()}
    some = left[: BULK_LIMITS.joining_accepted_at_once]
    return tuple(accepted(some, graph.held_to_be, known.__getitem__, author(), reason=reason))


def what_changes(graph: KnowledgeGraph, made: Sequence[Decision]) -> str:
    """Return what decisions would bring together: how many of each sort, and which losses would meet."""
    sorts = Counter(one.verdict.name.lower() for one in made)
    parts = [say(f"joining.sort-{sort}", n=number) for sort, number in sorted(sorts.items())]
    ends = dict.fromkeys(end for one in made for end in (one.one, one.other))
    losses = Counter[str]()
    for end in ends:
        losses.update(graph.losses_told(end))
    told = [f"{counted(number, 'loss', 'losses')} ({source})" for source, number in sorted(losses.items())]
    meeting = say("joining.bulk-meet", losses=listed(told)) if len(told) > 1 else ""
    return " ".join(filter(None, (say("joining.would-keep", n=len(made), parts=listed(parts)), meeting)))


def _keep_all(opened: Opened, left: Sequence[Proposal]) -> None:
    reason = str(st.session_state.get(_BULK_REASON, "")).strip()
    _keep(opened.location, _as_proposed(opened.everything, left, reason))


def _card(opened: Opened, one: Proposal, refusal: str, *, by_key: bool) -> None:
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
                    shortcut=_KEYS[verdict] if by_key else None,
                    on_click=_decide,
                    args=(opened.location, one, verdict),
                )


def _offered(one: Proposal) -> tuple[str, ...]:
    """Return the verdicts that make sense: only weapons have variants."""
    return tuple(name for name in VERDICTS if name != "variant" or one.one.has_variants)


def proposal_card(opened: Opened, one: Proposal) -> Markup:
    """Return a proposal as people read it: what is proposed, why, both sides, and which losses would meet."""
    words = say(
        "joining.is-same" if one.relation is Relation.SAME else "joining.is-variant",
        one=one.one.label,
        other=one.other.label,
    )
    meeting = _meeting(opened.everything, one)
    return element(
        "div",
        element("p", element("strong", words), f" {say('joining.score', score=one.score)}"),
        element("p", one.reason, style="ag-small"),
        _side(opened, one.one),
        _side(opened, one.other),
        element("p", meeting) if meeting else None,
        style="ag-card",
    )


def _meeting(graph: KnowledgeGraph, one: Proposal) -> str:
    """Return which losses would be counted together; empty where one of the two has none."""
    told = [graph.losses_told(each.iri) for each in (one.one, one.other)]
    if not all(told):
        return ""
    ends = [
        listed(f"{counted(number, 'loss', 'losses')} ({source})" for source, number in sorted(each.items()))
        for each in told
    ]
    return say("joining.meet", one=ends[0], other=ends[1])


def _side(opened: Opened, one: Joinable) -> Markup:
    number = opened.everything.claims_counted(one.iri)
    graph = say("joining.articles") if one.is_curated else local_name(one.graph)
    kinds = ", ".join(sorted(local_name(each).replace("-", " ") for each in one.own_categories)) or one.kind
    others = dict.fromkeys(name for name in one.names if name != one.label)
    also = say("joining.also", names=listed(list(others)[:_ALSO])) if others else ""
    words = say("joining.side", label=one.label, kinds=kinds, graph=graph, n=number)
    return element("p", f"{words} {also}".strip(), style="ag-small")


def _decide(location: str, one: Proposal, verdict: str) -> None:
    """Keep what a button says; from within a callback."""
    key = f"{_REASON} {one.one.iri} {one.other.iri}"
    given = str(st.session_state.get(key, "")).strip()
    reason = given or say("joining.as-proposed", score=one.score, reason=one.reason)
    made = decided(one.one, one.other, VERDICTS[verdict], author(), reason=reason, score=one.score)
    if _keep(location, [made]):
        say_once(say("joining.kept", decision=decided_words(made)))


def decided_words(one: Decision) -> str:
    """Return what was decided as a sentence without its end."""
    verdict = one.verdict.name.lower().replace("_", "-")
    return say(f"joining.was-{verdict}", one=one.names[0], other=one.names[1])


def _keep(location: str, made: Sequence[Decision]) -> bool:
    """Keep what was decided; return whether that could be done."""
    try:
        keep_decisions(location, made)
    except ArmsgraphError as error:
        st.session_state[PROBLEM] = str(error)
        return False
    return True


def author() -> Author:
    """Return who decides in the app, and now: the user who runs it."""
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Author(getpass.getuser(), now)
