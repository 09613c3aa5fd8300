"""The table of an answer: labels beside IRIs, numbers to the right; a click sorts, or leads to Explore."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph.answers import Kind, Term
from graph.settings import LIMITS
from graph.ui.answer_reading import Read, mark, written
from graph.ui.clickable import clickable, go_button
from graph.ui.memory import go, remember
from graph.ui.plain import Markup, element
from graph.ui.query_desk import SPARQL, Tab
from graph.ui.session import EXPLORE, ExploreState
from graph.ui.words import say

_SORT, _ENTITY = "sort:", "entity:"
_ARROWS = {"": "", "up": "\N{UPWARDS ARROW}", "down": "\N{DOWNWARDS ARROW}"}
_ARIA = {"": "none", "up": "ascending", "down": "descending"}


def table(shown: Read) -> None:
    """Draw the page of rows that is looked at, and what leads to the others."""
    first = shown.tab.page * LIMITS.answer_page_rows
    clickable(table_markup(shown, first), "sparql-table", lambda target: _go(shown, target))
    if len(shown.rows) > LIMITS.answer_page_rows:
        _pages(shown.tab, first, len(shown.rows))


def table_markup(shown: Read, first: int) -> Markup:
    """Return the rows from number `first` on as a table that scrolls inside itself."""
    rows = shown.rows[first : first + LIMITS.answer_page_rows]
    heads = [_head(shown, place) for place in range(len(shown.columns.names))]
    lines = [element("tr", *(_cell(shown, row, place) for place in range(len(row)))) for row in rows]
    inside = element("table", element("thead", element("tr", *heads)), element("tbody", *lines))
    frame = {"role": "region", "tabindex": "0", "aria-label": say("sparql.table")}
    return element("div", inside, style="ag-table ag-answers", **frame)


def _head(shown: Read, place: int) -> Markup:
    name = shown.columns.names[place]
    order = {name: "up", f"-{name}": "down"}.get(shown.state.sort, "")
    words = say("sparql.sort", name=name)
    button = go_button(f"{_SORT}{name}", f"{name} {_ARROWS[order]}".strip(), **{"title": words})
    style = "ag-number" if shown.columns.kinds[place] is Kind.NUMBER else "ag-head"
    return element("th", button, style=style, scope="col", **{"aria-sort": _ARIA[order]})


def _cell(shown: Read, row: Sequence[Term], place: int) -> Markup:
    term = row[place]
    if term is None:
        return element("td")
    if isinstance(term, str):
        return element("td", *_thing(shown, term))
    kind = mark(term)
    style = "ag-number" if shown.columns.kinds[place] is Kind.NUMBER else "ag-text"
    return element("td", term.text, element("small", kind, style="ag-term") if kind else None, style=style)


def _thing(shown: Read, iri: str) -> list[Markup]:
    """Return the label of a thing, which leads to Explore where it is an entity, and its IRI."""
    label = shown.opened.known_label(iri)
    term = element("small", written(iri), style="ag-term", title=iri)
    if iri in shown.opened.whole:
        hint = {"title": say("sparql.open-name", name=label)}
        return [go_button(_ENTITY + iri, label, **hint), term]
    return [element("span", label), term] if label else [term]


def _go(shown: Read, target: str) -> None:
    if target.startswith(_ENTITY):
        open_entity(target.removeprefix(_ENTITY))
    elif target.startswith(_SORT):
        state = shown.tab.state
        shown.tab.page = 0
        remember(SPARQL, replace(state, sort=sorted_by(state.sort, target.removeprefix(_SORT))))


def open_entity(iri: str) -> None:
    """Open an entity of an answer in Explore."""
    go(EXPLORE, ExploreState(entity=iri, selected=iri))


def sorted_by(now: str, name: str) -> str:
    """Return the order after a click on the heading `name`: upwards, then downwards, then as it came.

    Examples
    --------
    >>> sorted_by("", "n"), sorted_by("n", "n"), sorted_by("-n", "n"), sorted_by("-m", "n")
    ('n', '-n', '', 'n')
    """
    return {name: f"-{name}", f"-{name}": ""}.get(now, name)


def _pages(tab: Tab, first: int, rows: int) -> None:
    last = min(first + LIMITS.answer_page_rows, rows)
    with st.container(horizontal=True, vertical_alignment="center", key="sparql-pages"):
        st.button(
            say("sparql.before"), disabled=first == 0, on_click=_turn, args=(tab, -1), key="sparql-before"
        )
        st.markdown(say("sparql.page", first=first + 1, last=last, n=rows), width="content")
        st.button(
            say("sparql.after"), disabled=last == rows, on_click=_turn, args=(tab, 1), key="sparql-after"
        )


def _turn(tab: Tab, by: int) -> None:
    tab.page = max(0, tab.page + by)
