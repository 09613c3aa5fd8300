"""The frame around all pages: their names, their addresses and the app's own style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.ui.about import about
from graph.ui.contradictions import contradictions
from graph.ui.explore import explore
from graph.ui.export import export_page
from graph.ui.memory import announce
from graph.ui.opening import Opened, page
from graph.ui.origins import origins
from graph.ui.paths import paths
from graph.ui.questions import questions
from graph.ui.sparql import sparql
from graph.ui.stances import stances
from graph.ui.tellings import tellings
from graph.ui.whatif import what_if

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_ASSETS = Path(__file__).parent / "assets"
_STYLES = ("page.css", "explore.css", "disputes.css", "lanes.css")


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its name in the session and the URL, what people read, and what draws it."""

    name: str
    title: str
    draw: Callable[[Opened], None]


PLACES: Mapping[str, Sequence[Place]] = {
    "": (
        Place("explore", "Explore", explore),
        Place("paths", "Paths", paths),
        Place("questions", "Questions", questions),
    ),
    "Disagreement": (
        Place("contradictions", "Contradictions", contradictions),
        Place("tellings", "Two tellings", tellings),
        Place("stances", "Over time", stances),
        Place("what-if", "What if", what_if),
        Place("origins", "Origins", origins),
    ),
    "Data": (
        Place("sparql", "SPARQL", sparql),
        Place("export", "Export", export_page),
        Place("about", "About the data", about),
    ),
}
"""The pages under the heading that the menu puts them; those without one stand by themselves."""


def main() -> None:
    """Run the app: called by Streamlit on every rerun."""
    st.set_page_config(page_title="armsgraph", layout="wide", initial_sidebar_state="collapsed")
    style = "".join((_ASSETS / name).read_text(encoding="utf-8") for name in _STYLES)
    st.html(f"<style>{style}</style>")
    pages = {place.name: _page(place) for places in PLACES.values() for place in places}
    announce(pages)
    menu = {heading: [pages[place.name] for place in places] for heading, places in PLACES.items() if places}
    st.navigation(menu, position="top").run()


def _page(place: Place) -> StreamlitPage:
    return st.Page(
        page(place.name, place.draw),
        title=place.title,
        url_path=place.name,
        default=place.name == "explore",
    )
