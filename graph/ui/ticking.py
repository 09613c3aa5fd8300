"""Looking again every so often, in a fragment: by a clock in the browser that waits for the page to be quiet.

Streamlit's own ``run_every`` asks at any moment. A request that meets the end of a run makes Streamlit drop
what that run had not sent yet, and one that still speaks for the page before empties the new one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = Path(__file__).parent / "assets" / "ticking.js"


def tick(key: str, every_seconds: float) -> None:
    """Run the fragment around this again after so many seconds, and then again, between two runs of the page.

    Parameters
    ----------
    key
        Tells this clock from others on the page.
    every_seconds
        The least time between two looks; a page that is busy is left alone until it is not.
    """
    _component()(
        key=f"{key}-library", data={"milliseconds": round(every_seconds * 1000)}, on_tick_change=_looked
    )


def _looked() -> None:
    """Do nothing: that the fragment runs is what was asked for."""


@st.cache_resource(show_spinner=False)
def _component() -> ComponentRenderer:
    return st.components.v2.component("armsgraph_ticking", js=_SCRIPT.read_text(encoding="utf-8"))
