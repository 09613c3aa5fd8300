"""The two-way graph component: a view in, clicks and double clicks out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.visualization import Payload, vis_network_source

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_ASSETS = Path(__file__).parent / "assets"
_FRAME = """
<div class="ag-frame">
  <ul class="ag-legend ag-lines" aria-label="How to read the lines"></ul>
  <div class="ag-stage">
  <div class="ag-tools">
    <button class="ag-in" type="button" aria-label="Zoom in">+</button>
    <button class="ag-out" type="button" aria-label="Zoom out">−</button>
    <button class="ag-fit" type="button">Show all</button>
  </div>
  <div class="ag-canvas" role="img"></div>
  </div>
  <ul class="ag-legend ag-kinds" aria-label="Shapes and colours"></ul>
</div>
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """One drawing on a page."""

    graph: str
    """Name of the drawing, unique on its page; its selection and events carry it."""
    place: str
    """What the picture is of: while this stays the same, nodes keep their places."""
    payload: Payload
    selected: str = ""
    height: str = "clamp(21rem, calc(100vh - 27rem), 46rem)"


def draw(
    scene: Scene,
    on_select: Callable[[str], None] | None = None,
    on_expand: Callable[[str], None] | None = None,
) -> None:
    """Draw `scene`; call back with the IRI of what was clicked (empty for the ground) or double-clicked.

    vis-network itself goes through a component whose content never changes and the selection through one
    of its own, so that neither the library nor the whole graph travels again with each click.
    """
    loader, network, selection = _components()
    loader(key=f"{scene.graph}-library")
    selection(key=f"{scene.graph}-selection", data={"graph": scene.graph, "selected": scene.selected})
    key = f"{scene.graph}-drawing"
    network(
        key=key,
        data=_message(scene),
        on_select_change=lambda: _pass_on(key, "select", on_select),
        on_expand_change=lambda: _pass_on(key, "expand", on_expand),
    )


def _message(scene: Scene) -> Payload:
    """Return what travels to the browser, which colours the links itself: it knows light from dark."""
    payload = scene.payload
    nodes = [{**_without(node, "color"), "fill": node["color"]} for node in payload["nodes"]]
    edges = [_without(edge, "color") for edge in payload["edges"]]
    return {
        "graph": scene.graph,
        "scene": scene.place,
        "height": scene.height,
        "description": _description(payload),
        "payload": {**payload, "nodes": nodes, "edges": edges},
    }


def _description(payload: Payload) -> str:
    silent = payload["legend"]["silent"]
    words = f"A graph of {len(payload['nodes'])} entities and {len(payload['edges'])} links. "
    if silent["count"]:
        words += f"{silent['count']} of the entities are {silent['label']}. "
    return words + "The lists on this page hold the same."


def _without(item: Payload, name: str) -> Payload:
    return {key: part for key, part in item.items() if key != name}


def _pass_on(key: str, event: str, action: Callable[[str], None] | None) -> None:
    state: Any = st.session_state.get(key)
    told = getattr(state, event, None) if state is not None else None
    if action is not None and isinstance(told, dict) and isinstance(told.get("id"), str):
        action(told["id"])


@lru_cache(maxsize=1)
def _assets() -> tuple[str, str, str, str]:
    script, style = vis_network_source()
    # The UMD build looks for a module system first; shadowing its names makes it settle on `window`.
    library = (
        f"export default function () {{ if (window.vis?.Network) return;\n"
        f"(function (module, exports, define) {{ {script}\n}}).call(window);\n"
        "window.dispatchEvent(new Event('armsgraph-vis-loaded')); }"
    )
    own = (_ASSETS / "network.css").read_text(encoding="utf-8")
    return library, style + own, _asset("network.js"), _asset("selection.js")


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


@st.cache_resource(show_spinner=False)
def _components() -> tuple[ComponentRenderer, ComponentRenderer, ComponentRenderer]:
    library, style, network, selection = _assets()
    component = st.components.v2.component
    return (
        component("armsgraph_library", js=library),
        component("armsgraph_network", html=_FRAME, css=style, js=network),
        component("armsgraph_selection", js=selection),
    )
