"""The map below the picture: where incidents took place, as exactly as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from graph.locations import SPOT_RELATIONS, Happening, Located, Locations, Spot, locate, spots
from graph.network import View
from graph.presentation import LINES
from graph.ui.clickable import clickable, go_button
from graph.ui.map_drawing import draw_map, how_known, signs
from graph.ui.narrowing import narrow, narrowing
from graph.ui.opening import Opened
from graph.ui.outlines import countries
from graph.ui.picture import select, shown
from graph.ui.plain import Markup, element, plain
from graph.ui.session import ExploreState
from graph.ui.words import say

_CHOICE = "map-place"
_SELECT, _ONLY = "select:", "only:"
_KEPT_BUILDS = 4
"""Builds, each with what is held apart in it, whose places are kept at hand."""


def places_map(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw the incidents and places of the picture on a map, and the same as a table.

    A place that is chosen, on the map, in the list or in the table, is the only one looked at on all pages;
    the map goes on to show the others.
    """
    wider = opened.narrowed(replace(opened.filter, places=()))
    where = spots_of(opened)
    picked = narrowing().places
    nodes = shown(wider, state).view.nodes if picked else view.nodes
    found = locate(nodes, wider.graph.claims_of([node.iri for node in nodes]), opened.lexicon, where)
    _summary(opened, found, picked)
    if found.located:
        chosen = (state.selected, *state.marked)
        draw_map(signs(found.located, chosen, picked), state.entity, _look_only, select)
        st.caption(f"{say('map.legend')} {say('map.outlines')}")
    _choice(opened, found, picked)
    _table(found)


def spots_of(opened: Opened) -> Mapping[str, Spot]:
    """Return where all places of the graph lie, by anybody's word."""
    return _where(opened.location, opened.build, opened.perspective.apart, opened)


@st.cache_resource(show_spinner=False, max_entries=_KEPT_BUILDS)
def _where(
    location: str,  # noqa: ARG001 - by this and what follows Streamlit tells one answer from another
    build: str,  # noqa: ARG001
    apart: tuple[str, ...],  # noqa: ARG001
    _opened: Opened,
) -> Mapping[str, Spot]:
    """Return where all places lie, by anybody's word."""
    lexicon = _opened.lexicon
    states = [iri for iri, types in lexicon.types.items() if "State" in types]
    names = {iri: (_opened.known_label(iri), *_opened.aliases(iri)) for iri in states}
    return spots(_opened.everything.claims_with(SPOT_RELATIONS), lexicon, countries(names))


def _summary(opened: Opened, found: Locations, picked: Sequence[str]) -> None:
    if not found.located:
        st.info(say("map.none"))
    else:
        st.markdown(" ".join(_sentences(found)))
    if picked:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say("map.only", places=plain("; ".join(map(opened.label, picked)))))
            st.button(say("map.all"), key="map-all", on_click=_look_only, args=((),))


def _sentences(found: Locations) -> Iterator[str]:
    """Yield how much is on the map, and how much is not."""
    there = len({each.incident.iri for one in found.located for each in one.happenings})
    places, incidents = say("map.places", n=len(found.located)), say("map.incidents", n=there)
    yield say("map.summary", places=places, incidents=incidents)
    if found.nowhere:
        yield say("map.nowhere", n=len(found.nowhere))


def _choice(opened: Opened, found: Locations, picked: Sequence[str]) -> None:
    names = {one.place.iri: one.place.label for one in found.located}
    names |= {iri: opened.label(iri) for iri in picked}
    if not names:
        return
    st.session_state[_CHOICE] = picked[0] if picked else None
    st.selectbox(
        say("map.choose"),
        list(names),
        key=_CHOICE,
        index=None,
        format_func=lambda iri: names.get(iri, iri),
        placeholder=say("map.choose-none"),
        on_change=_take_choice,
    )


def _take_choice() -> None:
    chosen = st.session_state[_CHOICE]
    _look_only((chosen,) if chosen else ())


def _look_only(places: Sequence[str]) -> None:
    """Look only at `places` on all pages; at all if there are none, or they are looked at already."""
    wanted = tuple(places)
    narrow(places=() if set(wanted) == set(narrowing().places) else wanted)


def _table(found: Locations) -> None:
    if not (found.located or found.nowhere):
        return
    with st.expander(say("map.table")):
        clickable(table_markup(found), "map-table", _go)


def _go(target: str) -> None:
    if target.startswith(_ONLY):
        _look_only((target.removeprefix(_ONLY),))
    elif target.startswith(_SELECT):
        select(target.removeprefix(_SELECT))


def table_markup(found: Locations) -> Markup:
    """Return the places, how exactly they are known, what took place there, and what has no place."""
    headings = (say(f"map.column-{name}") for name in ("place", "precision", "incidents"))
    head = element("thead", element("tr", *(element("th", each, scope="col") for each in headings)))
    body = element("tbody", *(_row(one) for one in found.located))
    lost = [element("li", _read_button(one.iri, one.label)) for one in found.nowhere]
    return element(
        "div",
        element("table", head, body) if found.located else None,
        element("p", say("map.nowhere-heading"), style="ag-small") if lost else None,
        element("ul", *lost, style="ag-small") if lost else None,
        style="ag-table ag-places",
    )


def _row(one: Located) -> Markup:
    name = {"aria-label": say("map.place-name", place=one.place.label)}
    place = go_button(_ONLY + one.place.iri, one.place.label, **name)
    cells = (place, how_known(one), _happenings(one.happenings))
    return element("tr", *(element("td", cell) for cell in cells))


def _happenings(found: Sequence[Happening]) -> Markup | str:
    if not found:
        return say("map.no-incidents")
    items = (
        element("li", _read_button(one.incident.iri, one.incident.label), LINES[one.standing.status].suffix)
        for one in found
    )
    return element("ul", *items, style="ag-plain")


def _read_button(iri: str, label: str) -> Markup:
    return go_button(_SELECT + iri, label, **{"aria-label": say("map.select-name", name=label)})
