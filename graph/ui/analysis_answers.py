"""The answers of the Analysis page about networks: what is said of them, charts, tables, evidence, files."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from graph.analytics import Centrality, Communities, Community, Course, Motifs, Structure
from graph.analytics import Found as FoundChain
from graph.analytics.tables import (
    bridges_rows,
    centrality_rows,
    communities_rows,
    counted_words,
    members_rows,
    motifs_rows,
    points_rows,
    shortened,
)
from graph.analytics.wording import (
    COMMUNITIES_SAY_NOT,
    SAYS_NOT,
    STRUCTURE_SAYS_NOT,
    centrality_sentence,
    communities_sentence,
    community_title,
    found_sentence,
    motifs_sentence,
    structure_sentence,
    weakest_sentence,
)
from graph.presentation import spaced
from graph.records.analyses import centrality_record, communities_record, motifs_record, structure_record
from graph.ui.analysis_asking import Found, found_for
from graph.ui.analysis_course import course
from graph.ui.analysis_rows import (
    Answer,
    entity_button,
    entity_cell,
    files,
    kind_cell,
    number_cell,
    said,
    table,
    to_picture,
)
from graph.ui.answer_chart import bar_chart, unlike
from graph.ui.dressing import COLOURS
from graph.ui.evidence import claim_cards, standing_line
from graph.ui.plain import Markup, element, join, plain
from graph.ui.words import say

_CHAINS = 5
"""Chains whose claims are drawn."""
T = TypeVar("T", Centrality, Communities, Structure, Motifs)


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


def _whole(asked: Answer, found: T) -> T:
    """Return the answer `found` with all of its rows."""
    whole = found_for(asked.opened.graph, asked.state, asked.part, limit=None)
    assert type(whole) is type(found)
    return whole


def centrality(asked: Answer, found: Centrality) -> None:
    """Draw who is central."""
    said(centrality_sentence(found), SAYS_NOT[found.measure], found.extent)
    if not found.top:
        st.info(say("analysis.empty"))
        return
    to_picture(asked, [one.entity.iri for one in found.top], sized=found.measure.value)
    name = say(f"analysis.measure-{found.measure.value}")
    bars = [(one.entity.label, float(shortened(one.value))) for one in found.top]
    spec = bar_chart(unlike(bars), name, dark=asked.dark)
    st.vega_lite_chart(spec=spec, width="stretch", key="analysis-bars")
    parted = any(one.by for one in found.top)
    heads = [*map(say, ("analysis.rank", "analysis.entity", "analysis.class")), name]
    rows = [
        (
            element("td", f"{rank}", style="ag-number"),
            entity_cell(one.entity),
            kind_cell(one.kind),
            number_cell(one.value),
            *((element("td", counted_words(one.by)),) if parted else ()),
        )
        for rank, one in enumerate(found.top, 1)
    ]
    table("centrality", [*heads, say("analysis.by-relation")] if parted else heads, rows, found.scored)
    files(
        asked,
        lambda: (centrality_rows(_whole(asked, found)),),
        lambda: centrality_record(_whole(asked, found)),
    )


def communities(asked: Answer, found: Communities) -> None:
    """Draw who belongs together."""
    said(communities_sentence(found), COMMUNITIES_SAY_NOT, found.extent)
    if not found.found:
        st.info(say("analysis.empty"))
        return
    best = [each.entity.iri for one in found.found for each in one.members]
    to_picture(asked, best, sized="neighbours", coloured=True)
    names = ("community", "best-connected", "made-of", "links-inside", "links-outward")
    rows = [_community(one) for one in found.found]
    table("communities", [say(f"analysis.{name}") for name in names], rows, found.in_all)
    state, graph = asked.state, asked.opened.graph
    files(
        asked,
        lambda: (communities_rows(_whole(asked, found)),),
        lambda: communities_record(_whole(asked, found)),
        lambda: (
            members_rows(
                graph.community_members(
                    part=asked.part, weighted=state.weighted, resolution=float(state.resolution)
                )
            ),
        ),
    )


def _community(one: Community) -> tuple[Markup, ...]:
    group = f"ag-group ag-group-{min(one.number - 1, len(COLOURS))}"
    title = element("strong", community_title(one))
    members = (element("li", entity_button(each.entity)) for each in one.members)
    parts = [say("analysis.number-of", label=ref.label, n=n) for ref, n in one.relations]
    parts += [say("analysis.number-of", label=spaced(kind), n=n) for kind, n in one.kinds]
    return (
        element("td", element("div", title), say("analysis.members", n=one.size), style=group),
        element("td", element("ul", *members, style="ag-plain")),
        element("td", ", ".join(parts)),
        number_cell(one.inside),
        number_cell(one.outward),
    )


def structure(asked: Answer, found: Structure) -> None:
    """Draw what holds the network together."""
    said(structure_sentence(found), STRUCTURE_SAYS_NOT, found.extent)
    if not found.components:
        st.info(say("analysis.empty"))
        return
    ends = [end.iri for one in found.bridges for end in (one.one, one.other)]
    to_picture(asked, [*(one.entity.iri for one in found.points), *ends])
    st.subheader(say("analysis.points"), anchor=False)
    points = [
        (entity_cell(one.entity), kind_cell(one.kind), number_cell(one.pieces), number_cell(one.cut_off))
        for one in found.points
    ]
    names = ("entity", "class", "pieces", "cut-off")
    table("points", [say(f"analysis.{name}") for name in names], points, found.points_in_all)
    st.subheader(say("analysis.bridges"), anchor=False)
    bridges = [
        (entity_cell(one.one), entity_cell(one.other), number_cell(one.links), number_cell(one.beyond))
        for one in found.bridges
    ]
    names = ("from", "to", "links", "cut-off")
    table("bridges", [say(f"analysis.{name}") for name in names], bridges, found.bridges_in_all)
    files(
        asked,
        lambda: (points_rows(whole := _whole(asked, found)), bridges_rows(whole)),
        lambda: structure_record(_whole(asked, found)),
    )


def motifs(asked: Answer, found: Motifs) -> None:
    """Draw where a pattern is found, and the evidence of the chains that stand best."""
    said(motifs_sentence(found), found.pattern.caution, found.extent)
    if not found.found:
        st.info(say("analysis.nothing-found"))
        return
    to_picture(asked, [end.iri for one in found.found for ends in one.ends for end in ends])
    counted = say("analysis.different", counted=found.pattern.counted)
    heads = (*(f"{one[:1].upper()}{one[1:]}" for one in found.pattern.each), counted, say("analysis.weakest"))
    rows = [
        (*map(entity_cell, one.each), number_cell(one.counted), element("td", weakest_sentence(one)))
        for one in found.found
    ]
    table("motifs", heads, rows, found.groups)
    files(asked, lambda: (motifs_rows(_whole(asked, found)),), lambda: motifs_record(_whole(asked, found)))
    st.subheader(say("analysis.chains"), anchor=False)
    for one in found.found[:_CHAINS]:
        _evidence(one, found)


def _evidence(one: FoundChain, found: Motifs) -> None:
    """Draw the best standing chain of a row: each of its links, and the claims behind it."""
    with st.expander(plain(found_sentence(one, found))):
        parts = []
        for link, (subject, other) in zip(one.links, one.ends, strict=True):
            ends = {"subject": subject.label, "object": other.label}
            words = say("analysis.hop", relation=link.predicate.label, **ends)
            parts += [element("h4", words), standing_line(link.standing), claim_cards(link.claims)]
        st.html(str(element("div", join(parts), style="ag-card")))
