"""The views below the picture that show the same in another way, one at a time: the table is drawn here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from graph.network import View, ViewLink
from graph.presentation import LINES
from graph.ui import steps
from graph.ui.evidence import count_line
from graph.ui.map_view import places_map
from graph.ui.matrix_view import matrix
from graph.ui.opening import Opened
from graph.ui.picture import change
from graph.ui.plain import plain
from graph.ui.session import COMPANIONS, ExploreState
from graph.ui.timeline_view import timeline
from graph.ui.words import say
from graph.visualization import SILENT

_TABLE, _BESIDE = "explore-table", "explore-beside"
_TABLE_HEIGHT = 180
"""Pixels: so that the table and the picture above it fit on one screen."""


def companion_choice(state: ExploreState) -> None:
    """Draw the choice of a view below the picture."""
    st.session_state[_BESIDE] = state.beside or "none"
    st.segmented_control(
        say("explore.beside"),
        ["none", *COMPANIONS],
        format_func=lambda name: say(f"explore.beside_{name}"),
        key=_BESIDE,
        on_change=_take_beside,
        label_visibility="collapsed",
        width="content",
    )


def companion(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw the view below the picture that is chosen."""
    if state.beside:
        with st.container(key=f"companion-{state.beside}"):
            _DRAWN[state.beside](opened, state, view)


def _take_beside() -> None:
    chosen = st.session_state[_BESIDE] or "none"
    change(lambda state: replace(state, beside="" if chosen == "none" else chosen))


def table(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw the links of the view as a table; choosing a row reads its evidence."""
    if not view.links:
        st.info(say("explore.table_empty"))
    else:
        st.dataframe(
            [_row(opened, link) for link in view.links],
            hide_index=True,
            height=_TABLE_HEIGHT if len(view.links) > 4 else "auto",
            selection_mode="single-row",
            on_select=lambda: _take_row(view, state.selected),
            key=_TABLE,
        )
    if view.untold:
        st.markdown(say("explore.table_untold", n=view.untold))
    if view.silent:
        silent = "; ".join(plain(node.label) for node in view.nodes if node.iri in view.silent)
        st.markdown(say("explore.table_silent", label=SILENT["label"].capitalize(), names=silent))


_DRAWN: Mapping[str, Callable[[Opened, ExploreState, View], None]] = {
    "timeline": timeline,
    "map": places_map,
    "matrix": matrix,
    "table": table,
}


def _take_row(view: View, selected: str) -> None:
    rows = st.session_state[_TABLE].selection.rows
    if rows and view.links[rows[0]].iri != selected:
        change(lambda state: steps.select(state, view.links[rows[0]].iri))


def _row(opened: Opened, link: ViewLink) -> dict[str, object]:
    return {
        say("explore.table_from"): opened.label(link.source),
        say("explore.table_relation"): link.predicate.label,
        say("explore.table_to"): opened.label(link.target),
        say("explore.table_status"): LINES[link.standing.status].label,
        say("explore.table_origins"): link.standing.origins,
        say("explore.table_unnamed"): link.standing.unknown_origins,
        say("explore.table_claims"): count_line(link.claims),
    }
