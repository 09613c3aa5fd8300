"""The page of contradictions: every side with its claims beside the others, and nothing resolved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import streamlit as st

from graph.contradictions import Contradiction, ContradictionKind
from graph.errors import InputError
from graph.sentences import counted
from graph.settings import LIMITS
from graph.ui.bar import title
from graph.ui.choices import Choices, choices
from graph.ui.choosing import Form, entity_box
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

Found: TypeAlias = Sequence[Contradiction]

KINDS = {
    ContradictionKind.OPPOSITE: "Asserted and denied",
    ContradictionKind.DOUBT: "Asserted and left open",
    ContradictionKind.INCOMPATIBLE: "Accounts that exclude each other",
    ContradictionKind.FIGURES: "Different figures or dates",
    ContradictionKind.FRAMING: "Different framings",
    ContradictionKind.DENIAL: "Denied, and asserted by nobody",
}
_COUNTED = {
    ContradictionKind.OPPOSITE: ("assertion that is denied", "assertions that are denied"),
    ContradictionKind.DOUBT: ("assertion that is left open", "assertions that are left open"),
    ContradictionKind.INCOMPATIBLE: (
        "set of accounts that exclude each other",
        "sets of accounts that exclude each other",
    ),
    ContradictionKind.FIGURES: (
        "matter with different figures or dates",
        "matters with different figures or dates",
    ),
    ContradictionKind.FRAMING: ("difference of framing", "differences of framing"),
}
_ORDER = "The one on which most hangs comes first, differences of framing after all others."
_LAST = "What only frames a matter otherwise comes last."
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
        st.info("Choose a second party, and only what stands between the two is shown.")
    try:
        found = asked(opened, state)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    _answer(opened, state, found)


def asked(opened: Opened, state: ContradictionsState) -> tuple[Contradiction, ...]:
    """Return what `state` asks for, heaviest first, denials that nobody asserts among it."""
    found = opened.graph.contradictions(
        about=state.about or None,
        between=(state.one, state.other) if state.one and state.other else None,
        kinds=state.kind or tuple(ContradictionKind),
    )
    return tuple(one for one in found if one.key == state.only) if state.only else found


def _headline(opened: Opened, state: ContradictionsState, offered: Choices) -> str:
    about = f" about {plain(opened.label(state.about))}" if state.about else ""
    if state.one and state.other:
        ends = " and ".join(plain(offered.say(party)) for party in (state.one, state.other))
        return f"What {ends} contradict each other on{',' + about if about else ''}"
    return f"Where the sources contradict each other{about}"


def _filters(opened: Opened, state: ContradictionsState, offered: Choices) -> None:
    entity_box(_FORM, opened, "About", state, "about", only="")
    narrowed = bool(state.one or state.other) + bool(state.kind)
    words = f"Narrow it down ({narrowed} set)" if narrowed else "Narrow it down"
    with st.expander(words, expanded=narrowed > 0, key="contradictions-narrow"):
        one, other = st.columns(2, gap="medium")
        with one:
            _party(opened, "Between this party", state, "one", offered)
        with other:
            _party(opened, "and this one", state, "other", offered)
        st.pills(
            "Only of these kinds",
            [kind.value for kind in ContradictionKind],
            selection_mode="multi",
            format_func=lambda value: KINDS[ContradictionKind(value)],
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


def _answer(opened: Opened, state: ContradictionsState, found: Found) -> None:
    denials = [one for one in found if one.kind is ContradictionKind.DENIAL]
    disputes = [one for one in found if one.kind is not ContradictionKind.DENIAL]
    st.markdown(plain(counting(disputes, denials, narrowed=_is_narrowed(state))))
    if state.only:
        st.button("Show all contradictions", on_click=_FORM.change, kwargs={"only": ""})
    for one in disputes[: state.cards]:
        _card(opened, one)
    _more(state, len(disputes))
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
    alone = f"{counted(len(denials), 'denial')} of what nobody asserts" if denials else ""
    if not disputes:
        if alone:
            return f"{alone}, and no contradiction."
        return "No contradiction is found so." if narrowed else "Nothing here contradicts anything else."
    kinds = Counter(one.kind for one in disputes)
    parts = ", ".join(counted(kinds[kind], *words) for kind, words in _COUNTED.items() if kinds[kind])
    first = f" {_ORDER}" if len(disputes) > 1 else ""
    first += f" {_LAST}" if 0 < kinds[ContradictionKind.FRAMING] < len(disputes) else ""
    beside = f" There {_is(denials)} also {alone}." if alone else ""
    return f"{counted(len(disputes), 'contradiction')}: {parts}.{first}{beside}"


def _is(things: Found) -> str:
    return "is" if len(things) == 1 else "are"


def _card(opened: Opened, one: Contradiction) -> None:
    with st.container(border=True, key=f"contradiction-{one.key}"):
        st.html(str(contradiction_card(one, opened.lexicon.relations)))
        lead_on(opened, one.propositions[0], one.key, to=(EXPLORE, STANCES, ORIGINS))


def _more(state: ContradictionsState, number: int) -> None:
    rest = number - state.cards
    if rest > 0:
        more = min(rest, LIMITS.page_cards)
        st.button(
            f"Show {more} more of {number:,}", on_click=_FORM.change, kwargs={"cards": state.cards + more}
        )


def _denials(opened: Opened, denials: Found) -> None:
    st.subheader("Denied, and asserted by nobody", anchor=False)
    st.markdown(
        "No contradictions by themselves: somebody denies them, and nobody here says that they are so. "
        "Open one to read what exactly is denied, and what the denial leaves open."
    )
    relations, pages = opened.lexicon.relations, (EXPLORE, STANCES, ORIGINS)
    st.html(str(denied_card(denials, relations, lambda one: leads_line(opened, one, pages))))
