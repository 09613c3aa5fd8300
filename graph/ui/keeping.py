"""Perspectives that users keep: giving the present one a name, and forgetting it again."""

from __future__ import annotations

import streamlit as st

from graph.errors import ArmsgraphError
from graph.ui.choices import Choices
from graph.ui.conditions import change, complain
from graph.ui.memory import perspective_asked
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.session import PerspectiveState
from graph.ui.words import say

_NAME = "perspective-name"
_LONGEST_NAME = 60


def keeping(opened: Opened, offered: Choices) -> None:
    """Draw the box that keeps the perspective under a name, and those that are kept."""
    nothing = perspective_asked() == PerspectiveState()
    with st.container(horizontal=True, vertical_alignment="bottom", key="perspective-keep"):
        st.text_input(
            say("bar.keep_as"),
            key=_NAME,
            placeholder=say("bar.keep_example"),
            max_chars=_LONGEST_NAME,
            disabled=nothing,
            help=say("bar.keep_nothing") if nothing else say("bar.keep_hint"),
        )
        st.button(say("bar.keep"), on_click=_keep, args=(opened,), disabled=nothing)
    for one in offered.named:
        if not one.shipped:
            with st.container(horizontal=True, vertical_alignment="center"):
                told = plain(opened.graph.described(one.perspective))
                st.markdown(say("bar.kept_one", name=plain(one.name), described=told), width="stretch")
                words = say("bar.forget", name=plain(one.name))
                st.button(
                    words, key=f"perspective-forget-{one.name}", on_click=_forget, args=(opened, one.name)
                )


def _keep(opened: Opened) -> None:
    name = st.session_state[_NAME]
    try:
        opened.graph.save_perspective(name, opened.perspective)
    except ArmsgraphError as error:
        complain(str(error))
    else:
        st.session_state[_NAME] = ""


def _forget(opened: Opened, name: str) -> None:
    try:
        opened.graph.remove_perspective(name)
    except ArmsgraphError as error:
        complain(str(error))
    change(told=tuple(one for one in perspective_asked().told if one != name))
