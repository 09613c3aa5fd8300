"""Saving what a page shows to a small file, and opening such a file again."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.errors import InputError
from graph.settings import LIMITS
from graph.ui.memory import addressed, open_saved, page_title
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.session import EXPLORE, ExploreState, PageState, long_iri
from graph.ui.tools import put_back, relaxed
from graph.ui.viewfile import SUFFIX, ReadView, SavedView, read_view, write_view
from graph.ui.words import say

_LARGEST_MEGABYTES = -(-LIMITS.view_file_bytes // 1_000_000)
"""What the browser refuses to send at all; what comes is measured again."""
_LAST_FILE = "saved-view-file"
"""Where the file is remembered that was put there last: it opens by itself once."""


def save_button(opened: Opened, page: str, state: PageState, *beside: PageState) -> None:
    """Draw the button that saves `page` in `state`, with what its address holds of other pages' states."""
    places: Mapping[str, tuple[int, int]] = relaxed(state) if isinstance(state, ExploreState) else {}
    counts = opened.everything.counts()
    content = write_view(
        SavedView(
            page,
            addressed(*beside, state),
            places,
            opened.build.strip(),
            {name: counts[name] for name in ("entities", "links", "claims")},
        )
    )
    st.download_button(
        say("share.save"),
        data=lambda: content,
        file_name=f"armsgraph-{page}{SUFFIX}",
        mime="application/json",
        key=f"save-view-{page}",
        help=say("share.save_help"),
        on_click="ignore",
    )


def open_box(opened: Opened, key: str) -> None:
    """Draw the place for a saved view, and what is in the one that was put there."""
    given = st.file_uploader(
        say("share.open_saved"), type=["json"], key=key, max_upload_size=_LARGEST_MEGABYTES
    )
    if given is None:
        return
    try:
        told = read_view(given.getvalue())
    except InputError as error:
        st.error(plain(str(error)))
        return
    _introduce(opened, told)
    asked = st.button(say("share.open_button"), key=f"{key}-go", type="primary")
    if asked or _opens_at_once(opened, told, given.file_id):
        _open(told.view)


def _opens_at_once(opened: Opened, told: ReadView, file: str) -> bool:
    """Say whether a file that was just put there leaves nothing to be told before it opens."""
    fresh = st.session_state.get(_LAST_FILE) != file
    st.session_state[_LAST_FILE] = file
    same_build = told.view.build in {"", opened.build.strip()}
    return fresh and same_build and not told.problems


def _introduce(opened: Opened, told: ReadView) -> None:
    """Say what the file opens, where it comes from, and what of it cannot be used."""
    view = told.view
    words = [say("share.opens", page=plain(page_title(view.page)))]
    if view.build and view.build != opened.build.strip():
        known = len(view.counts) == len(("entities", "links", "claims"))
        key = "share.from_build_counts" if known else "share.from_build"
        words.append(say(key, then=plain(view.build), now=plain(opened.build.strip()), **view.counts))
    st.markdown(" ".join(words))
    for problem in told.problems[: LIMITS.listed_problems]:
        st.warning(plain(problem))
    more = len(told.problems) - LIMITS.listed_problems
    if more > 0:
        st.warning(say("share.more_problems", n=more))


def _open(view: SavedView) -> None:
    if view.page == EXPLORE:
        entity = view.query.get("entity", ())
        put_back(long_iri(entity[-1]) if entity else "", view.places)
    open_saved(view.page, view.query)
