"""The frame around all pages: their names, their addresses and the app's own style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui.about import about
from graph.ui.analysis import analysis
from graph.ui.contradictions import contradictions
from graph.ui.explore import explore
from graph.ui.export import export_page
from graph.ui.importing import importing
from graph.ui.joining import joining
from graph.ui.memory import announce
from graph.ui.menu import menu_style
from graph.ui.opening import Opened, page
from graph.ui.origins import origins
from graph.ui.paths import paths
from graph.ui.questions import questions
from graph.ui.sparql import sparql
from graph.ui.stances import stances
from graph.ui.tellings import tellings
from graph.ui.whatif import what_if
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_ASSETS = Path(__file__).parent / "assets"
_STYLES = (
    "page.css",
    "explore.css",
    "disputes.css",
    "lanes.css",
    "companions.css",
    "answers.css",
    "importing.css",
    "analysis.css",
)


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its name in the session and the URL, and what draws it."""

    name: str
    draw: Callable[[Opened], None]

    @property
    def title(self) -> str:
        """What people read in the menu."""
        return say(f"opening.page-{self.name}")


PLACES: Mapping[str, Sequence[Place]] = {
    "": (
        Place("explore", explore),
        Place("paths", paths),
        Place("questions", questions),
        Place("analysis", analysis),
    ),
    "disagreement": (
        Place("contradictions", contradictions),
        Place("tellings", tellings),
        Place("stances", stances),
        Place("what-if", what_if),
        Place("origins", origins),
    ),
    "data": (
        Place("sparql", sparql),
        Place("export", export_page),
        Place("import", importing),
        Place("join", joining),
        Place("about", about),
    ),
}
"""The pages by the heading that the menu puts them under; those without one stand by themselves."""


def main() -> None:
    """Run the app: called by Streamlit on every rerun."""
    st.set_page_config(page_title="armsgraph", layout="wide", initial_sidebar_state="collapsed")
    style = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    st.html(f"<style>{style}{menu_style()}</style>")
    pages = {place.name: _page(place) for places in PLACES.values() for place in places}
    announce(pages)
    menu = {
        heading and say(f"opening.{heading}"): [pages[place.name] for place in places]
        for heading, places in PLACES.items()
    }
    chosen = st.navigation(menu, position="top")
    # Several tabs of a browser, and a reader of the screen on arrival, tell pages by these.
    st.set_page_config(page_title=f"{chosen.title} - armsgraph")
    chosen.run()


def _page(place: Place) -> StreamlitPage:
    return st.Page(
        page(place.name, place.draw),
        title=place.title,
        url_path=place.name,
        default=place.name == "explore",
    )
