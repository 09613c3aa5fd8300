"""What can be done with the picture: the tools above it, and what the drawing itself reports."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from graph.neighbours import hanging_on
from graph.settings import LIMITS
from graph.ui import steps
from graph.ui.among import paths_among
from graph.ui.component import Event
from graph.ui.memory import known
from graph.ui.narrowing import off_kinds, off_statuses, toggle_kind, toggle_status
from graph.ui.notices import say_once
from graph.ui.opening import Opened
from graph.ui.picture import EXPLORE, change, history, payload, picture, redo, shown, undo
from graph.ui.plain import plain
from graph.ui.session import ExploreState
from graph.ui.words import say

_NAMED = 4
"""Marked entities that are named; the rest is counted."""
_RELAXED = "explore-relaxed"


def history_tools(opened: Opened, state: ExploreState) -> None:
    """Draw undo, redo and the way back for what is hidden."""
    told = history()
    st.button(
        say("explore.undo"),
        key="explore-undo",
        on_click=undo,
        disabled=not told.past,
        help=say("explore.undo_hint", n=len(told.past)),
    )
    st.button(
        say("explore.redo"),
        key="explore-redo",
        on_click=redo,
        disabled=not told.future,
        help=say("explore.redo_hint"),
    )
    if shown(opened, state).by_hand:
        words = say("explore.unhide", n=len(shown(opened, state).by_hand))
        st.button(words, key="explore-unhide", on_click=change, args=(steps.unhide_all,))


def marked_tools(opened: Opened, state: ExploreState) -> None:
    """Draw what can be done with the entities that are marked; nothing without any."""
    if not state.marked:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="explore-marked"):
        st.markdown(_marked_words(opened, state))
        few = len(state.marked) < 2
        st.button(
            say("explore.find_paths"),
            key="marked-paths",
            type="primary",
            on_click=find_paths,
            args=(opened,),
            disabled=few,
            help=say("explore.find_paths_needs") if few else None,
        )
        st.button(say("explore.hide_marked"), key="marked-hide", on_click=hide, args=(state.marked,))
        _pin_button(opened, state)
        st.button(
            say("explore.clear_marked"),
            key="marked-clear",
            on_click=lambda: change(lambda now: steps.mark(now, ())),
        )


def _marked_words(opened: Opened, state: ExploreState) -> str:
    names = ", ".join(plain(opened.label(iri)) for iri in state.marked[:_NAMED])
    if len(state.marked) > _NAMED:
        names = say("explore.marked_more", names=names, rest=len(state.marked) - _NAMED)
    return say("explore.marked", n=len(state.marked), names=names)


def _pin_button(opened: Opened, state: ExploreState) -> None:
    held = {each.entity for each in state.pins}
    if set(state.marked) <= held:
        words, act = say("explore.unpin_marked"), unpin
        st.button(words, key="marked-unpin", on_click=act, args=(state.marked,))
        return
    st.button(say("explore.pin_marked"), key="marked-pin", on_click=pin, args=(opened, state.marked))


def find_paths(opened: Opened) -> None:
    """Add what lies on the shortest paths among the marked entities, which stay marked."""
    state = known(EXPLORE, ExploreState())
    found = paths_among(opened.graph, state.marked)
    before = {node.iri for node in picture(opened, state).nodes}
    new = [iri for iri in found.entities if iri not in before]
    if new:
        change(lambda now: steps.add(now, new))
    if found.linked:
        say_once(say("explore.paths_found", n=len(new)))
    for sentence in found.sentences:
        say_once(sentence)


def hide(entities: Collection[str]) -> None:
    """Take `entities` out of the picture."""
    change(lambda state: steps.hide(state, entities))


def collapse(opened: Opened, entity: str) -> None:
    """Take back what was added around `entity`, or hide what hangs on it alone."""
    state = known(EXPLORE, ExploreState())
    alone = hanging_on(opened.graph.stage, entity, [node.iri for node in picture(opened, state).nodes])
    if not alone and entity not in {each.entity for each in state.expanded}:
        say_once(say("explore.nothing_to_collapse", label=opened.label(entity)))
    change(lambda now: steps.collapse(now, entity, alone))


def pin(opened: Opened, entities: Collection[str]) -> None:
    """Hold `entities` where they stand, as far as that is known here."""
    state = known(EXPLORE, ExploreState())
    places = {**_drawn_places(opened, state), **relaxed(state)}
    change(lambda now: steps.pin(now, {iri: places[iri] for iri in entities if iri in places}))


def unpin(entities: Collection[str]) -> None:
    """Let `entities` move again."""
    change(lambda state: steps.unpin(state, entities))


def _drawn_places(opened: Opened, state: ExploreState) -> dict[str, tuple[int, int]]:
    nodes = payload(opened, state)["nodes"]
    return {node["id"]: (round(node["x"]), round(node["y"])) for node in nodes if "x" in node}


def relaxed(state: ExploreState) -> Mapping[str, tuple[int, int]]:
    """Return where the entities of the picture around its middle stood when the drawing last came to rest."""
    middle, places = st.session_state.get(_RELAXED, ("", {}))
    return places if middle == state.entity else {}


def put_back(entity: str, places: Mapping[str, tuple[int, int]]) -> None:
    """Let the picture around `entity` come to rest at `places`, as a saved view holds them."""
    st.session_state[_RELAXED] = (entity, _few(places))


def take(opened: Opened, event: Event) -> None:
    """Do what the drawing reports, from within a callback."""
    first = event.ids[0] if event.ids else ""
    if event.kind in ("undo", "redo"):
        undo() if event.kind == "undo" else redo()
    elif event.kind in ("kind", "status"):
        _toggle(opened, event.kind, first)
    elif event.kind == "relaxed":
        middle = known(EXPLORE, ExploreState()).entity
        st.session_state[_RELAXED] = (middle, _few(event.places))
    elif event.kind == "collapse" and first:
        collapse(opened, first)
    else:
        change(lambda state: _stepped(state, event))


def _stepped(state: ExploreState, event: Event) -> ExploreState:
    """Return the state after an event that needs to know nothing of the graph."""
    if event.kind == "mark":
        return steps.mark(state, event.ids)
    if event.kind == "hide":
        return steps.hide(state, event.ids)
    if event.kind == "pin":
        return steps.pin(state, event.places)
    if event.kind == "unpin":
        return steps.unpin(state, event.ids)
    if event.kind == "centre" and event.ids:
        return steps.centre(state, event.ids[0])
    return state


def _toggle(opened: Opened, kind: str, value: str) -> None:
    """Switch an entry of the legend off or on again, among those of the picture."""
    state = known(EXPLORE, ExploreState())
    legend = payload(opened, state)["legend"]
    if kind == "kind":
        toggle_kind(value, [*off_kinds(), *(one["type"] for one in legend["classes"])])
    else:
        toggle_status(value, [*off_statuses(), *(one["status"] for one in legend["statuses"])])


def _few(places: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    return dict(list(places.items())[: LIMITS.view_max_nodes])
