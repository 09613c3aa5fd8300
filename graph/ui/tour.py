"""Three hints for who has not been here before, one at a time, and the keys of the picture.

They stand above the picture, never on it. Dismissed, they stay away for the session.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from graph.presentation import LINES
from graph.ui.plain import element
from graph.ui.words import say

_STEP = "armsgraph-tour"
_HINTS = ("read", "search", "grow")
_KEYS = ("find", "move", "expand", "mark", "menu", "hide", "undo", "redo", "zoom")


def tour() -> None:
    """Draw the hint that comes next; nothing once all were seen or dismissed."""
    step = st.session_state.get(_STEP, 0)
    if step >= len(_HINTS):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="tour"):
        place = say("tour.step", step=step + 1, steps=len(_HINTS))
        said = say(f"tour.hint_{_HINTS[step]}")
        words = element("p", element("strong", place), f" {said}", style="ag-hint", role="note")
        st.html(str(words))
        last = step + 1 == len(_HINTS)
        st.button(
            say("tour.done" if last else "tour.next"),
            key="tour-next",
            type="tertiary",
            on_click=_go_to,
            args=(step + 1,),
        )
        if not last:
            st.button(
                say("tour.dismiss"), key="tour-dismiss", type="tertiary", on_click=_go_to, args=(len(_HINTS),)
            )


def help_popover() -> None:
    """Draw the help: how the picture is read, its keys, and the hints again."""
    box = st.popover(say("tour.help"), key="explore-help", on_change="rerun")
    if not box.open:
        return
    with box:
        st.markdown(say("tour.reading"))
        st.html(_rows((line.label, line.meaning) for line in LINES.values()))
        st.markdown(f"**{say('tour.keys')}**")
        st.html(_rows((say(f"tour.key_{name}"), say(f"tour.does_{name}")) for name in _KEYS))
        again()


def _rows(pairs: Iterable[tuple[str, str]]) -> str:
    """Return what is explained beside its explanation, as HTML."""
    rows = [element("div", element("dt", name), element("dd", meaning)) for name, meaning in pairs]
    return str(element("dl", *rows, style="ag-keys"))


def again() -> None:
    """Draw the button that shows the hints once more."""
    st.button(say("tour.again"), key="tour-again", on_click=_go_to, args=(0,))


def _go_to(step: int) -> None:
    st.session_state[_STEP] = step
