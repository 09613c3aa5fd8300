"""The side panel of the Explore page and the table beneath it: all that the picture shows, without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from graph.identity import Verdict
from graph.model import Claim
from graph.network import View, ViewLink
from graph.presentation import LINES
from graph.sentences import counted
from graph.ui.card import entity_card, link_card
from graph.ui.conditions import change as put_apart
from graph.ui.conditions import reset
from graph.ui.evidence import claim_cards, count_line
from graph.ui.leading import lead_from_entity, lead_on
from graph.ui.memory import go, perspective_asked
from graph.ui.opening import Opened
from graph.ui.picture import change, find_link, find_node, neighbours_missing, select, spoken_words
from graph.ui.plain import join, plain
from graph.ui.reasons import contradicted_line, reasons, why_identity, why_line
from graph.ui.rivals import rivals_buttons
from graph.ui.session import PATHS, ExploreState, PathState, centred, expanded, short_iri
from graph.ui.states import ORIGINS, STANCES
from graph.visualization import SILENT

NOT_TOLD = "nothing is said of it"
_CHOICE = "explore-selected"
_TABLE = "explore-table"


def panel(opened: Opened, state: ExploreState, view: View, middle: str) -> None:
    """Draw the choice of what to read about, and the card of what is chosen."""
    selected = state.selected or middle
    _choice(opened, view, selected)
    link = find_link(view, selected)
    if link:
        _link_panel(opened, link, view)
    elif find_node(view, selected):
        _entity_panel(opened, state, view, selected)
    elif selected:
        _absent(opened, selected, middle)


def _absent(opened: Opened, selected: str, middle: str) -> None:
    """Say that what the URL selects is not drawn, and offer what is."""
    untold = _untold_link(opened, selected)
    if untold:
        st.info(f"{plain(untold)}: {NOT_TOLD} {plain(opened.graph.described())}.")
        st.button("Let everything count", key="panel-reset", on_click=reset)
        return
    if selected in opened.network:
        st.info(f"{plain(opened.label(selected))} is not in this picture.")
        st.button("Show its own surroundings", type="primary", on_click=_centre, args=(selected,))
        return
    st.info(f"{plain(short_iri(selected)[:80])} is not in this picture. Choose something that is.")
    if middle:
        st.button(f"Read about {plain(opened.label(middle))}", on_click=select, args=(middle,))


def _untold_link(opened: Opened, iri: str) -> str:
    """Return in words a link that exists and of which the perspective tells nothing; empty for all else."""
    known = {key: ends for *ends, key in opened.whole.edges(keys=True)}
    if iri not in known or iri in {key for *_, key in opened.network.edges(keys=True)}:
        return ""
    source, target = known[iri]
    relation = opened.whole.edges[source, target, iri]["predicate_label"]
    return f"{opened.label(source)} - {relation} - {opened.label(target)}"


def _choice(opened: Opened, view: View, selected: str) -> None:
    words = {node.iri: node.label + spoken_words(view, node.iri) for node in view.nodes}
    words |= {
        link.iri: f"{link_words(opened, link)}{LINES[link.standing.status].suffix}" for link in view.links
    }
    st.session_state[_CHOICE] = selected if selected in words else None
    st.selectbox(
        "Entity or link in the picture",
        list(words),
        key=_CHOICE,
        index=None,
        format_func=lambda iri: words.get(iri, iri),
        placeholder="Choose one to read its evidence",
        on_change=lambda: select(st.session_state[_CHOICE] or ""),
    )


def link_words(opened: Opened, link: ViewLink) -> str:
    """Return a link's content as plain words, without saying whether it is so."""
    if link.claims:
        return opened.graph.sentence(link.claims[0].proposition)
    return f"{opened.label(link.source)} - {link.predicate.label} - {opened.label(link.target)}"


def _link_panel(opened: Opened, link: ViewLink, view: View) -> None:
    st.subheader(plain(link_words(opened, link)), anchor=False)
    with st.container(horizontal=True):
        for end in dict.fromkeys(link.ends):
            if find_node(view, end):
                label = f"Read about {plain(opened.label(end))}"
                st.button(label, key=f"end-{end}", on_click=select, args=(end,))
    beside = [contradicted_line(opened, link.claims), why_line(opened, link.claims)]
    st.html(str(link_card(link, join([part for part in beside if part]))))
    rivals_buttons(opened, link.claims, view)
    if link.claims:
        lead_on(opened, link.claims[0].proposition, "panel", to=(STANCES, ORIGINS))


