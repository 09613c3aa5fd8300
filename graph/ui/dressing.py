"""Explore's picture dressed by what was worked out: size by how central entities are, colour by community."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

import streamlit as st

from graph.analytics import Measure, Part
from graph.network import View
from graph.ui.leading import only_these, set_out
from graph.ui.memory import go, known
from graph.ui.opening import Opened
from graph.ui.picture import change
from graph.ui.plain import Markup, element
from graph.ui.session import EXPLORE, EXTENTS, ExploreState
from graph.ui.states import ANALYSIS, AnalysisState
from graph.ui.words import say
from graph.visualization import Payload

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8A6D3B", "#6A51A3")
"""Of communities, the largest first; Okabe and Ito's palette, and two more that stand apart from it."""
OTHER = "#9AA0A6"
"""Of smaller communities, and of whoever belongs to none."""
_LEAST, _MOST = 9.0, 40.0
"""Radius in pixels of what is least and most central."""


@dataclass(frozen=True, slots=True)
class Dress:
    """What was worked out of the entities of a picture."""

    values: Mapping[str, float]
    """How central each is; empty where that does not decide the size."""
    groups: Mapping[str, int]
    """The community of each; empty where that does not decide the colour."""


def dress_of(opened: Opened, state: ExploreState, view: View) -> Dress:
    """Return what the picture is dressed by: measured in it alone, or in all that is told."""
    entities = tuple(node.iri for node in view.nodes)
    part = Part() if state.measured == "everything" else Part(entities=entities)
    graph = opened.graph
    return Dress(
        graph.measured(state.sized, entities, part=part) if state.sized else {},
        graph.grouped(entities, part=part) if state.coloured else {},
    )


def worn(opened: Opened, state: ExploreState, view: View, payload: Payload) -> Payload:
    """Return the payload of a picture in the looks that `state` asks for."""
    if not (state.sized or state.coloured):
        return payload
    return dressed(payload, dress_of(opened, state, view), measure_name(state))


def dressed(payload: Payload, dress: Dress, name: str) -> Payload:
    """Return a payload whose nodes are as large as they are central and bear the colour of their community.

    What is drawn keeps its place, its shape and its lines; the legend's colours, which then mean nothing,
    become grey.

    Examples
    --------
    >>> node = {"id": "a", "size": 12, "color": "#000000", "title": "A"}
    >>> plain = {"nodes": [node], "legend": {"classes": []}}
    >>> dressed(plain, Dress({"a": 4.0}, {"a": 1}), "Links")["nodes"][0]["title"]
    'A\\nLinks: 4\\nCommunity 1'
    """
    most = max(dress.values.values(), default=0.0)
    nodes = [_dressed(node, dress, most, name) for node in payload["nodes"]]
    legend = payload["legend"]
    if dress.groups:
        legend = {**legend, "classes": [{**one, "colour": OTHER} for one in legend["classes"]]}
    return {**payload, "nodes": nodes, "legend": legend}


def _dressed(node: Payload, dress: Dress, most: float, name: str) -> Payload:
    more: Payload = {"title": node["title"]}
    if dress.values:
        value = dress.values.get(node["id"], 0.0)
        more["size"] = round(_LEAST + (_MOST - _LEAST) * math.sqrt(value / most if most else 0.0), 1)
        more["title"] += f"\n{name}: {value:,.6g}"
    if dress.groups:
        number = dress.groups.get(node["id"], 0)
        more["color"] = colour_of(number)
        more["title"] += "\n" + (say("analysis.group", number=number) if number else say("analysis.no-group"))
    return {**node, **more}


def colour_of(community: int) -> str:
    """Return the colour of a community by its number from 1 on; grey for small ones and for 0, for none.

    Examples
    --------
    >>> colour_of(1), colour_of(0) == colour_of(99)
    ('#0072B2', True)
    """
    return COLOURS[community - 1] if 0 < community <= len(COLOURS) else OTHER


