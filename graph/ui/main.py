"""The frame around all pages: their names, their addresses and the app's own style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.ui.about import about
from graph.ui.explore import explore
from graph.ui.export import export_page
from graph.ui.memory import announce
from graph.ui.opening import page
from graph.ui.paths import paths
from graph.ui.sparql import sparql

_STYLE = Path(__file__).parent / "assets" / "page.css"


def main() -> None:
    """Run the app: called by Streamlit on every rerun."""
    st.set_page_config(page_title="armsgraph", layout="wide", initial_sidebar_state="collapsed")
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    pages = {
        "explore": st.Page(page(explore), title="Explore", url_path="explore", default=True),
        "paths": st.Page(page(paths), title="Paths", url_path="paths"),
        "sparql": st.Page(page(sparql), title="SPARQL", url_path="sparql"),
        "export": st.Page(page(export_page), title="Export", url_path="export"),
        "about": st.Page(page(about), title="About the data", url_path="about"),
    }
    announce(pages)
    st.navigation(list(pages.values()), position="top").run()