def _entity_panel(opened: Opened, state: ExploreState, view: View, iri: str) -> None:
    card = opened.graph.show(iri)
    st.subheader(plain(card.label), anchor=False)
    with st.container(horizontal=True):
        st.button("Put it in the middle", on_click=_centre, args=(iri,), disabled=iri == state.entity)
        missing = neighbours_missing(opened, view, iri)
        st.button(
            f"Add its neighbours ({missing} more)" if missing else "All its neighbours are shown",
            on_click=_expand,
            args=(iri,),
            disabled=not missing or iri in {each.entity for each in state.expanded},
        )
        if st.button("What links it to another?"):
            go(PATHS, PathState(start=iri))
    lead_from_entity(iri, "panel")
    if iri in view.silent:
        _silence(opened, iri)
    identity = why_identity(opened, iri)
    st.html(str(entity_card(card, opened.graph.sentence, partial(reasons, opened), identity)))
    _hold(opened, iri)
    told = [each.claims for each in card.links] + [each.claims for each in card.attributes]
    shown = {claim.iri for claims in told for claim in claims}
    around = [claim for claim in opened.graph.claims(about=iri) if claim.iri not in shown]
    _more("Said of what concerns it", around)
    _more("What it says, or is said for it", opened.graph.claims(by=iri))


def _hold(opened: Opened, iri: str) -> None:
    """Offer to hold apart what is held to be one here, and the other way round."""
    apart = perspective_asked().apart
    for one in opened.everything.identities(iri):
        if one.verdict is not Verdict.SAME:
            continue
        others = plain(" and ".join(sorted(map(opened.known_label, one.entities))))
        off = one.iri in opened.perspective.apart
        words = f"Hold {others} to be one again" if off else f"Hold {others} apart"
        kept = tuple(each for each in apart if each != one.iri) if off else (*apart, one.iri)
        st.button(words, key=f"hold-{one.iri}", on_click=put_apart, kwargs={"apart": kept})


def _silence(opened: Opened, iri: str) -> None:
    """Say of an entity in the picture that nobody who counts speaks of it, and how many others do."""
    others = counted(len(opened.everything.claims(about=iri)), "claim about it", "claims about it")
    st.info(f"It is {SILENT['label']}: {NOT_TOLD} {plain(opened.graph.described())}. Others make {others}.")
    st.button("Let everything count", key="panel-reset", on_click=reset)


def _more(heading: str, claims: Sequence[Claim]) -> None:
    if claims:
        with st.expander(f"{heading} ({len(claims)})"):
            st.html(str(claim_cards(claims)))


def _expand(iri: str) -> None:
    change(lambda state: expanded(state, iri))


def _centre(iri: str) -> None:
    change(lambda state: centred(state, iri))


def table(opened: Opened, view: View) -> None:
    """Draw the links of the view as a table; choosing a row reads its evidence."""
    with st.expander(f"The {len(view.links)} links of this picture as a table"):
        st.dataframe(
            [_row(opened, link) for link in view.links],
            hide_index=True,
            selection_mode="single-row",
            on_select=lambda: _take_row(view),
            key=_TABLE,
        )
        if view.untold:
            st.markdown(f"Not told here: {counted(view.untold, 'more link')} between these entities.")
        if view.silent:
            silent = [plain(node.label) for node in view.nodes if node.iri in view.silent]
            st.markdown(f"{SILENT['label'].capitalize()}: {'; '.join(silent)}.")


def _take_row(view: View) -> None:
    rows = st.session_state[_TABLE].selection.rows
    if rows:
        change(lambda state: replace(state, selected=view.links[rows[0]].iri))


def _row(opened: Opened, link: ViewLink) -> dict[str, object]:
    return {
        "From": opened.label(link.source),
        "Relation": link.predicate.label,
        "To": opened.label(link.target),
        "Status": LINES[link.standing.status].label,
        "Independent origins": link.standing.origins,
        "Unnamed sources": link.standing.unknown_origins,
        "Claims": count_line(link.claims),
    }
