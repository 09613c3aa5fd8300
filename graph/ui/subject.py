"""The choice of an entity, or of one statement about it, on pages that tell of either."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import InputError
from graph.knowledge.grounds import Asked
from graph.model import Claim, Proposition
from graph.settings import LIMITS
from graph.ui.choosing import Form, entity_words
from graph.ui.opening import Opened
from graph.ui.plain import plain
from graph.ui.sides import smooth
from graph.ui.words import say

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def named(opened: Opened, name: str) -> str:
    """Return the IRI of the entity, statement or claim that `name` means.

    Raises
    ------
    InputError
        If it is none of these, or several entities are called so.
    """
    return opened.everything.asked(name).thing.iri


def begun_with(opened: Opened, of: str) -> str:
    """Return `of`, or where nothing was chosen yet the incident that most is said about."""
    return of or opened.graph.most_told_here()


def headline(opened: Opened, asked: Asked) -> str:
    """Return what is asked about, for a title: safe Markdown."""
    label = asked.thing.label if asked.kind != "entity" else opened.name(asked.thing.iri)
    return plain(label.replace(" - ", " ") if asked.kind == "proposition" else label)


def subject_boxes(form: Form, opened: Opened, asked: Asked, places: Sequence[DeltaGenerator]) -> None:
    """Draw a box for the entity and one for a statement about it, in which `asked` is chosen.

    Parameters
    ----------
    places
        Where the two are drawn.
    """
    statement = _statement(opened, asked)
    entity = statement.subject.iri if statement else asked.thing.iri
    with places[0]:
        _entity(form, opened, entity)
    with places[1]:
        _statements(form, opened, entity, statement)
    form.problem()


def _statement(opened: Opened, asked: Asked) -> Proposition | None:
    if asked.kind == "entity":
        return None
    about = asked.claims or opened.everything.asked(asked.thing.iri).claims
    return about[0].proposition if about else None


def _entity(form: Form, opened: Opened, entity: str) -> None:
    key = f"{form.page}-entity"
    st.session_state[key] = entity or None
    st.selectbox(
        say("choosing.one-entity"),
        opened.entities(),
        key=key,
        index=None,
        format_func=lambda iri: entity_words(opened, iri),
        placeholder=say("choosing.placeholder"),
        accept_new_options=True,
        on_change=lambda: form.take("of", st.session_state[key] or "", lambda name: named(opened, name)),
    )


def _statements(form: Form, opened: Opened, entity: str, chosen: Proposition | None) -> None:
    key = f"{form.page}-statement"
    found = statements_about(opened, entity)
    if chosen:
        found.setdefault(chosen.iri, _words(opened, chosen))
    st.session_state[key] = chosen.iri if chosen else None
    st.selectbox(
        say("choosing.statement"),
        list(found),
        key=key,
        index=None,
        format_func=lambda iri: found.get(iri, iri),
        placeholder=say("choosing.statement-placeholder"),
        on_change=lambda: form.change(of=st.session_state[key] or entity),
    )
    if len(_about(opened, entity)) > LIMITS.listed_statement_claims:
        st.caption(say("choosing.statements-cut", n=LIMITS.listed_statement_claims))


def statements_about(opened: Opened, entity: str) -> dict[str, str]:
    """Return the propositions that tell of `entity`, by their IRIs, with their words; in reading order.

    Of very many claims about it only the first are looked at, those that name it before others.
    """
    claims = _about(opened, entity)[: LIMITS.listed_statement_claims]
    propositions = {claim.proposition.iri: claim.proposition for claim in claims}
    read = {iri: _words(opened, one) for iri, one in propositions.items()}
    return dict(sorted(read.items(), key=lambda item: (item[1].casefold(), item[0])))


def _about(opened: Opened, entity: str) -> Sequence[Claim]:
    try:
        return opened.graph.claims_found(about=entity) if entity else ()
    except InputError:
        return ()


def _words(opened: Opened, proposition: Proposition) -> str:
    return smooth(opened.graph.sentence(proposition), [proposition])
