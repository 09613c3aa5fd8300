"""The SPARQL editor of the app: a text in; what was typed, and the wish to run it, out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.settings import LIMITS
from graph.ui.editor_terms import Place, Terms
from graph.ui.plain import element
from graph.ui.words import say, texts

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_ASSETS = Path(__file__).parent / "assets" / "editor"
_SLOT = "armsgraph-editors"


@dataclass(slots=True)
class _Held:
    """What the browser is known to hold of one editor."""

    text: str
    revision: int = 0
    """Grows when the text is set from here: the browser then replaces what it has."""
    runs: int = 0
    """Grows with each run: what is wrong with a text is shown anew after it."""
    asked: str = ""
    """The name that entities were last asked for."""


def editor(
    text: str,
    *,
    key: str,
    problem: Place | None,
    on_run: Callable[[str], None],
    on_change: Callable[[str], None],
    terms: Terms,
    running: bool,
) -> None:
    """Draw the editor.

    The browser tells its text when it is to run, when the focus leaves the editor and when its window is
    hidden, never with each key; what it has not told outlives a change of page and a reload.

    Parameters
    ----------
    text
        The query; where it differs from what was told last, it replaces what stands there, in one step
        that can be undone.
    key
        Tells this editor from others.
    problem
        What is wrong with the query that ran last, and where.
    on_run
        Gets the text when it is to run (Ctrl+Enter); `on_change` is not called as well.
    on_change
        Gets the text when the focus leaves the editor and it has changed.
    terms
        What can be completed; from `terms_of`.
    running
        Whether a query of this editor is running.
    """
    library, mounted, _ = _components()
    held = _held(key, text)
    library(key=f"{key}-code-library", data={"words": texts("editor"), "css": _css(), **terms.message()})
    mounted(
        key=key,
        data={
            "editor": key,
            "text": text,
            "revision": held.revision,
            "runs": held.runs,
            "problem": asdict(problem) if problem else None,
            "running": running,
        },
        on_run_change=lambda: _heard(key, "run", on_run),
        on_change_change=lambda: _heard(key, "change", on_change),
    )
    _answer(key, terms)


@st.fragment
def _answer(key: str, terms: Terms) -> None:
    """Answer which entities are called so; a question draws nothing of the page again but this."""
    _, _, asker = _components()
    name = f"{key}-names-library"
    held = _editors()[key]
    asker(
        key=name,
        data={
            "asks": True,
            "editor": key,
            "version": terms.version,
            "text": held.asked,
            "found": terms.entities(held.asked),
        },
        on_ask_change=lambda: _ask(key, name),
    )


def _ask(key: str, name: str) -> None:
    text = _told(name, "ask")
    if text is not None:
        _editors()[key].asked = text[: LIMITS.search_max_letters]


def _heard(key: str, event: str, action: Callable[[str], None]) -> None:
    text = _told(key, event)
    if text is None:
        return
    held = _editors()[key]
    held.text = text
    held.runs += event == "run"
    action(text)


def _told(key: str, event: str) -> str | None:
    """Return the text that came with an event of the browser; None for what is none."""
    told: Any = getattr(st.session_state.get(key), event, None)
    text = told.get("text") if isinstance(told, dict) else None
    return text if isinstance(text, str) else None


def _editors() -> dict[str, _Held]:
    editors: dict[str, _Held] = st.session_state.setdefault(_SLOT, {})
    return editors


def _held(key: str, text: str) -> _Held:
    """Return what the browser holds, with `text` as what it is to hold from now on."""
    held = _editors().setdefault(key, _Held(text))
    if held.text != text:
        held.text = text
        held.revision += 1
    return held


@st.cache_resource(show_spinner=False)
def _components() -> tuple[ComponentRenderer, ComponentRenderer, ComponentRenderer]:
    """Return the component that brings the code once for a page, one that edits, and one that asks."""
    component = st.components.v2.component
    return (
        component("armsgraph_editor_library", js=_asset("editor.bundle.js")),
        component("armsgraph_editor", html=_frame(), css=_asset("plain.css"), js=_asset("mount.js")),
        component("armsgraph_editor_names", js=_asset("mount.js")),
    )


def _frame() -> str:
    area = {"aria-label": say("editor.name"), "spellcheck": "false", "hidden": ""}
    parts = (
        element("div", style="ag-tools", role="toolbar"),
        element("div", element("textarea", style="ag-plain", **area), style="ag-text"),
        element("p", style="ag-said", role="status"),
        element("p", style="ag-keys", id="ag-keys"),
    )
    return str(element("div", *parts, style="ag-editor"))


@lru_cache(maxsize=1)
def _css() -> str:
    return _asset("editor.css")


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
