"""Where a perspective lets no claim count: what was asked, and which condition given up lets claims count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.ui.conditions import reset
from graph.ui.memory import put_under
from graph.ui.opening import Opened
from graph.ui.outlook import perspective_of
from graph.ui.plain import plain
from graph.ui.session import PerspectiveState
from graph.ui.words import say

_EASINGS: Mapping[str, Mapping[str, Any]] = {
    "bar.ease_told": {"told": (), "own_voice": False, "background": False},
    "bar.ease_without": {"without": ()},
    "bar.ease_named": {"named_only": False},
    "bar.ease_day": {"as_of": ""},
    "bar.ease_kinds": {"modalities": ()},
    "bar.ease_origins": {"origins": 0},
    "bar.ease_status": {"standing": ()},
    "bar.ease_documents": {"outlets": (), "documents": ()},
}
"""What can be given up, by the words on its button."""


def nothing_counts(opened: Opened, state: PerspectiveState) -> None:
    """Say that no claim meets all conditions, and offer to give up one of them or all."""
    in_all = opened.everything.told().claims
    described = plain(opened.graph.unnarrowed.described())
    with st.container(border=True, key="perspective-silence", width=760):
        st.subheader(say("bar.silent_title"), anchor=False)
        st.markdown(say("bar.silent", n=in_all, described=described))
        with st.container(horizontal=True):
            st.button(say("bar.reset"), key="silence-reset", type="primary", on_click=reset)
            for number, (words, eased, claims) in enumerate(_openings(opened, state)):
                label = say("bar.silent_way", words=words, claims=say("words.claims", n=claims))
                st.button(label, key=f"silence-{number}", on_click=put_under, args=(eased,))


def _openings(opened: Opened, state: PerspectiveState) -> Iterator[tuple[str, PerspectiveState, int]]:
    """Return each condition that, given up alone, lets claims count, and how many."""
    for key, fields in _EASINGS.items():
        eased = replace(state, **fields)
        if eased == state:
            continue
        claims = opened.under(perspective_of(eased, opened.everything)).graph.unnarrowed.told().claims
        if claims:
            yield say(key), eased, claims
