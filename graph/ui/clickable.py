"""Our own HTML whose parts can be clicked without leaving the page: lists, lanes, tables of a few rows.

What is drawn is `Markup`, which only `graph.ui.plain.element` makes, so nothing from data runs as script. A
click on an element with the attribute ``data-go`` calls back with that attribute's value.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.ui.plain import Markup, element

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = Path(__file__).parent / "assets" / "clickable.js"


def clickable(markup: Markup, key: str, on_go: Callable[[str], None]) -> None:
    """Draw `markup`; call `on_go` with the value of ``data-go`` of what was clicked.

    Parameters
    ----------
    markup
        Buttons of it carry ``data-go`` (see `go_button`).
    key
        Tells it from others on the page.
    on_go
        Called before the page is drawn again, as a widget's callback is.
    """
    _component()(key=key, data={"html": str(markup)}, on_go_change=lambda: _pass_on(key, on_go))


def go_button(target: str, *children: str | Markup | None, style: str = "ag-go", **attributes: str) -> Markup:
    """Return a button that, inside `clickable`, calls back with `target`.

    Examples
    --------
    >>> str(go_button("iri:x", "Open <x>"))
    '<button class="ag-go" dir="auto" type="button" data-go="iri:x">Open &lt;x&gt;</button>'
    """
    given = {"type": "button", "data-go": target, **attributes}
    return element("button", *children, style=style, **given)


def _pass_on(key: str, on_go: Callable[[str], None]) -> None:
    state: Any = st.session_state.get(key)
    told = getattr(state, "go", None) if state is not None else None
    if isinstance(told, dict) and isinstance(told.get("to"), str):
        on_go(told["to"])


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    script = _SCRIPT.read_text(encoding="utf-8")
    return st.components.v2.component(
        "armsgraph_clickable", html='<div class="ag-clickable"></div>', js=script, isolate_styles=False
    )
