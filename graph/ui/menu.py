"""The menu of pages: its links carry what all pages share, and on a narrow screen it is called a menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from graph.ui.memory import addressed
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = Path(__file__).parent / "assets" / "menu.js"


def menu_style() -> str:
    """Return the style that puts a word beside the arrows that open the menu on a narrow screen."""
    return f'[data-testid="stExpandSidebarButton"]::after {{ content: "{say("opening.menu")}"; }}'


def carry_along() -> None:
    """Let the menu's links carry perspective and filter, also into a new tab."""
    query = urlencode(addressed(), doseq=True)
    _component()(key="menu-library", data={"query": query, "name": say("opening.menu")})


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("armsgraph_menu", js=_SCRIPT.read_text(encoding="utf-8"))
