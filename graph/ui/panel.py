"""The side panel of the Explore page: what is selected, all that is known of it, and what to do with it."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from graph.errors import InputError
from graph.identity import Verdict
from graph.knowledge.grounds import Asked as Grounds
from graph.model import EntityCard, Proposition, Ref
from graph.network import View
from graph.tallies.apart import COUNTED
from graph.ui import steps
from graph.ui.card import Asked, entity_card
from graph.ui.clickable import clickable
from graph.ui.conditions import change as put_apart
from graph.ui.conditions import reset
from graph.ui.counted import counts_list
from graph.ui.growing import growing
from graph.ui.leading import lead_from_entity, lead_on, set_out
from graph.ui.memory import perspective_asked
from graph.ui.opening import Opened
from graph.ui.picture import change, find_node, select
from graph.ui.plain import Markup, plain
from graph.ui.readable import take_reading
from graph.ui.reasons import why_identity
from graph.ui.rivals import open_statement
from graph.ui.session import PATHS, ExploreState, PathState, long_iri, short_iri
from graph.ui.sides import smooth
from graph.ui.statement import statement_card
from graph.ui.states import CONTRADICTIONS, ORIGINS, STANCES, ContradictionsState
from graph.ui.tools import collapse, hide, pin, unpin
from graph.ui.words import say
from graph.visualization import SILENT

_UNFOLDED = "panel-unfolded"


def panel(opened: Opened, state: ExploreState, view: View, middle: str) -> None:
    """Draw the card of what is selected, or of what is in the middle."""
    selected = state.selected or middle
    if find_node(view, selected):
        _entity_panel(opened, state, view, selected)
        return
    found = _statement(opened, selected)
    if found:
        _statement_panel(opened, found, view)
    elif selected:
        _absent(opened, selected, middle)


def _statement(opened: Opened, iri: str) -> Grounds | None:
    """Return the statement `iri` with the claims about it that count; None for what is none or untold."""
    if not iri or iri in opened.whole:
        return None
    try:
        found = opened.graph.asked(iri)
    except InputError:
        return None
    return found if found.kind == "proposition" and found.claims else None


def _absent(opened: Opened, selected: str, middle: str) -> None:
    """Say that what the URL selects is not drawn, and offer what is."""
    untold = _untold_link(opened, selected)
    if untold:
        st.info(say("panel.untold", link=plain(untold), told=plain(opened.graph.described())))
        st.button(say("panel.everything"), key="panel-reset", on_click=reset)
        return
    if selected in opened.network:
        st.info(say("panel.absent", label=plain(opened.label(selected))))
        with st.container(horizontal=True):
            words = say("panel.add_it")
            st.button(words, key="panel-add", type="primary", on_click=_add, args=((selected,), selected))
            st.button(say("panel.own"), key="panel-own", on_click=_centre, args=(selected,))
        return
    st.info(say("panel.absent_unknown", name=plain(short_iri(selected)[:80])))
    if middle:
        words = say("panel.read_about", label=plain(opened.label(middle)))
        st.button(words, key="panel-middle", on_click=select, args=(middle,))


def _untold_link(opened: Opened, iri: str) -> str:
    """Return in words a link that exists and of which the perspective tells nothing; empty for all else."""
    link = opened.everything.link(iri)
    if link is None or opened.graph.link(iri) is not None:
        return ""
    return f"{opened.label(link.source)} {link.predicate.label} {opened.label(link.target)}"


def _statement_panel(opened: Opened, found: Grounds, view: View) -> None:
    statement = found.claims[0].proposition
    st.subheader(plain(smooth(opened.graph.sentence(statement), [statement])), anchor=False)
    ends = [end for end in (statement.subject, statement.object) if isinstance(end, Ref)]
    with st.container(horizontal=True, key="panel-ends"):
        for end in dict.fromkeys(ends):
            if end.iri in opened.whole:
                words = say("panel.read_about", label=plain(end.label))
                st.button(words, key=f"end-{end.iri}", on_click=select, args=(end.iri,))
    _where(opened, statement, view)
    card = statement_card(opened, statement.standing, found.claims, _unfolded(statement.iri))
    clickable(card, "panel-statement", _follower(opened, view, statement.iri))
    lead_on(opened, statement, "panel", to=(STANCES, ORIGINS))


def _where(opened: Opened, statement: Proposition, view: View) -> None:
    """Say of a link between two entities that an end of it is not drawn, and offer to add that."""
    ends = [end for end in (statement.subject, statement.object) if isinstance(end, Ref)]
    missing = [end for end in ends if end.iri in opened.whole and not find_node(view, end.iri)]
    if not missing:
        return
    one = len(missing) == 1
    words = say("panel.not_drawn", label=plain(missing[0].label)) if one else say("panel.not_drawn_both")
    st.caption(words)
    wanted = tuple(end.iri for end in missing)
    st.button(say("panel.draw_it"), key="panel-draw", on_click=_add, args=(wanted, statement.iri))


def _entity_panel(opened: Opened, state: ExploreState, view: View, iri: str) -> None:
    card = opened.graph.show(iri)
    st.subheader(plain(opened.name(card.iri)), anchor=False)
    with st.container(horizontal=True, key="panel-grow"):
        growing(opened, state, iri)
    with st.container(horizontal=True, key="panel-tools"):
        _arranging(opened, state, iri)
    with st.container(horizontal=True, key="panel-ways"):
        _tool("panel-to-another", say("panel.to_another"), set_out, PATHS, PathState(start=iri))
        lead_from_entity(iri, "panel")
    if iri in view.silent:
        _silence(opened, iri)
    graph = opened.graph
    asked = Asked(graph.claims_found(about=iri), graph.claims_found(by=iri), _unfolded(iri))
    beside = why_identity(opened, iri), _counts(opened, card)
    drawn = entity_card(card, opened.graph.sentence, asked, *beside)
    clickable(drawn, "panel-entity", _follower(opened, view, iri))
    _hold(opened, iri)


def _counts(opened: Opened, card: EntityCard) -> Markup | None:
    """Return where counts of a weapon's losses part, or counts of one loss; of others the page tells it."""
    return counts_list(opened, card.iri) if COUNTED.intersection(card.types) else None


