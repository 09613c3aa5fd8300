"""The answers of the Analysis page: a sentence, what it does not say, a chart, a table and a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import streamlit as st

from graph.analytics import Centrality, Communities, Course, Extent, Measure, Motifs, Part, Structure
from graph.analytics.tables import (
    Rows,
    bridges_rows,
    centrality_rows,
    communities_rows,
    course_rows,
    members_rows,
    motifs_rows,
    points_rows,
    shortened,
)
from graph.analytics.wording import (
    COMMUNITIES_SAY_NOT,
    SAYS_NOT,
    SERIES_SAYS_NOT,
    STRUCTURE_SAYS_NOT,
    centrality_sentence,
    communities_sentence,
    course_sentence,
    extent_sentence,
    found_sentence,
    motifs_sentence,
    structure_sentence,
    weakest_sentence,
)
from graph.export.analyses import csv_of
from graph.model import Ref
from graph.presentation import spaced
from graph.ui.analysis_chart import series_chart
from graph.ui.answer_chart import bar_chart, unlike
from graph.ui.answer_table import open_entity
from graph.ui.clickable import clickable, go_button
from graph.ui.evidence import claim_cards, standing_line
from graph.ui.opening import Opened
from graph.ui.outlook import file_suffix
from graph.ui.plain import Markup, element, join, plain
from graph.ui.states import AnalysisState
from graph.ui.words import say

_COLOURS = 6
"""Colours of communities, in turn; each has its number besides."""
Found: TypeAlias = Centrality | Communities | Structure | Motifs | Course
_NUMBER = 'class="ag-number"'
_CHAINS = 5
"""Chains whose claims are drawn."""


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


def draw(asked: Answer, found: Found) -> None:
    """Draw an answer."""
    match found:
        case Centrality():
            centrality(asked, found)
        case Communities():
            communities(asked, found)
        case Structure():
            structure(asked, found)
        case Motifs():
            motifs(asked, found)
        case Course():
            course(asked, found)


def centrality(asked: Answer, found: Centrality) -> None:
    """Draw who is central."""
    _said(centrality_sentence(found), SAYS_NOT[found.measure], found.extent)
    if not found.top:
        st.info(say("analysis.empty"))
        return
    name = say(f"analysis.measure-{found.measure.value}")
    bars = [(one.entity.label, float(shortened(one.value))) for one in found.top]
    st.vega_lite_chart(
        spec=bar_chart(unlike(bars), name, dark=asked.dark), width="stretch", key="analysis-bars"
    )
    heads = (*map(say, ("analysis.rank", "analysis.entity", "analysis.class")), name)
    rows = [
        (
            element("td", f"{rank}", style="ag-number"),
            _entity(one.entity),
            _kind(one.kind),
            _number(one.value),
        )
        for rank, one in enumerate(found.top, 1)
    ]
    _table("centrality", heads, rows, found.scored)

    def everything() -> bytes:
        graph = asked.opened.graph
        return _file(centrality_rows(graph.centrality(Measure(found.measure), part=asked.part, limit=None)))

    _download(asked, everything)


def communities(asked: Answer, found: Communities) -> None:
    """Draw who belongs together."""
    _said(communities_sentence(found), COMMUNITIES_SAY_NOT, found.extent)
    if not found.found:
        st.info(say("analysis.empty"))
        return
    names = ("community", "best-connected", "made-of", "links-inside", "links-outward")
    rows = []
    for one in found.found:
        group = f"ag-group ag-group-{(one.number - 1) % _COLOURS}"
        head = element("td", f"{one.number}: {say('analysis.members', n=one.size)}", style=group)
        members = element(
            "ul", *(element("li", _button(each.entity)) for each in one.members), style="ag-plain"
        )
        parts = [say("analysis.number-of", label=ref.label, n=n) for ref, n in one.relations]
        parts += [say("analysis.number-of", label=spaced(kind), n=n) for kind, n in one.kinds]
        rows.append(
            (
                head,
                element("td", members),
                element("td", ", ".join(parts)),
                _number(one.inside),
                _number(one.outward),
            )
        )
    _table("communities", [say(f"analysis.{name}") for name in names], rows, found.in_all)

    def everything() -> bytes:
        return _file(communities_rows(asked.opened.graph.communities(part=asked.part, limit=None)))

    def members_of_all() -> bytes:
        return _file(members_rows(asked.opened.graph.community_members(part=asked.part)))

    _download(asked, everything)
    _download(asked, members_of_all, "analysis.download-members")


def structure(asked: Answer, found: Structure) -> None:
    """Draw what holds the network together."""
    _said(structure_sentence(found), STRUCTURE_SAYS_NOT, found.extent)
    if not found.components:
        st.info(say("analysis.empty"))
        return
    st.subheader(say("analysis.points"), anchor=False)
    points = [
        (_entity(one.entity), _kind(one.kind), _number(one.pieces), _number(one.cut_off))
        for one in found.points
    ]
    names = ("entity", "class", "pieces", "cut-off")
    _table("points", [say(f"analysis.{name}") for name in names], points, found.points_in_all)
    st.subheader(say("analysis.bridges"), anchor=False)
    bridges = [
        (_entity(one.one), _entity(one.other), _number(one.links), _number(one.beyond))
        for one in found.bridges
    ]
    names = ("from", "to", "links", "cut-off")
    _table("bridges", [say(f"analysis.{name}") for name in names], bridges, found.bridges_in_all)

    def everything() -> bytes:
        whole = asked.opened.graph.structure(part=asked.part, limit=None)
        return _file(points_rows(whole), bridges_rows(whole))

    _download(asked, everything)


def motifs(asked: Answer, found: Motifs) -> None:
    """Draw where a pattern is found, and the evidence of the chains that stand best."""
    _said(motifs_sentence(found), found.pattern.caution, found.extent)
    if not found.found:
        st.info(say("analysis.nothing-found"))
        return
    counted = say("analysis.different", counted=found.pattern.counted)
    heads = (*(f"{one[:1].upper()}{one[1:]}" for one in found.pattern.each), counted, say("analysis.weakest"))
    rows = [
        (*map(_entity, one.each), _number(one.counted), element("td", weakest_sentence(one)))
        for one in found.found
    ]
    _table("motifs", heads, rows, found.groups)

    def everything() -> bytes:
        graph, state = asked.opened.graph, asked.state
        return _file(motifs_rows(graph.motifs(state.pattern, passing=state.of, part=asked.part, limit=None)))

    _download(asked, everything)
    st.subheader(say("analysis.chains"), anchor=False)
    for one in found.found[:_CHAINS]:
        with st.expander(plain(found_sentence(one, found))):
            parts = []
            for link, (subject, other) in zip(one.links, one.ends, strict=True):
                ends = {"subject": subject.label, "object": other.label}
                words = say("analysis.hop", relation=link.predicate.label, **ends)
                parts += [element("h4", words), standing_line(link.standing), claim_cards(link.claims)]
            st.html(str(element("div", join(parts), style="ag-card")))


def course(asked: Answer, found: Course) -> None:
    """Draw how it went month by month."""
    st.markdown(plain(course_sentence(found)))
    st.caption(plain(SERIES_SAYS_NOT[found.what]))
    series = found.series
    if not series.periods:
        st.info(say("analysis.nothing-dated"))
        return
    names = tuple(line.name if series.running else say(f"analysis.line-{line.name}") for line in series.lines)
    st.vega_lite_chart(
        spec=series_chart(series, names, dark=asked.dark), width="stretch", key="analysis-line"
    )
    rows = [
        (element("td", period), *(_number(line.counts[place]) for line in series.lines))
        for place, period in enumerate(series.periods)
    ]
    with st.expander(say("analysis.as-table")):
        _table("series", (say("analysis.month-column"), *names), rows, len(rows), opens=False)
    _download(asked, lambda: _file(course_rows(found)))


def _said(sentence: str, caution: str, extent: Extent) -> None:
    st.markdown(plain(sentence))
    st.caption(plain(f"{caution} {extent_sentence(extent)}"))


def _table(
    name: str, heads: Sequence[str], rows: Sequence[Sequence[Markup]], in_all: int, *, opens: bool = True
) -> None:
    """Draw a table whose names open in Explore, and say how much of it there is."""
    numeric = [index for index, cell in enumerate(rows[0]) if _NUMBER in str(cell)] if rows else []
    styles = ["ag-number" if index in numeric else "ag-text" for index in range(len(heads))]
    columns = zip(heads, styles, strict=True)
    head = element("tr", *(element("th", each, scope="col", style=style) for each, style in columns))
    lines = [element("tr", *row) for row in rows]
    inside = element("table", element("thead", head), element("tbody", *lines))
    frame = {"role": "region", "tabindex": "0", "aria-label": say("analysis.table")}
    clickable(
        element("div", inside, style="ag-table ag-answers", **frame), f"analysis-{name}-table", open_entity
    )
    words = [say("analysis.opens")] if opens else []
    if in_all > len(rows):
        words.append(say("analysis.shown", rows=len(rows), n=in_all))
    if words:
        st.caption(" ".join(words))


def _download(asked: Answer, made: Callable[[], bytes], label: str = "analysis.download") -> None:
    """Draw a button for a file that is made when it is asked for."""
    st.download_button(
        say(label),
        data=made,
        file_name=f"{say('analysis.file')}-{asked.state.ask}{file_suffix(asked.opened.graph)}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"{label}-{asked.state.ask}",
    )


def _file(*tables: Rows) -> bytes:
    return "\r\n".join(map(csv_of, tables)).encode("utf-8", "replace")


def _entity(entity: Ref) -> Markup:
    return element("td", _button(entity))


def _button(entity: Ref) -> Markup:
    return go_button(entity.iri, entity.label)


def _kind(kind: str) -> Markup:
    return element("td", spaced(kind))


def _number(value: float | None) -> Markup:
    return element("td", "" if value is None else f"{shortened(value):,}", style="ag-number")
