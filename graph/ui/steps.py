"""The steps that change a picture by hand: each takes an Explore state and returns the next one.

Pure: what a step needs to know of the graph, such as which neighbours hang on an entity alone, it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from graph.settings import LIMITS
from graph.ui.session import MAX_EXPANDED, Expansion, ExploreState, Pin


def drawn(state: ExploreState) -> ExploreState:
    """Return `state` without what changes no picture: what is selected, marked, shown beside it or worn."""
    return replace(state, selected="", marked=(), beside="", sized="", coloured=False, measured="view")


def select(state: ExploreState, iri: str) -> ExploreState:
    """Return `state` with `iri` in the side panel."""
    return replace(state, selected=iri)


def add(state: ExploreState, entities: Iterable[str], selected: str | None = None) -> ExploreState:
    """Return `state` with `entities` in the picture, also where they were hidden.

    Parameters
    ----------
    state
        The picture so far.
    entities
        IRIs, in the order in which they are added.
    selected
        What the side panel shows then; None leaves that as it is.
    """
    wanted = tuple(dict.fromkeys(entities))
    added = tuple(dict.fromkeys((*state.added, *wanted)))[: LIMITS.view_max_nodes]
    hidden = tuple(iri for iri in state.hidden if iri not in wanted)
    return replace(
        state, added=added, hidden=hidden, selected=state.selected if selected is None else selected
    )


def expand(state: ExploreState, asked: Expansion) -> ExploreState:
    """Return `state` with the neighbours that `asked` names added; asked again, as many more are.

    A picture remembers no more than `MAX_EXPANDED` of them: see `is_full`.
    """
    before = next((each for each in state.expanded if _same_choice(each, asked)), None)
    if before:
        more = min(before.limit + asked.limit, LIMITS.view_max_nodes)
        grown = tuple(replace(each, limit=more) if each is before else each for each in state.expanded)
        return replace(state, expanded=grown, selected=asked.entity)
    if is_full(state):
        return replace(state, selected=asked.entity)
    return replace(state, expanded=(*state.expanded, asked), selected=asked.entity)


def is_full(state: ExploreState) -> bool:
    """Say whether the picture remembers as many expansions as it can."""
    return len(state.expanded) >= MAX_EXPANDED


def collapse(state: ExploreState, entity: str, alone: Collection[str]) -> ExploreState:
    """Return `state` without what was added around `entity`.

    Parameters
    ----------
    state
        The picture so far.
    entity
        Around which to tidy.
    alone
        IRIs of the neighbours that hang on `entity` alone: they are hidden where nothing was added around it.
    """
    kept = tuple(each for each in state.expanded if each.entity != entity)
    if kept != state.expanded:
        return replace(state, expanded=kept, selected=entity)
    return replace(hide(state, alone), selected=entity)


def hide(state: ExploreState, entities: Iterable[str]) -> ExploreState:
    """Return `state` without `entities`, which are neither marked nor selected any more."""
    hidden = tuple(dict.fromkeys((*state.hidden, *entities)))[: LIMITS.view_max_nodes]
    return replace(
        state,
        hidden=hidden,
        marked=tuple(iri for iri in state.marked if iri not in hidden),
        selected="" if state.selected in hidden else state.selected,
    )


def unhide_all(state: ExploreState) -> ExploreState:
    """Return `state` with everything that was hidden by hand shown again."""
    return replace(state, hidden=())


def pin(state: ExploreState, places: Mapping[str, tuple[int, int]]) -> ExploreState:
    """Return `state` with entities held at `places`, replacing where they were held before."""
    pins = {each.entity: each for each in state.pins}
    pins |= {iri: Pin(iri, *place) for iri, place in places.items()}
    return replace(state, pins=tuple(pins.values())[-LIMITS.view_max_nodes :])


def unpin(state: ExploreState, entities: Collection[str]) -> ExploreState:
    """Return `state` with `entities` free to move."""
    return replace(state, pins=tuple(each for each in state.pins if each.entity not in entities))


def mark(state: ExploreState, entities: Iterable[str]) -> ExploreState:
    """Return `state` with exactly `entities` marked, each once."""
    return replace(state, marked=tuple(dict.fromkeys(entities))[: LIMITS.view_max_nodes])


def toggle_mark(state: ExploreState, entity: str) -> ExploreState:
    """Return `state` with `entity` marked if it was not, and the other way round."""
    if entity in state.marked:
        return mark(state, (iri for iri in state.marked if iri != entity))
    return mark(state, (*state.marked, entity))


def centre(state: ExploreState, entity: str) -> ExploreState:
    """Return a new picture around `entity`, as large and with the same view beside it."""
    return ExploreState(entity, state.depth, state.nodes, selected=entity, beside=state.beside)


def _same_choice(one: Expansion, other: Expansion) -> bool:
    return (one.entity, one.relations, one.kinds) == (other.entity, other.relations, other.kinds)
