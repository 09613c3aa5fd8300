"""What Streamlit lacks for people who do not point or see: a focus that is kept, markup that is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = Path(__file__).parent / "assets" / "access.js"


def keep_focus() -> None:
    """Let the focus stay near what was pressed by key, though Streamlit draws the page anew."""
    _component()(key="access-library", data={"search": say("explore.search")})


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("armsgraph_access", js=_SCRIPT.read_text(encoding="utf-8"))
