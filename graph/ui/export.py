"""The Export page: the whole graph or the view just explored, in any format, with what the file holds."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.export import FORMATS, Export, Format, export
from graph.network import View
from graph.perspective import EVERYTHING
from graph.ui.address import Parameters, Reading, read_explore, read_export
from graph.ui.bar import title
from graph.ui.memory import known, publish, recall, remember
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.picture import EXPLORE, centre, picture
from graph.ui.plain import plain
from graph.ui.session import ExploreState, ExportState

EXPORT = "export"
_SCOPES = {"everything": "The whole graph", "view": "The picture from Explore"}


def export_page(opened: Opened) -> None:
    """Draw the page."""
    state = recall(EXPORT, lambda parameters: _read(opened, parameters))
    publish(EXPORT, state, *([known(EXPLORE, ExploreState())] if state.scope == "view" else []))
    included = "every claim" if opened.perspective == EVERYTHING else "every claim that counts"
    title(opened, f"Take the graph to your own tools, {included} included.", needs_claims=False)
    with st.container(width=760):
        view = _scope(opened, state)
        chosen = _format(state)
        made = _made(opened, state, view)
        st.markdown(f"{_counts(made)} {plain(_told(opened))}")
        st.download_button(
            f"Download as {chosen.name} ({_size(len(made.content))})",
            data=lambda: made.content,
            file_name=f"armsgraph{'-view' if view else ''}{file_suffix(opened.graph)}.{made.extension}",
            mime=made.media_type,
            type="primary",
            on_click="ignore",
        )
        st.caption(
            "No file offers a denial as a fact: a link that is denied carries its status and all its claims."
        )


def _read(opened: Opened, parameters: Parameters) -> Reading[ExportState]:
    """Read this page's URL, which may hold the state of the picture that is to be exported."""
    reading = read_export(parameters, list(FORMATS))
    if reading.state.scope == "view":
        explored = read_explore(parameters, opened.entity)
        if explored.state != ExploreState():
            remember(EXPLORE, explored.state)
        return Reading(reading.state, (*reading.problems, *explored.problems))
    return reading


def _scope(opened: Opened, state: ExportState) -> View | None:
    st.session_state["export-scope"] = state.scope
    st.radio(
        "What to export",
        list(_SCOPES),
        format_func=_SCOPES.__getitem__,
        key="export-scope",
        horizontal=True,
        on_change=lambda: _change(scope=st.session_state["export-scope"]),
    )
    if state.scope == "everything":
        return None
    explored = known(EXPLORE, ExploreState())
    view = picture(opened, explored)
    middle = opened.label(centre(opened, explored))
    st.caption(f"The picture around {plain(middle)}: {len(view.nodes)} entities, {len(view.links)} links.")
    return view


def _format(state: ExportState) -> Format:
    st.session_state["export-format"] = state.format
    st.selectbox(
        "Format",
        list(FORMATS),
        format_func=lambda name: f"{name}: {FORMATS[name].description}",
        key="export-format",
        on_change=lambda: _change(format=st.session_state["export-format"]),
    )
    return FORMATS[state.format]


def _change(**fields: str) -> None:
    remember(EXPORT, replace(known(EXPORT, ExportState()), **fields))


def _made(opened: Opened, state: ExportState, view: View | None) -> Export:
    """Return the file, made anew only when the question changes."""
    key = (opened.build, opened.perspective, state, known(EXPLORE, ExploreState()) if view else None)
    slot: dict[object, Export] = st.session_state.setdefault("export-made", {})
    if key not in slot:
        slot.clear()
        with st.spinner("Writing the file"):
            slot[key] = export(opened.graph, state.format, view)
    return slot[key]


def _counts(made: Export) -> str:
    counts = made.counts
    return (
        f"This file holds {counts.nodes} entities, {counts.links} links and {counts.claims} claims, "
        f"of which {counts.denials} are denials."
    )


def _told(opened: Opened) -> str:
    """Return which claims the file holds, where not every claim counts."""
    if opened.perspective == EVERYTHING:
        return ""
    return (
        f"They are those that hold {opened.graph.described()}; statuses and origins are what these claims "
        "make them. Entities that are not spoken of here stay in the file without a claim."
    )


def _size(length: int) -> str:
    """Return a number of bytes as people read it.

    Examples
    --------
    >>> _size(1234)
    '1 kB'
    """
    return f"{length / 1_000_000:.1f} MB" if length >= 1_000_000 else f"{max(1, round(length / 1000))} kB"
