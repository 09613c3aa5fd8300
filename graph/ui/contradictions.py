"""The page of contradictions: every side with its claims beside the others, and nothing resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import streamlit as st

from graph.contradictions import (
    CONTRADICTORY,
    Contradiction,
    ContradictionKind,
    kinds_of,
    of_kinds,
    with_key,
)
from graph.errors import InputError
from graph.settings import LIMITS
from graph.tallies import CountsApart
from graph.ui.bar import title
from graph.ui.choices import Choices, choices
from graph.ui.choosing import Form, entity_box
from graph.ui.counted import counts_card, with_key_or_all
from graph.ui.disputed import contradiction_card, denied_card
from graph.ui.leading import lead_on, leads_line
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.outlook import teller
from graph.ui.plain import plain
from graph.ui.session import EXPLORE
from graph.ui.states import (
    CONTRADICTIONS,
    ORIGINS,
    STANCES,
    ContradictionsState,
    read_contradictions,
)
from graph.ui.words import say

Found: TypeAlias = Sequence[Contradiction]

_FORM = Form(CONTRADICTIONS, ContradictionsState())


def contradictions(opened: Opened) -> None:
    """Draw the page."""
    state = recall(
        CONTRADICTIONS,
        lambda parameters: read_contradictions(
            parameters, opened.entity, lambda name: teller(opened.everything, name)
        ),
    )
    publish(CONTRADICTIONS, state)
    offered = choices(opened)
    title(opened, _headline(opened, state, offered))
    _filters(opened, state, offered)
    _FORM.problem()
    if bool(state.one) != bool(state.other):
        st.info(say("contradictions.second"))
    try:
        found, apart = asked(opened, state), asked_counts(opened, state)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    _answer(opened, state, found, apart)


def asked(opened: Opened, state: ContradictionsState) -> Found:
    """Return what `state` asks for, heaviest first, denials that nobody asserts among it."""
    found = opened.graph.contradictions(
        about=state.about or None,
        between=(state.one, state.other) if state.one and state.other else None,
        kinds=state.kind or tuple(ContradictionKind),
    )
    return with_key(found, state.only) if state.only else found


def asked_counts(opened: Opened, state: ContradictionsState) -> Sequence[CountsApart]:
    """Return the counts of losses that part and that `state` asks for; none where it asks for kinds."""
    if state.kind:
        return ()
    between = (state.one, state.other) if state.one and state.other else None
    return with_key_or_all(opened.graph.counts_apart(state.about or None, between), state.only)


def _headline(opened: Opened, state: ContradictionsState, offered: Choices) -> str:
    what = plain(opened.name(state.about)) if state.about else ""
    if not (state.one and state.other):
        return say("contradictions.title-about", what=what) if what else say("contradictions.title")
    one, other = (plain(offered.say(party)) for party in (state.one, state.other))
    if what:
        return say("contradictions.title-between-about", one=one, other=other, what=what)
    return say("contradictions.title-between", one=one, other=other)


def _filters(opened: Opened, state: ContradictionsState, offered: Choices) -> None:
    entity_box(_FORM, opened, say("contradictions.about"), state, "about", only="")
    narrowed = bool(state.one or state.other) + bool(state.kind)
    words = say("contradictions.narrow-set", n=narrowed) if narrowed else say("contradictions.narrow")
    with st.expander(words, expanded=narrowed > 0, key="contradictions-narrow"):
        one, other = st.columns(2, gap="medium")
        with one:
            _party(opened, say("contradictions.one"), state, "one", offered)
        with other:
            _party(opened, say("contradictions.other"), state, "other", offered)
        st.pills(
            say("contradictions.kinds"),
            [kind.value for kind in ContradictionKind],
            selection_mode="multi",
            format_func=lambda value: say(f"contradictions.kind-{ContradictionKind(value).name.lower()}"),
            **_FORM.bound(state, "kind", only=""),
        )


def _party(opened: Opened, label: str, state: ContradictionsState, name: str, offered: Choices) -> None:
    _FORM.choose(
        label,
        state,
        name,
        offered.tellers,
        words=offered.say,
        find=lambda text: teller(opened.everything, text),
        only="",
    )


def _answer(opened: Opened, state: ContradictionsState, found: Found, apart: Sequence[CountsApart]) -> None:
    denials, disputes = of_kinds(found, {ContradictionKind.DENIAL}), of_kinds(found, CONTRADICTORY)
    if found or not apart:
        st.markdown(plain(counting(disputes, denials, narrowed=_is_narrowed(state))))
    if apart:
        st.markdown(say("contradictions.counts-apart", n=len(apart)))
    if state.only:
        st.button(say("contradictions.show-all"), on_click=_FORM.change, kwargs={"only": ""})
    for one in disputes[: state.cards]:
        _card(opened, one)
    _more(state, len(disputes))
    if apart:
        _counts(state, apart)
    if denials:
        _denials(opened, denials)


def _is_narrowed(state: ContradictionsState) -> bool:
    return bool(state.about or state.kind or state.only or (state.one and state.other))


def counting(disputes: Found, denials: Found, *, narrowed: bool = False) -> str:
    """Return how many contradictions there are of which kind, in sentences.

    Examples
    --------
    >>> counting([], [])
    'Nothing here contradicts anything else.'
    """
    if not disputes and denials:
        return say("contradictions.only-denied", n=len(denials))
    if not disputes:
        return say("contradictions.none-narrowed" if narrowed else "contradictions.none")
    kinds = kinds_of(disputes)
    words = [say("contradictions.found", n=len(disputes), parts=_by_kind(kinds))]
    if len(disputes) > 1:
        words.append(say("contradictions.order"))
    if 0 < kinds[ContradictionKind.FRAMING] < len(disputes):
        words.append(say("contradictions.last"))
    if denials:
        words.append(say("contradictions.also-denied", n=len(denials)))
    return " ".join(words)


def _by_kind(kinds: Counter[ContradictionKind]) -> str:
    return say("contradictions.between").join(
        say(f"contradictions.number-{kind.name.lower()}", n=kinds[kind])
        for kind in ContradictionKind
        if kinds[kind]
    )


def _card(opened: Opened, one: Contradiction) -> None:
    with st.container(border=True, key=f"contradiction-{one.key}"):
        st.html(str(contradiction_card(one, opened.lexicon.relations)))
        lead_on(opened, one.propositions[0], one.key, to=(EXPLORE, STANCES, ORIGINS))


def _counts(state: ContradictionsState, apart: Sequence[CountsApart]) -> None:
    """Draw where counts of losses part, those that cannot both hold first."""
    st.subheader(say("contradictions.counts"), anchor=False)
    st.markdown(say("contradictions.counts-how"))
    for one in apart[: state.cards]:
        with st.container(border=True, key=f"contradiction-{one.key}"):
            st.html(str(counts_card(one)))
    if len(apart) > state.cards:
        _more(state, len(apart))


def _more(state: ContradictionsState, number: int) -> None:
    rest = number - state.cards
    if rest > 0:
        more = min(rest, LIMITS.page_cards)
        words = say("contradictions.more", number=more, all=number)
        st.button(words, on_click=_FORM.change, kwargs={"cards": state.cards + more})


def _denials(opened: Opened, denials: Found) -> None:
    st.subheader(say("contradictions.denials"), anchor=False)
    st.markdown(say("contradictions.denials-how"))
    if len(denials) > LIMITS.listed_denials:
        st.caption(say("contradictions.denials-cut", shown=LIMITS.listed_denials, n=len(denials)))
    relations, pages = opened.lexicon.relations, (EXPLORE, STANCES, ORIGINS)
    shown = denials[: LIMITS.listed_denials]
    st.html(str(denied_card(shown, relations, lambda one: leads_line(opened, one, pages))))
