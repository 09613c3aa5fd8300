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

_NAME = "perspective-name"
_LONGEST_NAME = 60


def keeping(opened: Opened, offered: Choices) -> None:
    """Draw the box that keeps the perspective under a name, and those that are kept."""
    nothing = perspective_asked() == PerspectiveState()
    with st.container(horizontal=True, vertical_alignment="bottom", key="perspective-keep"):
        st.text_input(
            "Keep as",
            key=_NAME,
            placeholder="a name of your own",
            max_chars=_LONGEST_NAME,
            disabled=nothing,
            help="Set a condition first." if nothing else "It joins the list of whose word counts.",
        )
        st.button("Keep", on_click=_keep, args=(opened,), disabled=nothing)
    for one in offered.named:
        if not one.shipped:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(
                    f"{plain(one.name)}: {plain(opened.graph.described(one.perspective))}.", width="stretch"
                )
                words = f"Forget {plain(one.name)}"
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
