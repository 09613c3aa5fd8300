"""The conditions of the perspective as widgets: the state is the truth, a widget the face of one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, cast

import streamlit as st

from graph.errors import InputError
from graph.model import Modality, Status
from graph.perspective import AsOf, day_of
from graph.presentation import LINES
from graph.ui.choices import Choices
from graph.ui.memory import perspective_asked, put_under
from graph.ui.opening import Opened
from graph.ui.outlook import MAX_ORIGINS, UNNAMED, source, teller
from graph.ui.plain import plain
from graph.ui.session import PerspectiveState
from graph.ui.words import say

_PROBLEM = "perspective-problem"
_DAY_WIDTH_PX = 250
_ON_THE_LINE = ("told", "without", "as_of")


def main_conditions(opened: Opened, offered: Choices, state: PerspectiveState, place: str) -> None:
    """Draw whose word counts, whose does not, and up to when; `place` keeps two of them on a page apart."""
    graph = opened.everything
    _many(
        say("bar.told_by"),
        f"told-{place}",
        offered.tellers,
        offered,
        placeholder=say("bar.everybody"),
        find=lambda name: teller(graph, name),
    )
    _many(
        say("bar.without"),
        f"without-{place}",
        offered.sources,
        offered,
        placeholder=say("bar.nothing_out"),
        find=lambda name: source(graph, name),
    )
    key = f"perspective-as_of-{place}"
    st.session_state[key] = state.as_of
    st.text_input(
        say("bar.as_of"),
        key=key,
        placeholder=say("bar.any_day"),
        max_chars=40,
        width=_DAY_WIDTH_PX if place == "wide" else "stretch",
        on_change=lambda: _take_day(st.session_state[key]),
    )


def further(offered: Choices, state: PerspectiveState) -> None:
    """Draw the conditions that do not stand on the line."""
    voices, strength = st.columns(2, gap="medium")
    with voices:
        _voices(offered, state)
    with strength:
        _strength(offered)


def _voices(offered: Choices, state: PerspectiveState) -> None:
    """Draw whose voice, from where and of what time."""
    tells = bool(state.told) or state.own_voice
    st.toggle(say("bar.own_voice"), **_bound("own_voice"))
    st.toggle(say("bar.background"), disabled=not tells, **_bound("background"))
    st.toggle(say("bar.named_only"), **_bound("named_only"))
    st.radio(
        say("bar.dated"),
        [one.value for one in AsOf],
        format_func=lambda one: say(f"bar.as_of_{one}"),
        horizontal=True,
        disabled=not state.as_of,
        **_bound("dated"),
    )
    _several(say("bar.outlets"), offered, offered.outlets, "outlets", say("bar.any_outlet"))
    _several(say("bar.documents"), offered, offered.documents, "documents", say("bar.any_document"))


def _strength(offered: Choices) -> None:
    """Draw what kind of statement, how it stands, and who is whom."""
    st.multiselect(
        say("bar.modalities"),
        [one.value for one in Modality],
        format_func=lambda one: say(f"bar.{one}"),
        placeholder=say("bar.all_kinds"),
        select_all=False,
        **_bound("modalities"),
    )
    st.multiselect(
        say("bar.status"),
        [one.value for one in Status],
        format_func=lambda one: LINES[Status(one)].label,
        placeholder=say("bar.any_status"),
        select_all=False,
        **_bound("standing"),
    )
    st.number_input(say("bar.origins"), 0, MAX_ORIGINS, **_bound("origins"))
    if offered.judgements:
        _several(say("bar.apart"), offered, offered.judgements, "apart", say("bar.nobody"))


def set_beyond_the_line(state: PerspectiveState) -> int:
    """Return how many conditions differ from the default that the line does not show.

    Examples
    --------
    >>> set_beyond_the_line(PerspectiveState(told=("Moscow",), origins=2, named_only=True))
    2
    """
    default = PerspectiveState()
    names = (name for name in PerspectiveState.__slots__ if name not in _ON_THE_LINE)
    return sum(getattr(state, name) != getattr(default, name) for name in names)


def reset() -> None:
    """Let every claim count."""
    put_under(PerspectiveState())


def complain(sentence: str) -> None:
    """Say `sentence` under the line when the page is drawn next."""
    st.session_state[_PROBLEM] = sentence


def problem() -> None:
    """Draw what could not be taken from a widget, once."""
    said = st.session_state.pop(_PROBLEM, "")
    if said:
        st.warning(plain(said))


def change(**fields: object) -> None:
    """Put all pages under the perspective with other values of `fields`, from within a callback."""
    put_under(replace(perspective_asked(), **cast(dict[str, Any], fields)))


def _many(
    label: str,
    where: str,
    options: Iterable[str],
    offered: Choices,
    *,
    placeholder: str,
    find: Callable[[str], str],
) -> None:
    """Draw a box for several of `options`; what is typed and no option is looked up with `find`.

    `where` is the name of the field and of the place, so that one field can have a box in two places.
    """
    name, key = where.partition("-")[0], f"perspective-{where}"
    held = list(getattr(perspective_asked(), name))
    st.session_state[key] = held
    st.multiselect(
        label,
        list(dict.fromkeys((*options, *held))),
        key=key,
        format_func=offered.say,
        placeholder=placeholder,
        accept_new_options=True,
        select_all=False,
        on_change=lambda: _take(name, st.session_state[key], set(options), find),
    )


def _several(label: str, offered: Choices, options: Iterable[str], name: str, placeholder: str) -> None:
    held = getattr(perspective_asked(), name)
    given = list(dict.fromkeys((*options, *held)))
    st.multiselect(
        label, given, format_func=offered.say, placeholder=placeholder, select_all=False, **_bound(name)
    )


def _bound(name: str) -> dict[str, Any]:
    """Return what ties a widget to one field of the perspective."""
    key, value = f"perspective-{name}", getattr(perspective_asked(), name)
    st.session_state[key] = list(value) if isinstance(value, tuple) else value

    def take() -> None:
        chosen = st.session_state[key]
        change(**{name: tuple(chosen) if isinstance(chosen, list) else chosen})

    return {"key": key, "on_change": take}


def _take(name: str, chosen: Iterable[str], known: set[str], find: Callable[[str], str]) -> None:
    """Keep what was chosen or typed; a name that nobody bears is said and left out."""
    kept = []
    for one in chosen:
        try:
            kept.append(one if one in known else find(one))
        except InputError as error:
            complain(str(error))
    if UNNAMED in kept:
        change(named_only=True)
    change(**{name: tuple(dict.fromkeys(one for one in kept if one != UNNAMED))})


def _take_day(text: str) -> None:
    try:
        if text.strip():
            day_of(text.strip())
    except InputError as error:
        complain(str(error))
    else:
        change(as_of=text.strip())
