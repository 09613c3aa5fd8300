"""Widgets that choose what a page is about, each tied to one field of the page's state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import streamlit as st

from graph.errors import InputError
from graph.presentation import spaced
from graph.settings import LIMITS
from graph.ui.memory import known, remember
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.words import say

_SHOWN_ALIASES = 4
"""Other names told beside an option, so that typing one of them finds it."""


@dataclass(frozen=True, slots=True)
class Form:
    """The widgets of one page: its state is the truth, a widget the face of one field."""

    page: str
    start: Any
    """The state of the page before anything was chosen."""

    def change(self, **fields: object) -> None:
        """Keep the page's state with other values of `fields`, from within a callback."""
        remember(self.page, replace(known(self.page, self.start), **cast(dict[str, Any], fields)))

    def bound(self, state: object, name: str, **beside: object) -> dict[str, Any]:
        """Return what ties a widget to the field `name`; a choice sets the fields `beside`, too."""
        key, value = f"{self.page}-{name}", getattr(state, name)
        st.session_state[key] = list(value) if isinstance(value, tuple) else value

        def take() -> None:
            chosen = st.session_state[key]
            self.change(**{name: tuple(chosen) if isinstance(chosen, list) else chosen, **beside})

        return {"key": key, "on_change": take}

    def choose(
        self,
        label: str,
        state: object,
        name: str,
        options: Sequence[str],
        *,
        words: Callable[[str], str],
        find: Callable[[str], str],
        **beside: object,
    ) -> None:
        """Draw a box for one of `options`; what is typed and no option is looked up with `find`.

        Parameters
        ----------
        words
            Says an option.
        find
            Turns a typed name into an option; an InputError says in a sentence why it cannot.
        beside
            Other fields that a choice sets.
        """
        key = f"{self.page}-{name}"
        st.session_state[key] = getattr(state, name) or None
        st.selectbox(
            label,
            options,
            key=key,
            index=None,
            format_func=words,
            placeholder=say("choosing.placeholder"),
            help=_cut(options),
            accept_new_options=True,
            on_change=lambda: self.take(name, st.session_state[key] or "", find, beside),
        )

    def take(
        self, name: str, text: str, find: Callable[[str], str], beside: Mapping[str, object] | None = None
    ) -> None:
        """Keep what was chosen or typed as the field `name`; what nobody finds is said by `problem`."""
        try:
            self.change(**{name: find(text) if text else "", **(beside or {})})
        except InputError as error:
            st.session_state[self._problem] = str(error)

    def choose_several(
        self,
        label: str,
        state: object,
        name: str,
        options: Sequence[str],
        *,
        words: Callable[[str], str],
        find: Callable[[str], str],
        most: int | None,
    ) -> None:
        """Draw a box for several of `options`, at most so many; otherwise as `choose`."""
        key, held = f"{self.page}-{name}", list(getattr(state, name))
        known_ones = list(dict.fromkeys((*options, *held)))

        def look_up(text: str) -> str:
            return text if text in known_ones else find(text)

        st.session_state[key] = held
        st.multiselect(
            label,
            known_ones,
            key=key,
            format_func=words,
            placeholder=say("choosing.placeholder"),
            help=_cut(options),
            accept_new_options=True,
            select_all=False,
            max_selections=most,
            on_change=lambda: self._take_several(name, st.session_state[key], look_up),
        )

    def _take_several(self, name: str, chosen: Sequence[str], find: Callable[[str], str]) -> None:
        try:
            self.change(**{name: tuple(dict.fromkeys(map(find, chosen)))})
        except InputError as error:
            st.session_state[self._problem] = str(error)

    def problem(self) -> None:
        """Draw what could not be found, once."""
        said = st.session_state.pop(self._problem, "")
        if said:
            st.warning(plain(said))

    @property
    def _problem(self) -> str:
        return f"{self.page}-problem"


def _cut(options: Sequence[str]) -> str | None:
    """Return what is said beside the name of a box that may list only some: as many as one lists at most."""
    return say("choosing.cut", n=len(options)) if len(options) >= LIMITS.listed_choices else None


def entity_words(opened: Opened, iri: str) -> str:
    """Return an entity with its class and other names, as a list of choices tells it."""
    if iri not in opened.whole:
        return iri
    kind = opened.apart(iri) or spaced(opened.whole.nodes[iri]["type"]).lower()
    also = ", ".join(opened.aliases(iri)[:_SHOWN_ALIASES])
    if also:
        return say("choosing.entity-also", label=opened.label(iri), kind=kind, also=also)
    return say("choosing.entity", label=opened.label(iri), kind=kind)


def entity_box(form: Form, opened: Opened, label: str, state: object, name: str, **beside: object) -> None:
    """Draw a box for one entity of the graph."""
    form.choose(
        label,
        state,
        name,
        opened.entities(),
        words=lambda iri: entity_words(opened, iri),
        find=opened.entity,
        **beside,
    )
