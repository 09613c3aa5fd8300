"""Where a perspective lets no claim count: what was asked, and which condition given up lets claims count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from graph.sentences import counted
from graph.ui.conditions import reset
from graph.ui.memory import put_under
from graph.ui.opening import Opened
from graph.ui.outlook import perspective_of
from graph.ui.plain import plain
from graph.ui.session import PerspectiveState

_EASINGS: Mapping[str, Mapping[str, Any]] = {
    "Let everybody speak": {"told": (), "own_voice": False, "background": False},
    "Take nothing out": {"without": ()},
    "Count unnamed sources, too": {"named_only": False},
    "Look at any day": {"as_of": ""},
    "Count every kind of statement": {"modalities": ()},
    "Ask for no number of origins": {"origins": 0},
    "Take links however they stand": {"standing": ()},
    "Read every document": {"outlets": (), "documents": ()},
}
"""What can be given up, by the words on its button."""


def nothing_counts(opened: Opened, state: PerspectiveState) -> None:
    """Say that no claim meets all conditions, and offer to give up one of them or all."""
    in_all = counted(opened.everything.told().claims, "claim")
    with st.container(border=True, key="perspective-silence", width=760):
        st.subheader("Nothing counts under these conditions.", anchor=False)
        st.markdown(
            f"The graph was asked for what holds {plain(opened.graph.described())}. "
            f"None of its {in_all} meets all of that."
        )
        with st.container(horizontal=True):
            st.button("Let everything count", key="silence-reset", type="primary", on_click=reset)
            for number, (words, eased, claims) in enumerate(_openings(opened, state)):
                label = f"{words} ({counted(claims, 'claim')})"
                st.button(label, key=f"silence-{number}", on_click=put_under, args=(eased,))


def _openings(opened: Opened, state: PerspectiveState) -> Iterator[tuple[str, PerspectiveState, int]]:
    """Return each condition that, given up alone, lets claims count, and how many."""
    for words, fields in _EASINGS.items():
        eased = replace(state, **fields)
        if eased == state:
            continue
        claims = opened.under(perspective_of(eased, opened.everything)).graph.told().claims
        if claims:
            yield words, eased, claims
