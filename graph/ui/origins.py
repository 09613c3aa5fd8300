"""The page of origins: the citation chains of what is said, and how few origins they come down to."""

from __future__ import annotations

import streamlit as st

from graph.citations import OriginReport, chain_graph, origin_sentence
from graph.knowledge.grounds import Asked
from graph.settings import LIMITS
from graph.ui.bar import title
from graph.ui.chaining import chain_payload, edge_id, tallest_column, without_statements
from graph.ui.choosing import Form
from graph.ui.citing import backing_card, chains_list, circles_list
from graph.ui.component import Scene, draw
from graph.ui.leading import lead_on
from graph.ui.memory import publish, recall
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.session import EXPLORE
from graph.ui.sides import folded_claims
from graph.ui.states import CONTRADICTIONS, ORIGINS, STANCES, OriginsState, read_origins
from graph.ui.subject import begun_with, headline, named, subject_boxes
from graph.ui.words import say

_FORM = Form(ORIGINS, OriginsState())
_ROW_REM = 3.6


def origins(opened: Opened) -> None:
    """Draw the page."""
    state = recall(ORIGINS, lambda parameters: read_origins(parameters, lambda name: named(opened, name)))
    publish(ORIGINS, state)
    thing = begun_with(opened, state.of)
    if not thing:
        title(opened, say("origins.nothing"))
        return
    asked = opened.graph.asked(thing)
    title(opened, say("origins.title", what=headline(opened, asked)))
    subject_boxes(_FORM, opened, asked, st.columns([2, 3], gap="medium"))
    report = opened.graph.origins(thing)
    if not report.claims:
        st.info(say("origins.silent"))
        return
    said = origin_sentence(report)
    st.markdown(plain(say("origins.sentence", sentence=said[:1].upper() + said[1:])))
    _circles(report)
    _drawn(opened, state, report)
    _listed(report)
    _onwards(opened, asked)


def _circles(report: OriginReport) -> None:
    if report.circles:
        st.subheader(say("origins.circles"), anchor=False)
        st.markdown(say("origins.circles-why"))
        st.html(str(circles_list(report)))


def _drawn(opened: Opened, state: OriginsState, report: OriginReport) -> None:
    graph = chain_graph(report.chains, opened.lexicon.relations)
    if len(report.propositions) > LIMITS.chain_statements:
        graph = without_statements(graph)
    st.caption(how_to_read(report))
    height = f"clamp(16rem, {tallest_column(graph) * _ROW_REM:.1f}rem, 60rem)"
    payload = chain_payload(graph, opened.types, opened.presentation)
    draw(
        Scene(ORIGINS, f"{ORIGINS} {state.of}", payload, selected=state.selected, height=height),
        on_select=lambda iri: _FORM.change(selected=iri),
    )
    passed = {
        claim for edge in graph.edges if _touches(edge_id(edge), state.selected) for claim in edge.claims
    }
    if passed:
        st.subheader(say("origins.passed"), anchor=False)
        claims = {chain.claim.iri: chain.claim for chain in report.chains if chain.claim.iri in passed}
        st.html(str(folded_claims(tuple(claims.values()))))


def _touches(edge: str, selected: str) -> bool:
    return bool(selected) and (edge == selected or selected in edge.split(" "))


def how_to_read(report: OriginReport) -> str:
    """Return how the drawing is read, and how much of what is told it does not hold."""
    words = [say("origins.reading")]
    if len(report.propositions) > LIMITS.chain_statements:
        words.append(say("origins.undrawn", n=len(report.propositions)))
    if report.left_out:
        words.append(say("origins.left-out", n=report.left_out))
    if report.cut:
        words.append(say("origins.cut"))
    return " ".join(words)


def _listed(report: OriginReport) -> None:
    st.subheader(say("origins.word"), anchor=False)
    st.html(str(backing_card(report)))
    with st.expander(say("origins.chains", n=len(report.chains)), key="origins-chains"):
        st.html(str(chains_list(report.chains, LIMITS.page_rows)))


def _onwards(opened: Opened, asked: Asked) -> None:
    if asked.kind != "entity" and asked.claims:
        lead_on(opened, asked.claims[0].proposition, "onwards", to=(EXPLORE, STANCES, CONTRADICTIONS))
