"""What answers of the Analysis page share: what is said first, tables whose names open in Explore, files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from graph.analytics import Extent, Part
from graph.analytics.tables import Rows, shortened
from graph.analytics.wording import extent_sentence
from graph.export.analyses import csv_of
from graph.model import Ref
from graph.presentation import spaced
from graph.records import Record
from graph.ui.answer_table import open_entity
from graph.ui.clickable import clickable, go_button
from graph.ui.dressing import in_picture
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.plain import Markup, element, plain
from graph.ui.states import AnalysisState
from graph.ui.words import say

_NUMBER = 'class="ag-number"'
_PICTURED = 60
"""Entities of an answer that are shown in the picture at once."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked of which graph."""

    opened: Opened
    state: AnalysisState
    part: Part

    @property
    def dark(self) -> bool:
        """Whether the page is dark."""
        return st.context.theme.type == "dark"


def said(sentence: str, caution: str, extent: Extent) -> None:
    """Draw what was found, what that does not say, and of what network it was found."""
    st.markdown(plain(sentence))
    st.caption(plain(f"{caution} {extent_sentence(extent)}"))


def table(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Markup]], in_all: int, *, opens: bool = True
) -> None:
    """Draw a table whose names open in Explore, and say how much of it there is."""
    numeric = [index for index, cell in enumerate(rows[0]) if _NUMBER in str(cell)] if rows else []
    styles = ["ag-number" if index in numeric else "ag-text" for index in range(len(heads))]
    columns = zip(heads, styles, strict=True)
    head = element("tr", *(element("th", each, scope="col", style=style) for each, style in columns))
    inside = element(
        "table", element("thead", head), element("tbody", *(element("tr", *row) for row in rows))
    )
    frame = {"role": "region", "tabindex": "0", "aria-label": say("analysis.table")}
    framed = element("div", inside, style="ag-table ag-answers ag-all", **frame)
    clickable(framed, f"analysis-{name}-table", open_entity)
    words = [say("analysis.opens")] if opens else []
    if in_all > len(rows):
        words.append(say("analysis.shown", rows=len(rows), n=in_all))
    if words:
        st.caption(" ".join(words))


def files(
    asked: Answer,
    rows: Callable[[], Sequence[Rows]],
    record: Callable[[], Record],
    members: Callable[[], Sequence[Rows]] | None = None,
) -> None:
    """Draw buttons for files, each of which is made when it is asked for."""
    with st.container(horizontal=True, key="analysis-files"):
        _file(asked, "download", "csv", lambda: _as_csv(rows()))
        if members:
            _file(asked, "download-members", "csv", lambda: _as_csv(members()))
        _file(asked, "download-json", "json", lambda: json.dumps(record(), ensure_ascii=False, indent=2))


def _file(asked: Answer, label: str, ending: str, made: Callable[[], str]) -> None:
    st.download_button(
        say(f"analysis.{label}"),
        data=lambda: made().encode("utf-8", "replace"),
        file_name=f"{say('analysis.file')}-{asked.state.ask}{file_suffix(asked.opened.graph)}.{ending}",
        mime="text/csv" if ending == "csv" else "application/json",
        on_click="ignore",
        key=f"{label}-{asked.state.ask}",
    )


def _as_csv(tables: Sequence[Rows]) -> str:
    return "\r\n".join(map(csv_of, tables))


def to_picture(asked: Answer, entities: Sequence[str], **looks: object) -> None:
    """Draw the way to the picture: that of Explore in other looks, or one of what was found."""
    if not entities:
        return
    shown = tuple(dict.fromkeys(entities))[:_PICTURED]
    if asked.state.scope == "view":
        words = say("analysis.in-picture")
    else:
        words = say("analysis.in-picture-some", n=len(shown))
    if st.button(words, key=f"to-picture-{asked.state.ask}"):
        in_picture(shown, keep=asked.state.scope == "view", **looks)


def entity_cell(entity: Ref) -> Markup:
    """Return a cell with a name that opens in Explore."""
    return element("td", entity_button(entity))


def entity_button(entity: Ref) -> Markup:
    """Return a name that opens in Explore."""
    return go_button(entity.iri, entity.label)


def kind_cell(kind: str) -> Markup:
    """Return a cell with the words for a class."""
    return element("td", spaced(kind))


def number_cell(value: float | None) -> Markup:
    """Return a cell with a number, or nothing in it."""
    return element("td", "" if value is None else f"{shortened(value):,}", style="ag-number")