def _arranging(opened: Opened, state: ExploreState, iri: str) -> None:
    """Draw what can be done with one entity of the picture."""
    held = iri in {each.entity for each in state.pins}
    if iri != state.entity:
        _tool("panel-centre", say("panel.centre"), _centre, iri)
    _tool("panel-hide", say("panel.hide"), hide, (iri,))
    _tool("panel-collapse", say("panel.collapse"), collapse, opened, iri)
    if held:
        _tool("panel-unpin", say("panel.unpin"), unpin, (iri,))
    else:
        _tool("panel-pin", say("panel.pin"), pin, opened, (iri,))
    marked = say("panel.unmark" if iri in state.marked else "panel.mark")
    _tool("panel-mark", marked, lambda: change(lambda now: steps.toggle_mark(now, iri)))


def _tool(key: str, words: str, act: Callable[..., None], *given: object) -> None:
    st.button(words, key=key, type="tertiary", on_click=act, args=given)


def _unfolded(iri: str) -> Collection[str]:
    """Return the parts of the card of `iri` that a person unfolded; those of other cards are forgotten."""
    whose, parts = st.session_state.get(_UNFOLDED, ("", frozenset()))
    return parts if whose == iri else frozenset()


def _unfold(iri: str, part: str) -> None:
    """Unfold a part of the card of `iri`, or fold it again."""
    parts = frozenset(_unfolded(iri))
    st.session_state[_UNFOLDED] = (iri, parts ^ {part})


def _follower(opened: Opened, view: View, iri: str) -> Callable[[str], None]:
    """Return what follows a click in the card of `iri`."""

    def follow(target: str) -> None:
        act, _, what = target.partition(" ")
        if take_reading(target):
            return
        if act == "open":
            _unfold(iri, what)
        elif act == "select":
            select(long_iri(what))
        elif act in ("contradiction", "counts"):
            set_out(CONTRADICTIONS, ContradictionsState(only=what))
        elif act == "rival":
            _open_rival(opened, what, view)

    return follow


def _open_rival(opened: Opened, iri: str, view: View) -> None:
    found = _statement(opened, iri)
    if found:
        open_statement(opened, found.claims[0].proposition, view)


def _hold(opened: Opened, iri: str) -> None:
    """Offer to hold apart what is held to be one here, and the other way round."""
    apart = perspective_asked().apart
    for one in opened.everything.identities(iri):
        if one.verdict is not Verdict.SAME:
            continue
        others = plain(" and ".join(sorted(map(opened.known_label, one.entities))))
        off = one.iri in opened.perspective.apart
        words = say("panel.hold_again" if off else "panel.hold_apart", names=others)
        kept = tuple(each for each in apart if each != one.iri) if off else (*apart, one.iri)
        st.button(words, key=f"hold-{one.iri}", on_click=put_apart, kwargs={"apart": kept})


def _silence(opened: Opened, iri: str) -> None:
    """Say of an entity in the picture that nobody who counts speaks of it, and how many others do."""
    others = say("panel.silent_others", n=len(opened.everything.claims(about=iri)))
    told = plain(opened.graph.described())
    st.info(say("panel.silent", label=SILENT["label"], told=told, claims=others))
    st.button(say("panel.everything"), key="panel-reset", on_click=reset)


def _add(entities: Collection[str], selected: str) -> None:
    change(lambda state: steps.add(state, entities, selected))


def _centre(iri: str) -> None:
    change(lambda state: steps.centre(state, iri))
