"""The Paths page: what links two entities, hop by hop, with the evidence under each hop."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.errors import InputError
from graph.model import PathAnswer, Status
from graph.network import View
from graph.ui.address import read_paths
from graph.ui.bar import described, title
from graph.ui.card import link_card
from graph.ui.choices import choices
from graph.ui.component import Scene, draw
from graph.ui.lanes import Lane, lane_of
from graph.ui.leading import arrive, only_these
from graph.ui.memory import go, publish, recall
from graph.ui.opening import Opened
from graph.ui.outlook import teller
from graph.ui.path_lanes import draw_lanes, open_hop, path_sentence
from graph.ui.path_question import FORM, chips, ends, narrowing, without_ends
from graph.ui.path_telling import comparison_words, held_against, told_by
from graph.ui.path_text import path_text
from graph.ui.picture import find_link
from graph.ui.plain import join, plain
from graph.ui.readable import reading
from graph.ui.reading_pane import reading_pane
from graph.ui.reasons import contradicted_line, why_line
from graph.ui.session import EXPLORE, PATHS, PathState
from graph.ui.widening import no_path
from graph.ui.words import say
from graph.visualization import vis_payload


def paths(opened: Opened) -> None:
    """Draw the page."""
    arrive()
    asked = recall(
        PATHS,
        lambda parameters: read_paths(
            parameters, opened.entity, lambda name: opened.graph.resolve_relation(name).iri
        ),
    )
    state = without_ends(_with_teller(opened, asked))
    publish(PATHS, state, reading())
    title(opened, _headline(opened, state))
    ends(opened, state, choices(opened))
    narrowing(opened, state)
    FORM.problem()
    chips(opened, state)
    if not (state.start and state.end):
        st.markdown(say("paths.begin"))
    elif state.start == state.end:
        st.warning(say("paths.one-end"))
    else:
        _try_to_answer(opened, state)


def _with_teller(opened: Opened, asked: PathState) -> PathState:
    """Return `asked` with the telling beside as it is called here; what nobody is called is said."""
    try:
        return replace(asked, beside=teller(opened.everything, asked.beside) if asked.beside else "")
    except InputError as error:
        st.warning(plain(str(error)))
        return replace(asked, beside="")


def _headline(opened: Opened, state: PathState) -> str:
    if state.start and state.end:
        start, end = plain(opened.name(state.start)), plain(opened.name(state.end))
        return say("paths.title-of", start=start, end=end)
    return say("paths.title")


def _try_to_answer(opened: Opened, state: PathState) -> None:
    """Draw the answer; what cannot be asked together is said, and the chips above let one take it back."""
    try:
        answer = _answer(opened, state)
    except InputError as error:
        st.warning(plain(str(error)))
        return
    drawn = _compared(opened, state, answer) if state.beside else _told(opened, state, answer)
    if drawn:
        reading_pane(opened)
    if answer.paths:
        path_text(opened, state, answer)
        with st.container(key="paths-picture"):
            _drawn(opened, state, answer)


def _answer(opened: Opened, state: PathState) -> PathAnswer:
    return opened.graph.paths(
        state.start,
        state.end,
        k=state.count,
        max_hops=state.hops,
        avoid=state.avoid,
        relations=state.relations,
        statuses=[Status(value) for value in state.statuses] or None,
        directed=state.directed,
        include_denied=state.denied,
        through=state.through,
    )


def _told(opened: Opened, state: PathState, answer: PathAnswer) -> bool:
    """Draw the paths as lanes, or what would open one; say whether there are any."""
    if not answer.paths:
        no_path(opened, state, answer)
        return False
    st.markdown(plain(path_sentence(answer)))
    draw_lanes(opened, state, [Lane(path) for path in answer.paths])
    return True


def _compared(opened: Opened, state: PathState, answer: PathAnswer) -> bool:
    """Draw the paths of both tellings as lanes; say whether there are any."""
    other, name = told_by(opened, state.beside), choices(opened).say(state.beside)
    if other.perspective == opened.perspective:
        st.info(plain(say("paths.same-telling", other=name)))
        return _told(opened, state, answer)
    found = held_against(opened, other, state)
    if not found.paths:
        no_path(opened, state, answer)
        return False
    st.markdown(plain(comparison_words(found, name)))
    draw_lanes(opened, state, [lane_of(each) for each in found.paths], (name, other))
    return True


def _drawn(opened: Opened, state: PathState, answer: PathAnswer) -> None:
    view, ranks = paths_view(opened, answer)
    middle = {answer.start.iri, answer.end.iri}
    payload = vis_payload(view, opened.presentation, centre=middle, ranks=ranks)
    place = " ".join(["paths", *sorted(ranks)])
    number, selected = open_hop(state)
    st.subheader(say("paths.drawing"), anchor=False)
    caption = f"{path_sentence(answer)} {described(opened)}."
    draw(
        Scene(
            "paths",
            place,
            payload,
            selected=selected,
            height="clamp(20rem, 58vh, 40rem)",
            caption=caption,
        ),
        on_select=lambda iri: FORM.change(selected=iri),
    )
    if st.button(say("paths.explore"), help=say("paths.explore-help")):
        go(EXPLORE, only_these(sorted(ranks, key=lambda iri: (ranks[iri], iri)), selected=answer.start.iri))
    link = find_link(view, selected)
    if link and not number:
        said = opened.graph.sentence(link.claims[0].proposition)
        st.subheader(plain(said.replace(" - ", " ")), anchor=False)
        beside = [contradicted_line(opened, link.claims), why_line(opened, link.claims)]
        st.html(str(link_card(link, join([part for part in beside if part]))))
    elif not link:
        st.caption(say("paths.drawing-hint"))


def paths_view(opened: Opened, answer: PathAnswer) -> tuple[View, dict[str, int]]:
    """Return what the paths of `answer` pass, and how many hops each entity is from the start."""
    ranks: dict[str, int] = {}
    passed: set[str] = set()
    for path in answer.paths:
        for place, hop in enumerate(path.hops):
            ranks[hop.start.iri] = min(place, ranks.get(hop.start.iri, place))
            ranks[hop.end.iri] = min(place + 1, ranks.get(hop.end.iri, place + 1))
            passed |= {claim.proposition.iri for one in (hop, *hop.also) for claim in one.claims}
    ranks[answer.end.iri] = 1 + max(rank for iri, rank in ranks.items() if iri != answer.end.iri)
    whole = opened.graph.neighbourhood(ranks, hops=0, max_nodes=len(ranks))
    links = tuple(link for link in whole.links if link.iri in passed)
    return replace(whole, links=links, untold=0, silent=frozenset()), ranks
