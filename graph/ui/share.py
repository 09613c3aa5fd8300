"""Ways to hand a view on: its address, a file, a page of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from graph.export import FORMATS, Export
from graph.network import View
from graph.ui.handing import handed_on, refusal, size
from graph.ui.memory import addressed, fitting
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.readable import reading
from graph.ui.saving import open_box, save_button
from graph.ui.session import EXPLORE, ExploreState, PageState
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_SLASHES_BEFORE_A_PATH = 2
"""In an address with a scheme: the app's first page has no path, and there the slash is left out."""


def share(opened: Opened, state: ExploreState, view: View) -> None:
    """Draw the popover; what is in it is made only once it is opened."""
    popover = st.popover(say("share.open"), key="share", on_change="rerun")
    if not popover.open:
        return
    with popover:
        st.markdown(f"**{say('share.address')}**", help=say("share.address_help"))
        st.code(address(state, reading()), language=None, wrap_lines=True)
        _say_what_is_cut(addressed(reading(), state))
        save_button(opened, EXPLORE, state, reading())
        open_box(opened, "share-open")
        st.markdown(f"**{say('share.for_others')}**")
        files(opened, state, view)


def address(*states: PageState) -> str:
    """Return the address of the page that is shown, as `states`, perspective and filter make it."""
    query = urlencode(fitting(addressed(*reversed(states))), doseq=True, safe="/:|,")
    here = str(st.context.url or "/")
    here += "/" if here.count("/") == _SLASHES_BEFORE_A_PATH else ""
    return f"{here}?{query}" if query else here


def _say_what_is_cut(asked: dict[str, list[str]]) -> None:
    left = sum(map(len, asked.values())) - sum(map(len, fitting(asked).values()))
    if left:
        st.info(say("share.address_cut", n=left))


def files(opened: Opened, state: ExploreState, view: View) -> None:
    """Offer the view as a page, unless it is too large for one, and as a drawing."""
    drawing = handed_on(opened, state, view, "svg")
    held = drawing.counts
    st.caption(
        say(
            "share.holds",
            entities=held.nodes,
            links=held.links,
            claims=held.claims,
            denials=held.denials,
        )
    )
    name = f"armsgraph-view{file_suffix(opened.graph)}"
    row = st.container(horizontal=True, key="share-files")
    if FORMATS["html"].refuses(held):
        row.warning(refusal("html", held))
    else:
        _download(row, handed_on(opened, state, view, "html"), name, "page")
    _download(row, drawing, name, "drawing")
    st.caption(say("share.image"))


def _download(row: DeltaGenerator, file: Export, name: str, key: str) -> None:
    row.download_button(
        say(f"share.{key}", size=size(len(file.content))),
        data=partial(bytes, file.content),
        file_name=f"{name}.{file.extension}",
        mime=file.media_type,
        key=f"share-{key}",
        help=say(f"share.{key}_help"),
        on_click="ignore",
    )
