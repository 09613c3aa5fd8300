"""The Export page: the whole graph or the view just explored, in any format, with what the file holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from graph.export import FORMATS, Counts, Format, in_memory, prepare
from graph.filters import NOTHING_LEFT_OUT
from graph.network import View
from graph.perspective import EVERYTHING
from graph.settings import LIMITS
from graph.ui.address import Parameters, Reading, read_explore, read_export
from graph.ui.bar import title
from graph.ui.handing import handed_on, refusal, size
from graph.ui.memory import known, page_title, publish, recall, remember, seen
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.picture import EXPLORE, centre, picture
from graph.ui.plain import plain
from graph.ui.readable import reading
from graph.ui.saving import open_box, save_button
from graph.ui.session import ExploreState, ExportState
from graph.ui.viewfile import PAGES
from graph.ui.words import say

EXPORT = "export"
_SCOPES = ("everything", "view")
_DRAWN = ("html", "svg")
"""Formats that hold a drawing."""


def export_page(opened: Opened) -> None:
    """Draw the page."""
    state = recall(EXPORT, lambda parameters: _read(opened, parameters))
    publish(EXPORT, state, *([known(EXPLORE, ExploreState())] if state.scope == "view" else []))
    title(opened, say("export.title" if _all_told(opened) else "export.title_told"), needs_claims=False)
    with st.container(width=760):
        view = _scope(opened, state)
        chosen = _format(state)
        made = _made(opened, state, view)
        if made.refused:
            st.warning(refusal(state.format, made.counts))
        else:
            held = (_counts(made.counts), _told(opened), _cut(state, made.counts))
            st.markdown(" ".join(filter(None, held)))
            _download(chosen, made, f"armsgraph{'-view' if view else ''}{file_suffix(opened.graph)}")
        _views(opened)


def _download(chosen: Format, made: _Made, name: str) -> None:
    if lost := _lost(chosen, made):
        st.caption(lost)
    st.download_button(
        say("export.download_about" if made.about else "export.download", name=chosen.name, size=made.size),
        data=made.content,
        file_name=f"{name}.{chosen.extension}",
        mime=chosen.media_type,
        type="primary",
        on_click="ignore",
    )
    st.caption(f"{say('export.first-made')} {say('export.promise')}" if made.about else say("export.promise"))


def _read(opened: Opened, parameters: Parameters) -> Reading[ExportState]:
    """Read this page's URL, which may hold the state of the picture that is to be exported."""
    reading = read_export(parameters, list(FORMATS))
    if reading.state.scope == "view":
        explored = read_explore(
            parameters, opened.entity, lambda name: opened.graph.resolve_relation(name).iri
        )
        if explored.state != ExploreState():
            remember(EXPLORE, explored.state)
        return Reading(reading.state, (*reading.problems, *explored.problems))
    return reading


def _scope(opened: Opened, state: ExportState) -> View | None:
    st.session_state["export-scope"] = state.scope
    st.radio(
        say("export.what"),
        _SCOPES,
        format_func=lambda name: say(f"export.scope_{name}"),
        key="export-scope",
        horizontal=True,
        on_change=lambda: _change(scope=st.session_state["export-scope"]),
    )
    if state.scope == "everything":
        return None
    explored = known(EXPLORE, ExploreState())
    view = picture(opened, explored)
    middle = opened.label(centre(opened, explored))
    entities, links = say("words.entities", n=len(view.nodes)), say("words.links", n=len(view.links))
    st.caption(say("export.picture", label=plain(middle), entities=entities, links=links))
    return view


def _format(state: ExportState) -> Format:
    st.session_state["export-format"] = state.format
    st.selectbox(
        say("export.format"),
        list(FORMATS),
        format_func=lambda name: f"{name}: {say(f'export.format_{name}')}",
        key="export-format",
        on_change=lambda: _change(format=st.session_state["export-format"]),
    )
    return FORMATS[state.format]


def _change(**fields: str) -> None:
    remember(EXPORT, replace(known(EXPORT, ExportState()), **fields))


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that can be downloaded: what it holds and how large it is, before it is made."""

    counts: Counts
    size: str
    content: Callable[[], bytes]
    """Makes it when somebody asks for it."""
    about: bool = False
    """Whether the size is only estimated."""
    mixed: tuple[str, ...] = ()
    """The imports that it cannot tell from what people wrote."""
    refused: bool = False
    """Whether it would hold more than its format takes."""


def _made(opened: Opened, state: ExportState, view: View | None) -> _Made:
    """Return the file, looked at anew only when the question changes."""
    explored = known(EXPLORE, ExploreState())
    if view and state.format in _DRAWN and not prepare(opened.graph, state.format, view).refusal:
        drawn = handed_on(opened, explored, view, state.format)
        return _Made(drawn.counts, size(len(drawn.content)), lambda: drawn.content)
    key = (opened.build, opened.perspective, opened.filter, state, explored if view else None)
    slot: dict[object, _Made] = st.session_state.setdefault("export-made", {})
    if key not in slot:
        slot.clear()
        with st.spinner(say("export.writing")):
            slot[key] = _prepared(opened, state.format, view)
    return slot[key]


def _prepared(opened: Opened, format_name: str, view: View | None) -> _Made:
    """Return a file to be made when it is asked for; one whose size cannot be told before is made now."""
    prepared = prepare(opened.graph, format_name, view)
    counts, estimated, mixed = prepared.counts, prepared.estimated_bytes, tuple(prepared.mixed_imports)
    if prepared.refusal:
        return _Made(counts, "", bytes, mixed=mixed, refused=True)
    if estimated:
        return _Made(counts, size(estimated), lambda: in_memory(prepared), about=True, mixed=mixed)
    content = in_memory(prepared)
    return _Made(counts, size(len(content)), lambda: content, mixed=mixed)


def _lost(chosen: Format, made: _Made) -> str:
    """Return what the file cannot hold; empty where it reads back the same."""
    lossy = say(f"export.lossy_{chosen.name}") if chosen.lossy else ""
    mixed = say("export.lossy_imports", names=plain(", ".join(made.mixed))) if made.mixed else ""
    return " ".join(filter(None, (lossy, mixed)))


def _all_told(opened: Opened) -> bool:
    return opened.perspective == EVERYTHING and opened.filter == NOTHING_LEFT_OUT


def _counts(counts: Counts) -> str:
    return say(
        "export.holds",
        entities=counts.nodes,
        links=counts.links,
        claims=counts.claims,
        denials=counts.denials,
    )


def _told(opened: Opened) -> str:
    """Return which claims the file holds, where not every claim counts."""
    return "" if _all_told(opened) else say("export.told", described=plain(opened.graph.described()))


def _cut(state: ExportState, counts: Counts) -> str:
    """Return how much of the file is drawn, where that is not all of it."""
    if state.format not in _DRAWN or counts.nodes <= LIMITS.view_max_nodes:
        return ""
    return say("export.drawn", n=LIMITS.view_max_nodes)


def _views(opened: Opened) -> None:
    """Draw how a page that was open is saved, and where a saved one is opened again."""
    st.subheader(say("export.views"), anchor=False)
    st.markdown(say("export.views_why"))
    states = {page: state for page, state in seen().items() if page in PAGES and page != EXPORT}
    if states:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.selectbox(
                say("export.which"), list(states), format_func=page_title, key="export-page-to-save"
            )
            save_button(opened, chosen, states[chosen], reading())
    open_box(opened, "export-open")
