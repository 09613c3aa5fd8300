"""The parts of the drawing in the browser: its code goes there once, whatever is drawn later."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui.words import say
from graph.visualization import vis_network_source

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_ASSETS = Path(__file__).parent / "assets"
_PARTS = (
    "memory",
    "wire",
    "theme",
    "placing",
    "settling",
    "frame",
    "choosing",
    "legend",
    "layers",
    "labels",
    "menu",
    "keys",
    "boxing",
    "image",
    "mouse",
    "drawing",
    "viewing",
    "editing",
    "opening",
)
"""The drawing's own code, in the order in which it is put together: what is used comes before its use."""


@st.cache_resource(show_spinner=False)
def components() -> tuple[ComponentRenderer, ComponentRenderer, ComponentRenderer]:
    """Return the component that brings the code, the one that draws, and the one that tells what is selected.

    Whatever a component's own code and style are, Streamlit sends them with each change of its data: those
    of the drawing therefore are a few lines that hand over to what the first component brought.
    """
    component = st.components.v2.component
    frame = f'<div class="ag-frame"><p class="ag-note">{say("drawing.loading")}</p></div>'
    return (
        component("armsgraph_library", js=_library()),
        component("armsgraph_network", html=frame, js=_asset("canvas.js")),
        component("armsgraph_selection", js=_asset("selection.js")),
    )


@lru_cache(maxsize=1)
def _library() -> str:
    """Return one module that brings vis-network, the drawing's code and its style, once for a page."""
    script, _ = vis_network_source()
    own = "\n".join(_asset(f"network/{part}.js") for part in _PARTS)
    # The UMD build looks for a module system first; shadowing its names makes it settle on `window`.
    return (
        "export default function ({ data }) {\n"
        "const page = (window.__armsgraph ??= {}); page.words = data.words; if (page.open) return;\n"
        f"page.css = {json.dumps(_asset('network.css'))};\n"
        f"try {{ (function (module, exports, define) {{ {script}\n}}).call(window); }} catch (error) "
        "{ console.warn('armsgraph: vis-network does not start', error); }\n"
        f"try {{ (function () {{ 'use strict';\n{own}\n}})(); }} catch (error) {{\n"
        "console.warn('armsgraph: the drawing does not start', error); page.open = ({ parentElement }) => {\n"
        "parentElement.querySelector('.ag-note').textContent = page.words.failed; return () => {}; }; }\n"
        "window.dispatchEvent(new Event('armsgraph-ready')); }"
    )


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
