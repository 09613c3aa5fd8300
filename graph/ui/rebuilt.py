"""Which build of the store a session shows: the one it began with, until a person asks for a newer one."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.errors import StoreError
from graph.layout import BUILDS, CURRENT, MANIFEST, is_address
from graph.settings import default_store_location
from graph.ui.ticking import tick
from graph.ui.words import say

_SHOWN = "armsgraph-build"
_GONE = "armsgraph-build-gone"
_WATCH_SECONDS = 6.0


def newest_build() -> str:
    """Return the name of the build in use; empty while there is none."""
    if is_address(default_store_location()):
        return _on_server(default_store_location())
    try:
        return (Path(default_store_location()) / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def is_kept(build: str) -> bool:
    """Return whether the build of this name is still there; a server that says nothing may well have it."""
    if is_address(default_store_location()):
        return newest_build() in ("", build)
    return bool(build) and (Path(default_store_location()) / BUILDS / build / MANIFEST).is_file()


@st.cache_data(ttl=_WATCH_SECONDS, show_spinner=False)
def _on_server(address: str) -> str:
    """Return the build that a server holds, asked once for all sessions; empty where it does not say."""
    from graph.store.remote import build_on_server

    try:
        return build_on_server(address)
    except StoreError:
        return ""


def shown_build() -> str:
    """Return the build that this session shows; the newest where that is no longer there."""
    held = st.session_state.get(_SHOWN, "")
    if is_kept(held):
        return str(held)
    newest = newest_build()
    st.session_state[_GONE] = bool(held) and held != newest
    st.session_state[_SHOWN] = newest
    return newest


def announce_switch() -> None:
    """Say once that the page shows another build, because the one before is gone."""
    if st.session_state.pop(_GONE, False):
        st.info(say("opening.gone"))


@st.fragment
def offer_newer(shown: str) -> None:
    """Look now and then whether the store was built anew, and offer to show that; nothing changes by itself.

    Only where the build that is shown was removed, the whole page is drawn again.
    """
    tick("newer-build", _WATCH_SECONDS)
    if not is_kept(shown):
        st.rerun(scope="app")
    newest = newest_build()
    if newest == shown or not is_kept(newest):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="newer-build"):
        st.markdown(say("opening.newer"), width="stretch")
        if st.button(say("opening.show_newer"), key="show-newer-build", type="primary"):
            st.session_state[_SHOWN] = newest
            st.rerun(scope="app")