def dress_tools(state: ExploreState) -> None:
    """Draw the way to the analyses of this picture, and what may decide sizes and colours in it."""
    box = st.popover(say("analysis.open"), key="explore-analysis", on_change="rerun")
    if not box.open:
        return
    with box:
        asked = (ANALYSIS, AnalysisState(scope="view"))
        words = say("analysis.of-picture")
        st.button(words, key="analysis-of-picture", type="primary", on_click=set_out, args=asked)
        _choice(
            state, "sized", ("", *(one.value for one in Measure)), lambda one: say(f"analysis.measure-{one}")
        )
        st.session_state["dress-coloured"] = state.coloured
        st.checkbox(say("analysis.coloured"), key="dress-coloured", on_change=_take, args=("coloured",))
        usual = not (state.sized or state.coloured)
        _choice(state, "measured", EXTENTS, lambda one: say(f"analysis.measured-{one}"), disabled=usual)


def _choice(
    state: ExploreState,
    name: str,
    offered: tuple[str, ...],
    words: Callable[[str], str],
    *,
    disabled: bool = False,
) -> None:
    key = f"dress-{name}"
    st.session_state[key] = getattr(state, name)
    st.selectbox(
        say(f"analysis.{name}"),
        offered,
        format_func=lambda one: words(one) if one else say("analysis.sized-usual"),
        key=key,
        on_change=_take,
        args=(name,),
        disabled=disabled,
    )


def _take(name: str) -> None:
    change(lambda state: replace(state, **{name: st.session_state[f"dress-{name}"]}))


def dress_line(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw what sizes and colours mean, and the way back to the usual looks; nothing where they are usual."""
    if not (state.sized or state.coloured):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="explore-dress"):
        st.html(str(element("p", *_meanings(opened, state, view), style="ag-dress")))
        st.button(say("analysis.undress"), key="undress", type="tertiary", on_click=change, args=(undressed,))


def undressed(state: ExploreState) -> ExploreState:
    """Return `state` in the usual looks."""
    start = ExploreState()
    return replace(state, sized=start.sized, coloured=start.coloured, measured=start.measured)


def _meanings(opened: Opened, state: ExploreState, view: View) -> list[str | Markup]:
    where = say(f"analysis.measured-{state.measured}")
    said: list[str | Markup] = []
    if state.sized:
        said.append(say("analysis.size-means", name=measure_name(state), where=where) + " ")
    if state.coloured:
        groups = dress_of(opened, state, view).groups
        numbers = sorted(set(groups.values()))
        said.append(say("analysis.colour-means", where=where) + " ")
        for number in numbers[: len(COLOURS)]:
            place = COLOURS.index(colour_of(number)) if number <= len(COLOURS) else len(COLOURS)
            words = f"{number} {_spokesman(view, groups, number)}"
            said.append(element("span", words, style=f"ag-swatch ag-swatch-{place}"))
        if len(numbers) > len(COLOURS):
            said.append(" " + say("analysis.grey-means"))
    return said


def _spokesman(view: View, groups: Mapping[str, int], number: int) -> str:
    """Return the name of whoever of a community has most links in the picture; of several the first."""
    links = Counter(end for link in view.links for end in link.ends)
    members = [node for node in view.nodes if groups.get(node.iri) == number]
    return max(members, key=lambda node: links[node.iri]).label


def measure_name(state: ExploreState) -> str:
    """Return the words for what decides the sizes; empty where nothing does."""
    return say(f"analysis.measure-{state.sized}") if state.sized else ""


def in_picture(entities: tuple[str, ...], *, keep: bool, **looks: object) -> None:
    """Open Explore in such looks, from within a page.

    Parameters
    ----------
    entities
        What is marked in the picture that is there, or what makes a picture of its own.
    keep
        Whether the picture that is there stays.
    """
    worn_there = cast(dict[str, Any], looks)
    if keep:
        state = replace(known(EXPLORE, ExploreState()), marked=entities, measured="view")
    else:
        state = replace(only_these(entities), measured="everything")
    go(EXPLORE, replace(state, **worn_there))
