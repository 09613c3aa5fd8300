"""The choice of which neighbours of an entity to add: by which relations, of which kinds, how many."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.neighbours import around, neighbours
from graph.presentation import spaced
from graph.settings import LIMITS
from graph.ui import steps
from graph.ui.memory import known
from graph.ui.notices import say_once
from graph.ui.opening import Opened
from graph.ui.picture import EXPLORE, change, neighbours_missing, shown
from graph.ui.plain import plain
from graph.ui.session import Expansion, ExploreState
from graph.ui.words import say

_RELATIONS, _KINDS, _LIMIT = "grow-relations", "grow-kinds", "grow-limit"


def grow(opened: Opened, asked: Expansion) -> None:
    """Add the neighbours that `asked` names, from within a callback; a full picture is said."""
    state = known(EXPLORE, ExploreState())
    if not neighbours_missing(opened, state, asked.entity):
        change(lambda now: steps.select(now, asked.entity))
        return
    grown = steps.expand(state, asked)
    if grown.expanded == state.expanded:
        say_once(say("explore.full", limit=LIMITS.picture_expansions))
    change(lambda now: steps.expand(now, asked))


def growing(opened: Opened, state: ExploreState, entity: str) -> None:
    """Draw the button that adds the neighbours of `entity`, and the choice of which."""
    missing = neighbours_missing(opened, state, entity)
    words = say("panel.expand", n=missing) if missing else say("panel.expand_none")
    st.button(
        words, key="panel-expand", on_click=grow, args=(opened, Expansion(entity)), disabled=not missing
    )
    if missing:
        box = st.popover(say("panel.choose"), key="panel-choose", on_change="rerun")
        if box.open:
            with box:
                _choose(opened, state, entity)


def _choose(opened: Opened, state: ExploreState, entity: str) -> None:
    known_here = {*_nodes(opened, state), *state.hidden}
    found = around(opened.graph.stage, entity, known_here)
    relations = _pills(
        say("panel.choose_relations"), _RELATIONS, entity, _relation_words(opened, found.relations)
    )
    kinds = _pills(say("panel.choose_kinds"), _KINDS, entity, _kind_words(found.kinds))
    limit = st.number_input(
        say("panel.choose_limit"),
        1,
        LIMITS.view_max_nodes,
        LIMITS.expand_max_neighbours,
        key=f"{_LIMIT}-{entity}",
    )
    wanted = set(neighbours(opened.graph.stage, entity, relations, kinds)) - known_here
    count = min(len(wanted), int(limit))
    st.button(
        say("panel.expand_some", n=count),
        key="panel-expand-some",
        type="primary",
        disabled=not count,
        on_click=grow,
        args=(opened, Expansion(entity, relations, kinds, int(limit))),
    )


def _nodes(opened: Opened, state: ExploreState) -> set[str]:
    return {node.iri for node in shown(opened, state).view.nodes}


def _relation_words(opened: Opened, counts: Mapping[str, int]) -> dict[str, str]:
    labels = {ref.iri: ref.label for ref in opened.graph.relations()}
    return {iri: _counted(labels.get(iri, iri), count) for iri, count in counts.items()}


def _kind_words(counts: Mapping[str, int]) -> dict[str, str]:
    return {kind: _counted(spaced(kind), count) for kind, count in counts.items()}


def _counted(label: str, count: int) -> str:
    return say("panel.choose_count", label=plain(label), n=count)


def _pills(label: str, name: str, entity: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """Draw what can be chosen, none of it at first, which means all of it; return what is."""
    if len(words) < 2:
        return ()
    chosen = st.pills(
        label,
        list(words),
        selection_mode="multi",
        format_func=lambda value: words.get(value, value),
        key=f"{name}-{entity}",
    )
    return tuple(chosen)
